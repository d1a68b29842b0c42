// Two versions of the same cases, put together. No DOM.

import { hasOwn } from "./shape.js";

/** @typedef {import("./shape.js").Case} Case */

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

const RECORDS = ["marks", "notes", "blanks", "personal", "deadlines", "letters"];
const LISTS = ["exhibits", "log"];

function mergedCase(ours, theirs) {
  const [older, later] = ours.changed <= theirs.changed ? [ours, theirs] : [theirs, ours];
  const result = { ...older, ...later };
  for (const name of RECORDS) result[name] = { ...older[name], ...withoutBlank(later[name]) };
  for (const name of LISTS) result[name] = unionBy(later[name], older[name], (each) => each.id);
  result.rounds = mergedRounds(older.rounds, later.rounds);
  result.plan = mergedPlan(older.plan, later.plan);
  result.remember = ours.remember; // this device decides what it keeps
  if (!result.remember) result.personal = {};
  return result;
}

function withoutBlank(record) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));
}

function mergedRounds(older, later) {
  const lists = [...new Set([...Object.keys(older), ...Object.keys(later)])];
  return Object.fromEntries(lists.map((list) => [
    list, unionBy(own(older, list), own(later, list), (round) => round.ended),
  ]));
}

function own(record, key) {
  return hasOwn(record, key) ? record[key] : [];
}

function mergedPlan(older, later) {
  const lists = ["checklists", "templates", "deadlines"];
  const both = lists.map((name) => [name, unionBy(later[name], older[name], (id) => id)]);
  return { guide: later.guide || older.guide, ...Object.fromEntries(both) };
}

function unionBy(first, second, key) {
  const known = new Set(first.map(key));
  return [...first, ...second.filter((each) => !known.has(key(each)))];
}
