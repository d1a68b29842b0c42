// Two versions of the same cases, put together. No DOM.

import { hasOwn } from "./shape.js";

/** @import { Case } from "./shape.js" */

/**
 * Put both together: nothing of either is lost; where both say something, the later case is right.
 *
 * @param {Record<string, Case>} current
 * @param {Record<string, Case>} incoming
 * @returns {Record<string, Case>}
 */
export function merged(current, incoming) {
  const result = { ...current };
  for (const [id, theirs] of Object.entries(incoming)) {
    result[id] = hasOwn(current, id) ? mergedCase(current[id], theirs) : theirs;
  }
  return result;
}

/** @type {("marks"|"notes"|"blanks"|"personal"|"answers"|"deadlines"|"letters"|"orders")[]} */
const RECORDS = ["marks", "notes", "blanks", "personal", "answers", "deadlines", "letters", "orders"];

/** @param {Case} ours @param {Case} theirs @returns {Case} */
function mergedCase(ours, theirs) {
  const [older, later] = ours.changed <= theirs.changed ? [ours, theirs] : [theirs, ours];
  const result = { ...older, ...later };
  for (const name of RECORDS) Object.assign(result, { [name]: { ...older[name], ...withoutBlank(later[name]) } });
  result.exhibits = unionBy(later.exhibits, older.exhibits, (each) => each.id);
  result.log = unionBy(later.log, older.log, (each) => each.id);
  result.rounds = mergedRounds(older.rounds, later.rounds);
  result.plan = mergedPlan(older.plan, later.plan);
  result.remember = ours.remember; // this device decides what it keeps
  if (!result.remember) result.personal = {};
  return result;
}

/** @param {object} record */
function withoutBlank(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));
}

/** @param {Case["rounds"]} older @param {Case["rounds"]} later @returns {Case["rounds"]} */
function mergedRounds(older, later) {
  const lists = [...new Set([...Object.keys(older), ...Object.keys(later)])];
  return Object.fromEntries(lists.map((list) => [
    list,
    unionBy(own(older, list), own(later, list), (round) => round.ended),
  ]));
}

/** @param {Case["rounds"]} record @param {string} key */
function own(record, key) {
  return hasOwn(record, key) ? record[key] : [];
}

/** @param {Case["plan"]} older @param {Case["plan"]} later @returns {Case["plan"]} */
function mergedPlan(older, later) {
  return { guide: later.guide || older.guide, tasks: unionBy(later.tasks, older.tasks, (task) => task) };
}

/** @template Each @param {Each[]} first @param {Each[]} second @param {(each: Each) => string} key */
function unionBy(first, second, key) {
  const known = new Set(first.map(key));
  return [...first, ...second.filter((each) => !known.has(key(each)))];
}
