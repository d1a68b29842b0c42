// <kb-fresh>: what depends on today. A page is built once and read for months, so only the browser
// can say what has passed its review, or does not hold yet.

import { wallOf } from "../deadline/wall-time.js";
import { make } from "../ui/dom.js";

const NAMED = 8; // sources called by name, at most

class Fresh extends HTMLElement {
  connectedCallback() {
    this.querySelectorAll(":scope > .kb-fresh__now").forEach((note) => note.remove());
    const today = wallOf(Date.now()).slice(0, "2026-11-22".length);
    if (this.dataset.kbReviews) this.tell(overdue(JSON.parse(this.dataset.kbReviews), today));
    if (this.dataset.kbOn > today) this.prepend(note(make("span", { className: "kb-level kb-level--must" }, "还没施行")));
    this.markRows(today);
  }

  /** Name what the page rests on that is to be checked again; one name once, with how often. */
  tell(facts) {
    if (!facts.length) return;
    const links = new Map();
    for (const { href, words } of facts) links.set(words, [...(links.get(words) ?? []), href]);
    const named = [...links].slice(0, NAMED).flatMap(([words, hrefs], index) => [
      index ? "、" : "", make("a", { href: hrefs[0] }, words), hrefs.length > 1 ? `（${hrefs.length} 条）` : "",
    ]);
    const rest = links.size > NAMED ? " 等" : "";
    this.append(note(`其中 ${facts.length} 条过了复核日期，引用前先到官方页面再看一眼：`, ...named, `${rest}。`));
  }

  /** On the list of reviews: open the months that have come, and count what is due. */
  markRows(today) {
    const due = [...this.querySelectorAll("[data-kb-review-by]")].filter((row) => row.dataset.kbReviewBy <= today);
    for (const row of due) {
      row.classList.add("kb-due__left--soon");
      row.closest("details").open = true;
    }
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = due.length ? `今天看，${due.length} 条过了复核日期。` : "今天看，没有过期未复核的。";
  }
}

/** Where the facts are whose review is due, and what the page calls their sources. */
function overdue(reviews, today) {
  const due = Object.keys(reviews).filter((id) => reviews[id] <= today);
  return due.map((id) => {
    const fact = document.querySelector(`[data-kb-fact="${id}"]`);
    const link = fact?.querySelector("a.kb-basis, a.kb-mark");
    const words = fact?.querySelector(".kb-basis__source")?.textContent ?? link?.title.split("，")[0];
    return { href: link?.href ?? `#fact-${id}`, words: words?.trim() ?? id };
  });
}

function note(...parts) {
  return make("p", { className: "kb-note kb-fresh__now" }, ...parts);
}

customElements.define("kb-fresh", Fresh);
