// <kb-offline>: how much of the book is kept on this device, and the buttons for it.

import { keepWhole, onNews, registration, remove, state } from "../offline/offline-copy.js";
import { onWorker, whyNoCopy } from "../platform/offline.js";
import { button, find, make } from "../ui/dom.js";

const STATES = {
  none: "这台设备上没有离线副本。",
  storing: "正在存。这一页可以先关掉，下次打开会接着存。",
  read: "读过的页面和全部工具已经在这台设备上，没有网络也能看。没下载过的 Word 模板要联网。",
  whole: "全书已经在这台设备上，没有网络也能看，Word 模板也能下。",
};
const FAILURES = {
  full: "这台设备给网站的空间不够，没有存成。清理一些空间再试。",
  broken: "有文件没有取全，或者网站正在更新，没有存成。过一会儿再试。",
};
const NOT_HERE = {
  disk: "这已经是存在电脑里的副本。",
  open: "这个网址不是 https 开头，浏览器不让存离线副本。联网照样能用。",
  absent: "这个浏览器存不了离线副本：它没有这个功能，或者开着无痕窗口。联网照样能用。",
  refused: "浏览器不让这个网站存东西，存不了离线副本。多半是关了 Cookie，或者开着无痕窗口。联网照样能用。",
};
const BEFORE = "原来存的还在，照样能用。";

/** @import { Copy, News } from "../offline/offline-copy.js" */

class Offline extends HTMLElement {
  constructor() {
    super();
    this.failed = false;
    this.said = make("p", { className: "kb-status", tabIndex: -1, role: "status" });
    this.toKeep = button("在这台设备上留一份全书", () => this.run(keepWhole));
    this.toRemove = button("删掉离线副本", () => this.run(remove));
  }

  connectedCallback() {
    if (this.said.isConnected) return;
    const what = find(this, "p", HTMLElement);
    if (what.dataset.kbSent) this.toKeep.append(`（约 ${what.dataset.kbSent} MB）`);
    this.replaceChildren(what, this.said, make("p", {}, this.toKeep, " ", this.toRemove));
    this.start();
  }

  async start() {
    const why = whyNoCopy();
    if (why) {
      this.show("", NOT_HERE[why]);
      return;
    }
    onNews((news) => this.hear(news));
    onWorker("controllerchange", () => this.refresh());
    await this.refresh();
  }

  async refresh() {
    const now = await state();
    this.show(now, STATES[now]);
    const worker = now === "storing" && (await registration())?.installing;
    if (worker) worker.addEventListener("statechange", () => this.onChange(worker));
  }

  /** A worker that was refused has told why; that stays to be read. @param {ServiceWorker} worker */
  onChange(worker) {
    if (worker.state === "activated") this.refresh();
  }

  /** @param {News} news */
  async hear({ done, of, failed }) {
    if (done) {
      this.said.textContent = `正在存：${of} 个文件里的 ${done} 个。`;
      return;
    }
    this.failed = Boolean(failed);
    const now = await state();
    const left = now === "read" || now === "whole" ? BEFORE : "";
    this.show(now, failed ? `${FAILURES[failed]}${left}` : STATES[now]);
  }

  /** @param {() => Promise<void>} act */
  async run(act) {
    this.said.focus();
    this.failed = false;
    try {
      await act();
      if (!this.failed) await this.refresh(); // why it failed stays to be read
    } catch {
      this.show(await state(), `浏览器不让网页${act === remove ? "删" : "存"}离线副本。网站照样可以联网用。`);
    }
  }

  /** @param {""|Copy} now "" where nothing can be done @param {string} words */
  show(now, words) {
    this.said.textContent = words;
    this.toKeep.hidden = now !== "none" && now !== "read";
    this.toRemove.hidden = now !== "read" && now !== "whole";
  }
}

customElements.define("kb-offline", Offline);
