// What the clues of a question weigh, and where they stand: BM25 over the fields of each section. A clue weighs more
// the fewer sections hold it, the more they gather on few pages (淘宝 stands everywhere, 运费 where it is the subject),
// and the more its two characters are a word (处罚, not 权处 across two words).

import { ALSO, FIELD_NAMES, FIELDS, find, SEEN, TITLE } from "./count.js";
import { CLUE, FIELD, SUBJECT } from "./parameters.js";

/** @import { Library } from "./count.js" */
/** @import { Clue, Span } from "./question.js" */

/**
 * @typedef {object} Tally what has been found of a question, and where
 * @property {Float64Array} sections
 * @property {Float64Array} lines
 * @property {Float64Array} pages
 * @property {number} weight of all that was looked for and stands anywhere
 *
 * @typedef {object} Found where phrases stand
 * @property {{section: number, strength: number}[]} sections `strength` from 0 to 1
 * @property {Set<number>} lines those that are compared with the whole question
 * @property {Set<number>} pages
 * @property {number} rarity BM25's idf, more where the sections gather on few pages
 * @property {number} times how often
 */

/**
 * Weigh the clues of a question.
 *
 * @param {Library} library
 * @param {Clue[]} clues each is told its worth
 * @param {Span[]} spans each is told whether it is held
 * @returns {Tally}
 */
export function weighAll(library, clues, spans) {
  const total = tallyOf(library);
  for (const span of [null, ...spans]) {
    const own = tallyOf(library);
    for (const clue of clues) if (clue.span === span) weigh(library, clue, own);
    if (span) weighOthers(library, span, own);
    include(total, own);
  }
  return total;
}

/** @param {Library} library @returns {Tally} */
function tallyOf({ sections, lines, pages }) {
  const many = [sections.length, lines.many, pages.length];
  const [inSections, inLines, inPages] = many.map((length) => new Float64Array(length));
  return { sections: inSections, lines: inLines, pages: inPages, weight: 0 };
}

/** @param {Tally} total @param {Tally} part */
function include(total, part) {
  if (!part.weight) return;
  addAll(total.sections, part.sections);
  addAll(total.lines, part.lines);
  addAll(total.pages, part.pages);
  total.weight += part.weight;
}

/** @param {Float64Array} sums @param {Float64Array} parts */
function addAll(sums, parts) {
  for (let at = 0; at < parts.length; at += 1) sums[at] += parts[at];
}

/** Add a clue to a tally. @param {Library} library @param {Clue} clue @param {Tally} tally */
function weigh(library, clue, tally) {
  const { sections, lines, pages, rarity, times } = count(library, [clue.phrase]);
  if (!sections.length) return;
  clue.worth = clue.weight * rarity * (clue.phrase.length === 2 ? cohesion(library, clue.phrase, times) : 1);
  tally.weight += clue.worth;
  for (const { section, strength } of sections) tally.sections[section] += clue.worth * strength;
  for (const line of lines) tally.lines[line] += clue.worth;
  for (const page of pages) tally.pages[page] += clue.worth;
}

/**
 * Where another word for a known one stands, the known one does, if a little less.
 *
 * @param {Library} library
 * @param {Span} span
 * @param {Tally} tally
 */
function weighOthers(library, span, tally) {
  const { sections, lines, pages, rarity } = count(library, span.others);
  if (!sections.length) return;
  span.held = true;
  const group = (span.guessed ? CLUE.guessed : 1) * rarity *
    Math.max(1, Math.min(CLUE.long, span.to - span.from) - 0.5);
  shrink(tally, CLUE.most * group);
  tally.weight = Math.max(tally.weight, group);
  const worth = CLUE.other * tally.weight;
  for (const { section, strength } of sections) raise(tally.sections, section, worth * strength);
  for (const line of lines) raise(tally.lines, line, worth);
  for (const page of pages) raise(tally.pages, page, worth);
}

/** Make a tally weigh no more than this. @param {Tally} tally @param {number} most */
function shrink(tally, most) {
  const by = most / tally.weight;
  if (by >= 1 || !tally.weight) return;
  for (const numbers of [tally.sections, tally.lines, tally.pages]) {
    for (let at = 0; at < numbers.length; at += 1) numbers[at] *= by;
  }
  tally.weight = most;
}

/** @param {Float64Array} numbers @param {number} at @param {number} least */
export function raise(numbers, at, least) {
  if (numbers[at] < least) numbers[at] = least;
}

/** Count phrases, taken as one word. @param {Library} library @param {number[][]} phrases @returns {Found} */
function count(library, phrases) {
  const { times, lineAt } = library;
  const { sections, fields } = library.lines;
  /** @type {number[]} */
  const found = [];
  /** @type {Set<number>} */
  const compared = new Set();
  let all = 0;
  for (const phrase of phrases) {
    find(library, phrase, (place) => {
      const line = lineAt[place];
      const [at, field] = [sections[line] * FIELDS, fields[line]];
      if (!times[at + SEEN]) found.push(sections[line]);
      times[at + SEEN] = 1;
      times[at + field] += 1;
      all += 1;
      if (field <= ALSO) compared.add(line);
    });
  }
  const strengths = found.map((section) => ({ section, strength: strengthOf(library, section) }));
  const pages = pagesWith(library, strengths);
  return {
    sections: strengths,
    lines: compared,
    pages: new Set(pages.keys()),
    rarity: rarityOf(library, found.length, [...pages.values()]),
    times: all,
  };
}

/** How much of a phrase each page has. @param {Library} library @param {Found["sections"]} found @returns {Map<number, number>} */
function pagesWith({ sections }, found) {
  /** @type {Map<number, number>} */
  const pages = new Map();
  for (const { section, strength } of found) {
    const { page } = sections[section];
    pages.set(page, (pages.get(page) ?? 0) + strength + 0.05); // a title alone has no strength
  }
  return pages;
}

/** BM25 of what was counted in a section; the counts go back to 0. @param {Library} library @param {number} section */
function strengthOf({ times, lengths, means }, section) {
  let sum = 0;
  times[section * FIELDS + SEEN] = 0;
  for (let field = TITLE; field < FIELDS; field += 1) {
    const at = section * FIELDS + field;
    const [boost, b] = [FIELD.boost[FIELD_NAMES[field]], FIELD.b[FIELD_NAMES[field]]];
    if (times[at]) sum += boost * times[at] / (1 - b + b * lengths[at] / means[field]);
    times[at] = 0;
  }
  return sum / (FIELD.saturation + sum);
}

/**
 * BM25's idf, raised by how few pages the sections gather on: the entropy that chance would give, less the one found.
 *
 * @param {Library} library
 * @param {number} held how many sections hold the phrase
 * @param {number[]} shares of each page that holds it
 */
function rarityOf({ sections, pages }, held, shares) {
  const idf = Math.log(1 + (sections.length - held + 0.5) / (held + 0.5));
  const sum = shares.reduce((all, share) => all + share, 0);
  const entropy = shares.reduce((all, share) => all - share / sum * Math.log(share / sum), 0);
  const byChance = Math.log(pages.length * (1 - Math.exp(-held / pages.length)));
  return idf * (1 + SUBJECT.gathered * Math.max(0, byChance - entropy));
}

/**
 * How much two symbols are one word, from their pointwise mutual information: what stands together by chance, across
 * two words, tells little.
 *
 * @param {Library} library
 * @param {number[]} pair
 * @param {number} times how often they stand together
 */
function cohesion({ text, placesOf }, [first, second], times) {
  const [one, other] = [placesOf(first).length, placesOf(second).length];
  const few = Math.min(one, other);
  const sure = times / (times + 1) * few / (few + 1); // what stands once may do so by chance
  const information = Math.log(times * text.length / (one * other));
  return Math.min(1, Math.max(SUBJECT.least, sure * information / SUBJECT.word));
}
