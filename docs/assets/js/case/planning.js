// Planning other tasks for the case in use.

import { store } from "./page-store.js";

/** @param {string[]} tasks @returns {() => void} takes it back */
export function planTasks(tasks) {
  const before = store.case.plan.tasks;
  const plan = (/** @type {string[]} */ names) =>
    store.change((current) => {
      current.plan.tasks = names;
    });
  plan(tasks);
  return () => plan(before);
}
