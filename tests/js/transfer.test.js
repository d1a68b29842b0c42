// Backups come back whole; a merge loses nothing of either side.

import assert from "node:assert/strict";
import { test } from "node:test";

import { merged } from "../../docs/assets/js/case/merge.js";
import { backupOf, ImportError, preview, readBackup } from "../../docs/assets/js/case/transfer.js";
import { aBackup, aCase, always, anEntry, anExhibit, aState, done, LATER, NOW, rich, stored } from "./kit.js";

/** @import { Case, Due, Mark } from "../../docs/assets/js/case/shape.js" */
/** @import { Random } from "./kit.js" */

test("a backup gives back every case", () => {
  const state = stored("state_v5.json");
  const text = backupOf(state, Object.keys(state.cases), new Date(NOW));
  assert.deepEqual(readBackup(text), { cases: state.cases, dropped: [] });
  assert.equal(JSON.parse(text).exported, NOW);
});

test("a backup holds only the cases asked for", () => {
  const backup = JSON.parse(backupOf(stored("state_v5.json"), ["case-e5f6g7h8"], new Date(NOW)));
  assert.deepEqual(Object.keys(backup.cases), ["case-e5f6g7h8"]);
});

const NOT_OURS = "不是本站导出的备份";
const NEWER = "来自更新的版本";
const UNREADABLE = "不是完整的 JSON";
const NO_CASES = "没有能读出的案件";
const REFUSED = [
  ["", UNREADABLE],
  ['{"format": "shensu-youju.backup"', UNREADABLE],
  ["PK\x03\x04", UNREADABLE],
  ["null", NOT_OURS],
  ["5", NOT_OURS],
  ["[]", NOT_OURS],
  ['{"version":5,"cases":{"a":{}}}', NOT_OURS],
  [aBackup({}, { format: "other" }), NOT_OURS],
  [aBackup({ a: {} }, { version: 6 }), NEWER],
  [aBackup({}), NO_CASES],
  [aBackup(null), NO_CASES],
  [aBackup([]), NO_CASES],
  [aBackup({ "Not An Id": {} }), NO_CASES],
  [aBackup({ a: "text" }), NO_CASES],
  [aBackup({ a: {} }, { version: 1 }), ""],
  [aBackup({}, { version: 1, active: "a" }), ""],
];
for (const [text, words] of REFUSED) {
  test(`a file that is no backup is refused in words: ${JSON.stringify(text)}`, () => {
    assert.throws(() => readBackup(text), (error) => error instanceof ImportError && error.message.includes(words));
  });
}

test("what does not fit in a backup is named", () => {
  const { cases, dropped } = readBackup(aBackup({ a: { ...rich(), title: 5 }, b: rich(), c: 1 }));
  assert.deepEqual(cases, { a: { ...rich(), title: "没有名字的案件" }, b: rich() });
  assert.deepEqual(dropped, [".cases.a.title", ".cases.c"]);
});

test("personal blanks are imported only where they are to be remembered", () => {
  const personal = { "contact-phone": "13800000000" };
  const { cases } = readBackup(aBackup({ a: aCase({ personal }), b: aCase({ personal, remember: true }) }));
  assert.deepEqual([cases.a.personal, cases.b.personal], [{}, personal]);
});

test("a preview tells what an import changes", () => {
  const state = aState({ same: aCase(), differs: aCase({ marks: done(["a.b"]), title: "旧" }) });
  const incoming = {
    same: aCase({ changed: LATER }),
    differs: aCase({ marks: done(["a.b", "a.c"]), title: "改" }),
    fresh: aCase({ title: "新", log: [anEntry("one")] }),
  };
  assert.deepEqual(preview(state, incoming), [
    { id: "same", title: "甲", change: "same", here: 0, there: 0 },
    { id: "differs", title: "改", change: "differs", here: 1, there: 2 },
    { id: "fresh", title: "新", change: "new", here: 0, there: 1 },
  ]);
});

test("a case typed in another order is the same case", () => {
  const state = aState({ a: aCase({ blanks: { one: "1", two: "2" } }) });
  assert.equal(preview(state, { a: aCase({ blanks: { two: "2", one: "1" } }) })[0].change, "same");
});

const IDS = ["a", "b", "c", "d.e", "d.f"];

/** @param {Random} random @returns {Mark} */
const aMark = (random) => ({ state: random.pick(["done", "skip"]), at: aStamp(random) });

/** @param {Random} random */
const aStamp = (random) => `2026-11-${random.whole(10, 19)}T01:00:00.000Z`;

/**
 * A side of a merge, last changed in its own minute: no two devices end a round at the same moment.
 *
 * @param {Random} random
 * @param {string} minute
 */
function aSide(random, minute) {
  const word = () => random.pick(["", "甲", "乙", "丙"]);
  const marks = () => random.record(IDS, () => aMark(random));
  const ids = () => IDS.filter(() => random.next() < 0.5);
  const days = () => [10, 11, 12].filter(() => random.next() < 0.5);
  const round = (/** @type {number} */ day) => ({ ended: `2026-10-${day}T01:${minute}:00.000Z`, marks: marks() });
  return aCase({
    changed: `2026-11-22T01:${minute}:00.000Z`,
    marks: marks(),
    notes: random.record(IDS, word),
    blanks: random.record(IDS, word),
    letters: random.record(IDS, () => aStamp(random)),
    rounds: random.record(IDS, () => days().map(round)),
    exhibits: ids().map((id) => anExhibit(id, { proves: word() })),
    log: ids().map((id) => anEntry(id, { said: word() })),
  });
}

/** @param {Case} ours @param {Case} theirs */
const together = (ours, theirs) => merged({ one: ours }, { one: theirs }).one;

/** @param {object} record */
const said = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value));

/** @param {{id: string}[]} list */
const byId = (list) => Object.fromEntries(list.map((each) => [each.id, each]));

always("merging loses nothing, and the later side is right", 300, (random) => {
  const [older, later] = [aSide(random, "10"), aSide(random, "20")];
  const both = random.next() < 0.5 ? together(older, later) : together(later, older);
  for (const name of /** @type {const} */ (["marks", "notes", "blanks", "letters"])) {
    assert.deepEqual(said(both[name]), { ...said(older[name]), ...said(later[name]) }, name);
  }
  for (const name of /** @type {const} */ (["exhibits", "log"])) {
    assert.deepEqual(byId(both[name]), { ...byId(older[name]), ...byId(later[name]) }, name);
    assert.equal(new Set(both[name].map(({ id }) => id)).size, both[name].length, name);
  }
  for (const name of Object.keys({ ...older.rounds, ...later.rounds })) {
    const ended = [older, later].flatMap(({ rounds }) => (rounds[name] ?? []).map((round) => round.ended));
    assert.deepEqual(both.rounds[name].map((round) => round.ended).sort(), ended.sort());
  }
});

test("merging keeps cases that only one side has", () => {
  const result = merged({ a: aCase(), b: rich() }, { c: rich(), a: aCase() });
  assert.deepEqual(result, { a: aCase(), b: rich(), c: rich() });
});

test("merging a backup of the same case changes nothing", () => {
  assert.deepEqual(together(rich(), rich()), rich());
});

for (const hereIsLater of [true, false]) {
  test(`the later title and deadline are right: ${hereIsLater ? "here" : "there"}`, () => {
    /** @type {Due} */
    const due = { title: "申诉", from: "", due: "2026-11-25T10:00", met: "", by: "" };
    const older = aCase({ title: "旧", deadlines: { appeal: due, other: due } });
    const later = aCase({ title: "新", deadlines: { appeal: { ...due, met: NOW } }, changed: LATER });
    const both = hereIsLater ? together(later, older) : together(older, later);
    assert.equal(both.title, "新");
    assert.deepEqual(both.deadlines, { appeal: { ...due, met: NOW }, other: due });
  });
}

test("a later side without a plan does not take the plan away", () => {
  const plan = { guide: "a.md", tasks: ["checklist.one", "template.two"] };
  assert.deepEqual(together(aCase({ plan, kind: "dispute" }), aCase({ changed: LATER })).plan, plan);
});

for (const here of [true, false]) {
  test(`this device decides whether personal blanks stay: ${here}`, () => {
    const ours = aCase({ remember: here, personal: here ? { a: "1" } : {} });
    const theirs = aCase({ remember: !here, personal: { b: "2" }, changed: LATER });
    const both = together(ours, theirs);
    assert.equal(both.remember, here);
    assert.deepEqual(both.personal, here ? { a: "1", b: "2" } : {});
  });
}

test("an id that objects inherit does not stop a merge", () => {
  const rounds = { constructor: [{ ended: NOW, marks: {} }] };
  assert.deepEqual(together(aCase(), aCase({ rounds, changed: LATER })).rounds, rounds);
});
