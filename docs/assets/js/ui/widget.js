// What all widgets share: built once, following the store and the clock while they stand on the page.

import { store } from "../case/page-store.js";
import { bookOf, formerlyOf } from "./book.js";
import { button, make } from "./dom.js";
import { notStored } from "./not-stored.js";
import { afterComposing, isComposing } from "./typed.js";

/** @import { Kind } from "../case/cases.js" */
/** @import { Always, Book, Formerly } from "./book.js" */

/** @typedef {() => string} Undo takes back what was done, and says so; "" when that could not be stored */

/** @type {(() => void)[]} */
const waiting = [];

/** One after the other, so that a page with many widgets answers in between. @param {() => void} build */
function inTurn(build) {
  if (waiting.push(build) === 1) setTimeout(buildNext);
}

function buildNext() {
  const build = waiting.shift();
  if (waiting.length) setTimeout(buildNext);
  build?.();
}

/**
 * Let a widget grow from each element of this name.
 *
 * @param {string} tag
 * @param {new (element: HTMLElement) => Widget} Made
 */
export function define(tag, Made) {
  customElements.define(
    tag,
    class extends HTMLElement {
      constructor() {
        super();
        /** @type {Widget | null} */
        this.widget = null;
      }

      connectedCallback() {
        if (this.widget) this.widget.connect();
        else {
          this.setAttribute("aria-busy", "true");
          inTurn(() => this.grow());
        }
      }

      grow() {
        if (this.widget || !this.isConnected) return;
        this.widget = new Made(this);
        this.removeAttribute("aria-busy");
        this.widget.connect();
      }

      disconnectedCallback() {
        this.widget?.disconnect();
      }
    },
  );
}

/**
 * What a constructor builds stays in the element. A widget is no element itself: its own names, such
 * as `remove`, would hide those that elements have.
 *
 * @template {keyof Book} [Part=never] the parts of the handbook that it works with
 */
export class Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {Pick<Book, Part> & Always} */
    this.book = bookOf(element);
    /** Says what was done. A constructor places it if its widget has anything to say. */
    this.status = make("p", { className: "kb-status", tabIndex: -1, role: "status" });
    this.told = "";
    this.pressed = false;
    this.late = false;
    /** @type {(() => void) | undefined} */
    this.unsaid = undefined;
    this.unlisten = () => {};
    this.clock = 0;
    this.again = () => this.update();
    element.addEventListener("pointerdown", () => this.press());
    element.addEventListener("click", () => {
      this.pressed = false; // the press has found its button: what it does is drawn at once
    }, true);
    adoptRetired(formerlyOf(element) ?? this.book.formerly ?? {});
  }

  /** When it comes onto the page, at first or again. */
  connect() {
    this.unlisten = store.listen(() => this.update());
    this.clock = setInterval(() => this.tick(), 30_000);
    this.update();
  }

  disconnect() {
    this.unlisten();
    clearInterval(this.clock);
  }

  /** After each change of the store. */
  refresh() {}

  /** As time goes on. */
  tick() {}

  update() {
    this.late = this.pressed;
    if (this.pressed) return;
    if (isComposing()) {
      afterComposing(this.again); // nothing moves while a word is chosen
      return;
    }
    this.refresh();
    if (this.element.contains(document.activeElement)) this.tellNotice();
  }

  /** Nothing moves between a press and its click, which would otherwise miss its button. */
  press() {
    this.pressed = true;
    const release = () =>
      setTimeout(() => {
        this.pressed = false;
        if (this.late) this.update();
        this.unsaid?.();
      });
    addEventListener("pointerup", release, { once: true });
    addEventListener("pointercancel", release, { once: true });
  }

  /** What the store has to say, once, where the seller is at work; an offer to undo stays. */
  tellNotice() {
    if (store.notice === this.told) return;
    this.told = store.notice;
    if (this.status.querySelector("button")) this.status.prepend(this.told);
    else this.status.textContent = this.told;
  }

  /**
   * Say what was done, to eyes and to screen readers, and offer to take it back.
   *
   * @param {string} words
   * @param {Undo} [undo]
   */
  say(words, undo) {
    this.unsaid = this.pressed ? () => this.say(words, undo) : undefined;
    if (this.pressed) return;
    this.status.textContent = store.saved || words.includes(store.notice) ? words : `${words}${store.notice}`;
    if (undo) this.offerUndo(undo);
  }

  /** @param {Undo} undo */
  offerUndo(undo) {
    this.status.append(button("撤销", () => {
      const words = undo();
      this.status.textContent = words || notStored("没有撤销");
      if (!words) this.offerUndo(undo);
      this.status.focus();
    }));
  }

  /**
   * Say that an act was done; or that it was not, since it could not be stored.
   *
   * @param {boolean} stored
   * @param {string} words
   * @param {Undo} [undo]
   */
  report(stored, words, undo) {
    if (stored) this.say(words, undo);
    else this.refuse();
  }

  /** Say that nothing was done, since it could not be stored. @param {string} [rest] what to do instead */
  refuse(rest = "") {
    this.say(notStored("什么都没有改", rest));
  }
}

/** What was kept under retired ids moves to what replaced them. @param {Formerly} formerly */
function adoptRetired(formerly) {
  for (const [kind, renamed] of Object.entries(formerly)) {
    store.rename(/** @type {Kind} */ (kind), renamed);
  }
}
