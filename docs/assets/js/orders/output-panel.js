// What comes of the orders: counts, the review sheet, what is still lacking, the batch by the hour.

import { csvOf } from "../case/csv.js";
import { store } from "../case/page-store.js";
import { copyOrSelect, saveOrSelect } from "../ui/copy.js";
import { actions, button, make, more, row, select } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { sheet, table } from "../ui/sheets.js";
import { lackedIn } from "./evidence.js";
import { filterOf, FILTERS } from "./filters.js";
import { ordersOf, totalOf, totalsOf, VERDICTS } from "./orders.js";
import { COLUMNS, HOUR_COLUMNS, hourRows, wholeRows } from "./review.js";
import { reviewTable } from "./review-table.js";

/** @import { Host } from "./import-panel.js" */
/** @import { Filter } from "./filters.js" */
/** @import { Kinds, Numbered } from "./orders.js" */

export class OutputPanel {
  /** @param {Host} host @param {HTMLElement} status @param {Kinds} kinds */
  constructor(host, status, kinds) {
    this.host = host;
    this.status = status;
    this.kinds = kinds;
    this.counts = make("div", {});
    this.which = select(FILTERS, "all");
    this.which.addEventListener("change", () => this.refresh());
    this.mixed = make("p", { className: "kb-form__advice", role: "status" });
    this.lacking = make("div", {});
    this.hours = make("div", {});
    this.element = make(
      "div",
      {},
      this.counts,
      row("打印和下载哪些", this.which),
      this.mixed,
      actions(
        button("打印核查表", () => this.print()),
        button("下载表格 .csv", () => this.save()),
        button("复制表格", () => this.copy()),
      ),
      this.opened("还缺什么", this.lacking, () => this.drawLacking(), () => this.lackingSheet()),
      this.opened("按小时数一数", this.hours, () => this.drawHours(), () => this.hourSheet()),
    );
  }

  /**
   * A part that is drawn while it is open, with its own copying and printing.
   *
   * @param {string} label
   * @param {HTMLElement} place
   * @param {() => void} draw
   * @param {() => HTMLElement} paper
   */
  opened(label, place, draw, paper) {
    const part = more(
      label,
      place,
      actions(
        button(
          `复制“${label}”`,
          () => copyOrSelect({ text: textOf(paper()), sheet: paper(), done: "已复制。" }, this.status),
        ),
        button(`打印“${label}”`, () => this.host.say(printSheet(paper(), this.status))),
      ),
    );
    part.addEventListener("toggle", () => part.open && draw());
    return part;
  }

  /** @returns {Numbered[]} */
  chosen() {
    const fits = filterOf(/** @type {Filter} */ (this.which.value), this.kinds, store.case.exhibits);
    return ordersOf(store.case).filter(fits);
  }

  papers() {
    return { kinds: this.kinds, exhibits: store.case.exhibits };
  }

  // --- on the page ----------------------------------------------------------------------------

  refresh() {
    const orders = ordersOf(store.case);
    this.counts.replaceChildren(countTable(orders));
    const chosen = this.chosen();
    const wrong = chosen.filter(({ verdict }) => verdict === "wrong").length;
    const real = chosen.filter(({ verdict }) => verdict === "real").length;
    this.mixed.textContent = wrong && real
      ? `这里面有问题的 ${wrong} 笔和真实的混在一起。交出去的申诉只带真实的；有问题的自己留底，先给律师看。`
      : "";
    if (this.lacking.closest("details")?.open) this.drawLacking();
    if (this.hours.closest("details")?.open) this.drawHours();
  }

  drawLacking() {
    this.lacking.replaceChildren(...this.lackingParts());
  }

  drawHours() {
    this.hours.replaceChildren(make("div", { className: "kb-scroll" }, table(HOUR_COLUMNS, hourRows(this.chosen()))));
  }

  lackingParts() {
    const lacked = lackedIn(this.chosen().filter(({ verdict }) => verdict !== "wrong"), this.papers());
    if (!lacked.length) return [make("p", {}, "这些订单要的证据都齐了。")];
    return lacked.map(({ kind, orders }) =>
      make("p", {}, make("strong", {}, `☐ ${kind}，${orders.length} 笔：`), orders.map(({ no }) => no).join("、"))
    );
  }

  // --- on paper, and in files -----------------------------------------------------------------

  /** @param {string} title @param {...Node} parts */
  paper(title, ...parts) {
    return sheet(title, make("p", { className: "kb-sheet__note" }, `案件：${store.case.title}`), ...parts);
  }

  lackingSheet() {
    return this.paper("还缺的证据", ...this.lackingParts());
  }

  hourSheet() {
    return this.paper("订单按小时统计", table(HOUR_COLUMNS, hourRows(this.chosen())));
  }

  reviewSheet() {
    return this.paper("订单核查表", ...reviewTable(this.chosen(), this.papers()));
  }

  print() {
    this.host.say(printSheet(this.reviewSheet(), this.status, { text: this.text() }));
  }

  rows() {
    return [COLUMNS, ...wholeRows(this.chosen(), this.papers())];
  }

  text() {
    return this.rows().map((cells) => cells.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n");
  }

  copy() {
    const [head, ...rows] = this.rows();
    const paper = this.paper("订单核查表", table(head, rows));
    return copyOrSelect(
      { text: this.text(), sheet: paper, done: "已复制表格，可以粘贴到表格软件或文档里。" },
      this.status,
    );
  }

  save() {
    const file = {
      name: `订单核查表 ${store.case.title}.csv`,
      type: "text/csv",
      file: csvOf(this.rows()),
      then: "用 WPS 或 Excel 打开，订单号不会变。",
      text: this.text(),
    };
    this.host.say(saveOrSelect(file, this.status));
  }
}

/** @param {Numbered[]} orders */
function countTable(orders) {
  const rows = totalsOf(orders).filter(([, { count }]) => count).map(([verdict, { count, sum, unknown }]) => [
    VERDICTS[verdict],
    `${count} 笔`,
    `${sum} 元${unknown ? `（${unknown} 笔没有金额）` : ""}`,
  ]);
  const { count, sum } = totalOf(orders);
  return table(["结论", "笔数", "实付合计"], [...rows, ["一共", `${count} 笔`, `${sum} 元`]]);
}

/** @param {HTMLElement} paper */
function textOf(paper) {
  return [...paper.querySelectorAll("h1, p, tr")].map((line) =>
    line.matches("tr") ? [...line.children].map(({ textContent }) => textContent).join("\t") : line.textContent ?? ""
  ).join("\n");
}
