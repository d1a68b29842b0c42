// The button for light and dark. Until a reader chooses, pages follow the system.
//
// The theme's own (`overrides/main.html` leaves it out) lays a page out three times more
// while it opens, and stores a choice that nobody made.

import { media } from "../platform/media.js";
import { findAll } from "./dom.js";

/** @typedef {{index: number, color: Record<string, string>}} Choice */

/** @type {{__md_get(key: string): Choice | null, __md_set(key: string, choice: Choice): void}} */
const theme = Object(self);
const STORED = "__palette"; // where and as the theme's own script, at the top of each page, reads it; `overrides/main.html` keeps both from throwing

const inputs = findAll(document, "input[name=__palette]", HTMLInputElement);
const bars = findAll(document, "meta[name=theme-color]", HTMLMetaElement); // light, dark: as the inputs
const grounds = bars.map(({ content }) => content);

const systems = inputs.map((input) => media(colours(input).media, () => show(wanted())));

/** @param {number} index */
function show(index) {
  const { mdColorScheme } = inputs[index].dataset;
  if (document.body.dataset.mdColorScheme !== mdColorScheme) {
    for (const [name, value] of Object.entries(colours(inputs[index]))) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
    document.documentElement.style.colorScheme = mdColorScheme === "slate" ? "dark" : "light";
  }
  for (const bar of bars) bar.content = grounds[index];
  inputs.forEach((input, each) => {
    input.checked = each === index;
    input.nextElementSibling?.toggleAttribute("hidden", each !== index);
  });
}

/** @param {HTMLInputElement} input */
function colours({ dataset: { mdColorMedia, mdColorScheme, mdColorPrimary, mdColorAccent } }) {
  return {
    media: mdColorMedia ?? "",
    scheme: mdColorScheme ?? "",
    primary: mdColorPrimary ?? "",
    accent: mdColorAccent ?? "",
  };
}

/** @returns {number} what the reader chose, or what the system asks for */
function wanted() {
  const stored = theme.__md_get(STORED);
  const index = stored ? stored.index : systems.findIndex((isAsked) => isAsked());
  return inputs[index] ? index : 0;
}

/** @param {number} index */
function choose(index) {
  show(index);
  theme.__md_set(STORED, { index, color: colours(inputs[index]) });
}

if (inputs.length) {
  const { mdColorScheme } = document.body.dataset; // as the page was told before it showed
  show(inputs.findIndex((input) => input.dataset.mdColorScheme === mdColorScheme));
  inputs.forEach((input, index) => {
    input.addEventListener("change", () => choose(index));
    input.addEventListener("keydown", ({ key }) => {
      if (key !== "Enter") return;
      const next = (index + 1) % inputs.length;
      choose(next);
      inputs[next].focus();
    });
  });
}
