// Pinyin to the characters that the handbook writes so, by the pairs of characters that stand in its text: xujia jiaoyi,
// tuikuan不退货. What is no syllable may be initials.

import { BREAK, FIRST_WORD, symbolsOf } from "./fold.js";
import { spelledWords, wordsBy } from "./pinyin-words.js";

/** @import { Library } from "./count.js" */
/** @import { SpelledWords } from "./pinyin-words.js" */

const PAIRED = 0.95; // how much a pair that stands in the text counts, against the character alone
const LONGEST = 6; // letters of a syllable: zhuang
const MOST = 80; // letters that are read at once
const KNOWN = 3; // what a known word gains, as a logarithm
const BEGUN = 3; // what a syllable that is only begun loses
const RUN = /[a-z]+(?:['‘’ ]+[a-z]+)*/g;
const GAP = /['‘’ ]+/;
const WIDE = 0xfee0; // from a letter to its full-width form

/**
 * @typedef {object} Sounds
 * @property {Map<string, [character: string, symbol: number][]>} characters of each syllable, as folded: 七 is 7
 * @property {Map<number, string[]>} syllables of each character
 *
 * @typedef {Map<number, number>} Pairs how often two symbols stand together: the first times 0x10000, and the second
 *
 * @typedef {(last: number, next: number) => number} Loss the negative logarithm of how likely a character follows another
 *
 * @typedef {{loss: number, text: string}} Reading
 *
 * @typedef {Map<number, Reading>} Ends the best reading that ends on each symbol
 */

/** @param {Record<string, string>} pinyin syllable → characters @returns {Sounds} */
export function soundsOf(pinyin) {
  /** @type {Sounds} */
  const sounds = { characters: new Map(), syllables: new Map() };
  for (const [syllable, written] of Object.entries(pinyin)) {
    const characters = Array.from(written);
    for (const character of characters) {
      const code = character.charCodeAt(0);
      sounds.syllables.set(code, [...(sounds.syllables.get(code) ?? []), syllable]);
    }
    sounds.characters.set(syllable, characters.map((character) => [character, symbolsOf(character)[0]]));
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
  /** @type {{loss: Loss, known: SpelledWords} | undefined} */
  let counted;
  const count = () => {
    const pairs = countPairs(library);
    return { loss: lossOf(library, pairs), known: spelledWords(library, sounds, pairs, words) };
  };
  return (question) => {
    const plain = plainLetters(question);
    return plain.replace(RUN, (run, /** @type {number} */ at) => {
      const typed = run.split(GAP).filter(Boolean);
      if (run.length > MOST || typed.every((word) => isWritten(library, word))) return run;
      counted ??= count();
      const { loss, known } = counted;
      const ends = at + run.length === plain.length;
      const [last, next] = [symbolsOf(plain.slice(0, at)).pop(), symbolsOf(plain.slice(at + run.length))[0]];
      const parts = partsOf(typed, library, sounds, known, ends);
      return parts.map((part, nth) => {
        if (typeof part === "string") return part;
        const [isFirst, isLast] = [nth === 0, nth === parts.length - 1];
        const around = { last: isFirst ? last : BREAK, next: isLast ? next : BREAK, ends: isLast && ends };
        return charactersOf(sounds, loss, known, part, around);
      }).join(" ");
    });
  };
}

/**
 * Sort words in Latin letters: what stays or is known by its initials, as text; syllables that follow each other, as a list.
 *
 * @param {string[]} typed
 * @param {Library} library
 * @param {Sounds} sounds
 * @param {SpelledWords} known
 * @param {boolean} ends whether the question ends with them, so that the last word may not be all typed
 */
function partsOf(typed, library, sounds, known, ends) {
  /** @type {(string | string[])[]} */
  const parts = [];
  typed.forEach((word, nth) => {
    const before = parts[parts.length - 1];
    const open = ends && nth === typed.length - 1;
    if (isWritten(library, word)) parts.push(word);
    else if (!isSpelled(sounds, word, open)) parts.push(wordsBy(known.initials, word) ?? word);
    else if (Array.isArray(before)) before.push(word);
    else parts.push([word]);
  });
  return parts;
}

/** xū jiǎ is xujia, ｔｕｉ is tui, and ü is v. @param {string} text */
function plainLetters(text) {
  return text.replace(/[\uff21-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE)).toLowerCase()
    .normalize("NFD").replace(/[\u0300-\u0307\u0309-\u036f]/g, "").normalize("NFC").replace(/ü/g, "v");
}

/** Whether a Latin word stands in the handbook as it is. @param {Library} library @param {string} word */
function isWritten(library, word) {
  const [symbol = BREAK] = symbolsOf(word);
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
  const whole = characters.get(letters) ?? [];
  if (whole.length || !begun) return whole;
  return [...characters].flatMap(([syllable, symbols]) => syllable.startsWith(letters) ? symbols : []);
}

/**
 * The likeliest characters for syllables, one by one or as known words.
 *
 * @param {Sounds} sounds
 * @param {Loss} loss
 * @param {SpelledWords} known
 * @param {string[]} typed each is whole syllables
 * @param {{last?: number, next?: number, ends: boolean}} around the symbols before and after; whether the question ends
 */
function charactersOf(sounds, loss, known, typed, { last = BREAK, next = BREAK, ends }) {
  /** @type {Ends} */
  let best = new Map([[last, { loss: 0, text: "" }]]);
  typed.forEach((letters, nth) => {
    const at = [best, ...Array.from(letters, () => /** @type {Ends} */ (new Map()))];
    for (let from = 0; from < letters.length; from += 1) {
      for (let to = from + 1; to <= letters.length; to += 1) {
        const part = letters.slice(from, to);
        const begun = ends && from > 0 && nth === typed.length - 1 && to === letters.length;
        if (part.length <= LONGEST) {
          addCharacters(at[from], charactersBy(sounds, part, begun), begunBy(sounds, part, loss), at[to]);
        }
        addWord(at[from], known.whole.get(part), at[to]);
      }
    }
    best = at[letters.length];
  });
  let chosen = { loss: Infinity, text: typed.join(" ") };
  for (const [symbol, reading] of best) {
    const all = reading.loss + (next === BREAK ? 0 : loss(symbol, next));
    if (all < chosen.loss) chosen = { loss: all, text: reading.text };
  }
  return chosen.text;
}

/** What a character loses that is only begun. @param {Sounds} sounds @param {string} letters @param {Loss} loss @returns {Loss} */
function begunBy({ characters }, letters, loss) {
  return characters.has(letters) ? loss : (last, next) => loss(last, next) + BEGUN;
}

/** @param {Ends} from @param {[character: string, symbol: number][]} characters @param {Loss} loss @param {Ends} to */
function addCharacters(from, characters, loss, to) {
  for (const [character, symbol] of characters) {
    for (const [last, before] of from) add(to, symbol, before, loss(last, symbol), character);
  }
}

/** @param {Ends} from @param {Reading | undefined} word @param {Ends} to */
function addWord(from, word, to) {
  if (!word) return;
  const symbol = symbolsOf(word.text).pop() ?? BREAK;
  for (const before of from.values()) add(to, symbol, before, word.loss - KNOWN, word.text);
}

/** @param {Ends} to @param {number} symbol @param {Reading} before @param {number} loss @param {string} text */
function add(to, symbol, before, loss, text) {
  const all = before.loss + loss;
  if (all < (to.get(symbol)?.loss ?? Infinity)) to.set(symbol, { loss: all, text: before.text + text });
}

/** Count what stands together in the text. @param {Library} library @returns {Pairs} */
function countPairs({ text }) {
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
    return -Math.log(PAIRED * together + (1 - PAIRED) * alone);
  };
}
