// A letter on paper.

import { make } from "../ui/dom.js";
import { paragraphs, sheet } from "../ui/sheets.js";
import { SIGNATURE } from "./letter.js";

/**
 * A letter with place for signature and seal; a reply to a buyer is not signed.
 *
 * @param {{title: string, kind: string}} letter
 * @param {string} text the whole letter
 */
export function letterSheet(letter, text) {
  const sign = letter.kind === "reply" ? [] : [signature()];
  return sheet(letter.title, ...paragraphs(text), ...sign);
}

function signature() {
  return make("div", { className: "kb-sheet__sign" }, ...SIGNATURE.map((line) => make("p", {}, line)));
}
