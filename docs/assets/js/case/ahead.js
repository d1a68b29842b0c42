// What lies ahead of all cases: deadlines, and a backup. No DOM, no clock of its own.

import { things } from "./cases.js";

/** @import { Case, Due, State } from "./shape.js" */

export const REMIND_AFTER = { things: 20, days: 5 }; // Safari deletes after 7 days without a visit

/** @param {Case} current @returns {[string, Due] | undefined} the next one not met */
export function nextDue(current) {
  const open = Object.entries(current.deadlines).filter(([, each]) => each.due && !each.met);
  return open.sort(([, a], [, b]) => (a.due < b.due ? -1 : 1))[0];
}

/** @param {State} state @returns {number} how many things all cases hold */
export function allThings(state) {
  return Object.values(state.cases).reduce((sum, each) => sum + things(each), 0);
}

/**
 * Tell whether it is time to suggest a backup: after much work, or some work and some days.
 *
 * @param {State} state
 * @param {Date} now
 * @returns {number} things not in the last backup; 0 when there is no need to say so
 */
export function unsaved(state, now) {
  const count = Math.abs(allThings(state) - state.backup.things);
  const oldest = Object.values(state.cases).map((each) => each.created).filter(Boolean).sort()[0] ?? "";
  const since = Date.parse(state.backup.at || oldest);
  const days = (now.getTime() - since) / 86_400_000;
  return count >= REMIND_AFTER.things || (count > 0 && days >= REMIND_AFTER.days) ? count : 0;
}
