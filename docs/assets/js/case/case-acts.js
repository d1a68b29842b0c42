// Making and removing cases, each with its way back.

import { undoCases } from "./case-list.js";
import { isBegun, newCase, newId } from "./cases.js";
import { store } from "./page-store.js";
import { hasOwn, newest } from "./shape.js";

/** @import { Case, State } from "./shape.js" */

/** @typedef {Record<string, Case>} Cases */

/**
 * Change the cases, and be able to take it back.
 *
 * @param {(cases: Cases) => Cases} edit gives the cases as they shall be
 * @param {string} [use] the case to use afterwards
 * @returns {{stored: boolean, undo: () => string}} undo leaves alone what was worked on since, and says so; "" when
 *   it could not be stored
 */
export function changeCases(edit, use = store.active) {
  const previous = store.active;
  /** @type {Cases} */
  let before = {};
  const stored = store.arrange((state) => {
    before = copy(state.cases);
    state.cases = edit(state.cases);
    if (!Object.keys(state.cases).length) state.cases[newId("case")] = newCase("我的案件", "other", store.now());
    select(state, use);
  });
  const after = copy(store.state.cases);
  if (stored) turnTo(store.state.active);
  return { stored, undo: () => takeBack(before, after, previous) };
}

/** @param {Cases} before @param {Cases} after @param {string} previous the case that was in use */
function takeBack(before, after, previous) {
  let kept = 0;
  const stored = store.arrange((state) => {
    kept = undoCases(state, before, after);
    select(state, previous);
  });
  if (!stored) return "";
  turnTo(store.state.active);
  return kept ? `已撤销。有 ${kept} 件在这之后又改过，没有动。` : "已撤销。";
}

/** @param {string} id */
function turnTo(id) {
  store.choose(id);
  store.emit();
}

/** @param {State} state @param {string} id */
function select(state, id) {
  if (hasOwn(state.cases, id)) state.active = id;
  else if (!hasOwn(state.cases, state.active)) state.active = newest(state.cases);
}

/** @param {Cases} cases @returns {Cases} */
function copy(cases) {
  return JSON.parse(JSON.stringify(cases));
}

/** The case that appeared by itself, with nothing in it and no name of the seller's. @param {Case} current */
export function isFresh(current) {
  return !isBegun(current) && current.title === "我的案件";
}

/** Add a case and use it. @param {Case} made */
export function startCase(made) {
  const id = newId("case");
  return changeCases((cases) => ({ ...cases, [id]: made }), id);
}

/** Remove a case. @param {string} id */
export function removeCase(id) {
  return changeCases(({ [id]: _, ...rest }) => rest);
}
