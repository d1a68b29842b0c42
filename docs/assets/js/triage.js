// <kb-triage>: one question at a time. The answers are links, so the address and the back
// button already do the work; this only hides the questions that were not asked.

import { make } from "./dom.js";

export class Triage extends HTMLElement {
  connectedCallback() {
    this.sections ??= [...this.querySelectorAll(":scope > section")];
    this.back ??= make("a", { className: "kb-button" }, "上一步");
    this.show ??= () => this.refresh(true);
    addEventListener("hashchange", this.show);
    this.refresh(false);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.show);
  }

  refresh(moved) {
    const id = location.hash.slice(1); // our ids are ASCII
    const asked = this.sections.find((section) => section.id === id);
    const current = asked ?? this.current ?? this.sections[0]; // another heading's link moves nothing
    this.current = current;
    for (const section of this.sections) section.hidden = section !== current;
    this.back.remove();
    const before = this.querySelector(`.kb-answers a[href="#${current.id}"]`)?.closest("section");
    if (before) {
      this.back.href = `#${before.id}`;
      current.append(this.back);
    }
    if (moved && current.id === id) this.focusOn(current.querySelector("h3"));
  }

  focusOn(heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}
