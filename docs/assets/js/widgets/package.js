// <kb-package>: one document of a case, ready to print: cover, statement, exhibits, timeline, log, steps.

import { stateOf } from "../case/cases.js";
import { headingsOf, rowsOf } from "../case/exhibits.js";
import { LOG_HEADINGS, logRows } from "../case/log.js";
import { store } from "../case/page-store.js";
import { idsOf } from "../case/plan.js";
import { hasOwn, KINDS } from "../case/shape.js";
import { storyTable } from "../case/story-table.js";
import { storyOf } from "../case/timeline.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { letterOf, missing, textOf } from "../letter/letter.js";
import { readingOf } from "../letter/reading.js";
import { filterOf } from "../orders/filters.js";
import { ordersOf } from "../orders/orders.js";
import { reviewTable } from "../orders/review-table.js";
import { copyOrSelect } from "../ui/copy.js";
import { actions, button, make, more, row, select } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { paragraphs, stepList, table } from "../ui/sheets.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Happening } from "../case/timeline.js" */
/** @import { Filter } from "../orders/filters.js" */

const PARTS = {
  statement: "说明",
  exhibits: "证据目录",
  timeline: "时间线",
  log: "沟通记录",
  orders: "订单核查表",
  steps: "清单的完成情况",
};
const WHICH = {
  real: "只放真实的",
  doubtful: "只放有疑点的",
  wrong: "只放有问题的",
  named: "只放通知点名的",
  all: "全部",
};
/** @type {Set<Happening["kind"]>} */
const PUBLIC = new Set(["event", "order", "log", "deadline"]); // not how the seller got the papers ready
const COVER = ["shop-name", "notice-no", "dispute-no", "order-no"];

/** @extends {Widget<"checklists"|"templates"|"letters"|"fields"|"personal"|"exhibit_kinds"|"order_kinds">} */
class Package extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.letter = this.chooser();
    this.boxes = {
      statement: this.box(true),
      exhibits: this.box(true),
      timeline: this.box(true),
      log: this.box(true),
      orders: this.box(true),
      steps: this.box(false),
    };
    const { statement, exhibits, timeline, log, orders, steps } = this.boxes;
    this.which = select(WHICH, this.fitting());
    this.which.addEventListener("change", () => this.refresh());
    this.hint = make("p", { className: "kb-form__advice" });
    this.page = make("div", { className: "kb-paper", tabIndex: 0, role: "region", aria: { label: "材料包预览" } });
    this.element.replaceChildren(
      row("用哪份说明", this.letter, "先在那一页填好，这里自动带过来。"),
      more(
        "放哪些进去",
        checkRow(statement, PARTS.statement),
        checkRow(exhibits, PARTS.exhibits),
        checkRow(timeline, PARTS.timeline),
        checkRow(log, PARTS.log),
        checkRow(orders, PARTS.orders),
        row("放哪些订单", this.which),
        checkRow(steps, PARTS.steps),
      ),
      this.hint,
      actions(button("打印或存成 PDF", () => this.print()), button("复制全部", () => this.copy())),
      this.status,
      this.page,
    );
  }

  chooser() {
    const titles = Object.fromEntries(Object.entries(this.book.templates).map(([id, { title }]) => [id, title]));
    const choose = select({ "": "不放说明", ...titles }, this.likely());
    choose.addEventListener("change", () => {
      this.which.value = this.fitting();
      this.refresh();
    });
    return choose;
  }

  /** The letter exported last, else the first one planned, else one of the kind of the case. */
  likely() {
    const { letters, plan, kind } = store.case;
    const last = Object.keys(letters).filter((id) => hasOwn(this.book.templates, id)).sort((
      a,
      b,
    ) => (letters[a] < letters[b] ? 1 : -1))[0];
    const planned = idsOf("template", plan.tasks).find((id) => hasOwn(this.book.templates, id));
    return last ?? planned ?? Object.keys(this.book.templates).find((id) => this.book.templates[id].route === kind) ??
      "";
  }

  /** The orders that the chosen letter is about. */
  fitting() {
    const letter = letterOf(this.letter.value, this.book);
    return letter?.orders ?? "real";
  }

  /** @param {boolean} checked */
  box(checked) {
    const box = make("input", { type: "checkbox", checked });
    box.addEventListener("change", () => this.refresh());
    return box;
  }

  refresh() {
    const letter = letterOf(this.letter.value, this.book);
    const left = letter && this.boxes.statement.checked
      ? missing(letter, readingOf(letter)).map((blank) => blank.label)
      : [];
    this.hint.replaceChildren(left.length ? `说明里还有 ${left.length} 处没填：${left.join("、")}。` : "");
    if (letter && left.length) this.hint.append(make("a", { href: this.book.templates[letter.id].href }, "去填"));
    if (this.isMixed()) this.hint.append("有问题的订单和真实的混在一起。交出去的只放一种；有问题的先给律师看。");
    this.page.replaceChildren(...this.document().childNodes);
  }

  // --- the document -------------------------------------------------------------------------

  document() {
    const parts = [
      this.statement(),
      this.exhibits(),
      this.orders(),
      this.story(),
      this.log(),
      this.steps(),
    ].filter((part) => part !== null);
    const contents = make("ol", {}, ...parts.map(({ title }) => make("li", {}, title)));
    return make(
      "section",
      {},
      this.cover(contents),
      ...parts.map(({ title, content }) =>
        make("section", { className: "kb-sheet__part" }, make("h2", {}, title), ...content)
      ),
    );
  }

  /** @param {HTMLElement} contents */
  cover(contents) {
    const { title, kind } = store.case;
    const known = COVER.filter((id) => hasOwn(this.book.fields, id) && store.typed({ id }).trim());
    const facts = known.map((id) => make("p", {}, `${this.book.fields[id].label}：${store.typed({ id })}`));
    return make(
      "section",
      { className: "kb-sheet__cover" },
      make("h1", {}, "材料包"),
      make("p", {}, `案件：${title}（${KINDS[kind]}）`),
      ...facts,
      make("p", {}, `整理时间：${inFull(wallOf(store.now().getTime()))}`),
      make("h2", {}, "目录"),
      contents,
    );
  }

  statement() {
    const letter = letterOf(this.letter.value, this.book);
    if (!letter || !this.boxes.statement.checked) return null;
    const sign = letter.kind === "reply"
      ? []
      : [make("p", { className: "kb-sheet__sign" }, "签名或盖章：＿＿＿＿＿＿＿＿　日期：＿＿＿＿")];
    return { title: letter.title, content: [...paragraphs(textOf(letter, readingOf(letter))), ...sign] };
  }

  exhibits() {
    if (!this.boxes.exhibits.checked || !store.case.exhibits.length) return null;
    return {
      title: PARTS.exhibits,
      content: [table(headingsOf(store.case.exhibits), rowsOf(store.case.exhibits, this.book.exhibit_kinds))],
    };
  }

  /** Those that go along: what the seller did wrong is not handed in beside what he did right. */
  chosen() {
    const fits = filterOf(/** @type {Filter} */ (this.which.value), this.book.order_kinds, store.case.exhibits);
    return ordersOf(store.case).filter(fits);
  }

  isMixed() {
    const verdicts = new Set(this.chosen().map(({ verdict }) => verdict));
    return this.boxes.orders.checked && verdicts.has("wrong") && verdicts.has("real");
  }

  orders() {
    const orders = this.chosen();
    if (!this.boxes.orders.checked || !orders.length) return null;
    return {
      title: PARTS.orders,
      content: reviewTable(orders, { kinds: this.book.order_kinds, exhibits: store.case.exhibits }),
    };
  }

  items() {
    return Object.assign({}, ...Object.values(this.book.checklists).map((list) => list.items));
  }

  story() {
    const { templates, fields } = this.book;
    const orders = Object.fromEntries(this.chosen().map(({ no, ...order }) => [no, order]));
    const story = storyOf({ ...store.case, orders }, { items: this.items(), templates, fields }).filter(({ kind }) =>
      PUBLIC.has(kind)
    );
    return this.boxes.timeline.checked && story.length ? { title: PARTS.timeline, content: [storyTable(story)] } : null;
  }

  log() {
    const { log } = store.case;
    return this.boxes.log.checked && log.length
      ? { title: PARTS.log, content: [table(LOG_HEADINGS, logRows(log))] }
      : null;
  }

  steps() {
    const { marks, notes } = store.case;
    const begun = Object.values(this.book.checklists).filter((list) =>
      Object.keys(list.items).some((id) => hasOwn(marks, id))
    );
    if (!this.boxes.steps.checked || !begun.length) return null;
    const content = begun.flatMap((
      list,
    ) => [
      make("h3", {}, list.title),
      stepList(
        Object.entries(list.items).map(([id, what]) => ({
          title: what,
          state: stateOf(marks, id),
          note: hasOwn(notes, id) ? notes[id] : "",
        })),
      ),
    ]);
    return { title: PARTS.steps, content };
  }

  // --- getting it out -----------------------------------------------------------------------

  print() {
    const [text, confirmed] = [this.page.innerText, () => this.record()];
    this.say(printSheet(this.document(), this.status, { text, confirmed }));
  }

  copy() {
    const [text, confirmed] = [this.page.innerText, () => this.record()];
    const done = "已复制整份材料，可以粘贴到 Word 或 WPS。";
    return copyOrSelect({ text, sheet: this.document(), done, confirmed }, this.status);
  }

  /** The task is done: it was copied, or the seller said so. */
  record() {
    return store.change((current) => {
      current.letters["tool.package"] = store.now().toISOString();
    });
  }
}

/** @param {HTMLInputElement} box @param {string} words */
function checkRow(box, words) {
  return make("label", { className: "kb-check" }, box, words);
}

define("kb-package", Package);
