// The only module that knows where cases are kept. No DOM.
//
// One document under KEY, as `shape.js` describes it: it is held to that shape before it is written,
// so that it reads back whole. Each change reads, edits and writes in one step, so that two tabs keep
// each other's work; what is only typed for this tab stays in session storage (`tab.js`).
//
// An act (`change`, `arrange`) is stored, or it is not done. What is typed or ticked (`changeSoon`)
// stays where it stands, stored or not, and `notice` says so. Writing takes long on a slow phone with
// many cases: what is done often shows at once and is written right after; until then it is done
// again on what is read.

import { emptyState, moveKeys, moveRetired, newId } from "./cases.js";
import { merged } from "./merge.js";
import { clean, DRAFTS, hasOwn, isWhole, newest, parseState, PERSONAL, STATE, TEXTS } from "./shape.js";
import { Tab } from "./tab.js";

/** @import { Kind } from "./cases.js" */
/** @import { Case, Schema, State } from "./shape.js" */

/** @typedef {Record<string, Case>} Cases */

/** @typedef {Case["answers"][string]} Answer */
/** @typedef {{id: string, personal?: boolean}} Blank where something is typed; a whole one is in blanks.js */

export const KEY = "shensu-youju";

const TAB_ONLY = `${KEY}.personal`;
const CHOSEN = `${KEY}.chosen`;
const UNFINISHED = `${KEY}.drafts`;
const KNOWN = `${KEY}.known`; // what this tab has seen: "open", or something "stored"
const OLD_DRAFT = `${KEY}.log-draft`;
const NO_CASE = "none-yet"; // whose blanks of the tab are until a first case is stored, here or in another tab
export const ANY_CASE = "any-case"; // whose drafts are that belong to no case, such as the name of a new one
const MESSAGES = {
  blocked: "浏览器不让网页保存内容。现在填的、勾的，关掉页面就没了。请先复制或打印。",
  full: "这台设备的存储满了，刚才的改动没有存下。请先复制或打印，再清理浏览器空间。",
  cut: "刚才有一处内容不合格式，没有存下。请先复制出来，改一改再试。",
  broken: "上次保存的内容读不出来，已原样另存在浏览器里，没有覆盖。现在从空白开始。",
  spoilt: "保存的内容被改坏了，已原样另存在浏览器里。这一页还能看；一改动，就会重新存下。",
  partly: "上次保存的内容有几处读不出来。原样另存了一份在浏览器里，没有覆盖；读得出的都还在。",
  deleted: "这个案件在别的标签页删掉了。这里还能看；一改动，它就会恢复。",
  cleared: "浏览器里保存的内容被清掉了。这一页还能看；一改动，就会重新存下。不想留的，请关掉这一页。",
  gone: "上次保存的内容不在了，浏览器里的数据可能被清理过。有备份的，请到“备份”里导入。",
  restored: "浏览器里保存的内容被清掉过。这一页还有的，都重新存下了。",
  newer: "保存的内容来自更新的版本，这一页不改动它，现在填的也不会存下。请刷新页面再试。",
  apart: "从硬盘打开，这个浏览器让每一页各存各的：填的、勾的换一页就看不到，也备份不了。请改用 Edge 或 Chrome。",
};
const PASSING = [MESSAGES.blocked, MESSAGES.full]; // no longer true once all is stored

/** Keeps one State in `local`, and in `session` what is for this tab only. */
export class Store {
  /**
   * @param {() => Storage} local called anew each time, because reaching storage can throw
   * @param {() => Storage} session
   * @param {() => Date} now
   * @param {(write: () => void) => void} soon calls it after the next paint; at once, where nobody waits for a screen
   */
  constructor(local, session, now = () => new Date(), soon = (write) => write()) {
    this.local = local;
    this.tab = new Tab(session, (write) => this.save(write));
    this.now = now;
    this.soon = soon;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.notice = "";
    this.apart = false; // whether the other pages see nothing of what is kept here
    /** @type {((state: State) => void)[]} */
    this.pending = []; // edits that `state` has and storage has not
    /** @type {Set<string>} */
    this.only = new Set(); // cases of which only this page knows the last changes
    this.chosen = this.tab.get(CHOSEN) ?? ""; // the case in use in this tab; another tab may use another
    this.first = this.chosen || newId("case"); // the id of a first case, should there be none yet
    this.state = emptyState(this.first, now());
    /** @type {string | null} */
    this.text = null; // what was stored when this page last looked
    this.fresh = true; // nothing of `state` was ever stored
    /** @type {Record<string, Record<string, string>>} */
    this.personal = {}; // read once the cases are known
    /** @type {Record<string, Record<string, Record<string, string>>>} */
    this.drafts = {};
    this.unread = true; // what this tab has kept was not read so far
    this.isMarked = false; // so that it shows when this tab is cleared
    /** @type {"newer" | "full" | ""} */
    this.locked = ""; // why what is stored must not be overwritten
    this.load();
    this.missKnown();
    this.markTab();
    this.choose(this.active);
    this.loadTab();
  }

  /** Whether storage has all that this page knows. */
  get saved() {
    return !this.only.size;
  }

  /** Read again what is stored, such as after another tab wrote. @returns {boolean} whether it could be reached */
  load() {
    let text = null;
    try {
      text = this.local().getItem(KEY);
    } catch {
      this.tell("blocked");
      return false;
    }
    if (text === this.text) return true;
    this.text = text;
    if (text !== null) this.adopt(text);
    else this.miss();
    this.settleTab();
    for (const edit of this.pending) edit(this.state);
    return true;
  }

  /** @param {string} text */
  adopt(text) {
    const read = this.parsed(text);
    if (!read) return;
    if (this.wasCleared()) this.miss(); // and stored anew by another tab
    this.hold(read.state);
    this.state = read.state;
    this.settle();
    this.locked = "";
    if (read.dropped.length) this.setAside(text, "partly");
  }

  /** @param {string} text */
  parsed(text) {
    try {
      return parseState(text, this.first);
    } catch (error) {
      if (error instanceof RangeError) this.lock("newer");
      else this.setAside(text, this.fresh ? "broken" : "spoilt");
      return null;
    }
  }

  /** What was stored is gone: someone, or the browser, cleared it. This page still has it. */
  miss() {
    this.locked = "";
    if (this.fresh) return;
    this.keepAll();
    this.tell("cleared");
  }

  /** What this tab keeps, by name. */
  ofTab() {
    return {
      [CHOSEN]: () => this.chosen,
      [TAB_ONLY]: () => this.written(() => this.personal, PERSONAL),
      [UNFINISHED]: () => this.written(() => this.drafts, DRAFTS),
    };
  }

  /** Whether what this tab keeps is gone, which goes along with what is stored. */
  wasCleared() {
    return this.isMarked && !this.tab.get(KNOWN) && !this.tab.isRefused;
  }

  /** A page that opens has nothing to show of what this tab has seen: it is said once. */
  missKnown() {
    if (this.text !== null || this.notice || this.tab.get(KNOWN) !== "stored") return;
    this.tab.mark(KNOWN, "open");
    this.tell("gone");
  }

  /** Only this page knows what it shows, until it is written again. */
  keepAll() {
    this.only = new Set(Object.keys(this.state.cases));
  }

  /** Keep what only this tab has, when another tab wrote meanwhile. @param {State} state */
  hold(state) {
    const [id, mine] = [this.active, this.case];
    const shown = pick(this.state.cases, [id, ...this.only]);
    state.cases = merged(state.cases, pick(this.state.cases, [...this.only])); // what could not be stored so far
    this.keepPersonal(shown, state.cases);
    if (hasOwn(state.cases, id)) return;
    if (this.fresh) {
      this.choose(state.active); // another tab stored the first case
    } else {
      state.cases[id] = mine; // in use here: written again only when something is added to it
      this.tell("deleted");
    }
  }

  /** Another tab stores personal blanks no longer: they stay in this one. @param {Cases} shown @param {Cases} now */
  keepPersonal(shown, now) {
    const ids = Object.keys(shown).filter((id) => shown[id].remember && hasOwn(now, id) && !now[id].remember);
    if (!ids.length) return;
    this.personal = joined(Object.fromEntries(ids.map((id) => [id, shown[id].personal])), this.personal);
    this.saveTab();
  }

  /** Read again what this tab has, such as when the browser brings a page back from its memory. */
  reopen() {
    this.chosen = this.tab.get(CHOSEN) ?? this.chosen;
    this.load();
    this.loadTab();
    this.emit();
  }

  /** @param {string} text @param {"broken"|"spoilt"|"partly"} why */
  setAside(text, why) {
    try {
      this.local().setItem(this.unusedName(), text);
      if (why === "partly") this.local().setItem(KEY, JSON.stringify(this.state));
      else this.local().removeItem(KEY); // one copy is enough
      if (why === "spoilt") this.keepAll();
      this.text = this.local().getItem(KEY);
      this.tell(why);
    } catch {
      this.lock("full"); // what cannot be set aside must not be overwritten
    }
  }

  /** Two copies may be set aside by one reading of the clock. */
  unusedName() {
    let at = this.now().getTime();
    while (this.local().getItem(`${KEY}.broken.${at}`) !== null) at += 1;
    return `${KEY}.broken.${at}`;
  }

  /** @param {"newer"|"full"} why */
  lock(why) {
    this.locked = why;
    this.tell(why);
  }

  loadTab() {
    this.readTab();
    this.adoptOldDraft();
    this.settleTab();
  }

  /** What could not be written is newer than what is kept; what was cleared meanwhile stays. */
  readTab() {
    /** @param {unknown} typed as version 1 kept it: flat */
    const fromFlat = (typed) => Object.values(typed ?? {}).some(isText) ? { [this.active]: typed } : typed;
    const personal = this.tab.read(TAB_ONLY, PERSONAL, fromFlat) ?? this.personal;
    const drafts = this.tab.read(UNFINISHED, DRAFTS) ?? this.drafts;
    this.unread = this.tab.isRefused;
    this.personal = this.tab.waiting.has(TAB_ONLY) ? joined(personal, this.personal) : personal;
    this.drafts = this.tab.waiting.has(UNFINISHED) ? joined(drafts, this.drafts) : drafts;
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
      if (hasOwn(state.cases, id)) state.active = id;
    });
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.tab.set({ [CHOSEN]: () => this.chosen });
  }

  /**
   * Change the case in use: read, edit and write in one step, so that another tab's work is kept.
   *
   * @param {(current: Case) => void} edit
   * @returns {boolean} whether it was stored; if not, it was not done
   */
  change(edit) {
    return this.arrange(() => this.edit(edit));
  }

  /**
   * Like `change`, for what is typed or ticked: written a moment later, and kept on the page when it
   * could not be stored. Doing it twice must give the same.
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
   * @returns {boolean} whether it was stored; if not, it was not done
   */
  arrange(edit) {
    this.flush();
    const reached = this.load();
    const before = JSON.stringify(this.state);
    edit(this.state);
    const stored = reached && this.isOpen() && this.fit() && this.write();
    if (!stored) this.state = JSON.parse(before);
    this.emit();
    return stored;
  }

  /**
   * Like `arrange`, as `changeSoon` does it.
   *
   * @param {(state: State) => void} edit
   */
  arrangeSoon(edit) {
    this.load();
    edit(this.state);
    this.pending.push(edit);
    this.emit();
    if (this.locked || !this.saved) this.flush(); // a seller must hear of trouble
    else if (this.pending.length === 1) this.soon(() => this.flush());
  }

  /** Write what waits, if anything does. */
  flush() {
    if (!this.pending.length) return;
    const told = this.notice;
    const reached = this.load();
    this.fit();
    this.pending = [];
    if (!reached || !this.isOpen() || !this.write()) this.only.add(this.active);
    this.settleTab();
    if (this.notice !== told) this.emit();
  }

  /** Whether what is stored may be overwritten. */
  isOpen() {
    if (this.locked) this.warn(this.locked);
    return !this.locked;
  }

  /**
   * Hold the state to its shape, as reading it would.
   *
   * @returns {boolean} whether all of it fits; names that the shape does not have are only cut
   */
  fit() {
    if (!Object.keys(this.state.cases).length) this.state.cases = emptyState(newId("case"), this.now()).cases;
    if (!hasOwn(this.state.cases, this.state.active)) this.state.active = newest(this.state.cases);
    if (isWhole(this.state, STATE)) return true;
    const { fitting, isCut } = this.cut(this.state, STATE);
    this.state = fitting;
    return !isCut;
  }

  /**
   * @template Fits
   * @param {Fits} value
   * @param {Schema<Fits>} schema
   */
  cut(value, schema) {
    /** @type {string[]} */
    const dropped = [];
    /** @type {string[]} */
    const unknown = [];
    const fitting = clean(value, schema, "", dropped, unknown);
    if (dropped.length) console.error(`not stored: ${dropped.join(", ")}`); // a fault of ours: tests fail on it
    const isCut = dropped.length > unknown.length;
    if (isCut) this.warn("cut");
    return { fitting, isCut };
  }

  write() {
    const text = JSON.stringify(this.state);
    if (!this.save(() => this.local().setItem(KEY, text))) return false;
    this.text = text;
    this.settle();
    this.only.clear();
    this.tab.flush();
    if (this.notice === MESSAGES.cleared || this.notice === MESSAGES.spoilt) this.notice = MESSAGES.restored;
    if (!this.tab.waiting.size && PASSING.includes(this.notice)) this.notice = "";
    this.settleTab();
    return true;
  }

  /** There are stored cases now. */
  settle() {
    this.fresh = false;
    if (!this.isMarked || this.wasCleared()) this.saveTab();
    this.markTab();
  }

  /** @param {() => void} write @returns {boolean} */
  save(write) {
    try {
      write();
      return true;
    } catch (error) {
      this.warn(error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "blocked");
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
    this.changeSoon((current) => {
      if (text.trim()) current.notes[item] = text;
      else delete current.notes[item];
    });
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
    if (moveRetired(copy, kind, renamed)) this.arrangeSoon((state) => moveRetired(state, kind, renamed));
    if (kind !== "field") return;
    const moved = Object.values(this.personal).map((typed) => moveKeys(typed, renamed));
    if (moved.includes(true)) this.saveTab();
  }

  // --- blanks -----------------------------------------------------------------------------

  /** @param {Blank} blank @returns {string} */
  typed(blank) {
    const typed = blank.personal ? this.personalBlanks() : this.case.blanks;
    return hasOwn(typed, blank.id) ? typed[blank.id] : "";
  }

  /** What is typed takes the place of an answer. @param {Blank} blank @param {string} text */
  type(blank, text) {
    if (!blank.personal) {
      this.changeSoon((current) => {
        current.blanks[blank.id] = text;
        delete current.answers[blank.id];
      });
      return;
    }
    if (this.answer(blank)) {
      this.changeSoon((current) => {
        delete current.answers[blank.id];
      });
    }
    this.load(); // another tab may have said since whether personal blanks are stored
    if (this.case.remember) this.changeSoon((current) => this.typePersonal(current, blank.id, text));
    else this.typePersonal(this.case, blank.id, text);
    this.emit();
  }

  /** How a blank is filled where nothing is typed. @param {Blank} blank @returns {Answer | ""} */
  answer({ id }) {
    return hasOwn(this.case.answers, id) ? this.case.answers[id] : "";
  }

  /** An answer takes the place of what was typed. @param {Blank} blank @param {Answer | ""} answer "" for none */
  setAnswer(blank, answer) {
    this.type(blank, "");
    if (!answer) return;
    this.changeSoon((current) => {
      current.answers[blank.id] = answer;
    });
  }

  /** @param {Case} current @param {string} id @param {string} text */
  typePersonal(current, id, text) {
    if (current.remember) {
      current.personal[id] = text;
    } else {
      this.tabOnly()[id] = text;
      this.saveTab();
    }
  }

  /** Personal blanks of the case in use, wherever they are kept. */
  personalBlanks() {
    const typed = this.personal[this.whose()] ?? {};
    return this.case.remember ? { ...typed, ...this.case.personal } : { ...typed };
  }

  tabOnly() {
    this.personal[this.whose()] ??= {};
    return this.personal[this.whose()];
  }

  whose() {
    return this.fresh && this.saved ? NO_CASE : this.active;
  }

  saveTab() {
    this.tab.set(this.ofTab());
    if (!this.isMarked) this.markTab();
  }

  markTab() {
    this.isMarked = this.tab.mark(KNOWN, this.fresh ? this.tab.get(KNOWN) || "open" : "stored") || this.isMarked;
  }

  /**
   * What this tab keeps, as it is written.
   *
   * @template Fits
   * @param {() => Fits} typed
   * @param {Schema<Fits>} schema
   */
  written(typed, schema) {
    if (this.unread) this.readTab(); // what could not be read when the page was opened joins what was typed since
    return JSON.stringify(this.cut(typed(), schema).fitting);
  }

  // --- drafts -----------------------------------------------------------------------------

  /**
   * What stands in forms and is not stored, the latest last.
   *
   * @param {string} [owner] whose it is: the case in use, or ANY_CASE
   * @returns {Record<string, Record<string, string>>} tool → field → text
   */
  unfinished(owner = this.whose()) {
    return hasOwn(this.drafts, owner) ? this.drafts[owner] : {};
  }

  /** @param {string} tool @param {string} [owner] @returns {Record<string, string>} none where nothing was typed */
  draft(tool, owner) {
    const drafts = this.unfinished(owner);
    return hasOwn(drafts, tool) ? drafts[tool] : {};
  }

  /** @param {string} tool @param {Record<string, string>} texts none to forget it @param {string} [owner] */
  keepDraft(tool, texts, owner = this.whose()) {
    const { [tool]: _, ...others } = this.unfinished(owner);
    const drafts = Object.keys(texts).length ? { ...others, [tool]: texts } : others;
    const told = this.notice;
    this.drafts = { ...this.drafts, [owner]: drafts };
    this.saveTab();
    if (this.notice !== told) this.emit();
  }

  /** Until 2026-11 the log kept its draft by itself. */
  adoptOldDraft() {
    const { owner, ...texts } = this.tab.read(OLD_DRAFT, TEXTS) ?? {};
    if (!owner) return;
    this.drafts = { ...this.drafts, [owner]: { log: texts, ...this.drafts[owner] } };
    this.saveTab();
    this.tab.set({ [OLD_DRAFT]: () => "" });
  }

  /** Give the case in use what was typed before there was any; or back, when it was cleared. */
  settleTab() {
    if (this.whose() === NO_CASE) this.moveTab(this.first, NO_CASE);
    else this.moveTab(NO_CASE, this.active);
  }

  /** @param {string} from @param {string} to */
  moveTab(from, to) {
    const { [from]: typed, ...personal } = this.personal;
    const { [from]: begun, ...drafts } = this.drafts;
    if (!typed && !begun) return;
    this.personal = joined({ [to]: typed ?? {} }, personal);
    this.drafts = joined({ [to]: begun ?? {} }, drafts);
    this.saveTab();
  }

  /** Keep the personal blanks of this case on the device, or for this tab only. @param {boolean} on */
  remember(on) {
    /** @type {Record<string, string>} */
    let typed = {};
    const stored = this.change((current) => {
      typed = this.personalBlanks(); // with what another tab typed meanwhile
      current.remember = on;
      current.personal = on ? typed : {};
    });
    if (!stored || on) return;
    Object.assign(this.tabOnly(), typed);
    this.saveTab();
  }

  // --- telling ----------------------------------------------------------------------------

  /** @param {keyof MESSAGES} key */
  tell(key) {
    this.warn(key);
    this.emit();
  }

  /** To be told by what emits next. @param {keyof MESSAGES} key */
  warn(key) {
    this.notice = MESSAGES[key];
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

/**
 * @template Each
 * @param {Record<string, Record<string, Each>>} older
 * @param {Record<string, Record<string, Each>>} later is right where both say something
 */
function joined(older, later) {
  const result = { ...older };
  for (const [owner, each] of Object.entries(later)) result[owner] = { ...result[owner], ...each };
  return result;
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}
