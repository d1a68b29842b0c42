// A letter on paper.

import { make } from "../ui/dom.js";
import { paragraphs, sheet } from "../ui/sheets.js";
import { listsText, SIGNATURE } from "./letter.js";

/**
 * A letter with place for signature and seal; a reply to a buyer is not signed.
 *
 * @param {{title: string, kind: string}} letter
 * @param {string} text the whole letter
 * @param {import("./letter.js").Lists} lists that it names
 */
export function letterSheet(letter, text, lists) {
  const sign = letter.kind === "reply" ? [] : [signature()];
  const listed = lists.length ? paragraphs(`\n${listsText(lists)}`) : [];
  return sheet(letter.title, ...paragraphs(text), ...sign, ...listed);
}

function signature() {
  return make("div", { className: "kb-sheet__sign" }, ...SIGNATURE.map((line) => make("p", {}, line)));
}
