// Wall times of China, whatever the device's zone. No DOM, no clock of its own.
//
// A wall time is text as a clock in China shows it: `2026-11-22T10:30`. China has one zone and
// no summer time (UTC+8), so wall times compare as text and convert by adding eight hours.

export const HOUR = 3_600_000; // ms
export const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/** @param {string} wall @returns {number} milliseconds since the epoch; NaN for no real wall time */
export function instantOf(wall) {
  const clock = clockOf(wall);
  return wallAt(clock) === wall ? clock - ZONE : NaN;
}

/** @param {number} instant milliseconds since the epoch @returns {string} wall time, to the minute */
export function wallOf(instant) {
  return wallAt(instant + ZONE);
}

/** The face of a clock in China, as if it were UTC, so that days can be added to it. @param {string} wall */
export function clockOf(wall) {
  const match = WALL.exec(wall);
  if (!match) return NaN;
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

/** "" outside the years that four digits can write. @param {number} clock */
export function wallAt(clock) {
  const date = new Date(clock);
  const text = Number.isFinite(date.getTime()) ? date.toISOString() : "";
  return /^\d{4}-/.test(text) ? text.slice(0, 16) : "";
}

/**
 * Say what is left, roughly: days and hours; hours and minutes for the last three days.
 *
 * @param {string} due wall time
 * @param {number} now milliseconds since the epoch
 * @returns {{past: boolean, soon: boolean, words: string}} soon: less than a day is left; words: ""
 *   when `due` is no real wall time
 */
export function leftUntil(due, now) {
  const span = instantOf(due) - now;
  if (Number.isNaN(span)) return { past: false, soon: false, words: "" };
  const minutes = Math.floor(Math.abs(span) / 60_000);
  const words = inWords(minutes);
  return { past: span < 0, soon: span >= 0 && span < DAY, words: span < 0 ? `已过 ${words}` : `还有 ${words}` };
}

/** @param {number} minutes */
function inWords(minutes) {
  const hours = Math.floor(minutes / 60);
  if (hours >= 72) return pair(Math.floor(hours / 24), "天", hours % 24, "小时");
  return hours ? pair(hours, "小时", minutes % 60, "分") : `${minutes} 分钟`;
}

/** @param {number} large @param {string} unit @param {number} small @param {string} part */
function pair(large, unit, small, part) {
  return small ? `${large} ${unit} ${small} ${part}` : `${large} ${unit}`;
}

const WEEKDAYS = "日一二三四五六";

/** @param {string} wall @returns {string} `2026 年 11 月 25 日（周三）10:00` */
export function inFull(wall) {
  const match = WALL.exec(wall);
  if (!match) return "";
  const weekday = WEEKDAYS[new Date(clockOf(wall)).getUTCDay()];
  return `${match[1]} 年 ${Number(match[2])} 月 ${Number(match[3])} 日（周${weekday}）${match[4]}:${match[5]}`;
}
