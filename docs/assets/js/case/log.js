// The log of what was said: in order, and as rows of text. No DOM.

import { inFull } from "../deadline/wall-time.js";

/** @import { Entry } from "./shape.js" */

export const LOG_HEADINGS = ["时间", "方式", "和谁", "说了什么", "答应了什么"];

/** @param {Entry[]} log @returns {string[][]} rows below LOG_HEADINGS */
export function logRows(log) {
  return inTime(log).map(({ at, channel, who, said, promised }) => [inFull(at), channel, who, said, promised]);
}

/** @param {Entry[]} log the earliest first */
export function inTime(log) {
  return [...log].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
