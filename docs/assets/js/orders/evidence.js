// The evidence of orders: what each lacks, and the exhibits that belong to it. No DOM.

/** @import { Case } from "../case/shape.js" */
/** @import { Kinds, Numbered } from "./orders.js" */

/**
 * What an order still lacks: kinds of evidence that its way of delivery asks for, neither ticked nor listed as an
 * exhibit of this order.
 *
 * @param {Numbered} order
 * @param {Kinds} kinds
 * @param {Case["exhibits"]} exhibits
 * @returns {string[]} ids of kinds
 */
export function lackedBy({ no, route, evidence }, kinds, exhibits) {
  const listed = exhibits.filter(({ order }) => order === no).map(({ kind }) => kind);
  return Object.keys(kinds[route]).filter((kind) => !evidence.includes(kind) && !listed.includes(kind));
}

/**
 * What is still to get, as a list to work off: by kind of evidence, the orders that lack it.
 *
 * @param {Numbered[]} orders
 * @param {{kinds: Kinds, exhibits: Case["exhibits"]}} papers
 * @returns {{kind: string, orders: Numbered[]}[]} names of kinds, the one that most orders lack first
 */
export function lackedIn(orders, { kinds, exhibits }) {
  /** @type {Map<string, Numbered[]>} */
  const byKind = new Map();
  for (const order of orders) {
    for (const kind of lackedBy(order, kinds, exhibits)) {
      const name = kinds[order.route][kind];
      byKind.set(name, [...(byKind.get(name) ?? []), order]);
    }
  }
  const list = [...byKind].map(([kind, lacking]) => ({ kind, orders: lacking }));
  return list.sort((a, b) => b.orders.length - a.orders.length);
}

/**
 * Put exhibits in the order of their orders; those of no order come first, as they are.
 *
 * @param {Case["exhibits"]} exhibits
 * @param {Case["orders"]} orders
 * @returns {Case["exhibits"]}
 */
export function byOrder(exhibits, orders) {
  const places = new Map(Object.keys(orders).map((no, index) => [no, index]));
  /** @param {Case["exhibits"][number]} each */
  const place = ({ order }) => places.get(order) ?? -1;
  return exhibits.map((each, index) => ({ each, index }))
    .sort((a, b) => place(a.each) - place(b.each) || a.index - b.index)
    .map(({ each }) => each);
}

/**
 * The order that a seller means by its number or the end of it.
 *
 * @param {string} typed
 * @param {Case["orders"]} orders
 * @returns {string | null} its number; "" when nothing was typed; null for none, or more than one
 */
export function findOrder(typed, orders) {
  const digits = typed.normalize("NFKC").replace(/\D/g, "");
  const numbers = Object.keys(orders);
  if (!typed.trim() || numbers.includes(digits)) return digits;
  const found = numbers.filter((no) => digits.length >= 4 && no.endsWith(digits));
  return found.length === 1 ? found[0] : null;
}
