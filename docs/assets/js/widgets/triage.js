// <kb-triage>: one question at a time. The answers are links, so the address and the back button
// already do the work; this hides the questions that were not asked, and starts a case at the end.

import { isFresh, startCase } from "../case/case-acts.js";
import { newCase } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { before, shown } from "../case/triage.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { button, find, findAll, make } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Case } from "../case/shape.js" */

class Triage extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.sections = new Map(findAll(element, ":scope > section", HTMLElement).map((part) => [part.id, part]));
    this.graph = Object.fromEntries([...this.sections].map(([id, part]) => [
      id,
      findAll(part, ".kb-answers a", HTMLAnchorElement).map((link) => link.hash.slice(1)),
    ]));
    this.back = make("a", { className: "kb-button" }, "上一步");
    this.start = button("按这个建一件案件", () => this.startCase());
    this.current = "";
    this.turn = () => this.show(true);
    element.append(this.status);
  }

  connect() {
    super.connect();
    addEventListener("hashchange", this.turn);
    this.show(false);
  }

  disconnect() {
    super.disconnect();
    removeEventListener("hashchange", this.turn);
  }

  /** @param {boolean} moved whether the reader went from one part to another */
  show(moved) {
    const id = shown(this.graph, location.hash, this.current);
    if (id !== this.current) this.status.textContent = "";
    this.current = id;
    for (const [name, part] of this.sections) part.hidden = name !== id;
    const part = this.part();
    this.place(part, before(this.graph, id));
    if (location.hash.slice(1) !== id) return;
    if (moved) focusOn(find(part, "h3", HTMLElement));
    else part.scrollIntoView(); // the questions above it have gone from the page
  }

  /** @returns {HTMLElement} the part that is shown */
  part() {
    return this.sections.get(this.current) ?? this.element;
  }

  /** @param {HTMLElement} part @param {string} from the question before it */
  place(part, from) {
    this.back.remove();
    this.start.remove();
    if ("kbPlan" in part.dataset) {
      find(part, ":scope > p:last-of-type", HTMLElement).before(make("p", {}, this.start), this.status);
    }
    if (!from) return;
    this.back.href = `#${from}`;
    part.append(this.back);
  }

  startCase() {
    const { title, kind, ...plan } = JSON.parse(this.part().dataset.kbPlan ?? "null");
    const now = store.now();
    const day = inFull(wallOf(now.getTime())).match(/\d+ 月 \d+ 日/)?.[0];
    const made = { ...newCase(`${title}（${day}）`, kind, now), plan };
    const { stored, undo } = isFresh(store.case) ? fillEmpty(made) : startCase(made);
    this.report(stored, `现在用的是案件“${made.title}”，勾选和填写都会记在它名下。`, undo);
    if (!stored) return;
    this.status.append(make("a", { className: "kb-button", href: casesAddress() }, "打开我的案件"));
  }
}

/** A case with nothing in it becomes the new one. @param {Case} made */
function fillEmpty({ title, kind, plan }) {
  const before = { title: store.case.title, kind: store.case.kind, plan: store.case.plan };
  const stored = store.change((current) => Object.assign(current, { title, kind, plan }));
  const undo = () => store.change((current) => Object.assign(current, before)) ? "已取消。" : "";
  return { stored, undo };
}

function casesAddress() {
  return findAll(document, "kb-case-bar a", HTMLAnchorElement)[0]?.href ?? "";
}

/** @param {HTMLElement} heading */
function focusOn(heading) {
  heading.tabIndex = -1;
  heading.focus();
}

define("kb-triage", Triage);
