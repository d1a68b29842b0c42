// Tables as spreadsheets read them: the one place that writes cells. No DOM.

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
