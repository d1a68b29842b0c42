// <kb-triage>: one question at a time. The answers are links, so the address and the back
// button already do the work; this only hides the questions that were not asked.

import { button } from "./dom.js";

export class Triage extends HTMLElement {
  connectedCallback() {
    this.sections ??= [...this.querySelectorAll(":scope > section")];
    this.back ??= button("上一步", () => history.back());
    this.show = () => this.refresh(true);
    addEventListener("hashchange", this.show);
    this.refresh(false);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.show);
  }

  refresh(moved) {
    const id = decodeURIComponent(location.hash.slice(1));
    const current = this.sections.find((section) => section.id === id) ?? this.sections[0];
    for (const section of this.sections) section.hidden = section !== current;
    this.back.remove();
    if (current !== this.sections[0]) current.append(this.back);
    if (moved && current.id === id) this.focusOn(current.querySelector("h3"));
  }

  focusOn(heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}
