// <kb-checklist>: steps that tick or do not apply, carry notes, count, filter, print, and reset.

import { progress, stateOf, takeMarks } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { actions, button, find, findAll, make, more, toggle } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { LEGEND, sheet, stepList } from "../ui/sheets.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Case, Mark } from "../case/shape.js" */

/**
 * @typedef {object} Step one item with its controls
 * @property {HTMLElement} row
 * @property {HTMLInputElement} box
 * @property {HTMLButtonElement} skip
 * @property {HTMLTextAreaElement} note
 * @property {string} what
 */

class Checklist extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.name = element.dataset.kbChecklist ?? "";
    this.filtered = false;
    this.rows = new Map(stepsIn(element).map((row) => [itemOf(row), this.addTo(row)]));
    const sections = findAll(element, "[data-kb-part=section]", HTMLElement);
    this.sections = sections.map((section) => this.addCount(section));
    this.meter = make("progress", { aria: { label: "完成进度" } });
    this.count = make("p", { className: "kb-bar__count" });
    this.rounds = more("");
    sections[0].before(this.bar(), this.status, this.rounds);
  }

  bar() {
    const others = [
      button("打印", () => this.print(true)),
      button("打印空白", () => this.print(false)),
      button("清除勾选", () => this.reset()),
    ];
    if ("kbRecurring" in this.element.dataset) others.unshift(button("开始新一轮", () => this.startRound()));
    const filter = toggle("只看未完成", (on) => this.filter(on));
    return make("div", { className: "kb-bar" }, this.count, this.meter, filter, more("更多", actions(...others)));
  }

  /** @param {HTMLElement} section */
  addCount(section) {
    const count = make("span", { className: "kb-section__count" });
    section.querySelector("h4")?.append(count);
    return { section, count, items: stepsIn(section).map(itemOf) };
  }

  // --- one step ---------------------------------------------------------------------------

  /** @param {HTMLElement} row @returns {Step} */
  addTo(row) {
    const item = itemOf(row);
    const box = make("input", { type: "checkbox", className: "kb-item__box" });
    box.addEventListener("change", () => this.mark(item, box.checked ? "done" : "todo"));
    const line = find(row, ".kb-item__row", HTMLElement);
    line.replaceWith(make("label", { className: "kb-item__row" }, box, ...line.childNodes));
    const what = find(row, ".kb-item__what", HTMLElement).textContent;
    const skip = toggle("不适用", (on) => this.mark(item, on ? "skip" : "todo"));
    const note = this.noteBox(item, what);
    const write = button("备注", () => this.writeNote(note));
    skip.setAttribute("aria-label", `不适用：${what}`);
    write.setAttribute("aria-label", `备注：${what}`);
    find(row, ".kb-item__more", HTMLDetailsElement).append(make("div", { className: "kb-item__tools" }, skip, write));
    row.append(note);
    return { row, box, skip, note, what };
  }

  /** @param {string} item @param {string} what */
  noteBox(item, what) {
    const note = make("textarea", { className: "kb-item__note", rows: 2, aria: { label: `备注：${what}` } });
    note.addEventListener("input", () => store.note(item, note.value));
    return note;
  }

  /** @param {HTMLTextAreaElement} note */
  writeNote(note) {
    note.hidden = false;
    note.focus();
  }

  /** @param {string} item @param {"done"|"skip"|"todo"} state */
  mark(item, state) {
    store.mark(item, state);
    if (this.isHidden(item)) this.focusAfter(item);
  }

  /** @param {string} item */
  isHidden(item) {
    return this.rows.get(item)?.row.hidden;
  }

  /** The step just done has gone from sight: go on with the next one that remains. @param {string} item */
  focusAfter(item) {
    const names = [...this.rows.keys()];
    const after = [...names.slice(names.indexOf(item)), ...names];
    const next = after.find((name) => !this.isHidden(name));
    this.say(next ? `还剩 ${this.remaining().length} 步。` : "没有未完成的步骤了。");
    (this.rows.get(next ?? "")?.box ?? this.status).focus();
  }

  // --- all of them ------------------------------------------------------------------------

  refresh() {
    const { marks, notes } = store.case;
    for (const [item, { row, box, skip, note }] of this.rows) {
      const state = stateOf(marks, item);
      box.checked = state === "done";
      skip.setAttribute("aria-pressed", String(state === "skip"));
      row.classList.toggle("kb-item--done", state === "done");
      row.classList.toggle("kb-item--skip", state === "skip");
      row.hidden = this.filtered && state !== "todo";
      const typed = hasOwn(notes, item) ? notes[item] : "";
      if (note.value !== typed) note.value = typed;
      note.hidden = !typed && document.activeElement !== note;
    }
    this.recount();
    this.listRounds();
  }

  recount() {
    const { done, skipped, total } = progress(store.case, [...this.rows.keys()]);
    this.meter.max = Math.max(total, 1);
    this.meter.value = total ? done : 1;
    this.count.textContent = `完成 ${done} / ${total}${skipped ? `，${skipped} 步不适用` : ""}`;
    for (const { section, count, items } of this.sections) {
      const part = progress(store.case, items);
      count.textContent = `${part.done} / ${part.total}`;
      section.hidden = items.every((item) => this.isHidden(item));
    }
  }

  remaining() {
    return [...this.rows.keys()].filter((item) => stateOf(store.case.marks, item) === "todo");
  }

  /** @param {boolean} on */
  filter(on) {
    this.filtered = on;
    this.refresh();
    const left = this.remaining().length;
    this.say(on ? (left ? `只显示未完成的 ${left} 步。` : "没有未完成的步骤了。") : "显示全部步骤。");
  }

  reset() {
    const items = [...this.rows.keys()];
    if (!this.isBegun()) {
      this.say("没有可清除的勾选。");
      return;
    }
    /** @type {Record<string, Mark>} */
    let before = {};
    const stored = store.change((current) => {
      before = takeMarks(current, items);
    });
    this.report(
      stored,
      `已清除 ${Object.keys(before).length} 个勾选。`,
      () => store.change((current) => giveBack(current, before)) ? restored(before) : "",
    );
  }

  isBegun() {
    return [...this.rows.keys()].some((item) => hasOwn(store.case.marks, item));
  }

  // --- rounds -----------------------------------------------------------------------------

  startRound() {
    const items = [...this.rows.keys()];
    if (!this.isBegun()) {
      this.say("这一轮还没有勾选，直接开始就行。");
      return;
    }
    const ended = store.now().toISOString();
    const stored = store.change((current) => {
      const round = { ended, marks: takeMarks(current, items) };
      current.rounds[this.name] = [...(current.rounds[this.name] ?? []), round];
    });
    this.report(stored, "新的一轮开始了，上一轮的结果留在“过去的轮次”里。", () => this.undoRound(ended));
  }

  /** @param {string} ended */
  undoRound(ended) {
    /** @type {Record<string, Mark>} */
    let marks = {};
    const stored = store.change((current) => {
      const rounds = current.rounds[this.name] ?? [];
      marks = rounds.find((round) => round.ended === ended)?.marks ?? {};
      current.rounds[this.name] = rounds.filter((round) => round.ended !== ended);
      giveBack(current, marks);
    });
    return stored ? restored(marks) : "";
  }

  listRounds() {
    const past = store.case.rounds[this.name] ?? [];
    this.rounds.hidden = !past.length;
    find(this.rounds, "summary", HTMLElement).textContent = `过去的轮次（${past.length}）`;
    this.rounds.querySelector("ol")?.remove();
    this.rounds.append(make(
      "ol",
      {},
      ...past.map(({ ended, marks }) => {
        const states = Object.values(marks).map(({ state }) => state);
        const done = states.filter((state) => state === "done").length;
        const skipped = states.length - done;
        const words = `${inFull(wallOf(Date.parse(ended)))} 结束：完成 ${done} 步`;
        return make("li", {}, skipped ? `${words}，${skipped} 步不适用` : words);
      }),
    ));
  }

  // --- paper ------------------------------------------------------------------------------

  /** @param {boolean} marked whether the sheet says what was done */
  print(marked) {
    const { marks, notes } = store.case;
    const parts = this.sections.flatMap(({ section, items }) => {
      const title = section.querySelector("h4")?.firstChild?.textContent;
      const steps = items.map((item) => ({
        title: this.rows.get(item)?.what ?? "",
        state: marked ? stateOf(marks, item) : "todo",
        note: marked && hasOwn(notes, item) ? notes[item] : "",
      }));
      return [...(title ? [make("h2", {}, title)] : []), stepList(steps)];
    });
    const about = make("p", { className: "kb-sheet__note" }, `案件：${store.case.title}　${LEGEND}`);
    const title = find(this.element, ".kb-widget__title", HTMLElement).textContent;
    this.say(printSheet(sheet(title, ...(marked ? [about] : []), ...parts), this.status));
  }
}

/** What was ticked since stays. @param {Case} current changed in place @param {Record<string, Mark>} marks */
function giveBack(current, marks) {
  current.marks = { ...marks, ...current.marks };
}

/** @param {Record<string, Mark>} marks */
function restored(marks) {
  return `已恢复 ${Object.keys(marks).length} 个勾选。`;
}

/** @param {HTMLElement} within */
function stepsIn(within) {
  return findAll(within, "[data-kb-item]", HTMLElement);
}

/** @param {HTMLElement} row */
function itemOf(row) {
  return row.dataset.kbItem ?? "";
}

define("kb-checklist", Checklist);
