// <kb-search>: the same worker as behind the theme's window, on a page of its own. With
// `data-kb-from="address"` it looks for the words of an address that does not exist.

import { make } from "../ui/dom.js";
import { fromRoot, searchWorker } from "../ui/root.js";

const [SETUP, QUERY, RESULT] = [0, 2, 3]; // the theme's messages
const BROKEN = "这个浏览器里搜索用不了，请看页面上的链接。";

class Search extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = make("ol", { className: "kb-results" });
    this.status = make("p", { className: "kb-note" });
    this.status.setAttribute("role", "status");
    const fromAddress = this.dataset.kbFrom === "address";
    this.replaceChildren(...(fromAddress ? [] : [this.box()]), this.status, this.list);
    if (fromAddress) this.ask(wordsOf(location.pathname));
  }

  box() {
    this.input = make("input", { type: "search", id: "kb-question", autocomplete: "off", maxLength: 400 });
    this.input.addEventListener("focus", () => this.start(), { once: true });
    this.input.addEventListener("input", () => this.ask(this.input.value));
    const form = make("form", { role: "search", className: "kb-form__row" },
      make("label", { htmlFor: "kb-question" }, "写你的问题"), this.input);
    form.addEventListener("submit", (event) => event.preventDefault());
    return form;
  }

  /** The worker fetches the index as soon as it is set up here. */
  start() {
    if (this.worker) return;
    try {
      this.worker = new Worker(searchWorker());
    } catch {
      this.status.textContent = BROKEN;
      return;
    }
    const broken = () => {
      this.status.textContent = BROKEN;
    };
    this.worker.addEventListener("error", broken);
    this.worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type !== RESULT) return;
      this.busy = false;
      if (this.asked === this.wanted) this.show(data.items);
      else this.send();
    });
    indexBrought().then((docs) => this.worker.postMessage({ type: SETUP, data: { now: true, docs } })).catch(broken);
  }

  /** One question at a time; of those that wait, the last. @param {string} question */
  ask(question) {
    this.start();
    this.wanted = question;
    if (this.worker && !this.busy) this.send();
  }

  send() {
    this.busy = true;
    this.asked = this.wanted;
    this.worker.postMessage({ type: QUERY, data: this.asked });
  }

  /** What the search says of itself is no link here; for an address it is left out with what follows. */
  show(pages) {
    const notice = pages.map(([best]) => best).find((best) => best.notice);
    const results = pages.filter(([best]) => !best.notice);
    const shown = this.input ? results : results.slice(0, notice ? 0 : 3);
    const heading = shown.length ? "最接近的几页，最可能的在最前：" : "";
    this.status.replaceChildren(...(notice && this.input ? marked(`${notice.title}。${notice.text}`) : [heading]));
    this.list.replaceChildren(...shown.map(entry));
  }
}

/** For a worker that can fetch nothing: the index of a copy on a disk, as the theme loads it there. */
async function indexBrought() {
  if (location.protocol !== "file:") return undefined;
  if (!window.__index) await loaded(fromRoot("search/search_index.js"));
  return window.__index.docs;
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
  return make("li", {},
    make("a", { href: fromRoot(best.location) }, ...name, ...marked(best.title)),
    make("p", {}, ...marked(best.text)));
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

/** The worker's text, with its marks and line breaks, as nodes; of any other tag only the words. @param {string} html */
function marked(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map(({ nodeName, textContent }) => {
    const tag = { MARK: "mark", BR: "br" }[nodeName];
    return tag ? make(tag, {}, textContent) : textContent;
  });
}

customElements.define("kb-search", Search);
