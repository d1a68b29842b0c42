// What stays in one tab until it is closed, reloads included: texts by name, held to their shape. No DOM.

import { clean } from "./shape.js";

/** @import { Schema } from "./shape.js" */

/** Session storage, that may be refused: what could not be written is tried again with the next. */
export class Tab {
  /**
   * @param {() => Storage} session called anew each time, because reaching storage can throw
   * @param {(write: () => void) => boolean} save does it, says what went wrong, and tells whether it was done
   */
  constructor(session, save) {
    this.session = session;
    this.save = save;
    /** @type {Map<string, () => string>} */
    this.waiting = new Map(); // what could not be written so far: how to make it, when it can
    this.isRefused = false; // it could not be read when it was last tried
  }

  /** @param {string} key @returns {string | null} null when nothing is kept, or it cannot be read */
  get(key) {
    try {
      const text = this.session().getItem(key);
      this.isRefused = false;
      return text;
    } catch {
      this.isRefused = true; // writing will say so
      return null;
    }
  }

  /** @param {Record<string, () => string>} texts by name: called when they can be written */
  set(texts) {
    for (const [key, text] of Object.entries(texts)) this.waiting.set(key, text);
    this.flush();
  }

  /** Keep a mark that nobody misses. @param {string} key @param {string} text @returns {boolean} whether it is kept */
  mark(key, text) {
    try {
      if (this.session().getItem(key) !== text) this.session().setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }

  flush() {
    for (const [key, text] of this.waiting) {
      if (!this.save(() => this.session().setItem(key, text()))) return;
      this.waiting.delete(key);
    }
  }

  /**
   * Read an object.
   *
   * @template {object} Fits
   * @param {string} key
   * @param {Schema<Fits>} schema
   * @param {(value: unknown) => unknown} [migrate] from an older shape
   * @returns {Fits | null} null when nothing is kept, or nothing that can be read
   */
  read(key, schema, migrate = (value) => value) {
    const text = this.get(key);
    try {
      return text === null ? null : clean(migrate(JSON.parse(text)), schema);
    } catch {
      return null;
    }
  }
}
