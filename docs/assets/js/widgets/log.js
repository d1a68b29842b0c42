// <kb-log>: what was said, when, by which channel, with whom, and what was promised.

import { newId } from "../case/cases.js";
import { inTime, LOG_HEADINGS, logRows } from "../case/log.js";
import { store } from "../case/page-store.js";
import { masked, personalIn } from "../case/privacy.js";
import { hasOwn } from "../case/shape.js";
import { MomentField } from "../deadline/moment-field.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { copyOrSelect } from "../ui/copy.js";
import { actions, button, make, row, select } from "../ui/dom.js";
import { keyed, redraw } from "../ui/lists.js";
import { printSheet } from "../ui/print.js";
import { sheet, table } from "../ui/sheets.js";
import { onTyped } from "../ui/typed.js";
import { define, Widget } from "../ui/widget.js";

const CHANNELS = ["旺旺", "退款单留言", "平台客服", "电话", "短信", "承运人客服", "当面", "其他"];
/** @import { Entry } from "../case/shape.js" */

/** @type {("at"|"channel"|"who"|"said"|"promised")[]} */
const NAMES = ["at", "channel", "who", "said", "promised"];

class Log extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.time = new MomentField();
    this.boxes = {
      at: this.time.input,
      channel: select(Object.fromEntries(CHANNELS.map((name) => [name, name]))),
      who: make("input", { type: "text", placeholder: "例如：买家、快递网点" }),
      said: make("textarea", { rows: 3, placeholder: "双方各说了什么" }),
      promised: make("input", { type: "text", placeholder: "例如：今天 20:00 前答复" }),
    };
    this.advice = make("p", { className: "kb-form__advice", role: "status" });
    this.save = button("记下这一条", () => this.submit());
    this.giveUp = button("不改了", () => this.cancel());
    this.form = make(
      "div",
      { className: "kb-log-form" },
      this.time.row("时间（北京时间）"),
      row("方式", this.boxes.channel),
      row("和谁", this.boxes.who, "写身份就行，不写买家的姓名和电话。"),
      row("说了什么", this.boxes.said, "只写说过的话，不写猜测。"),
      row("答应了什么", this.boxes.promised, "谁，在什么时候之前，做什么。没有就空着。"),
      this.advice,
      actions(this.save, this.giveUp),
    );
    this.form.addEventListener("input", () => this.keepDraft());
    onTyped(this.form, () => this.advise());
    this.list = make("ol", { className: "kb-cards" });
    this.outputs = actions(button("复制全部", () => this.copy()), button("打印", () => this.print()));
    this.element.replaceChildren(this.form, this.status, this.list, this.outputs);
    this.drawn = "";
    this.shown = ""; // the case and the drafts that the form was last drawn from
    this.id = ""; // "" for a new one
    this.opened = emptyEntry();
    this.write(this.opened);
  }

  // --- the form -----------------------------------------------------------------------------

  /** Show an entry in the form. @param {Entry} entry @param {Entry} [opened] as it was before it was typed in */
  write(entry, opened = entry) {
    this.id = entry.id;
    this.opened = opened;
    if (!CHANNELS.includes(entry.channel)) this.boxes.channel.append(make("option", {}, entry.channel));
    for (const name of NAMES) this.boxes[name].value = entry[name];
    this.time.show(entry.at);
    this.save.textContent = entry.id ? "存下修改" : "记下这一条";
    this.giveUp.hidden = !entry.id;
    this.advise();
  }

  /** @returns {Entry} what stands in the form */
  typed() {
    const { at, channel, who, said, promised } = this.boxes;
    return {
      id: this.id,
      at: this.time.read().wall || at.value, // what is not understood yet stays in the draft
      channel: channel.value,
      who: who.value,
      said: said.value,
      promised: promised.value,
    };
  }

  keepDraft() {
    if (!this.id && this.typed().at === this.opened.at) { // the time of the page, not yet of the talk
      this.opened.at = wallOf(store.now().getTime());
      this.time.show(this.opened.at);
    }
    const opened = Object.fromEntries(NAMES.map((name) => [`opened.${name}`, this.opened[name]]));
    store.keepDraft(this.tool(), { ...this.typed(), ...opened });
    this.shown = this.source();
  }

  /** Each entry that is being changed has a draft of its own, and the new one. */
  tool() {
    return this.id ? `log.${this.id}` : "log";
  }

  /** @returns {Record<string, string>[]} the latest last */
  drafts() {
    return Object.entries(store.unfinished()).filter(([tool]) => /^log(\.|$)/.test(tool)).map(([, texts]) => texts);
  }

  source() {
    return JSON.stringify([store.active, this.drafts()]);
  }

  /** Show what was typed and not stored: the case may be another one now, or a page of this tab went on with it. */
  follow() {
    if (this.shown !== this.source()) this.show();
  }

  /** Show the latest draft, else an empty form. @returns {boolean} whether something was typed in it */
  show() {
    const texts = this.drafts().pop();
    this.shown = this.source();
    if (texts) this.write(entryOf(texts), this.openedOf(texts));
    else this.write(emptyEntry());
    return Boolean(texts?.said || texts?.who || texts?.promised);
  }

  /** The entry as it was when typing began. @param {Record<string, string>} texts */
  openedOf(texts) {
    const known = store.case.log.find(({ id }) => id === texts.id) ?? entryOf(texts);
    return hasOwn(texts, "opened.at") ? entryOf({ ...texts, ...openedIn(texts) }) : known;
  }

  advise() {
    const { who, said, promised } = this.typed();
    const found = personalIn([who, said, promised].join("\n"));
    const words = found.length ? `里面像是有${found.join("、")}。这些会印进材料包，遮住更稳妥。` : "";
    if (this.advice.dataset.kbTold === words) return;
    this.advice.dataset.kbTold = words;
    this.advice.textContent = words;
    if (words) this.advice.append(button("遮盖", () => this.mask()));
  }

  mask() {
    const { who, said, promised } = this.boxes;
    for (const box of [who, said, promised]) box.value = masked(box.value);
    this.keepDraft();
    this.advise();
    this.boxes.said.focus();
  }

  submit() {
    const { wall: whole, why } = this.time.read();
    if (!whole || !this.boxes.said.value.trim()) {
      this.say(whole ? "请写说了什么。" : why || "请补全时间：年月日和时分。");
      (whole ? this.boxes.said : this.boxes.at).focus();
      return;
    }
    const [tool, id] = [this.tool(), this.id]; // storing may bring another draft into the form
    if (!this.put(id || newId("entry"), this.changes())) {
      this.refuse("内容还在上面。");
      return;
    }
    const words = id ? "修改已存下。" : "已记下。";
    store.keepDraft(tool, {});
    this.say(this.show() ? `${words}上面是另一条没写完的。` : words);
  }

  /**
   * What differs from what the form opened with, so that another tab's change of the rest stays.
   *
   * @returns {Partial<Entry>}
   */
  changes() {
    const typed = this.typed();
    const changed = NAMES.filter((name) => !this.id || typed[name] !== this.opened[name]);
    return Object.fromEntries(changed.map((name) => [name, typed[name]]));
  }

  /** @param {string} id @param {Partial<Entry>} changes @returns {boolean} whether it was stored */
  put(id, changes) {
    return store.change((current) => {
      const before = current.log.find((entry) => entry.id === id);
      const others = current.log.filter((entry) => entry.id !== id);
      current.log = inTime([...others, { ...this.opened, ...before, ...changes, id }]);
    });
  }

  cancel() {
    store.keepDraft(this.tool(), {});
    this.say(this.show() ? "没有改动。上面是另一条没写完的。" : "没有改动。");
    this.status.focus();
  }

  // --- the list -----------------------------------------------------------------------------

  refresh() {
    this.follow();
    const log = inTime(store.case.log);
    this.outputs.hidden = !log.length;
    const state = JSON.stringify([store.active, log]);
    if (state === this.drawn) return;
    this.drawn = state;
    redraw(this.list, () => this.list.replaceChildren(...log.map((entry) => this.card(entry))), this.status);
  }

  /** @param {Entry} entry */
  card(entry) {
    /** @param {string} key @param {string} label @param {() => void} onclick */
    const act = (key, label, onclick) => keyed(`${entry.id} ${key}`, label, inFull(entry.at), onclick);
    return make(
      "li",
      { className: "kb-card" },
      make("p", { className: "kb-card__title" }, inFull(entry.at)),
      make("p", { className: "kb-note" }, [entry.channel, entry.who].filter(Boolean).join(" · ")),
      make("p", { className: "kb-said" }, entry.said),
      entry.promised ? make("p", { className: "kb-said" }, `答应：${entry.promised}`) : null,
      actions(act("edit", "修改", () => this.edit(entry)), act("delete", "删除", () => this.remove(entry))),
    );
  }

  /** @param {Entry} entry */
  edit(entry) {
    const unfinished = hasOwn(store.unfinished(), this.tool()) && this.id !== entry.id ? this.tool() : "";
    const texts = store.draft(`log.${entry.id}`);
    if (texts.id) this.write(entryOf(texts), this.openedOf(texts));
    else this.write(entry);
    this.boxes.said.focus();
    this.form.scrollIntoView({ block: "start" });
    this.say("正在修改这一条。", unfinished ? () => this.putBack(unfinished) : undefined);
  }

  /** @param {string} tool */
  putBack(tool) {
    const texts = store.draft(tool);
    this.write(entryOf(texts), this.openedOf(texts));
    this.keepDraft();
    return "已放回刚才没写完的那一条。";
  }

  /** @param {Entry} entry */
  remove(entry) {
    const stored = store.change((current) => {
      current.log = current.log.filter(({ id }) => id !== entry.id);
    });
    this.report(stored, "已删除这一条。", () => this.put(entry.id, entry) ? "已恢复。" : "");
  }

  // --- getting it out -----------------------------------------------------------------------

  sheet() {
    return sheet(
      "沟通记录",
      make("p", { className: "kb-sheet__note" }, `案件：${store.case.title}`),
      table(LOG_HEADINGS, logRows(store.case.log)),
    );
  }

  copy() {
    const text = logRows(store.case.log).map(([at, channel, who, said, promised]) =>
      `${at}　${[channel, who].filter(Boolean).join("，")}\n${said}${promised ? `\n答应：${promised}` : ""}`
    ).join("\n\n");
    return copyOrSelect({ text, sheet: this.sheet(), done: "已复制全部沟通记录。" }, this.status);
  }

  print() {
    this.say(printSheet(this.sheet(), this.status));
  }
}

/** @param {Record<string, string>} texts of a draft @returns {Entry} */
function entryOf({ id = "", at = "", channel = CHANNELS[0], who = "", said = "", promised = "" }) {
  return { id, at, channel, who, said, promised };
}

/** @param {Record<string, string>} texts */
function openedIn(texts) {
  return Object.fromEntries(NAMES.map((name) => [name, texts[`opened.${name}`] ?? ""]));
}

/** @returns {Entry} */
function emptyEntry() {
  return { id: "", at: wallOf(store.now().getTime()), channel: CHANNELS[0], who: "", said: "", promised: "" };
}

define("kb-log", Log);
