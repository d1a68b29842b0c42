// The orders of a case in a letter: one is chosen, whose times it tells; what does not belong into it is told.

import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { fitting, nameOf } from "../orders/fitting.js";
import { VERDICTS } from "../orders/orders.js";
import { make, row, select } from "../ui/dom.js";
import { normalized, numbersIn } from "./normalize.js";

/** @import { Numbered } from "../orders/orders.js" */
/** @import { Blank } from "./blanks.js" */
/** @import { Letter } from "./letter.js" */

const MOST = 300; // orders offered; more are chosen by typing the number

export class OrderChoice {
  /** @param {Letter} letter @param {(words: string, undo: () => string) => void} say */
  constructor(letter, say) {
    this.letter = letter;
    this.say = say;
    this.drawn = "";
    this.blanks = letter.fields.filter(({ of_order: part }) => part);
    this.element = make("div", { hidden: true });
  }

  /** Offered once the case has orders, and where the letter tells of one. */
  refresh() {
    const orders = this.blanks.length ? fitting(store.case, this.letter.orders).slice(0, MOST) : [];
    const drawn = JSON.stringify([store.active, orders.map(({ no }) => no)]);
    this.element.hidden = !orders.length;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.replaceChildren(...(orders.length ? [this.offer(orders)] : []));
  }

  /** @param {Numbered[]} orders */
  offer(orders) {
    const names = orders.map(({ no, title }) => [no, [no, title].filter(Boolean).join(" ")]);
    const choose = select({ "": "选一笔，编号、时间、金额和运单号一起填好", ...Object.fromEntries(names) });
    choose.addEventListener("change", () => this.take(choose.value));
    return row(`从逐单核对里选一笔${nameOf(this.letter.orders)}`, choose);
  }

  /** What the report does not say is emptied: it would be another order's. @param {string} no */
  take(no) {
    if (!hasOwn(store.case.orders, no)) return;
    const before = this.blanks.map((blank) => ({ blank, text: store.typed(blank), answer: store.answer(blank) }));
    const order = { no, ...store.case.orders[no] };
    for (const blank of this.blanks) if (blank.of_order) store.type(blank, order[blank.of_order]);
    this.say(`已填上订单 ${no} 的内容，请对照后台看一遍。`, () => {
      for (const { blank, text, answer } of before) {
        if (answer) store.setAnswer(blank, answer);
        else store.type(blank, text);
      }
      return "已恢复。";
    });
  }
}

/**
 * Orders that stand in this letter and were judged otherwise.
 *
 * @param {Letter} letter
 * @param {Blank} blank
 * @param {string} typed
 * @returns {string} a sentence, or ""
 */
export function misplaced({ orders: about }, { kind }, typed) {
  if (!about || about === "named") return "";
  const { orders } = store.case;
  const others = numbersIn(kind, typed).filter((no) => hasOwn(orders, no) && ![about, ""].includes(orders[no].verdict));
  if (!others.length) return "";
  const named = others.slice(0, 3).map((no) => `${no} 在逐单核对里是“${VERDICTS[orders[no].verdict]}”`).join("，");
  return `${named}，这封信只写${nameOf(about)}。`;
}

/**
 * A count of orders beside a list of another length.
 *
 * @param {Letter} letter
 * @param {Blank} blank
 * @param {string} typed
 * @returns {string} a sentence, or ""
 */
export function miscounted({ fields }, blank, typed) {
  const list = blank.follows === "orders-count" && fields.find(({ follows }) => follows === "orders-list");
  const { length } = list ? numbersIn(list.kind, store.typed(list)) : [];
  return length && typed.trim() && Number(normalized(blank.kind, typed)) !== length
    ? `列出的编号是 ${length} 个，请再核对。`
    : "";
}
