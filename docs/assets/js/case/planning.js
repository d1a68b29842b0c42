// Planning other tasks for the case in use.

import { store } from "./page-store.js";

/** @param {string[]} tasks @returns {{stored: boolean, undo: () => boolean}} undo tells whether that was stored */
export function planTasks(tasks) {
  const before = store.case.plan.tasks;
  const plan = (/** @type {string[]} */ names) =>
    store.change((current) => {
      current.plan.tasks = names;
    });
  return { stored: plan(tasks), undo: () => plan(before) };
}
