// The form of a letter: one control a blank, with a hint, advice, and a way to mask personal data.
// It is filled when it is first opened: a page with many letters would come late otherwise.

import { store } from "../case/page-store.js";
import { masked, personalIn } from "../case/privacy.js";
import { readWall } from "../deadline/typed-time.js";
import { button, make } from "../ui/dom.js";
import { afterPress } from "../ui/press.js";
import { isText, showTime, UNFINISHED } from "../ui/time-control.js";
import { BlankAnswers } from "./blank-answers.js";
import { advise, compared, CONTROLS } from "./blanks.js";
import { askedOf, missing } from "./letter.js";
import { numbersIn } from "./normalize.js";
import { miscounted, misplaced, OrderChoice } from "./order-choice.js";
import { readingOf } from "./reading.js";
import { isTime, TakenBlank } from "./taken.js";

/** @import { Blank } from "./blanks.js" */
/** @import { Letter } from "./letter.js" */

/**
 * @typedef {object} Row one blank in the form
 * @property {Blank} blank
 * @property {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control
 * @property {HTMLElement} note
 * @property {HTMLElement} advice
 * @property {HTMLElement} element
 * @property {TakenBlank} taken how what was just typed was understood
 * @property {BlankAnswers} answers how it is filled otherwise than by typing
 */

export class LetterForm {
  /** @param {Letter} letter @param {(words: string, undo: () => string) => void} say */
  constructor(letter, say) {
    this.letter = letter;
    this.say = say;
    /** @type {Row[]} */
    this.rows = []; // none until the form is filled in
    this.choice = new OrderChoice(letter, say);
    this.remember = make("input", { type: "checkbox" });
    this.remember.addEventListener("change", () => store.remember(this.remember.checked));
    this.summary = make("summary");
    this.element = make("details", { className: "kb-form" }, this.summary);
    this.summary.addEventListener("click", () => this.fillIn()); // before the next key
    this.element.addEventListener("toggle", () => this.fillIn()); // opened by the browser, or a script
  }

  /** Open the form with the card that it stands in. @param {boolean} on */
  open(on) {
    if (!on) return;
    this.element.open = true;
    this.fillIn();
  }

  fillIn() {
    if (this.rows.length) return;
    this.rows = this.letter.fields.map((blank) => this.row(blank));
    this.element.append(this.choice.element, ...this.rows.map(({ element }) => element));
    if (this.letter.fields.some((blank) => blank.personal)) this.element.append(this.rememberRow());
    this.refresh();
  }

  /** Open the form at a blank. @param {Blank} blank */
  showBlank(blank) {
    this.open(true);
    this.rows.find((row) => row.blank === blank)?.control.focus();
  }

  /** @param {Blank} blank @returns {Row} */
  row(blank) {
    const control = emptyControl(blank);
    control.id = `blank-${this.letter.id}-${blank.id}`;
    const note = make("p", { className: "kb-form__hint", id: `${control.id}-hint` }, blank.hint);
    const advice = make("p", { className: "kb-form__advice", id: `${control.id}-advice`, role: "status" });
    control.setAttribute("aria-describedby", `${note.id} ${advice.id}`);
    const label = make("label", { htmlFor: control.id }, blank.label);
    const answers = new BlankAnswers(this.letter, blank, control);
    const element = make("div", { className: "kb-form__row" }, label, note, control, answers.element, advice);
    const taken = new TakenBlank(blank, control, () => afterPress(advises));
    /** @type {Row} */
    const row = { blank, control, note, advice, element, answers, taken };
    const advises = () => this.adviseOn(row);
    control.addEventListener("input", () => store.type(blank, control.value));
    control.addEventListener("blur", () => afterPress(advises));
    return row;
  }

  rememberRow() {
    return make(
      "div",
      { className: "kb-form__row" },
      make("label", { className: "kb-check" }, this.remember, "在本机记住这个案件的个人信息"),
      make("p", { className: "kb-form__hint" }, "不勾选，姓名、电话关掉标签页就没了。和别人共用的设备不要勾。"),
    );
  }

  refresh() {
    if (this.rows.length) this.choice.refresh();
    const asked = askedOf(this.letter, readingOf(this.letter));
    for (const row of this.rows) {
      row.element.hidden = !asked.includes(row.blank);
      const typed = store.typed(row.blank);
      show(row, typed);
      row.answers.refresh();
      if (row.blank.personal) row.note.textContent = personalHint(row.blank);
      if (document.activeElement !== row.control) this.adviseOn(row);
    }
    this.remember.checked = store.case.remember;
    const { length } = asked;
    const done = length - missing(this.letter, readingOf(this.letter)).length;
    this.summary.textContent = `填写这封信（已填 ${done} / ${length}）`;
  }

  /** Said once, when it changes. @param {Row} row */
  adviseOn(row) {
    const { blank, control, advice } = row;
    const typed = store.typed(blank);
    const found = blank.personal || numbersIn(blank.kind, typed).length ? [] : personalIn(typed);
    const words = [
      control.validity.badInput ? UNFINISHED : row.taken.words(),
      advise(blank.kind, typed, { several: blank.several, list: this.list(blank) }),
      misplaced(this.letter, blank, typed),
      miscounted(this.letter, blank, typed),
      ...compared(blank, (id) => store.typed({ id }), this.letter.labels),
      found.length ? `里面像是有${found.join("、")}。交给别人之前遮住更稳妥。` : "",
    ].join("");
    if (words === advice.dataset.kbTold) return;
    advice.dataset.kbTold = words;
    advice.textContent = words;
    advice.append(row.taken.back() ?? "");
    if (found.length) advice.append(button("遮盖", () => this.mask(row)));
  }

  /** The blank of this letter that takes several such numbers. @param {Blank} blank */
  list({ kind }) {
    return this.letter.fields.find((other) => other.kind === kind && other.several)?.label;
  }

  /** @param {Row} row */
  mask(row) {
    const typed = store.typed(row.blank);
    store.type(row.blank, masked(typed));
    row.control.focus();
    this.adviseOn(row);
    this.say(`已遮盖“${row.blank.label}”里的个人信息。`, () => {
      store.type(row.blank, typed);
      return "已恢复原文。";
    });
  }
}

/** Show what is kept; what a control of the browser's own cannot hold is shown as text. @param {Row} row @param {string} kept */
function show({ blank, control }, kept) {
  if (control instanceof HTMLInputElement && isTime(blank)) showKept(control, kept);
  else if (control.value !== kept) {
    control.value = kept;
    if (control instanceof HTMLSelectElement && control.value !== kept) {
      control.append(make("option", {}, kept)); // a choice that there was before
      control.value = kept;
    }
  }
}

/** @param {HTMLInputElement} control @param {string} kept */
function showKept(control, kept) {
  const { wall } = readWall(kept);
  if (isText(control) && wall === readWall(control.value).wall && (wall || control.value === kept)) return; // as typed
  if (!isText(control)) {
    const [day, moment] = [
      control.type === "date" && wall.length === 10,
      control.type !== "date" && wall.length === 16,
    ];
    if (kept && !day && !moment) control.type = "text";
  }
  showTime(control, wall || kept);
}

/** @param {Blank} blank */
function personalHint(blank) {
  const kept = store.case.remember ? "已设为在本机记住。" : "个人信息只留在这个标签页，关掉就没了。";
  return `${blank.hint}${kept}`;
}

/** @param {Blank} blank */
function emptyControl(blank) {
  const placeholder = `例如：${blank.example}`;
  if (blank.kind === "long-text" || (blank.kind === "order-number" && blank.several)) {
    return make("textarea", { rows: 4, placeholder });
  }
  if (blank.kind === "choice") {
    const options = (blank.choices ?? []).map((choice) => make("option", { value: choice }, choice));
    return make("select", {}, make("option", { value: "" }, "请选择"), ...options);
  }
  return make("input", { type: "text", autocomplete: "off", placeholder, ...CONTROLS[blank.kind] });
}
