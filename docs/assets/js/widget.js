// What all widgets share: built once, following the store while they stand on the page.

import { button, make } from "./dom.js";
import { store } from "./shared.js";

export class Widget extends HTMLElement {
  connectedCallback() {
    if (!this.status) {
      this.status = make("p", { className: "kb-status", tabIndex: -1 });
      this.status.setAttribute("role", "status");
      this.told = "";
      this.adoptRetired();
      this.build();
    }
    this.stop = store.listen(() => this.update());
    this.update();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  /** Once, when first on a page. Must place `this.status`. */
  build() {}

  /** After each change of the store. */
  refresh() {}

  update() {
    this.refresh();
    if (store.notice !== this.told) this.status.textContent = this.told = store.notice;
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
    this.status.textContent = words;
    if (!undo) return;
    this.status.append(button("撤销", () => {
      this.status.textContent = undo();
      this.status.focus();
    }));
  }
}
