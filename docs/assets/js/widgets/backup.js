// <kb-backup>: cases out to a file, and in again after showing what would change.

import { decoded, reading } from "../case/backup-text.js";
import { changeCases, isFresh } from "../case/case-acts.js";
import { inOrder } from "../case/case-list.js";
import { allThings } from "../case/ahead.js";
import { newId } from "../case/cases.js";
import { merged } from "../case/merge.js";
import { store } from "../case/page-store.js";
import { hasOwn } from "../case/shape.js";
import { ANY_CASE } from "../case/store.js";
import { backupOf, ImportError, LARGEST, preview, readBackup } from "../case/transfer.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { askToLast } from "../platform/lasting.js";
import { mayKeep } from "../platform/storage.js";
import { saveOrSelect } from "../ui/copy.js";
import { actions, button, find, make, more, row, select } from "../ui/dom.js";
import { Draft } from "../ui/draft.js";
import { define, Widget } from "../ui/widget.js";

const CHANGES = { new: "新的", same: "一样", differs: "不一样" };
const SHOWN = 50; // cases listed in a preview
const CAREFUL = "它没有加密，里面有你填的内容，别发给不相干的人。只留在标签页的个人信息不在里面。";
const PASTE = "要用时，在“导入”里粘贴这段文字。";
const NOTHING = "这里还没有内容，没有东西可以备份。换过浏览器或设备的、从主屏幕图标打开的，请到填过的那一处去导出。";
const APART = "从硬盘打开，这个浏览器让每一页各存各的：别的页填的，这里看不到，也备份不了。请到那一页复制或打印。";
const GBK = "这个文件被另存成了 GBK，已照 GBK 读出。看看上面的名字对不对；少见的字和表情可能变成了问号。";
const ONLY_APART = "不会和现有的合并，免得改坏好的内容；可以另建成新的案件，再自己核对。";

const ASKING = "浏览器正在问你，请在它弹出的框里选“允许”。没看到框，或者没有选，就当它没有答应：请照常备份。";
const LASTING = "浏览器答应长期保留。清除浏览器数据时仍会删掉，请继续备份。";
const NOT_LASTING = "浏览器没有答应。请记得备份。";
const NOBODY_TO_ASK = "浏览器没有答应：它没有这个功能，或者不让本站存东西。请记得备份。";

/** @import { Case, State } from "../case/shape.js" */
/** @import { Change } from "../case/transfer.js" */

/** @typedef {Record<string, Case>} Cases */

class Backup extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.drawn = "";
    this.which = select({});
    this.last = make("p", { className: "kb-note" });
    this.offer = make("div", { className: "kb-offer" });
    this.lasting = make("p", { className: "kb-note", role: "status" });
    const input = make("input", { type: "file", className: "kb-file__input" }); // of any name: chats rename files
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      input.value = "";
      if (file) this.open(file);
    });
    this.element.replaceChildren(
      make("h2", {}, "导出"),
      row("导出哪些", this.which),
      this.last,
      actions(button("导出备份", () => this.exportCases())),
      this.status,
      make("h2", {}, "导入"),
      make("p", {}, "先看会改动什么，再决定合并还是替换。导入之后还能撤销。"),
      make("label", { className: "kb-file" }, input, make("span", { className: "kb-button" }, "选备份文件")),
      this.pasting(),
      this.offer,
      more(
        "防止浏览器自动清掉",
        make("p", {}, "有的浏览器会清掉很久没打开的网站的数据。可以请它长期保留；它不一定答应，所以还是要备份。"),
        actions(button("请求长期保留", () => this.persist())),
        this.lasting,
      ),
    );
  }

  /** A backup that could only be copied comes back as text. */
  pasting() {
    const text = make("textarea", { rows: 4 });
    this.draft = new Draft("pasted", { text }, ANY_CASE);
    return more(
      "粘贴备份的文字",
      row("备份的全文", text, "从“{”到最后的“}”，一个字都不要少。"),
      actions(button("看看会改动什么", () => this.read("粘贴的文字", () => text.value))),
    );
  }

  refresh() {
    const chosen = this.which.value;
    const cases = inOrder(store.state.cases);
    const state = JSON.stringify(cases.map(([id, { title }]) => [id, title]));
    if (state !== this.drawn) {
      this.drawn = state;
      this.which.replaceChildren(
        make("option", { value: "" }, `全部案件（${cases.length}）`),
        ...cases.map(([id, { title }]) => make("option", { value: id }, title)),
      );
      this.which.value = hasOwn(store.state.cases, chosen) ? chosen : "";
    }
    const { at } = store.state.backup;
    this.draft?.follow();
    this.last.textContent = at ? `上次备份：${inFull(wallOf(Date.parse(at)))}。` : "还没有备份过。";
  }

  // --- out ----------------------------------------------------------------------------------

  exportCases() {
    const all = !this.which.value;
    const ids = all ? Object.keys(store.state.cases) : [this.which.value];
    if (ids.every((id) => isFresh(store.state.cases[id]))) {
      this.say(store.apart ? APART : NOTHING);
      return;
    }
    const made = { at: store.now().toISOString(), things: allThings(store.state) };
    const name = `申诉有据 ${all ? "全部案件" : store.state.cases[ids[0]].title} ${
      wallOf(Date.parse(made.at)).slice(0, 10)
    }.json`;
    const backup = {
      name,
      type: "application/json",
      text: backupOf(store.state, ids, new Date(made.at)),
      hint: PASTE,
      confirmed: all ? () => keep(made) : undefined,
    };
    this.say(`${saveOrSelect(backup, this.status)}${CAREFUL}`);
  }

  // --- in -----------------------------------------------------------------------------------

  /** @param {File} file */
  async open(file) {
    this.offer.replaceChildren();
    if (file.size > LARGEST) {
      this.say(
        `这个文件有 ${
          Math.round(file.size / 1024 / 1024)
        } MB，浏览器存不下这么多，没有导入。请在原来的设备上分成几件案件导出，再一件一件导入。`,
      );
      return;
    }
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) this.say("这个文件读不出来。请确认它还在、已经下载到这台设备，再选一次。");
    else this.read(file.name, () => decoded(bytes));
  }

  /** @param {string} name @param {() => string | {text: string, encoding: string}} source */
  read(name, source) {
    try {
      const given = source();
      const { text, encoding } = typeof given === "string" ? { text: given, encoding: "" } : given;
      const { text: whole, proven, doubt } = reading(text);
      const found = readBackup(whole);
      if (doubt) this.proposeApart(name, found, doubt);
      else this.propose(name, found, !proven && encoding === "gb18030" ? GBK : "");
    } catch (error) {
      this.offer.replaceChildren();
      this.say(error instanceof ImportError ? error.message : "这份备份读不出来。请重新导出一份，再试一次。");
    }
  }

  /** @param {string} name @param {{cases: Cases, dropped: string[]}} found @param {string} note */
  propose(name, { cases, dropped }, note) {
    const lost = Object.keys(store.state.cases).filter((id) => !hasOwn(cases, id)).length;
    const ways = `合并：两边的都留着，冲突的以后改的为准。替换：换成文件里的${
      lost ? `，这里另外 ${lost} 件会去掉` : ""
    }。`;
    this.show(
      name,
      { cases, dropped },
      [note, ways],
      button("合并", () => this.merge(cases)),
      button("替换", () => this.replace(cases)),
    );
  }

  /** What changed on its way never touches what is here. @param {string} name @param {{cases: Cases, dropped: string[]}} found @param {string} doubt */
  proposeApart(name, { cases, dropped }, doubt) {
    const apart = Object.fromEntries(
      Object.values(cases).map((each) => [newId("case"), { ...each, title: `${each.title}（请核对）` }]),
    );
    this.show(
      name,
      { cases: apart, dropped },
      [doubt, ONLY_APART],
      button("另建成新案件", () => this.merge(apart)),
    );
  }

  /** @param {string} name @param {{cases: Cases, dropped: string[]}} found @param {string[]} notes @param {...HTMLElement} ways */
  show(name, { cases, dropped }, notes, ...ways) {
    const rows = preview(store.state, cases);
    const left = rows.length > SHOWN ? `另有 ${rows.length - SHOWN} 件没有列出。` : "";
    const unknown = dropped.length
      ? `有 ${dropped.length} 处不认识或类型不对，不会导入，例如：${dropped.slice(0, 3).join("、")}。`
      : "";
    this.offer.replaceChildren(
      make("h3", { tabIndex: -1 }, `“${name}”里有 ${rows.length} 件案件`),
      make("ul", { className: "kb-changes" }, ...rows.slice(0, SHOWN).map(changeLine)),
      ...[left, unknown, ...notes].filter(Boolean).map((words) => make("p", { className: "kb-note" }, words)),
      actions(...ways, button("不导入", () => this.decline())),
    );
    this.say("还没有导入，请看下面。");
    find(this.offer, "h3", HTMLElement).focus();
  }

  /** @param {Cases} cases */
  merge(cases) {
    this.apply((current) => merged(current, cases), `已合并 ${Object.keys(cases).length} 件案件。`);
  }

  /** @param {Cases} cases */
  replace(cases) {
    this.apply(() => cases, `已替换为文件里的 ${Object.keys(cases).length} 件案件。`);
  }

  /**
   * A browser with nothing in it goes on with the case that was worked on last.
   *
   * @param {(current: Cases) => Cases} edit
   * @param {string} words
   */
  apply(edit, words) {
    const begun = Object.entries(edit(store.state.cases)).filter(([, each]) => !isFresh(each));
    const [latest] = begun.sort(([, a], [, b]) => (a.changed < b.changed ? 1 : -1))[0] ?? [store.active];
    const { stored, undo } = changeCases(edit, isFresh(store.case) ? latest : store.active);
    if (stored) this.settle();
    this.report(stored, `${words}现在用的是“${store.case.title}”。`, undo);
    this.status.focus();
  }

  /** What was offered was taken or declined. */
  settle() {
    this.offer.replaceChildren();
    this.draft?.clear();
  }

  decline() {
    this.settle();
    this.say("没有导入，什么都没有改。");
    this.status.focus();
  }

  async persist() {
    const asked = mayKeep() ? askToLast() : null; // Firefox asks its reader even where it may keep nothing
    if (asked) this.lasting.textContent = ASKING;
    const kept = await asked;
    this.lasting.textContent = kept === null ? NOBODY_TO_ASK : kept ? LASTING : NOT_LASTING;
  }
}

/** Whether a file arrived, or a text was copied, only the seller knows. @param {State["backup"]} made */
function keep(made) {
  return store.arrange((state) => {
    state.backup = made;
  });
}

/** @param {Change} change */
function changeLine({ title, change, here, there }) {
  const counts = { new: `${there} 处内容`, same: "不会改动", differs: `现在 ${here} 处，文件里 ${there} 处` };
  return make("li", {}, make("strong", {}, title), `　${CHANGES[change]}，${counts[change]}`);
}

define("kb-backup", Backup);
