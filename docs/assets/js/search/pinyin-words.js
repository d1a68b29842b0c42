// Known words by how they are spelled in pinyin: whole, xujiajiaoyi, or by their initials, xjjy.

import { find } from "./count.js";
import { BREAK, FIRST_WORD, symbolsOf } from "./fold.js";

/** @import { Library } from "./count.js" */
/** @import { Pairs, Reading, Sounds } from "./pinyin.js" */

/** @typedef {{whole: Map<string, Reading>, initials: Map<string, Reading>}} SpelledWords the commonest word for each spelling */

const LONGEST_WORD = 8; // characters
const LENIENT = 4; // letters among which some may be of no known word
const SKIPPED = 12; // what is lost by one of those, as a logarithm
const COMMON = 20; // times that two characters stand together
const TOGETHER = 8; // times as often as by chance: they are a word
const UNSURE = 3; // what such a word loses, since they may be parts of two
const FRAME = ["怎么办", "怎么", "多久", "什么", "多少", "如何", "淘宝", "天猫", "店铺"]; // typed so, too

/**
 * The words by their spellings, the commonest of those that share one.
 *
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {Pairs} pairs
 * @param {string[]} words
 * @returns {SpelledWords}
 */
export function spelledWords(library, sounds, pairs, words) {
  /** @type {SpelledWords} */
  const spelled = { whole: new Map(), initials: new Map() };
  const known = new Set([...words, ...FRAME]);
  for (const word of new Set([...known, ...commonPairs(library, pairs)])) {
    const symbols = symbolsOf(word);
    if (symbols.length < 2 || word.length > LONGEST_WORD) continue;
    const many = symbols.length === 2 ? pairs.get(symbols[0] * 0x10000 + symbols[1]) ?? 0 : timesOf(library, symbols);
    const loss = -Math.log((many + 1) / library.text.length) + (known.has(word) ? 0 : UNSURE);
    const reading = { loss, text: word };
    const syllables = Array.from(word, (character) => sounds.syllables.get(character.charCodeAt(0)) ?? []);
    keep(spelled.whole, spellings(syllables), reading);
    keep(spelled.initials, spellings(syllables.map((each) => each.map(([letter]) => letter))), reading);
  }
  return spelled;
}

/** @param {Map<string, Reading>} words @param {string[]} letters @param {Reading} reading */
function keep(words, letters, reading) {
  for (const each of letters) if (reading.loss < (words.get(each)?.loss ?? Infinity)) words.set(each, reading);
}

/** Two characters that often stand together are a word; numbers, Latin words and ends of sentences are no characters. @param {Library} library @param {Pairs} pairs */
function commonPairs({ text, placesOf }, pairs) {
  return [...pairs].flatMap(([pair, many]) => {
    const [first, second] = [Math.floor(pair / 0x10000), pair % 0x10000];
    const byChance = placesOf(first).length * placesOf(second).length / text.length;
    if (first === BREAK || first >= FIRST_WORD || second === BREAK || second >= FIRST_WORD) return [];
    return many >= COMMON && many > TOGETHER * byChance ? [String.fromCharCode(first, second)] : [];
  });
}

/** How often a phrase stands in the text. @param {Library} library @param {number[]} phrase */
function timesOf(library, phrase) {
  let many = 0;
  find(library, phrase, () => {
    many += 1;
  });
  return many;
}

/** @param {string[][]} sounds of each character @returns {string[]} one spelling for each way to say it */
function spellings(sounds) {
  return sounds.reduce((all, each) => all.flatMap((start) => [...new Set(each)].map((sound) => start + sound)), [""]);
}

/**
 * The likeliest words for initials. In a long row one letter in two may be of no known word.
 *
 * @param {Map<string, Reading>} initials
 * @param {string} letters
 * @returns {string | undefined} none where they are of no words
 */
export function wordsBy(initials, letters) {
  const lenient = letters.length >= LENIENT && !/[aeiouv]/.test(letters);
  /** @type {(Reading & {known: number} | undefined)[]} */
  const best = [{ loss: 0, text: "", known: 0 }];
  for (let to = 1; to <= letters.length; to += 1) {
    for (let from = Math.max(0, to - LONGEST_WORD); from < to; from += 1) {
      const before = best[from];
      const skipped = lenient && from === to - 1 ? { loss: SKIPPED, text: "" } : undefined;
      const word = skipped ?? initials.get(letters.slice(from, to));
      if (!before || !word) continue;
      const loss = before.loss + word.loss;
      if (loss >= (best[to]?.loss ?? Infinity)) continue;
      best[to] = { loss, text: before.text + word.text, known: before.known + (word.text ? to - from : 0) };
    }
  }
  const { text = "", known = 0 } = best[letters.length] ?? {};
  return 2 * known >= letters.length && text ? text : undefined;
}
