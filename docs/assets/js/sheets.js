// Papers made from a case: what is printed, and what is copied with its formatting.

import { make, paragraphs, table } from "./dom.js";
import { inFull } from "./deadline.js";
import { HEADINGS, rowsOf } from "./exhibits.js";
import { NAMES } from "./timeline.js";

/** @typedef {import("./shape.js").Case} Case */

/** A sheet: a title and what follows. @param {string} title @param {...Node} parts */
export function sheet(title, ...parts) {
  return make("section", {}, make("h1", {}, title), ...parts);
}

/**
 * A letter with place for signature and seal; a reply to a buyer is not signed.
 *
 * @param {{title: string, kind: string}} letter
 * @param {string} text the whole letter
 */
export function letterSheet(letter, text) {
  const sign = letter.kind === "reply" ? [] : [signature()];
  return sheet(letter.title, ...paragraphs(text), ...sign);
}

function signature() {
  return make("div", { className: "kb-sheet__sign" },
    make("p", {}, "签名：＿＿＿＿＿＿＿＿＿＿"),
    make("p", {}, "盖章："),
    make("p", {}, "日期：＿＿＿＿年＿＿月＿＿日"));
}

export const LEGEND = "☑ 做完　☐ 没做　— 不适用";

const SIGNS = { done: "☑", skip: "—", todo: "☐" };

/**
 * @param {{title: string, state: "done"|"skip"|"todo", note: string}[]} steps
 * @returns {HTMLElement} a list with ☑ ☐ —
 */
export function stepList(steps) {
  const lines = steps.map(({ title, state, note }) => make("li", {},
    `${SIGNS[state]} ${title}`,
    note ? make("p", { className: "kb-sheet__note" }, `备注：${note}`) : null));
  return make("ul", { className: "kb-sheet__steps" }, ...lines);
}

/** @param {Case} current @param {Record<string, string>} kinds @returns {HTMLElement} */
export function exhibitTable(current, kinds) {
  return table(HEADINGS, rowsOf(current.exhibits, kinds));
}

export const LOG_HEADINGS = ["时间", "方式", "和谁", "说了什么", "答应了什么"];

/** @param {import("./shape.js").Entry[]} log @returns {string[][]} rows below LOG_HEADINGS */
export function logRows(log) {
  return inTime(log).map(({ at, channel, who, said, promised }) => [inFull(at), channel, who, said, promised]);
}

/** @param {import("./shape.js").Entry[]} log the earliest first */
export function inTime(log) {
  return [...log].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** @param {import("./timeline.js").Happening[]} story @returns {HTMLElement} */
export function storyTable(story) {
  return table(["时间", "类别", "内容"], story.map(({ at, kind, title, details }) => [
    inFull(at), NAMES[kind], make("div", {}, make("p", {}, title), ...details.map((text) => make("p", {}, text))),
  ]));
}
