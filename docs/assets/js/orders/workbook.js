// Workbooks (.xlsx, ECMA-376) read into rows of cells. No DOM.

import { serialText } from "./cell-text.js";
import { headingIndex } from "./columns.js";
import { AS_CSV, OrderFileError } from "./file-error.js";
import { gathered } from "./gather.js";
import { formatShows } from "./number-formats.js";
import { XmlReader } from "./xml.js";
import { content, zipEntries } from "./zip.js";

/** @import { Shows } from "./number-formats.js" */
/** @import { Row } from "./order.js" */
/** @import { Pace } from "./pace.js" */
/** @import { Entry } from "./zip.js" */

/**
 * @typedef {object} Sheet
 * @property {string} sheet its name
 * @property {string[]} otherSheets that were not read
 * @property {1900 | 1904} system how days are counted
 * @property {Row[]} rows that the sheet holds; those between, without a cell, are not there
 *
 * @typedef {{entries: Map<string, Entry>, strings: string[], shows: Shows[], system: 1900 | 1904}} Workbook
 */

const MOST = 100_000_000; // bytes that a part unfolds to
const MOST_COLUMNS = 1000;
const ROWS_ABOVE = 30; // where headings are looked for
const EXACT = 1e15; // beyond, a spreadsheet keeps no number whole
const UNREADABLE = `这个工作表读不出来。${AS_CSV}`;

/**
 * Read the first sheet that has the headings of orders, or the first.
 *
 * @param {Uint8Array} bytes
 * @param {Pace} pace
 * @returns {Promise<Sheet>}
 * @throws {OrderFileError}
 */
export async function readWorkbook(bytes, pace) {
  try {
    return await read(bytes, pace);
  } catch (error) {
    throw error instanceof SyntaxError ? new OrderFileError("damaged", UNREADABLE) : error;
  }
}

/** @param {Uint8Array} bytes @param {Pace} pace */
async function read(bytes, pace) {
  const entries = zipEntries(bytes);
  const path = workbookPath(entries);
  const types = relations(entries, path);
  const { sheets, system } = sheetsOf(entries, path, types);
  if (!sheets.length) throw new OrderFileError("other", `这个文件里没有工作表。${AS_CSV}`);
  const target = (/** @type {string} */ type) =>
    [...types.values()].find((each) => each.type.endsWith(`/${type}`))?.path ?? "";
  /** @type {Workbook} */
  const book = { entries, strings: [], shows: formatsOf(entries, target("styles")), system };
  for (const text of sharedStrings(entries, target("sharedStrings"))) {
    book.strings.push(text);
    if (pace.isDue()) await pace.rest(0);
  }
  const chosen = sheets.find(({ path }) => headingIndex(firstRows(book, path)) >= 0) ?? sheets[0];
  const size = entries.get(chosen.path)?.size || 1;
  const done = { bytes: 0 };
  const rows = await gathered(sheetRows(book, chosen.path, done), pace, () => done.bytes / size);
  const otherSheets = sheets.filter((each) => each !== chosen).map(({ name }) => name);
  return { sheet: chosen.name, otherSheets, system, rows };
}

/** @param {Map<string, Entry>} entries */
function workbookPath(entries) {
  for (const { type, path } of relations(entries, "").values()) {
    if (type.endsWith("/officeDocument") && entries.has(path)) return path;
  }
  if (entries.has("xl/workbook.xml")) return "xl/workbook.xml";
  const zipped = [...entries.keys()].some((name) => /\.(?:csv|xlsx?|txt)$/i.test(name));
  throw new OrderFileError(
    "other",
    zipped ? "这是一个压缩包。请先解压，再选里面的表格。" : `这个文件不是 .xlsx 工作表。${AS_CSV}`,
  );
}

/** Parts that a part names. @param {Map<string, Entry>} entries @param {string} path "" for the archive @returns {Map<string, {type: string, path: string}>} by id */
function relations(entries, path) {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  /** @type {Map<string, {type: string, path: string}>} */
  const found = new Map();
  for (const reader of opened(entries, `${folder}_rels/${path.slice(folder.length)}.rels`, "Relationship")) {
    const target = reader.attribute("Target");
    const whole = target[0] === "/" ? target.slice(1) : `${folder}${target}`;
    found.set(reader.attribute("Id"), { type: reader.attribute("Type"), path: withoutDots(whole) });
  }
  return found;
}

/** @param {string} path */
function withoutDots(path) {
  /** @type {string[]} */
  const parts = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** @param {Map<string, Entry>} entries @param {string} path @param {Map<string, {type: string, path: string}>} types */
function sheetsOf(entries, path, types) {
  const sheets = [];
  /** @type {1900 | 1904} */
  let system = 1900;
  for (const reader of opened(entries, path, "sheet", "workbookPr")) {
    if (reader.name === "workbookPr") {
      if (/^(?:1|true|on)$/.test(reader.attribute("date1904"))) system = 1904;
      continue;
    }
    const part = types.get(reader.attribute(":id"));
    if (part?.type.endsWith("/worksheet") && entries.has(part.path)) {
      sheets.push({ name: reader.attribute("name"), path: part.path });
    }
  }
  return { sheets, system };
}

/** What each style of cells shows. @param {Map<string, Entry>} entries @param {string} path @returns {Shows[]} */
function formatsOf(entries, path) {
  /** @type {Map<number, string>} */
  const codes = new Map();
  /** @type {Shows[]} */
  const shows = [];
  let inCells = false;
  for (const reader of opened(entries, path, "numFmt", "cellXfs", "cellStyles", "dxfs", "xf")) {
    const id = Number(reader.attribute("numFmtId"));
    if (reader.name === "numFmt") codes.set(id, reader.attribute("formatCode"));
    else if (reader.name === "xf" && inCells) shows.push(formatShows(id, codes.get(id)));
    else if (reader.name !== "xf") inCells = reader.name === "cellXfs";
  }
  return shows;
}

/** @param {Map<string, Entry>} entries @param {string} path */
function* sharedStrings(entries, path) {
  for (const reader of opened(entries, path, "si")) yield richText(reader, "si");
}

/** The text of `<t>` up to the end of a tag; what tells how it is spoken is none of it. @param {XmlReader} reader @param {string} until */
function richText(reader, until) {
  let text = "";
  let inText = false;
  let spoken = false;
  while (reader.next()) {
    if (reader.kind === "text") text += inText ? reader.text : "";
    else if (reader.name === "t") inText = reader.kind === "open" && !spoken;
    else if (reader.name === "rPh") spoken = reader.kind === "open";
    else if (reader.name === until) return unescaped(text);
  }
  throw new SyntaxError(`no end of ${until}`);
}

/** Signs that XML cannot hold are written as `_x000D_`. @param {string} text */
function unescaped(text) {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number(`0x${code}`)));
}

/** @param {Workbook} book @param {string} path */
function firstRows(book, path) {
  const rows = [];
  for (const row of sheetRows(book, path)) {
    rows.push(row);
    if (rows.length >= ROWS_ABOVE) break;
  }
  return rows;
}

/** @param {Workbook} book @param {string} path @param {{bytes: number}} [done] */
function* sheetRows(book, path, done) {
  const reader = new XmlReader(textParts(book.entries, path, done));
  let number = 0;
  while (reader.next()) {
    if (reader.kind === "close" && reader.name === "sheetData") return toEnd(reader);
    if (reader.kind !== "open" || reader.name !== "row") continue;
    number = Number(reader.attribute("r")) || number + 1;
    yield sheetRow(book, reader, number);
  }
  throw new SyntaxError("no end of the sheet");
}

/** Whether a part is whole, its end says. @param {XmlReader} reader */
function toEnd(reader) {
  while (reader.next());
}

/** @param {Workbook} book @param {XmlReader} reader @param {number} number @returns {Row} */
function sheetRow(book, reader, number) {
  /** @type {string[]} */
  const cells = [];
  /** @type {number[]} */
  const lossy = [];
  let column = -1;
  while (reader.next()) {
    if (reader.kind === "close" && reader.name === "row") {
      return lossy.length ? { row: number, cells, lossy } : { row: number, cells };
    }
    if (reader.kind !== "open" || reader.name !== "c") continue;
    const place = reader.attribute("r");
    column = place ? columnIndex(place) : column + 1;
    const { text, isLossy } = cell(book, reader);
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push("");
    cells[column] = text;
    if (isLossy) lossy.push(column);
  }
  throw new SyntaxError("no end of a row");
}

/** @param {string} place as `AB12` @returns {number} from 0 */
function columnIndex(place) {
  let index = 0;
  for (let i = 0; place.charCodeAt(i) > 64; i += 1) index = index * 26 + (place.charCodeAt(i) & 31);
  return index - 1;
}

/** @param {Workbook} book @param {XmlReader} reader at the tag of the cell */
function cell(book, reader) {
  const type = reader.attribute("t");
  const style = Number(reader.attribute("s"));
  let value = "";
  let rich = "";
  while (reader.next()) {
    if (reader.kind === "open" && reader.name === "v") value = valueText(reader);
    else if (reader.kind === "open" && reader.name === "is") rich = richText(reader, "is");
    else if (reader.kind === "close" && reader.name === "c") return meaning(book, type, style, value, rich);
  }
  throw new SyntaxError("no end of a cell");
}

/** @param {XmlReader} reader */
function valueText(reader) {
  let text = "";
  while (reader.next() && !(reader.kind === "close" && reader.name === "v")) {
    if (reader.kind === "text") text += reader.text;
  }
  return text;
}

/** @param {Workbook} book @param {string} type @param {number} style @param {string} raw @param {string} rich */
function meaning(book, type, style, raw, rich) {
  if (type === "inlineStr") return { text: rich, isLossy: false };
  if (type === "s") return { text: sharedString(book, raw), isLossy: false };
  if (type && type !== "n") return { text: unescaped(raw), isLossy: false };
  const number = Number(raw);
  if (!raw.trim() || !Number.isFinite(number)) return { text: raw, isLossy: false };
  if (Math.abs(number) >= EXACT) return { text: raw, isLossy: true };
  const shows = book.shows[style];
  if (shows && number >= 1) return { text: serialText(number, book.system, shows === "time"), isLossy: false };
  return { text: String(Number(number.toPrecision(15))), isLossy: false };
}

/** @param {Workbook} book @param {string} raw */
function sharedString(book, raw) {
  const text = book.strings[Number(raw)];
  if (text === undefined) throw new SyntaxError("no such text");
  return text;
}

/** The reader at each open tag of these names. @param {Map<string, Entry>} entries @param {string} path @param {string[]} names */
function* opened(entries, path, ...names) {
  if (!entries.has(path)) return;
  const reader = new XmlReader(textParts(entries, path));
  while (reader.next()) {
    if (reader.kind === "open" && names.includes(reader.name)) yield reader;
  }
}

/** @param {Map<string, Entry>} entries @param {string} path @param {{bytes: number}} [done] counts what was unfolded */
function* textParts(entries, path, done) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const part of content(/** @type {Entry} */ (entries.get(path)), MOST)) {
    if (done) done.bytes += part.length;
    yield decoded(decoder, part);
  }
  yield decoded(decoder);
}

/** @param {TextDecoder} decoder @param {Uint8Array} [part] without it, the end */
function decoded(decoder, part) {
  try {
    return decoder.decode(part, { stream: Boolean(part) });
  } catch {
    throw new SyntaxError("no UTF-8");
  }
}
