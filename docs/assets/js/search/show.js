// Ranked pages to what the theme's search window draws. The window takes titles and texts as HTML,
// so all text is escaped here; the only tags in it are marks around what was asked for and a line break.

import { ANY, libraryOf } from "./count.js";
import { fold } from "./fold.js";
import { homophoneFinder } from "./homophones.js";
import { soundsOf } from "./pinyin.js";
import { isMeaningful, lexiconOf, MOST, onlyAsks } from "./question.js";
import { rank } from "./rank.js";
import { pagesIn } from "./read-index.js";
import { scriptReader } from "./writing-systems.js";

/** @import { Library, Section } from "./count.js" */
/** @import { Index } from "./read-index.js" */
/** @import { Clue } from "./question.js" */
/** @import { Ranked } from "./rank.js" */

const PAGES = 10;
const PARTS_OF_A_PAGE = 3;
const TEASER = 90; // characters
const LEAST = 0.3; // of a question: where the best page has less of it, another way is shown too
const WORDS = 8; // of a question, that are said or marked
const BEST = 3; // pages before that way
const STARTS = ["start/triage/", "respond/first-day/", "after-sales/overview/"];

/**
 * @typedef {object} Item what the theme calls a search item
 * @property {string} location address below the site's root
 * @property {string} title HTML
 * @property {string} text HTML: what the section says first, and the line with most of what was asked
 * @property {number} score
 * @property {Record<string, boolean>} terms what to highlight on the page
 * @property {boolean} [notice] whether it says something of the search, and is no result
 */

/** Answers a question: for each page its parts, the best first. @typedef {(question: string) => Item[][]} Searcher */

/** Make the function that answers questions. @param {Index} index @returns {Searcher} */
export function searcher(index) {
  const library = libraryOf(pagesIn(index));
  const sounds = soundsOf(index.pinyin);
  const written = scriptReader(index, library, sounds);
  const lexicon = lexiconOf(Object.values(index.words));
  const homophones = homophoneFinder(lexicon, sounds);
  return (typed) => {
    const question = written(typed.slice(0, 10 * MOST));
    const { clues, known, pages } = rank(library, lexicon, homophones, question);
    if (onlyAsks(question)) return starts(library);
    if (!pages.length) return [[nothing(typed)], ...starts(library)];
    const marked = clues.filter(({ phrase, worth }) => worth && isMeaningful(phrase) && !phrase.includes(ANY));
    const shown = pages.slice(0, PAGES).map((page) => itemsOf(library, page, marked));
    const partly = known * pages[0].covers < LEAST ? [[partlyFound(wordsIn(question, marked))]] : [];
    const others = starts(library).filter(([{ location }]) =>
      !shown.some((items) => items[0].location.startsWith(location))
    );
    const best = [...shown, ...others.slice(0, Math.max(0, BEST - shown.length))];
    return [...best.slice(0, BEST), ...partly, ...best.slice(BEST)];
  };
}

/**
 * The page, and its best sections; the first is the one to go to.
 *
 * @param {Library} library
 * @param {Ranked} ranked
 * @param {Clue[]} marked
 * @returns {Item[]}
 */
function itemsOf({ pages, sections }, { page, score, sections: parts }, marked) {
  const { url, title } = pages[page];
  const terms = termsIn(sections[parts[0].section], marked);
  const items = parts.slice(0, PARTS_OF_A_PAGE).map(({ section }, i) => {
    const { id, title: heading } = sections[section];
    return {
      location: id ? `${url}#${id}` : url,
      title: highlighted(id ? heading : title, marked),
      text: teaser(sections[section], marked),
      score: score / (i + 1),
      terms,
    };
  });
  if (items.some(({ location }) => location === url)) return items;
  return [...items, { location: url, title: highlighted(title, marked), text: "", score: score / 100, terms }];
}

/** @param {string} typed @returns {Item} */
function nothing(typed) {
  return {
    location: "reference/questions/",
    title: `没有找到“${escaped(typed.trim().slice(0, 30))}”`,
    text: "换一个说法，或者只写两三个最要紧的字。全部问题在问题速查。",
    score: 0,
    terms: {},
    notice: true,
  };
}

/** Said where the best page has little of the question: another way, and what these were found by. @param {string[]} words @returns {Item} */
function partlyFound(words) {
  const by = words.length ? `这些是按${words.map((word) => `“${escaped(word)}”`).join("")}找的` : "这些只有几个字相同";
  return {
    location: "start/triage/",
    title: "都不像？回答两三个问题",
    text: `没有整句对得上的，${by}。`,
    score: 0,
    terms: {},
    notice: true,
  };
}

/** Where to begin when nothing is near, or no subject is named. @param {Library} library @returns {Item[][]} */
function starts({ pages, sections }) {
  const known = STARTS.flatMap((url) => pages.filter((page) => page.url === url));
  return known.map(({ url, title, first }) => [{
    location: url,
    title: escaped(title),
    text: escaped(sections[first].text.split("\n")[0]),
    score: 0,
    terms: {},
  }]);
}

/**
 * What a section says first; below it, where that has less of what was asked, the line that has most.
 *
 * @param {Section} section
 * @param {Clue[]} marked
 */
function teaser({ items, text }, marked) {
  const lines = [...text.split("\n"), ...items.split("\n")].filter(Boolean);
  const first = firstSentence(lines);
  const line = likest(lines, marked);
  const rest = line.text.startsWith(first) ? line.text.slice(first.length).trim() : "";
  const near = rest || line.text;
  const shown = [cut(first, 0)];
  if (worthOf(shown[0], marked) < line.worth) shown.push(cut(near, matchesIn(near, marked)[0]?.start ?? 0));
  return shown.map((each) => highlighted(each, marked)).join("<br>");
}

/** The first whole sentences that are no mere label; where there are none, as in a list, the first line. @param {string[]} lines */
function firstSentence(lines) {
  const [start = ""] = lines;
  const whole = lines.find((line) => /[。？！]/.test(line)) ?? start;
  return whole.match(/^.{8,}?[。？！](?=.)/)?.[0] ?? whole;
}

/** The line with most of what was asked, the first of equals. @param {string[]} lines @param {Clue[]} marked */
function likest(lines, marked) {
  let best = { text: "", worth: -1 };
  for (const text of lines) {
    const worth = text ? worthOf(text, marked) : -1;
    if (worth > best.worth) best = { text, worth };
  }
  return best;
}

/** What a line says of the question: each clue once. @param {string} line @param {Clue[]} marked */
function worthOf(line, marked) {
  const held = new Set(matchesIn(line, marked).map(({ clue }) => clue));
  return [...held].reduce((sum, { worth }) => sum + worth, 0);
}

/** @typedef {{start: number, end: number}} Run a part of a text */

/**
 * Where clues stand in a text, in order.
 *
 * @param {string} text
 * @param {Clue[]} marked
 * @returns {(Run & {clue: Clue})[]}
 */
function matchesIn(text, marked) {
  const { symbols, starts, ends, length } = fold(text);
  /** @type {(Run & {clue: Clue})[]} */
  const matches = [];
  for (let i = 0; i < length; i += 1) {
    for (const clue of marked) {
      const last = i + clue.phrase.length - 1;
      if (last >= length || !clue.phrase.every((symbol, j) => symbols[i + j] === symbol)) continue;
      matches.push({ clue, start: starts[i], end: ends[last] });
    }
  }
  return matches;
}

/** Not too long, and with the first match in sight. @param {string} text @param {number} match */
function cut(text, match) {
  if (text.length <= TEASER) return text;
  const start = Math.max(0, Math.min(match - 20, text.length - TEASER));
  const end = start + TEASER;
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** @param {string} text @param {Clue[]} marked @returns {string} HTML */
function highlighted(text, marked) {
  let html = "";
  let from = 0;
  for (const { start, end } of joined(matchesIn(text, marked))) {
    html += `${escaped(text.slice(from, start))}<mark data-md-highlight>${escaped(text.slice(start, end))}</mark>`;
    from = end;
  }
  return html + escaped(text.slice(from));
}

/** Matches that touch or overlap as one. @param {Run[]} matches @returns {Run[]} */
function joined(matches) {
  /** @type {Run[]} */
  const runs = [];
  for (const { start, end } of matches) {
    const last = runs[runs.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

/** The words of a question that stand in the handbook, the first few. @param {string} question @param {Clue[]} marked */
function wordsIn(question, marked) {
  return [...new Set(joined(matchesIn(question, marked)).map(({ start, end }) => question.slice(start, end)))]
    .slice(0, WORDS);
}

/**
 * What a section has of the question, as it stands there, for the theme to mark on the page: the longest.
 *
 * @param {Section} section
 * @param {Clue[]} marked
 */
function termsIn({ title, items, text }, marked) {
  const lines = [title, ...text.split("\n"), ...items.split("\n")];
  const found = lines.flatMap((line) =>
    joined(matchesIn(line, marked)).map(({ start, end }) => line.slice(start, end))
  );
  const words = [...new Set(found)].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
  return Object.fromEntries(words.slice(0, WORDS).map((word) => [word, true]));
}

/** @param {string} text @returns {string} HTML */
function escaped(text) {
  /** @type {Record<string, string>} */
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => entities[sign]);
}
