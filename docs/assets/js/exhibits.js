// The list of exhibits: digests, numbers, tables, comparing. Files are read, never kept. No DOM.

/** @typedef {import("./shape.js").Exhibit} Exhibit */

export const LARGEST = 300 * 1024 * 1024; // bytes; a digest needs the whole file in memory
const SLICE = 4 * 1024 * 1024;

/**
 * Compute a file's SHA-256.
 *
 * @param {Blob} file
 * @param {(bytes: number) => void} onBytes called with the size of each part read
 * @returns {Promise<string>} 64 hexadecimal digits; "" when the file is larger than LARGEST, or
 *   this page was not opened over https, where browsers compute none
 * @throws {DOMException} when the file can no longer be read
 */
export async function digestOf(file, onBytes = () => {}) {
  if (file.size > LARGEST || !globalThis.crypto?.subtle) return "";
  const bytes = new Uint8Array(file.size);
  for (let start = 0; start < file.size; start += SLICE) {
    const part = new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer());
    bytes.set(part, start);
    onBytes(part.length);
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number} bytes @returns {string} `1.2 MB` */
export function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length);
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
    `附件 ${index + 1}`, each.name, kinds[each.kind] ?? "", each.proves,
    sizeInWords(each.size), each.sha256 || "未计算",
  ]);
}

/**
 * A spreadsheet's text: quoted cells, CRLF, and no cell that a spreadsheet would run as a formula.
 *
 * @param {string[][]} rows
 * @returns {string} CSV with a byte order mark, without which Excel misreads Chinese
 */
export function csvOf(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text) {
  const inert = /^[\s\u0000]*[=+\-@＝＋－＠|%]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${inert.replace(/"/g, '""')}"`;
}

/** @param {string[][]} rows @returns {string} lines of text, for a message or a letter */
export function linesOf(rows) {
  return rows.map(([number, name, , proves]) => `${number}　${name}${proves ? `　证明：${proves}` : ""}`).join("\n");
}

/**
 * Compare the files picked again with the list.
 *
 * @param {Exhibit[]} exhibits
 * @param {{name: string, sha256: string}[]} files
 * @returns {{same: Exhibit[], changed: Exhibit[], absent: Exhibit[], unknown: string[], unchecked: Exhibit[]}}
 *   same: a file with this digest; changed: only one of this name, with another digest; unchecked:
 *   no digest to compare with; absent: neither; unknown: names of files that are not listed
 */
export function compare(exhibits, files) {
  const result = { same: [], changed: [], absent: [], unchecked: [], unknown: [] };
  const digests = new Set(files.map((file) => file.sha256).filter(Boolean));
  const names = new Map(files.map((file) => [file.name, file]));
  for (const each of exhibits) result[verdict(each, digests, names)].push(each);
  const listed = new Set(exhibits.flatMap((each) => [each.sha256, each.name]));
  result.unknown = files.filter((file) => !listed.has(file.sha256) && !listed.has(file.name)).map((file) => file.name);
  return result;
}

function verdict(exhibit, digests, names) {
  if (exhibit.sha256 && digests.has(exhibit.sha256)) return "same";
  const file = names.get(exhibit.name);
  if (!file) return "absent";
  return exhibit.sha256 && file.sha256 ? "changed" : "unchecked";
}

/** @param {any[]} list @param {number} from @param {number} to @returns {any[]} the list with one entry moved */
export function moved(list, from, to) {
  const result = [...list];
  result.splice(Math.max(0, Math.min(to, list.length - 1)), 0, ...result.splice(from, 1));
  return result;
}
