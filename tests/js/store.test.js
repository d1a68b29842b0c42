// The store keeps what was typed, whatever the storage does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { KEY, Store } from "../../docs/assets/js/case/store.js";
import { aCase, anEntry, anExhibit, aState, NOW, put, stored } from "./kit.js";
import { complaints, Shelf } from "./shelf.js";

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
  assert.equal(state.version, 3);
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
  const text = JSON.stringify(put(stored("state_v3.json"), ["cases", "case-a1b2c3d4", "title"], 5));
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
