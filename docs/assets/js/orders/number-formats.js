// Which cells of a workbook show a number as a day or a time (ECMA-376, part 1, 18.8.30). No DOM.

/** @typedef {"" | "day" | "time"} Shows "": neither; time: with or without a day */

/** @type {[number, number, Shows][]} built-in formats, those of Chinese Excel too */
const BUILT_IN = [
  [14, 17, "day"],
  [18, 22, "time"],
  [27, 31, "day"],
  [32, 35, "time"],
  [36, 36, "day"],
  [45, 47, "time"],
  [50, 54, "day"],
  [55, 56, "time"],
  [57, 58, "day"],
];

/**
 * @param {number} id of a format
 * @param {string | undefined} code where the workbook defines it
 * @returns {Shows}
 */
export function formatShows(id, code) {
  if (code === undefined) return BUILT_IN.find(([first, last]) => first <= id && id <= last)?.[2] ?? "";
  const signs = code.replace(/\[(h+|m+|s+)\]/gi, "$1").replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, "");
  if (/general|standard|[0#?]E[+-]/i.test(signs)) return "";
  if (/[hs]/i.test(signs)) return "time";
  return /[ymd]/i.test(signs) ? "day" : "";
}
