// The orders as a table: each leads to its card; many are changed at once.

import { store } from "../case/page-store.js";
import { button, findAll, make, select } from "../ui/dom.js";
import { JUDGED, ordersOf, ROUTES, VERDICTS } from "./orders.js";
import { lackedBy } from "./evidence.js";
import { timeOf } from "./review.js";

/** @import { Order } from "../case/shape.js" */
/** @import { Host } from "./import-panel.js" */
/** @import { Kinds, Numbered } from "./orders.js" */

const SHOWN = 100; // rows drawn at once
const COLUMNS = ["", "订单编号", "下单时间", "金额", "结论", "还缺"];

export class OrderList {
  /** @param {Host} host @param {Kinds} kinds @param {(no: string) => void} onOpen */
  constructor(host, kinds, onOpen) {
    this.host = host;
    this.kinds = kinds;
    this.onOpen = onOpen;
    /** @type {string[]} */
    this.list = [];
    /** @type {Set<string>} */
    this.picked = new Set();
    this.limit = SHOWN;
    /** @type {Map<string, string>} order number → what its row was drawn from */
    this.drawn = new Map();
    this.all = make("input", { type: "checkbox", aria: { label: "全选" } });
    this.all.addEventListener("change", () => this.pickAll(this.all.checked));
    this.body = make("tbody");
    const [, ...names] = COLUMNS;
    const head = make(
      "tr",
      {},
      make("th", { scope: "col" }, this.all),
      ...names.map((name) => make("th", { scope: "col" }, name)),
    );
    this.next = button("", () => this.showMore());
    this.action = select(actionsOf(kinds));
    this.action.setAttribute("aria-label", "选中的怎么改");
    this.apply = button("改", () => this.change());
    this.bulk = make("div", { className: "kb-actions" }, this.action, this.apply);
    this.element = make(
      "div",
      {},
      this.bulk,
      make(
        "div",
        { className: "kb-scroll", tabIndex: 0, role: "region", aria: { label: "订单列表" } },
        make("table", { className: "kb-orders" }, make("thead", {}, head), this.body),
      ),
      this.next,
    );
  }

  /** @param {string[]} list order numbers */
  show(list) {
    this.list = list;
    this.limit = SHOWN;
    this.picked.clear();
    this.drawn.clear();
    this.body.replaceChildren();
  }

  showMore() {
    this.limit += SHOWN;
    this.refresh();
  }

  /** Draw the rows that are new or differ: a verdict changes one of many. */
  refresh() {
    const { orders } = store.case;
    const rows = [...this.body.children];
    this.list.slice(0, this.limit).forEach((no, index) => {
      const order = orders[no];
      const drawn = JSON.stringify([order, this.picked.has(no), store.case.exhibits.length]);
      if (drawn === this.drawn.get(no)) return;
      this.drawn.set(no, drawn);
      const made = order ? this.row({ no, ...order }) : make("tr", { hidden: true });
      if (rows[index]) rows[index].replaceWith(made);
      else this.body.append(made);
    });
    const rest = this.list.length - this.limit;
    this.next.hidden = rest <= 0;
    this.next.textContent = `再显示 ${Math.min(rest, SHOWN)} 笔（还有 ${rest} 笔）`;
    this.all.checked = this.list.length > 0 && this.picked.size === this.list.length;
    this.apply.textContent = `改选中的 ${this.picked.size} 笔`;
  }

  /** @param {Numbered} order */
  row(order) {
    const box = make("input", {
      type: "checkbox",
      checked: this.picked.has(order.no),
      aria: { label: `选中 ${order.no}` },
    });
    box.addEventListener("change", () => this.pick(order.no, box.checked));
    const open = make(
      "button",
      { type: "button", className: "kb-link", onclick: () => this.onOpen(order.no) },
      order.no,
    );
    const lacks = lackedBy(order, this.kinds, store.case.exhibits).length;
    const cells = [
      box,
      open,
      timeOf(order.created),
      order.amount,
      VERDICTS[order.verdict],
      lacks ? `${lacks} 样` : "齐",
    ];
    return make("tr", { data: { kbVerdict: order.verdict } }, ...cells.map((cell) => make("td", {}, cell)));
  }

  /** @param {string} no @param {boolean} on */
  pick(no, on) {
    if (on) this.picked.add(no);
    else this.picked.delete(no);
    this.refresh();
    findAll(this.body, `input[aria-label="选中 ${no}"]`, HTMLInputElement)[0]?.focus();
  }

  /** @param {boolean} on */
  pickAll(on) {
    this.picked = new Set(on ? this.list : []);
    this.refresh();
  }

  // --- many at once ---------------------------------------------------------------------------

  change() {
    const numbers = this.list.filter((no) => this.picked.has(no));
    const [kind, value] = this.action.value.split(" ");
    if (!numbers.length || !kind) {
      this.host.say(numbers.length ? "先选怎么改。" : "先在下面勾选订单。");
      return;
    }
    const before = JSON.parse(JSON.stringify(store.case.orders));
    const stored = store.change(({ orders }) => {
      for (const no of numbers) {
        if (kind === "remove") delete orders[no];
        else if (orders[no]) Object.assign(orders[no], changed(orders[no], kind, value));
      }
    });
    const words = kind === "remove" ? `已从案件里去掉 ${numbers.length} 笔。` : `已改 ${numbers.length} 笔。`;
    this.host.report(stored, words, () => putBack(numbers, before));
  }
}

/** @param {Kinds} kinds @returns {Record<string, string>} */
function actionsOf(kinds) {
  /** @type {Record<string, string>} */
  const names = Object.assign({}, ...Object.values(kinds));
  return Object.fromEntries([
    ["", "选中的怎么改"],
    ...JUDGED.map((each) => [`verdict ${each}`, `结论：${VERDICTS[each]}`]),
    ...Object.entries(ROUTES).map(([route, name]) => [`route ${route}`, `怎么发货：${name}`]),
    ...Object.entries(names).map(([kind, name]) => [`evidence ${kind}`, `手头有：${name}`]),
    ["named yes", "通知点名了"],
    ["named no", "通知没有点名"],
    ["remove all", "从案件里去掉"],
  ]);
}

/** @param {Order} order @param {string} kind @param {string} value @returns {Partial<Order>} */
function changed({ evidence }, kind, value) {
  if (kind === "verdict") return { verdict: /** @type {Order["verdict"]} */ (value) };
  if (kind === "route") return { route: /** @type {Order["route"]} */ (value) };
  if (kind === "named") return { named: value === "yes" };
  return { evidence: [...evidence.filter((each) => each !== value), value] };
}

/** Put orders back as they were, where they stood. @param {string[]} numbers @param {Record<string, Order>} before */
function putBack(numbers, before) {
  const stored = store.change((current) => {
    const now = current.orders;
    const wanted = new Set(numbers);
    const kept = Object.keys(before).filter((no) => wanted.has(no) || now[no]).map((
      no,
    ) => [no, wanted.has(no) ? before[no] : now[no]]);
    current.orders = {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(ordersOf(current).filter(({ no }) => !before[no]).map(({ no }) => [no, now[no]])),
    };
  });
  return stored ? "已恢复。" : "";
}
