// The list of exhibits: digests, numbers, tables, comparing. Files are read, never kept. No DOM.

import { Sha256 } from "./sha256.js";
import { hasOwn } from "./shape.js";

/** @import { Exhibit } from "./shape.js" */

export const LARGEST = 2 * 1024 ** 3; // bytes; a phone reads that for a minute
const SLICE = 1024 * 1024;

/**
 * Compute a file's SHA-256, a slice at a time: it need not fit into memory.
 *
 * @param {Blob} file
 * @param {(bytes: number) => void} [onBytes] called with the size of each part read
 * @returns {Promise<string>} 64 hexadecimal digits; "" when the file is larger than LARGEST
 * @throws {DOMException | RangeError} when the file can no longer be read, or gives less than its size
 */
export async function digestOf(file, onBytes) {
  if (file.size > LARGEST) return "";
  const sum = new Sha256();
  for (let start = 0; start < file.size; start += SLICE) {
    const part = new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer());
    if (part.length !== Math.min(SLICE, file.size - start)) throw new RangeError("cut short");
    sum.add(part);
    onBytes?.(part.length);
  }
  return sum.hex();
}

/** @type {Record<string, string>} */
const WHY = {
  NotFoundError: "文件不在原来的地方了，可能被移走、改名或删掉",
  NotReadableError: "打不开，或者选了以后又改过；存在网盘里的，要先下载到这台设备",
  SecurityError: "系统不让网页读它",
  NotAllowedError: "系统不让网页读它",
  RangeError: "没有读全；存在网盘里的，要先下载到这台设备",
};

/** Why a file could not be read, for the seller. @param {unknown} error */
export function whyUnread(error) {
  const { name } = Object(error);
  return hasOwn(WHY, name) ? WHY[name] : "这台设备没有说原因";
}

/** @param {number} bytes @returns {string} `1.2 MB` */
export function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const power = [1, 2, 3].find((each) => Number((bytes / 1024 ** each).toFixed(1)) < 1024) ?? 3;
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

export const HEADINGS = ["编号", "材料名称", "种类", "证明什么", "大小", "SHA-256 校验值"];

/**
 * The numbered list as rows of text.
 *
 * @param {Exhibit[]} exhibits
 * @param {Record<string, string>} kinds id of a kind of evidence → its name
 * @returns {string[][]} rows below HEADINGS
 */
export function rowsOf(exhibits, kinds) {
  return exhibits.map((each, index) => [
    `附件 ${index + 1}`,
    each.name,
    hasOwn(kinds, each.kind) ? kinds[each.kind] : "",
    each.proves,
    sizeInWords(each.size),
    each.sha256 || "未计算",
  ]);
}

/**
 * A spreadsheet's text: quoted cells, CRLF, each cell the text that was typed.
 *
 * @param {string[][]} rows
 * @returns {string} CSV with a byte order mark, without which Excel misreads Chinese
 */
export function csvOf(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/*
 * Quotes do not make a cell text: programs run `=…` and its like, take `3-4` for a day, and of a number of 19 digits
 * keep 15. Three ways were weighed.
 *
 * - `="…"` is a formula itself; where a program is told to run none, as LibreOffice can be, it stands there whole.
 * - An apostrophe stops a formula in every program, but is seen: it is for what would run, and for nothing else.
 * - A tab makes text of it in Excel, WPS and LibreOffice, and is not seen; payment platforms mark the numbers in their
 *   tables so, and a box that a number is pasted into drops it. It is no guard against what would run: a program
 *   told that tabs part the cells begins a new one there.
 */

/** @param {string} text */
function cell(text) {
  const marked = runs(text) ? `'${text}` : isMistaken(text) ? `\t${text}` : text;
  return `"${marked.replace(/"/g, '""')}"`;
}

const ACTS = /[=@|!*^&<>"';:,{}[\]+/\\]|[^\d\s(]\s*\(/; // after a sign: `-1.jpg` and `-1 (2).jpg` have none of it

/** Whether a spreadsheet would run it. @param {string} text */
function runs(text) {
  const plain = plainly(text);
  return /^[=@|%]/.test(plain) || /^[\t\r\n]/.test(text) || (/^[+-]/.test(plain) && ACTS.test(plain.slice(1)));
}

const IN_DATES = /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[ap]m?|e\+?|[上下]午|[年月日号时分秒点]/gi;

/** Whether a spreadsheet would take it for a number, a day, a time, or a formula that fails. @param {string} text */
function isMistaken(text) {
  const plain = plainly(text);
  const rest = plain.replace(IN_DATES, "");
  return /^[+-]/.test(plain) || /^(true|false)$/i.test(plain) ||
    (/\d/.test(rest) && /^[\d\s.,:/%()$¥€£-]+$/.test(rest));
}

/** As programs compare it: full-width signs and digits are the narrow ones. @param {string} text */
function plainly(text) {
  return text.normalize("NFKC").replace(/^[\s\u0000-\u001f\u200b]+/, "");
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
