// A blank that was left stands as it was understood; what was typed comes back with one button.

import { store } from "../case/page-store.js";
import { readWall } from "../deadline/typed-time.js";
import { button } from "../ui/dom.js";
import { isText } from "../ui/time-control.js";
import { onPastedTime, unreadPaste } from "../ui/pasted-time.js";
import { afterComposing } from "../ui/typed.js";
import { written } from "./blanks.js";
import { normalized, numbersIn } from "./normalize.js";

/** @import { Blank } from "./blanks.js" */

/**
 * @typedef {object} Taken how a blank was understood
 * @property {string} typed what it held before, which the button brings back
 * @property {string} as what it holds now
 * @property {string} words
 */

const FEW = 2; // more numbers are said by how many they are

export class TakenBlank {
  /**
   * @param {Blank} blank
   * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control
   * @param {() => void} tell called when there is something else to say
   */
  constructor(blank, control, tell) {
    this.blank = blank;
    this.control = control;
    this.tell = tell;
    /** @type {Taken | null} */
    this.taken = null;
    this.said = ""; // of a text that was not taken, or given back
    control.addEventListener("input", () => this.forget());
    control.addEventListener("change", () => afterComposing(() => this.left()));
    onPastedTime(control, (text) => this.paste(text));
  }

  forget() {
    this.taken = null;
    this.said = "";
  }

  /** Understand what was typed. A browser's own control for days holds no text. */
  left() {
    const { blank, control } = this;
    const own = isTime(blank) && !isText(control);
    if (!own && !this.said) this.take(control.value, control.value); // what was given back stays
    this.tell();
  }

  /** @param {string} text */
  paste(text) {
    const before = store.typed(this.blank);
    this.forget();
    const { why } = readWall(text, store.now().getTime());
    if (why) this.said = unreadPaste(text, why);
    else this.take(text, before);
    this.tell();
  }

  /** @param {string} text */
  as(text) {
    return normalized(this.blank.kind, text, { several: this.blank.several, now: store.now().getTime() });
  }

  /** @param {string} text @param {string} typed what the button brings back */
  take(text, typed) {
    const as = this.as(text);
    const same = as === text.trim() || (isTime(this.blank) && as === text.trim().replace(" ", "T"));
    if (as !== typed && (!same || text !== typed)) this.taken = { typed, as, words: this.read(as) };
    if (as !== store.typed(this.blank)) store.type(this.blank, as);
  }

  /** @param {string} as */
  read(as) {
    const { length } = numbersIn(this.blank.kind, as);
    return length > FEW ? `看作 ${length} 个编号。` : `看作 ${written(this.blank, as)}。`;
  }

  /** @returns {string} what is to be said now, or "" */
  words() {
    if (this.taken && store.typed(this.blank) !== this.taken.as) this.forget(); // cleared, or typed elsewhere
    return this.taken?.words ?? this.said;
  }

  /** @returns {HTMLElement | null} a button that brings back what was typed */
  back() {
    return this.taken && button("撤销", () => this.giveBack());
  }

  giveBack() {
    const { blank, control, taken } = this;
    if (!taken) return;
    this.forget();
    this.said = "已改回原样。";
    if (!isTime(blank) || isText(control)) control.value = taken.typed;
    store.type(blank, taken.typed);
    control.focus();
    this.tell();
  }
}

/** Whether it holds a day or a time. @param {Blank} blank */
export function isTime({ kind }) {
  return kind === "date" || kind === "datetime";
}
