// What pages show once a case is begun, fetched then: the next task, in the bar and on the home page;
// deadlines and a backup that is due; how far each task of a triage's result is.

import { nextDue, unsaved } from "./case/ahead.js";
import { isBegun } from "./case/cases.js";
import { store } from "./case/page-store.js";
import { guideNow, taskNow, tasksNow } from "./case/tasks-now.js";
import { dueLeft } from "./deadline/due-left.js";
import { findAll, make } from "./ui/dom.js";
import { fromRoot } from "./ui/root.js";
import { TASK_KINDS, taskState } from "./ui/task-row.js";
import { Widget } from "./ui/widget.js";

/** @import { Task } from "./case/tasks.js" */

/** A part of a page that follows the case and the clock. */
class Following extends Widget {
  tick() {
    this.refresh();
  }
}

class Ahead extends Following {
  refresh() {
    const { next } = tasksNow();
    const due = nextDue(store.case);
    const own = due && next?.name !== `deadline.${due[0]}` ? dueLeft(due[1], due[1].title) : null;
    const told = [own, soonestElsewhere(due?.[1].due ?? "9")].filter((each) => each !== null);
    this.element.replaceChildren(
      ...(isBegun(store.case) ? nextLink() : []),
      ...(told.length ? [make("span", { className: "kb-case-bar__due" }, ...told)] : []),
      ...backupLink(),
    );
  }
}

function nextLink() {
  const { next } = tasksNow();
  const to = toDo(next);
  const state = next?.stage === "open" ? [" ", taskState(next)] : []; // a deadline
  return to ? [make("a", { className: "kb-case-bar__next", href: to.href }, to.words, ...state)] : [];
}

/** The next task, or the guide where nothing is left to do. @param {Task | undefined} next */
function toDo(next) {
  const guide = guideNow();
  if (next) return { href: next.href, words: `下一步：${next.title}` };
  return guide && { href: guide.href, words: `指南：${guide.title}` };
}

function backupLink() {
  const count = unsaved(store.state, store.now());
  return count ? [make("a", { href: fromRoot("tools/backup/") }, `${count} 处没有备份`)] : [];
}

/** A deadline of another case that comes first. @param {string} due */
function soonestElsewhere(due) {
  const others = Object.entries(store.state.cases).filter(([id, each]) => id !== store.active && !each.archived);
  const nexts = others.flatMap(([, each]) => {
    const next = nextDue(each)?.[1];
    return next && next.due < due ? [{ title: each.title, next }] : [];
  });
  const [first] = nexts.sort((a, b) => (a.next.due < b.next.due ? -1 : 1));
  return first ? dueLeft(first.next, `另一件“${first.title}”：${first.next.title}`) : null;
}

class Resume extends Following {
  refresh() {
    const begun = isBegun(store.case);
    document.documentElement.classList.toggle("kb-kept", begun);
    this.element.replaceChildren(...(begun ? [resumeCard()] : []));
  }
}

function resumeCard() {
  const { tasks, next } = tasksNow();
  const due = nextDue(store.case);
  const done = tasks.filter(({ stage }) => stage === "done").length;
  const all = tasks.length ? `全部任务：做完 ${done} / ${tasks.length}` : "打开我的案件";
  const to = toDo(next);
  const told = due && next?.name !== `deadline.${due[0]}` ? dueLeft(due[1], due[1].title) : next && taskState(next);
  return make(
    "section",
    { className: "kb-resume", aria: { label: "继续上次" } },
    make("p", { className: "kb-kicker" }, `继续上次 · ${store.case.title}`),
    to ? make("p", { className: "kb-resume__next" }, make("a", { href: to.href }, to.words)) : null,
    make("p", { className: "kb-note" }, told ?? ""),
    make("p", {}, make("a", { href: fromRoot("tools/cases/") }, all)),
  );
}

/** A task of a triage's result: its state in the case in use stands where its kind stood. */
class TaskState extends Following {
  refresh() {
    const { kbTask: name = "" } = this.element.dataset;
    const at = taskNow(name);
    if (at) this.element.replaceChildren(`${TASK_KINDS[name.split(".")[0]]} · `, taskState(at));
  }
}

/** @param {string} selector @param {new (element: HTMLElement) => Widget} Made */
function follow(selector, Made) {
  for (const element of findAll(document, selector, HTMLElement)) new Made(element).connect();
}

function start() {
  for (const bar of findAll(document, "kb-case-bar", HTMLElement)) {
    bar.querySelector("a")?.after(make("span", { className: "kb-case-bar__ahead" }));
  }
  follow(".kb-case-bar__ahead", Ahead);
  follow("kb-resume", Resume);
  follow("[data-kb-task]", TaskState);
}

setTimeout(start); // when the bar has grown
