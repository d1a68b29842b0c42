// Backup and import: what a file holds, and what it would change. No DOM.

import { things } from "./cases.js";
import { BACKUP_SCHEMA, VERSION, clean, hasOwn, migrate } from "./shape.js";

/** @typedef {import("./shape.js").Case} Case @typedef {import("./shape.js").State} State */

export const FORMAT = BACKUP_SCHEMA.properties.format.const;
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
  const backup = { format: FORMAT, version: VERSION, exported: now.toISOString(), cases };
  return `${JSON.stringify(backup, null, 1)}\n`;
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
  const dropped = [];
  const { cases } = clean({ cases: migrate(backup, "").cases }, {
    type: "object", properties: { cases: BACKUP_SCHEMA.properties.cases },
  }, "", dropped);
  for (const each of Object.values(cases)) {
    each.title ||= "没有名字的案件";
    if (!each.remember) each.personal = {};
  }
  if (!Object.keys(cases).length) throw new ImportError("这份备份里没有能读出的案件。文件没有改动任何内容。");
  return { cases, dropped };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError("这个文件读不出来：它不是完整的 JSON。请重新导出一份，或换一个文件。");
  }
}

/**
 * Say what an import would change.
 *
 * @param {State} state
 * @param {Record<string, Case>} cases
 * @returns {{id: string, title: string, change: "new"|"same"|"differs", here: number, there: number}[]}
 *   here and there: how many things the case holds now and in the file
 */
export function preview(state, cases) {
  return Object.entries(cases).map(([id, each]) => {
    const current = hasOwn(state.cases, id) ? state.cases[id] : undefined;
    const change = !current ? "new" : sameWork(current, each) ? "same" : "differs";
    return { id, title: each.title, change, here: current ? things(current) : 0, there: things(each) };
  });
}

function sameWork(a, b) {
  const text = (each) => JSON.stringify({ ...each, changed: "" }, inOrder);
  return text(a) === text(b);
}

/** The order in which things were typed makes no difference. */
function inOrder(_, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
