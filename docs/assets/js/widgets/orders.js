// <kb-orders>: the orders of a case, judged one by one. A report is read on this device; nothing of buyers is kept.

import { store } from "../case/page-store.js";
import { filterOf, FILTERS } from "../orders/filters.js";
import { ImportPanel } from "../orders/import-panel.js";
import { JudgePanel } from "../orders/judge-panel.js";
import { OrderList } from "../orders/order-list.js";
import { ordersOf } from "../orders/orders.js";
import { OutputPanel } from "../orders/output-panel.js";
import { remarksOn } from "../orders/remarks.js";
import { afterPaint } from "../ui/after-paint.js";
import { make, more, row, select } from "../ui/dom.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Filter } from "../orders/filters.js" */

const WIDE = 1000; // px: the table stands open

/** @extends {Widget<"order_kinds">} */
class Orders extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    const kinds = this.book.order_kinds;
    const host = { say: this.say.bind(this), report: this.report.bind(this) };
    this.shown = "";
    this.isLate = false;
    this.importer = new ImportPanel(host, () => {
      this.intake.open = false;
      this.choose();
    });
    this.filter = select(FILTERS, "all");
    this.filter.addEventListener("change", () => this.choose());
    this.judge = new JudgePanel(kinds);
    this.list = new OrderList(host, kinds, (no) => this.open(no));
    this.outputs = new OutputPanel(host, this.status, kinds);
    this.intake = more("放订单进来，或者粘贴通知里的订单号", this.importer.element);
    this.table = more("列表，一次改多笔", this.list.element);
    this.table.open = innerWidth >= WIDE;
    this.table.addEventListener("toggle", () => this.refreshRest());
    this.work = make("div", {}, row("看哪些", this.filter), this.judge.element, this.table, this.outputs.element);
    this.element.replaceChildren(
      make("p", {}, "报表只在这台设备上读，不上传。买家的姓名、账号、电话、地址和留言，读的时候就丢掉。"),
      this.intake,
      this.status,
      this.work,
    );
  }

  refresh() {
    const numbers = Object.keys(store.case.orders);
    const shown = JSON.stringify([store.active, numbers.length, numbers[0], numbers[numbers.length - 1]]);
    this.work.hidden = !numbers.length;
    if (shown !== this.shown) {
      if (!this.shown.startsWith(`["${store.active}"`) || !numbers.length) this.intake.open = !numbers.length;
      this.shown = shown;
      this.choose();
    }
    this.judge.refresh();
    if (!this.isLate) afterPaint(() => this.refreshRest());
    this.isLate = true;
  }

  /** Of two thousand orders, the one that was touched shows first. */
  refreshRest() {
    this.isLate = false;
    if (this.table.open) this.list.refresh();
    this.outputs.refresh();
  }

  /** The list stays as it was chosen while its orders are judged, so that none is skipped. */
  choose() {
    const orders = ordersOf(store.case);
    const fits = filterOf(/** @type {Filter} */ (this.filter.value), this.book.order_kinds, store.case.exhibits);
    const list = orders.filter(fits).map(({ no }) => no);
    this.judge.show(list, remarksOn(orders));
    this.list.show(list);
  }

  /** @param {string} no */
  open(no) {
    this.judge.show(this.judge.list, this.judge.remarks, no);
    this.judge.card.focus();
    this.judge.card.scrollIntoView({ block: "start" });
  }
}

define("kb-orders", Orders);
