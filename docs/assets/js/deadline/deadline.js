// When a deadline ends, in China time whatever the device's zone. No DOM, no clock of its own.

import { ARRANGED } from "./arranged.js";
import { clockOf, DAY, HOUR, instantOf, wallAt, wallOf } from "./wall-time.js";
import { afterWorkdays } from "./workdays.js";

/** @import { Arranged } from "./workdays.js" */

/** @type {Record<string, number>} unit → milliseconds */
const LENGTHS = { minute: 60_000, hour: HOUR, day: DAY };

/**
 * @typedef {object} Rule how long a deadline lasts, as read in an official text
 * @property {number} count
 * @property {"minute"|"hour"|"day"|"workday"|"month"|"year"} unit
 * @property {"moment"|"day"|"next-day"} counting from that moment; from that day; from the next day
 */

/**
 * Compute the end of a deadline.
 *
 * A deadline that counts days ends with its last day, written 23:59. Months and years end on
 * the day of the same number as the event's, or on the month's last. It is the safe end: where a law lets
 * the last day move, `workdays.js` says to which, and `day-words.js` says what is to be said of either.
 *
 * @param {string} from wall time of the event it counts from
 * @param {Rule} rule
 * @param {Arranged} [arranged] days off and make-up days
 * @returns {string} wall time, or "" when `from` is none
 */
export function dueOf(from, rule, arranged = ARRANGED) {
  const start = clockOf(from);
  if (!Number.isFinite(instantOf(from))) return "";
  if (rule.counting === "moment" && rule.unit !== "workday") return wallAt(add(start, rule));
  const midnight = Math.floor(start / DAY) * DAY;
  const wait = rule.counting === "day" ? 0 : DAY;
  const begin = midnight + wait;
  const end = rule.unit === "workday" ? afterWorkdays(begin, rule.count, arranged) : add(midnight, rule) + wait;
  return wallAt(end - 60_000);
}

/** @param {number} clock @param {Rule} rule */
function add(clock, { count, unit }) {
  if (unit === "month") return addMonths(clock, count);
  if (unit === "year") return addMonths(clock, 12 * count);
  return clock + count * LENGTHS[unit];
}

/** @param {number} clock @param {number} count */
function addMonths(clock, count) {
  const date = new Date(clock);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0));
  const day = Math.min(date.getUTCDate(), last.getUTCDate());
  return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), day) + (clock % DAY);
}

/**
 * The end that a countdown in the back office leads to.
 *
 * @param {number} now milliseconds since the epoch
 * @param {{days?: number, hours?: number, minutes?: number}} left
 * @returns {string} wall time, "" when nothing is left or nothing was given
 */
export function endOf(now, { days = 0, hours = 0, minutes = 0 }) {
  const span = days * DAY + hours * HOUR + minutes * 60_000;
  return span > 0 && Number.isFinite(span) ? wallOf(now + span) : "";
}
