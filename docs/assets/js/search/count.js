// Where each symbol stands. A phrase is found from its rarest symbol, so no table of words or
// pairs is fetched, built or kept: the text is the index.

import { BREAK, FIRST_WORD, fold, words } from "./fold.js";

/** @import { Page } from "./read-index.js" */

// What a line is, those first that are compared with a whole question; SEEN only marks a section while its lines are counted.
export const SEEN = 0;
export const TITLE = 1;
export const HEADING = 2;
export const ANSWER = 3;
export const ALSO = 4;
export const ITEMS = 5;
export const TEXT = 6;
export const FIELDS = 7;

/** @typedef {"title" | "heading" | "answer" | "also" | "items" | "text"} FieldName @type {FieldName[]} */
export const FIELD_NAMES = ["title", "title", "heading", "answer", "also", "items", "text"];

/** Stands for any one symbol in a phrase. */
export const ANY = -1;

/**
 * @typedef {object} Section a heading or a widget, with what stands below it
 * @property {number} page
 * @property {string} id its anchor; empty for the opening of a page
 * @property {string} title
 * @property {string} items lines
 * @property {string} text lines
 * @property {number} start where its symbols begin in the library's text
 * @property {number} end where they end
 *
 * @typedef {object} Lines where each begins, how many symbols it has, what it is and where it belongs
 * @property {number} many
 * @property {Int32Array} starts
 * @property {Int32Array} lengths
 * @property {Uint8Array} fields
 * @property {Int32Array} sections
 *
 * @typedef {object} Library
 * @property {{url: string, title: string, first: number, end: number}[]} pages with their sections
 * @property {Section[]} sections
 * @property {Lines} lines
 * @property {Float32Array} lengths symbols of each field of each section
 * @property {number[]} means mean length of each field
 * @property {Float32Array} times room to count in, all 0 between counts
 * @property {Uint16Array} text all symbols in order; each line ends in BREAK
 * @property {Int32Array} lineAt place → line
 * @property {(symbol: number) => Int32Array} placesOf where a symbol stands, in order
 */

/** Put pages into a library. @param {Page[]} read @returns {Library} */
export function libraryOf(read) {
  /** @type {Library["pages"]} */
  const pages = [];
  /** @type {Section[]} */
  const sections = [];
  const room = roomOf(read);
  const text = new Uint16Array(room.symbols);
  const lines = linesFor(room.lines);
  let end = 0;
  /** @param {number} section @param {number} field @param {string} written */
  const add = (section, field, written) => {
    const { symbols, length } = fold(written);
    if (!length) return;
    for (let i = 0; i < length; i += 1) text[end + i] = symbols[i];
    addLine(lines, end, length, field, section);
    end += length + 1; // a BREAK
  };
  for (const { url, title, tags, sections: parts } of read) {
    const page = pages.push({ url, title, first: sections.length, end: sections.length + parts.length }) - 1;
    parts.forEach(({ id, title: heading, answers, also, items, text: body }, i) => {
      const section = sections.push({ page, id, title: heading, items, text: body, start: end, end }) - 1;
      if (i === 0) { for (const named of [title, ...tags]) add(section, TITLE, named); }
      if (i === 0) add(section, ITEMS, url.replace(/[-/]/g, " "));
      add(section, HEADING, heading);
      for (const answer of answers) add(section, ANSWER, answer);
      for (const said of also) add(section, ALSO, said);
      add(section, ITEMS, items);
      add(section, TEXT, body);
      sections[section].end = end;
    });
  }
  return { pages, sections, lines, ...measure(lines, sections.length), ...sorted(text.subarray(0, end), lines) };
}

/**
 * Room for every line, and for its symbols and a BREAK; no text has twice as many symbols as characters.
 *
 * @param {Page[]} pages
 */
function roomOf(pages) {
  let [symbols, lines] = [0, 0];
  /** @param {string} written */
  const add = (written) => {
    symbols += 2 * written.length + 1;
    lines += 1;
  };
  for (const { url, title, tags, sections } of pages) {
    [url, title, ...tags].forEach(add);
    for (const { title: heading, answers, also, items, text } of sections) {
      [heading, items, text, ...answers, ...also].forEach(add);
    }
  }
  return { symbols, lines };
}

/** @param {number} most @returns {Lines} */
function linesFor(most) {
  const [starts, lengths, sections] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  return { many: 0, starts, lengths, sections, fields: new Uint8Array(most) };
}

/** @param {Lines} lines @param {number} start @param {number} length @param {number} field @param {number} section */
function addLine(lines, start, length, field, section) {
  lines.starts[lines.many] = start;
  lines.lengths[lines.many] = length;
  lines.fields[lines.many] = field;
  lines.sections[lines.many] = section;
  lines.many += 1;
}

/** @param {Lines} lines @param {number} sections how many */
function measure(lines, sections) {
  const lengths = new Float32Array(sections * FIELDS);
  const sums = Array.from({ length: FIELDS }, () => 0);
  const times = Array.from({ length: FIELDS }, () => 0);
  for (let line = 0; line < lines.many; line += 1) {
    lengths[lines.sections[line] * FIELDS + lines.fields[line]] += lines.lengths[line];
    sums[lines.fields[line]] += lines.lengths[line];
    times[lines.fields[line]] += 1;
  }
  const means = sums.map((sum, field) => sum / Math.max(1, times[field]));
  return { lengths, means, times: new Float32Array(sections * FIELDS) };
}

/** Sort the places by symbol: count them, then fill in. @param {Uint16Array} text @param {Lines} lines */
function sorted(text, lines) {
  const from = new Int32Array(FIRST_WORD + words.size + 1);
  for (let place = 0; place < text.length; place += 1) from[text[place] + 1] += 1;
  for (let symbol = 1; symbol < from.length; symbol += 1) from[symbol] += from[symbol - 1];
  const places = new Int32Array(text.length);
  const next = from.slice();
  for (let place = 0; place < text.length; place += 1) places[next[text[place]]++] = place;
  const lineAt = new Int32Array(text.length);
  for (let line = 0; line < lines.many; line += 1) {
    lineAt.fill(line, lines.starts[line], lines.starts[line] + lines.lengths[line]);
  }
  const known = from.length - 1;
  return {
    text,
    lineAt,
    /** @param {number} symbol */
    placesOf: (symbol) => places.subarray(from[Math.min(symbol, known)], from[Math.min(symbol + 1, known)]),
  };
}

/**
 * Visit each place where a phrase begins, in order, until a visit gives `true`.
 *
 * @param {Library} library
 * @param {number[]} phrase symbols, or ANY
 * @param {(place: number) => boolean|void} visit
 */
export function find({ text, placesOf }, phrase, visit) {
  const long = phrase.length;
  let rare = -1;
  /** @type {Int32Array} */
  let places = new Int32Array();
  for (let i = 0; i < long; i += 1) {
    if (phrase[i] === ANY) continue;
    const here = placesOf(phrase[i]);
    if (rare < 0 || here.length < places.length) [rare, places] = [i, here];
  }
  next: for (let nth = 0; nth < places.length; nth += 1) {
    const start = places[nth] - rare;
    for (let i = 0; i < long; i += 1) {
      const symbol = text[start + i];
      if (symbol !== phrase[i] && (phrase[i] !== ANY || symbol === BREAK)) continue next;
    }
    if (visit(start)) return;
  }
}
