// The theme's script, which runs the search window: fetched when a reader reaches for search.
//
// It waits for the end of the page's text before it touches the rest (contents, header), and comes too late to
// hear it: `ui/frame.js` goes on with that, unless words that were searched for are to be marked.

import { findAll } from "../ui/dom.js";
import { isFound } from "../ui/frame.js";
import { isOfWord, onTyped } from "../ui/typed.js";

const KEYS = ["f", "s", "/"]; // as the theme has it

const [tag] = findAll(document, "script[data-kb-theme]", HTMLScriptElement);
const [box] = findAll(document, "[data-md-component=search-query]", HTMLInputElement);
const [shown] = findAll(document, "#__search", HTMLInputElement);

const asked = { once: false };

/**
 * Fetch the script, once; without a network, again when the reader comes back. It takes each `link[rel=alternate]`
 * for a language of the site and would ask for a sitemap beside it.
 */
function start() {
  if (asked.once) return;
  for (const copy of findAll(document, "link[rel=alternate]", HTMLLinkElement)) copy.remove();
  const script = document.createElement("script");
  script.src = tag.dataset.kbTheme ?? "";
  script.addEventListener("error", () => {
    script.remove();
    asked.once = false;
  });
  script.addEventListener("load", tell);
  if (isFound()) script.addEventListener("load", () => document.dispatchEvent(new Event("DOMContentLoaded")));
  document.body.append(script);
  asked.once = true;
}

/** The theme listens for keys alone: what was typed before it came, pasted or dictated, is told to it as one. */
function tell() {
  box.dispatchEvent(new KeyboardEvent("keyup"));
}

/** The theme reads the box with each key, and when its worker is ready: while a word is chosen it finds what stood there before. */
function hideChoosing() {
  const { get, set } = Object.getOwnPropertyDescriptors(HTMLInputElement.prototype).value;
  /** @type {string | null} */
  let before = null;
  box.addEventListener("compositionstart", () => before = get?.call(box) ?? null);
  for (const end of ["compositionend", "blur"]) box.addEventListener(end, () => before = null);
  Object.defineProperties(box, {
    value: { get: () => before ?? get?.call(box), set: (typed) => set?.call(box, typed) },
  });
}

/** Open the window, as the theme's script does from then on. */
function open() {
  shown.checked = true;
  start();
}

/** @param {KeyboardEvent} event */
function hear(event) {
  if (asked.once || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (!KEYS.includes(event.key)) return;
  event.preventDefault();
  box.focus();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

/** Let the theme's script wait until search is wanted: at once by a link from search. */
export function startWithSearch() {
  if (!tag || !box) return;
  hideChoosing();
  box.addEventListener("focus", open);
  box.addEventListener("keydown", (event) => {
    if (isOfWord(event)) event.stopPropagation(); // Enter chooses a word, not a result
  });
  onTyped(box, tell);
  shown.addEventListener("change", () => {
    if (shown.checked) box.focus();
  });
  addEventListener("keydown", hear);
  if (isFound() || new URLSearchParams(location.search).has("q")) addEventListener("DOMContentLoaded", start);
  else if (document.activeElement === box) open();
}
