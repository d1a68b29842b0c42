// Delimited text, such as CSV (RFC 4180) or what is copied out of a spreadsheet, read into rows of cells. No DOM.

import { OrderFileError } from "./file-error.js";

/** @import { Row } from "./order.js" */

const DELIMITERS = ["\t", ",", ";"];
const SAMPLE = 65_536; // characters
const DECLARED = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i;

/**
 * Read the rows of a text, one after the other; blank ones too.
 *
 * A cell is quoted where its first character is a quote. Quotes elsewhere are part of the cell, as in `="123"`.
 *
 * @param {string} text without a byte order mark
 * @param {string} [delimiter] recognized where it is not given
 * @returns {Generator<Row & {end: number}, void>} `end`: how much of the text was read
 * @throws {OrderFileError} for a quote that nothing closes
 */
export function* delimitedRows(text, delimiter) {
  const declared = DECLARED.exec(text);
  const sign = delimiter ?? declared?.[1] ?? delimiterOf(text);
  const reader = new Reader(text, sign, declared && !delimiter ? declared[0].length : 0);
  while (reader.at < text.length) yield reader.row();
}

/**
 * Recognize what parts the cells, by how many there are in a row and how many rows have as many.
 *
 * @param {string} text
 * @returns {string} a tab, comma or semicolon; a comma for a single column
 */
export function delimiterOf(text) {
  const sample = text.slice(0, SAMPLE).replace(/(^|[\t,;\r\n])"(?:[^"]|"")*"/g, "$1");
  const lines = sample.split(/\r\n|\r|\n/).filter(Boolean).slice(0, 50);
  let [best, most] = [",", 0];
  for (const sign of DELIMITERS) {
    const counts = lines.map((line) => line.split(sign).length - 1);
    for (const count of new Set(counts)) {
      const rows = counts.filter((each) => each === count).length;
      const weight = count * rows * rows;
      if (weight > most) [best, most] = [sign, weight];
    }
  }
  return best;
}

class Reader {
  /** @param {string} text @param {string} delimiter @param {number} at */
  constructor(text, delimiter, at) {
    this.text = text;
    this.delimiter = delimiter;
    this.at = at;
    this.count = 0;
    this.torn = false;
    this.plain = new RegExp(`[^${delimiter}\\r\\n]*`, "y");
  }

  /** @returns {Row & {end: number}} */
  row() {
    this.count += 1;
    this.torn = false;
    const cells = [this.cell()];
    while (this.text[this.at] === this.delimiter) {
      this.at += 1;
      cells.push(this.cell());
    }
    if (this.text.startsWith("\r\n", this.at)) this.at += 2;
    else if (this.at < this.text.length) this.at += 1;
    return { row: this.count, cells, end: this.at, torn: this.torn };
  }

  cell() {
    return this.text[this.at] === '"' ? this.quoted() : this.unquoted();
  }

  unquoted() {
    this.plain.lastIndex = this.at;
    const [found] = /** @type {RegExpExecArray} */ (this.plain.exec(this.text));
    this.at += found.length;
    return found;
  }

  quoted() {
    const { text } = this;
    let end = text.indexOf('"', this.at + 1);
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    if (end < 0) {
      throw new OrderFileError(
        "quote",
        `第 ${this.count} 行有一个引号没有合上，后面的内容分不清是哪一格。${MEND}`,
        this.count,
      );
    }
    const next = text[end + 1];
    if (next !== undefined && next !== this.delimiter && next !== "\r" && next !== "\n") return this.literal();
    const found = text.slice(this.at + 1, end).replace(/""/g, '"');
    this.at = end + 1;
    return found;
  }

  /** A quote that is closed in the middle of a cell. What is copied out of a spreadsheet has such cells; other text is torn. */
  literal() {
    this.torn = this.torn || this.delimiter !== "\t";
    return this.unquoted();
  }
}

const MEND = "请重新导出，或者用 Excel、WPS 打开，改好这一行，另存为 CSV 再选。";
