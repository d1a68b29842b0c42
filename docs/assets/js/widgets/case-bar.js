// <kb-case-bar>: names the case in use on every page. `tasks.js` adds what comes next.

import { store } from "../case/page-store.js";
import { find } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

class CaseBar extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.link = find(element, "a", HTMLAnchorElement);
    element.append(this.status);
  }

  refresh() {
    this.link.textContent = `案件：${store.case.title}`;
    this.tellNotice(); // wherever the seller is, it is said here
  }
}

define("kb-case-bar", CaseBar);
