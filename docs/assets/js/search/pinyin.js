// Pinyin to the characters that the handbook writes so, by the pairs of characters that stand in its text: xujia jiaoyi,
// tuikuan不退货. What is no syllable may be initials.

import { BREAK, FIRST_WORD, symbolsOf } from "./fold.js";
import { initialsOf, wordsBy } from "./initials.js";

/** @import { Library } from "./count.js" */
/** @import { Initials } from "./initials.js" */

const SEEN = 0.95; // how much a pair that stands in the text counts, against the character alone
const LONGEST = 6; // letters of a syllable: zhuang
const MOST = 80; // letters that are read at once
const RUN = /[a-zü]+(?:['’ ]+[a-zü]+)*/g;

/**
 * @typedef {object} Sounds
 * @property {Map<string, number[]>} characters of each syllable, those in the text
 * @property {Map<number, string[]>} syllables of each character
 *
 * @typedef {Map<number, number>} Pairs how often two symbols stand together: the first times 0x10000, and the second
 *
 * @typedef {(last: number, next: number) => number} Loss the negative logarithm of how likely a character follows another
 *
 * @typedef {{loss: number, text: string}} Reading
 */

/** @param {Library} library @param {Record<string, string>} pinyin syllable → characters @returns {Sounds} */
export function soundsOf(library, pinyin) {
  /** @type {Sounds} */
  const sounds = { characters: new Map(), syllables: new Map() };
  for (const [syllable, written] of Object.entries(pinyin)) {
    const symbols = Array.from(written, (character) => character.charCodeAt(0));
    for (const symbol of symbols) sounds.syllables.set(symbol, [...(sounds.syllables.get(symbol) ?? []), syllable]);
    sounds.characters.set(syllable, symbols.filter((symbol) => library.placesOf(symbol).length));
  }
  return sounds;
}

/**
 * Make the function that writes the pinyin in a question as characters. What it needs of the text it counts at the
 * first pinyin.
 *
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {string[]} words that may be typed by their initials
 * @returns {(question: string) => string} what is no pinyin stays
 */
export function pinyinReader(library, sounds, words) {
  /** @type {{loss: Loss, initials: Initials} | undefined} */
  let counted;
  const count = () => {
    const pairs = pairsIn(library);
    return { loss: lossOf(library, pairs), initials: initialsOf(library, sounds, pairs, words) };
  };
  return (question) => {
    const plain = withoutTones(question);
    return plain.replace(RUN, (run, /** @type {number} */ at) => {
      const typed = run.split(/['’ ]+/).filter(Boolean);
      if (run.length > MOST || typed.every((word) => isWritten(library, word))) return run;
      counted ??= count();
      const { loss, initials } = counted;
      const [last, next] = [symbolsOf(plain.slice(0, at)).pop(), symbolsOf(plain.slice(at + run.length))[0]];
      const parts = partsOf(typed, library, sounds, initials, at + run.length === plain.length);
      return parts.map((part) => typeof part === "string" ? part : charactersOf(sounds, loss, part, last, next)).join(
        " ",
      );
    });
  };
}

/**
 * Sort words in Latin letters: what stays or is known by its initials, as text; syllables that follow each other, as a list.
 *
 * @param {string[]} typed
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {Initials} initials
 * @param {boolean} ends whether the question ends with them, so that the last word may not be all typed
 */
function partsOf(typed, library, sounds, initials, ends) {
  /** @type {(string | string[])[]} */
  const parts = [];
  typed.forEach((word, nth) => {
    const before = parts[parts.length - 1];
    const open = ends && nth === typed.length - 1;
    if (isWritten(library, word)) parts.push(word);
    else if (!isSpelled(sounds, word, open)) parts.push(wordsBy(initials, word) ?? word);
    else if (Array.isArray(before)) before.push(word);
    else parts.push([word]);
  });
  return parts;
}

/** xū jiǎ is xujia; ü stays. @param {string} text */
function withoutTones(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u0307\u0309-\u036f]/g, "").normalize("NFC");
}

/** Whether a Latin word stands in the handbook as it is. @param {Library} library @param {string} word */
function isWritten(library, word) {
  const [symbol] = symbolsOf(word);
  return symbol >= FIRST_WORD && library.placesOf(symbol).length > 0;
}

/**
 * Whether letters are syllables, the last of which may be begun only where the question ends.
 *
 * @param {Sounds} sounds
 * @param {string} letters
 * @param {boolean} open
 */
function isSpelled(sounds, letters, open) {
  const reached = [true];
  for (let from = 0; from < letters.length; from += 1) {
    if (!reached[from]) continue;
    for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST); to += 1) {
      const part = letters.slice(from, to);
      if (charactersBy(sounds, part, open && from > 0 && to === letters.length).length) reached[to] = true;
    }
  }
  return Boolean(reached[letters.length]);
}

/** @param {Sounds} sounds @param {string} letters @param {boolean} begun whether more letters may follow */
function charactersBy({ characters }, letters, begun) {
  const whole = characters.get(letters.replace("ü", "v")) ?? [];
  if (whole.length || !begun) return whole;
  return [...characters].flatMap(([syllable, symbols]) => syllable.startsWith(letters) ? symbols : []);
}

/**
 * The likeliest characters for syllables.
 *
 * @param {Sounds} sounds
 * @param {Loss} loss
 * @param {string[]} words each is whole syllables
 * @param {number} [last] the character before
 * @param {number} [next] the character after
 */
function charactersOf(sounds, loss, words, last = BREAK, next = BREAK) {
  /** @type {Map<number, Reading>} the best that ends on each character */
  let best = new Map([[last, { loss: 0, text: "" }]]);
  for (const [nth, word] of words.entries()) {
    const at = [best, ...Array.from(word, () => /** @type {typeof best} */ (new Map()))];
    for (let from = 0; from < word.length; from += 1) {
      for (let to = from + 1; to <= Math.min(word.length, from + LONGEST); to += 1) {
        const begun = nth === words.length - 1 && to === word.length;
        extend(at[from], charactersBy(sounds, word.slice(from, to), begun), loss, at[to]);
      }
    }
    best = at[word.length];
  }
  let chosen = { loss: Infinity, text: words.join(" ") };
  for (const [symbol, reading] of best) {
    const all = reading.loss + (next === BREAK ? 0 : loss(symbol, next));
    if (all < chosen.loss) chosen = { loss: all, text: reading.text };
  }
  return chosen.text;
}

/** @param {Map<number, Reading>} from @param {number[]} symbols @param {Loss} loss @param {Map<number, Reading>} to */
function extend(from, symbols, loss, to) {
  for (const symbol of symbols) {
    for (const [last, reading] of from) {
      const all = reading.loss + loss(last, symbol);
      if (all < (to.get(symbol)?.loss ?? Infinity)) {
        to.set(symbol, { loss: all, text: reading.text + String.fromCharCode(symbol) });
      }
    }
  }
}

/** Count what stands together in the text. @param {Library} library @returns {Pairs} */
function pairsIn({ text }) {
  /** @type {Pairs} */
  const pairs = new Map();
  for (let place = 1; place < text.length; place += 1) {
    const pair = text[place - 1] * 0x10000 + text[place];
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** @param {Library} library @param {Pairs} pairs @returns {Loss} */
function lossOf({ text, placesOf }, pairs) {
  return (last, next) => {
    const alone = (placesOf(next).length + 1) / text.length;
    if (last === BREAK) return -Math.log(alone);
    const together = (pairs.get(last * 0x10000 + next) ?? 0) / (placesOf(last).length + 1);
    return -Math.log(SEEN * together + (1 - SEEN) * alone);
  };
}
