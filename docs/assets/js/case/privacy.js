// Personal data that should not stand in a text that goes to others: found and masked. No DOM.

import { personalNumbers } from "./number-runs.js";

/** @import { PersonalNumber } from "./number-runs.js" */

const D = "[0-9０-９]";
const ROAD = "[\\u4e00-\\u9fff]{1,8}(?:路|街|巷|弄|胡同|大道|村|苑|小区|大厦|公寓|花园)";
const HOUSE = `${D}{1,5} ?(?:号楼|号院|号|弄|栋|幢|座|单元|室|楼|层)`;
const REST = `(?:[ ,，]?(?:[A-Za-z]座 ?|${D}{1,4}[-—])?${HOUSE})*`;
const ROOM = `(?:(?:${D}{1,3}[-—])?${D}{2,5}(?![-—年/.:0-9０-９])| ${D}{3,4}(?![-—年/.:0-9０-９]| ?[个件元笔]))?`;
const ADDRESS = new RegExp(`${ROAD}\\s?${HOUSE}${REST}${ROOM}`, "g");

const PHONE = new RegExp(`${D}(?:[^0-9０-９]*${D}){10}$`);

/** Digits that stay, at the start and at the end. @type {Record<PersonalNumber["kind"], [number, number]>} */
const STAY = { 手机号: [3, 4], 身份证号: [3, 4], 银行卡号: [4, 4] };

/**
 * Name the kinds of personal data in a text.
 *
 * @param {string} text
 * @returns {string[]} such as ["手机号"]
 */
export function personalIn(text) {
  const numbers = personalNumbers(text);
  const kinds = Object.keys(STAY).filter((each) => numbers.some(({ kind }) => kind === each));
  return [...kinds, ...(text.search(ADDRESS) < 0 ? [] : ["详细地址"])];
}

/** @param {string} text @returns {string} the text with personal data masked */
export function masked(text) {
  const numbers = personalNumbers(text).reverse().reduce(
    (current, { kind, start, end }) =>
      current.slice(0, start) + maskedNumber(kind, text.slice(start, end)) + current.slice(end),
    text,
  );
  return numbers.replace(ADDRESS, (address) => address.replace(/[0-9０-９]/g, "*"));
}

/** Without what stands between the digits; a telephone number keeps what stands before its eleven. @param {PersonalNumber["kind"]} kind @param {string} number */
function maskedNumber(kind, number) {
  const [whole] = (kind === "手机号" && PHONE.exec(number)) || [number];
  const digits = whole.replace(/[^0-9０-９XxＸｘ]/g, "");
  const [first, last] = STAY[kind];
  const hidden = "*".repeat(digits.length - first - last);
  return number.slice(0, -whole.length) + digits.slice(0, first) + hidden + digits.slice(-last);
}
