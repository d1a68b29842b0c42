// A letter of the handbook with what the seller typed in it. No DOM.

import { hasOwn } from "../case/shape.js";
import { listsOf, written } from "./blanks.js";
import { blanksIn, chosen, countCharacters, fill, standing } from "./fill.js";

/**
 * @typedef {object} Letter
 * @property {string} id
 * @property {string} title
 * @property {"letter"|"statement"|"record"|"reply"} kind
 * @property {number|null} length suggested characters
 * @property {import("../orders/fitting.js").About} [orders] those that it is about; none: every order
 * @property {string} body text with `{blanks}`
 * @property {string} pledge its last line
 * @property {string[]} signers the parties that sign; none: who writes it
 * @property {Record<string, Record<string, string>>} says blank to choose in → choice → its text, with blanks
 * @property {Record<string, string[][]>} without blank → what stands only with it, what stands there otherwise
 * @property {Record<string, string>} evidence kinds of evidence that go with it → their names, where a blank follows them
 * @property {import("../orders/orders.js").Kinds} [order_kinds] what each order asks for, where a blank follows what is lacking
 * @property {import("./blanks.js").Blank[]} fields
 * @property {Record<string, string>} labels blank → name, also of blanks that others are compared with
 */

const SIGNATURE = ["签名：＿＿＿＿＿＿＿＿＿＿", "盖章：", "日期：＿＿＿＿年＿＿月＿＿日"];

/**
 * What stands below a letter that is signed, once for each party where several sign; a reply to a buyer is not signed.
 *
 * @param {Pick<Letter, "kind"|"signers">} letter
 * @returns {string[]} its lines
 */
export function signatureOf({ kind, signers }) {
  if (kind === "reply") return [];
  return signers.length ? signers.flatMap((signer) => [`${signer}${SIGNATURE[0]}`, ...SIGNATURE.slice(1)]) : SIGNATURE;
}

/**
 * @typedef {object} Reading how a case fills blanks
 * @property {(blank: import("./blanks.js").Blank) => string} typed what was typed, or what the case says of it; else ""
 * @property {(blank: import("./blanks.js").Blank) => boolean} isNone the seller said that there is nothing to fill in
 */

/**
 * Put a letter together, enough of it to read, from what a book says of letters and of blanks.
 *
 * @param {string} id
 * @param {Pick<import("../ui/book.js").Book, "letters"|"templates"|"fields"|"personal"|"exhibit_kinds"|"order_kinds">} book
 * @returns {Letter | null} null when the book has no such letter
 */
export function letterOf(id, { letters, templates, fields, personal, exhibit_kinds: kinds, order_kinds }) {
  if (!hasOwn(letters, id)) return null;
  const { body, pledge, says } = letters[id];
  const texts = Object.values(says).flatMap((said) => Object.values(said));
  const blanks = blanksIn([body, ...texts, pledge].join("")).map((name) => {
    const isPersonal = hasOwn(personal, name);
    return { id: name, ...(isPersonal ? personal : fields)[name], personal: isPersonal, hint: "", example: "" };
  });
  const labels = Object.fromEntries(blanks.map((blank) => [blank.id, blank.label]));
  const evidence = Object.fromEntries(letters[id].evidence.map((kind) => [kind, kinds[kind]]));
  return {
    id,
    title: templates[id].title,
    ...letters[id],
    evidence,
    order_kinds,
    length: null,
    fields: blanks,
    labels,
  };
}

/** @param {Letter} letter @param {Reading} reading @returns {Record<string, string>} blank → as it stands in the letter */
export function valuesOf(letter, reading) {
  const asked = letter.fields.filter(({ id }) => !hasOwn(letter.says, id));
  return Object.fromEntries(asked.map((blank) => [blank.id, written(blank, reading.typed(blank))]));
}

/** The letter with what it says for each choice made. @param {Letter} letter @param {Reading} reading */
export function chosenOf(letter, reading) {
  const asked = letter.fields.filter(({ id }) => hasOwn(letter.says, id));
  const choices = Object.fromEntries(asked.map((blank) => [blank.id, reading.typed(blank)]));
  return `${chosen(letter.body, letter.says, choices)}\n${letter.pledge}`;
}

/** @param {Letter} letter @param {Reading} reading @returns {string} the whole letter as it stands, with its blanks */
export function standingOf(letter, reading) {
  const none = letter.fields.filter((blank) => isAnswered(letter, blank, reading)).map(({ id }) => id);
  return standing(chosenOf(letter, reading), letter.without, none);
}

/**
 * The blanks that this letter asks for as it stands: those to choose in, and those of the chosen text.
 *
 * @param {Letter} letter
 * @param {Reading} reading
 * @returns {import("./blanks.js").Blank[]}
 */
export function askedOf(letter, reading) {
  const standing = new Set(blanksIn(chosenOf(letter, reading)));
  return letter.fields.filter(({ id }) => standing.has(id) || hasOwn(letter.says, id));
}

/** The first blank in which is to be chosen before the letter can go out. @param {Letter} letter @param {Reading} reading */
export function unchosen(letter, reading) {
  return letter.fields.find((blank) =>
    hasOwn(letter.says, blank.id) && !hasOwn(letter.says[blank.id], reading.typed(blank))
  );
}

/** @typedef {ReturnType<typeof listsOf>} Lists */

/** The lists of numbers that the letter names. @param {Letter} letter @param {Reading} reading @returns {Lists} */
export function listsIn(letter, reading) {
  return listsOf(askedOf(letter, reading), reading.typed);
}

/** The lists as they are handed in behind the letter. @param {Lists} lists */
export function listsText(lists) {
  return lists.map(({ title, numbers }) => `附件${title}\n${numbers.map((no, at) => `${at + 1}. ${no}`).join("\n")}`)
    .join("\n\n");
}

/** @param {Letter} letter @param {Reading} reading @returns {string} the whole letter, blanks as 【names】 */
export function textOf(letter, reading) {
  return fill(standingOf(letter, reading), valuesOf(letter, reading), letter.labels);
}

/** @param {Letter} letter @param {Reading} reading @returns {import("./blanks.js").Blank[]} those not filled */
export function missing(letter, reading) {
  const choose = unchosen(letter, reading);
  return askedOf(letter, reading).filter((blank) =>
    blank === choose || (!reading.typed(blank).trim() && !isAnswered(letter, blank, reading))
  );
}

/**
 * Whether this letter says that there is nothing to fill in a blank; another may not know how to.
 *
 * @param {Letter} letter
 * @param {import("./blanks.js").Blank} blank
 * @param {Reading} reading
 */
export function isAnswered(letter, blank, { typed, isNone }) {
  return hasOwn(letter.without, blank.id) && isNone(blank) && !typed(blank).trim();
}

/**
 * Say how many blanks are still to fill, count the letter, and say where to cut when it is longer than suggested.
 *
 * @param {Letter} letter
 * @param {Reading} reading
 * @returns {string}
 */
export function measure(letter, reading) {
  const count = countCharacters(textOf(letter, reading));
  const left = missing(letter, reading).length;
  const begin = `${left ? `还有 ${left} 处没填。` : ""}共 ${count} 字`;
  if (!letter.length) return `${begin}。`;
  const over = count - letter.length;
  const advice = over > 0 ? `比建议多 ${over} 字。${longest(letter, reading)}` : "";
  return `${begin}，建议 ${letter.length} 字以内。${advice}真正的上限以提交页为准。`;
}

/** @param {Letter} letter @param {Reading} reading */
function longest(letter, { typed, isNone }) {
  const long = askedOf(letter, { typed, isNone })
    .filter((blank) => blank.kind === "long-text")
    .map((blank) => ({ label: blank.label, count: countCharacters(typed(blank)) }))
    .filter(({ count }) => count > 30)
    .sort((a, b) => b.count - a.count)
    .slice(0, 2)
    .map(({ label, count }) => `${label}（${count} 字）`);
  return long.length ? `最长的是${long.join("、")}，先删重复的话和猜测，细节留给附件。` : "";
}
