// What the system asks of pages, such as darkness.

import { tried } from "./refused.js";

/** @param {string} query @param {() => void} [onChange] @returns {() => boolean} whether it holds now */
export function media(query, onChange) {
  const list = tried(() => matchMedia(query));
  if (onChange) tried(() => list?.addEventListener("change", onChange));
  return () => list?.matches ?? false;
}
