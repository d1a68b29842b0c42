// The order numbers of a notice, compared with the orders of the case.

import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { actions, button, make, more } from "../ui/dom.js";

const LISTED = 50; // numbers shown at once

/** @typedef {{numbers: string[], doubtful: {text: string, why: string}[], spoilt: string[]}} Found */

export class NoticePreview {
  /**
   * @param {Found} found
   * @param {(orders: {no: string, named: boolean}[]) => void} onPut
   * @param {() => void} onLeave
   */
  constructor({ numbers, doubtful, spoilt }, onPut, onLeave) {
    const { orders } = store.case;
    const unknown = numbers.filter((no) => !hasOwn(orders, no));
    const others = Object.keys(orders).filter((no) => !numbers.includes(no));
    this.words = numbers.length
      ? `认出 ${numbers.length} 个订单号。`
      : "没有认出订单号。订单号一般是 18 到 20 位数字。";
    const known = numbers.length - unknown.length;
    const put = () => onPut(numbers.map((no) => ({ no, named: true })));
    const compared = Object.keys(orders).length > 0;
    this.element = make(
      "div",
      { className: "kb-card" },
      make("p", { className: "kb-card__title" }, this.words),
      compared
        ? make(
          "p",
          {},
          `案件里已经有的 ${known} 个；案件里还没有的 ${unknown.length} 个；案件里没被点名的 ${others.length} 笔。`,
        )
        : null,
      compared ? listed(`案件里还没有的 ${unknown.length} 个`, unknown) : null,
      listed(`拿不准、没有算的 ${doubtful.length} 个`, doubtful.map(({ text, why }) => `${text}：${why}`), true),
      listed(`被表格软件改坏的 ${spoilt.length} 个，原来的数字找不回来，请从通知里重新复制`, spoilt, true),
      actions(
        ...(numbers.length ? [button(`列为通知点名的（${numbers.length} 笔）`, put)] : []),
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
