// Papers: what is printed, and what is copied with its formatting.

import { findAll, make } from "./dom.js";

/** A sheet: a title and what follows. @param {string} title @param {...Node} parts */
export function sheet(title, ...parts) {
  return make("section", {}, make("h1", {}, title), ...parts);
}

export const LEGEND = "☑ 做完　☐ 没做　— 不适用";

const SIGNS = { done: "☑", skip: "—", todo: "☐" };

/** A list with ☑ ☐ —. @param {{title: string, state: "done"|"skip"|"todo", note: string}[]} steps */
export function stepList(steps) {
  const lines = steps.map(({ title, state, note }) =>
    make(
      "li",
      {},
      `${SIGNS[state]} ${title}`,
      note ? make("p", { className: "kb-sheet__note" }, `备注：${note}`) : null,
    )
  );
  return make("ul", { className: "kb-sheet__steps" }, ...lines);
}

/** A table. @param {string[]} headings @param {(string|Node)[][]} rows */
export function table(headings, rows) {
  const head = headings.map((text) => make("th", { scope: "col" }, text));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
}

/** A text of several lines as paragraphs. @param {string} text */
export function paragraphs(text) {
  return text.split("\n").map((line) => make("p", {}, line));
}

const LINES = "h1, h2, h3, p, li, tr";

/** What a sheet says, a line for each heading, paragraph, step or row. @param {HTMLElement} sheet */
export function linesIn(sheet) {
  const lines = findAll(sheet, LINES, HTMLElement).filter((each) => !each.parentElement?.closest("tr"));
  return lines.map(lineOf).join("\n");
}

/** @param {HTMLElement} line */
function lineOf(line) {
  const parts = [...line.childNodes].filter((part) => !(part instanceof Element && part.matches(LINES)));
  const separator = line.matches("tr") ? "　" : "";
  return parts.map(({ textContent }) => textContent ?? "").join(separator);
}
