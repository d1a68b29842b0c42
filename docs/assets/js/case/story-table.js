// The story of a case as a table, for its papers.

import { inFull } from "../deadline/wall-time.js";
import { make } from "../ui/dom.js";
import { table } from "../ui/sheets.js";
import { NAMES } from "./timeline.js";

/** @import { Happening } from "./timeline.js" */

/** @param {Happening[]} story @returns {HTMLElement} */
export function storyTable(story) {
  const rows = story.map(({ at, kind, title, details }) => [
    inFull(at),
    NAMES[kind],
    make("div", {}, ...[title, ...details].map((text) => make("p", {}, text))),
  ]);
  return table(["时间", "类别", "内容"], rows);
}
