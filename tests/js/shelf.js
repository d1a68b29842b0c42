// Storage in memory, and what a store complains of: whoever imports this fails on any complaint.

import { KEY } from "../../docs/assets/js/case/store.js";

/** Storage as a browser keeps it, in memory. */
export class Shelf {
  /** @param {Record<string, string>} [kept] */
  constructor(kept = {}) {
    this.kept = new Map(Object.entries(kept));
    this.isFull = false;
    this.isBlocked = false;
    this.writes = 0;
  }

  get length() {
    return this.kept.size;
  }

  /** @param {number} at */
  key(at) {
    return [...this.kept.keys()][at] ?? null;
  }

  /** @param {string} key */
  getItem(key) {
    this.open();
    return this.kept.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    this.open();
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.writes += 1;
    this.kept.set(key, String(text));
  }

  /** @param {string} key */
  removeItem(key) {
    this.open();
    this.kept.delete(key);
  }

  open() {
    if (this.isBlocked) throw new DOMException("no", "SecurityError");
  }

  clear() {
    this.kept.clear();
  }

  /** What stands under a name. @param {string} [key] */
  text(key = KEY) {
    return this.kept.get(key) ?? "";
  }

  /** What was set aside because it could not be read. */
  aside() {
    return [...this.kept].filter(([key]) => key.startsWith(`${KEY}.broken.`)).map(([, text]) => text);
  }
}

/** @param {...unknown} words */
function fail(...words) {
  throw new Error(`console: ${words.join(" ")}`);
}

console.error = fail;

/** What is complained of meanwhile. @param {() => void} act @returns {string[]} */
export function complaints(act) {
  /** @type {string[]} */
  const told = [];
  console.error = (...words) => told.push(words.join(" "));
  try {
    act();
  } finally {
    console.error = fail;
  }
  return told;
}
