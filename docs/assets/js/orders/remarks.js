// What the seller will be asked about, as the report says it: no judgement, and no score. No DOM.

import { HOUR, instantOf } from "../deadline/wall-time.js";
import { centsOf } from "./orders.js";

/** @import { Order } from "../case/shape.js" */
/** @import { Numbered } from "./orders.js" */

const MANY = 5; // orders in one hour that are pointed out

/** Money went back. @param {Order} order */
export function isRefunded({ refund }) {
  return centsOf(refund) > 0;
}

/** A parcel is due, and has no number. @param {Order} order */
export function isUnsent({ route, tracking }) {
  return route !== "virtual" && !tracking;
}

/** Paid, and closed with a refund within the hour. @param {Order} order */
function isRefundedSoon(order) {
  const span = instantOf(order.done) - instantOf(order.paid);
  return isRefunded(order) && span >= 0 && span <= HOUR;
}

/**
 * Point out what the seller should be able to explain.
 *
 * @param {Numbered[]} orders all of the case
 * @returns {(order: Numbered) => string[]} a sentence each
 */
export function remarksOn(orders) {
  const parcels = countBy(orders, ({ tracking }) => tracking);
  const hours = countBy(orders, ({ created }) => created.slice(0, 13));
  return (order) => {
    const [sameParcel, sameHour] = [parcels.get(order.tracking) ?? 0, hours.get(order.created.slice(0, 13)) ?? 0];
    return [
      isUnsent(order) ? "没有运单号。" : "",
      order.tracking && sameParcel > 1 ? `这个运单号有 ${sameParcel} 笔订单在用。` : "",
      isRefundedSoon(order) ? "付款后一小时之内就退款关闭了。" : "",
      order.created && sameHour >= MANY ? `同一个小时里下了 ${sameHour} 笔。` : "",
    ].filter(Boolean);
  };
}

/** @template Each @param {Each[]} list @param {(each: Each) => string} key @returns {Map<string, number>} */
function countBy(list, key) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const each of list) counts.set(key(each), (counts.get(key(each)) ?? 0) + 1);
  return counts;
}
