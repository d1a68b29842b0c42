// What is kept of an order, and the tables that orders are read from. No DOM.

/**
 * @typedef {object} Order all that is kept; whatever else a report says of the buyer is dropped while it is read
 * @property {string} no order number: 10 to 30 digits
 * @property {string} created wall time, as `2026-10-25T15:28`, or ""
 * @property {string} paid wall time or ""
 * @property {string} shipped wall time or ""
 * @property {string} done wall time or ""
 * @property {string} amount yuan, as `128.50`, or ""
 * @property {string} refund yuan or ""
 * @property {string} status
 * @property {string} title of the goods
 * @property {string} quantity digits or ""
 * @property {string} tracking number of the parcel
 * @property {string} carrier
 *
 * @typedef {keyof Order} Field
 *
 * @typedef {object} Row
 * @property {number} row as a spreadsheet counts them, from 1; line breaks inside cells do not shift it
 * @property {string[]} cells
 * @property {number[]} [lossy] cells that hold a number of more digits than a spreadsheet keeps
 * @property {boolean} [torn] its quotes do not match, so that nobody can tell its cells
 */

/** @type {Field[]} */
export const FIELDS = [
  "no",
  "created",
  "paid",
  "shipped",
  "done",
  "amount",
  "refund",
  "status",
  "title",
  "quantity",
  "tracking",
  "carrier",
];

/** @type {Record<Field, string>} */
export const FIELD_NAMES = {
  no: "订单编号",
  created: "下单时间",
  paid: "付款时间",
  shipped: "发货时间",
  done: "完成时间",
  amount: "实付金额",
  refund: "退款金额",
  status: "订单状态",
  title: "商品标题",
  quantity: "数量",
  tracking: "物流单号",
  carrier: "物流公司",
};
