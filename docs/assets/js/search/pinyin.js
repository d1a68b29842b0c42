// Pinyin to the characters that the handbook writes so: whole (xujia jiaoyi, tuikuan不退货) by the pairs of
// characters that stand in its text, initials (xjjy) by the words that it knows.

import { find } from "./count.js";
import { BREAK, FIRST_WORD, symbolsOf } from "./fold.js";

/** @import { Library } from "./count.js" */

const SEEN = 0.95; // how much a pair that stands in the text counts, against the character alone
const LONGEST = 6; // letters of a syllable: zhuang
const LONGEST_WORD = 8; // characters of a word that is typed by initials
const MOST = 80; // letters that are read at once
const LENIENT = 4; // initials among which some may be of no known word
const SKIPPED = 12; // what is lost by one of those, as a logarithm
const COMMON = 20; // times that two characters stand together
const TOGETHER = 8; // times as often as by chance: they are a word
const ASKING = ["怎么办", "怎么", "多久", "什么", "多少", "如何"]; // typed by initials, too
const RUN = /[a-zü]+(?:['’ ]+[a-zü]+)*/g;

/**
 * @typedef {object} Sounds
 * @property {Map<string, number[]>} characters of each syllable, those in the text
 * @property {Map<number, string[]>} syllables of each character
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
  /** @type {{loss: Loss, initials: Map<string, Reading>} | undefined} */
  let counted;
  return (question) => {
    const plain = withoutTones(question);
    return plain.replace(RUN, (run, /** @type {number} */ at) => {
      const typed = run.split(/['’ ]+/).filter(Boolean);
      if (run.length > MOST || typed.every((word) => isWritten(library, word))) return run;
      counted ??= countedIn(library, sounds, words);
      const { loss, initials } = counted;
      const [last, next] = [symbolsOf(plain.slice(0, at)).pop(), symbolsOf(plain.slice(at + run.length))[0]];
      const ends = at + run.length === plain.length;
      /** @type {{kept?: string, spelled?: string[]}[]} */
      const parts = [];
      typed.forEach((word, nth) => {
        const before = parts[parts.length - 1];
        const open = ends && nth === typed.length - 1;
        if (isWritten(library, word)) parts.push({ kept: word });
        else if (!isSpelled(sounds, word, open)) parts.push({ kept: wordsBy(initials, word) ?? word });
        else if (before?.spelled) before.spelled.push(word);
        else parts.push({ spelled: [word] });
      });
      const texts = parts.map(({ kept, spelled }) => kept ?? charactersOf(sounds, loss, spelled ?? [], last, next));
      return texts.join(" ");
    });
  };
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

/**
 * Count the pairs of characters in the text; those that often stand together are words, too.
 *
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {string[]} words
 */
function countedIn(library, sounds, words) {
  const { text, placesOf } = library;
  /** @type {Map<number, number>} */
  const pairs = new Map();
  for (let place = 1; place < text.length; place += 1) {
    const pair = text[place - 1] * 0x10000 + text[place];
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const common = [...pairs].flatMap(([pair, many]) => {
    const [first, second] = [Math.floor(pair / 0x10000), pair % 0x10000];
    const alone = placesOf(first).length * placesOf(second).length / text.length;
    return many >= COMMON && many > TOGETHER * alone ? [String.fromCharCode(first, second)] : [];
  });
  return {
    loss: lossOf(library, pairs),
    initials: initialsOf(library, sounds, pairs, [...words, ...ASKING, ...common]),
  };
}

/** @param {Library} library @param {Map<number, number>} pairs how often two symbols stand together @returns {Loss} */
function lossOf({ text, placesOf }, pairs) {
  return (last, next) => {
    const alone = (placesOf(next).length + 1) / text.length;
    if (last === BREAK) return -Math.log(alone);
    const together = (pairs.get(last * 0x10000 + next) ?? 0) / (placesOf(last).length + 1);
    return -Math.log(SEEN * together + (1 - SEEN) * alone);
  };
}

/**
 * The words by their initials, the commonest of those that share them.
 *
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {Map<number, number>} pairs how often two symbols stand together
 * @param {string[]} words
 */
function initialsOf(library, sounds, pairs, words) {
  /** @type {Map<string, Reading>} */
  const initials = new Map();
  for (const word of new Set(words)) {
    const symbols = symbolsOf(word);
    if (symbols.length < 2 || word.length > LONGEST_WORD) continue;
    const many = symbols.length === 2 ? pairs.get(symbols[0] * 0x10000 + symbols[1]) ?? 0 : timesOf(library, symbols);
    const loss = -Math.log((many + 1) / library.text.length);
    const syllables = Array.from(word, (character) => sounds.syllables.get(character.charCodeAt(0)) ?? []);
    for (const letters of spellings(syllables)) {
      if (loss < (initials.get(letters)?.loss ?? Infinity)) initials.set(letters, { loss, text: word });
    }
  }
  return initials;
}

/** How often a phrase stands in the text. @param {Library} library @param {number[]} phrase */
function timesOf(library, phrase) {
  let many = 0;
  find(library, phrase, () => {
    many += 1;
  });
  return many;
}

/** @param {string[][]} syllables of each character @returns {string[]} the initials, one for each way to say it */
function spellings(syllables) {
  return syllables.reduce(
    (all, each) => all.flatMap((start) => [...new Set(each.map(([letter]) => start + letter))]),
    [""],
  );
}

/**
 * The likeliest words for initials. In a long row one letter in two may be of no known word.
 *
 * @param {Map<string, Reading>} initials
 * @param {string} letters
 * @returns {string | undefined} none where they are of no words
 */
function wordsBy(initials, letters) {
  const lenient = letters.length >= LENIENT && !/[aeiouü]/.test(letters);
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
