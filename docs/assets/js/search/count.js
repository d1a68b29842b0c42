// Where each symbol stands. A phrase is found from its rarest symbol, so no table of words or
// pairs is fetched, built or kept: the text is the index.

/** What a line is; SEEN only marks a section while its lines are counted. */
const [SEEN, TITLE, HEADING, ANSWER, ITEMS, TEXT] = [0, 1, 2, 3, 4, 5];
const FIELDS = 6;

/** Stands for any one symbol in a phrase. */
const ANY = -1;

/**
 * @typedef {object} Section a heading or a widget, with what stands below it
 * @property {number} page
 * @property {string} id its anchor; empty for the opening of a page
 * @property {string} title
 * @property {string[]} answers questions it answers
 * @property {string} items lines
 * @property {string} text lines
 * @property {number} start where its symbols begin in the library's text
 * @property {number} end where they end
 *
 * @typedef {object} Library
 * @property {{url: string, title: string, first: number, end: number}[]} pages with their sections
 * @property {Section[]} sections
 * @property {{section: number, field: number, length: number}[]} lines `length` in symbols
 * @property {Float32Array} lengths symbols of each field of each section
 * @property {number[]} means mean length of each field
 * @property {Float32Array} times room to count in, all 0 between counts
 * @property {Int32Array} text all symbols in order; each line ends in BREAK
 * @property {Int32Array} lineAt place → line
 * @property {(symbol: number) => Int32Array} placesOf where a symbol stands, in order
 */

/**
 * Read an index into a library.
 *
 * @param {{pages: object[]}} index the file that macros/search.py writes
 * @returns {Library}
 */
function libraryOf(index) {
  const pages = [];
  const sections = [];
  const lines = [];
  const text = new Int32Array(charactersOf(index));
  let end = 0;
  const add = (section, field, written) => {
    const start = end;
    fold(written, (symbol) => { text[end++] = symbol; });
    if (end === start) return;
    lines.push({ section, field, start, length: end - start });
    end += 1; // a BREAK
  };
  for (const { url, title, tags, sections: parts } of index.pages) {
    const page = pages.push({ url, title, first: sections.length, end: sections.length + parts.length }) - 1;
    parts.forEach(({ id = "", title: heading = "", answers = [], items = "", text: body = "" }, i) => {
      const section = sections.push({ page, id, title: heading, answers, items, text: body, start: end, end }) - 1;
      if (i === 0) for (const named of [title, ...tags]) add(section, TITLE, named);
      if (i === 0) add(section, ITEMS, url.replace(/[-/]/g, " "));
      add(section, HEADING, heading);
      for (const answer of answers) add(section, ANSWER, answer);
      add(section, ITEMS, items);
      add(section, TEXT, body);
      sections[section].end = end;
    });
  }
  return { pages, sections, lines, ...measure(lines, sections.length), ...sorted(text.subarray(0, end), lines) };
}

/** Room for every symbol and for the BREAK after each line. No symbol is shorter than a character, but h is 小时. */
function charactersOf({ pages }) {
  let many = 0;
  for (const { url, title, tags, sections } of pages) {
    many += url.length + title.length + tags.join("").length + tags.length + 3;
    for (const { title: heading = "", answers = [], items = "", text = "" } of sections) {
      many += heading.length + items.length + text.length + answers.join("").length + answers.length + 3;
    }
  }
  return 2 * many;
}

function measure(lines, sections) {
  const lengths = new Float32Array(sections * FIELDS);
  const sums = new Array(FIELDS).fill(0);
  const many = new Array(FIELDS).fill(0);
  for (const { section, field, length } of lines) {
    lengths[section * FIELDS + field] += length;
    sums[field] += length;
    many[field] += 1;
  }
  const means = sums.map((sum, field) => sum / Math.max(1, many[field]));
  return { lengths, means, times: new Float32Array(sections * FIELDS) };
}

/** Sort the places by symbol: count them, then fill in. */
function sorted(text, lines) {
  const from = new Int32Array(FIRST_WORD + words.size + 1);
  for (const symbol of text) from[symbol + 1] += 1;
  for (let symbol = 1; symbol < from.length; symbol += 1) from[symbol] += from[symbol - 1];
  const places = new Int32Array(text.length);
  const next = from.slice();
  for (let place = 0; place < text.length; place += 1) places[next[text[place]]++] = place;
  const lineAt = new Int32Array(text.length);
  lines.forEach(({ start, length }, line) => lineAt.fill(line, start, start + length));
  const known = from.length - 1;
  return {
    text,
    lineAt,
    placesOf: (symbol) => places.subarray(from[Math.min(symbol, known)], from[Math.min(symbol + 1, known)]),
  };
}

/**
 * Visit each place where a phrase begins, in order.
 *
 * @param {Library} library
 * @param {number[]} phrase symbols, or ANY
 * @param {(place: number) => void} visit
 */
function find({ text, placesOf }, phrase, visit) {
  const long = phrase.length;
  let rare = -1;
  let places = [];
  for (let i = 0; i < long; i += 1) {
    if (phrase[i] === ANY) continue;
    const here = placesOf(phrase[i]);
    if (rare < 0 || here.length < places.length) [rare, places] = [i, here];
  }
  next: for (const place of places) {
    const start = place - rare;
    for (let i = 0; i < long; i += 1) {
      const symbol = text[start + i];
      if (symbol !== phrase[i] && (phrase[i] !== ANY || symbol === BREAK)) continue next;
    }
    visit(start);
  }
}
