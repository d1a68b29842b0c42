// A field for a moment, and what it says of what was typed: a browser's own control, or text where it has none.

import { store } from "../case/page-store.js";
import { make, row } from "../ui/dom.js";
import { markEmpty, showTime, UNFINISHED } from "../ui/time-control.js";
import { readWall } from "./typed-time.js";
import { inFull } from "./wall-time.js";

const FIRST = "2000-01-01T00:00";
const LAST = "2099-12-31T23:59";
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
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("blur", () => this.tell());
    markEmpty(this.input);
  }

  /** The field in a form. @param {string} label @param {string} [hint] */
  row(label, hint) {
    const element = row(label, this.input, hint);
    this.told.id = `${this.input.id}-told`;
    const described = this.input.getAttribute("aria-describedby");
    this.input.setAttribute("aria-describedby", described ? `${described} ${this.told.id}` : this.told.id);
    element.append(this.told);
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
    const before = this.input.value;
    const { wall, why } = this.read();
    if (wall) showTime(this.input, wall);
    this.say(why || (this.input.value === before ? "" : `看作 ${inFull(wall)}。`));
  }

  /** @param {string} words */
  say(words) {
    if (this.told.textContent !== words) this.told.textContent = words;
    markEmpty(this.input);
  }

  onInput() {
    if (!this.read().why) this.say("");
    markEmpty(this.input);
  }

  /** Show a wall time, or "". @param {string} wall */
  show(wall) {
    showTime(this.input, wall);
    this.tell();
  }

  /** Show what is kept, unless the seller is at it, or what was typed there is not understood. @param {string} wall */
  follow(wall) {
    if (document.activeElement !== this.input && !this.read().why) this.show(wall);
  }
}
