// What can be done with cases, as plain data. No DOM, no clock of its own.

import { randomBytes } from "../platform/random.js";
import { CASE, clean, hasOwn, VERSION } from "./shape.js";

/** @import { Case, State } from "./shape.js" */

/**
 * @param {string} title
 * @param {Case["kind"]} kind
 * @param {Date} now
 * @returns {Case}
 */
export function newCase(title, kind, now) {
  const moment = now.toISOString();
  return { ...clean({}, CASE), title, kind, created: moment, changed: moment };
}

/** @param {string} id @param {Date} now @returns {State} one case with nothing in it */
export function emptyState(id, now) {
  return {
    version: VERSION,
    active: id,
    cases: { [id]: newCase("我的案件", "other", now) },
    backup: { at: "", things: 0 },
  };
}

/** @param {string} prefix @returns {string} an id that no other browser gives */
export function newId(prefix) {
  return `${prefix}-${Array.from(randomBytes(8), (byte) => (byte % 36).toString(36)).join("")}`;
}

/** @param {Case} current @returns {number} how many things a seller put into it */
export function things(current) {
  const typed = Object.values(current.blanks).filter((text) => text.trim()).length;
  const records = [current.marks, current.notes, current.answers, current.deadlines, current.letters, current.orders];
  const counted = records.reduce((sum, each) => sum + Object.keys(each).length, 0);
  const rounds = Object.values(current.rounds).reduce((sum, each) => sum + each.length, 0);
  return typed + counted + rounds + current.exhibits.length + current.log.length;
}

/** Whether there is something to go on with: it was begun, or a triage planned it. @param {Case} current */
export function isBegun(current) {
  return things(current) > 0 || current.plan.guide !== "";
}

/** @typedef {"item"|"field"|"deadline"|"template"|"checklist"} Kind of what can be retired */
/** @typedef {"marks"|"notes"|"blanks"|"personal"|"answers"|"deadlines"|"letters"|"rounds"} Holder a record of a case, by id */

/** @type {Record<Kind, Holder[]>} */
const HOLDERS = {
  item: ["marks", "notes"],
  field: ["blanks", "personal", "answers"],
  deadline: ["deadlines"],
  template: ["letters"],
  checklist: ["rounds"],
};

/**
 * Move what stands under retired ids to their replacements; what the replacement has stays.
 *
 * @param {State} state changed in place
 * @param {Kind} kind
 * @param {Record<string, string>} renamed old id → new id
 * @returns {boolean} whether anything moved
 */
export function moveRetired(state, kind, renamed) {
  let moved = false;
  for (const current of Object.values(state.cases)) {
    for (const holder of HOLDERS[kind]) moved = moveKeys(current[holder], renamed) || moved;
    moved = moveTasks(current.plan, kind, renamed) || moved;
  }
  return moved;
}

/** @param {Case["plan"]} plan @param {Kind} kind @param {Record<string, string>} renamed */
function moveTasks(plan, kind, renamed) {
  const tasks = plan.tasks.map((task) => {
    const id = task.slice(kind.length + 1);
    return task.startsWith(`${kind}.`) && hasOwn(renamed, id) ? `${kind}.${renamed[id]}` : task;
  });
  const moved = tasks.join() !== plan.tasks.join();
  if (moved) plan.tasks = [...new Set(tasks)];
  return moved;
}

/**
 * @param {Record<string, unknown>} record
 * @param {Record<string, string>} renamed
 * @returns {boolean} whether any old key was there
 */
export function moveKeys(record, renamed) {
  const old = Object.keys(renamed).filter((id) => hasOwn(record, id));
  for (const id of old) {
    if (!hasOwn(record, renamed[id])) record[renamed[id]] = record[id];
    delete record[id];
  }
  return old.length > 0;
}

/**
 * How far a checklist is: steps that do not apply are not counted.
 *
 * @param {Case} current
 * @param {string[]} items
 * @returns {{done: number, skipped: number, total: number}} total: steps that apply
 */
export function progress(current, items) {
  const states = items.map((item) => stateOf(current.marks, item));
  const skipped = states.filter((state) => state === "skip").length;
  return { done: states.filter((state) => state === "done").length, skipped, total: items.length - skipped };
}

/**
 * Take the marks of these items off.
 *
 * @param {Case} current changed in place
 * @param {string[]} items
 * @returns {Case["marks"]} those that were there
 */
export function takeMarks(current, items) {
  const marked = items.filter((item) => hasOwn(current.marks, item)).map((item) => [item, current.marks[item]]);
  for (const item of items) delete current.marks[item];
  return Object.fromEntries(marked);
}

/** @param {Record<string, import("./shape.js").Mark>} marks @param {string} item @returns {"done"|"skip"|"todo"} */
export function stateOf(marks, item) {
  return hasOwn(marks, item) ? marks[item].state : "todo";
}
