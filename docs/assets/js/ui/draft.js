// What stands in a form and is not stored yet: kept for this tab, so that a reload does not lose it.

import { store } from "../case/page-store.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

export class Draft {
  /**
   * @param {string} tool unique on the page
   * @param {Record<string, Control>} controls
   * @param {string} [owner] ANY_CASE for what belongs to no case
   */
  constructor(tool, controls, owner) {
    this.tool = tool;
    this.owner = owner;
    this.controls = controls;
    this.drawn = "{}";
    this.empty = this.texts(); // as the form stands when nothing was typed
    for (const control of Object.values(controls)) control.addEventListener("input", () => this.keep());
  }

  texts() {
    return Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value]));
  }

  keep() {
    this.store(this.isTyped() ? this.texts() : {});
  }

  isTyped() {
    return JSON.stringify(this.texts()) !== JSON.stringify(this.empty);
  }

  /** What was typed is stored now, or given up. */
  clear() {
    this.store({});
    this.fill(this.empty);
  }

  /** Show what was typed for the case in use: it may be another one now, or a page of this tab went on with it. */
  follow() {
    const texts = store.draft(this.tool, this.owner);
    if (JSON.stringify(texts) === this.drawn) return;
    this.drawn = JSON.stringify(texts);
    this.fill({ ...this.empty, ...texts });
    if (Object.keys(texts).length) this.uncover();
  }

  /** What was typed is seen again where it was typed. */
  uncover() {
    const [control] = Object.values(this.controls);
    const fold = control.closest("details");
    if (fold) fold.open = true;
  }

  /** @param {Record<string, string>} texts */
  fill(texts) {
    for (const [name, control] of Object.entries(this.controls)) control.value = texts[name];
  }

  /** @param {Record<string, string>} texts */
  store(texts) {
    this.drawn = JSON.stringify(texts);
    store.keepDraft(this.tool, texts, this.owner);
  }
}
