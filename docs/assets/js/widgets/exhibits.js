// <kb-exhibits>: the numbered list of exhibits. Files are read for their digest, never kept or sent.

import { newId } from "../case/cases.js";
import { csvOf } from "../case/csv.js";
import { digestOf, LARGEST, whyUnread } from "../case/digest.js";
import { areTied, compare, headingsOf, linesOf, moved, rowsOf, sizeInWords } from "../case/exhibits.js";
import { store } from "../case/page-store.js";
import { byOrder, findOrder } from "../orders/evidence.js";
import { copyOrSelect, saveOrSelect } from "../ui/copy.js";
import { actions, button, findAll, make, more, row, select } from "../ui/dom.js";
import { keyed, redraw } from "../ui/lists.js";
import { printSheet } from "../ui/print.js";
import { sheet, table } from "../ui/sheets.js";
import { define, Widget } from "../ui/widget.js";

const SHOWN = 50; // exhibits drawn at once
const SLOW = 100 * 1024 * 1024; // bytes; a phone reads that for seconds
const OTHER_BYTES =
  "不是同一份字节，不等于内容改过。当时或者这次从手机相册里选的，手机常会转换格式、改名字、去掉位置，交出来的就不是原件。请从“文件”里选，或在存原件的电脑上选，再核对一次。";

/** @import { Exhibit } from "../case/shape.js" */

/** @typedef {Pick<Exhibit, "name"|"size"|"type"|"sha256">} Found a file that was read */

/** @extends {Widget<"evidence">} */
class Exhibits extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.limit = SHOWN;
    this.drawn = "";
    this.kinds = Object.fromEntries(Object.entries(this.book.evidence).map(([id, { title }]) => [id, title]));
    this.picker = this.pick("选文件", (files) => this.add(files));
    this.checker = this.pick("再选一次，核对有没有变", (files) => this.verify(files));
    this.meter = make("progress", { hidden: true, aria: { label: "读取进度" } });
    this.verdict = make("div", { className: "kb-verdict" });
    this.list = make("ol", { className: "kb-cards" });
    this.list.addEventListener("focusout", () => setTimeout(() => this.update()));
    this.numbers = make("datalist", { id: "kb-order-numbers" });
    this.sorter = button("按订单编号次序", () => this.sort());
    this.outputs = make(
      "div",
      {},
      this.numbers,
      actions(
        button("复制目录", () => this.copy()),
        button("打印目录", () => this.print()),
        button("下载表格 .csv", () => this.save()),
        this.sorter,
      ),
      more(
        "核对原件有没有变",
        make(
          "p",
          { className: "kb-note" },
          "交上去之前，或要当面核对时，把同一批文件再选一次。校验值一样，就说明一个字节都没有变。",
        ),
        this.checker,
      ),
    );
    this.element.replaceChildren(
      make("p", {}, "选手机或电脑里的文件。文件不上传、不保存，只记名字、大小和校验值。"),
      this.picker,
      this.meter,
      this.status,
      this.verdict,
      this.list,
      this.outputs,
    );
  }

  /** @param {string} label @param {(files: File[]) => void} onFiles */
  pick(label, onFiles) {
    const input = make("input", { type: "file", multiple: true, className: "kb-file__input" });
    input.addEventListener("change", () => {
      const files = [...input.files ?? []];
      input.value = ""; // the same files can be picked again
      if (files.length) onFiles(files);
    });
    return make("label", { className: "kb-file" }, input, make("span", { className: "kb-button" }, label));
  }

  // --- reading files ------------------------------------------------------------------------

  /** @param {File[]} files @returns {Promise<{found: Found[], unreadable: string[]}>} unreadable: names, and why */
  async read(files) {
    const total = files.reduce((sum, file) => sum + Math.min(file.size, LARGEST), 0);
    Object.assign(this.meter, { hidden: false, max: Math.max(total, 1), value: 0 });
    /** @type {Found[]} */
    const found = [];
    /** @type {string[]} */
    const unreadable = [];
    for (const [index, file] of files.entries()) {
      const wait = total > SLOW ? "文件大，要等一会儿，先别离开这一页。" : "";
      this.status.textContent = `正在读第 ${index + 1} 份，共 ${files.length} 份……${wait}`;
      try {
        const sha256 = await digestOf(file, (bytes) => this.meter.value += bytes);
        found.push({ name: file.name, size: file.size, type: file.type, sha256 });
      } catch (error) {
        unreadable.push(`${file.name}（${whyUnread(error)}）`);
      }
    }
    this.meter.hidden = true;
    return { found, unreadable };
  }

  /** @param {File[]} files */
  async add(files) {
    const owner = store.active; // reading takes time; the seller may turn to another case meanwhile
    const { found, unreadable } = await this.read(files);
    const known = new Set(store.state.cases[owner]?.exhibits.map(({ sha256 }) => sha256).filter(Boolean));
    const fresh = found.filter(({ sha256 }) => !known.has(sha256)).map((file) => ({
      id: newId("exhibit"),
      ...file,
      kind: "",
      proves: "",
      order: "",
      added: store.now().toISOString(),
    }));
    const ids = new Set(fresh.map(({ id }) => id));
    const stored = store.arrange((state) => {
      const current = state.cases[owner];
      if (current) {
        Object.assign(current, { changed: store.now().toISOString(), exhibits: [...current.exhibits, ...fresh] });
      }
    });
    this.report(stored, added(found, fresh, unreadable), fresh.length ? () => this.take(owner, ids) : undefined);
  }

  /** @param {string} owner @param {Set<string>} ids */
  take(owner, ids) {
    const stored = store.arrange((state) => {
      const current = state.cases[owner];
      if (current) current.exhibits = current.exhibits.filter(({ id }) => !ids.has(id));
    });
    return stored ? "已撤销。" : "";
  }

  /** @param {File[]} files */
  async verify(files) {
    const { found, unreadable } = await this.read(files);
    const result = compare(store.case.exhibits, found);
    /** @param {Exhibit} each */
    const number = (each) => `附件 ${store.case.exhibits.indexOf(each) + 1} ${each.name}`;
    const lines = Object.entries({
      内容没有变: result.same.map(number),
      "名字一样，和当时登记的不是同一份字节": result.changed.map(number),
      "没有校验值，只能比名字": result.unchecked.map(number),
      这次没有选到: result.absent.map(number),
      不在目录里: result.unknown,
      读不出: unreadable,
    }).filter(([, names]) => names.length);
    const other = result.changed.length;
    const renamed = result.absent.length && result.unknown.length; // a picker may have given it another name
    this.say(
      `核对完：${result.same.length} 份没有变${other ? `，${other} 份和当时登记的不是同一份字节` : ""}。`,
    );
    this.verdict.replaceChildren(
      make(
        "dl",
        { className: "kb-about" },
        ...lines.flatMap(([words, names]) => [
          make("dt", {}, `${words}（${names.length}）`),
          make("dd", {}, names.slice(0, 100).join("、")),
        ]),
      ),
      other || renamed ? make("p", { className: "kb-note" }, OTHER_BYTES) : "",
    );
  }

  // --- the list -----------------------------------------------------------------------------

  refresh() {
    const { exhibits, orders } = store.case;
    const numbers = Object.keys(orders);
    const state = JSON.stringify([store.active, this.limit, exhibits, numbers.length]);
    this.outputs.hidden = !exhibits.length;
    this.sorter.hidden = !areTied(exhibits);
    if (state === this.drawn || this.typing()) return;
    this.drawn = state;
    this.numbers.replaceChildren(...numbers.map((value) => make("option", { value })));
    redraw(this.list, () => this.draw(exhibits), this.status);
  }

  /** What is being typed is already in its box; what another tab did is drawn when it is left. */
  typing() {
    return findAll(this.list, "input", HTMLElement).some((each) => each === document.activeElement);
  }

  /** @param {Exhibit[]} exhibits */
  draw(exhibits) {
    const rest = exhibits.length - this.limit;
    const cards = exhibits.slice(0, this.limit).map((each, index) => this.card(each, index, exhibits.length));
    const next = rest > 0
      ? [make("li", {}, button(`再显示 ${Math.min(rest, SHOWN)} 份（还有 ${rest} 份）`, () => this.showMore()))]
      : [];
    this.list.replaceChildren(...cards, ...next);
  }

  showMore() {
    const next = this.limit;
    this.limit += SHOWN;
    this.refresh();
    findAll(this.list, ".kb-card", HTMLElement)[next]?.querySelector("input")?.focus();
  }

  /** @param {Exhibit} each @param {number} index @param {number} count of all */
  card(each, index, count) {
    const digest = each.sha256 ? make("code", {}, `${each.sha256.slice(0, 16)}…`) : "未计算校验值";
    const proves = make("input", {
      type: "text",
      value: each.proves,
      placeholder: "例如：证明 11 月 11 日已揽收",
      data: { kbKey: `${each.id} proves` },
    });
    proves.addEventListener("input", () => this.edit(each.id, { proves: proves.value }));
    const kind = select({ "": "选种类（可不选）", ...this.kinds }, each.kind);
    kind.dataset.kbKey = `${each.id} kind`;
    kind.setAttribute("aria-label", `种类：${each.name}`);
    kind.addEventListener("change", () => this.edit(each.id, { kind: kind.value }));
    return make(
      "li",
      { className: "kb-card" },
      make("p", { className: "kb-card__title" }, `附件 ${index + 1}　${each.name}`),
      make("p", { className: "kb-note" }, `${sizeInWords(each.size)} · `, digest),
      row("证明什么", proves),
      Object.keys(store.case.orders).length ? this.orderRow(each) : null,
      actions(
        kind,
        ...(index > 0 ? [this.mover(each, -1, "上移")] : []),
        ...(index < count - 1 ? [this.mover(each, 1, "下移")] : []),
        keyed(`${each.id} delete`, "删除", each.name, () => this.remove(each.id)),
      ),
    );
  }

  /** @param {Exhibit} each */
  orderRow({ id, name, order }) {
    const input = make("input", {
      type: "text",
      inputMode: "numeric",
      value: order,
      data: { kbKey: `${id} order` },
      aria: { label: `属于哪笔订单：${name}` },
    });
    input.setAttribute("list", this.numbers.id);
    input.addEventListener("change", () => this.tie(id, input));
    return row("属于哪笔订单", input, "写后四位也行。不属于哪一笔的，空着。");
  }

  /** @param {string} id @param {HTMLInputElement} input */
  tie(id, input) {
    const found = findOrder(input.value, store.case.orders);
    if (found === null) {
      this.say(`案件里没有、或者不止一笔订单是“${input.value.trim()}”。请写全订单编号，或者先到逐单核对里放进来。`);
      return;
    }
    input.value = found;
    this.edit(id, { order: found });
    this.say(found ? `已归到订单 ${found}。` : "不再归到哪笔订单。");
  }

  /** Number the exhibits by the order of their orders. */
  sort() {
    const before = store.case.exhibits.map(({ id }) => id);
    const stored = store.change((current) => {
      current.exhibits = byOrder(current.exhibits, current.orders);
    });
    this.report(stored, "已按订单的次序重新编号。", () => {
      const done = store.change((current) => {
        const [late, places] = [before.length, new Map(before.map((id, index) => [id, index]))];
        current.exhibits.sort((a, b) => (places.get(a.id) ?? late) - (places.get(b.id) ?? late));
      });
      return done ? "已恢复原来的次序。" : "";
    });
  }

  /** @param {Exhibit} each @param {number} step @param {string} label */
  mover({ id, name }, step, label) {
    return keyed(`${id} ${label}`, label, name, () => {
      const stored = store.change((current) => {
        const at = current.exhibits.findIndex((each) => each.id === id);
        if (at >= 0) current.exhibits = moved(current.exhibits, at, at + step);
      });
      const now = store.case.exhibits.findIndex((each) => each.id === id) + 1;
      this.report(stored, `已${label}，现在是附件 ${now}。`);
      const keys = [label, "上移", "下移"].flatMap((each) =>
        findAll(this.list, `[data-kb-key="${id} ${each}"]`, HTMLElement)
      );
      keys[0]?.focus();
    });
  }

  /** @param {string} id @param {Partial<Exhibit>} changes */
  edit(id, changes) {
    store.changeSoon((current) => Object.assign(current.exhibits.find((each) => each.id === id) ?? {}, changes));
  }

  /** @param {string} id */
  remove(id) {
    const at = store.case.exhibits.findIndex((each) => each.id === id);
    const gone = { ...store.case.exhibits[at] };
    const stored = store.change((current) => {
      current.exhibits = current.exhibits.filter((each) => each.id !== id);
    });
    const undo = () => store.change((current) => current.exhibits.splice(at, 0, gone));
    this.report(stored, `已从目录删除“${gone.name}”，文件本身没有动。`, () => undo() ? "已恢复。" : "");
  }

  // --- getting it out -----------------------------------------------------------------------

  rows() {
    return rowsOf(store.case.exhibits, this.kinds);
  }

  sheet() {
    return sheet(
      "证据目录",
      make("p", { className: "kb-sheet__note" }, `案件：${store.case.title}`),
      table(headingsOf(store.case.exhibits), this.rows()),
    );
  }

  copy() {
    return copyOrSelect({ text: linesOf(this.rows()), sheet: this.sheet(), done: "已复制证据目录。" }, this.status);
  }

  print() {
    this.say(printSheet(this.sheet(), this.status));
  }

  save() {
    const table = {
      name: `证据目录 ${store.case.title}.csv`,
      type: "text/csv",
      file: csvOf([headingsOf(store.case.exhibits), ...this.rows()]),
      then: "用 WPS 或 Excel 打开。",
      text: linesOf(this.rows()),
    };
    this.say(saveOrSelect(table, this.status));
  }
}

/**
 * What became of the files picked, in words.
 *
 * @param {Found[]} found
 * @param {Exhibit[]} fresh
 * @param {string[]} unreadable
 */
function added(found, fresh, unreadable) {
  const skipped = found.length - fresh.length;
  const unsummed = fresh.filter(({ sha256 }) => !sha256).length;
  return [
    `已列入 ${fresh.length} 份。`,
    skipped ? `${skipped} 份已经在目录里，没有重复列。` : "",
    unsummed ? `${unsummed} 份大于 ${sizeInWords(LARGEST)}，没有算校验值；怎么在电脑上算，看下面“校验值是什么”。` : "",
    unreadable.length ? `读不出：${unreadable.join("、")}。处理好再选一次。` : "",
  ].join("");
}

define("kb-exhibits", Exhibits);
