// Working days of China: weekends, days off and make-up days. No DOM, no clock of its own.

import { ARRANGED } from "./arranged.js";
import { clockOf, DAY, wallAt } from "./wall-time.js";

/**
 * @typedef {object} Arranged what the State Council's notices say, one notice a year
 * @property {string[]} years those whose notice is known
 * @property {Record<string, number>} off first day, such as `2026-02-15` → how many days
 * @property {string[]} work make-up days: Saturdays and Sundays that are worked
 */

/** Days that are off in each year, by month and day (全国年节及纪念日放假办法, article 2); the others follow the moon. */
const FIXED = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];

/** @param {number} clock @param {Arranged} [arranged] */
export function isWorkday(clock, arranged = ARRANGED) {
  const day = wallAt(clock).slice(0, 10);
  if (arranged.work.includes(day)) return true;
  const off = Object.entries(arranged.off).some(([first, count]) => {
    const begin = clockOf(`${first}T00:00`);
    return clock >= begin && clock < begin + count * DAY;
  });
  if (off || [0, 6].includes(new Date(clock).getUTCDay())) return false;
  return arranged.years.includes(day.slice(0, 4)) || !FIXED.includes(day.slice(5));
}

/**
 * The midnight that ends the last of so many working days.
 *
 * @param {number} midnight the first day that may count
 * @param {number} count
 * @param {Arranged} [arranged]
 */
export function afterWorkdays(midnight, count, arranged = ARRANGED) {
  let clock = midnight;
  for (let left = count; left > 0; clock += DAY) {
    if (isWorkday(clock, arranged)) left -= 1;
  }
  return clock;
}

/**
 * Where the last day of a time limit is no working day, the end of the next one that is.
 *
 * @param {string} due wall time
 * @param {Arranged} [arranged]
 * @returns {string} wall time, or "" where the last day is a working day
 */
export function movedFrom(due, arranged = ARRANGED) {
  const midnight = Math.floor(clockOf(due) / DAY) * DAY;
  if (isWorkday(midnight, arranged)) return "";
  return wallAt(afterWorkdays(midnight, 1, arranged) - 60_000);
}

/**
 * The years between two wall times whose notice is not known here.
 *
 * @param {string} from
 * @param {string} to not earlier
 * @param {Arranged} [arranged]
 * @returns {string[]}
 */
export function unknownYears(from, to, arranged = ARRANGED) {
  const [first, last] = [from, to].map((wall) => Number(wall.slice(0, 4)));
  const years = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  return years.filter((year) => !arranged.years.includes(year));
}
