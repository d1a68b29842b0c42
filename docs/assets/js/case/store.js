// The only module that knows where cases are kept. No DOM.
//
// One document under KEY, as `shape.js` describes it. Each change reads, edits and writes in
// one step, so that two tabs keep each other's work; what is only typed for this tab stays in
// session storage. Writing takes long on a slow phone with many cases: what is done often (a key,
// a tick) shows at once and is written right after; until then it is done again on what is read.

import { emptyState, moveKeys, moveRetired, newId } from "./cases.js";
import { merged } from "./merge.js";
import { clean, hasOwn, parseState, PERSONAL } from "./shape.js";

/** @import { Kind } from "./cases.js" */
/** @import { Case, Mark, State } from "./shape.js" */

/** @typedef {{id: string, personal?: boolean}} Blank where something is typed; a whole one is in blanks.js */

export const KEY = "shensu-youju";

const TAB_ONLY = `${KEY}.personal`;
const CHOSEN = `${KEY}.chosen`;
const NO_CASE = "none-yet"; // whose blanks of the tab are until a first case is stored, here or in another tab
const MESSAGES = {
  blocked: "浏览器不让网页保存内容。现在填的、勾的，关掉页面就没了。请先复制或打印。",
  full: "这台设备的存储满了，刚才的改动没有存下。请先复制或打印，再清理浏览器空间。",
  broken: "上次保存的内容读不出来，已原样另存在浏览器里，没有覆盖。现在从空白开始。",
  partly: "上次保存的内容有几处读不出来。原样另存了一份在浏览器里，没有覆盖；读得出的都还在。",
  deleted: "这个案件在别的标签页删掉了。这里还能看；一改动，它就会恢复。",
  newer: "保存的内容来自更新的版本，这一页先不改动它。请刷新页面再试。",
  apart: "从硬盘打开，这个浏览器让每一页各存各的：填的、勾的换一页就看不到，也备份不了。请改用 Edge 或 Chrome。",
};

/** Keeps one State in `local`, and personal blanks in `session`. */
export class Store {
  /**
   * @param {() => Storage} local called anew each time, because reaching storage can throw
   * @param {() => Storage} session
   * @param {() => Date} now
   * @param {(write: () => void) => void} soon calls it after the next paint; at once, where nobody waits for a screen
   */
  constructor(local, session, now = () => new Date(), soon = (write) => write()) {
    this.local = local;
    this.session = session;
    this.now = now;
    this.soon = soon;
    /** @type {((state: State) => void)[]} */
    this.pending = []; // edits that `state` has and storage has not
    this.chosen = this.loadChosen(); // the case in use in this tab; another tab may use another
    this.first = this.chosen || newId("case"); // the id of a first case, should there be none yet
    this.state = emptyState(this.first, now());
    /** @type {string | null} */
    this.text = null; // what `state` was read from or written as
    /** @type {Record<string, Record<string, string>>} */
    this.personal = {}; // read once the cases are known
    this.writable = true;
    this.saved = true; // when false, only this page knows the last changes
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.notice = "";
    this.apart = false; // whether the other pages see nothing of what is kept here
    this.load();
    this.choose(this.active);
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
    if (text !== null && text === this.text) return;
    if (text !== null) this.adopt(text);
    else if (this.saved) this.state = emptyState(this.first, this.now());
    this.text = text;
    this.settlePersonal();
    for (const edit of this.pending) edit(this.state);
  }

  /** @param {string} text */
  adopt(text) {
    try {
      const { state, dropped } = parseState(text, this.first);
      this.hold(state);
      this.state = state;
      if (dropped.length) this.setAside(text, "partly");
    } catch (error) {
      if (error instanceof RangeError) {
        this.writable = false;
        this.tell("newer");
      } else {
        this.setAside(text, "broken");
      }
    }
  }

  /** Keep what only this tab has, when another tab wrote meanwhile. @param {State} state */
  hold(state) {
    const [id, mine] = [this.active, this.case];
    if (!this.saved) {
      state.cases = merged(state.cases, { [id]: mine }); // what could not be stored so far
    } else if (hasOwn(state.cases, id)) {
      return;
    } else if (this.text === null) {
      this.choose(state.active); // another tab stored the first case
    } else {
      state.cases[id] = mine; // in use here: written again only when something is added to it
      this.tell("deleted");
    }
  }

  /** Read again what this tab has, such as when the browser brings a page back from its memory. */
  reopen() {
    this.chosen = this.loadChosen();
    this.load();
    this.loadPersonal();
    this.emit();
  }

  /** @param {string} text @param {"broken"|"partly"} why */
  setAside(text, why) {
    try {
      this.local().setItem(`${KEY}.broken.${this.now().getTime()}`, text);
      if (why === "broken") this.local().removeItem(KEY); // one copy is enough
      else this.local().setItem(KEY, JSON.stringify(this.state));
      this.tell(why);
    } catch {
      this.writable = false; // what cannot be set aside must not be overwritten
      this.tell("full");
    }
  }

  loadChosen() {
    try {
      return this.session().getItem(CHOSEN) ?? "";
    } catch {
      return ""; // saving will say so
    }
  }

  loadPersonal() {
    this.personal = {};
    try {
      const typed = JSON.parse(this.session().getItem(TAB_ONLY) ?? "{}");
      const flat = Object.values(typed ?? {}).some((each) => typeof each === "string");
      this.personal = clean(flat ? { [this.active]: typed } : typed, PERSONAL); // flat: as version 1 kept it
    } catch {
      // Blocked or broken: personal blanks last as long as this page; saving them says so.
    }
    this.settlePersonal();
  }

  /** @returns {string} id of the case in use in this tab */
  get active() {
    return hasOwn(this.state.cases, this.chosen) ? this.chosen : this.state.active;
  }

  /** @returns {Case} the case in use in this tab */
  get case() {
    return this.state.cases[this.active];
  }

  /** Use another case, in this tab and in tabs opened later. @param {string} id */
  use(id) {
    this.flush(); // what waits is meant for the case in use so far
    this.choose(id);
    this.arrangeSoon((state) => {
      state.active = id;
    });
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.save(() => this.session().setItem(CHOSEN, id));
  }

  /**
   * Change the case in use: read, edit and write in one step, so that another tab's work is kept.
   *
   * @param {(current: Case) => void} edit
   * @returns {boolean} whether it was stored
   */
  change(edit) {
    return this.arrange(() => this.edit(edit));
  }

  /**
   * Like `change`, but written a moment later. Doing it twice must give the same.
   *
   * @param {(current: Case) => void} edit
   */
  changeSoon(edit) {
    this.arrangeSoon(() => this.edit(edit));
  }

  /** @param {(current: Case) => void} edit */
  edit(edit) {
    edit(this.case);
    this.case.changed = this.now().toISOString();
  }

  /**
   * Change what stands around the cases, in the same one step.
   *
   * @param {(state: State) => void} edit
   * @returns {boolean} whether it was stored
   */
  arrange(edit) {
    if (this.writable) this.load();
    edit(this.state);
    const saved = this.writable && this.write();
    this.emit();
    return saved;
  }

  /**
   * Like `arrange`, but written a moment later, unless a seller must hear of trouble.
   *
   * @param {(state: State) => void} edit
   */
  arrangeSoon(edit) {
    if (!this.writable || !this.saved) {
      this.arrange(edit);
      return;
    }
    this.load();
    edit(this.state);
    this.pending.push(edit);
    this.emit();
    if (this.pending.length === 1) this.soon(() => this.flush());
  }

  /** Write what waits, if anything does. */
  flush() {
    if (!this.pending.length) return;
    if (this.writable) this.load();
    if (this.writable) this.write();
  }

  write() {
    this.pending = [];
    const text = JSON.stringify(this.state);
    const saved = this.save(() => this.local().setItem(KEY, text));
    if (saved) this.text = text;
    if (saved && !this.saved) this.notice = ""; // what failed before is stored now
    this.saved = saved;
    this.settlePersonal();
    return saved;
  }

  /** @param {() => void} write @returns {boolean} */
  save(write) {
    try {
      write();
      return true;
    } catch (error) {
      this.tell(error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "blocked");
      return false;
    }
  }

  // --- steps ------------------------------------------------------------------------------

  /** @param {string} item @param {"done"|"skip"|"todo"} state */
  mark(item, state) {
    this.changeSoon((current) => {
      if (state === "todo") delete current.marks[item];
      else current.marks[item] = { state, at: this.now().toISOString() };
    });
  }

  /** @param {string} item @param {string} text "" removes the note */
  note(item, text) {
    this.change((current) => {
      if (text.trim()) current.notes[item] = text;
      else delete current.notes[item];
    });
  }

  /**
   * Replace the marks of these items; marks of other checklists stay.
   *
   * @param {string[]} items
   * @param {Record<string, Mark>} marks
   * @returns {Record<string, Mark>} the marks that were there, to undo with
   */
  replaceMarks(items, marks) {
    /** @type {Record<string, Mark>} */
    let before = {};
    this.change((current) => {
      before = pick(current.marks, items);
      for (const item of items) delete current.marks[item];
      Object.assign(current.marks, marks);
    });
    return before;
  }

  /**
   * Move what stands under retired ids; see `moveRetired`. Writes only when something moved.
   *
   * @param {Kind} kind
   * @param {Record<string, string>} renamed old id → new id
   */
  rename(kind, renamed) {
    if (!Object.keys(renamed).length) return;
    const copy = JSON.parse(JSON.stringify(this.state));
    if (moveRetired(copy, kind, renamed)) this.arrange((state) => moveRetired(state, kind, renamed));
    if (kind !== "field") return;
    const moved = Object.values(this.personal).map((typed) => moveKeys(typed, renamed));
    if (moved.includes(true)) this.savePersonal();
  }

  // --- blanks -----------------------------------------------------------------------------

  /** @param {Blank} blank @returns {string} */
  typed(blank) {
    const typed = blank.personal ? this.personalBlanks() : this.case.blanks;
    return hasOwn(typed, blank.id) ? typed[blank.id] : "";
  }

  /** @param {Blank} blank @param {string} text */
  type(blank, text) {
    if (blank.personal && !this.case.remember) {
      this.tabOnly()[blank.id] = text;
      this.savePersonal();
      this.emit();
    } else {
      this.changeSoon((current) => {
        current[blank.personal ? "personal" : "blanks"][blank.id] = text;
      });
    }
  }

  /** Personal blanks of the case in use, wherever they are kept. */
  personalBlanks() {
    const typed = this.personal[this.whose()] ?? {};
    return this.case.remember ? { ...typed, ...this.case.personal } : typed;
  }

  tabOnly() {
    this.personal[this.whose()] ??= {};
    return this.personal[this.whose()];
  }

  whose() {
    return this.text === null && this.saved ? NO_CASE : this.active;
  }

  /** Give the case in use what was typed before there was any. */
  settlePersonal() {
    if (this.whose() === NO_CASE || !this.personal[NO_CASE]) return;
    const { [NO_CASE]: typed, ...rest } = this.personal;
    this.personal = { ...rest, [this.active]: { ...typed, ...rest[this.active] } };
    this.savePersonal();
  }

  savePersonal() {
    this.save(() => this.session().setItem(TAB_ONLY, JSON.stringify(this.personal)));
  }

  /** Keep the personal blanks of this case on the device, or for this tab only. @param {boolean} on */
  remember(on) {
    const typed = { ...this.personalBlanks() };
    if (!on) {
      Object.assign(this.tabOnly(), typed);
      this.savePersonal();
    }
    this.change((current) => {
      current.remember = on;
      current.personal = on ? typed : {};
    });
  }

  // --- telling ----------------------------------------------------------------------------

  /** @param {keyof MESSAGES} key */
  tell(key) {
    this.notice = MESSAGES[key];
    this.emit();
  }

  /** Say that the browser keeps each page's things apart, as Firefox does for pages on a disk. */
  keepApart() {
    this.apart = true;
    this.tell("apart");
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

/** @template Each @param {Record<string, Each>} from @param {string[]} keys */
function pick(from, keys) {
  return Object.fromEntries(keys.filter((key) => hasOwn(from, key)).map((key) => [key, from[key]]));
}
