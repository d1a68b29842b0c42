// What can be wrong with an order report as a whole, told to the seller. No DOM.

/** @typedef {"empty"|"encoding"|"quote"|"damaged"|"locked"|"old"|"page"|"other"|"large"|"stopped"} Fault */

/** How a report that cannot be read is mended. */
export const AS_CSV = "请用 Excel 或 WPS 打开它，另存为 CSV，再选那个文件；也可以在表格里全选、复制，粘贴到这里。";

export class OrderFileError extends Error {
  /**
   * @param {Fault} fault
   * @param {string} message in Chinese: where, what, and how to mend it
   * @param {number} [row] as a spreadsheet counts them; 0 where no row can be named
   */
  constructor(fault, message, row = 0) {
    super(message);
    this.name = "OrderFileError";
    this.fault = fault;
    this.row = row;
  }
}
