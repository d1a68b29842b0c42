// Which orders to look at. No DOM.

import { lackedBy } from "./evidence.js";
import { isRefunded, isUnsent } from "./remarks.js";

/** @import { Case } from "../case/shape.js" */
/** @import { Kinds, Numbered } from "./orders.js" */

/** What may be looked at alone; the key is the value of the choice. */
export const FILTERS = {
  all: "全部",
  open: "还没看的",
  named: "通知点名的",
  real: "真实的",
  doubtful: "有疑点的",
  wrong: "有问题的",
  unsure: "不确定的",
  unsent: "没有运单号的",
  refunded: "付款后退款的",
  closed: "已关闭的",
  lacking: "缺证据的",
};

/** @typedef {keyof FILTERS} Filter */

/**
 * @param {Filter} filter
 * @param {Kinds} kinds
 * @param {Case["exhibits"]} exhibits
 * @returns {(order: Numbered) => boolean}
 */
export function filterOf(filter, kinds, exhibits) {
  /** @type {Partial<Record<Filter, (order: Numbered) => boolean>>} */
  const tests = {
    all: () => true,
    open: ({ verdict }) => !verdict,
    named: ({ named }) => named,
    unsent: isUnsent,
    refunded: (order) => Boolean(order.paid) && isRefunded(order),
    closed: ({ status }) => /关闭|取消/.test(status),
    lacking: (order) => lackedBy(order, kinds, exhibits).length > 0,
  };
  return tests[filter] ?? (({ verdict }) => verdict === filter);
}
