// <kb-template>: a letter that fills itself while its blanks are typed.

import { store } from "../case/page-store.js";
import { fill, piecesOf } from "../letter/fill.js";
import { LetterForm } from "../letter/letter-form.js";
import { letterSheet } from "../letter/letter-sheet.js";
import { listsIn, listsText, measure, missing, standingOf, textOf, unchosen, valuesOf } from "../letter/letter.js";
import { readingOf } from "../letter/reading.js";
import { wordDocument } from "../letter/word-document.js";
import { isOffline, isServed } from "../platform/network.js";
import { copyOrSelect, fileOrSelect, saveOrSelect } from "../ui/copy.js";
import { actions, button, find, findAll, make, more } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { takesFiles } from "../ui/takes-files.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Letter } from "../letter/letter.js" */

const NO_WORD = "现在没有网络，空白的 Word 版下不来。可以用“Word 版”，填了的都在里面。";

class Template extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    /** @type {Letter} */
    this.letter = JSON.parse(element.dataset.kbLetter ?? "null");
    this.reading = readingOf(this.letter);
    const whole = !Object.keys(this.letter.says).length; // else the page shows each text that can be chosen
    this.drawn = whole ? `${this.letter.body}\n${this.letter.pledge}` : ""; // as the page came
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
      button("复制带格式", () => this.once(() => this.copyFormatted())),
      button("下载 .txt", () => this.once(() => this.save())),
      button("Word 版", () => this.once(() => this.saveWord())),
      word,
      button("打印", () => this.once(() => this.print())),
      button("清空填写", () => this.clear()),
    );
    row.append(button("复制全文", () => this.once(() => this.copy())), more("更多", others));
    row.after(this.status);
    const card = find(element, ".kb-disclosure", HTMLDetailsElement);
    find(card, "summary", HTMLElement).addEventListener("click", () => this.form.open(!card.open)); // before the next key
    card.addEventListener("toggle", () => this.form.open(card.open)); // by the browser, or a script
    this.form.open(card.open);
  }

  refresh() {
    this.form.refresh();
    this.draw(standingOf(this.letter, this.reading));
    const values = valuesOf(this.letter, this.reading);
    for (const place of findAll(this.preview, "[data-kb-field]", HTMLElement)) {
      const { kbField: name = "" } = place.dataset;
      const words = fill(`{${name}}`, values, this.letter.labels);
      if (place.textContent !== words) place.textContent = words; // a key changes few of many
      place.classList.toggle("kb-blank--filled", Boolean(values[name]?.trim()));
    }
    this.count.textContent = measure(this.letter, this.reading);
  }

  /** Lines come and go with the answers; its pledge stays. @param {string} text the whole letter, with its blanks */
  draw(text) {
    if (text === this.drawn) return;
    this.drawn = text;
    const lines = text.slice(0, -this.letter.pledge.length - 1).split("\n");
    const pledge = find(this.preview, ".kb-letter__pledge", HTMLElement);
    this.preview.replaceChildren(...lines.map(lineOf), pledge);
  }

  /** @returns {string} what is still to fill, for the messages */
  rest() {
    const left = missing(this.letter, this.reading).map((blank) => blank.label);
    return left.length ? `还有 ${left.length} 处没填：${left.join("、")}。` : "";
  }

  /** Let the letter go out once it is chosen which of several texts it says. @param {() => void} out */
  once(out) {
    const blank = unchosen(this.letter, this.reading);
    if (!blank) {
      out();
      return;
    }
    this.say(`先选“${blank.label}”，信里只写选中的那一段。`);
    this.form.showBlank(blank);
  }

  text() {
    return textOf(this.letter, this.reading);
  }

  /** The letter, and behind it the lists of numbers that it names. */
  withLists() {
    return [this.text(), listsText(this.lists())].filter(Boolean).join("\n\n");
  }

  lists() {
    return listsIn(this.letter, this.reading);
  }

  copy() {
    const lists = this.lists().map(({ title }) => `附件${title}在“Word 版”和打印件里。`);
    return this.hand({ text: this.text(), done: `已复制全文。${lists.join("")}` });
  }

  copyFormatted() {
    const [text, sheet] = [this.withLists(), letterSheet(this.letter, this.text(), this.lists())];
    return this.hand({ text, sheet, done: "已复制带格式的全文，可以粘贴到 Word 或 WPS。" });
  }

  /** @param {{text: string, done: string, sheet?: HTMLElement}} what */
  hand(what) {
    return copyOrSelect({ ...what, rest: this.rest(), confirmed: () => this.record() }, this.status);
  }

  print() {
    const [text, rest] = [this.withLists(), this.rest()];
    const words = printSheet(letterSheet(this.letter, this.text(), this.lists()), this.status, {
      text,
      rest,
      confirmed: () => this.record(),
    });
    this.say(`${words}${rest}`);
  }

  save() {
    this.handFile({ name: `${this.letter.title}.txt`, type: "text/plain" });
  }

  saveWord() {
    const file = wordDocument(this.letter, this.text(), this.lists());
    this.handFile({ name: `${this.letter.title}.docx`, type: file.type, file });
  }

  /** @param {{name: string, type: string, file?: Blob}} what `file`: what stands in it, if not the text */
  handFile(what) {
    const words = saveOrSelect({ ...what, text: this.withLists(), confirmed: () => this.record() }, this.status);
    this.say(`${words}${this.rest()}`);
  }

  /** The empty form, which the browser fetches; nothing of the letter is written by it. @param {string} name @param {Event} event */
  word(name, event) {
    if (isOffline() && !isServed()) {
      this.say(NO_WORD);
      return;
    }
    const out = takesFiles();
    if (!out) event.preventDefault();
    this.say(fileOrSelect({ name, text: this.withLists() }, this.status, out));
  }

  /** The task is done, and the timeline of the case shows when: it was copied, or the seller said so. */
  record() {
    return store.change((current) => {
      current.letters[this.letter.id] = store.now().toISOString();
    });
  }

  clear() {
    const before = this.letter.fields.map((blank) => ({
      blank,
      text: store.typed(blank),
      answer: store.answer(blank),
    }));
    if (before.every(({ text, answer }) => !text && !answer)) {
      this.say("没有可清空的内容。");
      return;
    }
    for (const { blank } of before) store.type(blank, "");
    this.say("已清空。同名的空在别的模板里也清空了。", () => {
      for (const { blank, text, answer } of before) {
        if (store.typed(blank) || store.answer(blank)) continue; // filled since
        if (text) store.type(blank, text);
        else if (answer) store.setAnswer(blank, answer);
      }
      return "已恢复。";
    });
  }
}

/** @param {string} line with its blanks */
function lineOf(line) {
  const blankOf = (/** @type {string} */ name) => make("span", { className: "kb-blank", data: { kbField: name } });
  return make("p", {}, ...piecesOf(line).map((piece, index) => (index % 2 ? blankOf(piece) : piece)));
}

define("kb-template", Template);
