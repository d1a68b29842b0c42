// What a case holds fills a blank, now and later. No DOM.
//
// The names stand in the data (`follows:` of a blank). Each reads the case anew, so that the letter follows it.

import { hasOwn } from "../case/shape.js";
import { lackedIn } from "../orders/evidence.js";
import { fitting, nameOf } from "../orders/fitting.js";
import { totalOf } from "../orders/orders.js";

/** @import { Case } from "../case/shape.js" */
/** @import { Numbered } from "../orders/orders.js" */
/** @import { Letter } from "./letter.js" */

const ROOM = 150; // characters: with more a letter of the suggested length grows too long

/**
 * @typedef {object} Followed
 * @property {string} button by which a seller lets the blank follow the case
 * @property {string} page where what it reads is written down, below the site's root
 * @property {string} then what to look at when it is filled so
 * @property {(current: Case, letter: Letter) => string} begin what to do there first, when nothing can be followed
 * @property {(current: Case, letter: Letter) => string} read "" when nothing can be followed
 */

/** @type {Record<string, Followed>} */
export const FOLLOW = {
  exhibits: {
    button: "按证据目录填",
    page: "tools/exhibits/",
    then: "",
    begin: () => "先把材料登记到证据目录",
    read: exhibits,
  },
  missing: {
    button: "按缺的填",
    page: "tools/exhibits/",
    then: "对方没有要的，改成自己写的，删掉它。",
    begin: ({ exhibits }) => exhibits.length ? "先在证据目录里给每份材料选好种类" : "先把材料登记到证据目录",
    read: missing,
  },
  "orders-count": ofOrders((orders) => String(orders.length)),
  "orders-list": ofOrders((orders) => listed(orders, "见附件订单核查表")),
  "orders-sum": ofOrders(
    (orders) => totalOf(orders).unknown ? "" : totalOf(orders).sum,
    "有的订单没有金额，合计算不出来",
  ),
  "orders-summary": ofOrders(summary),
};

/**
 * What the orders say that the letter is about.
 *
 * @param {(orders: Numbered[]) => string} say of one order or more
 * @param {string} [unsaid] why it says nothing
 * @returns {Followed}
 */
function ofOrders(say, unsaid = "") {
  return {
    button: "按逐单核对填",
    page: "tools/orders/",
    then: "",
    begin: (current, { orders }) =>
      fitting(current, orders).length ? unsaid : `先在逐单核对里写好${nameOf(orders)}结论`,
    read: (current, { orders }) => {
      const about = fitting(current, orders);
      return about.length ? say(about) : "";
    },
  };
}

/** @param {{kind: string, orders: Numbered[]}[]} lacked @param {number} count of all orders */
function lackingOf(lacked, count) {
  const words = lacked.map(({ kind, orders }) => (count > 1 ? `${kind}（${orders.length} 笔）` : kind));
  return words.join("、") || "无";
}

const NAMED = 5; // orders named in a letter; more stand in the review sheet

/** @param {Numbered[]} orders @param {string} instead */
function listed(orders, instead) {
  return orders.length > NAMED ? instead : orders.map(({ no }) => no).join("、");
}

/** @param {Numbered[]} orders */
function summary(orders) {
  const { count, sum, unknown } = totalOf(orders);
  const paid = unknown ? "" : `，实付合计 ${sum} 元`;
  return `共 ${count} 笔${paid}：${listed(orders, "编号见所附订单核查表")}`;
}

/**
 * What the case says of a blank.
 *
 * @param {string | undefined} name as `follows:` says
 * @param {Case} current
 * @param {Letter} letter
 * @returns {string} "" when the case does not say it
 */
export function followed(name = "", current, letter) {
  return hasOwn(FOLLOW, name) ? FOLLOW[name].read(current, letter) : "";
}

/** Names and what each proves, or names alone, or how many there are: the first that has room. @param {Case} current */
function exhibits({ exhibits: all }) {
  if (!all.length) return "";
  const names = all.map(({ name }, index) => `附件 ${index + 1} ${name}`);
  const proving = all.map(({ proves }, index) => names[index] + proofOf(proves));
  const some = all.length === 1
    ? "附件 1，名称见所附证据目录"
    : `附件 1 至附件 ${all.length}，共 ${all.length} 份，名称见所附证据目录`;
  return [proving, names].map((each) => each.join("；")).find((words) => words.length <= ROOM) ?? some;
}

/** @param {string} proves */
function proofOf(proves) {
  const words = proves.trim().replace(/^证明/, "").replace(/[。；，\s]+$/, "");
  return words && `（证明${words}）`;
}

/** Kinds that go with the letter and are not listed; unknown as long as an exhibit does not say its kind. @param {Case} current @param {Letter} letter */
function missing(current, { evidence, orders, order_kinds: kinds }) {
  const about = kinds && orders ? fitting(current, orders) : [];
  if (kinds && about.length) return lackingOf(lackedIn(about, { kinds, exhibits: current.exhibits }), about.length);
  const { exhibits } = current;
  if (!exhibits.length || exhibits.some(({ kind }) => !kind)) return "";
  const listed = new Set(exhibits.map(({ kind }) => kind));
  const lacking = Object.keys(evidence).filter((kind) => !listed.has(kind));
  return lacking.map((kind) => evidence[kind]).join("、") || "无";
}
