// What all widgets share: built once, following the store and the clock while they stand on the page.

import { store } from "../case/page-store.js";
import { button, make } from "./dom.js";

/** @type {(() => void)[]} */
const waiting = [];

/** One after the other, so that a page with many widgets answers in between. */
function inTurn(build) {
  if (waiting.push(build) === 1) setTimeout(buildNext);
}

function buildNext() {
  const build = waiting.shift();
  if (waiting.length) setTimeout(buildNext);
  build();
}

export class Widget extends HTMLElement {
  connectedCallback() {
    if (this.status) this.mount();
    else {
      this.setAttribute("aria-busy", "true");
      inTurn(() => {
        if (this.isConnected) this.mount();
      });
    }
  }

  mount() {
    if (!this.status) {
      this.status = make("p", { className: "kb-status", tabIndex: -1 });
      this.status.setAttribute("role", "status");
      this.told = "";
      this.addEventListener("pointerdown", () => this.press());
      this.addEventListener("click", () => {
        this.pressed = false; // the press has found its button: what it does is drawn at once
      }, true);
      this.adoptRetired();
      this.build();
      this.removeAttribute("aria-busy");
    }
    this.unlisten = store.listen(() => this.update());
    if (this.tick) this.clock = setInterval(() => this.tick(), 30_000);
    this.update();
  }

  disconnectedCallback() {
    this.unlisten?.();
    clearInterval(this.clock);
  }

  /** Once, when first on a page. Places `this.status` if the widget has anything to say. */
  build() {}

  /** After each change of the store. */
  refresh() {}

  update() {
    this.late = this.pressed;
    if (this.pressed) return;
    this.refresh();
    if (this.contains(document.activeElement)) this.tellNotice();
  }

  /** Nothing moves between a press and its click, which would otherwise miss its button. */
  press() {
    this.pressed = true;
    const release = () => setTimeout(() => {
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

  /** What was kept under retired ids moves to what replaced them. */
  adoptRetired() {
    const formerly = JSON.parse(this.dataset.kbFormerly ?? "null") ?? this.book.formerly ?? {};
    for (const [kind, renamed] of Object.entries(formerly)) store.rename(kind, renamed);
  }

  /** The parts of the handbook that a tool works with. */
  get book() {
    this.handbook ??= JSON.parse(this.dataset.kbBook ?? "{}");
    return this.handbook;
  }

  /**
   * Say what was done, to eyes and to screen readers, and offer to take it back.
   *
   * @param {string} words
   * @param {() => string} [undo] takes it back, and says so
   */
  say(words, undo) {
    this.unsaid = this.pressed ? () => this.say(words, undo) : undefined;
    if (this.pressed) return;
    this.status.textContent = store.saved ? words : `${words}${store.notice}`;
    if (!undo) return;
    this.status.append(button("撤销", () => {
      this.status.textContent = undo();
      this.status.focus();
    }));
  }
}
