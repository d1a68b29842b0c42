// <kb-triage>: one question at a time. The answers are links, so the address and the back
// button already do the work; this only hides the questions that were not asked.

import { button } from "./dom.js";

export class Triage extends HTMLElement {
  connectedCallback() {
    this.sections ??= [...this.querySelectorAll(":scope > section")];
    this.back ??= button("上一步", () => history.back());
    this.show ??= () => this.refresh(true);
    this.follow ??= (event) => this.go(event);
    this.addEventListener("click", this.follow);
    addEventListener("hashchange", this.show);
    this.refresh(false);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.follow);
    removeEventListener("hashchange", this.show);
  }

  /** Follow an answer natively: the theme's instant navigation would change the address silently. */
  go(event) {
    const link = event.target.closest("a"); // its href may have become absolute by now
    const here = link?.hash && link.pathname === location.pathname;
    if (!here || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    location.hash = link.hash;
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
