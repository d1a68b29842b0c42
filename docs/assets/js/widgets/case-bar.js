// <kb-case-bar>: names the case in use on every page, with its next deadline.

import { nextDue, unsaved } from "../cases.js";
import { make } from "../dom.js";
import { leftUntil } from "../deadline.js";
import { store } from "../shared.js";
import { Widget } from "../widget.js";

class CaseBar extends Widget {
  build() {
    this.link = this.querySelector("a");
    this.due = make("span", { className: "kb-case-bar__due" });
    this.remind = make("a", { href: new URL("../backup/", this.link.href).href });
    this.append(this.due, this.remind, this.status);
  }

  connectedCallback() {
    super.connectedCallback();
    this.clock = setInterval(() => this.refresh(), 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  refresh() {
    this.link.textContent = `案件：${store.case.title}`;
    const next = nextDue(store.case)?.[1];
    const left = next && leftUntil(next.due, store.now().getTime());
    this.due.textContent = next ? `${next.title} ${left.words}` : "";
    this.due.classList.toggle("kb-case-bar__due--soon", Boolean(left?.soon || left?.past));
    const count = unsaved(store.state, store.now());
    this.remind.textContent = count ? `${count} 处没有备份` : "";
    this.remind.hidden = !count;
  }
}

customElements.define("kb-case-bar", CaseBar);
