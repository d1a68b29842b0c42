// <kb-cases>: the case in use with all it needs, and all cases to choose from.

import { removeCase, startCase } from "../case/case-acts.js";
import { duplicate, inOrder } from "../case/case-list.js";
import { newCase, nextDue, progress, things } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { KINDS, hasOwn } from "../case/shape.js";
import { dueLeft } from "../deadline/due-left.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { more, row, select } from "../ui/controls.js";
import { actions, button, make } from "../ui/dom.js";
import { keyed, redraw } from "../ui/lists.js";
import { Widget } from "../ui/widget.js";

const SHOWN = 30; // cases drawn at once

class Cases extends Widget {
  build() {
    this.limit = SHOWN;
    this.head = make("div");
    this.desk = make("section", { className: "kb-desk", aria: { label: "正在用的案件" } }, this.head, this.edit());
    this.all = make("section", { aria: { labelledby: "kb-all-cases" } });
    this.replaceChildren(this.desk, this.status, this.creation(), this.all);
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
      this.dueLine(current), this.needs(current), this.contents(current));
  }

  dueLine(current) {
    const next = nextDue(current)?.[1];
    if (!next) {
      return make("p", { className: "kb-note" }, "还没有记下截止时间。",
        make("a", { href: this.toolLink("deadlines"), data: { kbKey: "set-due" } }, "现在去记"));
    }
    return make("p", { className: "kb-due__result" }, `${next.title}：${inFull(next.due)} `, dueLeft(next));
  }

  /** What the triage planned, and what was begun anyway. */
  needs(current) {
    const { steps: checklists, templates, guides } = this.book;
    const { plan } = current;
    const begun = (list) => list.items.some((item) => hasOwn(current.marks, item));
    const lists = inPlan(plan.checklists, checklists, (id) => begun(checklists[id]));
    const letters = inPlan(plan.templates, templates, (id) => hasOwn(current.letters, id));
    const rows = [
      ...lists.map((id) => line("清单", checklists[id].href, checklists[id].title, progressWords(current, checklists[id]))),
      ...letters.map((id) => line("信", templates[id].href, templates[id].title, hasOwn(current.letters, id) ? "已复制或打印过" : "")),
      ...(hasOwn(guides, plan.guide) ? [line("指南", guides[plan.guide].href, guides[plan.guide].title, "")] : []),
    ];
    if (!rows.length) {
      return make("p", {}, "还没有开始。可以先", make("a", { href: this.book.start, data: { kbKey: "start" } }, "回答两三个问题"), "，找到该用的清单和信。");
    }
    return make("ul", { className: "kb-index" }, ...rows);
  }

  contents(current) {
    const { exhibits, log, deadlines } = current;
    const tools = [
      ["deadlines", "期限", Object.keys(deadlines).length], ["exhibits", "证据目录", exhibits.length],
      ["log", "沟通记录", log.length], ["timeline", "时间线", 0], ["package", "材料包", 0], ["backup", "备份", 0],
    ];
    return make("ul", { className: "kb-tools" }, ...tools.map(([id, words, count]) =>
      make("li", {}, make("a", { href: this.toolLink(id), data: { kbKey: id } }, count ? `${words}（${count}）` : words))));
  }

  edit() {
    this.name = make("input", { type: "text", maxLength: 60 });
    this.name.addEventListener("change", () => this.rename(this.name.value));
    this.kind = select(KINDS);
    this.kind.addEventListener("change", () => store.change((current) => {
      current.kind = this.kind.value;
    }));
    return more("改名字、改类别", row("案件名称", this.name, "别写买家的姓名、电话。"), row("类别", this.kind));
  }

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

  toolLink(tool) {
    return `../${tool}/`; // the tools are neighbours
  }

  // --- all cases --------------------------------------------------------------------------

  creation() {
    const name = make("input", { type: "text", maxLength: 60, placeholder: "例如：10 月那批订单" });
    const kind = select(KINDS, "fake-trade");
    const part = more("新建案件", row("案件名称", name, "别写买家的姓名、电话。"), row("类别", kind),
      actions(button("新建", () => {
        this.create(name.value.trim() || `案件 ${Object.keys(store.state.cases).length + 1}`, kind.value);
        name.value = "";
        part.open = false;
      })));
    return part;
  }

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
      make("p", { className: "kb-note" }, lastBackup()));
  }

  showMore() {
    const next = this.limit;
    this.limit += SHOWN;
    this.refresh();
    this.all.querySelectorAll(".kb-card")[next]?.querySelector("button").focus();
  }

  card(id, each) {
    const active = id === store.active;
    const next = nextDue(each)?.[1];
    const act = (key, label, onclick) => keyed(`${id} ${key}`, label, each.title, onclick);
    const left = dueLeft(next, next?.title);
    return make("li", { className: "kb-card" },
      make("p", { className: "kb-card__title" }, each.title, active ? make("span", { className: "kb-level kb-level--must" }, "正在用") : null),
      make("p", { className: "kb-note" }, this.summary(each)),
      left && make("p", {}, left),
      actions(
        ...(active ? [] : [act("use", "用这件", () => this.use(id))]),
        act("copy", "复制一份", () => this.copy(each)),
        act("archive", each.archived ? "取消归档" : "归档", () => this.archive(id)),
        act("delete", "删除", () => this.remove(id))));
  }

  summary(each) {
    const started = Object.values(this.book.steps).filter((list) => list.items.some((item) => hasOwn(each.marks, item)));
    const items = started.flatMap((list) => list.items);
    const { done, total } = progress(each, items);
    return [
      each.archived ? "已归档" : "", KINDS[each.kind], total ? `步骤 ${done} / ${total}` : "",
      each.exhibits.length ? `证据 ${each.exhibits.length}` : "",
      each.changed ? `改于 ${inFull(wallOf(Date.parse(each.changed)))}` : "",
    ].filter(Boolean).join(" · ");
  }

  use(id) {
    store.use(id);
    this.say(`现在用的是“${store.case.title}”。`);
    this.status.focus();
  }

  copy(each) {
    const undo = startCase(duplicate(each, store.now()));
    this.say(`已复制“${each.title}”，现在用的是副本。`, undo);
  }

  archive(id) {
    const flip = () => store.arrange((state) => {
      state.cases[id].archived = !state.cases[id].archived;
    });
    flip();
    const { archived, title } = store.state.cases[id];
    this.say(archived ? `已归档“${title}”，排到最后，内容都在。` : `已取消归档“${title}”。`, () => {
      flip();
      return "已撤销。";
    });
  }

  remove(id) {
    const gone = store.state.cases[id];
    this.say(`已删除“${gone.title}”（${things(gone)} 处内容）。`, removeCase(id));
  }
}

/** The planned ones in their order, then those begun without a plan. */
function inPlan(planned, known, isBegun) {
  const ids = planned.filter((id) => hasOwn(known, id));
  return [...ids, ...Object.keys(known).filter((id) => !ids.includes(id) && isBegun(id))];
}

function line(kind, href, title, words) {
  return make("li", {}, make("a", { href, data: { kbKey: href } }, title),
    make("span", { className: "kb-note" }, words ? `${kind} · ${words}` : kind));
}

function progressWords(current, list) {
  const { done, total } = progress(current, list.items);
  return `完成 ${done} / ${total}`;
}

function lastBackup() {
  const { at } = store.state.backup;
  return at ? `上次备份：${inFull(wallOf(Date.parse(at)))}。` : "还没有备份过。";
}

customElements.define("kb-cases", Cases);
