// <kb-case-bar>: names the case in use on every page, with its next deadline.

import { nextDue, unsaved } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { dueLeft } from "../deadline/due-left.js";
import { find, make } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

class CaseBar extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.link = find(element, "a", HTMLAnchorElement);
    this.due = make("span", { className: "kb-case-bar__due" });
    this.remind = make("a", { href: new URL("../backup/", this.link.href).href });
    element.append(this.due, this.remind, this.status);
  }

  tick() {
    this.refresh();
  }

  refresh() {
    this.link.textContent = `案件：${store.case.title}`;
    const next = nextDue(store.case)?.[1];
    const told = [dueLeft(next, next?.title), soonestElsewhere(next?.due ?? "9")];
    this.due.replaceChildren(...told.filter((each) => each !== null));
    const count = unsaved(store.state, store.now());
    this.remind.textContent = count ? `${count} 处没有备份` : "";
    this.remind.hidden = !count;
    this.tellNotice(); // wherever the seller is, it is said here
  }
}

/** A deadline of another case that comes first. @param {string} due */
function soonestElsewhere(due) {
  const others = Object.entries(store.state.cases).filter(([id, each]) => id !== store.active && !each.archived);
  const nexts = others.flatMap(([, each]) => {
    const next = nextDue(each)?.[1];
    return next && next.due < due ? [{ title: each.title, next }] : [];
  });
  const [first] = nexts.sort((a, b) => (a.next.due < b.next.due ? -1 : 1));
  return first ? dueLeft(first.next, `另一件“${first.title}”：${first.next.title}`) : null;
}

define("kb-case-bar", CaseBar);
