// What may be typed in a blank, how it is asked for, and how it stands in the letter.

import { readWall } from "../deadline/typed-time.js";
import { readAmount, readCount } from "./typed-number.js";

/**
 * @typedef {object} Blank
 * @property {string} id
 * @property {string} label
 * @property {"text"|"long-text"|"number"|"money"|"date"|"datetime"|"order-number"|"tracking-number"|"phone"|"choice"} kind
 * @property {string} hint
 * @property {string} example
 * @property {boolean} [personal] kept for this tab only
 * @property {string[]} [choices] for kind "choice"
 * @property {string[]} [not_before] blanks, all dates, that this one does not precede
 * @property {string} [at_most] the blank that this amount does not exceed
 */

/**
 * Kind → properties of its control; a kind not named here is plain text.
 *
 * @type {{[Kind in Blank["kind"]]?: Partial<Pick<HTMLInputElement, "type"|"inputMode"|"max"|"autocomplete">>}}
 */
export const CONTROLS = {
  number: { inputMode: "numeric" },
  money: { inputMode: "decimal" },
  date: { type: "date", max: "2099-12-31" },
  datetime: { type: "datetime-local", max: "2099-12-31T23:59" },
  "order-number": { inputMode: "numeric" },
  phone: { type: "tel", autocomplete: "tel" },
};

const DAY_LENGTH = "2026-11-22".length;

/** @type {{[Kind in Blank["kind"]]?: [RegExp, string]}} */
const RULES = {
  number: [/^\d{1,9}$/, "这里填整数，不加单位。"],
  money: [/^\d{1,9}(\.\d{1,2})?$/, "这里填金额，只写数字，例如 128.50。"],
  "order-number": [/^\d{15,22}$/, "订单编号一般是一长串数字，请对照后台再看一眼。"],
  "tracking-number": [/^[A-Za-z0-9-]{8,30}$/, "运单号只有字母和数字，请对照面单再看一眼。"],
  phone: [/^[\d+\-() ]{7,20}$/, "电话里只有数字，请再看一眼。"],
};

/** What is counted in letters. */
const COUNTED = ["笔", "单", "个", "件"];

/**
 * Say what looks wrong with a typed value; advice only, nothing is refused.
 *
 * @param {Blank["kind"]} kind
 * @param {string} value
 * @returns {string} a sentence, or "" when nothing looks wrong or nothing was typed
 */
export function advise(kind, value) {
  const typed = value.replace(/\s/g, "");
  if (typed && (kind === "date" || kind === "datetime")) return adviseOnTime(kind, value);
  const rule = RULES[kind];
  if (!typed || !rule || rule[0].test(typed)) return "";
  const stands = written(kind, value);
  return stands === value ? rule[1] : `信里写作 ${stands}。${rule[1]}`;
}

/** @param {"date"|"datetime"} kind @param {string} value */
function adviseOnTime(kind, value) {
  const { wall, why } = readWall(value);
  const day = kind === "date";
  if (why) return `${why}请写成 ${day ? "2026-11-22" : "2026-11-22 10:30"} 这样，现在信里照原样写。`;
  return day || wall.length > DAY_LENGTH ? "" : "还差几点几分。信里只写这一天，案件时间线里不排。";
}

/**
 * Say what does not go together with other blanks of the case; advice only.
 *
 * @param {Blank} blank
 * @param {(id: string) => string} typed what stands in another blank
 * @param {Record<string, string>} labels names of the blanks compared with
 * @returns {string[]} a sentence for each
 */
export function compared(blank, typed, labels) {
  const value = typed(blank.id);
  const early = (blank.not_before ?? []).filter((other) => isBefore(value, typed(other)));
  const told = early.map((other) => `“${blank.label}”早于“${labels[other]}”，请再核对。`);
  const most = blank.at_most ?? "";
  const limit = most && typed(most);
  if (amountOf(value) > amountOf(limit)) {
    told.push(`“${blank.label}”大于“${labels[most]}”，请再核对。`);
  }
  return told;
}

/** @param {string} value @returns {number} NaN for none */
function amountOf(value) {
  const amount = readAmount(value);
  return amount ? Number(amount) : NaN;
}

/** A day without its time is compared as a day. @param {string} a @param {string} b */
function isBefore(a, b) {
  const [early, late] = [readWall(a).wall, readWall(b).wall];
  const length = Math.min(early.length, late.length);
  return length > 0 && early.slice(0, length) < late.slice(0, length);
}

/**
 * Write a value as it stands in a letter: `2026-11-22T10:30` → `2026 年 11 月 22 日 10:30`, `￥1,280` →
 * `1280`. What is not understood stands as it was typed.
 *
 * @param {Blank["kind"]} kind
 * @param {string} value
 * @returns {string}
 */
export function written(kind, value) {
  if (kind === "date" || kind === "datetime") return timeWritten(value);
  if (kind === "money") return readAmount(value) || value;
  if (kind !== "number" || !value.trim()) return value;
  const count = readCount(value, COUNTED);
  return Number.isNaN(count) ? value : String(count);
}

/** @param {string} value */
function timeWritten(value) {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$/.exec(readWall(value).wall);
  if (!match) return value;
  const day = `${match[1]} 年 ${Number(match[2])} 月 ${Number(match[3])} 日`;
  return match[4] ? `${day} ${match[4]}` : day;
}
