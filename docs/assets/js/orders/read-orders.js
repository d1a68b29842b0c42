// The orders that the rows of a table say. No DOM.

import { masked } from "../case/privacy.js";
import {
  amountOf,
  areRounded,
  isExponent,
  isRounded,
  lineOf,
  orderNumber,
  quantityOf,
  timeOf,
  trackingOf,
} from "./cell-text.js";
import { droppedBy, isNumberHeading } from "./columns.js";
import { FIELD_NAMES, FIELDS } from "./order.js";
import { Pace } from "./pace.js";

/** @import { Column, Mapping } from "./columns.js" */
/** @import { Field, Order, Row } from "./order.js" */
/** @import { Waiting } from "./pace.js" */

/**
 * @typedef {object} Table
 * @property {Column[]} columns
 * @property {Row[]} rows below the headings; cells of columns that are personal by their heading are empty
 * @property {0 | 1900 | 1904} system how a workbook counts days; 0 for text
 *
 * @typedef {object} Reading each row is an order, refused, repeated or blank
 * @property {Order[]} orders in the order of the table
 * @property {{row: number, why: string, text: string}[]} refused text: what stands in the cell of the number
 * @property {{row: number, no: string, first: number, differs: Field[]}[]} repeated further rows of an order: `first`
 *   is the row that was kept; `differs`: what these rows say otherwise, but for the title
 * @property {{row: number, field: Field, text: string, why: string}[]} unclear cells of orders that were kept without them
 * @property {number} blank how many rows
 * @property {number} rows how many rows in all
 * @property {{kinds: string[], headings: string[]}} dropped kinds of personal data, other columns
 */

const SPOILT =
  "订单编号已被表格软件改坏，原来的数字找不回来。请从后台重新导出，直接选那个文件；要用表格打开，先把这一列设成“文本”";
const LENGTHS = { title: 200, status: 50, tracking: 100, carrier: 50 };

/**
 * Read the orders of a table.
 *
 * @param {Table} table
 * @param {Mapping} mapping without `no` every row is refused
 * @param {Waiting} [waiting]
 * @returns {Promise<Reading>}
 * @throws {OrderFileError} when it was stopped
 */
export async function readOrders(table, mapping, waiting) {
  const pace = new Pace(waiting);
  const { rows } = table;
  const numbers = [];
  for (const { cells } of rows) {
    numbers.push(orderNumber(cells[mapping.no ?? -1] ?? ""));
    if (pace.isDue()) await pace.rest(0);
  }
  const collector = new Collector(table, mapping, areRounded(numbers));
  for (let at = 0; at < rows.length; at += 1) {
    collector.add(rows[at], numbers[at]);
    if (pace.isDue()) await pace.rest(at / rows.length);
  }
  waiting?.onProgress?.(1);
  return collector.reading();
}

class Collector {
  /** @param {Table} table @param {Mapping} mapping @param {boolean} rounded whether rounded numbers are spoilt */
  constructor(table, mapping, rounded) {
    this.table = table;
    this.mapping = mapping;
    this.rounded = rounded;
    /** @type {Map<string, {order: Order, row: number, titles: Set<string>}>} */
    this.byNumber = new Map();
    /** @type {Reading} */
    this.result = {
      orders: [],
      refused: [],
      repeated: [],
      unclear: [],
      blank: 0,
      rows: table.rows.length,
      dropped: droppedBy(table.columns, mapping),
    };
  }

  /** @param {Row} row @param {string} no its number, or "" */
  add(row, no) {
    if (!row.cells.some((cell) => lineOf(cell)) && !row.torn) {
      this.result.blank += 1;
      return;
    }
    const text = this.cell(row, "no");
    const why = this.whyRefused(row, text, no);
    if (why) this.result.refused.push({ row: row.row, why, text: quoted(text) });
    else this.keep(row, no);
  }

  /** @param {Row} row @param {Field} field */
  cell(row, field) {
    return row.cells[this.mapping[field] ?? -1] ?? "";
  }

  /** @param {Row} row @param {string} text @param {string} no */
  whyRefused(row, text, no) {
    if (row.torn) return "这一行的引号不成对，分不清哪一格是什么";
    if (this.mapping.no === undefined) return "还不知道哪一列是订单编号";
    if (isExponent(text) || row.lossy?.includes(this.mapping.no)) return SPOILT;
    if (no && this.rounded && isRounded(no)) return SPOILT;
    if (no) return "";
    if (!lineOf(text)) return "没有订单编号";
    return isNumberHeading(text) ? "又是一行表头" : "订单编号没看懂：应当是 10 到 30 位数字";
  }

  /** @param {Row} row @param {string} no */
  keep(row, no) {
    const first = this.byNumber.get(no);
    /** @type {Reading["unclear"]} */
    const unclear = [];
    const order = this.order(row, no, unclear);
    if (!first) {
      this.byNumber.set(no, { order, row: row.row, titles: new Set([order.title]) });
      this.result.orders.push(order);
      this.result.unclear.push(...unclear);
      return;
    }
    first.titles.add(order.title);
    const differs = FIELDS.filter((field) => field !== "title" && order[field] !== first.order[field]);
    this.result.repeated.push({ row: row.row, no, first: first.row, differs });
  }

  /** @param {Row} row @param {string} no @param {Reading["unclear"]} unclear @returns {Order} */
  order(row, no, unclear) {
    const entries = FIELDS.map((field) => {
      if (field === "no") return [field, no];
      const text = this.cell(row, field);
      const lossy = row.lossy?.includes(this.mapping[field] ?? -1) ?? false;
      const { value, why } = lossy
        ? { value: "", why: `${FIELD_NAMES[field]}已被表格软件改坏` }
        : this.value(field, text);
      if (why) unclear.push({ row: row.row, field, text: quoted(text), why });
      return [field, value];
    });
    return Object.fromEntries(entries);
  }

  /** @param {Field} field @param {string} text */
  value(field, text) {
    switch (field) {
      case "created":
      case "paid":
      case "shipped":
      case "done":
        return timeOf(text, this.table.system);
      case "amount":
      case "refund":
        return amountOf(text);
      case "quantity":
        return quantityOf(text);
      case "tracking":
        return cut(trackingOf(text), LENGTHS.tracking);
      default:
        return cut({ value: lineOf(text), why: "" }, field === "title" ? LENGTHS.title : LENGTHS.status);
    }
  }

  /** @returns {Reading} */
  reading() {
    for (const { order, titles } of this.byNumber.values()) {
      const named = [...titles].filter(Boolean).length;
      if (named > 1) order.title = `${order.title || [...titles].find(Boolean)} 等 ${named} 件`;
    }
    return this.result;
  }
}

/** What stands in a cell, to be shown: in a wrong column it may be personal. @param {string} text */
function quoted(text) {
  return masked(lineOf(text).slice(0, 40));
}

/** @param {{value: string, why: string}} read @param {number} most characters */
function cut({ value, why }, most) {
  if (value.length <= most) return { value, why };
  return { value: `${Array.from(value.slice(0, most)).slice(0, -1).join("")}…`, why: `太长，只留前 ${most} 个字` };
}
