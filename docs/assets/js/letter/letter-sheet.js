// A letter on paper.

import { make } from "../ui/dom.js";
import { paragraphs, sheet } from "../ui/sheets.js";
import { listsText, signatureOf } from "./letter.js";

/**
 * A letter with place for signature and seal.
 *
 * @param {Pick<import("./letter.js").Letter, "title"|"kind"|"signers">} letter
 * @param {string} text the whole letter
 * @param {import("./letter.js").Lists} lists that it names
 */
export function letterSheet(letter, text, lists) {
  const signature = signatureOf(letter);
  const sign = signature.length ? [make("div", { className: "kb-sheet__sign" }, ...signature.map(line))] : [];
  const listed = lists.length ? paragraphs(`\n${listsText(lists)}`) : [];
  return sheet(letter.title, ...paragraphs(text), ...sign, ...listed);
}

/** @param {string} text */
function line(text) {
  return make("p", {}, text);
}
