// What is kept of a deadline's end: counted by a rule, or said by a page or a document, which then counts. No DOM.

import { dueOf } from "./deadline.js";

/** @import { Due } from "../case/shape.js" */
/** @import { Rule } from "./deadline.js" */
/** @import { Arranged } from "./workdays.js" */

/** @type {Due} */
export const NO_DUE = { title: "", from: "", due: "", met: "", by: "" };

/** Whether the rule gave the end. @param {Pick<Due, "from"|"by">} due */
export function isCounted({ from, by }) {
  return from !== "" && !by;
}

/** What stands in the field for what a page or a document says: never what was counted. @param {Due} due */
export function writtenOf(due) {
  return isCounted(due) || due.by === "countdown" ? "" : due.due;
}

/**
 * The moment that a deadline counts from is known; an end that the seller was told stands.
 *
 * @param {Due} before
 * @param {string} from
 * @param {Rule} rule
 * @returns {Due}
 */
export function withFrom(before, from, rule) {
  if (before.due && !isCounted(before)) return { ...before, from, by: before.by || "told" };
  return { ...before, from, due: dueOf(from, rule), met: "", by: "" };
}

/**
 * The end by the rule as it stands now, where another is kept: one that was told, or one by an earlier wording.
 *
 * @param {Pick<Due, "from"|"due">} due
 * @param {Rule | null} rule
 * @param {Arranged} [arranged]
 * @returns {string} wall time, or "" where there is none or it is the same
 */
export function otherwise({ from, due }, rule, arranged) {
  const counted = rule && due ? dueOf(from, rule, arranged) : "";
  return counted === due ? "" : counted;
}
