// Order reports for the tests: encodings, archives and workbooks, written by the simplest means.

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

import { readFile } from "../../docs/assets/js/orders/read-file.js";
import { mappingOf } from "../../docs/assets/js/orders/columns.js";
import { readOrders } from "../../docs/assets/js/orders/read-orders.js";

/** @param {string} name of a file in tests/data/orders/ @returns {Uint8Array} */
export function sample(name) {
  return new Uint8Array(readFileSync(new URL(`../data/orders/${name}`, import.meta.url)));
}

/** @param {Uint8Array} bytes @param {string} [name] */
export async function ordersOf(bytes, name = "a.csv") {
  const table = await readFile(bytes, name);
  return { table, ...await readOrders(table, mappingOf(table.columns)) };
}

// --- encodings -----------------------------------------------------------------------------------

/** @type {Map<string, number[]>} character → bytes of GB 18030 */
const GB18030 = new Map();
const decoder = new TextDecoder("gb18030");

/** @param {number[]} bytes */
function learn(bytes) {
  const sign = decoder.decode(Uint8Array.from(bytes));
  if (!sign.includes("\ufffd") && Array.from(sign).length === 1 && !GB18030.has(sign)) GB18030.set(sign, bytes);
}

for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) if (second !== 0x7f) learn([first, second]);
}
for (let index = 0; index < 39_420; index += 1) learn(fourBytes(index));

/** @param {number} index @returns {number[]} */
function fourBytes(index) {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + Math.floor(index / 1260) % 10,
    0x81 + Math.floor(index / 10) % 126,
    0x30 + index % 10,
  ];
}

/** @param {string} sign @returns {number[]} */
function gb18030(sign) {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  if (code >= 0x10000) return fourBytes(code - 0x10000 + 189_000);
  return GB18030.get(sign) ?? gb18030("?");
}

/** @param {string} text @param {boolean} little @returns {Uint8Array} */
function utf16(text, little) {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i += 1) view.setUint16(2 * i, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}

/** @type {Record<string, (text: string) => Uint8Array>} */
export const ENCODERS = {
  "utf-8": (text) => new TextEncoder().encode(text),
  "utf-8 with a mark": (text) => new TextEncoder().encode(`\ufeff${text}`),
  gb18030: (text) => Uint8Array.from(Array.from(text).flatMap(gb18030)),
  "utf-16le": (text) => utf16(text, true),
  "utf-16be": (text) => utf16(text, false),
  "utf-16le with a mark": (text) => utf16(`\ufeff${text}`, true),
  "utf-16be with a mark": (text) => utf16(`\ufeff${text}`, false),
};

/** @param {string[][]} rows @param {string} [delimiter] @param {string} [end] */
export function delimited(rows, delimiter = ",", end = "\r\n") {
  const cell = (/** @type {string} */ text) => /[",;\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + end).join("");
}

/** @param {Uint8Array[]} parts */
export function joined(parts) {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

// --- archives and workbooks ----------------------------------------------------------------------

/**
 * @param {Record<string, string | Uint8Array>} files
 * @param {{stored?: boolean, flags?: number, comment?: string, wide?: boolean}} [how] wide: sizes as ZIP64
 * @returns {Uint8Array}
 */
export function zipOf(files, { stored = false, flags = 0, comment = "", wide = false } = {}) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const sizes = wide ? [WIDE, WIDE] : [packed.length, bytes.length];
    const extra = wide ? [u16(9, 2, 0, 1, 24), u64(bytes.length, packed.length, at)] : [];
    const head = [u16(20, flags, stored ? 0 : 8, 0, 0), u32(crc32(bytes), ...sizes), u16(name.length)];
    const place = [u16(sizeOf(extra), 0, 0, 0, 0, 0), u32(wide ? WIDE : at)];
    directory.push(u32(0x02014b50), u16(20), ...head, ...place, name, ...extra);
    const local = [u32(0x04034b50), ...head, u16(0), name, packed];
    parts.push(...local);
    at += sizeOf(local);
  }
  const [count, size] = [Object.keys(files).length, sizeOf(directory)];
  const wideEnd = [u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(count, count, size, at)];
  const locator = [u32(0x07064b50, 0), u64(at + size), u32(1)];
  const [most, first] = wide ? [0xffff, WIDE] : [count, at];
  const end = [u32(0x06054b50), u16(0, 0, most, most), u32(size, first), u16(comment.length), Buffer.from(comment)];
  return new Uint8Array(Buffer.concat([...parts, ...directory, ...wide ? [...wideEnd, ...locator] : [], ...end]));
}

const WIDE = 0xffffffff;

/** @param {number[]} values */
function u16(...values) {
  return Buffer.from(values.flatMap((value) => [value & 255, value >> 8]));
}

/** @param {number[]} values */
function u32(...values) {
  return u16(...values.flatMap((value) => [value & 0xffff, value >>> 16]));
}

/** @param {number[]} values */
function u64(...values) {
  return u32(...values.flatMap((value) => [value, 0]));
}

/** @param {Uint8Array[]} parts */
function sizeOf(parts) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** @param {[string, string, string][]} rows id, type, target */
function relations(rows) {
  const all = rows.map(([id, type, target]) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  );
  return `<?xml version="1.0"?><Relationships>${all.join("")}</Relationships>`;
}

/**
 * @param {Record<string, string>} sheets name → XML of its rows
 * @param {{strings?: string, styles?: string, settings?: string}} [parts] XML
 * @param {Parameters<typeof zipOf>[1]} [how]
 */
export function workbookOf(sheets, { strings = "", styles = "", settings = "" } = {}, how = {}) {
  const names = Object.keys(sheets);
  return zipOf({
    "_rels/.rels": relations([["rId1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook xmlns:r="${OFFICE}">${settings}<sheets>${
      names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index}"/>`).join("")
    }</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...names.map((
        _,
        index,
      ) => /** @type {[string, string, string]} */ ([`r${index}`, "worksheet", `worksheets/${index}.xml`])),
      ["rs", "sharedStrings", "/xl/sharedStrings.xml"],
      ["rt", "styles", "../xl/./styles.xml"],
    ]),
    "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
    "xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/${index}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  }, how);
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;").replace(/\r/g, "&#13;");
}

/** Rows of inline texts. @param {string[][]} rows */
export function inline(rows) {
  const cell = (/** @type {string} */ text) =>
    `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  return rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
}
