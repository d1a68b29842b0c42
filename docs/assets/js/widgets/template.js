// <kb-template>: a letter that fills itself while its blanks are typed.

import { store } from "../case/page-store.js";
import { fill } from "../letter/fill.js";
import { LetterForm } from "../letter/letter-form.js";
import { letterSheet } from "../letter/letter-sheet.js";
import { measure, missing, textOf, valuesOf } from "../letter/letter.js";
import { isOffline, isServed } from "../platform/network.js";
import { copyOrSelect, fileOrSelect, saveOrSelect } from "../ui/copy.js";
import { actions, button, find, findAll, make, more } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { takesFiles } from "../ui/takes-files.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Blank } from "../letter/blanks.js" */
/** @import { Letter } from "../letter/letter.js" */

/** @param {Blank} blank */
const typed = (blank) => store.typed(blank);

const NO_WORD = "现在没有网络，Word 版下不来。可以用“复制带格式”，粘贴到 Word 或 WPS。";

class Template extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    /** @type {Letter} */
    this.letter = JSON.parse(element.dataset.kbLetter ?? "null");
    this.preview = find(element, "[data-kb-part=letter]", HTMLElement);
    this.form = new LetterForm(this.letter, (words, undo) => this.say(words, undo));
    this.count = make("p", { className: "kb-count" });
    this.preview.tabIndex = 0; // on a wide screen it scrolls beside the form
    this.preview.setAttribute("aria-label", "预览");
    this.preview.setAttribute("role", "group");
    this.preview.before(this.form.element);
    this.preview.after(this.count);
    const row = find(element, "[data-kb-part=actions]", HTMLElement); // holds the link to the Word file
    const word = find(row, "a", HTMLAnchorElement);
    const { download } = word; // gone once it was pressed: see offline/downloads.js
    word.addEventListener("click", (event) => this.word(download, event));
    const others = actions(
      button("复制带格式", () => this.copyFormatted()),
      button("下载 .txt", () => this.save()),
      word,
      button("打印", () => this.print()),
      button("清空填写", () => this.clear()),
    );
    row.append(button("复制全文", () => this.copy()), more("更多", others));
    row.after(this.status);
    const card = find(element, ".kb-disclosure", HTMLDetailsElement);
    find(card, "summary", HTMLElement).addEventListener("click", () => this.form.open(!card.open)); // before the next key
    card.addEventListener("toggle", () => this.form.open(card.open)); // by the browser, or a script
    this.form.open(card.open);
  }

  refresh() {
    this.form.refresh();
    const values = valuesOf(this.letter, typed);
    for (const place of findAll(this.preview, "[data-kb-field]", HTMLElement)) {
      const { kbField: name = "" } = place.dataset;
      const words = fill(`{${name}}`, values, this.letter.labels);
      if (place.textContent !== words) place.textContent = words; // a key changes few of many
      place.classList.toggle("kb-blank--filled", Boolean(values[name].trim()));
    }
    this.count.textContent = measure(this.letter, typed);
  }

  /** @returns {string} what is still to fill, for the messages */
  rest() {
    const left = missing(this.letter, typed).map((blank) => blank.label);
    return left.length ? `还有 ${left.length} 处没填：${left.join("、")}。` : "";
  }

  text() {
    return textOf(this.letter, typed);
  }

  copy() {
    return this.hand({ text: this.text(), done: "已复制全文。" });
  }

  copyFormatted() {
    const [text, sheet] = [this.text(), letterSheet(this.letter, this.text())];
    return this.hand({ text, sheet, done: "已复制带格式的全文，可以粘贴到 Word 或 WPS。" });
  }

  /** @param {{text: string, done: string, sheet?: HTMLElement}} what */
  hand(what) {
    return copyOrSelect({ ...what, rest: this.rest(), confirmed: () => this.record() }, this.status);
  }

  print() {
    const text = this.text();
    const words = printSheet(letterSheet(this.letter, text), this.status, { text, confirmed: () => this.record() });
    this.say(`${words}${this.rest()}`);
  }

  save() {
    const file = {
      name: `${this.letter.title}.txt`,
      text: this.text(),
      type: "text/plain",
      confirmed: () => this.record(),
    };
    this.say(saveOrSelect(file, this.status));
  }

  /** The empty form, which the browser fetches; nothing of the letter is written by it. @param {string} name @param {Event} event */
  word(name, event) {
    if (isOffline() && !isServed()) {
      this.say(NO_WORD);
      return;
    }
    const out = takesFiles();
    if (!out) event.preventDefault();
    this.say(fileOrSelect({ name, text: this.text() }, this.status, out));
  }

  /** The task is done, and the timeline of the case shows when: it was copied, or the seller said so. */
  record() {
    return store.change((current) => {
      current.letters[this.letter.id] = store.now().toISOString();
    });
  }

  clear() {
    const before = this.letter.fields.map((blank) => ({ blank, text: typed(blank) }));
    if (before.every(({ text }) => !text)) {
      this.say("没有可清空的内容。");
      return;
    }
    this.put(before.map(({ blank }) => ({ blank, text: "" })));
    this.say("已清空。同名的空在别的模板里也清空了。", () => {
      this.put(before.filter(({ blank }) => !typed(blank)));
      return "已恢复。";
    });
  }

  /** @param {{blank: Blank, text: string}[]} texts */
  put(texts) {
    for (const { blank, text } of texts) store.type(blank, text);
  }
}

define("kb-template", Template);
