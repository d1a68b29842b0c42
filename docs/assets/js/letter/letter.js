// A letter of the handbook with what the seller typed in it. No DOM.

import { hasOwn } from "../case/shape.js";
import { written } from "./blanks.js";
import { blanksIn, countCharacters, fill } from "./fill.js";

/**
 * @typedef {object} Letter
 * @property {string} id
 * @property {string} title
 * @property {"letter"|"statement"|"record"|"reply"} kind
 * @property {number|null} length suggested characters
 * @property {string} body text with `{blanks}`
 * @property {string} pledge its last line
 * @property {import("./blanks.js").Blank[]} fields
 * @property {Record<string, string>} labels blank → name, also of blanks that others are compared with
 */

/** @typedef {(blank: import("./blanks.js").Blank) => string} Typed what was typed in a blank */

/**
 * Put a letter together, enough of it to read, from what a book says of letters and of blanks.
 *
 * @param {string} id
 * @param {Pick<import("../ui/book.js").Book, "letters"|"templates"|"fields"|"personal">} book
 * @returns {Letter | null} null when the book has no such letter
 */
export function letterOf(id, { letters, templates, fields, personal }) {
  if (!hasOwn(letters, id)) return null;
  const { body, pledge } = letters[id];
  const blanks = blanksIn(body + pledge).map((name) => {
    const isPersonal = hasOwn(personal, name);
    return { id: name, ...(isPersonal ? personal : fields)[name], personal: isPersonal, hint: "", example: "" };
  });
  const labels = Object.fromEntries(blanks.map((blank) => [blank.id, blank.label]));
  return { id, title: templates[id].title, ...letters[id], length: null, fields: blanks, labels };
}

/** @param {Letter} letter @param {Typed} typed @returns {Record<string, string>} blank → as it stands in the letter */
export function valuesOf(letter, typed) {
  return Object.fromEntries(letter.fields.map((blank) => [blank.id, written(blank.kind, typed(blank))]));
}

/** @param {Letter} letter @param {Typed} typed @returns {string} the whole letter, blanks as 【names】 */
export function textOf(letter, typed) {
  return fill(`${letter.body}\n${letter.pledge}`, valuesOf(letter, typed), letter.labels);
}

/** @param {Letter} letter @param {Typed} typed @returns {import("./blanks.js").Blank[]} those not filled */
export function missing(letter, typed) {
  return letter.fields.filter((blank) => !typed(blank).trim());
}

/**
 * Count the letter, and say where to cut when it is longer than suggested.
 *
 * @param {Letter} letter
 * @param {Typed} typed
 * @returns {string}
 */
export function measure(letter, typed) {
  const count = countCharacters(textOf(letter, typed));
  if (!letter.length) return `共 ${count} 字。`;
  const over = count - letter.length;
  const advice = over > 0 ? `比建议多 ${over} 字。${longest(letter, typed)}` : "";
  return `共 ${count} 字，建议 ${letter.length} 字以内。${advice}真正的上限以提交页为准。`;
}

/** @param {Letter} letter @param {Typed} typed */
function longest(letter, typed) {
  const long = letter.fields
    .filter((blank) => blank.kind === "long-text")
    .map((blank) => ({ label: blank.label, count: countCharacters(typed(blank)) }))
    .filter(({ count }) => count > 30)
    .sort((a, b) => b.count - a.count)
    .slice(0, 2)
    .map(({ label, count }) => `${label}（${count} 字）`);
  return long.length ? `最长的是${long.join("、")}，先删重复的话和猜测，细节留给附件。` : "";
}
