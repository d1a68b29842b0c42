// <kb-resume>: on the home page, the way back to where the seller left off.

import { nextDue, progress, things } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { dueLeft } from "../deadline/due-left.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { make } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

class Resume extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  refresh() {
    this.element.hidden = !things(store.case);
    if (this.element.hidden) return;
    const { title, changed, marks, exhibits, log } = store.case;
    const next = nextDue(store.case)?.[1];
    const { done } = progress(store.case, Object.keys(marks));
    const facts = [
      done ? `做完 ${done} 步` : "",
      exhibits.length ? `${exhibits.length} 份证据` : "",
      log.length ? `${log.length} 条沟通` : "",
      `上次改动：${inFull(wallOf(Date.parse(changed)))}`,
    ].filter(Boolean).join(" · ");
    this.element.replaceChildren(
      make(
        "a",
        { className: "kb-resume", href: this.book.href },
        make("span", { className: "kb-kicker" }, "继续上次"),
        make("strong", {}, title),
        dueLeft(next, next?.title),
        make("span", { className: "kb-note" }, facts),
      ),
    );
  }
}

define("kb-resume", Resume);
