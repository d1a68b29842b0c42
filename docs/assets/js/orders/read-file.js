// An order report as a file or as pasted text, read into a table. No DOM.

import { columnsOf, headingIndex, unknownHeadingIndex } from "./columns.js";
import { decode } from "./decode.js";
import { delimitedRows } from "./delimited.js";
import { AS_CSV, OrderFileError } from "./file-error.js";
import { gathered } from "./gather.js";
import { Pace } from "./pace.js";
import { readWorkbook } from "./workbook.js";

/** @import { Row } from "./order.js" */
/** @import { Waiting } from "./pace.js" */
/** @import { Table } from "./read-orders.js" */

/**
 * @typedef {object} Source
 * @property {string} name of the file; "" for pasted text
 * @property {"text"|"workbook"} kind
 * @property {string} encoding "" for a workbook, and for pasted text
 * @property {string} sheet that was read, or ""
 * @property {string[]} otherSheets that were not read
 * @property {number} headingRow as a spreadsheet counts them; 0 where there are no headings
 *
 * @typedef {Table & {source: Source}} SourceTable
 */

const LARGEST = 60_000_000; // bytes

/** How PNG, JPEG, GIF, RIFF (WebP), PDF, RAR, 7z and gzip begin. */
const OTHERS = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x25, 0x50, 0x44, 0x46],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
];

/**
 * Read a file.
 *
 * @param {Uint8Array} bytes
 * @param {string} name
 * @param {Waiting} [waiting]
 * @returns {Promise<SourceTable>}
 * @throws {OrderFileError}
 */
export async function readFile(bytes, name, waiting) {
  if (bytes.length > LARGEST) {
    throw new OrderFileError("large", "这个文件超过 60 MB，读不了。请按时间分几次导出，一次选一个。");
  }
  const pace = new Pace(waiting);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw compound(bytes);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const { rows, system, ...sheet } = await readWorkbook(bytes, pace);
    return tableOf(rows, { name, kind: "workbook", encoding: "", ...sheet }, system, pace);
  }
  if (OTHERS.some((first) => startsWith(bytes, first))) {
    throw new OrderFileError("other", `这是图片、PDF 或压缩包，不是订单报表。压缩包请先解开。${AS_CSV}`);
  }
  const { text, encoding } = await decode(bytes, pace);
  return textTable(text, { name, encoding }, pace);
}

/** @param {Uint8Array} bytes @param {number[]} first */
function startsWith(bytes, first) {
  return first.every((byte, index) => bytes[index] === byte);
}

/** Old workbooks, and new ones with a password, are compound files. @param {Uint8Array} bytes */
function compound(bytes) {
  const names = new TextDecoder("latin1").decode(bytes).replace(/\0/g, "");
  return names.includes("EncryptedPackage")
    ? new OrderFileError("locked", "这个工作表加了密码。请打开它，去掉密码，另存一份再选。")
    : new OrderFileError("old", `这是旧式的 .xls 工作表，这里读不了。${AS_CSV}`);
}

/**
 * Read what was pasted.
 *
 * @param {string} text
 * @param {Waiting} [waiting]
 * @returns {Promise<SourceTable>}
 * @throws {OrderFileError}
 */
export function readPasted(text, waiting) {
  return textTable(text.replace(/^\ufeff/, ""), { name: "", encoding: "" }, new Pace(waiting));
}

/** @param {string} text @param {{name: string, encoding: string}} from @param {Pace} pace */
async function textTable(text, from, pace) {
  if (/^\s*<(?:!doctype|html|table|\?xml|meta)/i.test(text)) {
    throw new OrderFileError("page", `这个文件是网页，不是表格，虽然名字像表格。${AS_CSV}`);
  }
  const rows = await gathered(delimitedRows(text), pace, ({ end }) => end / text.length);
  const source = { ...from, kind: /** @type {const} */ ("text"), sheet: "", otherSheets: [] };
  return tableOf(rows, source, 0, pace);
}

/**
 * @param {Row[]} rows
 * @param {Omit<Source, "headingRow">} source
 * @param {0 | 1900 | 1904} system
 * @param {Pace} pace
 * @returns {Promise<SourceTable>}
 */
async function tableOf(rows, source, system, pace) {
  if (!rows.some(({ cells }) => cells.some((cell) => cell.trim()))) {
    throw new OrderFileError("empty", "里面是空的，没有订单。请重新导出，或者重新复制。");
  }
  const known = headingIndex(rows);
  const at = known < 0 ? unknownHeadingIndex(rows) : known;
  const below = rows.slice(at + 1);
  const columns = columnsOf(rows[at]?.cells ?? [], below);
  await withoutPersonal(below, columns.filter(({ personal }) => personal).map(({ index }) => index), pace);
  return { source: { ...source, headingRow: rows[at]?.row ?? 0 }, columns, rows: below, system };
}

/** Nothing that is personal by its heading is handed on. @param {Row[]} rows @param {number[]} indexes @param {Pace} pace */
async function withoutPersonal(rows, indexes, pace) {
  for (const { cells } of rows) {
    for (const index of indexes) if (index < cells.length) cells[index] = "";
    if (pace.isDue()) await pace.rest(1);
  }
}
