// Known words behind characters that only sound like them: 申述, 虚假教义, 扣份. Typed by sound, a wrong one is easily chosen.

/** @import { Known, Lexicon, Span } from "./question.js" */
/** @import { Sounds } from "./pinyin.js" */

/**
 * Finds the words that are meant: `taken` are words that are written right; `stands` tells whether a phrase is in the
 * handbook, where it is left alone.
 *
 * @typedef {(symbols: number[], taken: Span[], stands: (phrase: number[]) => boolean) => Span[]} HomophoneFinder
 */

/** Sounds that many do not tell apart: zh and z, ang and an. @param {string} syllable */
function blurred(syllable) {
  return syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");
}

/**
 * Make the function that finds them.
 *
 * @param {Lexicon} lexicon
 * @param {Sounds} sounds
 * @returns {HomophoneFinder}
 */
export function homophoneFinder(lexicon, { syllables }) {
  /** @type {Map<number, Set<string>>} */
  const blurs = new Map();
  for (const [symbol, each] of syllables) blurs.set(symbol, new Set(each.map(blurred)));
  /** @type {Map<string, Known[]>} */
  const words = new Map();
  for (const known of [...lexicon.values()].flat()) {
    for (const sound of blurs.get(known.phrase[0]) ?? []) words.set(sound, [...(words.get(sound) ?? []), known]);
  }
  /** @param {number} typed @param {number} meant */
  const isAlike = (typed, meant) => typed === meant || meets(blurs.get(typed), blurs.get(meant));
  return (symbols, taken, stands) => {
    /** @type {Span[]} */
    const spans = [];
    for (let from = 0; from < symbols.length; from += 1) {
      const begun = [...blurs.get(symbols[from]) ?? []].flatMap((sound) => words.get(sound) ?? []);
      const [found] = begun.filter(({ phrase }) =>
        isMeant(symbols.slice(from, from + phrase.length), phrase, isAlike, stands)
      )
        .sort((a, b) => b.phrase.length - a.phrase.length);
      const to = from + (found?.phrase.length ?? 0);
      if (!found || taken.some((span) => span.from < to && span.to > from)) continue;
      spans.push({ from, to, others: found.others, held: false, guessed: true });
      from = to - 1;
    }
    return spans;
  };
}

/** @param {Set<string>} [one] @param {Set<string>} [other] */
function meets(one, other) {
  return Boolean(one && other && [...one].some((each) => other.has(each)));
}

/**
 * Whether a word may be meant: some of what was typed is right, all of it sounds so, and it does not stand as it is.
 *
 * @param {number[]} typed
 * @param {number[]} word
 * @param {(typed: number, meant: number) => boolean} isAlike
 * @param {(phrase: number[]) => boolean} stands
 */
function isMeant(typed, word, isAlike, stands) {
  const right = typed.filter((symbol, i) => symbol === word[i]).length;
  return typed.length === word.length && right > 0 && right < typed.length &&
    typed.every((symbol, i) => isAlike(symbol, word[i])) &&
    typed.some((symbol, i) => i > 0 && !stands([typed[i - 1], symbol]));
}
