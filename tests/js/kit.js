// What the tests of the modules share: cases to feed them, and inputs that a seed gives.

import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @import { Case, Entry, Exhibit, Mark, State } from "../../docs/assets/js/case/shape.js" */

/** @typedef {string | number} Key @typedef {Key[]} Path of a value within another */

export const NOW = "2026-11-22T04:00:00.000Z";
export const LATER = "2026-11-23T04:00:00.000Z";

/** @param {string} name of a file in tests/data/ */
export function stored(name) {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8"));
}

/** A case with nothing in it, and these changes. @param {Partial<Case>} [changes] @returns {Case} */
export function aCase(changes = {}) {
  return {
    title: "甲",
    kind: "other",
    created: NOW,
    changed: NOW,
    archived: false,
    remember: false,
    plan: { guide: "", tasks: [] },
    marks: {},
    notes: {},
    rounds: {},
    blanks: {},
    personal: {},
    answers: {},
    deadlines: {},
    letters: {},
    exhibits: [],
    log: [],
    orders: {},
    ...changes,
  };
}

/** @param {Record<string, Case>} cases @param {State["backup"]} [backup] @returns {State} the first is in use */
export function aState(cases, backup = { at: "", things: 0 }) {
  return { version: 5, active: Object.keys(cases)[0], cases, backup };
}

/** @param {string} id @param {Partial<Exhibit>} [changes] @returns {Exhibit} */
export function anExhibit(id, changes = {}) {
  return {
    id,
    name: `${id}.jpg`,
    size: 1,
    type: "",
    sha256: "",
    kind: "",
    proves: "",
    order: "",
    added: NOW,
    ...changes,
  };
}

/** @param {string} id @param {Partial<Entry>} [changes] @returns {Entry} */
export function anEntry(id, changes = {}) {
  return { id, at: "2026-11-22T10:00", channel: "", who: "", said: "", promised: "", ...changes };
}

/** @param {unknown} cases @param {object} [changes] @returns {string} */
export function aBackup(cases, changes = {}) {
  return JSON.stringify({ format: "shensu-youju.backup", version: 5, exported: NOW, cases, ...changes });
}

/** @param {string[]} items @param {string} [at] @returns {Record<string, Mark>} */
export function done(items, at = NOW) {
  return Object.fromEntries(items.map((item) => [item, { state: "done", at }]));
}

/** A case with everything in it. @returns {Case} */
export function rich() {
  return stored("state_v5.json").cases["case-a1b2c3d4"];
}

/**
 * A copy with another value at this path; undefined takes the value away.
 *
 * It goes by JSON, so that a key such as `__proto__` is one like others.
 *
 * @param {unknown} whole
 * @param {Path} path
 * @param {unknown} value
 */
export function put(whole, path, value) {
  const result = copy(whole);
  const last = path[path.length - 1];
  const inner = path.slice(0, -1).reduce((each, key) => each[key], result);
  if (value !== undefined) Object.defineProperty(inner, last, { value, ...OPEN });
  else if (Array.isArray(inner)) inner.splice(Number(last), 1);
  else delete inner[last];
  return result;
}

const OPEN = { enumerable: true, configurable: true, writable: true };

/** @param {unknown} value */
export function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

// --- inputs that a seed gives --------------------------------------------------------------------

/** The same numbers for the same seed. */
export class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed * 2654435761;
  }

  /** @returns {number} from 0 up to 1 (mulberry32) */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} least @param {number} most */
  whole(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @template Each @param {Each[]} from @returns {Each} */
  pick(from) {
    return from[this.whole(0, from.length - 1)];
  }

  /** @template Each @param {number} most @param {() => Each} make */
  list(most, make) {
    return Array.from({ length: this.whole(0, most) }, make);
  }

  /** @template Each @param {string[]} keys @param {() => Each} make @returns {Record<string, Each>} */
  record(keys, make) {
    return Object.fromEntries(keys.filter(() => this.next() < 0.5).map((key) => [key, make()]));
  }

  /** A text of these pieces, and now and then of any character. @param {string[]} pieces @param {number} most */
  text(pieces, most) {
    return this.list(most, () => this.next() < 0.7 ? this.pick(pieces) : this.character()).join("");
  }

  character() {
    const code = this.whole(0, 0x10ffff);
    return code >= 0xd800 && code < 0xe000 ? "长" : String.fromCodePoint(code);
  }
}

/**
 * A test of inputs that each seed gives.
 *
 * @param {string} name
 * @param {number} seeds
 * @param {(random: Random) => void | Promise<void>} check
 */
export function always(name, seeds, check) {
  test(name, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      try {
        await check(new Random(seed));
      } catch (error) {
        if (error instanceof Error) error.message = `seed ${seed}: ${error.message}`;
        throw error;
      }
    }
  });
}
