// The orders of a case: what may be said of one, and what they add up to. No DOM.

import { hasOwn } from "../case/shape.js";

/** @import { Case, Order } from "../case/shape.js" */

/** @typedef {Order & {no: string}} Numbered an order with its number */
/** @typedef {Order["verdict"]} Verdict */
/** @typedef {Record<Order["route"], Record<string, string>>} Kinds way of delivery → kind of evidence → its name */

/** @type {Record<Verdict, string>} */
export const VERDICTS = { real: "真实", doubtful: "有疑点", wrong: "有问题", unsure: "不确定", "": "还没看" };

/** @type {Record<Order["route"], string>} */
export const ROUTES = { goods: "自己发货", dropship: "一件代发", virtual: "不发实物" };

/** @type {Verdict[]} in the order of the keys 1 to 4 */
export const JUDGED = ["real", "doubtful", "wrong", "unsure"];

/** An order of which only the number is known. @returns {Order} */
export function newOrder() {
  return {
    created: "",
    paid: "",
    shipped: "",
    done: "",
    amount: "",
    refund: "",
    status: "",
    title: "",
    quantity: "",
    tracking: "",
    carrier: "",
    named: false,
    route: "goods",
    verdict: "",
    evidence: [],
    note: "",
  };
}

/** The orders of a case, as they came. @param {Pick<Case, "orders">} current @returns {Numbered[]} */
export function ordersOf({ orders }) {
  return Object.keys(orders).map((no) => ({ no, ...orders[no] }));
}

/** @param {string} amount as stored @returns {number} hundredths of a yuan; NaN for none */
export function centsOf(amount) {
  const [yuan, rest = ""] = amount.split(".");
  return amount ? Number(yuan) * 100 + Number(rest.padEnd(2, "0")) : NaN;
}

/** @param {number} cents @returns {string} `1280.50` */
export function yuanOf(cents) {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/**
 * @typedef {object} Total
 * @property {number} count
 * @property {string} sum yuan
 * @property {number} unknown how many have no amount
 */

/** Count orders and add up what was paid for them. @param {Order[]} orders @returns {Total} */
export function totalOf(orders) {
  const known = orders.map(({ amount }) => centsOf(amount)).filter((cents) => !Number.isNaN(cents));
  const sum = known.reduce((all, cents) => all + cents, 0);
  return { count: orders.length, sum: yuanOf(sum), unknown: orders.length - known.length };
}

/** Verdict → its total, those without a verdict last. @param {Order[]} orders @returns {[Verdict, Total][]} */
export function totalsOf(orders) {
  return [...JUDGED, /** @type {Verdict} */ ("")].map((verdict) => [
    verdict,
    totalOf(orders.filter((each) => each.verdict === verdict)),
  ]);
}

// --- putting them into a case --------------------------------------------------------------------

/**
 * Put what a report says into a case: what was judged stays, what the report knows better is taken over.
 *
 * @param {Case} current changed in place
 * @param {(Partial<Order> & {no: string})[]} orders
 */
export function putOrders(current, orders) {
  for (const { no, ...said } of orders) {
    const before = hasOwn(current.orders, no) ? current.orders[no] : newOrder();
    const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));
    current.orders[no] = { ...before, ...known };
  }
}
