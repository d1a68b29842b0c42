// What a mark behind a claim stands for: source, article, how well it was checked, shown in place.

import { make } from "./dom.js";
import { isOfWord } from "./typed.js";

/** Close what is shown. @returns {HTMLElement | null} the mark that it stood behind */
function hide() {
  const note = document.querySelector(".kb-provenance");
  const mark = note?.previousElementSibling;
  note?.remove();
  mark?.setAttribute("aria-expanded", "false");
  return mark instanceof HTMLElement ? mark : null;
}

/** @param {Element} mark @param {HTMLElement} ground its line in the page's list */
function show(mark, ground) {
  mark.after(make("span", { className: "kb-provenance", role: "note" }, ...ground.cloneNode(true).childNodes));
  mark.setAttribute("aria-expanded", "true");
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(".kb-provenance")) return;
  const before = hide();
  const mark = target?.closest("a.kb-mark");
  const ground = mark && document.getElementById((mark.getAttribute("href") ?? "").slice(1));
  if (!mark || !ground) return; // a fact that is listed on another page
  event.preventDefault();
  if (mark !== before) show(mark, ground);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !isOfWord(event)) hide()?.focus();
});
