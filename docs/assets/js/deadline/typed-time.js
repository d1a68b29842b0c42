// Days and times as people type them, where a browser has no control of its own for them, or as they
// were stored by one that has none. No DOM, no clock of its own.

import { inDigits } from "../letter/typed-number.js";
import { clockOf, DAY, wallAt } from "./wall-time.js";

/**
 * @typedef {object} Read what was understood
 * @property {string} wall `2026-11-22T10:30`; `2026-11-22` where no time was typed; "" where nothing was understood
 * @property {string} why a sentence that says why nothing was understood, or ""
 */

const DATES = [
  /^(?<year>\d{4}|\d\d(?= *年)) *[-/.年] *(?<month>\d{1,2}) *[-/.月] *(?<day>\d{1,2})(?!\d) *[日号]?/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?=\D|$|\d{4}$|\d{6}$)/,
  /^(?<year>)(?<month>\d{1,2}) *[-/.月] *(?<day>\d{1,2})(?!\d) *[日号]?/,
];
const TIMES = [
  /^(?<part>[^\d ]{1,2})? *(?<hour>\d{1,2}) *: *(?<minute>\d\d)(?: *: *(?<second>\d\d)(?:\.\d+)?)? *(?<half>AM|PM)?(?:\+08:?00)?$/,
  /^(?<part>[^\d ]{1,2})? *(?<hour>\d{1,2}) *[点时] *(?:(?<words>半|1刻|3刻|整|钟)|(?<minute>\d{1,2})(?: *分(?: *(?<second>\d{1,2}) *秒)?)?)?$/,
  /^(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?$/,
];
const WORDS = new Map([["半", 30], ["1刻", 15], ["3刻", 45]]);
/** The hours that a part of the day may mean, both included; 12 at night is no hour of one day. @type {Record<string, [number, number]>} */
const PARTS = {
  凌晨: [0, 6],
  清晨: [4, 9],
  早: [4, 11],
  早上: [4, 11],
  早晨: [4, 11],
  上午: [1, 11],
  中午: [11, 14],
  下午: [12, 23],
  傍晚: [16, 20],
  晚: [17, 23],
  晚上: [17, 23],
  AM: [0, 11],
  PM: [12, 23],
};
const WEEKDAYS = "日一二三四五六";
const WEEKDAY = /[(（]?\s*(?:周|星期|礼拜)([一二三四五六日天])\s*[)）]?/;

const UNREAD = "没看懂。";
const NO_YEAR = "还差年份。";
const NO_DAY = "日历上没有这一天。";
const NO_TIME = "没有这个时刻。";
const WHICH_HALF = "分不清上午还是下午，请按 24 小时写，例如 15:30。";
const OTHER_WEEKDAY = "星期和日期对不上。";

/**
 * Read a day, with or without a time. A day without its year is of the year that brings it nearest.
 *
 * @param {string} text
 * @param {number} [now] milliseconds since the epoch; without it a day needs its year
 * @returns {Read}
 */
export function readWall(text, now = NaN) {
  const weekday = WEEKDAY.exec(text)?.[1].replace("天", "日") ?? "";
  const typed = plain(text.replace(WEEKDAY, " "));
  const date = firstOf(DATES, typed);
  if (!date) return unread(UNREAD);
  const rest = typed.slice(date[0].length).replace(/^[ ,、T_-]+/, "");
  const time = firstOf(TIMES, rest);
  if (rest && !time) return unread(UNREAD);
  const { year = "", month = "", day = "" } = date.groups ?? {};
  if (!year && Number.isNaN(now)) return unread(NO_YEAR);
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  const midnight = year ? dayOf(full, Number(month), Number(day)) : nearest(Number(month), Number(day), now);
  if (Number.isNaN(midnight)) return unread(NO_DAY);
  if (weekday && WEEKDAYS[new Date(midnight).getUTCDay()] !== weekday) return unread(OTHER_WEEKDAY);
  if (!time) return { wall: wallAt(midnight).slice(0, 10), why: "" };
  return readTime(midnight, time.groups ?? {});
}

/** @param {string} why @returns {Read} */
function unread(why) {
  return { wall: "", why };
}

/** @param {string} text */
function plain(text) {
  const digits = inDigits(text).toUpperCase().replace(/\u2236/g, ":").replace(/[(]?北京时间[)]?:?/, " ");
  return digits.replace(/[‐‑–—−]/g, "-").replace(/\s+/g, " ").trim().replace(/。$/, "");
}

/** @param {RegExp[]} patterns @param {string} text */
function firstOf(patterns, text) {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}

/** @param {number} year @param {number} month @param {number} day @returns {number} NaN for no day of the calendar */
function dayOf(year, month, day) {
  const wall = [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
  const clock = clockOf(`${wall}T00:00`);
  return wallAt(clock) === `${wall}T00:00` ? clock : NaN;
}

/** @param {number} month @param {number} day @param {number} now */
function nearest(month, day, now) {
  const year = new Date(now).getUTCFullYear();
  const days = [year, year - 1, year + 1].map((each) => dayOf(each, month, day)).filter((each) => !Number.isNaN(each));
  return days.sort((a, b) => Math.abs(a - now) - Math.abs(b - now))[0] ?? NaN;
}

/** @param {number} midnight @param {Record<string, string | undefined>} typed @returns {Read} */
function readTime(midnight, { part, half, hour = "", minute = "0", second = "0", words = "" }) {
  const hours = hoursOf(Number(hour), part ?? half);
  if (!hours) return unread(UNREAD);
  const real = Number(hour) <= 24 && Number(minute) < 60 && Number(second) < 60;
  if (real && hours.length !== 1) return unread(WHICH_HALF);
  const minutes = 60 * hours[0] + (WORDS.get(words) ?? Number(minute));
  if (!real || minutes + Number(second) > 24 * 60) return unread(NO_TIME); // 24:00 is the next day's 00:00
  const wall = wallAt(midnight + minutes * (DAY / 24 / 60));
  return wall ? { wall, why: "" } : unread(NO_DAY);
}

/**
 * @param {number} hour
 * @param {string | undefined} part of the day, or which half
 * @returns {number[] | null} hours that may be meant; null for a word that is no part of a day
 */
function hoursOf(hour, part) {
  if (!part) return [hour];
  if (!Object.prototype.hasOwnProperty.call(PARTS, part)) return null;
  const [first, last] = PARTS[part];
  const meant = hour > 12 || !hour ? [hour] : [hour % 12, (hour % 12) + 12];
  return meant.filter((each) => first <= each && each <= last);
}
