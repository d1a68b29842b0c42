// The review sheet as a table on paper, with what its orders add up to.

import { make } from "../ui/dom.js";
import { table } from "../ui/sheets.js";
import { totalOf } from "./orders.js";
import { SHEET_COLUMNS, sheetRows } from "./review.js";

/** @import { Numbered } from "./orders.js" */
/** @import { Papers } from "./review.js" */

/** @param {Numbered[]} orders @param {Papers} papers @returns {HTMLElement[]} */
export function reviewTable(orders, papers) {
  const { count, sum, unknown } = totalOf(orders);
  const rows = sheetRows(orders, papers).map((cells) =>
    cells.map((lines) => make("div", {}, ...lines.map((line) => make("div", {}, line))))
  );
  const total = `共 ${count} 笔，实付合计 ${sum} 元${unknown ? `（${unknown} 笔没有金额，没算进去）` : ""}。`;
  const made = table(SHEET_COLUMNS, rows);
  made.className = "kb-review";
  return [make("p", {}, total), made];
}
