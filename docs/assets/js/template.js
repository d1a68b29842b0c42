// <kb-template>: a letter that fills itself while its blanks are typed.

import { CONTROLS, advise, written } from "./blanks.js";
import { copyText } from "./copy.js";
import { button, make, statusLine } from "./dom.js";
import { countCharacters, fill } from "./fill.js";
import { store } from "./shared.js";

export class Template extends HTMLElement {
  connectedCallback() {
    if (!this.letter) this.build();
    this.stop = store.listen(() => this.refresh());
    this.refresh();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  build() {
    this.letter = JSON.parse(this.dataset.kbLetter);
    this.labels = Object.fromEntries(this.letter.fields.map((blank) => [blank.id, blank.label]));
    this.sheet = this.querySelector("[data-kb-part=letter]");
    this.controls = new Map(this.letter.fields.map((blank) => [blank, this.control(blank)]));
    this.count = make("p", { className: "kb-count" });
    this.status = statusLine();
    this.told = "";
    this.advice = new Map();
    this.sheet.before(this.form());
    this.sheet.after(this.count, this.actions(), this.status);
  }

  form() {
    const rows = [...this.controls].map(([blank, control]) => this.row(blank, control));
    this.summary = make("summary");
    return make("details", { className: "kb-form" }, this.summary, ...rows);
  }

  row(blank, control) {
    const note = make("p", { className: "kb-form__hint", id: `${control.id}-hint` },
      blank.personal ? `${blank.hint}个人信息只留在这个标签页，关掉就没了。` : blank.hint);
    const advice = make("p", { className: "kb-form__advice", id: `${control.id}-advice` });
    advice.setAttribute("role", "status");
    control.setAttribute("aria-describedby", `${note.id} ${advice.id}`);
    this.advice.set(blank, advice);
    control.addEventListener("blur", () => this.adviseOn(blank));
    const label = make("label", { htmlFor: control.id }, blank.label);
    return make("div", { className: "kb-form__row" }, label, note, control, advice);
  }

  adviseOn(blank) {
    const words = advise(blank.kind, store.typed(blank));
    const line = this.advice.get(blank);
    if (line.textContent !== words) line.textContent = words; // said once, when it changes
  }

  control(blank) {
    const control = this.emptyControl(blank);
    control.id = `blank-${this.letter.id}-${blank.id}`;
    control.value = store.typed(blank);
    control.addEventListener("input", () => store.type(blank, control.value));
    return control;
  }

  emptyControl(blank) {
    if (blank.kind === "long-text") {
      return make("textarea", { rows: 4, placeholder: `例如：${blank.example}` });
    }
    if (blank.kind === "choice") {
      const options = blank.choices.map((choice) => make("option", { value: choice }, choice));
      return make("select", {}, make("option", { value: "" }, "请选择"), ...options);
    }
    const placeholder = `例如：${blank.example}`;
    return make("input", { type: "text", autocomplete: "off", placeholder, ...CONTROLS[blank.kind] });
  }

  actions() {
    return make("div", { className: "kb-actions" },
      button("复制全文", () => this.copy()),
      button("下载 .txt", () => this.download()),
      button("清空填写", () => this.clear()));
  }

  values() {
    const pairs = this.letter.fields.map((blank) => [
      blank.id, written(blank.kind, store.typed(blank)),
    ]);
    return Object.fromEntries(pairs);
  }

  /** @returns {string} the letter as it stands, blanks as 【names】 */
  text() {
    return fill(`${this.letter.body}\n${this.letter.pledge}`, this.values(), this.labels);
  }

  refresh() {
    const values = this.values();
    for (const [blank, control] of this.controls) {
      if (control.value !== store.typed(blank)) control.value = store.typed(blank);
      if (document.activeElement !== control) this.adviseOn(blank);
    }
    for (const place of this.sheet.querySelectorAll("[data-kb-field]")) {
      const typed = values[place.dataset.kbField];
      place.textContent = fill(`{${place.dataset.kbField}}`, values, this.labels);
      place.classList.toggle("kb-blank--filled", Boolean(typed.trim()));
    }
    const { length } = this.letter.fields;
    this.summary.textContent = `填写这封信（已填 ${length - this.missing().length} / ${length}）`;
    this.count.textContent = this.measure();
    if (store.notice !== this.told) this.status.textContent = this.told = store.notice;
  }

  measure() {
    const count = countCharacters(this.text());
    const { length } = this.letter;
    if (!length) return `共 ${count} 字。`;
    const over = count - length;
    const advice = over > 0 ? `比建议多 ${over} 字，可以先删经过里的重复话。` : "";
    return `共 ${count} 字，建议 ${length} 字以内。${advice}真正的上限以提交页为准。`;
  }

  missing() {
    return this.letter.fields.filter((blank) => !store.typed(blank).trim());
  }

  async copy() {
    const copied = await copyText(this.text());
    this.querySelector(".kb-copybox")?.remove();
    const left = this.missing().map((blank) => blank.label);
    const rest = left.length ? `还有 ${left.length} 处没填：${left.join("、")}。` : "";
    if (copied) this.status.textContent = `已复制全文。${rest}`;
    else this.offerSelection(rest);
  }

  offerSelection(rest) {
    const box = make("textarea", {
      className: "kb-copybox", readOnly: true, rows: 8, value: this.text(),
      aria: { label: "信的全文，已选中" },
    });
    this.status.after(box);
    box.focus();
    box.select();
    this.status.textContent = `浏览器不让网页复制。全文已选中，请按住它，选“复制”。${rest}`;
  }

  download() {
    const address = URL.createObjectURL(new Blob([this.text()], { type: "text/plain;charset=utf-8" }));
    make("a", { href: address, download: `${this.letter.title}.txt` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    this.status.textContent = "已生成文本文件。微信里打不开下载时，请用“复制全文”。";
  }

  clear() {
    const before = this.letter.fields.map((blank) => [blank, store.typed(blank)]);
    if (before.every(([, text]) => !text)) {
      this.status.textContent = "没有可清空的内容。";
      return;
    }
    this.put(before.map(([blank]) => [blank, ""]));
    this.status.textContent = "已清空。同名的空在别的模板里也清空了。";
    this.status.append(button("撤销", () => {
      this.put(before.filter(([blank]) => !store.typed(blank)));
      this.status.textContent = "已恢复。";
      this.querySelector(".kb-actions button").focus();
    }));
  }

  put(pairs) {
    for (const [blank, text] of pairs) store.type(blank, text);
    this.refresh();
  }
}
