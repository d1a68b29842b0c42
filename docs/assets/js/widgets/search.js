// <kb-search>: the same worker as behind the theme's window, on a page of its own. With
// `data-kb-from="address"` it looks for the words of an address that does not exist.

import { startWorker } from "../platform/worker.js";
import { QUERY, RESULT, SETUP } from "../search/messages.js";
import { button, findAll, make } from "../ui/dom.js";
import { fromRoot, searchWorker } from "../ui/root.js";
import { onTyped } from "../ui/typed.js";

const BEST = 3; // shown at once; the others by a press
const BROKEN = "这个浏览器里搜索用不了，请看页面上的链接。";
const MISSED = "搜索没有打开，可能是网络断了。连上以后再写一个字，会重新试；也可以看页面上的链接。";

/** @import { Item } from "../search/show.js" */

class Search extends HTMLElement {
  constructor() {
    super();
    this.list = make("ol", { className: "kb-results" });
    this.more = make("p");
    this.status = make("p", { className: "kb-note", role: "status" });
    this.input = make("input", { type: "search", id: "kb-question", autocomplete: "off", maxLength: 400 });
    this.input.addEventListener("focus", () => this.start(), { once: true });
    onTyped(this.input, () => this.ask(this.input.value));
    /** @type {Worker | null} */
    this.worker = null;
    this.wanted = ""; // the question typed last
    this.asked = ""; // the one that the worker was asked last
    this.busy = false;
  }

  connectedCallback() {
    if (this.list.isConnected) return;
    const fromAddress = this.dataset.kbFrom === "address";
    this.replaceChildren(...(fromAddress ? [] : [this.box()]), this.status, this.list, this.more);
    if (fromAddress) this.ask(wordsOf(location.pathname));
    else this.askFromLink();
  }

  /** By a link with ?q=, where the theme has no window that reads it. */
  askFromLink() {
    const asked = new URLSearchParams(location.search).get("q");
    if (!asked || document.querySelector("[data-md-component=search-query]")) return;
    this.input.value = asked;
    this.ask(asked);
  }

  box() {
    const form = make(
      "form",
      { role: "search", className: "kb-form__row" },
      make("label", { htmlFor: "kb-question" }, "写你的问题"),
      this.input,
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  /** The worker fetches the index as soon as it is set up here. */
  start() {
    if (this.worker) return;
    const worker = startWorker(searchWorker());
    this.worker = worker;
    if (!worker) {
      this.status.textContent = BROKEN;
      return;
    }
    const missed = () => this.letGo(worker);
    worker.addEventListener("error", missed);
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type !== RESULT) return;
      this.busy = false;
      if (this.asked === this.wanted) this.show(data.items);
      else this.send();
    });
    indexBrought().then((docs) => worker.postMessage({ type: SETUP, data: { now: true, docs } })).catch(missed);
  }

  /** A worker that did not come, as without a network: the next word starts another. @param {Worker} worker */
  letGo(worker) {
    if (this.worker !== worker) return;
    worker.terminate();
    this.worker = null;
    this.busy = false;
    this.status.textContent = MISSED;
  }

  /** One question at a time; of those that wait, the last. @param {string} question */
  ask(question) {
    this.start();
    this.wanted = question;
    if (!this.busy) this.send();
  }

  send() {
    if (!this.worker) return;
    this.busy = true;
    this.asked = this.wanted;
    this.worker.postMessage({ type: QUERY, data: this.asked });
  }

  /**
   * What the search says of itself stands above the results; for an address nothing is shown where it is not sure.
   *
   * @param {Item[][]} pages
   */
  show(pages) {
    const notice = pages.map(([best]) => best).find((best) => best.notice);
    const results = pages.filter(([best]) => !best.notice);
    const typed = this.input.isConnected;
    const shown = typed ? results : results.slice(0, notice ? 0 : BEST);
    const heading = shown.length ? "最接近的几页，最可能的在最前：" : "";
    this.status.replaceChildren(...(notice && typed ? told(notice) : [heading]));
    this.list.replaceChildren(...shown.slice(0, BEST).map(entry));
    const rest = shown.slice(BEST);
    this.more.replaceChildren(...(rest.length ? [button(`再看 ${rest.length} 页`, () => this.showRest(rest))] : []));
    if (typed) {
      for (const example of findAll(document, ".kb-example", HTMLElement)) {
        example.hidden = shown.length > 0;
      }
    }
  }

  /** @param {Item[][]} rest */
  showRest(rest) {
    const entries = rest.map(entry);
    this.list.append(...entries);
    this.more.replaceChildren();
    entries[0].querySelector("a")?.focus();
  }
}

/** What the search says of itself, with the way it offers where that is no part of this page. @param {Item} notice */
function told({ title, text, location: to }) {
  const way = to.startsWith("start/") ? make("a", { href: fromRoot(to) }, ...marked(title)) : `${title}。`;
  return to.startsWith("start/") ? [...marked(text), way] : marked(`${way}${text}`);
}

/**
 * For a worker that can fetch nothing: the index of a copy on a disk, as the theme loads it there.
 *
 * @returns {Promise<string | undefined>}
 */
async function indexBrought() {
  if (location.protocol !== "file:") return undefined;
  if (!("__index" in self)) await loaded(fromRoot("search/search_index.js"));
  return Object(self).__index.docs;
}

/** @param {string} src @returns {Promise<void>} when the script there has run */
function loaded(src) {
  return new Promise((resolve, reject) => {
    document.head.append(make("script", { src, onload: () => resolve(), onerror: reject }));
  });
}

/** A page by its best section. @param {Item[]} parts the theme's search items of one page */
function entry(parts) {
  const [best] = parts;
  const page = parts.find(({ location }) => !location.includes("#")) ?? best;
  const name = page === best ? [] : [...marked(page.title), " › "];
  return make(
    "li",
    {},
    make("a", { href: fromRoot(best.location) }, ...name, ...marked(best.title)),
    make("p", {}, ...marked(best.text)),
  );
}

/** The words of an address: `/respond/appeal-form/` → `respond appeal form`. @param {string} path */
function wordsOf(path) {
  const below = path.replace(new URL(fromRoot("")).pathname, "");
  try {
    return decodeURIComponent(below).replace(/[-_/.+]|html?$/g, " ");
  } catch {
    return below.replace(/[^a-z]+/gi, " "); // no valid address
  }
}

/**
 * The worker's text, with its marks and line breaks, as nodes; of any other tag only the words.
 *
 * @param {string} html
 */
function marked(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map(({ nodeName, textContent }) => {
    if (nodeName === "BR") return make("br");
    return nodeName === "MARK" ? make("mark", {}, textContent) : textContent ?? "";
  });
}

customElements.define("kb-search", Search);
