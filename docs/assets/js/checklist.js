// <kb-checklist>: steps that tick, count, remember, and reset with undo.

import { button, make, statusLine } from "./dom.js";
import { store } from "./shared.js";

export class Checklist extends HTMLElement {
  connectedCallback() {
    if (!this.boxes) this.build();
    this.stop = store.listen(() => this.refresh());
    this.refresh();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  build() {
    const rows = [...this.querySelectorAll("[data-kb-item]")];
    this.boxes = new Map(rows.map((row) => [row.dataset.kbItem, this.addBox(row)]));
    this.status = statusLine();
    this.told = "";
    this.meter = make("progress", { max: rows.length, aria: { label: "完成进度" } });
    this.count = make("p", { className: "kb-bar__count" });
    this.bar = make("div", { className: "kb-bar" },
      this.count, this.meter, button("清除勾选", () => this.reset()));
    this.querySelector(".kb-items").before(this.bar, this.status);
  }

  addBox(row) {
    const box = make("input", { type: "checkbox", className: "kb-item__box" });
    box.addEventListener("change", () => store.tick(row.dataset.kbItem, box.checked));
    const line = row.querySelector(".kb-item__row");
    const label = make("label", { className: "kb-item__row" }, box, ...line.childNodes);
    line.replaceWith(label);
    return box;
  }

  refresh() {
    let done = 0;
    for (const [item, box] of this.boxes) {
      box.checked = store.isTicked(item);
      box.closest("[data-kb-item]").classList.toggle("kb-item--done", box.checked);
      if (box.checked) done += 1;
    }
    this.meter.value = done;
    this.count.textContent = `完成 ${done} / ${this.boxes.size}`;
    if (store.notice !== this.told) this.status.textContent = this.told = store.notice;
  }

  reset() {
    const items = [...this.boxes.keys()];
    const before = store.replaceTicks(items, {});
    const cleared = Object.keys(before).length;
    this.status.textContent = cleared ? `已清除 ${cleared} 个勾选。` : "没有可清除的勾选。";
    if (cleared) this.status.append(button("撤销", () => this.undo(items, before)));
  }

  undo(items, ticks) {
    store.replaceTicks(items, { ...ticks, ...store.replaceTicks(items, {}) });
    this.status.textContent = `已恢复 ${Object.keys(ticks).length} 个勾选。`;
    this.bar.querySelector("button").focus();
  }
}
