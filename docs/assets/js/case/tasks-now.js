// The tasks of the case in use, now.

import { fromRoot } from "../ui/root.js";
import { GUIDES, TASKS } from "./known.js";
import { store } from "./page-store.js";
import { hasOwn } from "./shape.js";
import { nextTask, taskAt, tasksOf } from "./tasks.js";

/** @import { At, Task } from "./tasks.js" */

function around() {
  const { case: { blanks }, state: { backup } } = store;
  return { now: store.now().getTime(), backup: backup.at, typed: { ...blanks, ...store.personalBlanks() } };
}

/** @returns {{tasks: Task[], next: Task | undefined}} each with its whole address */
export function tasksNow() {
  const tasks = tasksOf(store.case, TASKS, around()).map((task) => ({ ...task, href: fromRoot(task.href) }));
  return { tasks, next: nextTask(tasks) };
}

/** @param {string} name such as `checklist.first-day` @returns {At | null} null for what the handbook does not know */
export function taskNow(name) {
  return hasOwn(TASKS, name) ? taskAt(store.case, name, TASKS, around()) : null;
}

/** The guide that the triage led to. */
export function guideNow() {
  const { guide } = store.case.plan;
  if (!hasOwn(GUIDES, guide)) return null;
  return { title: GUIDES[guide], href: fromRoot(guide.replace(/(index)?\.md/, "/").replace("//", "/")) };
}
