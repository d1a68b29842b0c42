// The only module that knows where ticks and blanks are kept. No DOM.

/**
 * @typedef {object} Case one matter of one seller
 * @property {string} title
 * @property {Record<string, string>} ticks item id → when it was ticked (ISO 8601)
 * @property {Record<string, string>} blanks field id → what was typed, personal ones left out
 */

/**
 * @typedef {object} State what is stored, as JSON, under KEY
 * @property {1} version
 * @property {string} active id of the case in use
 * @property {Record<string, Case>} cases
 */

export const KEY = "shensu-youju";
export const VERSION = 1;

const PERSONAL = `${KEY}.personal`;
const MESSAGES = {
  blocked: "浏览器不让网页保存内容。现在填的、勾的，关掉页面就没了。请先复制或打印。",
  full: "这台设备的存储满了，刚才的改动没有存下。请先复制或打印，再清理浏览器空间。",
  broken: "上次保存的内容读不出来，已原样另存在浏览器里，没有覆盖。现在从空白开始。",
  newer: "保存的内容来自更新的版本，这一页先不改动它。请刷新页面再试。",
};

/** @returns {State} */
export function emptyState() {
  return {
    version: VERSION,
    active: "case-1",
    cases: { "case-1": { title: "我的案件", ticks: {}, blanks: {} } },
  };
}

/**
 * Read stored text; anything but a State of a known version is not one.
 *
 * @param {string} text
 * @returns {State}
 * @throws {SyntaxError} when it is no JSON
 * @throws {TypeError} when it has another shape
 * @throws {RangeError} when its version is newer than this page
 */
export function parseState(text) {
  const state = JSON.parse(text);
  if (state?.version > VERSION) throw new RangeError("newer");
  const active = state?.cases?.[state?.active];
  if (state?.version !== VERSION || !isRecord(active?.ticks) || !isRecord(active?.blanks)) {
    throw new TypeError("shape");
  }
  return state;
}

function isRecord(value) {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === "string")
  );
}

/** Keeps one State in `local`, and personal blanks in `session`. */
export class Store {
  /**
   * @param {() => Storage} local called anew each time, because reaching storage can throw
   * @param {() => Storage} session
   * @param {() => Date} now
   */
  constructor(local, session, now = () => new Date()) {
    this.local = local;
    this.session = session;
    this.now = now;
    this.memory = emptyState();
    this.personal = {};
    this.writable = true;
    this.saved = true; // when false, only this page knows the last changes
    /** @type {Set<(notice: string) => void>} */
    this.listeners = new Set();
    this.notice = "";
    this.load();
    this.loadPersonal();
  }

  /** Read again what is stored, such as after another tab wrote. */
  load() {
    let text = null;
    try {
      text = this.local().getItem(KEY);
    } catch {
      this.tell("blocked");
      return;
    }
    if (!this.saved) return;
    if (text === null) this.memory = emptyState();
    else this.adopt(text);
  }

  loadPersonal() {
    try {
      const personal = JSON.parse(this.session().getItem(PERSONAL) ?? "{}");
      if (isRecord(personal)) this.personal = personal;
    } catch {
      // Blocked or broken: personal blanks last as long as this page; saving them says so.
    }
  }

  adopt(text) {
    try {
      this.memory = parseState(text);
    } catch (error) {
      if (error instanceof RangeError) {
        this.writable = false;
        this.tell("newer");
      } else {
        this.setAside(text);
      }
    }
  }

  setAside(text) {
    try {
      this.local().setItem(`${KEY}.broken.${this.now().getTime()}`, text);
      this.local().removeItem(KEY); // one copy is enough
      this.tell("broken");
    } catch {
      this.writable = false; // what cannot be set aside must not be overwritten
      this.tell("full");
    }
  }

  /** @returns {Case} the case in use */
  get case() {
    return this.memory.cases[this.memory.active];
  }

  /** @param {string} item @returns {boolean} */
  isTicked(item) {
    return hasOwn(this.case.ticks, item);
  }

  /** @param {string} item @param {boolean} ticked */
  tick(item, ticked) {
    this.change((current) => {
      if (ticked) current.ticks[item] = this.now().toISOString();
      else delete current.ticks[item];
    });
  }

  /**
   * Replace the ticks of these items; ticks of other checklists stay.
   *
   * @param {string[]} items
   * @param {Record<string, string>} ticks
   * @returns {Record<string, string>} the ticks that were there, to undo with
   */
  replaceTicks(items, ticks) {
    const before = pick(this.case.ticks, items);
    this.change((current) => {
      for (const item of items) delete current.ticks[item];
      Object.assign(current.ticks, ticks);
    });
    return before;
  }

  /** @param {{id: string, personal?: boolean}} blank @returns {string} */
  typed(blank) {
    const blanks = blank.personal ? this.personal : this.case.blanks;
    return hasOwn(blanks, blank.id) ? blanks[blank.id] : "";
  }

  /** @param {{id: string, personal?: boolean}} blank @param {string} text */
  type(blank, text) {
    if (blank.personal) {
      this.personal[blank.id] = text;
      this.save(() => this.session().setItem(PERSONAL, JSON.stringify(this.personal)));
      this.emit();
    } else {
      this.change((current) => {
        current.blanks[blank.id] = text;
      });
    }
  }

  /** Read, change and write in one step, so that another tab's work is kept. */
  change(edit) {
    if (this.writable) this.load();
    edit(this.case);
    if (this.writable) {
      const saved = this.save(() => this.local().setItem(KEY, JSON.stringify(this.memory)));
      if (saved && !this.saved) this.notice = ""; // what failed before is stored now
      this.saved = saved;
    }
    this.emit();
  }

  /** @returns {boolean} */
  save(write) {
    try {
      write();
      return true;
    } catch (error) {
      this.tell(error?.name === "QuotaExceededError" ? "full" : "blocked");
      return false;
    }
  }

  tell(key) {
    this.notice = MESSAGES[key];
    this.emit();
  }

  /** @param {() => void} listener called after any change @returns {() => void} to stop */
  listen(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit() {
    for (const listener of this.listeners) listener();
  }
}

function hasOwn(record, key) {
  return Object.prototype.hasOwnProperty.call(record, key); // Object.hasOwn is younger than many phones
}

function pick(from, keys) {
  return Object.fromEntries(keys.filter((key) => hasOwn(from, key)).map((key) => [key, from[key]]));
}
