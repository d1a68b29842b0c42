// <kb-deadline>: one deadline of the handbook that becomes a date of the case.

import { DueForm } from "../deadline/due-form.js";
import { find } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

class Deadline extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.form = new DueForm(JSON.parse(element.dataset.kbRule ?? "null"), (words, undo) => this.say(words, undo));
    find(element, "dl", HTMLDListElement).after(this.form.element, this.status);
  }

  tick() {
    this.form.tick();
  }

  refresh() {
    this.form.refresh();
  }
}

define("kb-deadline", Deadline);
