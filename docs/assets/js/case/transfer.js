// Backup and import: what a file holds, and what it would change. No DOM.

import { BACKUP, FORMAT } from "./backup-shape.js";
import { things } from "./cases.js";
import { sha256Of } from "./sha256.js";
import { clean, hasOwn, migrate, VERSION } from "./shape.js";

/** @import { Case, State } from "./shape.js" */

const FIRST = 2; // no backup was made of older versions
export const LARGEST = 10 * 1024 * 1024; // bytes; a browser keeps about half of that for a site

/**
 * Write a backup. What is kept only for the tab is not in it.
 *
 * @param {State} state
 * @param {string[]} ids cases to put in
 * @param {Date} now
 * @returns {string} JSON that `docs/data/backup.schema.json` describes
 */
export function backupOf(state, ids, now) {
  const cases = Object.fromEntries(ids.map((id) => [id, state.cases[id]]));
  const backup = { format: FORMAT, version: VERSION, exported: now.toISOString(), sum: sumOf(cases), cases };
  return `${JSON.stringify(backup, null, 1)}\n`;
}

/** A digest of cases: whether they come back as they left. @param {unknown} cases */
export function sumOf(cases) {
  return sha256Of(JSON.stringify(cases) ?? "");
}

/** Why a file is no backup, in words for the seller. */
export class ImportError extends Error {}

/**
 * Read a backup.
 *
 * @param {string} text
 * @returns {{cases: Record<string, Case>, dropped: string[]}} dropped: paths of what did not fit
 * @throws {ImportError}
 */
export function readBackup(text) {
  const backup = parsed(text);
  if (backup?.format !== FORMAT || !(backup.version >= FIRST)) {
    throw new ImportError("这个文件不是本站导出的备份。请选文件名以“申诉有据”开头的 .json 文件。");
  }
  if (backup.version > VERSION) {
    throw new ImportError("这份备份来自更新的版本。请刷新页面，再导入一次。");
  }
  /** @type {string[]} */
  const dropped = [];
  const { cases } = clean({ cases: migrate(backup, "").cases }, BACKUP, "", dropped);
  for (const each of Object.values(cases)) {
    each.title ||= "没有名字的案件";
    if (!each.remember) each.personal = {};
  }
  if (!Object.keys(cases).length) throw new ImportError("这份备份里没有能读出的案件。文件没有改动任何内容。");
  return { cases, dropped };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError("这个文件读不出来：它不是完整的 JSON。请重新导出一份，或换一个文件。");
  }
}

/**
 * @typedef {object} Change what an import would do to a case
 * @property {string} id
 * @property {string} title
 * @property {"new"|"same"|"differs"} change
 * @property {number} here how many things the case holds now
 * @property {number} there how many it holds in the file
 */

/** Say what an import would change. @param {State} state @param {Record<string, Case>} cases @returns {Change[]} */
export function preview(state, cases) {
  return Object.entries(cases).map(([id, each]) => {
    const current = hasOwn(state.cases, id) ? state.cases[id] : undefined;
    const change = !current ? "new" : sameWork(current, each) ? "same" : "differs";
    return { id, title: each.title, change, here: current ? things(current) : 0, there: things(each) };
  });
}

/** @param {Case} a @param {Case} b */
function sameWork(a, b) {
  /** @param {Case} each */
  const text = (each) => JSON.stringify({ ...each, changed: "" }, inOrder);
  return text(a) === text(b);
}

/** The order in which things were typed makes no difference. @param {string} _ @param {unknown} value */
function inOrder(_, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
