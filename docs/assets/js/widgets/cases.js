// <kb-cases>: the case in use with all it needs, and all cases to choose from.

import { nextDue } from "../case/ahead.js";
import { removeCase, startCase } from "../case/case-acts.js";
import { duplicate, inOrder } from "../case/case-list.js";
import { newCase, things } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { planTasks } from "../case/planning.js";
import { hasOwn, KINDS } from "../case/shape.js";
import { guideNow, tasksNow } from "../case/tasks-now.js";
import { dueLeft } from "../deadline/due-left.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { ANY_CASE } from "../case/store.js";
import { Draft } from "../ui/draft.js";
import { actions, button, findAll, make, more, row, select } from "../ui/dom.js";
import { keyed, redraw } from "../ui/lists.js";
import { TASK_KINDS, taskState } from "../ui/task-row.js";
import { define, Widget } from "../ui/widget.js";

const SHOWN = 30; // cases drawn at once
/** @type {Record<string, string>} */
const TOOLS = {
  deadlines: "期限",
  exhibits: "证据目录",
  log: "沟通记录",
  timeline: "时间线",
  package: "材料包",
  backup: "备份",
};

/** @import { Case } from "../case/shape.js" */
/** @import { Task } from "../case/tasks.js" */

class Cases extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.limit = SHOWN;
    this.name = make("input", { type: "text", maxLength: 60 });
    this.before = ""; // the name that the case had when its box was entered
    this.name.addEventListener("focus", () => this.before = store.case.title);
    this.name.addEventListener("input", () => this.entitle(this.name.value.trim() || this.before));
    this.name.addEventListener("change", () => this.rename());
    this.kind = select(KINDS);
    this.kind.addEventListener("change", () =>
      store.changeSoon((current) => {
        current.kind = chosen(this.kind);
      }));
    this.head = make("div");
    this.unneeded = make("ul", { className: "kb-drops" });
    this.trim = more("去掉用不上的任务", this.unneeded);
    this.desk = make(
      "section",
      { className: "kb-desk", aria: { label: "正在用的案件" } },
      this.head,
      this.trim,
      this.edit(),
    );
    this.all = make("section", { aria: { labelledby: "kb-all-cases" } });
    this.element.replaceChildren(this.desk, this.status, this.creation(), this.all);
  }

  refresh() {
    redraw(this.head, () => this.drawHead(), this.status);
    redraw(this.unneeded, () => this.drawUnneeded(), this.status);
    redraw(this.all, () => this.drawAll(), this.status);
    if (document.activeElement !== this.name) this.name.value = store.case.title;
    this.kind.value = store.case.kind;
    this.draft?.follow();
  }

  // --- the case in use --------------------------------------------------------------------

  tick() {
    this.refresh();
  }

  drawHead() {
    const current = store.case;
    const due = nextDue(current)?.[1];
    const { tasks, next } = tasksNow();
    this.head.replaceChildren(
      make("p", { className: "kb-kicker" }, `正在用的案件 · ${KINDS[current.kind]}`),
      make("h2", { className: "kb-widget__title" }, current.title),
      ...(due ? [make("p", { className: "kb-due__result" }, `${due.title}：${inFull(due.due)} `, dueLeft(due))] : []),
      ...this.needs(tasks, next),
      this.contents(current, tasks),
    );
  }

  /** What is to do now, what then, and what is done. @param {Task[]} tasks @param {Task | undefined} next */
  needs(tasks, next) {
    const guide = guideNow();
    const parts = [
      part("现在做", tasks.filter((task) => task === next)),
      part("然后", tasks.filter((task) => task !== next && task.stage !== "done")),
      part("已完成", tasks.filter(({ stage }) => stage === "done")),
    ].flat();
    if (guide) {
      parts.push(make("p", {}, "指南：", make("a", { href: guide.href, data: { kbKey: "guide" } }, guide.title)));
    }
    return parts.length ? parts : [make(
      "p",
      {},
      "还没有开始。可以先",
      make("a", { href: this.book.start, data: { kbKey: "start" } }, "回答两三个问题"),
      "，找到该用的清单和模板。",
    )];
  }

  drawUnneeded() {
    const { plan } = store.case;
    const planned = tasksNow().tasks.filter(({ name }) => plan.tasks.includes(name));
    this.trim.hidden = !planned.length;
    this.unneeded.replaceChildren(
      ...planned.map((task) =>
        make("li", {}, keyed(`drop ${task.name}`, "去掉", task.title, () => this.drop(task)), ` ${task.title}`)
      ),
    );
  }

  /** What was ticked or typed stays. @param {Task} task */
  drop({ name, title }) {
    const { stored, undo } = planTasks(store.case.plan.tasks.filter((each) => each !== name));
    this.report(stored, `已从任务里去掉“${title}”，勾过、填过的都还在。`, () => undo() ? "已恢复。" : "");
  }

  /** The tools that are no task of the case. @param {Case} current @param {Task[]} tasks */
  contents({ exhibits, log, deadlines }, tasks) {
    /** @type {Record<string, number>} */
    const counts = { deadlines: Object.keys(deadlines).length, exhibits: exhibits.length, log: log.length };
    const others = Object.keys(TOOLS).filter((id) => !tasks.some(({ name }) => name === `tool.${id}`));
    return make("ul", { className: "kb-tools" }, ...others.map((id) => this.tool(id, counts[id] ?? 0)));
  }

  /** @param {string} id @param {number} count of what the case has there */
  tool(id, count) {
    const words = count ? `${TOOLS[id]}（${count}）` : TOOLS[id];
    return make("li", {}, make("a", { href: `../${id}/`, data: { kbKey: id } }, words)); // the tools are neighbours
  }

  edit() {
    return more("改名字、改类别", row("案件名称", this.name, "别写买家的姓名、电话。"), row("类别", this.kind));
  }

  /** As it is typed, so that it is not lost. @param {string} title */
  entitle(title) {
    store.changeSoon((current) => {
      current.title = title;
    });
  }

  rename() {
    const before = this.before;
    this.before = this.name.value = store.case.title;
    this.say(`案件改名为“${store.case.title}”。`, () => {
      this.entitle(before);
      return `已改回“${before}”。`;
    });
  }

  // --- all cases --------------------------------------------------------------------------

  creation() {
    const name = make("input", { type: "text", maxLength: 60, placeholder: "例如：10 月那批订单" });
    const kind = select(KINDS, "fake-trade");
    this.draft = new Draft("new-case", { title: name, kind }, ANY_CASE);
    const part = more(
      "新建案件",
      row("案件名称", name, "别写买家的姓名、电话。"),
      row("类别", kind),
      actions(button("新建", () => {
        const title = name.value.trim() || `案件 ${Object.keys(store.state.cases).length + 1}`;
        if (this.create(title, chosen(kind))) part.open = false;
      })),
    );
    return part;
  }

  /** @param {string} title @param {Case["kind"]} kind @returns {boolean} whether it was stored */
  create(title, kind) {
    const { stored, undo } = startCase(newCase(title, kind, store.now()));
    this.report(stored, `已新建“${title}”，现在用的就是它。`, undo);
    if (stored) this.draft?.clear();
    return stored;
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
    const done = Object.values(each.marks).filter(({ state }) => state === "done").length;
    return [
      each.archived ? "已归档" : "",
      KINDS[each.kind],
      done ? `做完 ${done} 步` : "",
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
    const { stored, undo } = startCase(duplicate(each, store.now()));
    this.report(stored, `已复制“${each.title}”，现在用的是副本。`, undo);
  }

  /** @param {string} id */
  archive(id) {
    const flip = () =>
      store.arrange(({ cases }) => {
        if (hasOwn(cases, id)) cases[id].archived = !cases[id].archived;
      });
    const stored = flip();
    const { archived, title } = store.state.cases[id];
    const words = archived ? `已归档“${title}”，排到最后，内容都在。` : `已取消归档“${title}”。`;
    this.report(stored, words, () => flip() ? "已撤销。" : "");
  }

  /** @param {string} id */
  remove(id) {
    const gone = store.state.cases[id];
    const { stored, undo } = removeCase(id);
    this.report(stored, `已删除“${gone.title}”（${things(gone)} 处内容）。`, undo);
  }
}

/** @param {HTMLSelectElement} kinds */
function chosen(kinds) {
  return /** @type {Case["kind"]} */ (kinds.value);
}

/** @param {string} heading @param {Task[]} tasks @returns {HTMLElement[]} nothing where there are none */
function part(heading, tasks) {
  if (!tasks.length) return [];
  return [make("h3", {}, heading), make("ul", { className: "kb-tasks" }, ...tasks.map(taskRow))];
}

/** @param {Task} task */
function taskRow(task) {
  const kind = make("span", { className: "kb-note" }, TASK_KINDS[task.name.split(".")[0]]);
  return make("li", {}, make("a", { href: task.href, data: { kbKey: task.name } }, task.title), kind, taskState(task));
}

function lastBackup() {
  const { at } = store.state.backup;
  return at ? `上次备份：${inFull(wallOf(Date.parse(at)))}。` : "还没有备份过。";
}

define("kb-cases", Cases);
