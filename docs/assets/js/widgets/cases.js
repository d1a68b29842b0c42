// <kb-cases>: the case in use with all it needs, and all cases to choose from.

import { removeCase, startCase } from "../case/case-acts.js";
import { duplicate, inOrder } from "../case/case-list.js";
import { newCase, nextDue, progress, things } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { hasOwn, KINDS } from "../case/shape.js";
import { dueLeft } from "../deadline/due-left.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { actions, button, findAll, make, more, row, select } from "../ui/dom.js";
import { keyed, redraw } from "../ui/lists.js";
import { define, Widget } from "../ui/widget.js";

const SHOWN = 30; // cases drawn at once

/** @import { Case } from "../case/shape.js" */

/** @extends {Widget<"steps"|"templates"|"guides">} */
class Cases extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.limit = SHOWN;
    this.name = make("input", { type: "text", maxLength: 60 });
    this.name.addEventListener("change", () => this.rename(this.name.value));
    this.kind = select(KINDS);
    this.kind.addEventListener("change", () =>
      store.change((current) => {
        current.kind = chosen(this.kind);
      }));
    this.head = make("div");
    this.desk = make("section", { className: "kb-desk", aria: { label: "正在用的案件" } }, this.head, this.edit());
    this.all = make("section", { aria: { labelledby: "kb-all-cases" } });
    this.element.replaceChildren(this.desk, this.status, this.creation(), this.all);
  }

  refresh() {
    redraw(this.head, () => this.drawHead(), this.status);
    redraw(this.all, () => this.drawAll(), this.status);
    if (document.activeElement !== this.name) this.name.value = store.case.title;
    this.kind.value = store.case.kind;
  }

  // --- the case in use --------------------------------------------------------------------

  drawHead() {
    const current = store.case;
    this.head.replaceChildren(
      make("p", { className: "kb-kicker" }, `正在用的案件 · ${KINDS[current.kind]}`),
      make("h2", { className: "kb-widget__title" }, current.title),
      this.dueLine(current),
      this.needs(current),
      this.contents(current),
    );
  }

  /** @param {Case} current */
  dueLine(current) {
    const next = nextDue(current)?.[1];
    if (!next) {
      return make(
        "p",
        { className: "kb-note" },
        "还没有记下截止时间。",
        make("a", { href: this.toolLink("deadlines"), data: { kbKey: "set-due" } }, "现在去记"),
      );
    }
    return make("p", { className: "kb-due__result" }, `${next.title}：${inFull(next.due)} `, dueLeft(next));
  }

  /** What the triage planned, and what was begun anyway. @param {Case} current */
  needs(current) {
    const { steps: checklists, templates, guides } = this.book;
    const { plan } = current;
    /** @param {{items: string[]}} list */
    const begun = (list) => list.items.some((item) => hasOwn(current.marks, item));
    const lists = inPlan(plan.checklists, checklists, (id) => begun(checklists[id]));
    const letters = inPlan(plan.templates, templates, (id) => hasOwn(current.letters, id));
    const rows = [
      ...lists.map((id) =>
        line("清单", checklists[id].href, checklists[id].title, progressWords(current, checklists[id]))
      ),
      ...letters.map((id) =>
        line("信", templates[id].href, templates[id].title, hasOwn(current.letters, id) ? "已复制或打印过" : "")
      ),
      ...(hasOwn(guides, plan.guide) ? [line("指南", guides[plan.guide].href, guides[plan.guide].title, "")] : []),
    ];
    if (!rows.length) {
      return make(
        "p",
        {},
        "还没有开始。可以先",
        make("a", { href: this.book.start, data: { kbKey: "start" } }, "回答两三个问题"),
        "，找到该用的清单和信。",
      );
    }
    return make("ul", { className: "kb-index" }, ...rows);
  }

  /** @param {Case} current */
  contents(current) {
    const { exhibits, log, deadlines } = current;
    return make(
      "ul",
      { className: "kb-tools" },
      this.tool("deadlines", "期限", Object.keys(deadlines).length),
      this.tool("exhibits", "证据目录", exhibits.length),
      this.tool("log", "沟通记录", log.length),
      this.tool("timeline", "时间线"),
      this.tool("package", "材料包"),
      this.tool("backup", "备份"),
    );
  }

  /** @param {string} id @param {string} words @param {number} [count] of what the case has there */
  tool(id, words, count = 0) {
    const link = make("a", { href: this.toolLink(id), data: { kbKey: id } }, count ? `${words}（${count}）` : words);
    return make("li", {}, link);
  }

  edit() {
    return more("改名字、改类别", row("案件名称", this.name, "别写买家的姓名、电话。"), row("类别", this.kind));
  }

  /** @param {string} title */
  rename(title) {
    const before = store.case.title;
    const name = title.trim() || before;
    store.change((current) => {
      current.title = name;
    });
    this.say(`案件改名为“${name}”。`, () => {
      store.change((current) => {
        current.title = before;
      });
      return `已改回“${before}”。`;
    });
  }

  /** @param {string} tool */
  toolLink(tool) {
    return `../${tool}/`; // the tools are neighbours
  }

  // --- all cases --------------------------------------------------------------------------

  creation() {
    const name = make("input", { type: "text", maxLength: 60, placeholder: "例如：10 月那批订单" });
    const kind = select(KINDS, "fake-trade");
    const part = more(
      "新建案件",
      row("案件名称", name, "别写买家的姓名、电话。"),
      row("类别", kind),
      actions(button("新建", () => {
        this.create(name.value.trim() || `案件 ${Object.keys(store.state.cases).length + 1}`, chosen(kind));
        name.value = "";
        part.open = false;
      })),
    );
    return part;
  }

  /** @param {string} title @param {Case["kind"]} kind */
  create(title, kind) {
    const undo = startCase(newCase(title, kind, store.now()));
    this.say(`已新建“${title}”，现在用的就是它。`, undo);
  }

  drawAll() {
    const cases = inOrder(store.state.cases);
    const rest = cases.length - this.limit;
    this.all.replaceChildren(
      make("h2", { id: "kb-all-cases" }, `全部案件（${cases.length}）`),
      make("ul", { className: "kb-cards" }, ...cases.slice(0, this.limit).map(([id, each]) => this.card(id, each))),
      ...(rest > 0 ? [button(`再显示 ${Math.min(rest, SHOWN)} 件`, () => this.showMore())] : []),
      make("p", { className: "kb-note" }, lastBackup()),
    );
  }

  showMore() {
    const next = this.limit;
    this.limit += SHOWN;
    this.refresh();
    findAll(this.all, ".kb-card", HTMLElement)[next]?.querySelector("button")?.focus();
  }

  /** @param {string} id @param {Case} each */
  card(id, each) {
    const active = id === store.active;
    const next = nextDue(each)?.[1];
    /** @param {string} key @param {string} label @param {() => void} onclick */
    const act = (key, label, onclick) => keyed(`${id} ${key}`, label, each.title, onclick);
    const left = dueLeft(next, next?.title);
    return make(
      "li",
      { className: "kb-card" },
      make(
        "p",
        { className: "kb-card__title" },
        each.title,
        active ? make("span", { className: "kb-level kb-level--must" }, "正在用") : null,
      ),
      make("p", { className: "kb-note" }, this.summary(each)),
      left && make("p", {}, left),
      actions(
        ...(active ? [] : [act("use", "用这件", () => this.use(id))]),
        act("copy", "复制一份", () => this.copy(each)),
        act("archive", each.archived ? "取消归档" : "归档", () => this.archive(id)),
        act("delete", "删除", () => this.remove(id)),
      ),
    );
  }

  /** @param {Case} each */
  summary(each) {
    const started = Object.values(this.book.steps).filter((list) =>
      list.items.some((item) => hasOwn(each.marks, item))
    );
    const items = started.flatMap((list) => list.items);
    const { done, total } = progress(each, items);
    return [
      each.archived ? "已归档" : "",
      KINDS[each.kind],
      total ? `步骤 ${done} / ${total}` : "",
      each.exhibits.length ? `证据 ${each.exhibits.length}` : "",
      each.changed ? `改于 ${inFull(wallOf(Date.parse(each.changed)))}` : "",
    ].filter(Boolean).join(" · ");
  }

  /** @param {string} id */
  use(id) {
    store.use(id);
    this.say(`现在用的是“${store.case.title}”。`);
    this.status.focus();
  }

  /** @param {Case} each */
  copy(each) {
    const undo = startCase(duplicate(each, store.now()));
    this.say(`已复制“${each.title}”，现在用的是副本。`, undo);
  }

  /** @param {string} id */
  archive(id) {
    const flip = () =>
      store.arrange(({ cases }) => {
        if (hasOwn(cases, id)) cases[id].archived = !cases[id].archived;
      });
    flip();
    const { archived, title } = store.state.cases[id];
    this.say(archived ? `已归档“${title}”，排到最后，内容都在。` : `已取消归档“${title}”。`, () => {
      flip();
      return "已撤销。";
    });
  }

  /** @param {string} id */
  remove(id) {
    const gone = store.state.cases[id];
    this.say(`已删除“${gone.title}”（${things(gone)} 处内容）。`, removeCase(id));
  }
}

/** @param {HTMLSelectElement} kinds */
function chosen(kinds) {
  return /** @type {Case["kind"]} */ (kinds.value);
}

/**
 * The planned ones in their order, then those begun without a plan.
 *
 * @param {string[]} planned
 * @param {Record<string, unknown>} known by id
 * @param {(id: string) => boolean} isBegun
 */
function inPlan(planned, known, isBegun) {
  const ids = planned.filter((id) => hasOwn(known, id));
  return [...ids, ...Object.keys(known).filter((id) => !ids.includes(id) && isBegun(id))];
}

/** @param {string} kind @param {string} href @param {string} title @param {string} words */
function line(kind, href, title, words) {
  return make(
    "li",
    {},
    make("a", { href, data: { kbKey: href } }, title),
    make("span", { className: "kb-note" }, words ? `${kind} · ${words}` : kind),
  );
}

/** @param {Case} current @param {{items: string[]}} list */
function progressWords(current, list) {
  const { done, total } = progress(current, list.items);
  return `完成 ${done} / ${total}`;
}

function lastBackup() {
  const { at } = store.state.backup;
  return at ? `上次备份：${inFull(wallOf(Date.parse(at)))}。` : "还没有备份过。";
}

define("kb-cases", Cases);
