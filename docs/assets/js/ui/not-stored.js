// What is said of an act that could not be stored, and so was not done.

import { store } from "../case/page-store.js";

/** @param {string} what became of the act @param {string} [rest] what to do instead */
export function notStored(what, rest = "") {
  return `没有存下，${what}。${rest}${store.notice}`;
}
