// Which pages answer a question best: by what their sections hold of it (weigh.js), by how closely a title, a heading or
// a question that a section answers resembles it, how near to each other its parts stand, and how much of it a page covers.

import { FIELD_NAMES, HEADING, TITLE } from "./count.js";
import { asked, cluesIn, holds, knownIn, knownShare } from "./question.js";
import { raise, weighAll } from "./weigh.js";
import { LIKE, PAGE } from "./parameters.js";

/** @import { Library, Section } from "./count.js" */
/** @import { HomophoneFinder } from "./homophones.js" */
/** @import { Clue, Lexicon } from "./question.js" */
/** @import { Tally } from "./weigh.js" */

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
  const total = weighAll(library, clues, spans);
  return { clues, known: knownShare(symbols, clues, spans), pages: total.weight ? pagesBy(library, total, clues) : [] };
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
    for (const part of sections.sort(bestSection).slice(0, PAGE.parts)) {
      part.score += PAGE.near * nearness(library, library.sections[part.section], pairs) / tally.weight;
    }
    sections.sort(bestSection);
    const sum = sections.reduce((all, { score }, i) => all + score * PAGE.next ** i, titles[page]);
    const covers = tally.pages[page] / tally.weight;
    return { page, score: standing(url) * covers * sum, covers, sections };
  }).sort((a, b) => b.score - a.score || a.page - b.page);
}

/** Lists and signposts stand behind guides. @param {string} url */
function standing(url) {
  if (url.startsWith("reference/")) return PAGE.lists;
  return url.startsWith("start/") ? PAGE.signposts : 1;
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
  return found.sort((a, b) => promise[b] - promise[a] || a - b).slice(0, PAGE.looked);
}

/**
 * How much titles, and of each section the heading and the questions that it answers, resemble what was asked. Each
 * question raises its voice: several that are somewhat like it may outdo one.
 *
 * @param {Library} library
 * @param {Tally} tally
 */
function likesBy({ lines, sections, pages }, tally) {
  const titles = new Float64Array(pages.length);
  const headings = new Float64Array(sections.length);
  const voices = new Float64Array(sections.length);
  for (let line = 0; line < lines.many; line += 1) {
    if (!tally.lines[line]) continue;
    const [field, section] = [lines.fields[line], lines.sections[line]];
    const like = LIKE.of[FIELD_NAMES[field]] * likeness(tally.lines[line], tally.weight, lines.lengths[line]);
    if (field === TITLE) raise(titles, sections[section].page, like);
    else if (field === HEADING) raise(headings, section, like);
    else voices[section] += like ** LIKE.voices;
  }
  return { titles, parts: headings.map((like, section) => like + voices[section] ** (1 / LIKE.voices)) };
}

/**
 * Of all that a line and the question say, the share that both say; what is nearly the same counts once more.
 *
 * @param {number} both
 * @param {number} question
 * @param {number} length
 */
function likeness(both, question, length) {
  const share = Math.min(1, both / (question + Math.max(0, LIKE.lacking * length - both / 2)));
  return share + LIKE.same * share ** 8;
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
    while (place - inside[0].place > PAGE.reach) {
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
