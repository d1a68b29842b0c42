// One order at a time: what the report says, a verdict, the evidence at hand. By touch, swipe, or the keys 1 to 4.

import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { actions, button, make, row, select } from "../ui/dom.js";
import { redraw } from "../ui/lists.js";
import { lackedBy } from "./evidence.js";
import { JUDGED, ROUTES, VERDICTS } from "./orders.js";
import { isRefunded } from "./remarks.js";
import { timeOf } from "./review.js";

/** @import { Order } from "../case/shape.js" */
/** @import { Kinds, Numbered, Verdict } from "./orders.js" */

/** @type {Record<Verdict, string>} what a verdict means, and what follows from it */
const MEANINGS = {
  real: "有人真买、真付、真发了货，凭证在手或补得到。可以写进申诉。",
  doubtful: "有一处对不上，或者缺要紧的凭证。先查清、补真凭证，补到了再改成真实。",
  wrong: "自己或找人拍的、没真发货、货款私下退了。不申诉；停、留、改，写下经过之前先问律师。",
  unsure: "还没查清。再问人、再翻记录，不往真实里写。",
  "": "五个都答得上才是真实：谁买的、钱从哪来、货从哪来、寄的是不是它、谁签收的。",
};

const SWIPE = 60; // px
const HEADER = 60; // px of the page that the header hides

export class JudgePanel {
  /** @param {Kinds} kinds */
  constructor(kinds) {
    this.kinds = kinds;
    /** @type {string[]} order numbers to go through */
    this.list = [];
    this.at = 0;
    this.drawn = "";
    /** @type {(order: Numbered) => string[]} */
    this.remarks = () => [];
    this.place = make("p", { className: "kb-note", role: "status" });
    this.card = make("div", {
      className: "kb-card kb-order",
      role: "group",
      tabIndex: -1,
      aria: { label: "这一笔订单" },
    });
    this.choices = JUDGED.map((verdict) => button(VERDICTS[verdict], () => this.judge(verdict)));
    this.element = make(
      "div",
      {},
      this.card,
      make(
        "div",
        { className: "kb-order-bar" }, // it stays where it is: to judge the next, nothing is looked for
        make("div", { className: "kb-verdicts", role: "group", aria: { label: "结论" } }, ...this.choices),
        actions(button("下一笔", () => this.go(1)), button("上一笔", () => this.go(-1)), this.place),
      ),
      make("p", { className: "kb-note kb-keys" }, "键盘：1 到 4 写结论，左右键翻页。"),
    );
    this.element.addEventListener("keydown", (event) => this.press(event));
    this.card.addEventListener("focusout", () => setTimeout(() => this.refresh()));
    this.takeSwipes();
  }

  takeSwipes() {
    /** @type {Touch | undefined} */
    let start;
    this.card.addEventListener("touchstart", (event) => [start] = event.touches, { passive: true });
    this.card.addEventListener("touchend", ({ changedTouches: [end] }) => {
      const [x, y] = start && end ? [end.clientX - start.clientX, end.clientY - start.clientY] : [0, 0];
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.go(x < 0 ? 1 : -1);
    });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const verdict = JUDGED[Number(event.key) - 1];
    if (verdict) this.judge(verdict);
    else if (event.key === "ArrowRight") this.go(1);
    else if (event.key === "ArrowLeft") this.go(-1);
    else return;
    event.preventDefault();
  }

  /**
   * Go through these orders.
   *
   * @param {string[]} list order numbers
   * @param {(order: Numbered) => string[]} remarks
   * @param {string} [first] where to begin; else at the first without a verdict
   */
  show(list, remarks, first) {
    this.list = list;
    this.remarks = remarks;
    const open = list.findIndex((no) => !this.order(no)?.verdict);
    this.at = Math.max(0, first === undefined ? open : list.indexOf(first));
    this.refresh();
  }

  /** @param {string} no @returns {Numbered | undefined} */
  order(no) {
    return hasOwn(store.case.orders, no) ? { no, ...store.case.orders[no] } : undefined;
  }

  /** @param {number} step */
  go(step) {
    const to = this.at + step;
    if (to < 0 || to >= this.list.length) {
      this.place.textContent = to < 0 ? "这是第一笔。" : this.end();
      return;
    }
    this.at = to;
    this.refresh();
    if (this.card.getBoundingClientRect().top < HEADER) this.card.scrollIntoView({ block: "start" });
  }

  end() {
    const open = this.list.filter((no) => !this.order(no)?.verdict).length;
    return open ? `到最后一笔了，还有 ${open} 笔没有结论。` : "都看完了。往下看还缺什么，再打印核查表。";
  }

  /** @param {Verdict} verdict pressed again, it is taken back */
  judge(verdict) {
    const now = this.order(this.list[this.at])?.verdict;
    this.edit({ verdict: now === verdict ? "" : verdict });
  }

  /** @param {Partial<Order>} changes */
  edit(changes) {
    const no = this.list[this.at];
    store.changeSoon(({ orders }) => {
      if (hasOwn(orders, no)) Object.assign(orders[no], changes);
    });
  }

  // --- the card -------------------------------------------------------------------------------

  refresh() {
    const order = this.order(this.list[this.at]);
    this.element.hidden = !order;
    const drawn = JSON.stringify([store.active, this.at, this.list.length, order, store.case.exhibits.length]);
    if (!order || drawn === this.drawn || this.isTyping(order)) return;
    this.drawn = drawn;
    this.choices.forEach((each, index) => each.setAttribute("aria-pressed", String(order.verdict === JUDGED[index])));
    redraw(this.card, () => this.card.replaceChildren(...this.parts(order)), this.card);
    this.card.dataset.kbOrder = order.no;
    this.place.textContent = `${this.at + 1} / ${this.list.length}`;
  }

  /** What is being typed is already in its box. @param {Numbered} order */
  isTyping({ no }) {
    return this.card.dataset.kbOrder === no && this.card.contains(document.activeElement) &&
      document.activeElement instanceof HTMLInputElement && document.activeElement.type === "text";
  }

  /** @param {Numbered} order */
  parts(order) {
    return [
      make(
        "p",
        { className: "kb-card__title" },
        order.no,
        order.named ? make("span", { className: "kb-note" }, "　通知点名") : null,
      ),
      ...linesOf(order).map((line) => make("p", { className: "kb-order__line" }, line)),
      this.asked(order),
      make("p", { className: "kb-form__hint" }, MEANINGS[order.verdict]),
      this.evidence(order),
      this.delivery(order),
      this.note(order),
    ].filter((part) => part !== null);
  }

  /** @param {Numbered} order */
  asked(order) {
    const remarks = this.remarks(order);
    return remarks.length
      ? make("p", { className: "kb-form__advice" }, `会被问到的：${remarks.join("")}照实想好怎么说明。`)
      : null;
  }

  /** @param {Numbered} order */
  evidence(order) {
    const asked = this.kinds[order.route];
    const listed = new Set(store.case.exhibits.filter((each) => each.order === order.no).map(({ kind }) => kind));
    const lacks = lackedBy(order, this.kinds, store.case.exhibits).length;
    const boxes = Object.entries(asked).map(([kind, name]) => {
      const box = make("input", {
        type: "checkbox",
        checked: order.evidence.includes(kind) || listed.has(kind),
        disabled: listed.has(kind),
      });
      box.dataset.kbKey = `evidence ${kind}`;
      box.addEventListener("change", () => this.tick(kind, box.checked));
      return make("label", { className: "kb-check" }, box, listed.has(kind) ? `${name}（在证据目录里）` : name);
    });
    return make(
      "fieldset",
      { className: "kb-order__evidence" },
      make("legend", {}, lacks ? `手头有哪些（还缺 ${lacks} 样）` : "手头有哪些（都齐了）"),
      ...boxes,
    );
  }

  /** @param {string} kind @param {boolean} on */
  tick(kind, on) {
    const evidence = (this.order(this.list[this.at])?.evidence ?? []).filter((each) => each !== kind);
    this.edit({ evidence: on ? [...evidence, kind] : evidence });
  }

  /** @param {Numbered} order */
  delivery({ route }) {
    const choose = select(ROUTES, route);
    choose.dataset.kbKey = "route";
    choose.addEventListener("change", () => this.edit({ route: /** @type {Order["route"]} */ (choose.value) }));
    return row("怎么发货的", choose);
  }

  /** @param {Numbered} order */
  note({ note }) {
    const input = make("input", {
      type: "text",
      value: note,
      placeholder: "例如：底单在网点，周三取",
      data: { kbKey: "note" },
    });
    input.addEventListener("input", () => this.edit({ note: input.value }));
    return row("备注", input, "不写买家的姓名、电话和地址。");
  }
}

/** What the report says. @param {Numbered} order */
function linesOf(order) {
  const amount = order.amount && `实付 ${order.amount} 元`;
  const refund = isRefunded(order) ? `退款 ${order.refund} 元` : "";
  /** @type {[string, string][]} */
  const times = [["下单", order.created], ["付款", order.paid], ["发货", order.shipped], ["完成", order.done]];
  return [
    [order.title, order.quantity && `${order.quantity} 件`, amount, refund],
    times.filter(([, wall]) => wall).map(([label, wall]) => `${label} ${timeOf(wall)}`),
    [order.status, [order.carrier, order.tracking].filter(Boolean).join(" ")],
  ].map((parts) => parts.filter(Boolean).join(" · ")).filter(Boolean);
}
