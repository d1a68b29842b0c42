// A field for a moment, and what it says of what was typed: a browser's own control, or text where it has none.

import { store } from "../case/page-store.js";
import { button, make, row } from "../ui/dom.js";
import { onPastedTime, unreadPaste } from "../ui/pasted-time.js";
import { afterPress } from "../ui/press.js";
import { markEmpty, showTime, UNFINISHED } from "../ui/time-control.js";
import { readWall } from "./typed-time.js";
import { inFull } from "./wall-time.js";

const FIRST = "2000-01-01T00:00";
const LAST = "2099-12-31T23:59";
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const EXAMPLE = "请写成 2026-11-22 10:30 这样。";

export class MomentField {
  constructor() {
    this.input = make("input", {
      type: "datetime-local",
      min: FIRST,
      max: LAST,
      autocomplete: "off",
      placeholder: "例如：2026-11-22 10:30",
    });
    this.told = make("p", { className: "kb-form__told", aria: { live: "polite" } });
    /** @type {{typed: string, wall: string} | null} what stood there before it was understood */
    this.taken = null;
    /** @type {string | null} a text that was brought back, and stays as it is */
    this.given = null;
    this.refused = ""; // what is said of a paste that was not understood
    /** Takes back what came of a text that was understood. */
    this.onBack = () => {};
    this.undo = button("撤销", () => this.giveBack());
    this.undo.hidden = true;
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("change", () => this.tell());
    this.input.addEventListener("blur", () => this.tell());
    onPastedTime(this.input, (text) => this.paste(text));
    markEmpty(this.input);
  }

  /** The field in a form. @param {string} label @param {string} [hint] */
  row(label, hint) {
    const element = row(label, this.input, hint);
    this.told.id = `${this.input.id}-told`;
    const described = this.input.getAttribute("aria-describedby");
    this.input.setAttribute("aria-describedby", described ? `${described} ${this.told.id}` : this.told.id);
    element.append(this.told, this.undo);
    return element;
  }

  /** @returns {{wall: string, why: string}} its wall time, or why it has none; both "" when it is empty */
  read() {
    const { value, validity } = this.input;
    if (validity.badInput) return { wall: "", why: UNFINISHED };
    if (!value.trim()) return { wall: "", why: "" };
    const { wall, why } = readWall(value, store.now().getTime());
    if (why) return { wall: "", why: `${why}${EXAMPLE}` };
    if (wall.length < FIRST.length) return { wall: "", why: `还差几点几分。${EXAMPLE}` };
    if (wall < FIRST || wall > LAST) return { wall: "", why: "年份要在 2000 到 2099 之间。" };
    return { wall, why: "" };
  }

  /** Say why what stands there is not taken; a text that is taken is written anew, and its year said. */
  tell() {
    const { value } = this.input;
    const { wall } = this.read();
    if (wall && value !== this.given) showTime(this.input, wall);
    if (this.input.value !== value) this.taken = { typed: value, wall };
    afterPress(() => this.say(this.words()));
  }

  words() {
    const { wall, why } = this.read();
    if (this.refused || why) return this.refused || why;
    if (this.taken) return this.taken.wall === wall ? `看作 ${inFull(wall)}。` : "";
    return this.given !== null && this.given === this.input.value ? "已改回原样。" : "";
  }

  /** @param {string} words */
  say(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
    this.undo.hidden = !this.taken;
    markEmpty(this.input);
  }

  onInput() {
    this.taken = null;
    this.given = null;
    this.refused = "";
    this.undo.hidden = true;
    if (!this.read().why) this.say("");
    markEmpty(this.input);
  }

  /** What a browser's own control does not take: a moment fills it, a day alone waits for its time as text. @param {string} text */
  paste(text) {
    const { wall, why } = readWall(text, store.now().getTime());
    if (why) {
      this.refused = unreadPaste(text, `${why}${EXAMPLE}`);
      this.say(this.refused);
      return;
    }
    const typed = this.input.value;
    this.put(wall);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.taken = { typed, wall };
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  giveBack() {
    if (!this.taken) return;
    const { typed } = this.taken;
    this.put(typed);
    this.onBack();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.given = typed;
    this.say(this.words());
    this.input.focus();
  }

  /** A text that is no whole moment is shown as text. @param {string} text */
  put(text) {
    this.input.type = !text || WHOLE.test(text) ? "datetime-local" : "text";
    showTime(this.input, text);
  }

  /** Show a wall time, or "". @param {string} wall */
  show(wall) {
    if (this.taken?.wall !== wall) this.taken = null;
    if (this.given !== wall) this.given = null;
    const { value } = this.input;
    this.put(wall);
    if (this.input.value !== value) this.refused = "";
    this.tell();
  }

  /** Show what is kept, unless the seller is at it, or what was typed there is not understood. @param {string} wall */
  follow(wall) {
    if (document.activeElement !== this.input && !this.read().why) this.show(wall);
  }
}
