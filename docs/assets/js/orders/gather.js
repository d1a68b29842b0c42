// Rows one after the other, gathered in slices and up to a size that a phone can hold. No DOM.

import { OrderFileError } from "./file-error.js";

/** @import { Row } from "./order.js" */
/** @import { Pace } from "./pace.js" */

const MOST_ROWS = 200_000;
const MOST_CELLS = 10_000_000;

/**
 * @template {Row} Each
 * @param {Iterable<Each>} rows
 * @param {Pace} pace
 * @param {(row: Each) => number} shareOf the work that is done, from 0 to 1
 * @returns {Promise<Each[]>}
 * @throws {OrderFileError} when there are too many, or when it was stopped
 */
export async function gathered(rows, pace, shareOf) {
  const found = [];
  let cells = 0;
  for (const row of rows) {
    found.push(row);
    cells += row.cells.length;
    if (found.length > MOST_ROWS || cells > MOST_CELLS) {
      throw new OrderFileError(
        "large",
        `表格太大：读到第 ${row.row} 行还没有完。请按时间分几次导出，一次选一个。`,
        row.row,
      );
    }
    if (pace.isDue()) await pace.rest(shareOf(row));
  }
  return found;
}
