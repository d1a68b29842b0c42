// A report that was read, shown for a check: what was found, what was dropped, which column says what, what to keep.

import { store } from "../case/page-store.js";
import { readWall } from "../deadline/typed-time.js";
import { actions, button, make, more, row, select } from "../ui/dom.js";
import { onPastedTime, unreadPaste } from "../ui/pasted-time.js";
import { table } from "../ui/sheets.js";
import { mappingOf } from "./columns.js";
import { findNumbers } from "./numbers.js";
import { FIELD_NAMES } from "./order.js";
import { readOrders } from "./read-orders.js";

/** @import { Field, Order } from "./order.js" */
/** @import { Waiting } from "./pace.js" */
/** @import { SourceTable } from "./read-file.js" */
/** @import { Reading } from "./read-orders.js" */

const MANY = 2000; // orders that a case holds and stays quick
const LISTED = 100; // rows of a list drawn at once

export class ReportPreview {
  /**
   * @param {SourceTable} source
   * @param {(orders: (Partial<import("../case/shape.js").Order> & {no: string})[]) => void} onPut
   * @param {() => void} onLeave
   */
  constructor(source, onPut, onLeave) {
    this.source = source;
    this.mapping = mappingOf(source.columns);
    /** @type {Reading | null} */
    this.reading = null;
    this.findings = make("div", {});
    this.columns = this.columnTable();
    this.part = select({ all: "全部", named: "只要通知点名的", days: "只要一段时间里下的单" }, "all");
    this.numbers = make("textarea", { rows: 3 });
    this.from = make("input", { type: "date", max: "2099-12-31" });
    this.until = make("input", { type: "date", max: "2099-12-31" });
    for (const day of [this.from, this.until]) onPastedTime(day, (text) => this.paste(day, text));
    this.choice = make("div", {});
    this.told = make("p", { className: "kb-form__advice", role: "status" });
    this.save = button("放进案件", () => onPut(this.chosen()));
    for (const each of [this.part, this.numbers, this.from, this.until]) {
      each.addEventListener("input", () => this.choose());
    }
    this.element = make(
      "div",
      { className: "kb-card" },
      this.findings,
      this.columns,
      row("放哪些进去", this.part),
      this.choice,
      this.told,
      actions(this.save, button("不要了", onLeave)),
    );
  }

  // --- columns --------------------------------------------------------------------------------

  columnTable() {
    const names = { "": "不留", ...FIELD_NAMES };
    const rows = this.source.columns.map(({ index, heading, example, personal, field }) => {
      const choose = select(names, field ?? "");
      choose.setAttribute("aria-label", `第 ${index + 1} 列是什么：${heading}`);
      choose.addEventListener("change", () => this.assign(index, /** @type {Field | ""} */ (choose.value)));
      return [heading || `第 ${index + 1} 列`, personal ? `（${personal}，不留）` : example, choose];
    });
    return more(
      "哪一列是什么（认错了可以改）",
      make("div", { className: "kb-scroll" }, table(["列名", "例子", "当作"], rows)),
    );
  }

  /** A field is said by one column. @param {number} index @param {Field | ""} field */
  assign(index, field) {
    const others = Object.entries(this.mapping).filter(([name, at]) => at !== index && name !== field);
    this.mapping = Object.fromEntries(field ? [...others, [field, index]] : others);
    this.columns.querySelectorAll("select").forEach((choose, at) => {
      const [name = ""] = Object.entries(this.mapping).find(([, column]) => column === at) ?? [];
      choose.value = name;
    });
    return this.read();
  }

  // --- reading --------------------------------------------------------------------------------

  /** Read the rows as the columns say. @param {Waiting} [waiting] @returns {Promise<string>} what was found, in a sentence */
  async read(waiting) {
    this.reading = await readOrders(this.source, this.mapping, waiting);
    const { orders } = this.reading;
    this.part.value = orders.length > MANY ? "named" : this.part.value;
    this.findings.replaceChildren(...findingsOf(this.reading, this.source));
    if (this.mapping.no === undefined) this.columns.open = true;
    this.choose();
    return orders.length ? `读到 ${orders.length} 笔，看一眼再放进案件。` : "没有读到订单，看看下面列出的原因。";
  }

  // --- choosing -------------------------------------------------------------------------------

  choose() {
    if (this.choice.dataset.kbPart !== this.part.value) this.choice.replaceChildren(...this.choiceRows());
    this.choice.dataset.kbPart = this.part.value;
    const { length } = this.chosen();
    this.save.textContent = `放进案件（${length} 笔）`;
    this.save.disabled = !length;
    this.told.textContent = this.note(length);
  }

  /** @param {HTMLInputElement} day @param {string} text */
  paste(day, text) {
    const { wall, why } = readDay(text);
    if (wall) day.value = wall;
    this.choose();
    if (why) this.told.textContent = unreadPaste(text, why);
  }

  choiceRows() {
    if (this.part.value === "named") return [row("通知里的订单号", this.numbers, "整段粘贴，不用一个个分开。")];
    if (this.part.value === "days") return [row("从哪天", this.from), row("到哪天", this.until)];
    return [];
  }

  /** @param {number} count */
  note(count) {
    const unknown = this.part.value === "named" ? this.unknown() : [];
    return [
      unknown.length
        ? `报表里没有 ${unknown.length} 个：${unknown.slice(0, 20).join("、")}。也会列进去，只有订单号。`
        : "",
      count > MANY ? `一个案件里超过 ${MANY} 笔，用起来会慢，浏览器也可能存不下。先选一部分更好。` : "",
    ].join("");
  }

  named() {
    return findNumbers(this.numbers.value).numbers;
  }

  unknown() {
    const known = new Set(this.reading?.orders.map(({ no }) => no));
    return this.named().filter((no) => !known.has(no));
  }

  /** @returns {(Partial<import("../case/shape.js").Order> & {no: string})[]} */
  chosen() {
    /** @type {Order[]} */
    const orders = this.reading?.orders ?? [];
    if (this.part.value === "named") {
      const named = new Set(this.named());
      const found = orders.filter(({ no }) => named.has(no));
      return [...found, ...this.unknown().map((no) => ({ no }))].map((each) => ({ ...each, named: true }));
    }
    if (this.part.value !== "days") return orders;
    const [from, until] = [readDay(this.from.value).wall, readDay(this.until.value).wall || "9999"];
    return orders.filter(({ created }) => created && created.slice(0, 10) >= from && created.slice(0, 10) <= until);
  }
}

/** @param {string} text */
function readDay(text) {
  const { wall, why } = readWall(text, store.now().getTime());
  return { wall: wall.slice(0, "2026-11-22".length), why };
}

/** @param {string} label @param {string[]} lines @param {boolean} [open] */
function list(label, lines, open = false) {
  if (!lines.length) return null;
  const rest = lines.length - LISTED;
  const items = lines.slice(0, LISTED).map((line) => make("li", {}, line));
  const part = more(label, make("ul", {}, ...items, ...(rest > 0 ? [make("li", {}, `还有 ${rest} 行。`)] : [])));
  part.open = open;
  return part;
}

/** @param {Reading} reading @param {SourceTable} table */
function findingsOf({ orders, refused, repeated, unclear, dropped }, { source: { otherSheets, sheet } }) {
  const kinds = dropped.kinds.length ? `买家的${dropped.kinds.join("、")}` : "";
  return [
    make("p", { className: "kb-card__title" }, `读到 ${orders.length} 笔订单`),
    otherSheets.length ? make("p", {}, `读的是工作表“${sheet}”。没有读：${otherSheets.join("、")}。`) : null,
    kinds ? make("p", {}, `已经丢掉：${kinds}。`) : null,
    dropped.headings.length
      ? more(`用不到、也没有留下的 ${dropped.headings.length} 列`, make("p", {}, `${dropped.headings.join("、")}。`))
      : null,
    list(
      `读不出的 ${refused.length} 行`,
      byReason(refused),
      true,
    ),
    list(
      `没看懂、或者没留全的 ${unclear.length} 格，订单照样留下`,
      unclear.map(({ row, text, why }) => `第 ${row} 行（${text}）：${why}。`),
    ),
    list(
      `同一笔订单的另外 ${repeated.length} 行，没有重复算`,
      repeated.map(({ row, no, first, differs }) =>
        `第 ${row} 行，订单 ${no}，用第 ${first} 行的${
          differs.length ? `；不一样的有${differs.map((field) => FIELD_NAMES[field]).join("、")}` : ""
        }。`
      ),
    ),
  ].filter((part) => part !== null);
}

/** Rows with one fault are told in one line. @param {Reading["refused"]} refused @returns {string[]} */
function byReason(refused) {
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  for (const { row, why, text } of refused) {
    rows.set(why, [...(rows.get(why) ?? []), text ? `${row}（${text}）` : `${row}`]);
  }
  return [...rows].map(([why, list]) => {
    const rest = list.length - LISTED;
    return `第 ${list.slice(0, LISTED).join("、")} 行${rest > 0 ? `，还有 ${rest} 行` : ""}：${why}。`;
  });
}
