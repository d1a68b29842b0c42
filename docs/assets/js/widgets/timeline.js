// <kb-timeline>: the story of the case in use, drawn in order.

import { store } from "../case/page-store.js";
import { storyTable } from "../case/story-table.js";
import { NAMES, storyOf } from "../case/timeline.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { actions, button, make } from "../ui/dom.js";
import { printSheet } from "../ui/print.js";
import { sheet } from "../ui/sheets.js";
import { define, Widget } from "../ui/widget.js";

/** @import { Happening } from "../case/timeline.js" */

/** @extends {Widget<"checklists"|"templates"|"fields">} */
class Timeline extends Widget {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.none = make("p", {}, "还没有可以排的内容。勾清单、填信里的时间、记沟通、列证据、记期限，都会自动排到这里。");
    this.line = make("ol", { className: "kb-story" });
    this.outputs = actions(button("打印", () => this.print()));
    this.element.replaceChildren(this.none, this.line, this.outputs, this.status);
  }

  story() {
    const { checklists, templates, fields } = this.book;
    const items = Object.assign({}, ...Object.values(checklists).map((list) => list.items));
    return storyOf(store.case, { items, templates, fields });
  }

  refresh() {
    const story = this.story();
    this.none.hidden = story.length > 0;
    this.outputs.hidden = !story.length;
    const now = wallOf(store.now().getTime());
    const next = story.findIndex(({ at }) => at > now);
    const entries = story.map((each) => entry(each, each.at > now));
    if (next > 0) entries.splice(next, 0, make("li", { className: "kb-story__now" }, "现在"));
    this.line.replaceChildren(...entries);
  }

  print() {
    const paper = sheet(
      "案件时间线",
      make("p", { className: "kb-sheet__note" }, `案件：${store.case.title}`),
      storyTable(this.story()),
    );
    this.say(printSheet(paper, this.status));
  }
}

/** @param {Happening} happening @param {boolean} ahead */
function entry({ at, kind, title, details }, ahead) {
  return make(
    "li",
    { className: `kb-story__entry kb-story__entry--${kind}${ahead ? " kb-story__entry--ahead" : ""}` },
    make("p", { className: "kb-note" }, inFull(at)),
    make("p", { className: "kb-story__title" }, make("span", { className: "kb-level" }, NAMES[kind]), title),
    ...details.map((text) => make("p", { className: "kb-story__detail" }, text)),
  );
}

define("kb-timeline", Timeline);
