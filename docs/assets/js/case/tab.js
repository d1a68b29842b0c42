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
    /** @type {Map<string, string>} */
    this.waiting = new Map(); // what could not be written so far
  }

  /** @param {string} key @returns {string | null} null when nothing is kept, or it cannot be read */
  get(key) {
    if (this.waiting.has(key)) return this.waiting.get(key) ?? null;
    try {
      return this.session().getItem(key);
    } catch {
      return null; // writing will say so
    }
  }

  /** @param {string} key @param {string} text */
  set(key, text) {
    this.waiting.set(key, text);
    this.flush();
  }

  flush() {
    for (const [key, text] of this.waiting) {
      if (!this.save(() => this.session().setItem(key, text))) return;
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
