// <kb-fresh>: what depends on today. A page is built once and read for months, so only the browser
// can say what has passed its review, or does not hold yet.

import { wallOf } from "../deadline/wall-time.js";
import { findAll, make } from "../ui/dom.js";

const NAMED = 8; // sources called by name, at most

/** @typedef {{href: string, words: string}} Due a fact whose review is due */

class Fresh extends HTMLElement {
  connectedCallback() {
    this.querySelectorAll(":scope > .kb-fresh__now").forEach((note) => note.remove());
    const today = wallOf(Date.now()).slice(0, "2026-11-22".length);
    this.tell(overdue(JSON.parse(this.dataset.kbReviews ?? "{}"), today));
    if ((this.dataset.kbOn ?? "") > today) {
      this.prepend(note(make("span", { className: "kb-level kb-level--must" }, "还没施行")));
    }
    this.markRows(today);
  }

  /** Name what the page rests on that is to be checked again; one name once, with how often. @param {Due[]} facts */
  tell(facts) {
    if (!facts.length) return;
    /** @type {Map<string, string[]>} */
    const links = new Map();
    for (const { href, words } of facts) links.set(words, [...(links.get(words) ?? []), href]);
    const named = [...links].slice(0, NAMED).flatMap(([words, hrefs], index) => [
      index ? "、" : "",
      make("a", { href: hrefs[0] }, words),
      hrefs.length > 1 ? `（${hrefs.length} 条）` : "",
    ]);
    const rest = links.size > NAMED ? " 等" : "";
    this.append(note(`其中 ${facts.length} 条过了复核日期，引用前先到官方页面再看一眼：`, ...named, `${rest}。`));
  }

  /** On the list of reviews: open the months that have come, and count what is due. @param {string} today */
  markRows(today) {
    const rows = findAll(this, "[data-kb-review-by]", HTMLElement);
    const due = rows.filter(({ dataset }) => (dataset.kbReviewBy ?? "9") <= today);
    for (const row of due) {
      row.classList.add("kb-due__left--soon");
      row.closest("details")?.setAttribute("open", "");
    }
    const status = this.querySelector("[role=status]");
    if (status) {
      status.textContent = due.length ? `今天看，${due.length} 条过了复核日期。` : "今天看，没有过期未复核的。";
    }
  }
}

/**
 * Where the facts are whose review is due, and what the page calls their sources.
 *
 * @param {Record<string, string>} reviews fact → day
 * @param {string} today
 * @returns {Due[]}
 */
function overdue(reviews, today) {
  const due = Object.keys(reviews).filter((id) => reviews[id] <= today);
  return due.map((id) => {
    const words = document.querySelector(`#basis-${id} .kb-basis__source`)?.textContent;
    return { href: `#basis-${id}`, words: words ?? id };
  });
}

/** @param {...(Node|string)} parts */
function note(...parts) {
  return make("p", { className: "kb-note kb-fresh__now" }, ...parts);
}

customElements.define("kb-fresh", Fresh);
