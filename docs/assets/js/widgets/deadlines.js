// <kb-deadlines>: all deadlines of the case, the nearest first; any of the handbook, or one's own.

import { newId } from "../case/cases.js";
import { store } from "../case/page-store.js";
import { idsOf } from "../case/plan.js";
import { hasOwn } from "../case/shape.js";
import { DueForm, forget, keep, kept, saveCalendar } from "../deadline/due-form.js";
import { actions, button, find, make, more, row, select } from "../ui/dom.js";
import { Draft } from "../ui/draft.js";
import { redraw } from "../ui/lists.js";
import { define, Widget } from "../ui/widget.js";

const ROUTES = { "fake-trade": "虚假交易", dispute: "售后纠纷", authority: "机关程序", daily: "日常经营" };

/** @import { About } from "../deadline/due-form.js" */

/** @typedef {{form: DueForm, card: HTMLElement}} Card of one deadline */

/** @extends {Widget<"deadlines">} */
class Deadlines extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    this.drawn = "";
    this.list = make("ul", { className: "kb-cards" });
    this.none = make("p", {}, "还没有期限。先加最要紧的，通常是申诉或举证。");
    this.calendar = actions(button("全部加到日历", () => this.saveAll()));
    this.element.replaceChildren(this.none, this.list, this.calendar, this.status, this.addition(), this.own());
  }

  tick() {
    this.cards.forEach(({ form }) => form.tick());
  }

  refresh() {
    const planned = idsOf("deadline", store.case.plan.tasks).filter((id) => hasOwn(this.book.deadlines, id));
    const ids = [...new Set([...Object.keys(store.case.deadlines), ...planned])].sort((a, b) =>
      this.rank(a) < this.rank(b) ? -1 : 1
    );
    this.none.hidden = ids.length > 0;
    this.calendar.hidden = !ids.some((id) => kept(id).due && !kept(id).met);
    if (ids.join() !== this.drawn) redraw(this.list, () => this.draw(ids), this.status);
    for (const { form } of this.cards.values()) form.refresh();
    this.draft?.follow();
  }

  /** @param {string} id */
  rank(id) {
    const { due, met } = kept(id);
    return `${met ? 2 : 0}${due || "9"}${id}`;
  }

  /** Cards are moved, not made anew, so that a form stays open and keeps the keyboard. @param {string[]} ids */
  draw(ids) {
    this.drawn = ids.join();
    const before = this.cards;
    this.cards = new Map(ids.map((id) => [id, before.get(id) ?? this.card(id)]));
    for (const [id, { card }] of before) if (!this.cards.has(id)) card.remove();
    [...this.cards.values()].forEach(({ card }, index) => {
      if (this.list.children[index] !== card) this.list.insertBefore(card, this.list.children[index] ?? null);
    });
  }

  /** @param {string} id @returns {About} */
  about(id) {
    if (hasOwn(this.book.deadlines, id)) return this.book.deadlines[id];
    return { id, title: kept(id).title || "自己加的期限", trigger: "", rule: null };
  }

  /** @param {string} id @returns {Card} */
  card(id) {
    const about = this.about(id);
    const form = new DueForm(about, (words, undo) => this.say(words, undo), this.status);
    const remove = button("从案件里去掉", () => this.remove(id));
    remove.setAttribute("aria-label", `从案件里去掉：${about.title}`);
    const title = about.href ? make("a", { href: about.href }, about.title) : about.title;
    const card = make(
      "li",
      { className: "kb-card" },
      make("p", { className: "kb-card__title" }, title),
      about.missed ? make("p", { className: "kb-note" }, `错过会怎样：${about.missed}`) : null,
      about.source ? make("p", { className: "kb-note" }, `依据：${about.source}`) : null,
      form.element,
      remove,
    );
    return { form, card };
  }

  /** @param {string} id */
  remove(id) {
    const { title } = this.about(id);
    const { stored, undo } = forget(id);
    this.report(stored, `已去掉“${title}”。`, undo);
    this.status.focus();
  }

  addition() {
    const choices = Object.entries(ROUTES).map(([route, words]) =>
      make(
        "optgroup",
        { label: words },
        ...Object.values(this.book.deadlines).filter((each) => each.route === route)
          .map((each) => make("option", { value: each.id }, each.title)),
      )
    );
    const choose = select({ "": "请选择" });
    choose.append(...choices);
    choose.value = "";
    return more(
      "加一项期限",
      row("哪一项", choose),
      actions(button("加到案件", () => {
        if (choose.value) this.add(choose.value, this.book.deadlines[choose.value].title);
        else this.say("请先选一项。");
      })),
    );
  }

  own() {
    const name = make("input", { type: "text", maxLength: 60, placeholder: "例如：承运人答应给底单" });
    this.draft = new Draft("own-deadline", { name });
    return more(
      "加一项自己的期限",
      row("什么事", name),
      actions(button("加上", () => {
        if (!name.value.trim()) {
          this.say("请先写是什么事。");
          return;
        }
        if (this.add(newId("own"), name.value.trim())) this.draft?.clear();
      })),
    );
  }

  /** @param {string} id @param {string} title @returns {boolean} whether it was stored */
  add(id, title) {
    if (!keep(id, { title })) {
      this.refuse();
      return false;
    }
    this.say(`已加上“${title}”，在上面填时间。`);
    const form = this.cards.get(id)?.form;
    form?.open(true);
    find(form?.element ?? this.element, "input", HTMLInputElement).focus();
    return true;
  }

  saveAll() {
    this.say(
      saveCalendar([...this.cards.keys()].filter((id) => !kept(id).met).map((id) => this.about(id)), this.status),
    );
  }
}

define("kb-deadlines", Deadlines);
