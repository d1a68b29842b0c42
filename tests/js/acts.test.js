// Acts and faults in any order, in several tabs: nothing typed is lost unsaid, nothing is said stored that
// is not, and storage always reads back whole.

import assert from "node:assert/strict";

import { newCase } from "../../docs/assets/js/case/cases.js";
import { merged } from "../../docs/assets/js/case/merge.js";
import { parseState } from "../../docs/assets/js/case/shape.js";
import { ANY_CASE, KEY, Store } from "../../docs/assets/js/case/store.js";
import { newOrder, putOrders } from "../../docs/assets/js/orders/orders.js";
import { aCase, always, anEntry, anExhibit, NOW } from "./kit.js";
import { Shelf } from "./shelf.js";

/** @import { Random } from "./kit.js" */

const WALKS = 150; // 20000 take five minutes
const ACTS = 60; // in a walk
const HOUR = 3_600_000;

/** Storage as one tab reaches it: another may reach it all the same. */
class Door extends Shelf {
  /** @param {Shelf} shelf */
  constructor(shelf) {
    super();
    this.kept = shelf.kept;
  }

  /** @param {"" | "full" | "blocked"} how */
  fail(how) {
    this.isFull = how === "full";
    this.isBlocked = how === "blocked";
  }
}

/** One tab, with the page that is open in it. */
class Page {
  /** @param {World} world */
  constructor(world) {
    this.world = world;
    this.local = new Door(world.shelf);
    this.session = new Door(new Shelf());
    this.isUnaware = false; // of what was cleared since it last looked
    /** @type {(() => void)[]} */
    this.waiting = [];
    this.store = this.opened();
  }

  opened() {
    const soon = (/** @type {() => void} */ write) => void this.waiting.push(write);
    return new Store(() => this.local, () => this.session, () => new Date(this.world.now), soon);
  }

  reload() {
    this.isUnaware = false;
    this.waiting = [];
    this.store = this.opened();
  }

  /** Whether it would notice that its tab was cleared. */
  canTell() {
    return this.store.isMarked && !this.session.isBlocked;
  }

  isFailing() {
    return [this.local, this.session].some(({ isFull, isBlocked }) => isFull || isBlocked);
  }

  paint() {
    for (const write of this.waiting.splice(0)) write();
  }

  /** All that the page shows, and what its tab keeps. */
  memory() {
    return JSON.stringify([this.store.state, this.store.personal, this.store.drafts]);
  }

  /** Whether the seller was told that not all is kept. */
  isTold() {
    const { notice, saved, tab: { waiting } } = this.store;
    return notice !== "" && (!saved || waiting.size > 0 || !this.session.length);
  }
}

/** Several tabs, and all that was typed into them and nobody took away. */
class World {
  /** @param {Random} random */
  constructor(random) {
    this.random = random;
    this.now = Date.parse(NOW);
    this.shelf = new Shelf();
    this.pages = [new Page(this), new Page(this)];
    /** @type {Map<string, Page>} */
    this.typed = new Map(); // token → where it was typed
    this.count = 0;
    this.spoilt = ""; // what someone else wrote over it
    /** @type {string[]} */
    this.acts = [];
  }

  /** In storage, or for some tab. @param {string} token */
  isKept(token) {
    const shelves = [this.shelf, ...this.pages.map(({ session }) => session)];
    return shelves.some(({ kept }) => [...kept.values()].join().includes(token));
  }

  /** A text that is nowhere else. */
  token() {
    this.count += 1;
    return `typed${this.count}end`;
  }

  /** Something was typed or ticked: it stays. @param {Page} page @param {(token: string) => void} act */
  type(page, act) {
    const token = this.token();
    act(token);
    assert.ok(page.memory().includes(token), `${token} is shown`);
    this.typed.set(token, page);
  }

  /** A button was pressed: it is stored, or not done, and said. @param {Page} page @param {(token: string) => boolean} act */
  press(page, act) {
    const token = this.token();
    if (act(token)) {
      assert.ok(this.shelf.text().includes(token), `${token} is stored`);
      this.typed.set(token, page);
    } else {
      assert.ok(!page.memory().includes(token), `${token} is not shown as done`);
      assert.notEqual(page.store.notice, "");
    }
  }

  /** What a seller takes away on purpose. @param {unknown} gone */
  forget(gone) {
    const text = JSON.stringify(gone);
    for (const token of this.typed.keys()) if (text.includes(token)) this.typed.delete(token);
  }

  /** Someone else wrote over what is stored. @param {string} text */
  spoil(text) {
    this.spoilt = text;
    this.shelf.kept.set(KEY, text);
    this.loseUnknown();
  }

  /**
   * What was stored is gone. Any page may be the first to store again what it knows; another takes that for
   * what the cases are now, unless its tab was cleared too.
   */
  loseUnknown(isTabCleared = false) {
    for (const page of this.pages) page.isUnaware = true;
    for (const [token, page] of this.typed) {
      const isKnown = this.isKept(token) ||
        (isTabCleared && page.canTell() && page.memory().includes(token));
      if (!isKnown) this.typed.delete(token);
    }
  }

  /** A tab that was cleared and cannot look into what it keeps never hears of it. @param {Page} page */
  loseUnseen(page) {
    if (page.isUnaware) this.loseUnknown();
  }

  /** After each act. */
  check() {
    const text = this.shelf.text();
    if (text && text !== this.spoilt) {
      const { state, dropped } = parseState(text, "case-first");
      assert.deepEqual(dropped, []);
      assert.deepEqual(state, JSON.parse(text), "storage reads back whole");
    }
    for (const [token, page] of this.typed) {
      if (this.isKept(token)) continue;
      assert.ok(this.pages.some((each) => each.memory().includes(token)), `${token} is somewhere`);
      const isPending = page.store.pending.length > 0;
      if (!page.isUnaware && !isPending && page.memory().includes(token)) {
        assert.ok(page.isTold(), `it is said of ${token}`);
      }
    }
  }

  /** A page is left: what is lost with it was said before. @param {Page} page @param {() => void} act */
  leave(page, act) {
    page.store.flush(); // as pagehide does
    for (const token of this.typed.keys()) {
      if (this.isKept(token) || !page.memory().includes(token)) continue;
      const elsewhere = this.pages.some((each) => each !== page && each.memory().includes(token));
      if (!elsewhere || page.isUnaware) {
        assert.ok(page.isTold() || page.isUnaware, `${token} is lost with a word`);
        this.typed.delete(token);
      }
    }
    act();
  }
}

/** @typedef {(world: World, page: Page) => void} Act */

/** @param {Page} page @param {"" | "full" | "blocked"} how */
function failBoth({ local, session }, how) {
  local.fail(how);
  session.fail(how);
}

/** An order number that only this token gives. @param {number} first a digit @param {string} token */
function numberOf(first, token) {
  return `${first}${token.replace(/\D/g, "").padStart(18, "0")}`;
}

/** @type {Record<string, Act>} */
const TYPED = {
  blank: (world, page) => world.type(page, (token) => page.store.type({ id: `f-${token}` }, token)),
  personal: (world, page) => world.type(page, (token) => page.store.type({ id: `p-${token}`, personal: true }, token)),
  note: (world, page) => world.type(page, (token) => page.store.note(`n.${token}`, token)),
  mark: (world, page) => world.type(page, (token) => page.store.mark(`m.${token}`, "done")),
  "order judged": (world, page) =>
    world.type(page, (token) =>
      page.store.changeSoon(({ orders }) => {
        orders[numberOf(9, token)] = { ...newOrder(), verdict: "real", note: token };
      })),
  draft: (world, page) => world.type(page, (token) => page.store.keepDraft(`d.${token}`, { said: token })),
  "draft of no case": (world, page) =>
    world.type(page, (token) => page.store.keepDraft(`d.${token}`, { title: token }, ANY_CASE)),
};

/** @type {Record<string, Act>} */
const PRESSED = {
  entry: (world, page) =>
    world.press(page, (token) =>
      page.store.change((current) => {
        current.log = [...current.log, anEntry(`entry-${token}`, { said: token })];
      })),
  exhibit: (world, page) =>
    world.press(page, (token) =>
      page.store.change((current) => {
        current.exhibits = [...current.exhibits, anExhibit(`exhibit-${token}`)];
      })),
  orders: (world, page) =>
    world.press(page, (token) =>
      page.store.change((current) => {
        putOrders(current, [{ no: numberOf(8, token), title: token, amount: "128.50" }, {
          no: "1234567890123456789",
        }]);
      })),
  deadline: (world, page) =>
    world.press(page, (token) =>
      page.store.change((current) => {
        current.deadlines[`own-${token}`] = { title: token, from: "", due: "2026-11-25T10:00", met: "", by: "" };
      })),
  letter: (world, page) =>
    world.press(page, (token) =>
      page.store.change((current) => {
        current.letters[`l-${token}`] = NOW;
      })),
  "new case": (world, page) =>
    world.press(page, (token) => {
      const id = `case-${world.count}`;
      const stored = page.store.arrange((state) => {
        const made = newCase("新的", "other", page.store.now());
        state.cases = { ...state.cases, [id]: { ...made, notes: { [`c.${token}`]: token } } };
        state.active = id;
      });
      if (stored) page.store.choose(id);
      return stored;
    }),
  merge: (world, page) =>
    world.press(page, (token) =>
      page.store.arrange((state) => {
        state.cases = merged(state.cases, { [page.store.active]: aCase({ notes: { [`i.${token}`]: token } }) });
      })),
  "use another case": (world, page) => page.store.use(world.random.pick(Object.keys(page.store.state.cases))),
  archive: (_, page) =>
    page.store.arrange((state) => {
      const current = state.cases[page.store.active];
      current.archived = !current.archived;
    }),
  "delete a case": (world, page) => {
    page.store.load();
    const id = world.random.pick(Object.keys(page.store.state.cases));
    const gone = [page.store.state.cases[id], page.store.personal[id], page.store.drafts[id]];
    const stored = page.store.arrange((state) => {
      delete state.cases[id];
    });
    if (!stored) return;
    page.store.choose(page.store.state.active);
    world.forget(gone);
  },
  remember: (world, page) => {
    page.store.remember(world.random.next() < 0.5);
    for (const each of world.pages) each.isUnaware ||= each !== page; // each takes its own copy when it looks
  },
};

/** @type {Record<string, Act>} */
const FAULTS = {
  full: (_, page) => failBoth(page, "full"),
  blocked: (world, page) => {
    failBoth(page, "blocked");
    world.loseUnseen(page);
  },
  "session blocked": (world, page) => {
    page.session.fail("blocked");
    world.loseUnseen(page);
  },
  mended: (_, page) => failBoth(page, ""),
  "mended everywhere": ({ pages }) => pages.forEach((page) => failBoth(page, "")),
  cleared: (world) => {
    world.shelf.clear();
    world.loseUnknown();
  },
  "all cleared": (world) => {
    world.shelf.clear();
    for (const { session } of world.pages) session.clear();
    world.loseUnknown(true);
  },
  spoilt: (world) => world.spoil("{bad"),
  "spoilt in part": (world) => {
    const text = world.shelf.text();
    if (text) world.spoil(text.replace('"title":"', '"owner":"x","title":"'));
  },
  newer: (world) => {
    const text = world.shelf.text();
    if (text) world.spoil(text.replace('"version":5', '"version":6'));
  },
};

/** @type {Record<string, Act>} */
const COURSE = {
  paint: (_, page) => page.paint(),
  "told of another tab": (_, page) => void (page.store.load(), page.store.emit()),
  reload: (world, page) => world.leave(page, () => page.reload()),
  "back from memory": (_, page) => void (page.store.flush(), page.store.reopen()),
  hidden: (_, page) => page.store.flush(),
  "a day on": (world) => void (world.now += 24 * HOUR),
  "the clock is set back": (world) => void (world.now -= HOUR),
};

const ALL = { ...TYPED, ...PRESSED, ...FAULTS, ...COURSE };

const LOOKS = new Set(["blank", "note", "mark", "order judged", ...Object.keys(PRESSED)]); // at what is stored

always("acts and faults in any order lose nothing unsaid", WALKS, (random) => {
  const world = new World(random);
  for (let left = ACTS; left > 0; left -= 1) {
    const name = random.pick(Object.keys(random.pick([TYPED, TYPED, PRESSED, PRESSED, COURSE, COURSE, FAULTS])));
    const at = random.whole(0, world.pages.length - 1);
    world.acts.push(`${name} in ${at}`);
    try {
      if (LOOKS.has(name) && !world.pages[at].isFailing()) world.pages[at].isUnaware = false;
      ALL[name](world, world.pages[at]);
      world.check();
    } catch (error) {
      if (error instanceof Error) error.message += `\nafter:\n${world.acts.join("\n")}`;
      throw error;
    }
  }
});
