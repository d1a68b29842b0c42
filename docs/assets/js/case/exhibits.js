// The list of exhibits: numbers, rows, comparing. No DOM.

import { hasOwn } from "./shape.js";

/** @import { Exhibit } from "./shape.js" */

/** @param {number} bytes @returns {string} `1.2 MB` */
export function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const power = [1, 2, 3].find((each) => Number((bytes / 1024 ** each).toFixed(1)) < 1024) ?? 3;
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

const HEADINGS = ["编号", "材料名称", "种类", "证明什么", "大小", "SHA-256 校验值"];

/** Headings of the list; orders have a column once an exhibit belongs to one. @param {Exhibit[]} exhibits */
export function headingsOf(exhibits) {
  return areTied(exhibits) ? [...HEADINGS, "订单编号"] : HEADINGS;
}

/** @param {Exhibit[]} exhibits @returns {boolean} whether any belongs to an order */
export function areTied(exhibits) {
  return exhibits.some(({ order }) => order);
}

/**
 * The numbered list as rows of text.
 *
 * @param {Exhibit[]} exhibits
 * @param {Record<string, string>} kinds id of a kind of evidence → its name
 * @returns {string[][]} rows below `headingsOf`
 */
export function rowsOf(exhibits, kinds) {
  const tied = areTied(exhibits);
  return exhibits.map((each, index) => [
    `附件 ${index + 1}`,
    each.name,
    hasOwn(kinds, each.kind) ? kinds[each.kind] : "",
    each.proves,
    sizeInWords(each.size),
    each.sha256 || "未计算",
    ...(tied ? [each.order] : []),
  ]);
}

/** @param {string[][]} rows @returns {string} lines of text, for a message or a letter */
export function linesOf(rows) {
  return rows.map(([number, name, , proves]) => `${number}　${name}${proves ? `　证明：${proves}` : ""}`).join("\n");
}

/**
 * @typedef {object} Comparison
 * @property {Exhibit[]} same a file with this digest is there
 * @property {Exhibit[]} changed only one of this name, with another digest
 * @property {Exhibit[]} absent neither
 * @property {Exhibit[]} unchecked one of this name, but no digest to compare
 * @property {string[]} unknown names of files not listed
 */

/** @typedef {{name: string, sha256: string}} Picked a file picked again */

/**
 * Compare the files picked again with the list.
 *
 * @param {Exhibit[]} exhibits
 * @param {Picked[]} files
 * @returns {Comparison}
 */
export function compare(exhibits, files) {
  /** @type {Comparison} */
  const result = { same: [], changed: [], absent: [], unchecked: [], unknown: [] };
  const listed = new Set(exhibits.map(({ sha256 }) => sha256).filter(Boolean));
  const digests = new Set(files.map(({ sha256 }) => sha256).filter(Boolean));
  const others = files.filter(({ sha256 }) => !listed.has(sha256)); // not recognized by their digest
  for (const each of exhibits) result[verdict(each, digests, others)].push(each);
  const names = new Set(exhibits.map(({ name }) => name));
  result.unknown = others.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  return result;
}

/** @param {Exhibit} exhibit @param {Set<string>} digests @param {Picked[]} others */
function verdict(exhibit, digests, others) {
  if (exhibit.sha256 && digests.has(exhibit.sha256)) return "same";
  const namesakes = others.filter(({ name }) => name === exhibit.name);
  if (!namesakes.length) return "absent";
  return exhibit.sha256 && namesakes.every(({ sha256 }) => sha256) ? "changed" : "unchecked";
}

/**
 * @template Each
 * @param {Each[]} list
 * @param {number} from
 * @param {number} to
 * @returns {Each[]} the list with one entry moved
 */
export function moved(list, from, to) {
  const result = [...list];
  result.splice(Math.max(0, Math.min(to, list.length - 1)), 0, ...result.splice(from, 1));
  return result;
}
