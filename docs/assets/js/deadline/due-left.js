// How long is left, in words, red when it is soon or over.

import { store } from "../case/page-store.js";
import { make } from "../ui/dom.js";
import { leftUntil } from "./wall-time.js";

/** @import { Due } from "../case/shape.js" */

/**
 * @param {Due | undefined} due
 * @param {string} [before] words in front, such as the deadline's title
 * @returns {HTMLElement | null} null where there is no deadline
 */
export function dueLeft(due, before = "") {
  if (!due?.due) return null;
  const { words, soon, past } = leftUntil(due.due, store.now().getTime());
  const left = due.met ? "已办完" : words;
  const urgent = !due.met && (soon || past);
  return make(
    "span",
    { className: `kb-due__left${urgent ? " kb-due__left--soon" : ""}` },
    before ? `${before} ${left}` : left,
  );
}
