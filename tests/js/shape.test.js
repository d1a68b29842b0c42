// What is stored has one shape; what does not fit is dropped and named.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BACKUP_SCHEMA } from "../../docs/assets/js/case/backup-shape.js";
import { CASE, clean, parseState } from "../../docs/assets/js/case/shape.js";
import { aCase, always, anEntry, aState, copy, done, LATER, NOW, put, rich, stored } from "./kit.js";
import { junk, spoilt } from "./spoilt.js";

/** @import { State } from "../../docs/assets/js/case/shape.js" */
/** @import { Path } from "./kit.js" */

/** @param {unknown} value */
function cleaned(value) {
  /** @type {string[]} */
  const dropped = [];
  return { kept: clean(value, CASE, "", dropped), dropped };
}

/** @param {unknown} state */
const parsed = (state) => parseState(JSON.stringify(state), "case-first");

/** @param {Path} path */
const inWords = (path) => path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");

test("nothing becomes an empty case", () => {
  assert.deepEqual(cleaned({}), { kept: aCase({ title: "", created: "", changed: "" }), dropped: [] });
});

test("a whole case is kept as it is", () => {
  assert.deepEqual(cleaned(rich()), { kept: rich(), dropped: [] });
});

/** @type {[Path, unknown, unknown][]} */
const BLANK = [
  [["title"], 5, ""],
  [["kind"], "nonsense", "other"],
  [["created"], "yesterday", ""],
  [["archived"], "yes", false],
  [["remember"], 1, false],
  [["plan"], [], { guide: "", tasks: [] }],
  [["plan", "tasks"], { a: 1 }, []],
  [["marks"], [], {}],
  [["marks", "first-day.save-notice", "at"], "soon", ""],
  [["rounds", "monthly", 0, "marks"], null, {}],
  [["deadlines", "appeal", "due"], "2026-11-23", ""],
  [["exhibits"], {}, []],
  [["exhibits", 0, "size"], -1, 0],
  [["exhibits", 0, "size"], 1.5, 0],
  [["exhibits", 0, "sha256"], "xyz", ""],
  [["exhibits", 1, "kind"], "Not An Id", ""],
  [["log", 0, "said"], null, ""],
];
for (const [path, wrong, blank] of BLANK) {
  test(`what does not fit is left blank and named: ${inWords(path)} ${JSON.stringify(wrong)}`, () => {
    const told = cleaned(put(rich(), path, wrong));
    assert.deepEqual(told, { kept: put(rich(), path, blank), dropped: [inWords(path)] });
  });
}

/** @type {[Path, unknown][]} */
const LEFT_OUT = [
  [["marks", "first-day.save-notice"], "yes"],
  [["marks", "first-day.save-notice"], { at: NOW }],
  [["notes", "first-day.save-notice"], 5],
  [["blanks", "order-no"], null],
  [["letters", "appeal-goods"], "2026"],
  [["rounds", "monthly", 0], "junk"],
  [["exhibits", 0], "junk"],
  [["exhibits", 0], { name: "no id.jpg" }],
  [["log", 1], null],
  [["plan", "tasks", 1], "Not An Id"],
];
for (const [path, wrong] of LEFT_OUT) {
  test(`an entry that does not fit is left out and named: ${inWords(path)} ${JSON.stringify(wrong)}`, () => {
    const told = cleaned(put(rich(), path, wrong));
    assert.deepEqual(told, { kept: put(rich(), path, undefined), dropped: [inWords(path)] });
  });
}

/** @type {Path[]} */
const UNKNOWN = [
  ["unknown"],
  ["plan", "more"],
  ["exhibits", 1, "file"],
  ["marks", "Not An Id"],
  ["blanks", "a\n"],
  ["notes", ""],
  ["constructor"],
  ["toString"],
  ["plan", "__proto__"],
  ["__proto__"],
  ["marks", "__proto__"],
];
for (const path of UNKNOWN) {
  test(`a key that is not known is dropped and named: ${JSON.stringify(path)}`, () => {
    const told = cleaned(put(rich(), path, { state: "done", at: NOW }));
    assert.deepEqual(told, { kept: rich(), dropped: [inWords(path)] });
  });
}

test("no stored key reaches what objects inherit", () => {
  const evil = JSON.stringify({ polluted: "yes", state: "done", prototype: { polluted: "yes" } });
  const keys = `{"__proto__":${evil},"constructor":${evil}}`;
  const parts = ["marks", "notes", "plan", "rounds"].map((name) => `"${name}":${keys}`).join();
  const spoiled = `${JSON.stringify(rich()).slice(0, -1)},${keys.slice(1, -1)},${parts}}`;
  const cases = `{"one":${spoiled},"__proto__":${spoiled}}`;
  const { state } = parseState(`{"version":5,"active":"one","cases":${cases},${keys.slice(1, -1)}}`, "first");
  assert.ok(!("polluted" in {}));
  for (const each of [state, state.cases, state.cases.one, state.cases.one.marks, state.cases.one.plan]) {
    assert.equal(Object.getPrototypeOf(each), Object.prototype);
  }
});

for (const list of /** @type {const} */ (["exhibits", "log"])) {
  for (const id of [5, "", "Not An Id", "__proto__"]) {
    // Two of them would be taken for one when cases are merged.
    test(`an entry without a good id is left out: ${list} ${JSON.stringify(id)}`, () => {
      const { kept, dropped } = cleaned(put(rich(), [list, 0, "id"], id));
      assert.deepEqual(kept, put(rich(), [list, 0], undefined));
      assert.notDeepEqual(dropped, []);
    });
  }
}

test("a mark that is not understood does not count as done", () => {
  const { kept } = cleaned(put(rich(), ["marks", "first-day.save-notice", "state"], "half"));
  assert.notEqual(kept.marks["first-day.save-notice"]?.state, "done");
});

test("what was dropped is named by its place in the file", () => {
  const log = ["junk", anEntry("log-1"), { ...anEntry("log-2"), said: 5 }];
  assert.deepEqual(cleaned({ ...rich(), log }).dropped, [".log[0]", ".log[2].said"]);
});

always("whatever is stored is read as a state", 300, (random) => {
  const top = random.record(["active", "backup", "more", "__proto__"], () => junk(random));
  const { state } = parsed({ version: 5, cases: { one: spoilt(random) }, ...top });
  assert.deepEqual(Object.keys(state).sort(), ["active", "backup", "cases", "version"]);
  assert.equal(state.active, "one");
  assert.deepEqual(Object.keys(state.cases.one).sort(), Object.keys(rich()).sort());
  assert.deepEqual([typeof state.backup.at, typeof state.backup.things], ["string", "number"]);
});

test("the published schema is the one that is used: if not, paste BACKUP_SCHEMA into it", () => {
  assert.deepEqual(copy(BACKUP_SCHEMA), stored("../../docs/data/backup.schema.json"));
});

test("a current state is read unchanged", () => {
  assert.deepEqual(parsed(stored("state_v5.json")), { state: stored("state_v5.json"), dropped: [] });
});

test("what version 4 kept of deadlines stays as it is", () => {
  assert.deepEqual(parsed(stored("state_v4.json")), { state: stored("state_v5.json"), dropped: [] });
});

/** A state as it was before there were orders. @param {State} state */
function plain(state) {
  for (const each of Object.values(state.cases)) {
    Object.assign(each, { answers: {}, orders: {} });
    for (const exhibit of each.exhibits) exhibit.order = "";
  }
  return state;
}

test("what version 3 stored has no orders yet, and loses nothing", () => {
  assert.deepEqual(parsed(stored("state_v3.json")), { state: plain(stored("state_v5.json")), dropped: [] });
});

test("what version 2 planned in three lists is one list of tasks", () => {
  assert.deepEqual(parsed(stored("state_v2.json")), { state: plain(stored("state_v5.json")), dropped: [] });
});

test("the owner of a draft that version 2 once kept is left out, and a spoilt plan is named", () => {
  const old = stored("state_v2.json");
  const first = Object.keys(old.cases)[0];
  old.cases[first].log[0].owner = "x";
  old.cases[first].plan.checklists = ["first-day", "Not An Id"];
  old.cases[first].plan.templates = { a: 1 };
  const { state, dropped } = parsed(old);
  assert.deepEqual(state.cases[first].plan.tasks, ["deadline.appeal", "checklist.first-day"]);
  assert.deepEqual(dropped, [`.cases.${first}.plan.tasks[2]`]);
  assert.deepEqual(state.cases[first].log, stored("state_v5.json").cases[first].log);
});

test("a state of version 1 becomes a case of today", () => {
  const day = "2026-11-20T01:00:00.000Z";
  const marks = done(["first-day.stop-suspect"], day);
  const current = aCase({ title: "我的案件", created: day, changed: day, marks, blanks: { "order-no": "123" } });
  assert.deepEqual(parsed(stored("state_v1.json")), { state: aState({ "case-first": current }), dropped: [] });
});

test("a case of version 1 was created with its first tick", () => {
  const old = stored("state_v1.json");
  Object.assign(old.cases["case-1"].ticks, { "a.b": LATER, "a.c": "2026-11-01T00:00:00.000Z" });
  const { created, changed } = parsed(old).state.cases["case-first"];
  assert.deepEqual([created, changed], ["2026-11-01T00:00:00.000Z", LATER]);
});

test("an active case that is gone gives way to the latest", () => {
  const cases = { old: aCase(), new: aCase({ changed: LATER }), older: aCase() };
  assert.equal(parsed({ ...aState(cases), active: "gone" }).state.active, "new");
});

const REFUSED = [
  ["", "SyntaxError"],
  ["{bad", "SyntaxError"],
  ["null", "TypeError"],
  ["[]", "TypeError"],
  ['"text"', "TypeError"],
  ['{"version":"2","cases":{"a":{}}}', "TypeError"],
  ['{"version":2}', "TypeError"],
  ['{"version":2,"cases":{}}', "TypeError"],
  ['{"version":2,"cases":{"a":5}}', "TypeError"],
  ['{"version":1}', "TypeError"],
  ['{"version":1,"active":"a","cases":{"a":{"ticks":[],"blanks":{}}}}', "TypeError"],
  ['{"version":1,"active":"constructor","cases":{}}', "TypeError"],
  ['{"version":0,"cases":{"a":{}}}', "TypeError"],
  ['{"version":6}', "RangeError"],
  ['{"version":99,"cases":{"a":{}}}', "RangeError"],
];
for (const [text, name] of REFUSED) {
  test(`text that is no state is refused: ${text}`, () => {
    assert.throws(() => parseState(text, "first"), { name });
  });
}
