// Setting one deadline: by the moment it counts from, by the back office's date, or by its countdown.

import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { readCount } from "../letter/typed-number.js";
import { saveOrSelect } from "../ui/copy.js";
import { actions, button, make, more } from "../ui/dom.js";
import { Draft } from "../ui/draft.js";
import { notStored } from "../ui/not-stored.js";
import { afterPress } from "../ui/press.js";
import { calendarOf } from "./calendar.js";
import { wordsOn } from "./day-words.js";
import { endOf } from "./deadline.js";
import { isCounted, NO_DUE, otherwise, withFrom, writtenOf } from "./due.js";
import { dueLeft } from "./due-left.js";
import { MomentField } from "./moment-field.js";
import { inFull } from "./wall-time.js";

/** @import { Due } from "../case/shape.js" */
/** @import { Rule } from "./deadline.js" */

/**
 * @typedef {object} About a deadline as the page gives it
 * @property {string} id
 * @property {string} title
 * @property {string} trigger what it counts from
 * @property {Rule | null} rule null where no official text says how long it lasts
 * @property {string} [extends] the law by which a last day that is a day off moves, if one was read
 * @property {string} [who] whose deadline it is
 * @property {string} [route]
 * @property {string} [action]
 * @property {string} [where]
 * @property {string} [missed]
 * @property {string} [source]
 * @property {string} [href]
 */

/**
 * @typedef {object} Way to the end of a deadline
 * @property {HTMLElement} row
 * @property {() => boolean} isFilled whether something stands there that is not kept
 * @property {() => void} keep what stands there, or say what is lacking
 */

const OWN_CLOCK = "北京时间，剩余时间按本机时钟算。";
/** Boxes of a countdown → what may be typed behind the number. @type {Record<string, string[]>} */
const UNITS = { 天: ["天", "日"], 小时: ["小时", "个小时", "时", "钟头", "个钟头"], 分: ["分", "分钟"] };
const LONGEST = 999;
const NOTHING = "请先填时间。";

/** @param {string} id @returns {Due} what is kept of a deadline of the case in use */
export function kept(id) {
  const all = store.case.deadlines;
  return hasOwn(all, id) ? all[id] : NO_DUE;
}

/** @param {string} id @param {Partial<Due>} changes @returns {boolean} whether it was stored */
export function keep(id, changes) {
  return store.change((current) => {
    current.deadlines[id] = { ...kept(id), ...changes };
  });
}

/**
 * Forget a deadline of the case in use, and that it was planned.
 *
 * @param {string} id
 * @returns {{stored: boolean, undo: () => string}}
 */
export function forget(id) {
  const { deadlines, plan: { tasks } } = store.case;
  const before = hasOwn(deadlines, id) ? { [id]: deadlines[id] } : {};
  const stored = store.change((current) => {
    delete current.deadlines[id];
    current.plan.tasks = tasks.filter((task) => task !== `deadline.${id}`);
  });
  const undo = () =>
    store.change((current) => {
      Object.assign(current.deadlines, before);
      current.plan.tasks = [...new Set([...current.plan.tasks, ...tasks])];
    });
  return { stored, undo: () => undo() ? "已恢复。" : "" };
}

/**
 * Save the deadlines of the case in use as a calendar file.
 *
 * @param {About[]} deadlines
 * @param {HTMLElement} status what follows is offered below it
 * @returns {string} what to say: where no file can be had, what to write down by hand
 */
export function saveCalendar(deadlines, status) {
  const dated = deadlines.filter(({ id }) => kept(id).due);
  const events = dated.map((each) => ({
    uid: `${each.id}.${store.active}`,
    title: `${each.title}截止（${store.case.title}）`,
    due: kept(each.id).due,
    text: [
      each.action && `要做：${each.action}`,
      each.where && `在哪里：${each.where}`,
      each.missed && `错过会怎样：${each.missed}`,
      each.source && `依据：${each.source}`,
      "由你填的时间得出，以页面或文书写明的为准。",
      ...wordsOn(each, kept(each.id)),
    ].filter(Boolean).join("\n"),
  }));
  const lines = events.map(({ title, due }) => `${title}：${inFull(due)}`);
  const words = [...new Set(dated.flatMap((each) => wordsOn(each, kept(each.id))))];
  const calendar = {
    name: `${dated.length === 1 ? dated[0].title : store.case.title}.ics`,
    type: "text/calendar",
    file: calendarOf(events, store.now().getTime()),
    text: [...lines, ...words].join("\n"),
    then: "打开它，才加进手机日历。",
    hint: `请自己在手机日历里记下：${lines.join("；")}。${words.join("")}`,
  };
  return saveOrSelect(calendar, status);
}

export class DueForm {
  /** @param {About} about @param {(words: string, undo?: () => string) => void} say @param {HTMLElement} status where it is said */
  constructor(about, say, status) {
    this.about = about;
    this.say = say;
    this.status = status;
    this.from = new MomentField();
    this.due = new MomentField();
    this.when = make("p", { className: "kb-due__when" });
    this.left = make("p");
    this.counted = make("p");
    this.done = button("办完了", () => this.finish());
    this.parts = Object.keys(UNITS).map((unit) => ({ unit, input: countdownInput(unit) }));
    const [days, hours, minutes] = this.parts.map(({ input }) => input);
    this.countdownDraft = new Draft(`countdown.${about.id}`, { days, hours, minutes });
    this.unread = make("p", { className: "kb-form__told", aria: { live: "polite" } });
    for (const part of this.parts) part.input.addEventListener("change", () => this.takeCount(part));
    this.result = make(
      "div",
      { className: "kb-due__result" },
      this.when,
      this.left,
      this.counted,
      actions(button("加到日历", () => this.save()), this.done),
      more("更多", make("p", { className: "kb-note" }, OWN_CLOCK), button("清除时间", () => this.clear())),
    );
    this.outcome = make("div", {}, this.result);
    this.record = actions(button("记下", () => this.offered?.keep()));
    /** @type {Way | undefined} what the button would keep */
    this.offered = undefined;
    this.ways = this.rows();
    this.asking = this.ask();
    this.asking.addEventListener("toggle", () => this.asking.open || this.asking.before(this.outcome));
    this.element = make("div", { className: "kb-due" }, this.outcome, this.asking);
  }

  /** Ask at once where no date is known yet. @param {boolean} on */
  open(on) {
    if (on && !kept(this.about.id).due) this.asking.open = true;
  }

  /** The ways to an end, in order; each is kept by the one button that stands below it. @returns {Way[]} */
  rows() {
    const { id, rule, trigger } = this.about;
    const countdown = this.countdown();
    const ways = [
      this.way(
        this.due.row("后台或文书写的截止时间（北京时间）", "以页面或文书写明的为准。"),
        this.due,
        "due",
        (due) => ({ due, met: "", by: "told" }),
      ),
      {
        row: countdown,
        isFilled: () => this.parts.some(({ input }) => input.value),
        keep: () => this.convert(countdown),
      },
    ];
    for (const { input } of this.parts) input.addEventListener("input", () => this.offer(ways[1]));
    if (!rule) return ways;
    const from = this.from.row("从什么时候算（北京时间）", `${trigger}的时间。`);
    return [this.way(from, this.from, "from", (wall) => withFrom(kept(id), wall, rule)), ...ways];
  }

  ask() {
    const rows = this.ways.map(({ row }) => row);
    if (this.about.rule) return more("算一算截止时间", ...rows);
    const told = "没有读到官方写明的时间，不估算。";
    return more("记下截止时间", make("p", { className: "kb-note" }, told), ...rows);
  }

  countdown() {
    const boxes = this.parts.map(({ unit, input }) => make("span", { className: "kb-countdown__part" }, input, unit));
    return make(
      "div",
      { className: "kb-form__row", role: "group" },
      make("p", { className: "kb-form__label" }, "或者照抄后台的倒计时"),
      make("div", { className: "kb-countdown" }, ...boxes),
      this.unread,
    );
  }

  // --- what the seller does -----------------------------------------------------------------

  /**
   * A date is taken only when it is whole; what is half typed, emptied or not understood changes nothing.
   *
   * @param {HTMLElement} row
   * @param {MomentField} field
   * @param {"from"|"due"} name of what it shows
   * @param {(wall: string) => Partial<Due>} changes that it makes
   * @returns {Way}
   */
  way(row, field, name, changes) {
    const way = {
      row,
      isFilled: () => {
        const { wall, why } = field.read();
        return why !== "" || wall !== this.shown()[name];
      },
      keep: () => {
        const { wall, why } = field.read();
        if (wall) this.put(changes(wall), row);
        else {
          field.say(why || NOTHING);
          field.input.focus();
        }
      },
    };
    field.input.addEventListener("input", () => {
      this.keepTyped();
      this.offer(way);
    });
    field.input.addEventListener("change", () => {
      const { wall } = field.read();
      if (!wall) return;
      const before = kept(this.about.id);
      field.onBack = () => this.takeBack(before);
      this.put(changes(wall), row);
    });
    field.input.addEventListener("blur", () => {
      const before = this.shown()[name];
      const { wall, why } = field.read();
      if (wall || why || !before) return;
      field.show(before);
      field.say("没有动。要去掉，点“更多”里的“清除时间”。");
    });
    return way;
  }

  /** What the fields show of what is kept. */
  shown() {
    const due = kept(this.about.id);
    return { from: due.from, due: writtenOf(due) };
  }

  /** A text was not meant as it was understood. @param {Due} before */
  takeBack(before) {
    const { id, title } = this.about;
    const { due } = before;
    if (!keep(id, { ...before, title })) this.say(notStored("什么都没有改"));
    else this.say(due ? `截止改回 ${inFull(due)}。` : "没有记下截止时间。");
  }

  /**
   * @param {Partial<Due>} changes
   * @param {HTMLElement} row that was filled in
   * @returns {boolean} whether it was stored; if not, it is said, and what was typed stays
   */
  put(changes, row) {
    const { id, title } = this.about;
    const whole = { ...kept(id), ...changes, title };
    const stored = keep(id, whole);
    const words = `截止：${inFull(whole.due)}。`;
    if (stored) {
      store.keepDraft(this.tool(), {});
      if (!isCounted(whole)) this.due.show(writtenOf(whole)); // whatever was half typed there
      this.say(this.outcome.contains(this.status) ? "已记下。" : `已记下${words}`); // or the end stands right above
    } else this.say(notStored("请先抄下来", words));
    afterPress(() => {
      this.refresh();
      row.after(this.outcome);
      for (const each of [row, this.outcome]) each.scrollIntoView({ block: "nearest" });
    });
    return stored;
  }

  /** The button that keeps what is filled in stands below it; with nothing to keep it is not there. @param {Way} [used] */
  offer(used) {
    const empty = used ?? this.ways[0];
    const filled = [empty, ...this.ways].find(({ isFilled }) => isFilled());
    const way = filled ?? empty;
    this.record.hidden = !filled && kept(this.about.id).due !== "";
    if (way !== this.offered) way.row.after(this.record);
    this.offered = way;
  }

  tool() {
    return `due.${this.about.id}`;
  }

  /** What is typed and not stored survives a reload. */
  keepTyped() {
    const before = this.shown();
    const typed = Object.entries({ from: this.from.input.value, due: this.due.input.value });
    const changed = typed.filter(([name, value]) => value && value !== before[/** @type {"from"|"due"} */ (name)]);
    store.keepDraft(this.tool(), Object.fromEntries(changed));
  }

  /** A count that was left stands as a plain number. @param {{unit: string, input: HTMLInputElement}} part */
  takeCount({ unit, input }) {
    const typed = input.value;
    const count = readCount(typed, UNITS[unit]);
    if (!typed.trim() || Number.isNaN(count) || String(count) === typed.trim()) return;
    this.putCount(input, String(count));
    afterPress(() => {
      if (input.value !== String(count)) return;
      this.unread.textContent = `“${unit}”看作 ${count}。`;
      this.unread.append(button("撤销", () => {
        this.putCount(input, typed);
        this.unread.textContent = "已改回原样。";
        input.focus();
      }));
    });
  }

  /** @param {HTMLInputElement} input @param {string} text */
  putCount(input, text) {
    input.value = text;
    this.countdownDraft.keep();
  }

  /** @param {HTMLElement} row */
  convert(row) {
    const counts = this.parts.map(({ unit, input }) => readCount(input.value, UNITS[unit]));
    const unread = this.parts.find((_, index) => !(counts[index] <= LONGEST));
    this.unread.textContent = unread ? `“${unread.unit}”这一格没看懂，没有算。只写整数，例如 2；没有就空着。` : "";
    if (unread) {
      unread.input.focus();
      return;
    }
    const [days, hours, minutes] = counts;
    const due = endOf(store.now().getTime(), { days, hours, minutes });
    if (!due) this.say(NOTHING);
    else if (this.put({ due, met: "", by: "countdown" }, row)) this.countdownDraft.clear();
  }

  finish() {
    const met = kept(this.about.id).met ? "" : store.now().toISOString();
    if (keep(this.about.id, { met })) this.say(met ? "已标为办完。" : "已改回未办完。");
    else this.say(notStored("什么都没有改"));
  }

  clear() {
    const { id } = this.about;
    const before = kept(id);
    if (!keep(id, { ...NO_DUE, title: before.title })) {
      this.say(notStored("什么都没有改"));
      return;
    }
    for (const field of [this.from, this.due]) field.show("");
    store.keepDraft(this.tool(), {});
    this.say("已清除这一项的时间。", () => keep(id, before) ? "已恢复。" : "");
  }

  save() {
    this.say(saveCalendar([this.about], this.status));
  }

  // --- what is shown --------------------------------------------------------------------------

  refresh() {
    this.recount();
    const whole = kept(this.about.id);
    const { due, met } = whole;
    const typed = { ...this.shown(), ...store.draft(this.tool()) };
    this.from.follow(typed.from);
    this.due.follow(typed.due);
    this.countdownDraft.follow();
    this.result.hidden = !due;
    this.when.textContent = due ? `截止：${inFull(due)}` : "";
    this.done.textContent = met ? "改回未办完" : "办完了";
    const source = isCounted(whole) ? `按${this.about.source}算。` : "";
    this.counted.textContent = [source, ...wordsOn(this.about, whole)].join("");
    this.counted.hidden = !this.counted.textContent;
    this.offer();
    this.tick();
  }

  /** The clock goes on; nothing is announced. */
  tick() {
    this.left.replaceChildren(dueLeft(kept(this.about.id)) ?? "");
  }

  /** A rule that was corrected since moves the date that was counted by it. */
  recount() {
    const whole = kept(this.about.id);
    const again = isCounted(whole) ? otherwise(whole, this.about.rule) : "";
    if (!again) return;
    store.changeSoon((current) => {
      if (hasOwn(current.deadlines, this.about.id)) current.deadlines[this.about.id].due = again;
    });
    this.say(`规定的时间更新过，截止已重算：${inFull(again)}。`);
  }
}

/** @param {string} unit */
function countdownInput(unit) {
  return make("input", {
    type: "text",
    inputMode: "numeric",
    autocomplete: "off",
    maxLength: 20,
    aria: { label: `倒计时：${unit}` },
  });
}
