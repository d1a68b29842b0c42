// <kb-filter>: a box that leaves, of what stands below it, only the entries that contain its words.

import { contains, opens, plain, told, wordsOf } from "../search/narrow.js";
import { findAll, make, row } from "../ui/dom.js";
import { fromRoot } from "../ui/root.js";
import { isOfWord, onTyped } from "../ui/typed.js";

const SETTLED = 150; // ms without a key, after which what is left is told

/**
 * @typedef {object} Group what opens and holds entries
 * @property {HTMLDetailsElement} element
 * @property {Element | null} count says how many entries it holds
 * @property {string} words what it says once for all its entries
 * @property {number} all
 * @property {number} left
 *
 * @typedef {object} Entry
 * @property {HTMLElement} element
 * @property {string} text its own words and those of its groups, made plain
 * @property {Group[]} groups the innermost first
 * @property {HTMLElement} part the part of the page that it lies in
 */

class Filter extends HTMLElement {
  constructor() {
    super();
    this.input = make("input", { type: "search", autocomplete: "off", maxLength: 100 });
    this.input.addEventListener("focus", () => this.list(), { once: true });
    onTyped(this.input, () => this.narrow());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.status = make("p", { className: "kb-note", role: "status" });
    this.telling = 0;
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Group[]} */
    this.groups = [];
    /** @type {HTMLElement[]} what stands below the box */
    this.parts = [];
    /** @type {Set<Group>} the groups that it has opened */
    this.opened = new Set();
    this.reveal = () => this.onAddress();
  }

  connectedCallback() {
    if (!this.input.isConnected) {
      this.append(make("div", { className: "kb-filter" }, row("只看含有…的", this.input), this.status));
      if (this.input.value) this.narrow(); // kept by the browser
    }
    addEventListener("hashchange", this.reveal);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.reveal);
  }

  /** Read the page, once, before the first key. */
  list() {
    if (this.parts.length) return;
    for (let part = this.parentElement?.nextElementSibling; part; part = part.nextElementSibling) {
      if (part instanceof HTMLElement) this.parts.push(part);
    }
    for (const part of this.parts) this.listPart(part);
  }

  /** @param {HTMLElement} part */
  listPart(part) {
    const around = part.parentElement ?? part;
    /** @type {Map<Element, Group>} */
    const groups = new Map();
    for (const element of within(part, "[data-kb-group]")) {
      if (!(element instanceof HTMLDetailsElement)) continue;
      const count = element.querySelector(":scope > summary > .kb-fold__count");
      groups.set(element, { element, count, words: "", all: 0, left: 0 });
    }
    for (const shared of within(part, "[data-kb-shared]")) {
      const group = groups.get(shared.closest("[data-kb-group]") ?? around);
      if (group) group.words += plain(shared.textContent ?? "");
    }
    for (const element of within(part, "[data-kb-entry]")) {
      const holding = groupsOf(element, groups);
      for (const group of holding) group.all += 1;
      const words = [plain(element.textContent ?? ""), ...holding.map((group) => group.words)];
      this.entries.push({ element, text: words.join("\n"), groups: holding, part });
    }
    this.groups.push(...groups.values());
  }

  /** Leave what contains the words. */
  narrow() {
    this.list();
    const words = wordsOf(this.input.value);
    const kept = new Set(this.entries.filter(({ text }) => contains(text, words)));
    for (const group of this.groups) group.left = 0;
    for (const entry of this.entries) {
      const stays = kept.has(entry);
      hide(entry.element, !stays);
      if (stays) { for (const group of entry.groups) group.left += 1; }
    }
    for (const group of this.groups) this.draw(group, opens(words, kept.size));
    this.drawParts(words.length > 0, new Set([...kept].map(({ part }) => part)));
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(words, kept.size), SETTLED);
  }

  /** @param {Group} group @param {boolean} opening */
  draw(group, opening) {
    hide(group.element, group.all > 0 && !group.left);
    const open = opening && group.left > 0;
    if (open && !group.element.open) {
      group.element.open = true;
      this.opened.add(group);
    } else if (!open && this.opened.delete(group)) group.element.open = false;
    const text = group.count?.textContent ?? "";
    const now = text.replace(/\d+/, String(group.left));
    if (group.count && now !== text) group.count.textContent = now;
  }

  /**
   * While it narrows, what holds no entry is out of the way; a heading stays with what is left below it.
   *
   * @param {boolean} narrowing
   * @param {Set<HTMLElement>} holding
   */
  drawParts(narrowing, holding) {
    let below = false;
    for (const part of [...this.parts].reverse()) {
      const heading = /^H[2-4]$/.test(part.tagName);
      hide(part, narrowing && !(heading ? below : holding.has(part)));
      if (part.tagName === "H2") below = false;
      else if (holding.has(part)) below = true;
    }
  }

  /** @param {string[]} words @param {number} left */
  tell(words, left) {
    this.status.textContent = told(words, left);
    if (words.length && !left) this.status.replaceChildren(...elsewhere(this.input.value.trim()));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape" || isOfWord(event) || !this.input.value) return;
    event.preventDefault();
    this.empty();
  }

  empty() {
    this.input.value = "";
    this.narrow();
  }

  /** What an address leads to is shown. */
  onAddress() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]") || !this.input.value) return;
    this.empty();
    target.scrollIntoView();
  }
}

/** What matches in a part of the page, itself included. @param {HTMLElement} part @param {string} selector */
function within(part, selector) {
  return [...(part.matches(selector) ? [part] : []), ...findAll(part, selector, HTMLElement)];
}

/** @param {Element} element @param {Map<Element, Group>} groups */
function groupsOf(element, groups) {
  const holding = [];
  for (let at = element.parentElement; at; at = at.parentElement) {
    const group = groups.get(at);
    if (group) holding.push(group);
  }
  return holding;
}

/** @param {HTMLElement} element @param {boolean} hidden */
function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** Nothing is left: another way to find it. @param {string} typed */
function elsewhere(typed) {
  const asked = `?q=${encodeURIComponent(typed)}`;
  const here = document.querySelector("[data-md-component=search-query]"); // the theme reads the address
  const href = here ? asked : fromRoot(`reference/questions/${asked}#search`);
  return [`这里没有含“${typed}”的。`, make("a", { href }, `在全站搜“${typed}”`)];
}

customElements.define("kb-filter", Filter);
