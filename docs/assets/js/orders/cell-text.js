// What a cell of an order report says, cleaned. No DOM.

import { readAmount, readCount } from "../letter/typed-number.js";
import { clockOf, wallAt } from "../deadline/wall-time.js";

const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const MARKED = /^(?:="|['‘’])/;
const NONE = /^(?:null|none|n\/a|-+|—+|无|\/)$/i;
const TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:T| *)(\d{1,2})[:时点](\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?$/;
const EXPONENT = /^\d(?:\.\d+)?E\+?\d+$/i;
const DAY = 86_400_000; // ms

/**
 * The text of a cell: no signs that are not seen, or that turn the direction of what follows; no `="…"` and no
 * apostrophe, by which spreadsheets keep numbers whole.
 *
 * @param {string} text
 */
export function cellText(text) {
  const seen = (CONTROLS.test(text) ? shown(text) : text).trim();
  if (!MARKED.test(seen)) return seen;
  const wrapped = /^="([^]*)"$/.exec(seen);
  return wrapped ? wrapped[1].replace(/""/g, '"').trim() : seen.replace(/^['‘’](?=[\d=+@-])/, "");
}

/** @param {string} text */
function shown(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(UNSEEN, "");
}

/** In one line; "" for what stands for nothing, such as `null` and `--`. @param {string} text */
export function lineOf(text) {
  const line = cellText(text).replace(/\s+/g, " ");
  return NONE.test(line) ? "" : line;
}

/** As `lineOf`, with full-width signs and digits as plain ones. @param {string} text */
function plain(text) {
  return lineOf(text.normalize("NFKC"));
}

/** @typedef {{value: string, why: string}} Read `why`: what was not understood, or "" */

/** @param {string} value @param {string} [why] @returns {Read} */
function read(value, why = "") {
  return { value, why };
}

/** An order number, without what stands around it. @param {string} text @returns {string} digits, or "" */
export function orderNumber(text) {
  const found = /^(?:(?:主|子)?订单(?:编号|号)?|No)?[:.]?(\d{10,30})$/i.exec(plain(text).replace(/\s/g, ""));
  return found ? found[1] : "";
}

/** Whether a spreadsheet wrote it as `3.62499E+18`. @param {string} text */
export function isExponent(text) {
  return EXPONENT.test(plain(text).replace(/\s/g, ""));
}

/** Whether a spreadsheet may have kept no more than fifteen digits of it. @param {string} no */
export function isRounded(no) {
  return no.length >= 18 && /^0+$/.test(no.slice(15));
}

/** Whether half of the long numbers or more look so; of whole numbers it is one in a thousand. @param {string[]} numbers */
export function areRounded(numbers) {
  const long = numbers.filter((no) => no.length >= 18);
  return long.length > 0 && 2 * long.filter(isRounded).length >= long.length;
}

/**
 * @param {string} text
 * @param {0 | 1900 | 1904} [system] how the workbook counts days; 0 where numbers are no days
 */
export function timeOf(text, system = 0) {
  const typed = plain(text);
  if (!typed) return read("");
  if (system && /^[2-7]\d{4}(?:\.\d+)?$/.test(typed)) return timeOf(serialText(Number(typed), system, true));
  const found = TIME.exec(typed);
  if (!found) return read("", "时间没看懂");
  const [year, month, day, hour, minute] = found.slice(1).map((part) => (part ?? "0").padStart(2, "0"));
  const wall = `${year}-${month}-${day}T${hour}:${minute}`;
  if (wallAt(clockOf(wall)) !== wall) return read("", "日历上没有这个时间");
  return read(wall, found[4] === undefined ? "只有日期，没有时刻，按 00:00 记" : "");
}

/**
 * A day that a workbook counts, as text.
 *
 * @param {number} serial days; the hours are its fraction
 * @param {1900 | 1904} system
 * @param {boolean} withTime whether midnight is said
 */
export function serialText(serial, system, withTime) {
  const epoch = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const clock = Math.round((epoch + serial * DAY) / 1000) * 1000;
  const text = Math.abs(clock) < 8e15 ? new Date(clock).toISOString().slice(0, 19).replace("T", " ") : "";
  return withTime ? text : text.replace(/ 00:00:00$/, "");
}

/** @param {string} text @returns {Read} yuan with two digits behind the point */
export function amountOf(text) {
  const typed = plain(text).replace(/(\.\d\d)0+(?=\D*$)/, "$1");
  if (!typed) return read("");
  const amount = readAmount(typed);
  const [yuan, cents = ""] = amount.split(".");
  return amount ? read(`${Number(yuan)}.${cents.padEnd(2, "0")}`) : read("", "金额没看懂");
}

/** @param {string} text @returns {Read} digits */
export function quantityOf(text) {
  const typed = plain(text).replace(/\.0+$/, "");
  if (!typed) return read("");
  const count = readCount(typed, ["件", "个", "份", "套"]);
  return Number.isNaN(count) ? read("", "数量没看懂") : read(String(count));
}

/** @param {string} text @returns {Read} without `No:` */
export function trackingOf(text) {
  if (isExponent(text)) return read("", "物流单号已被表格软件改坏");
  return read(lineOf(lineOf(text).replace(/\bNo[:：]\s*/gi, "")));
}
