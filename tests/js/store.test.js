// The store keeps what was typed, whatever the storage does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseState } from "../../docs/assets/js/case/shape.js";
import { KEY, Store } from "../../docs/assets/js/case/store.js";
import { aCase, anEntry, anExhibit, aState, NOW, put, stored } from "./kit.js";
import { complaints, Shelf } from "./shelf.js";

/** @import { Case } from "../../docs/assets/js/case/shape.js" */

const PHONE = { id: "phone", personal: true };
const ORDER = { id: "order-no" };
const clock = () => new Date(NOW);

/** @param {Shelf} local @param {Shelf} [session] */
function opened(local, session = new Shelf()) {
  return new Store(() => local, () => session, clock);
}

/** A store that writes only when it is told. @param {Shelf} local */
function slow(local) {
  /** @type {(() => void)[]} */
  const waiting = [];
  return { waiting, store: new Store(() => local, () => new Shelf(), clock, (write) => waiting.push(write)) };
}

/** @param {Shelf} local @returns {string[]} */
const marked = (local) => Object.keys(opened(local).case.marks).sort();

const twoCases = () => JSON.stringify(aState({ one: aCase(), two: aCase() }));

test("two tabs keep each other's work", () => {
  const local = new Shelf();
  const one = opened(local);
  one.mark("a.a", "done");
  const two = opened(local);
  two.note("a.b", "记");
  one.type({ id: "shop-name" }, "某店");
  const { state, case: { marks, notes, blanks } } = opened(local);
  assert.deepEqual(Object.keys(marks), ["a.a"]);
  assert.deepEqual([notes, blanks], [{ "a.b": "记" }, { "shop-name": "某店" }]);
  assert.equal(Object.keys(state.cases).length, 1);
});

test("a store of version 1 is kept as one of today", () => {
  const local = new Shelf({ [KEY]: JSON.stringify(stored("state_v1.json")) });
  const store = opened(local);
  store.mark("first-day.save-notice", "done");
  const state = JSON.parse(local.text());
  const [current] = Object.values(state.cases);
  assert.equal(state.version, 5);
  assert.deepEqual(Object.keys(current.marks).sort(), ["first-day.save-notice", "first-day.stop-suspect"]);
  assert.deepEqual(current.blanks, { "order-no": "123" });
  assert.equal(store.notice, "");
  assert.deepEqual([...local.kept.keys()], [KEY]);
});

test("text that cannot be read is set aside untouched", () => {
  const local = new Shelf({ [KEY]: "{bad" });
  const store = opened(local);
  store.mark("a.a", "done");
  assert.deepEqual(local.aside(), ["{bad"]);
  assert.match(store.notice, /已原样另存/);
  assert.deepEqual(marked(local), ["a.a"]);
});

test("text that can be read in part is set aside, and the rest used", () => {
  const text = JSON.stringify(put(stored("state_v5.json"), ["cases", "case-a1b2c3d4", "title"], 5));
  const local = new Shelf({ [KEY]: text });
  const store = opened(local);
  assert.deepEqual(local.aside(), [text]);
  assert.equal(store.case.blanks["shop-name"], "某某家居小店");
  assert.match(store.notice, /有几处读不出来/);
  assert.equal(opened(local).notice, "");
});

test("what a newer page stored is never overwritten", () => {
  const text = '{"version":99,"cases":{"a":{}}}';
  const local = new Shelf({ [KEY]: text });
  const store = opened(local);
  assert.ok(
    !store.change((current) => {
      current.title = "改";
    }),
  );
  assert.deepEqual([...local.kept], [[KEY, text]]);
  assert.match(store.notice, /更新的版本/);
});

test("broken text that cannot be set aside is never overwritten", () => {
  const local = new Shelf({ [KEY]: "{bad" });
  local.isFull = true;
  const store = opened(local);
  assert.ok(
    !store.change((current) => {
      current.title = "改";
    }),
  );
  assert.deepEqual([...local.kept], [[KEY, "{bad"]]);
});

test("what a full device refused is kept and stored later", () => {
  const local = new Shelf();
  const store = opened(local);
  local.isFull = true;
  store.mark("a.a", "done");
  assert.match(store.notice, /存储满了/);
  local.isFull = false;
  store.mark("a.b", "done");
  assert.equal(store.notice, "");
  assert.deepEqual(marked(local), ["a.a", "a.b"]);
});

test("where storage is blocked the page works and says so", () => {
  const blocked = () => {
    throw new DOMException("no", "SecurityError");
  };
  const store = new Store(blocked, blocked, clock);
  store.mark("a.a", "done");
  store.type(PHONE, "138");
  assert.deepEqual(Object.keys(store.case.marks), ["a.a"]);
  assert.equal(store.typed(PHONE), "138");
  assert.match(store.notice, /不让网页保存/);
});

test("personal blanks reach the device only when asked", () => {
  const [local, session] = [new Shelf(), new Shelf()];
  const store = opened(local, session);
  const seen = () => [store.typed(PHONE), local.text().includes("13800000000"), opened(local).typed(PHONE)];
  store.mark("a.a", "done");
  store.type(PHONE, "13800000000");
  assert.deepEqual(seen(), ["13800000000", false, ""]);
  store.remember(true);
  assert.deepEqual(seen(), ["13800000000", true, "13800000000"]);
  store.remember(false);
  assert.deepEqual(seen(), ["13800000000", false, ""]);
});

for (const text of ["null", "5", "[]", "{bad", '"x"', '{"one":5}']) {
  test(`broken personal blanks can be typed anew: ${text}`, () => {
    const local = new Shelf({ [KEY]: JSON.stringify(aState({ one: aCase() })) });
    const session = new Shelf({ [`${KEY}.personal`]: text });
    opened(local, session).type(PHONE, "138");
    assert.equal(opened(local, session).typed(PHONE), "138");
  });
}

test("each case has its own personal blanks", () => {
  const [local, session] = [new Shelf({ [KEY]: twoCases() }), new Shelf()];
  const store = opened(local, session);
  store.use("one");
  store.type(PHONE, "138");
  store.use("two");
  assert.equal(store.typed(PHONE), "");
  assert.equal(opened(local, session).active, "two");
  store.use("one");
  assert.equal(store.typed(PHONE), "138");
});

for (const told of [true, false]) {
  // A tab in the background of a phone is not told what others store; it is opened anew.
  test(`personal blanks of a tab go to the first case, whoever stores it: ${told ? "told" : "not told"}`, () => {
    const [local, session] = [new Shelf(), new Shelf()];
    const here = opened(local, session);
    here.type(PHONE, "138");
    const there = opened(local);
    there.mark("a.a", "done");
    if (told) here.load();
    const again = opened(local, session);
    assert.equal(again.typed(PHONE), "138");
    assert.equal(again.active, there.active);
    again.arrange((state) => {
      state.cases.other = { ...state.cases[again.active] };
    });
    again.use("other");
    assert.equal(again.typed(PHONE), "");
  });
}

test("another tab keeps the case it uses", () => {
  const local = new Shelf({ [KEY]: twoCases() });
  const [here, there] = [opened(local), opened(local)];
  here.use("two");
  there.mark("a.a", "done");
  const { cases } = opened(local).state;
  assert.deepEqual(Object.values(cases).map(({ marks }) => Object.keys(marks)), [["a.a"], []]);
});

test("what is typed shows at once and is written once, soon after", () => {
  const local = new Shelf();
  const { store, waiting } = slow(local);
  const before = local.writes;
  for (const text of ["1", "12", "123"]) store.type(ORDER, text);
  assert.deepEqual([store.typed(ORDER), local.writes - before, waiting.length], ["123", 0, 1]);
  waiting[0]();
  store.flush();
  assert.equal(local.writes - before, 1);
  assert.equal(opened(local).typed(ORDER), "123");
});

for (const blank of [ORDER, PHONE]) {
  test(`an answer takes the place of what was typed, and typing that of an answer: ${blank.id}`, () => {
    const [local, session] = [new Shelf(), new Shelf()];
    const store = opened(local, session);
    const seen = () => [store.typed(blank), store.answer(blank), opened(local, session).answer(blank)];
    store.type(blank, "123");
    store.setAnswer(blank, "none");
    assert.deepEqual(seen(), ["", "none", "none"]);
    store.setAnswer(blank, "follow");
    assert.deepEqual(seen(), ["", "follow", "follow"]);
    store.type(blank, "456");
    assert.deepEqual(seen(), ["456", "", ""]);
    store.setAnswer(blank, "none");
    store.setAnswer(blank, "");
    assert.deepEqual(seen(), ["", "", ""]);
  });
}

test("an answer by a name that objects inherit is none", () => {
  assert.equal(opened(new Shelf()).answer({ id: "constructor" }), "");
});

test("what waits is done again on what another tab wrote", () => {
  const local = new Shelf();
  opened(local).mark("a.a", "done");
  const { store, waiting } = slow(local);
  store.mark("a.b", "done");
  opened(local).mark("a.c", "done");
  store.load();
  assert.deepEqual(Object.keys(store.case.marks).sort(), ["a.a", "a.b", "a.c"]);
  waiting[0]();
  assert.deepEqual(marked(local), ["a.a", "a.b", "a.c"]);
});

test("what waits is written with the next change, and before another case is used", () => {
  const local = new Shelf({ [KEY]: twoCases() });
  const { store } = slow(local);
  store.mark("a.a", "done");
  store.use("two");
  store.mark("a.b", "done");
  store.change((current) => {
    current.title = "乙";
  });
  const { cases: { one, two }, active } = JSON.parse(local.text());
  assert.deepEqual([Object.keys(one.marks), Object.keys(two.marks)], [["a.a"], ["a.b"]]);
  assert.deepEqual([two.title, active], ["乙", "two"]);
});

test("a full device is told when what waits is written", () => {
  const local = new Shelf();
  opened(local).mark("a.a", "done");
  const { store, waiting } = slow(local);
  local.isFull = true;
  store.mark("a.b", "done");
  assert.ok(store.saved);
  waiting[0]();
  assert.ok(!store.saved);
  assert.match(store.notice, /满了/);
  assert.deepEqual(Object.keys(store.case.marks), ["a.a", "a.b"]);
});

// --- the shape, held when it is written ----------------------------------------------------------

/** @type {[string, (current: Case) => void, string][]} what is spoilt, and the path */
const MISFITS = [
  ["a size that is no number", (current) => void (current.exhibits[0].size = NaN), ".exhibits[0].size"],
  ["half a date", (current) => void (current.log[0].at = "2026-11-2"), ".log[0].at"],
  [
    "a date of a deadline that is half typed",
    (current) => void (current.deadlines.own.due = "2026"),
    ".deadlines.own.due",
  ],
  ["a name that is no id", (current) => void (current.notes["Not An Id"] = "记"), ".notes.Not An Id"],
  [
    "a mark of no kind",
    (current) => Object.assign(current.marks, { "a.a": { state: "half", at: NOW } }),
    ".marks.a.a",
  ],
  ["a title that is a number", (current) => Object.assign(current, { title: 5 }), ".title"],
  [
    "rounds that are no list",
    (current) => Object.assign(current.rounds, { monthly: {} }),
    ".rounds.monthly",
  ],
  ["a letter written some day", (current) => void (current.letters.appeal = "some day"), ".letters.appeal"],
];
/** @type {Partial<Case>} */
const HELD = {
  exhibits: [anExhibit("exhibit-a")],
  log: [anEntry("entry-a")],
  deadlines: { own: { title: "底单", from: "", due: "2026-11-25T10:00", met: "", by: "" } },
};
for (const [name, spoil, path] of MISFITS) {
  test(`an act that does not fit is not done, and said: ${name}`, () => {
    const local = new Shelf({ [KEY]: JSON.stringify(aState({ one: aCase(HELD) })) });
    const [store, before] = [opened(local), local.text()];
    const told = complaints(() => assert.ok(!store.change(spoil)));
    assert.deepEqual(told, [`not stored: .cases.one${path}`]);
    assert.match(store.notice, /没有存下/);
    assert.equal(local.text(), before);
    assert.deepEqual(store.case, aCase(HELD));
  });

  test(`what is typed and does not fit is cut before it is written, and said: ${name}`, () => {
    const local = new Shelf({ [KEY]: JSON.stringify(aState({ one: aCase(HELD) })) });
    const store = opened(local);
    const told = complaints(() => store.changeSoon(spoil));
    assert.deepEqual(told, [`not stored: .cases.one${path}`]);
    assert.match(store.notice, /没有存下/);
    assertWhole(local);
    assert.deepEqual(store.state, JSON.parse(local.text()));
  });
}

/** Storage reads back as it is. @param {Shelf} local */
function assertWhole(local) {
  const { state, dropped } = parseState(local.text(), "case-first");
  assert.deepEqual([state, dropped], [JSON.parse(local.text()), []]);
}

test("a name that the shape does not have is cut, and the act is done", () => {
  const local = new Shelf();
  const store = opened(local);
  const entry = { ...anEntry("entry-a", { said: "说过的" }), owner: "case-a" };
  const told = complaints(() => assert.ok(store.change((current) => current.log.push(entry))));
  assert.deepEqual(told, [`not stored: .cases.${store.active}.log[0].owner`]);
  assert.equal(store.notice, "");
  assertWhole(local);
  assert.deepEqual(opened(local).case.log, [anEntry("entry-a", { said: "说过的" })]);
});

test("what is kept for the tab is held to its shape too", () => {
  const [local, session] = [new Shelf(), new Shelf()];
  const store = opened(local, session);
  const told = complaints(() => store.keepDraft("log", { said: "说", "Not An Id": "x" }));
  assert.deepEqual(told, ["not stored: .none-yet.log.Not An Id"]);
  assert.match(store.notice, /没有存下/);
  assert.deepEqual(opened(local, session).draft("log"), { said: "说" });
});

test("text that is not well formed is stored and read back", () => {
  const local = new Shelf();
  opened(local).change((current) => current.exhibits.push(anExhibit("exhibit-a", { name: "底单\ud83d.png" })));
  assert.equal(opened(local).case.exhibits[0].name, "底单\ud83d.png");
  assertWhole(local);
});

test("there is always a case, and one in use", () => {
  const local = new Shelf({ [KEY]: twoCases() });
  const store = opened(local);
  assert.ok(store.arrange((state) => {
    state.cases = {};
    state.active = "gone";
  }));
  assertWhole(local);
  assert.equal(opened(local).state.active, store.active);
});

test("two thousand entries are held to their shape in no time", () => {
  const log = Array.from({ length: 2000 }, (_, at) => anEntry(`entry-${at}`, { said: "说了很多".repeat(20) }));
  const store = opened(new Shelf({ [KEY]: JSON.stringify(aState({ one: aCase({ log }) })) }));
  const start = performance.now();
  for (let n = 0; n < 10; n += 1) store.mark("a.a", "done");
  assert.ok(performance.now() - start < 1000, "ten ticks");
});

// --- acts that could not be stored ---------------------------------------------------------------

test("an act that could not be stored is not done, however often it is tried", () => {
  const local = new Shelf({ [KEY]: JSON.stringify(aState({ one: aCase() })) });
  const store = opened(local);
  local.isFull = true;
  store.mark("a.a", "done");
  const add = () => store.change((current) => current.log.push(anEntry("entry-a")));
  assert.deepEqual([add(), add(), store.case.log, Object.keys(store.case.marks)], [false, false, [], ["a.a"]]);
  local.isFull = false;
  assert.ok(add());
  assert.deepEqual([opened(local).case.log.length, marked(local), store.notice], [1, ["a.a"], ""]);
});

test("a large act that does not fit leaves room for small ones", () => {
  const local = new Shelf();
  const store = opened(local);
  const setItem = local.setItem.bind(local);
  local.setItem = (key, text) => {
    if (text.length > 5000) throw new DOMException("full", "QuotaExceededError");
    setItem(key, text);
  };
  assert.ok(!store.change((current) => current.log.push(anEntry("entry-a", { said: "长".repeat(6000) }))));
  store.mark("a.a", "done");
  assert.deepEqual([marked(local), store.notice], [["a.a"], ""]);
});

// --- cleared, spoilt, refused meanwhile ----------------------------------------------------------

test("what is cleared while a page is open stays on it, is said, and stored again with the next change", () => {
  const [local, session] = [new Shelf({ [KEY]: twoCases() }), new Shelf()];
  const store = opened(local, session);
  store.type(PHONE, "138");
  local.clear();
  session.clear();
  store.load();
  assert.match(store.notice, /清掉了/);
  assert.equal(local.text(), "");
  store.mark("a.a", "done");
  assert.match(store.notice, /重新存下了/);
  assert.deepEqual(Object.keys(JSON.parse(local.text()).cases), ["one", "two"]);
  assert.equal(opened(local, session).typed(PHONE), "138");
});

test("what was cleared before a page opens is said, once", () => {
  const [local, session] = [new Shelf({ [KEY]: twoCases() }), new Shelf()];
  opened(local, session);
  local.clear();
  assert.match(opened(local, session).notice, /不在了/);
  assert.equal(opened(local, session).notice, "");
});

test("what is spoilt while a page is open is set aside, and stays on it", () => {
  const local = new Shelf({ [KEY]: twoCases() });
  const store = opened(local);
  store.mark("a.a", "done");
  local.kept.set(KEY, "{bad");
  store.mark("a.b", "done");
  assert.deepEqual([marked(local), local.aside()], [["a.a", "a.b"], ["{bad"]]);
  assert.match(store.notice, /重新存下了/);
});

test("two copies set aside at the same moment are two", () => {
  const local = new Shelf({ [KEY]: "{bad" });
  opened(local);
  local.kept.set(KEY, "{worse");
  opened(local);
  assert.deepEqual(local.aside(), ["{bad", "{worse"]);
});

test("what a tab kept and could not be read joins what is typed since", () => {
  const [local, session] = [new Shelf({ [KEY]: twoCases() }), new Shelf()];
  opened(local, session).keepDraft("log", { said: "说" });
  session.isBlocked = true;
  const store = opened(local, session);
  store.type(PHONE, "138");
  assert.match(store.notice, /不让网页保存/);
  session.isBlocked = false;
  store.mark("a.a", "done");
  const again = opened(local, session);
  assert.deepEqual([again.typed(PHONE), again.draft("log"), store.notice], ["138", { said: "说" }, ""]);
});

test("personal blanks that another tab no longer keeps stay in each tab, and off the device", () => {
  const local = new Shelf({ [KEY]: twoCases() });
  const here = opened(local);
  here.remember(true);
  const there = opened(local);
  here.type(PHONE, "138");
  there.remember(false);
  here.type({ id: "name", personal: true }, "张三");
  assert.deepEqual([here.typed(PHONE), there.typed(PHONE)], ["138", "138"]);
  assert.doesNotMatch(local.text(), /138|张三/);
});

// --- drafts --------------------------------------------------------------------------------------

test("a draft is the case's, outlives a reload, and goes with the first case whoever stores it", () => {
  const [local, session] = [new Shelf(), new Shelf()];
  const here = opened(local, session);
  here.keepDraft("log", { said: "打到一半" });
  opened(local).mark("a.a", "done");
  const again = opened(local, session);
  assert.deepEqual(again.draft("log"), { said: "打到一半" });
  again.arrange((state) => {
    state.cases.other = aCase();
  });
  again.use("other");
  assert.deepEqual(again.draft("log"), {});
});

test("the draft that the log kept by itself until 2026-11 is carried over", () => {
  const old = {
    owner: "one",
    id: "",
    at: "2026-11-20T10:00",
    channel: "旺旺",
    who: "",
    said: "打到一半",
    promised: "",
  };
  const session = new Shelf({ [`${KEY}.log-draft`]: JSON.stringify(old) });
  const { owner: _, ...texts } = old;
  const local = new Shelf({ [KEY]: twoCases() });
  assert.deepEqual([opened(local, session).draft("log"), opened(local, session).draft("log")], [texts, texts]);
});
