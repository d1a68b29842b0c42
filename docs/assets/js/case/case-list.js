// All cases of a seller: their order, copies, and taking back what was done to them. No DOM.

import { nextDue } from "./ahead.js";
import { hasOwn } from "./shape.js";

/** @import { Case, State } from "./shape.js" */

/** @param {Case} original @param {Date} now @returns {Case} a copy under a name of its own */
export function duplicate(original, now) {
  const moment = now.toISOString();
  const title = `${original.title}（副本）`;
  return { ...JSON.parse(JSON.stringify(original)), title, archived: false, created: moment, changed: moment };
}

/**
 * Cases as a seller wants them: the next deadline first, then the latest work; archived last.
 *
 * @param {Record<string, Case>} cases
 * @returns {[string, Case][]}
 */
export function inOrder(cases) {
  /** @param {[string, Case]} entry */
  const rank = ([, each]) => [each.archived ? "1" : "0", each.archived ? "9" : nextDue(each)?.[1].due ?? "9"].join();
  return Object.entries(cases).sort((a, b) =>
    rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a[1].changed < b[1].changed ? 1 : -1
  );
}

/**
 * Take back what was done to cases, unless they were worked on since.
 *
 * @param {State} state changed in place
 * @param {Record<string, Case>} before the cases as they were; one that is not there was new
 * @param {Record<string, Case>} after the cases as the act left them; one that is not there was removed
 * @returns {number} cases that stay as they are, because they have changed since
 */
export function undoCases(state, before, after) {
  let kept = 0;
  for (const [id, left] of Object.entries(after)) {
    if (!hasOwn(state.cases, id)) continue;
    if (JSON.stringify(state.cases[id]) !== JSON.stringify(left)) kept += 1;
    else if (hasOwn(before, id)) state.cases[id] = before[id];
    else delete state.cases[id];
  }
  for (const [id, gone] of Object.entries(before)) {
    if (!hasOwn(after, id) && !hasOwn(state.cases, id)) state.cases[id] = gone;
  }
  return kept;
}
