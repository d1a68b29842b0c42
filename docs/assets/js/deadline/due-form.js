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
import { dueOf, endOf } from "./deadline.js";
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

const OWN_CLOCK = "北京时间，按这台设备的时钟算剩余时间。";
/** Boxes of a countdown → what may be typed behind the number. @type {Record<string, string[]>} */
const UNITS = { 天: ["天", "日"], 小时: ["小时", "个小时", "时", "钟头", "个钟头"], 分: ["分", "分钟"] };
const LONGEST = 999;

/** @param {string} id @returns {Due} what is kept of a deadline of the case in use */
export function kept(id) {
  const all = store.case.deadlines;
  return hasOwn(all, id) ? all[id] : { title: "", from: "", due: "", met: "" };
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
      "截止时刻由你填的时间得出，请以页面或文书写明的为准。",
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
    this.note = make("p", { className: "kb-note" });
    this.follow(this.from, "from", (wall) => this.count(wall));
    this.follow(this.due, "due", (wall) => this.set(wall));
    this.done = button("办完了", () => this.finish());
    this.parts = Object.keys(UNITS).map((unit) => ({ unit, input: countdownInput(unit) }));
    const [days, hours, minutes] = this.parts.map(({ input }) => input);
    this.countdownDraft = new Draft(`countdown.${about.id}`, { days, hours, minutes });
    for (const { input } of [this.from, this.due]) input.addEventListener("input", () => this.keepTyped());
    this.unread = make("p", { className: "kb-form__told", aria: { live: "polite" } });
    for (const part of this.parts) part.input.addEventListener("change", () => this.takeCount(part));
    this.result = make(
      "div",
      { className: "kb-due__result" },
      this.when,
      this.left,
      this.counted,
      this.note,
      actions(
        button("加到日历", () => this.save()),
        this.done,
        button("清除时间", () => this.clear()),
      ),
    );
    this.asking = this.ask();
    this.element = make("div", { className: "kb-due" }, this.result, this.asking);
  }

  /** Ask at once where no date is known yet. @param {boolean} on */
  open(on) {
    if (on && !kept(this.about.id).due) this.asking.open = true;
  }

  ask() {
    const { rule, trigger } = this.about;
    const office = [
      this.due.row("后台或文书写的截止时间（北京时间）", "以页面或文书写明的为准。"),
      this.countdown(),
    ];
    if (!rule) {
      const told = "我们没有读到官方写明的时间，不估算。请照后台显示的填。";
      return more("记下截止时间", make("p", { className: "kb-note" }, told), ...office);
    }
    return more(
      "算一算截止时间",
      this.from.row("从什么时候算（北京时间）", `${trigger}的时间。`),
      make("p", { className: "kb-note" }, "页面或文书另写了截止时间的，填在下面，按它为准。"),
      ...office,
    );
  }

  countdown() {
    const boxes = this.parts.map(({ unit, input }) => make("span", { className: "kb-countdown__part" }, input, unit));
    return make(
      "div",
      { className: "kb-form__row", role: "group" },
      make("p", { className: "kb-form__label" }, "或者照抄后台的倒计时"),
      make("div", { className: "kb-countdown" }, ...boxes, button("算出截止时间", () => this.convert())),
      this.unread,
    );
  }

  // --- what the seller does -----------------------------------------------------------------

  /**
   * A date is taken only when it is whole; what is half typed, emptied or not understood changes nothing.
   *
   * @param {MomentField} field
   * @param {"from"|"due"} name of what it shows
   * @param {(wall: string) => void} take
   */
  follow(field, name, take) {
    field.input.addEventListener("change", () => {
      const { wall } = field.read();
      if (!wall) return;
      const { from, due } = kept(this.about.id);
      field.onBack = () => this.takeBack({ from, due });
      take(wall);
    });
    field.input.addEventListener("blur", () => {
      const before = kept(this.about.id)[name];
      const { wall, why } = field.read();
      if (wall || why || !before) return;
      field.show(before);
      field.say("原来的时间没有动。要去掉它，请点“清除时间”。");
    });
  }

  /** @param {string} from */
  count(from) {
    const { id, title, rule } = this.about;
    const due = rule ? dueOf(from, rule) : "";
    const office = kept(id).from ? "" : kept(id).due; // typed from the page or the document: it stands
    if (office) {
      this.from.show("");
      this.keepTyped();
      this.say(`按规定算是 ${inFull(due)}。你填过截止时间，仍按你填的；要改用算出的，先点“清除时间”。`);
      return;
    }
    if (this.put({ title, from, due, met: "" })) this.say(`截止：${inFull(due)}。`);
  }

  /** @param {string} due @returns {boolean} whether it was stored */
  set(due) {
    if (!this.put({ title: this.about.title, from: "", due, met: "" })) return false;
    this.due.show(due); // whatever was half typed there
    this.say(`已记下截止：${inFull(due)}。`);
    return true;
  }

  /** A text was not meant as it was understood. @param {{from: string, due: string}} before */
  takeBack(before) {
    if (kept(this.about.id).due === before.due) return;
    if (!keep(this.about.id, before)) this.say(notStored("什么都没有改"));
    else this.say(before.due ? `截止改回 ${inFull(before.due)}。` : "没有记下截止时间。");
  }

  /** @param {Due} whole @returns {boolean} whether it was stored; if not, it is said, and what was typed stays */
  put(whole) {
    const stored = keep(this.about.id, whole);
    if (stored) store.keepDraft(this.tool(), {});
    else this.say(notStored("请先抄下来", `截止：${inFull(whole.due)}。`));
    this.refresh();
    return stored;
  }

  tool() {
    return `due.${this.about.id}`;
  }

  /** What is typed and not stored survives a reload. */
  keepTyped() {
    const before = kept(this.about.id);
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

  convert() {
    const counts = this.parts.map(({ unit, input }) => readCount(input.value, UNITS[unit]));
    const unread = this.parts.find((_, index) => !(counts[index] <= LONGEST));
    this.unread.textContent = unread ? `“${unread.unit}”这一格没看懂，没有算。只写整数，例如 2；没有就空着。` : "";
    if (unread) {
      unread.input.focus();
      return;
    }
    const [days, hours, minutes] = counts;
    const due = endOf(store.now().getTime(), { days, hours, minutes });
    if (!due) {
      this.say("请先填倒计时还剩几天、几小时或几分。");
      return;
    }
    if (this.set(due)) this.countdownDraft.clear();
  }

  finish() {
    const met = kept(this.about.id).met ? "" : store.now().toISOString();
    if (keep(this.about.id, { met })) this.say(met ? "已标为办完。" : "已改回未办完。");
    else this.say(notStored("什么都没有改"));
  }

  clear() {
    const { id } = this.about;
    const before = kept(id);
    if (!keep(id, { from: "", due: "", met: "" })) {
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
    const { from, due, met } = kept(this.about.id);
    const typed = { from, due, ...store.draft(this.tool()) };
    this.from.follow(typed.from);
    this.due.follow(typed.due);
    this.countdownDraft.follow();
    this.result.hidden = !due;
    this.when.textContent = due ? `截止：${inFull(due)}` : "";
    this.done.textContent = met ? "改回未办完" : "办完了";
    this.counted.textContent = wordsOn(this.about, { from, due }).join("");
    this.counted.hidden = !this.counted.textContent;
    this.note.textContent = OWN_CLOCK;
    this.tick();
  }

  /** The clock goes on; nothing is announced. */
  tick() {
    this.left.replaceChildren(dueLeft(kept(this.about.id)) ?? "");
  }

  /** A rule that was corrected since moves the date; a date typed by the seller has no `from`. */
  recount() {
    const { from, due } = kept(this.about.id);
    if (!from || !this.about.rule) return;
    const again = dueOf(from, this.about.rule);
    if (again === due) return;
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
