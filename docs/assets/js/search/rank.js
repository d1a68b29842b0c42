// Which sections answer a question best. BM25 over its characters and pairs of characters, any of
// which may be missing; then how closely a title, a heading or a question that a section answers
// resembles it, how near to each other its parts stand, and how much of it the page covers.

import { ANSWER, FIELDS, find, HEADING, ITEMS, SEEN, TEXT, TITLE } from "./count.js";
import { asked, CLUE, cluesIn, holds, knownIn, knownShare } from "./question.js";

/** @import { Library, Section } from "./count.js" */
/** @import { HomophoneFinder } from "./homophones.js" */
/** @import { Clue, Lexicon, Span } from "./question.js" */

// The weights were set on the `tuning` half of tests/data/questions.yml, and matter little: half
// of any, or twice any but NEXT, moves the right page in or out of first place for two in a hundred.
const SATURATION = 1.2; // BM25's k1
/** @type {Record<number, {boost: number, b: number}>} */
const FIELD = { // what one more mention is worth, and BM25's b: how much a long field counts less
  [TITLE]: { boost: 0, b: 0.5 }, // counted by LIKE alone, since it stands once a page
  [HEADING]: { boost: 3, b: 0.5 },
  [ANSWER]: { boost: 2, b: 0.5 },
  [ITEMS]: { boost: 1, b: 0.75 },
  [TEXT]: { boost: 1, b: 0.75 },
};
/** @type {Record<number, number>} */
const LIKE = { [TITLE]: 0.8, [HEADING]: 0.6, [ANSWER]: 2 };
const LACKING = 2; // what each symbol of a line weighs that the question lacks
const NEAR = { worth: 0.5, reach: 40, pages: 20, sections: 4 };
const NEXT = 0.6; // each further section of a page counts by so much less
/** @type {[string, number][]} */
const BEHIND = [["reference/", 0.5], ["start/", 0.8]]; // lists and signposts stand behind guides

/**
 * @typedef {object} Tally what has been found of a question, and where
 * @property {Float64Array} sections
 * @property {Float64Array} lines
 * @property {Float64Array} pages
 * @property {number} weight of all that was looked for and stands anywhere
 */

/**
 * @typedef {{section: number, score: number}} Scored a section
 *
 * @typedef {object} Ranked a page
 * @property {number} page
 * @property {number} score
 * @property {number} covers how much it has of what stands anywhere, from 0 to 1
 * @property {Scored[]} sections the best first
 */

/**
 * Rank the pages for a question.
 *
 * @param {Library} library
 * @param {Lexicon} lexicon
 * @param {HomophoneFinder} homophones
 * @param {string} question
 * @returns {{clues: Clue[], known: number, pages: Ranked[]}} the best first; `known` is the share of
 *   the question that stands anywhere, from 0 to 1
 */
export function rank(library, lexicon, homophones, question) {
  const symbols = asked(question);
  const written = knownIn(lexicon, symbols);
  const spans = [...written, ...homophones(symbols, written, (phrase) => holds(library, phrase))];
  const clues = cluesIn(library, symbols, spans);
  const total = tallyOf(library);
  for (const span of [null, ...spans]) {
    const own = tallyOf(library);
    for (const clue of clues) if (clue.span === span) weigh(library, clue, own);
    if (span) weighOthers(library, span, own);
    include(total, own);
  }
  return { clues, known: knownShare(symbols, clues, spans), pages: total.weight ? pagesBy(library, total, clues) : [] };
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
  const { sections, lines, pages, rarity } = count(library, [clue.phrase]);
  if (!sections.length) return;
  clue.worth = clue.weight * rarity;
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
  tally.weight = Math.max(tally.weight, rarity * (span.to - span.from - 0.5));
  const worth = CLUE.other * tally.weight;
  for (const { section, strength } of sections) raise(tally.sections, section, worth * strength);
  for (const line of lines) raise(tally.lines, line, worth);
  for (const page of pages) raise(tally.pages, page, worth);
}

/** @param {Float64Array} numbers @param {number} at @param {number} least */
function raise(numbers, at, least) {
  if (numbers[at] < least) numbers[at] = least;
}

/**
 * Count phrases, taken as one word.
 *
 * @param {Library} library
 * @param {number[][]} phrases
 * @returns {{sections: {section: number, strength: number}[], lines: Set<number>, pages: Set<number>, rarity: number}}
 *   `strength` from 0 to 1; `lines` are those that LIKE compares; `rarity` is BM25's idf
 */
function count(library, phrases) {
  const { times, lineAt } = library;
  const { sections, fields } = library.lines;
  /** @type {number[]} */
  const found = [];
  /** @type {Set<number>} */
  const alike = new Set();
  for (const phrase of phrases) {
    find(library, phrase, (place) => {
      const line = lineAt[place];
      const [at, field] = [sections[line] * FIELDS, fields[line]];
      if (!times[at + SEEN]) found.push(sections[line]);
      times[at + SEEN] = 1;
      times[at + field] += 1;
      if (field <= ANSWER) alike.add(line);
    });
  }
  const all = library.sections.length;
  return {
    sections: found.map((section) => ({ section, strength: strengthOf(library, section) })),
    lines: alike,
    pages: pagesWith(library, found),
    rarity: Math.log(1 + (all - found.length + 0.5) / (found.length + 0.5)),
  };
}

/** @param {Library} library @param {number[]} found sections @returns {Set<number>} */
function pagesWith({ sections }, found) {
  /** @type {Set<number>} */
  const pages = new Set();
  let last = -1;
  for (const section of found) {
    const { page } = sections[section];
    if (page !== last) pages.add(page); // most follow one of the same page
    last = page;
  }
  return pages;
}

/** BM25 of what was counted in a section; the counts go back to 0. @param {Library} library @param {number} section */
function strengthOf({ times, lengths, means }, section) {
  let sum = 0;
  times[section * FIELDS + SEEN] = 0;
  for (let field = TITLE; field < FIELDS; field += 1) {
    const at = section * FIELDS + field;
    const { boost, b } = FIELD[field];
    if (times[at]) sum += boost * times[at] / (1 - b + b * lengths[at] / means[field]);
    times[at] = 0;
  }
  return sum / (SATURATION + sum);
}

/**
 * Sum up the sections of the likeliest pages, in shares of the question's weight.
 *
 * @param {Library} library
 * @param {Tally} tally
 * @param {Clue[]} clues
 * @returns {Ranked[]}
 */
function pagesBy(library, tally, clues) {
  const { titles, parts } = likesBy(library, tally);
  const scores = parts.map((like, section) => like + tally.sections[section] / tally.weight);
  const pairs = pairsIn(clues);
  return likeliest(library, tally, titles, scores).map((page) => {
    const { url, first, end } = library.pages[page];
    /** @type {Scored[]} */
    const sections = [];
    for (let section = first; section < end; section += 1) {
      if (scores[section]) sections.push({ section, score: scores[section] });
    }
    for (const part of sections.sort(bestSection).slice(0, NEAR.sections)) {
      part.score += NEAR.worth * nearness(library, library.sections[part.section], pairs) / tally.weight;
    }
    sections.sort(bestSection);
    const sum = sections.reduce((all, { score }, i) => all + score * NEXT ** i, titles[page]);
    const covers = tally.pages[page] / tally.weight;
    const [, behind] = BEHIND.find(([folder]) => url.startsWith(folder)) ?? ["", 1];
    return { page, score: behind * covers * sum, covers, sections };
  }).sort((a, b) => b.score - a.score || a.page - b.page);
}

/** The higher score first; what scores the same stays in the order of the site. @param {Scored} a @param {Scored} b */
function bestSection(a, b) {
  return b.score - a.score || a.section - b.section;
}

/**
 * The pages whose best section promises most.
 *
 * @param {Library} library
 * @param {Tally} tally
 * @param {Float64Array} titles
 * @param {Float64Array} scores
 * @returns {number[]}
 */
function likeliest({ pages, sections }, tally, titles, scores) {
  const promise = titles.slice();
  const best = new Float64Array(pages.length);
  sections.forEach(({ page }, section) => raise(best, page, scores[section]));
  best.forEach((score, page) => {
    promise[page] = (score + promise[page]) * tally.pages[page];
  });
  const found = [...promise.keys()].filter((page) => promise[page] > 0);
  return found.sort((a, b) => promise[b] - promise[a] || a - b).slice(0, NEAR.pages);
}

/**
 * How much titles, and of each section the heading and its best question, resemble what was asked.
 *
 * @param {Library} library
 * @param {Tally} tally
 */
function likesBy({ lines, sections, pages }, tally) {
  const titles = new Float64Array(pages.length);
  const headings = new Float64Array(sections.length);
  const answers = new Float64Array(sections.length);
  for (let line = 0; line < lines.many; line += 1) {
    if (!tally.lines[line]) continue;
    const [field, section] = [lines.fields[line], lines.sections[line]];
    const like = LIKE[field] * likeness(tally.lines[line], tally.weight, lines.lengths[line]);
    if (field === TITLE) raise(titles, sections[section].page, like);
    else raise(field === ANSWER ? answers : headings, section, like);
  }
  return { titles, parts: headings.map((like, section) => like + answers[section]) };
}

/**
 * Of all that a line and the question say, the share that both say.
 *
 * @param {number} both
 * @param {number} question
 * @param {number} length
 */
function likeness(both, question, length) {
  return Math.min(1, both / (question + Math.max(0, LACKING * length - both / 2))) ** 0.75;
}

/**
 * The most that stands together in a section: what the pairs within reach of each other weigh.
 *
 * @param {Library} library
 * @param {Section} section
 * @param {Map<number, Clue[]>} pairs by first symbol
 */
function nearness({ text }, { start, end }, pairs) {
  /** @type {{place: number, clue: Clue}[]} */
  const inside = []; // the oldest first
  /** @type {Map<Clue, number>} */
  const times = new Map();
  let sum = 0;
  let most = 0;
  for (let place = start; place < end; place += 1) {
    const clue = pairs.get(text[place])?.find(({ phrase }) => phrase[1] === text[place + 1]);
    if (!clue) continue;
    inside.push({ place, clue });
    if (!times.get(clue)) sum += clue.worth;
    times.set(clue, (times.get(clue) ?? 0) + 1);
    while (place - inside[0].place > NEAR.reach) {
      const old = inside[0].clue;
      inside.shift();
      const left = (times.get(old) ?? 0) - 1;
      times.set(old, left);
      if (!left) sum -= old.worth;
    }
    most = Math.max(most, sum);
  }
  return most;
}

/** The pairs of a question that stand somewhere, by their first symbol. @param {Clue[]} clues */
function pairsIn(clues) {
  /** @type {Map<number, Clue[]>} */
  const pairs = new Map();
  for (const clue of clues) {
    const [first] = clue.phrase;
    if (clue.phrase.length !== 2 || !clue.worth) continue;
    pairs.set(first, [...(pairs.get(first) ?? []), clue]);
  }
  return pairs;
}
