// What is to be said of a date that was counted: by which days, and where the law lets it move. No DOM.

import { ARRANGED } from "./arranged.js";
import { isCounted, otherwise } from "./due.js";
import { inFull } from "./wall-time.js";
import { movedFrom, unknownYears } from "./workdays.js";

/** @import { Due } from "../case/shape.js" */
/** @import { About } from "./due-form.js" */
/** @import { Arranged } from "./workdays.js" */

const COUNTED = "按工作日数：周末和放假的日子跳过，调休上班的周末也算。";
const GUESSED = "按周末和日子固定的节日（1 月 1 日、5 月 1 日至 2 日、10 月 1 日至 3 日）算，以官方安排为准。";

/**
 * Say how a date was counted, nothing where every day counts alike; of one that a page or a document says, only
 * whether the rule gives another.
 *
 * @param {Pick<About, "rule"|"extends"|"who"|"source">} about
 * @param {Pick<Due, "from"|"due"|"by">} due
 * @param {Arranged} [arranged]
 * @returns {string[]} sentences, the safe day first
 */
export function wordsOn({ rule, extends: law, who, source }, { from, due, by }, arranged = ARRANGED) {
  if (!isCounted({ from, by })) {
    const other = otherwise({ from, due }, rule, arranged);
    return other ? [`按${source}算是 ${inFull(other)}，以写明的为准。`] : [];
  }
  if (rule?.unit === "workday") return [COUNTED, ...unknown(from, due, arranged)];
  const later = law ? movedFrom(due, arranged) : "";
  if (!later) return [];
  const safe = who === "seller" ? [`最稳妥：${dayOf(due)}办完。`] : [];
  return [...safe, `那天是休息日，按${law}顺延到 ${dayOf(later)}。`, ...unknown(due, later, arranged)];
}

/** @param {string} from @param {string} to @param {Arranged} arranged */
function unknown(from, to, arranged) {
  const years = unknownYears(from, to, arranged);
  return years.length ? [`${years.join("、")} 年的放假安排这里还没有，${GUESSED}`] : [];
}

/** `2026 年 10 月 1 日（周四）`. @param {string} wall */
function dayOf(wall) {
  return inFull(wall).slice(0, -"23:59".length);
}
