// What a mark behind a claim stands for: source, article, how well it was checked, shown in place.

import { make } from "./dom.js";

/** @type {{mark: HTMLAnchorElement, note: HTMLElement} | null} */
let shown = null;

function hide() {
  shown?.note.remove();
  shown?.mark.setAttribute("aria-expanded", "false");
  shown = null;
}

/** @param {HTMLAnchorElement} mark @param {HTMLElement} ground its line in the page's list */
function show(mark, ground) {
  const note = make("span", { className: "kb-provenance", role: "note" }, ...ground.cloneNode(true).childNodes);
  mark.after(note);
  mark.setAttribute("aria-expanded", "true");
  shown = { mark, note };
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(".kb-provenance")) return;
  const mark = target?.closest("a.kb-mark");
  const before = shown?.mark;
  hide();
  if (!(mark instanceof HTMLAnchorElement)) return;
  const ground = document.getElementById(mark.hash.slice(1));
  if (!ground) return; // listed on another page
  event.preventDefault();
  if (mark !== before) show(mark, ground);
}

document.addEventListener("click", onClick);
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !shown) return;
  shown.mark.focus();
  hide();
});
