// Filling a blank otherwise than by typing: there is nothing to fill in, or the case says it.

import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { button, make, toggle } from "../ui/dom.js";
import { fromRoot } from "../ui/root.js";
import { FOLLOW, followed } from "./follow.js";
import { chosenOf } from "./letter.js";
import { readingOf } from "./reading.js";

/** @import { Answer } from "../case/store.js" */
/** @import { Blank } from "./blanks.js" */
/** @import { Letter } from "./letter.js" */

/** What was typed before a button was pressed, by case and blank: pressed again, it gives that back. @type {Map<string, string>} */
const before = new Map();

/** @param {Blank} blank */
const keyOf = (blank) => `${store.active} ${blank.id}`;

/** The buttons below a blank, and one line that says what they make of the letter. */
export class BlankAnswers {
  /** @param {Letter} letter @param {Blank} blank @param {HTMLElement} control */
  constructor(letter, blank, control) {
    this.letter = letter;
    this.blank = blank;
    this.control = control;
    this.parts = hasOwn(letter.without, blank.id) ? letter.without[blank.id] : [];
    this.follow = hasOwn(FOLLOW, blank.follows ?? "") ? FOLLOW[blank.follows ?? ""] : null;
    this.none = this.parts.length && blank.none ? this.button(blank.none, "none") : null;
    this.following = this.follow && this.button(this.follow.button, "follow");
    this.link = this.follow && make("a", { href: fromRoot(this.follow.page) });
    this.own = this.follow && button("改成我自己写的", () => this.toOwnWords());
    this.told = make("p", { className: "kb-form__hint", role: "status" });
    const offered = [this.none, this.following, this.link, this.own];
    this.element = offered.some(Boolean) ? make("div", { className: "kb-form__answers" }, ...offered, this.told) : null;
  }

  /** @param {string} words @param {Answer} answer */
  button(words, answer) {
    const made = toggle(words, (on) => this.press(on ? answer : ""));
    made.setAttribute("aria-label", `${this.blank.label}：${words}`);
    return made;
  }

  /** @param {Answer | ""} answer "" takes it back */
  press(answer) {
    const { blank } = this;
    if (!answer) {
      store.type(blank, before.get(keyOf(blank)) ?? "");
      return;
    }
    const typed = store.typed(blank);
    if (typed.trim() || !store.answer(blank)) before.set(keyOf(blank), typed);
    store.setAnswer(blank, answer);
  }

  toOwnWords() {
    store.type(this.blank, followed(this.blank.follows, store.case, this.letter));
    this.control.focus();
  }

  /** Those of the texts that were chosen. */
  partsNow() {
    const text = chosenOf(this.letter, readingOf(this.letter));
    return this.parts.filter(([part]) => text.includes(part));
  }

  refresh() {
    if (!this.element) return;
    const answer = store.typed(this.blank).trim() ? "" : store.answer(this.blank);
    const said = followed(this.blank.follows, store.case, this.letter);
    this.none?.setAttribute("aria-pressed", String(answer === "none"));
    this.following?.setAttribute("aria-pressed", String(answer === "follow"));
    show(this.following, Boolean(said) || answer === "follow");
    show(this.own, Boolean(said) && answer === "follow");
    show(this.link, !said);
    if (this.link) this.link.textContent = this.follow?.begin(store.case, this.letter) ?? "";
    const words = {
      none: this.parts.length ? consequence(this.partsNow()) : "",
      follow: said && `信里写：${said}。以后跟着变。${this.follow?.then}`,
      "": "",
    }[answer];
    if (this.told.textContent !== words) this.told.textContent = words;
  }
}

/** @param {HTMLElement | null} element @param {boolean} on */
function show(element, on) {
  if (element) element.hidden = !on;
}

/** What is new in the letter; words that only stood around the blank are not. @param {string[][]} parts */
function consequence(parts) {
  const words = parts.flatMap(([part, instead]) => {
    const said = instead.trim().replace(/^[，、；。]+|[，、；。]+$/g, "");
    return said && !part.includes(said) ? [said] : [];
  });
  if (words.length) return `信里写：${words.join("；")}。`;
  return parts.every(([part]) => part.endsWith("\n")) ? "信里不写这一行。" : "信里不写这一处。";
}
