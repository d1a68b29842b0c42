// The order numbers of a notice, compared with the orders of the case.

import { store } from "../case/page-store.js";
import { actions, button, make, more } from "../ui/dom.js";
import { match } from "./numbers.js";
import { ordersOf } from "./orders.js";

const LISTED = 50; // numbers shown at once

/** @import { Numbers } from "./numbers.js" */

export class NoticePreview {
  /**
   * @param {Numbers} found
   * @param {(orders: {no: string, named: boolean}[]) => void} onPut
   * @param {() => void} onLeave
   */
  constructor({ numbers, doubtful, spoilt }, onPut, onLeave) {
    const orders = ordersOf(store.case);
    const { matched, unknown, unmatched } = match(numbers, orders);
    this.words = numbers.length
      ? `认出 ${numbers.length} 个订单号。`
      : "没有认出订单号。订单号一般是 18 到 20 位数字。";
    this.doubts = doubtful.map(({ text, no, why }) => {
      const box = make("input", { type: "checkbox", disabled: !no });
      return { no, box, label: make("label", { className: "kb-check" }, box, `${text}（${why}）`) };
    });
    const taken = () => this.doubts.filter(({ box }) => box.checked).map(({ no }) => no);
    const put = () => onPut([...numbers, ...taken()].map((no) => ({ no, named: true })));
    const compared = orders.length > 0;
    this.element = make(
      "div",
      { className: "kb-card" },
      make("p", { className: "kb-card__title" }, this.words),
      compared
        ? make(
          "p",
          {},
          `案件里已经有的 ${matched.length} 个；案件里还没有的 ${unknown.length} 个；案件里没被点名的 ${unmatched.length} 笔。`,
        )
        : null,
      compared ? listed(`案件里还没有的 ${unknown.length} 个`, unknown) : null,
      doubtful.length ? make("p", {}, "下面这些拿不准，没有算。是订单号的，勾上：") : null,
      ...this.doubts.map(({ label }) => label),
      listed(`被表格软件改坏的 ${spoilt.length} 个，原来的数字找不回来，请从通知里重新复制`, spoilt, true),
      actions(
        ...(numbers.length ? [button(`列为通知点名的`, put)] : []),
        button("不要了", onLeave),
      ),
    );
  }
}

/** @param {string} label @param {string[]} lines @param {boolean} [open] */
function listed(label, lines, open = false) {
  if (!lines.length) return null;
  const rest = lines.length - LISTED;
  const part = more(
    label,
    make("p", {}, `${lines.slice(0, LISTED).join("、")}${rest > 0 ? `，还有 ${rest} 个` : ""}。`),
  );
  part.open = open;
  return part;
}
