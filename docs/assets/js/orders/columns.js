// Which column of a table says what. No DOM.

import { masked } from "../case/privacy.js";
import { isExponent, lineOf, orderNumber, timeOf } from "./cell-text.js";
import { FIELDS } from "./order.js";

/** @import { Field, Row } from "./order.js" */

/**
 * @typedef {object} Column
 * @property {number} index from 0
 * @property {string} heading "" where the table has no headings
 * @property {Field | null} field what it says, as far as that is known; null: dropped
 * @property {string} personal kind of personal data by its heading, such as 地址, or ""
 * @property {string} example of its cells: masked, and none of what is personal
 *
 * @typedef {Partial<Record<Field, number>>} Mapping field → index of its column
 */

/** For each field, its headings; of several in one table the earlier counts. @type {Record<Field, string[]>} */
const HEADINGS = {
  no: [
    "主订单编号",
    "主订单号",
    "订单编号",
    "订单号",
    "淘宝订单号",
    "淘宝订单编号",
    "平台订单号",
    "交易编号",
    "子订单编号",
    "子订单号",
  ],
  created: ["订单创建时间", "创建时间", "下单时间", "拍下时间", "成交时间"],
  paid: ["订单付款时间", "付款时间", "支付时间", "买家付款时间"],
  shipped: ["发货时间", "卖家发货时间", "订单发货时间"],
  done: ["确认收货时间", "交易完成时间", "订单完成时间", "交易成功时间", "交易结束时间", "订单关闭时间", "关闭时间"],
  amount: ["买家实际支付金额", "买家实付金额", "实付金额", "实付款", "实收款", "总金额", "订单金额"],
  refund: ["退款金额", "买家退款金额", "退款总金额"],
  status: ["订单状态", "交易状态"],
  title: ["宝贝标题", "商品标题", "宝贝名称", "商品名称", "标题"],
  quantity: ["宝贝总数量", "宝贝数量", "商品总数量", "商品数量", "购买数量", "数量"],
  tracking: ["物流单号", "运单号", "快递单号", "运单号码", "物流运单号"],
  carrier: ["物流公司", "快递公司"],
};
const KNOWN = new Map(
  FIELDS.flatMap((field) => HEADINGS[field].map((heading, rank) => [heading, { field, rank }])),
);

/** @type {[string, RegExp][]} kinds of personal data by their headings */
const PERSONAL = [
  ["地址", /地址|^(?:收货人?|收件人?)?(?:省份?|城?市|区县?|街道)$|邮编|邮政编码/],
  ["电话", /电话|手机(?!订单)|联系方式|号码保护|隐私号/],
  ["账号", /会员|账号|帐号|账户|支付宝|旺旺|淘宝id|买家id|openid/],
  ["姓名", /姓名|收货人|收件人|联系人|昵称|买家名|^买家$/],
  ["留言", /留言|附言/],
  ["备注", /备注|备忘|插旗|旗帜/],
  ["邮箱", /邮箱|e-?mail/],
  ["证件", /身份证|证件/],
  ["发票", /发票|税号|抬头/],
];

const ROWS_ABOVE = 30; // where headings are looked for
const EXAMPLE = 30; // characters

/** A heading as it is compared: spaces, widths and units do not count. @param {string} text */
export function plainHeading(text) {
  return lineOf(text.normalize("NFKC")).replace(/\s/g, "").replace(/\((?:元|件|必填)\)$|[:*]+$/g, "").toLowerCase();
}

/** @param {string} heading @returns {string} such as 地址, or "" */
export function personalKind(heading) {
  const plain = plainHeading(heading);
  if (KNOWN.has(plain)) return "";
  return PERSONAL.find(([, pattern]) => pattern.test(plain))?.[0] ?? "";
}

/** @param {string} text */
export function isNumberHeading(text) {
  return KNOWN.get(plainHeading(text))?.field === "no";
}

/**
 * Find the headings; titles may stand above.
 *
 * @param {Row[]} rows
 * @returns {number} index in `rows`; -1 where there are none
 */
export function headingIndex(rows) {
  let [best, most] = [-1, 0];
  rows.slice(0, ROWS_ABOVE).forEach(({ cells }, index) => {
    const fields = new Set(cells.map((cell) => KNOWN.get(plainHeading(cell))?.field).filter(Boolean));
    const alone = cells.filter((cell) => lineOf(cell)).length === 1;
    const score = fields.has("no") && (fields.size > 1 || alone) ? fields.size + 20 : fields.size > 1 ? fields.size : 0;
    if (score > most) [best, most] = [index, score];
  });
  return best;
}

/**
 * Headings that nobody knows: a first row of several cells and no digits, where orders have numbers.
 *
 * @param {Row[]} rows
 * @returns {number} index in `rows`; -1 where there are none
 */
export function unknownHeadingIndex(rows) {
  const index = rows.slice(0, ROWS_ABOVE).findIndex(({ cells }) => cells.some((cell) => lineOf(cell)));
  const cells = rows[index]?.cells.filter((cell) => lineOf(cell)) ?? [];
  return cells.length > 1 && !cells.some((cell) => /\d/.test(cell)) ? index : -1;
}

/**
 * @param {string[]} headings where none is known, cells say what a column is, as far as they can
 * @param {Row[]} rows below the headings
 * @returns {Column[]}
 */
export function columnsOf(headings, rows) {
  const sample = rows.slice(0, 50);
  const width = sample.reduce((most, { cells }) => Math.max(most, cells.length), headings.length);
  const cellsOf = (/** @type {number} */ index) =>
    sample.map(({ cells }) => lineOf(cells[index] ?? "")).filter(Boolean);
  const columns = Array.from({ length: width }, (_, index) => {
    const heading = lineOf(headings[index] ?? "");
    const personal = personalKind(heading);
    const example = personal ? "" : shortened(masked(cellsOf(index)[0] ?? ""));
    return { index, heading, field: /** @type {Field | null} */ (null), personal, example };
  });
  const known = byHeadings(headings);
  const guessed = Object.keys(known).length ? known : byCells(columns.map(({ index }) => cellsOf(index)));
  for (const field of FIELDS) {
    const index = guessed[field];
    if (index !== undefined) columns[index].field = field;
  }
  return columns;
}

/** @param {string} text */
function shortened(text) {
  const signs = Array.from(text.slice(0, 4 * EXAMPLE));
  return signs.length > EXAMPLE ? `${signs.slice(0, EXAMPLE).join("")}…` : signs.join("");
}

/** @param {string[]} headings @returns {Mapping} */
function byHeadings(headings) {
  /** @type {Mapping} */
  const mapping = {};
  /** @type {Partial<Record<Field, number>>} */
  const ranks = {};
  headings.forEach((heading, index) => {
    const known = KNOWN.get(plainHeading(heading));
    if (!known || known.rank >= (ranks[known.field] ?? Infinity)) return;
    mapping[known.field] = index;
    ranks[known.field] = known.rank;
  });
  return mapping;
}

/** @type {[Field, (cell: string) => boolean][]} what cells look like */
const LOOKS = [
  ["no", (cell) => /^\d{15,22}$/.test(orderNumber(cell)) || isExponent(cell)],
  ["created", (cell) => timeOf(cell).value !== ""],
  ["status", (cell) => /^(?:交易(?:成功|关闭)|卖家已|买家已|等待|待)/.test(cell)],
  ["tracking", (cell) => /^No[:：]/i.test(cell) || /^[A-Z]{2,4}\d{8,}$/.test(cell)],
  ["carrier", (cell) => /(?:快递|速递|物流|速运|邮政|EMS)$/i.test(cell)],
];

/** The first column of which nearly all cells look like it. @param {string[][]} columns @returns {Mapping} */
function byCells(columns) {
  /** @type {Mapping} */
  const mapping = {};
  for (const [field, looks] of LOOKS) {
    const index = columns.findIndex((cells) => cells.length > 0 && cells.filter(looks).length >= 0.8 * cells.length);
    if (index >= 0) mapping[field] = index;
  }
  return mapping;
}

/** @param {Column[]} columns @returns {Mapping} */
export function mappingOf(columns) {
  return Object.fromEntries(columns.flatMap(({ field, index }) => field ? [[field, index]] : []));
}

/**
 * What a mapping leaves out.
 *
 * @param {Column[]} columns
 * @param {Mapping} mapping
 * @returns {{kinds: string[], headings: string[]}} kinds of personal data; headings of the other columns
 */
export function droppedBy(columns, mapping) {
  const kept = new Set(FIELDS.map((field) => mapping[field]));
  const left = columns.filter(({ index, heading }) => heading && !kept.has(index));
  return {
    kinds: [...new Set(left.map(({ personal }) => personal).filter(Boolean))],
    headings: left.filter(({ personal }) => !personal).map(({ heading }) => heading),
  };
}
