// What a question asks for: its parts, the known words among them, and what else those are called.

import { ANY, find } from "./count.js";
import { BREAK, FIRST_WORD, symbolsOf, words } from "./fold.js";
import { CLUE } from "./parameters.js";

/** @import { Library } from "./count.js" */

const FEW = 0.004; // a character that is more of the text than this says nothing alone

export const MOST = 48; // symbols of a question that are looked at
const ASKING =
  /怎么办|怎么样|甚么|怎么|如何|怎样|为什么|为啥|什么|哪些|哪个|哪里|是不是|能不能|可不可以|要不要|会不会|有没有|可以|请问|咋办|咋|吗|呢|啊|吧|呀|嘛|么|了|的|啦|我们|我|你/g;

/**
 * @typedef {object} Span a known word in a question
 * @property {number} from
 * @property {number} to
 * @property {number[][]} others all words for it, but for those that hold another
 * @property {boolean} held whether one of them stands anywhere
 * @property {boolean} [guessed] whether it only sounds like what was typed
 *
 * @typedef {object} Clue a part of a question that a section may hold
 * @property {number[]} phrase symbols, or ANY
 * @property {number} from where it stands in the question
 * @property {number} to
 * @property {number} weight of its kind
 * @property {number} worth weight times rarity; 0 when no section holds it
 * @property {Span|null} span the known word it is part of
 *
 * @typedef {{phrase: number[], others: number[][]}} Known a word, and all words for it but those that hold another
 *
 * @typedef {Map<number, Known[]>} Lexicon by first symbol, the longest first
 */

/** Learn the words that mean the same. @param {string[][]} groups @returns {Lexicon} */
export function lexiconOf(groups) {
  /** @type {Lexicon} */
  const lexicon = new Map();
  for (const group of groups) {
    const known = group.map(symbolsOf).filter((phrase) => phrase.length > 0 && isMeaningful(phrase));
    const others = known.filter((phrase) => !known.some((part) => part.length < phrase.length && isIn(part, phrase)));
    for (const phrase of known) {
      lexicon.set(phrase[0], [...(lexicon.get(phrase[0]) ?? []), { phrase, others }]);
    }
  }
  for (const beginning of lexicon.values()) beginning.sort((a, b) => b.phrase.length - a.phrase.length);
  return lexicon;
}

/** Whether a phrase is part of another: whoever finds it finds both. @param {number[]} part @param {number[]} phrase */
function isIn(part, phrase) {
  return phrase.some((_, i) => part.every((symbol, j) => phrase[i + j] === symbol));
}

/** The symbols of a question without the words that only ask. @param {string} question */
export function asked(question) {
  const start = question.slice(0, 10 * MOST);
  const symbols = symbolsOf(start.replace(ASKING, "\n"));
  return (symbols.some(isSaid) ? symbols : symbolsOf(start)).slice(0, MOST);
}

/** Whether a question is nothing but words that ask: 怎么办. @param {string} question */
export function onlyAsks(question) {
  return !symbolsOf(question.replace(ASKING, "\n")).some(isSaid) && symbolsOf(question).some(isSaid);
}

/** @param {number} symbol */
function isSaid(symbol) {
  return symbol !== BREAK;
}

/** @param {Lexicon} lexicon @param {number[]} symbols @returns {Span[]} */
export function knownIn(lexicon, symbols) {
  /** @type {Span[]} */
  const spans = [];
  for (let i = 0; i < symbols.length; i += 1) {
    const known = (lexicon.get(symbols[i]) ?? []).find(({ phrase }) =>
      phrase.every((each, j) => symbols[i + j] === each)
    );
    if (!known) continue;
    spans.push({ from: i, to: i + known.phrase.length, others: known.others, held: false });
    i += known.phrase.length - 1;
  }
  return spans;
}

/** @param {Library} library @param {number[]} symbols @param {Span[]} spans @returns {Clue[]} each once */
export function cluesIn(library, symbols, spans) {
  /** @type {Map<string, Clue>} */
  const clues = new Map();
  /** @param {number} at @param {number[]} phrase @param {number} weight */
  const add = (at, phrase, weight) => {
    if (phrase.includes(BREAK) || clues.has(String(phrase))) return;
    const span = spans.find(({ from, to }) => at >= from && at + phrase.length <= to) ?? null;
    clues.set(String(phrase), { phrase, from: at, to: at + phrase.length, weight, worth: 0, span });
  };
  const alone = symbols.filter((symbol) => symbol !== BREAK).length === 1;
  symbols.forEach((symbol, i) => {
    const [last, next, after] = [symbols[i - 1] ?? BREAK, symbols[i + 1] ?? BREAK, symbols[i + 2] ?? BREAK];
    if (symbol >= FIRST_WORD) { for (const word of begunBy(symbol)) add(i, [word], 1); }
    else if (alone || library.placesOf(symbol).length < FEW * library.text.length) add(i, [symbol], CLUE.single);
    if (symbol === BREAK || next === BREAK) return;
    if (holds(library, [symbol, next])) {
      add(i, [symbol, next], 1);
      return;
    }
    add(i - 1, [last, ANY, next], CLUE.forgiven); // one of the two may be wrong
    add(i, [symbol, ANY, after], CLUE.forgiven);
  });
  return [...clues.values()];
}

/**
 * A number as it is; a Latin word with those that begin with it, as it may not be all typed, or end before it.
 *
 * @param {number} symbol
 */
function begunBy(symbol) {
  const typed = [...words.keys()][symbol - FIRST_WORD];
  if (/^[0-9]/.test(typed) || typed.length < 2) return [symbol];
  return [...words].filter(([word]) => word.startsWith(typed) || (word.length > 3 && typed.startsWith(word))).map((
    [, each],
  ) => each);
}

/** @param {Library} library @param {number[]} phrase */
export function holds(library, phrase) {
  let held = false;
  find(library, phrase, () => {
    held = true;
    return true;
  });
  return held;
}

/** A number, a Latin word or several characters: a single one stands everywhere. @param {number[]} phrase */
export function isMeaningful(phrase) {
  return phrase.length > 1 || phrase[0] >= FIRST_WORD;
}

/**
 * The share of a question that stands anywhere, as more than single characters.
 *
 * @param {number[]} symbols
 * @param {Clue[]} clues
 * @param {Span[]} spans
 */
export function knownShare(symbols, clues, spans) {
  const said = [...symbols.keys()].filter((at) => symbols[at] !== BREAK);
  const held = clues.filter(({ worth, phrase }) => worth && (isMeaningful(phrase) || said.length === 1));
  const parts = [...held, ...spans.filter((span) => span.held && !span.guessed)];
  return said.filter((at) => parts.some(({ from, to }) => at >= from && at < to)).length / Math.max(1, said.length);
}
