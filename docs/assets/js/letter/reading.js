// How the case in use fills the blanks of a letter.

import { store } from "../case/page-store.js";
import { followed } from "./follow.js";

/** @import { Letter, Reading } from "./letter.js" */

/** What is typed comes first; then what the case says, where the seller asked for that. @param {Letter} letter @returns {Reading} */
export function readingOf(letter) {
  return {
    typed: (blank) => {
      const typed = store.typed(blank);
      const follows = !typed.trim() && store.answer(blank) === "follow";
      return follows ? followed(blank.follows, store.case, letter) : typed;
    },
    isNone: (blank) => store.answer(blank) === "none",
  };
}
