// <kb-deadline>: one deadline of the handbook that becomes a date of the case.

import { DueForm } from "../deadline/due-form.js";
import { Widget } from "../ui/widget.js";

class Deadline extends Widget {
  build() {
    this.form = new DueForm(JSON.parse(this.dataset.kbRule), (words, undo) => this.say(words, undo));
    this.querySelector("dl").after(this.form.element, this.status);
  }

  tick() {
    this.form.tick();
  }

  refresh() {
    this.form.refresh();
  }
}

customElements.define("kb-deadline", Deadline);
