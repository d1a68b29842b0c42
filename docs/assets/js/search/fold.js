// Text to symbols, the same for pages and for what a seller types: a Chinese character is one
// symbol, and so is a whole number and a whole Latin word. 七日, 7天 and ７ 天 fold to the same two.

/** Stands where a sentence ends, so that no match reaches across. */
const BREAK = 0;

/** The first symbol that is a number or a Latin word; all below are characters. */
const FIRST_WORD = 0x10000;

const DIGITS = new Map([..."零一二三四五六七八九"].map((digit, value) => [digit, value]));
DIGITS.set("〇", 0).set("两", 2);
const TENS = new Map([["十", 10], ["百", 100], ["千", 1000]]);

/** What a unit is read as after a number. */
const UNITS = new Map(Object.entries({
  日: "天", 号: "天", 块: "元", 个: "", h: "小时", hr: "小时", hours: "小时", d: "天", w: "万",
}));

/** Kind of each UTF-16 unit: a table, since a library of text passes through it. */
const [OTHER, PLAIN, NUMERAL, DIGIT, LATIN, SPACE] = [0, 1, 2, 3, 4, 5];
const KINDS = new Uint8Array(0x10000);
KINDS.fill(PLAIN, 0x3400, 0xa000).fill(DIGIT, 0x30, 0x3a).fill(LATIN, 0x61, 0x7b).fill(LATIN, 0x41, 0x5b);
for (const sign of "%〇") KINDS[sign.charCodeAt(0)] = PLAIN;
for (const space of " \t\r\u00a0\u3000") KINDS[space.charCodeAt(0)] = SPACE;
for (const numeral of [...DIGITS.keys(), ...TENS.keys()]) KINDS[numeral.charCodeAt(0)] = NUMERAL;

/** @type {Map<string, number>} numbers and Latin words → symbols */
const words = new Map();

/**
 * Give each symbol of a text, with the place where it starts and ends.
 *
 * @param {string} text
 * @param {(symbol: number, start: number, end: number) => void} take
 */
function fold(text, take) {
  const narrow = narrowed(text);
  let afterNumber = false;
  for (let start = 0, end = 0; start < narrow.length; start = end) {
    const kind = KINDS[narrow.charCodeAt(start)];
    end = kind === NUMERAL || kind === DIGIT || kind === LATIN ? endOfRun(narrow, start, kind) : start + 1;
    if (kind === SPACE) continue; // 15 天 is 15天
    if (kind === PLAIN && !afterNumber) {
      take(narrow.charCodeAt(start), start, end);
      continue;
    }
    const run = narrow.slice(start, end).toLowerCase();
    const value = numberOf(run, kind);
    const unit = afterNumber ? UNITS.get(run) : undefined;
    afterNumber = value !== null;
    if (value !== null) take(wordOf(value), start, end);
    else if (unit !== undefined) for (const each of unit) take(each.charCodeAt(0), start, end);
    else if (kind === LATIN) take(wordOf(run), start, end);
    else for (let i = start; i < end; i += 1) take(kind === OTHER ? BREAK : narrow.charCodeAt(i), i, i + 1);
  }
}

/** The symbols of a text, without their places. @param {string} text */
function symbolsOf(text) {
  const found = [];
  fold(text, (symbol) => found.push(symbol));
  return found;
}

/** Full-width letters, digits and signs as half-width ones; no place moves. */
function narrowed(text) {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function endOfRun(text, start, kind) {
  let end = start + 1;
  while (KINDS[text.charCodeAt(end)] === kind) end += 1;
  return end;
}

/** The digits of a number written either way; null for what is none, as 千 in 千牛. */
function numberOf(run, kind) {
  if (kind === DIGIT) return run;
  if (kind !== NUMERAL || /^[百千]+$/.test(run)) return null;
  let whole = 0;
  let last = null;
  for (const each of run) {
    const ten = TENS.get(each);
    if (ten === undefined) last = (last ?? 0) * 10 + DIGITS.get(each);
    else {
      whole += (last ?? 1) * ten;
      last = null;
    }
  }
  return String(whole + (last ?? 0));
}

function wordOf(text) {
  if (!words.has(text)) words.set(text, FIRST_WORD + words.size);
  return words.get(text);
}
