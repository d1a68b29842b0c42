// Tables of a case, for its papers.

import { inFull } from "../deadline/wall-time.js";
import { make } from "../ui/dom.js";
import { table } from "../ui/sheets.js";
import { HEADINGS, rowsOf } from "./exhibits.js";
import { NAMES } from "./timeline.js";

/** @typedef {import("./shape.js").Case} Case */

/** @param {Case} current @param {Record<string, string>} kinds @returns {HTMLElement} */
export function exhibitTable(current, kinds) {
  return table(HEADINGS, rowsOf(current.exhibits, kinds));
}

export const LOG_HEADINGS = ["时间", "方式", "和谁", "说了什么", "答应了什么"];

/** @param {import("../case/shape.js").Entry[]} log @returns {string[][]} rows below LOG_HEADINGS */
export function logRows(log) {
  return inTime(log).map(({ at, channel, who, said, promised }) => [inFull(at), channel, who, said, promised]);
}

/** @param {import("../case/shape.js").Entry[]} log the earliest first */
export function inTime(log) {
  return [...log].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** @param {import("../case/timeline.js").Happening[]} story @returns {HTMLElement} */
export function storyTable(story) {
  return table(["时间", "类别", "内容"], story.map(({ at, kind, title, details }) => [
    inFull(at), NAMES[kind], make("div", {}, make("p", {}, title), ...details.map((text) => make("p", {}, text))),
  ]));
}
