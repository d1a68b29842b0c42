// Orders as rows of text: the review sheet, what is still lacking, a batch by the hour. No DOM.

import { hasOwn } from "../case/shape.js";
import { lackedBy } from "./evidence.js";
import { ROUTES, totalOf, VERDICTS } from "./orders.js";
import { isRefunded, isUnsent } from "./remarks.js";

/** @import { Case, Order } from "../case/shape.js" */
/** @import { Kinds, Numbered } from "./orders.js" */

/**
 * @typedef {object} Papers what the rows are written from
 * @property {Kinds} kinds
 * @property {Case["exhibits"]} exhibits of the case
 */

/** Of the whole table, as a spreadsheet takes it. */
export const COLUMNS = [
  "订单编号",
  "下单时间",
  "付款时间",
  "发货时间",
  "完成或关闭时间",
  "金额",
  "退款",
  "状态",
  "商品",
  "数量",
  "物流公司",
  "运单号",
  "发货方式",
  "通知点名",
  "结论",
  "手头的证据",
  "还缺",
  "附件",
  "备注",
];

/** @param {Numbered[]} orders @param {Papers} papers @returns {string[][]} rows below COLUMNS */
export function wholeRows(orders, papers) {
  return orders.map((order) => {
    const { at, lacks, exhibits } = evidenceOf(order, papers);
    return [
      order.no,
      ...[order.created, order.paid, order.shipped, order.done].map(timeOf),
      order.amount,
      order.refund,
      order.status,
      order.title,
      order.quantity,
      order.carrier,
      order.tracking,
      ROUTES[order.route],
      order.named ? "是" : "",
      VERDICTS[order.verdict],
      at,
      lacks,
      exhibits,
      order.note,
    ];
  });
}

/** Of the sheet on paper: four columns fit on A4, and numbers stay on one line. */
export const SHEET_COLUMNS = ["订单", "商品和金额", "结论", "证据和备注"];

/** @param {Numbered[]} orders @param {Papers} papers @returns {string[][][]} rows below SHEET_COLUMNS; a cell is its lines */
export function sheetRows(orders, papers) {
  return orders.map((order, index) => {
    const { at, lacks, exhibits } = evidenceOf(order, papers);
    const paid = order.paid === order.created ? "" : timeOf(order.paid);
    return [
      [
        `${index + 1}　${order.no}`,
        said("下单", timeOf(order.created)),
        said("付款", paid),
        said("发货", timeOf(order.shipped)),
        [order.carrier, order.tracking].filter(Boolean).join(" ") || ROUTES[order.route],
      ],
      [order.title, said("实付", order.amount), isRefunded(order) ? said("退款", order.refund) : "", order.status],
      [VERDICTS[order.verdict]],
      [said("有", at), said("缺", lacks), exhibits, said("备注", order.note)],
    ].map((lines) => lines.filter(Boolean));
  });
}

/** @param {string} label @param {string} text */
function said(label, text) {
  return text && `${label}：${text}`;
}

/** @param {string} wall @returns {string} `2026-11-11 00:12` */
export function timeOf(wall) {
  return wall.replace("T", " ");
}

/** @param {Numbered} order @param {Papers} papers */
function evidenceOf(order, { kinds, exhibits }) {
  const names = Object.assign({}, ...Object.values(kinds));
  const lacks = lackedBy(order, kinds, exhibits);
  const asked = Object.keys(kinds[order.route]);
  const listed = exhibits.map(({ order: no }, index) => no === order.no ? index + 1 : 0).filter(Boolean);
  return {
    at: asked.filter((kind) => !lacks.includes(kind)).map((kind) => nameOf(kind, names)).join("、"),
    lacks: lacks.map((kind) => nameOf(kind, names)).join("、"),
    exhibits: listed.map((number) => `附件 ${number}`).join("、"),
  };
}

/** @param {string} kind @param {Record<string, string>} names */
function nameOf(kind, names) {
  return hasOwn(names, kind) ? names[kind] : kind;
}

export const HOUR_COLUMNS = ["时间", "笔数", "金额", "退过款", "没有运单号"];

/** Orders by the hour in which they came, hours without one left out. @param {Numbered[]} orders @returns {string[][]} */
export function hourRows(orders) {
  /** @type {Map<string, Order[]>} */
  const hours = new Map();
  for (const order of orders) {
    const hour = order.created.slice(0, 13);
    hours.set(hour, [...(hours.get(hour) ?? []), order]);
  }
  return [...hours].sort(([a], [b]) => ((a || "～") < (b || "～") ? -1 : 1)).map(([hour, list]) => [
    hour ? `${timeOf(hour)}:00 起一小时` : "没有下单时间",
    String(list.length),
    totalOf(list).sum,
    String(list.filter(isRefunded).length),
    String(list.filter(isUnsent).length),
  ]);
}
