// Where orders come in: a report that is dropped, picked or pasted, or the numbers of a notice. What is read is shown
// before anything is stored; the file itself, and whatever it says of buyers, is never kept, not even as a draft.

import { LARGEST, whyUnread } from "../case/digest.js";
import { store } from "../case/page-store.js";
import { actions, button, make, row } from "../ui/dom.js";
import { mappingOf } from "./columns.js";
import { OrderFileError } from "./file-error.js";
import { NoticePreview } from "./notice-preview.js";
import { findNumbers } from "./numbers.js";
import { putOrders } from "./orders.js";
import { readFile, readPasted } from "./read-file.js";
import { ReportPreview } from "./report-preview.js";

/** @import { Order } from "../case/shape.js" */
/** @import { Undo } from "../ui/widget.js" */
/** @import { Waiting } from "./pace.js" */
/** @import { SourceTable } from "./read-file.js" */

/**
 * @typedef {object} Host what a part of the tool asks of the widget
 * @property {(words: string, undo?: Undo) => void} say
 * @property {(stored: boolean, words: string, undo?: Undo) => void} report
 *
 * @typedef {Partial<Order> & {no: string}} Incoming
 */

const FORMATS = ".csv,.tsv,.txt,.xlsx";

export class ImportPanel {
  /** @param {Host} host @param {() => void} onPut called once orders were put into the case */
  constructor(host, onPut) {
    this.host = host;
    this.onPut = onPut;
    this.box = make("textarea", { rows: 4, placeholder: "订单号：4012345678901234567、4012345678901234568" });
    this.meter = make("progress", { hidden: true, max: 1, aria: { label: "读取进度" } });
    this.preview = make("div", { className: "kb-import" });
    this.controller = new AbortController(); // stops a reading when another begins
    this.element = make(
      "div",
      { className: "kb-drop" },
      this.picker(),
      row("或者粘贴", this.box, "通知里的订单号，连同前后的字一起贴也行；或者在表格里选中几行，复制过来。"),
      actions(button("读出来", () => this.readText())),
      this.meter,
      this.preview,
    );
    this.takeDrops();
  }

  picker() {
    const input = make("input", { type: "file", accept: FORMATS, className: "kb-file__input" });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      input.value = ""; // the same file can be picked again
      if (file) this.readFile(file);
    });
    return make("label", { className: "kb-file" }, input, make("span", { className: "kb-button" }, "选订单报表"));
  }

  takeDrops() {
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      const { files } = event.dataTransfer ?? {};
      if (files?.length === 1) this.readFile(files[0]);
      else this.host.say(files?.length ? "一次放一个文件。" : "这里放订单报表的文件。文字请粘贴到下面的框里。");
    });
  }

  // --- reading ------------------------------------------------------------------------------

  /** @param {File} file */
  readFile(file) {
    if (file.size > LARGEST) return this.host.say("这个文件太大，读不了。请在后台按时间分几次导出。");
    return this.tryTo(async (waiting) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await this.showTable(await readFile(bytes, file.name, waiting), waiting);
    });
  }

  readText() {
    const text = this.box.value;
    if (!text.trim()) {
      this.host.say("先把订单号或表格粘贴到框里。");
      this.box.focus();
      return Promise.resolve();
    }
    return this.tryTo(async (waiting) => {
      const table = await readPasted(text, waiting).catch(() => null); // numbers in any surroundings need be no table
      if (table && isReport(table)) await this.showTable(table, waiting);
      else this.showNumbers(text);
    });
  }

  /** @param {(waiting: Waiting) => Promise<void>} read */
  async tryTo(read) {
    this.controller.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    const onProgress = (/** @type {number} */ share) => {
      this.meter.hidden = false;
      this.meter.value = share;
    };
    this.preview.replaceChildren();
    this.host.say("正在读……");
    try {
      await read({ onProgress, signal });
    } catch (error) {
      if (!signal.aborted) {
        this.host.say(error instanceof OrderFileError ? error.message : `读不出：${whyUnread(error)}。`);
      }
    }
    if (!signal.aborted) this.meter.hidden = true;
  }

  // --- showing what was read ------------------------------------------------------------------

  /** @param {SourceTable} table @param {Waiting} waiting */
  async showTable(table, waiting) {
    const preview = new ReportPreview(table, (orders) => this.put(orders), () => this.leave());
    const words = await preview.read(waiting);
    this.preview.replaceChildren(preview.element);
    this.host.say(words);
  }

  /** @param {string} text */
  showNumbers(text) {
    const found = findNumbers(text);
    const preview = new NoticePreview(found, (orders) => this.put(orders), () => this.leave());
    this.preview.replaceChildren(preview.element);
    this.host.say(preview.words);
  }

  leave() {
    this.preview.replaceChildren();
    this.host.say("什么都没有放进去。");
  }

  /** @param {Incoming[]} orders */
  put(orders) {
    const touched = orders.map(({ no }) => no);
    const before = { ...store.case.orders };
    const stored = store.change((current) => putOrders(current, orders));
    if (stored) {
      this.preview.replaceChildren();
      this.box.value = "";
      this.onPut();
    }
    this.host.report(
      stored,
      `已放进案件，现在一共 ${Object.keys(store.case.orders).length} 笔。`,
      () => takeBack(touched, before),
    );
  }
}

/** A table with headings, or one that says more than numbers. @param {SourceTable} table */
function isReport({ columns, source }) {
  const mapping = mappingOf(columns);
  return source.headingRow > 0 || (mapping.no !== undefined && Object.keys(mapping).length > 1);
}

/** @param {string[]} touched order numbers @param {Record<string, Order>} before */
function takeBack(touched, before) {
  const stored = store.change((current) => {
    for (const no of touched) {
      if (before[no]) current.orders[no] = before[no];
      else delete current.orders[no];
    }
  });
  return stored ? "已撤销。" : "";
}
