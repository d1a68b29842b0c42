// <kb-triage>: one question at a time. The answers are links, so the address and the back button
// already do the work; this hides the questions that were not asked, and starts a case at the end.

import { isFresh, startCase } from "../case/case-acts.js";
import { newCase } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { before, shown } from "../case/triage.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { button, make } from "../ui/dom.js";
import { Widget } from "../ui/widget.js";

class Triage extends Widget {
  build() {
    this.sections = new Map([...this.querySelectorAll(":scope > section")].map((part) => [part.id, part]));
    this.graph = Object.fromEntries([...this.sections].map(([id, part]) => [
      id, [...part.querySelectorAll(".kb-answers a")].map((link) => link.hash.slice(1)),
    ]));
    this.back = make("a", { className: "kb-button" }, "上一步");
    this.start = button("按这个建一件案件", () => this.startCase());
    this.current = "";
    this.append(this.status);
  }

  mount() {
    super.mount();
    this.turn ??= () => this.show(true);
    addEventListener("hashchange", this.turn);
    this.show(false);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.turn);
  }

  show(moved) {
    const id = shown(this.graph, location.hash, this.current);
    if (id !== this.current) this.status.textContent = "";
    this.current = id;
    for (const [name, part] of this.sections) part.hidden = name !== id;
    const part = this.sections.get(id);
    this.place(part, before(this.graph, id));
    if (location.hash.slice(1) !== id) return;
    if (moved) focusOn(part.querySelector("h3"));
    else part.scrollIntoView(); // the questions above it have gone from the page
  }

  place(part, from) {
    this.back.remove();
    this.start.remove();
    const last = part.querySelector(":scope > p:last-of-type");
    if ("kbPlan" in part.dataset) last.before(make("p", {}, this.start), this.status);
    if (!from) return;
    this.back.href = `#${from}`;
    part.append(this.back);
  }

  startCase() {
    const { title, kind, ...plan } = JSON.parse(this.sections.get(this.current).dataset.kbPlan);
    const now = store.now();
    const day = inFull(wallOf(now.getTime())).match(/\d+ 月 \d+ 日/)[0];
    const made = { ...newCase(`${title}（${day}）`, kind, now), plan };
    const undo = isFresh(store.case) ? fillEmpty(made) : startCase(made);
    this.say(`现在用的是案件“${made.title}”，勾选和填写都会记在它名下。`, undo);
    this.status.append(make("a", { className: "kb-button", href: casesAddress() }, "打开我的案件"));
  }
}

/** A case with nothing in it becomes the new one. @returns {() => string} takes it back */
function fillEmpty({ title, kind, plan }) {
  const before = { title: store.case.title, kind: store.case.kind, plan: store.case.plan };
  store.change((current) => Object.assign(current, { title, kind, plan }));
  return () => {
    store.change((current) => Object.assign(current, before));
    return "已取消。";
  };
}

function casesAddress() {
  return document.querySelector("kb-case-bar a")?.href ?? "";
}

function focusOn(heading) {
  heading.tabIndex = -1;
  heading.focus();
}

customElements.define("kb-triage", Triage);
