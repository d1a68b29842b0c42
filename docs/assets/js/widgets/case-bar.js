// <kb-case-bar>: names the case in use on every page, with its next deadline.

import { nextDue, unsaved } from "../cases.js";
import { make } from "../dom.js";
import { dueLeft } from "../due-left.js";
import { store } from "../shared.js";
import { Widget } from "../widget.js";

class CaseBar extends Widget {
  build() {
    this.link = this.querySelector("a");
    this.due = make("span", { className: "kb-case-bar__due" });
    this.remind = make("a", { href: new URL("../backup/", this.link.href).href });
    this.append(this.due, this.remind, this.status);
  }

  tick() {
    this.refresh();
  }

  refresh() {
    this.link.textContent = `案件：${store.case.title}`;
    const next = nextDue(store.case)?.[1];
    this.due.replaceChildren(dueLeft(next, next?.title) ?? "");
    const count = unsaved(store.state, store.now());
    this.remind.textContent = count ? `${count} 处没有备份` : "";
    this.remind.hidden = !count;
    this.tellNotice(); // wherever the seller is, it is said here
  }
}

customElements.define("kb-case-bar", CaseBar);
