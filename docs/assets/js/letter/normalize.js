// What people type in a blank, as it is to stand there: full-width signs made plain, units, separators and
// labels off. What is not understood stays as it was typed. No DOM.

import { readWall } from "../deadline/typed-time.js";
import { COUNTED, readAmount, readCount } from "./typed-number.js";

/** @import { Blank } from "./blanks.js" */

/**
 * @typedef {object} Room what there is to know of a blank
 * @property {boolean} [several] whether it takes several numbers
 * @property {number} [now] milliseconds since the epoch; without it a day needs its year
 */

const UNSEEN = /[\u200b-\u200f\u2060\ufeff]/g;
/** What stands before a number where it was copied. */
const LABEL =
  /^(?:(?:淘宝|天猫)?(?:订单|交易|运单|快递|物流|退货|退款)?(?:编号|单号|号码|号)|订单|运单|快递|物流|no|nr|id)?\s*[.:：#]*\s*/i;
const PHONE_LABEL = /^(?:联系电话|电话号码|手机号码|手机号|电话|手机|座机|tel|phone)\s*[.:]*\s*/i;
/** Signs of a table: a text by `'`, a formula `="…"`, quotes. */
const TABLE_SIGNS = /^=?["'“”‘’]+|["'“”‘’]+$/g;
const BETWEEN = /[、,;|/\n\r\t]+/;
const ORDER = /^\d{15,22}$/;
const WAYBILL = /^(?=(?:[^0-9]*[0-9]){6})[A-Za-z0-9-]{8,30}$/;
/** Two of these with a space between are two; shorter ones may be one number in groups. */
const WHOLE_WAYBILL = /^[A-Za-z]{0,4}\d{11,20}$/;
const MOBILE = /^(?:\+?86-?|0086-?)?(1[3-9]\d)-?(\d{4})-?(\d{4})$/;
const LANDLINE = /^(?:\+?86-?)?\(?(0\d{2,3})\)?-?([2-9]\d{6,7})(?:(?:-|转|ext\.?)(\d{1,6}))?$/i;
const HOTLINE = /^([48]00)-?(\d{3})-?(\d{4})$/;

/**
 * Write a value as it is understood.
 *
 * @param {Blank["kind"]} kind
 * @param {string} value as it was typed or pasted
 * @param {Room} [room]
 * @returns {string} `value` itself where it is not understood, or its kind is not read
 */
export function normalized(kind, value, { several = false, now } = {}) {
  if (!value.trim()) return value;
  if (kind === "money") return readAmount(value) || value;
  if (kind === "number") return countOf(value);
  if (kind === "date") return readWall(value, now).wall.slice(0, "2026-11-22".length) || value;
  if (kind === "datetime") return readWall(value, now).wall || value;
  const numbers = numbersIn(kind, value);
  const fit = numbers.length === 1 || several || kind === "phone"; // a letter may name two telephones
  return (fit && numbers.join("、")) || value;
}

/** @type {{[Kind in Blank["kind"]]?: (part: string) => string[]}} what a part between two signs holds; none where it is no number */
const READERS = { "order-number": ordersIn, "tracking-number": waybillsIn, phone: phonesIn };

/**
 * Read the order numbers, numbers of parcels, or telephone numbers that a text consists of.
 *
 * @param {Blank["kind"]} kind
 * @param {string} value
 * @returns {string[]} in their order; none where there is anything else in it
 */
export function numbersIn(kind, value) {
  const read = READERS[kind];
  if (!read) return [];
  const parts = plain(value).split(BETWEEN).map((part) => part.trim()).filter(Boolean);
  const numbers = parts.map(read);
  return numbers.every(({ length }) => length) ? numbers.flat() : [];
}

/** @param {string} value */
function plain(value) {
  return value.normalize("NFKC").replace(UNSEEN, "").replace(/[‐‑–—−]/g, "-");
}

/** Between two signs: one number in groups, or several whole ones. @param {string} part */
function ordersIn(part) {
  const groups = bare(part).split(/\s+/).map(bare);
  if (groups.every((group) => ORDER.test(group))) return groups;
  const joined = groups.join("");
  return ORDER.test(joined) && groups.every((group) => !ORDER.test(group)) ? [joined] : [];
}

/** @param {string} part */
function waybillsIn(part) {
  const groups = bare(part).split(/\s+/).map(bare);
  if (groups.every((group) => WHOLE_WAYBILL.test(group))) return groups;
  const joined = groups.join("");
  return WAYBILL.test(joined) ? [joined] : [];
}

/** Without a label and the signs of a table. @param {string} text */
function bare(text) {
  return text.trim().replace(TABLE_SIGNS, "").replace(LABEL, "").replace(TABLE_SIGNS, "");
}

/** @param {string} value */
function countOf(value) {
  const count = readCount(value, COUNTED);
  return Number.isNaN(count) ? value : String(count);
}

/** Such as `13800000000`, `0571-88888888`, `0571-88888888 转 801`. @param {string} part */
function phonesIn(part) {
  const typed = part.trim().replace(PHONE_LABEL, "").replace(/\s+/g, "").replace(/^\((\+86)\)/, "$1");
  const mobile = MOBILE.exec(typed);
  if (mobile) return [mobile.slice(1).join("")];
  const landline = LANDLINE.exec(typed);
  if (landline) return [`${landline[1]}-${landline[2]}${landline[3] ? ` 转 ${landline[3]}` : ""}`];
  const hotline = HOTLINE.exec(typed);
  return hotline ? [hotline.slice(1).join("-")] : [];
}
