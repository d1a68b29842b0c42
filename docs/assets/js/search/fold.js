// Text to symbols, the same for pages and for what a seller types: a Chinese character is one
// symbol, and so is a whole number and a whole Latin word. 七日, 7天 and ７ 天 fold to the same two.

/** Stands where a sentence ends, so that no match reaches across. */
export const BREAK = 0;

/** The first symbol that is a number or a Latin word; all below are characters. All fit 16 bits. */
export const FIRST_WORD = 0xa000;
const MOST_WORDS = 0x10000 - FIRST_WORD;

const DIGITS = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value]));
DIGITS.set("〇", 0).set("两", 2);
const TENS = new Map([["十", 10], ["百", 100], ["千", 1000]]);

/** What a unit is read as after a number, in characters. @type {Map<string, number[]>} */
const UNITS = new Map(
  Object.entries({
    日: "天",
    号: "天",
    块: "元",
    个: "",
    h: "小时",
    hr: "小时",
    hours: "小时",
    d: "天",
    w: "万",
  }).map(([unit, read]) => [unit, charactersOf(read)]),
);

/** Kind of each UTF-16 unit: a table, since a library of text passes through it. */
const [OTHER, PLAIN, NUMERAL, DIGIT, LATIN, SPACE] = [0, 1, 2, 3, 4, 5];
const KINDS = new Uint8Array(0x10000);
KINDS.fill(PLAIN, 0x3400, 0xa000);
const WIDE = 0xfee0; // from a letter, digit or sign to its full-width form
for (const form of [0, WIDE]) {
  KINDS.fill(DIGIT, 0x30 + form, 0x3a + form).fill(LATIN, 0x41 + form, 0x5b + form).fill(
    LATIN,
    0x61 + form,
    0x7b + form,
  );
}
for (const sign of "〇%％") KINDS[sign.charCodeAt(0)] = PLAIN;
for (const space of " \t\r\u00a0\u3000") KINDS[space.charCodeAt(0)] = SPACE;
for (const numeral of [...DIGITS.keys(), ...TENS.keys()]) KINDS[numeral.charCodeAt(0)] = NUMERAL;

/** @type {Map<string, number>} numbers and Latin words → symbols */
export const words = new Map();

/** @typedef {{run: string, symbols: number[], number: boolean}} Reading of a run of the same kind */

/** @type {Map<string, Reading>} */
const readings = new Map();

/**
 * What a text folds to. Large texts pass through it, so it is filled anew by each call.
 *
 * @typedef {{symbols: Uint16Array, starts: Int32Array, ends: Int32Array, length: number}} Folded
 */
let folded = roomFor(1000);

/** @param {number} length @returns {Folded} */
function roomFor(length) {
  return { symbols: new Uint16Array(length), starts: new Int32Array(length), ends: new Int32Array(length), length: 0 };
}

/**
 * Fold a text to symbols, each with the place where it starts and ends.
 *
 * @param {string} text
 * @returns {Folded} good until the next call
 */
export function fold(text) {
  if (folded.symbols.length < 2 * text.length) folded = roomFor(4 * text.length); // h is two: 小时
  folded.length = 0;
  let afterNumber = false;
  for (let start = 0, end = 0; start < text.length; start = end) {
    const code = text.charCodeAt(start);
    const kind = KINDS[code];
    end = start + 1;
    if (kind === SPACE) continue; // 15 天 is 15天
    if (kind === OTHER || (kind === PLAIN && !afterNumber)) {
      put(kind === OTHER ? BREAK : code === 0xff05 ? 0x25 : code, start, end); // ％ is %
      afterNumber = false;
      continue;
    }
    end = endOfRun(text, start, kind);
    const reading = readingOf(text.slice(start, end), kind);
    const unit = afterNumber && !reading.number ? UNITS.get(reading.run) : undefined;
    for (const symbol of unit ?? reading.symbols) put(symbol, start, end);
    afterNumber = reading.number;
  }
  return folded;
}

/** @param {number} symbol @param {number} start @param {number} end */
function put(symbol, start, end) {
  const at = folded.length;
  folded.symbols[at] = symbol;
  folded.starts[at] = start;
  folded.ends[at] = end;
  folded.length = at + 1;
}

/** The symbols of a text, without their places. @param {string} text @returns {number[]} */
export function symbolsOf(text) {
  const { symbols, length } = fold(text);
  return Array.from(symbols.subarray(0, length));
}

/**
 * Numbers and words run on; any other character stands alone.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} kind
 */
function endOfRun(text, start, kind) {
  let end = start + 1;
  if (kind === PLAIN) return end;
  while (KINDS[text.charCodeAt(end)] === kind) end += 1;
  return end;
}

/** A number and a Latin word are one symbol; 千 in 千牛 is a character. @param {string} written @param {number} kind */
function readingOf(written, kind) {
  const known = readings.get(written);
  if (known) return known;
  const run = written.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE))
    .toLowerCase();
  const value = numberOf(run, kind);
  const word = kind === LATIN ? run : value;
  const reading = { run, number: value !== null, symbols: word === null ? charactersOf(run) : [wordOf(word)] };
  if (readings.size < MOST_WORDS) readings.set(written, reading);
  return reading;
}

/** @param {string} text */
function charactersOf(text) {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/**
 * The digits of a number written either way; null for what is none, as 千 in 千牛.
 *
 * @param {string} run
 * @param {number} kind
 */
function numberOf(run, kind) {
  if (kind === DIGIT) return run;
  if (kind !== NUMERAL || /^[百千]+$/.test(run)) return null;
  let whole = 0;
  /** @type {number | null} */
  let last = null;
  for (const each of run) {
    const ten = TENS.get(each);
    if (ten === undefined) last = (last ?? 0) * 10 + (DIGITS.get(each) ?? 0);
    else {
      whole += (last ?? 1) * ten;
      last = null;
    }
  }
  return String(whole + (last ?? 0));
}

/** @param {string} text */
function wordOf(text) {
  if (!words.has(text) && words.size < MOST_WORDS) words.set(text, FIRST_WORD + words.size);
  return words.get(text) ?? BREAK;
}
