// A list narrowed to what contains some words: what counts as containing, and what then opens. No DOM.

/** With more entries left than this, opening their groups would only be a longer page. */
const MOST_OPENED = 40;

/**
 * A text as it is compared: wide and narrow letters and digits are the same, and so are large and
 * small ones; spaces do not count, because 15 天 is 15天.
 *
 * @param {string} text
 */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** What was typed, as the words that an entry has to contain. @param {string} typed @returns {string[]} */
export function wordsOf(typed) {
  return typed.split(/[\s,，、]+/).map(plain).filter(Boolean);
}

/** @param {string} text made plain @param {string[]} words */
export function contains(text, words) {
  return words.every((word) => text.includes(word));
}

/** Whether the groups that hold what is left are to be opened. @param {string[]} words @param {number} left */
export function opens(words, left) {
  return words.length > 0 && left <= MOST_OPENED;
}

/** What is said of it. @param {string[]} words @param {number} left */
export function told(words, left) {
  if (!words.length) return "";
  return opens(words, left) ? `还剩 ${left} 条。` : `还剩 ${left} 条，再写一个词会更少。`;
}
