// <kb-deadline>: one deadline of the handbook that becomes a date of the case.

import { DueForm, kept } from "../deadline/due-form.js";
import { dueLeft } from "../deadline/due-left.js";
import { find } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

class Deadline extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.about = JSON.parse(element.dataset.kbRule ?? "null");
    this.form = new DueForm(this.about, (words, undo) => this.say(words, undo), this.status);
    find(element, "dl", HTMLDListElement).before(this.form.element);
    this.form.outcome.append(this.status); // what is said stands where it was done
    this.action = find(element, ".kb-disclosure__action", HTMLElement);
    this.ask = this.action.textContent;
    const card = find(element, ".kb-disclosure", HTMLDetailsElement);
    card.addEventListener("toggle", () => this.form.open(card.open));
    this.form.open(card.open);
  }

  tick() {
    this.form.tick();
    this.action.replaceChildren(dueLeft(kept(this.about.id)) ?? this.ask);
  }

  refresh() {
    this.form.refresh();
    this.tick();
  }
}

define("kb-deadline", Deadline);
