// Cases: retired ids, progress, order, reminders, copies.

import assert from "node:assert/strict";
import { test } from "node:test";

import { nextDue, unsaved } from "../../docs/assets/js/case/ahead.js";
import { duplicate, inOrder } from "../../docs/assets/js/case/case-list.js";
import { isBegun, moveRetired, newId, progress, things } from "../../docs/assets/js/case/cases.js";
import { aCase, aState, copy, done, LATER, NOW, rich, stored } from "./kit.js";

/** @import { Kind } from "../../docs/assets/js/case/cases.js" */
/** @import { Case, Due } from "../../docs/assets/js/case/shape.js" */

/** @param {Case} current @param {Kind} kind @param {Record<string, string>} renamed */
function movedIds(current, kind, renamed) {
  const state = aState({ one: current });
  const moved = moveRetired(state, kind, renamed);
  return { current: state.cases.one, moved };
}

/** @type {[Kind, keyof Case, unknown][]} */
const HOLDERS = [
  ["item", "marks", { state: "skip", at: NOW }],
  ["item", "notes", "记"],
  ["field", "blanks", "某店"],
  ["field", "personal", "138"],
  ["deadline", "deadlines", { title: "申诉", from: "", due: "", met: "", by: "" }],
  ["template", "letters", NOW],
  ["checklist", "rounds", [{ ended: NOW, marks: {} }]],
];
for (const [kind, holder, value] of HOLDERS) {
  test(`what stands under a retired id moves to its replacement: ${holder}`, () => {
    const before = aCase({ [holder]: { old: value, stays: value } });
    const after = aCase({ [holder]: { new: value, stays: value } });
    assert.deepEqual(movedIds(before, kind, { old: "new" }), { current: after, moved: true });
  });
}

test("a replacement that is marked already stays as it is", () => {
  const marks = { ...done(["old"]), new: { state: /** @type {const} */ ("skip"), at: LATER } };
  const { current, moved } = movedIds(aCase({ marks }), "item", { old: "new" });
  assert.deepEqual(current.marks, { new: { state: "skip", at: LATER } });
  assert.ok(moved);
});

for (const kind of /** @type {Kind[]} */ (["item", "field", "deadline", "template", "checklist"])) {
  test(`nothing moves where no retired id is used: ${kind}`, () => {
    const told = movedIds(rich(), kind, { old: "new", constructor: "newer" });
    assert.deepEqual(told, { current: rich(), moved: false });
  });
}

for (const kind of /** @type {Kind[]} */ (["checklist", "template", "deadline"])) {
  test(`a plan names the replacement of what was retired: ${kind}`, () => {
    const plan = { guide: "", tasks: [`${kind}.old`, `${kind}.new`, `${kind}.x`, "tool.old", "item.old"] };
    const { tasks } = movedIds(aCase({ plan }), kind, { old: "new" }).current.plan;
    assert.deepEqual(tasks, [`${kind}.new`, `${kind}.x`, "tool.old", "item.old"]);
  });
}

test("progress counts only steps that apply", () => {
  const marks = { ...done(["a", "b", "elsewhere"]), c: { state: /** @type {const} */ ("skip"), at: NOW } };
  const told = progress(aCase({ marks }), ["a", "b", "c", "d", "constructor"]);
  assert.deepEqual(told, { done: 2, skipped: 1, total: 4 });
});

/** @param {string} at @param {string} [met] @returns {Due} */
function due(at, met = "") {
  return { title: at, from: "", due: at, met, by: "" };
}

test("the next deadline is the earliest not met", () => {
  const met = due("2026-11-01T10:00", NOW);
  const deadlines = { met, unset: due(""), second: due("2026-11-25T10:00"), first: due("2026-11-24T10:00") };
  assert.equal(nextDue(aCase({ deadlines }))?.[0], "first");
  assert.equal(nextDue(aCase({ deadlines: { met } })), undefined);
});

test("cases stand by deadline, then by work, and archived last", () => {
  const cases = {
    "archived-soon": aCase({ archived: true, deadlines: { x: due("2026-11-01T10:00") } }),
    "archived-later": aCase({ archived: true, changed: LATER }),
    idle: aCase(),
    busy: aCase({ changed: LATER }),
    "next-week": aCase({ deadlines: { x: due("2026-11-29T10:00") } }),
    tomorrow: aCase({ deadlines: { x: due("2026-11-23T10:00") } }),
  };
  const order = inOrder(cases).map(([id]) => id);
  assert.deepEqual(order, ["tomorrow", "next-week", "busy", "idle", "archived-later", "archived-soon"]);
});

/** @type {[number, number, string, string, number][]} */
const REMINDERS = [
  [20, 0, "", "2026-11-01T01:00:00.000Z", 20],
  [19, 0, "", "2026-11-01T01:00:00.000Z", 0],
  [19, 0, "", "2026-11-05T23:59:59.999Z", 0],
  [1, 0, "", "2026-11-06T00:00:00.000Z", 1],
  [0, 0, "", "2027-11-06T00:00:00.000Z", 0],
  [25, 25, "2026-11-02T00:00:00.000Z", "2027-01-01T00:00:00.000Z", 0],
  [26, 25, "2026-11-02T00:00:00.000Z", "2026-11-06T23:59:59.999Z", 0],
  [26, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 1],
  [45, 25, "2026-11-02T00:00:00.000Z", "2026-11-02T01:00:00.000Z", 20],
  [23, 25, "2026-11-02T00:00:00.000Z", "2026-11-07T00:00:00.000Z", 2],
];
for (const [count, saved, at, now, told] of REMINDERS) {
  test(`a backup is suggested after much work or some days: ${count} things, ${saved} saved, ${now}`, () => {
    const marks = done(Array.from({ length: count }, (_, number) => `item-${number}`));
    const worked = aCase({ created: "2026-11-01T00:00:00.000Z", marks });
    assert.equal(unsaved(aState({ one: worked }, { at, things: saved }), new Date(now)), told);
  });
}

test("a case counts what a seller put in", () => {
  assert.equal(things(rich()), 3 + 1 + 1 + 3 + 1 + 2 + 1 + 2 + 2 + 2);
  assert.equal(things(aCase({ blanks: { a: " \n", b: "" } })), 0);
});

test("a case is begun once something is in it, or a triage planned it", () => {
  assert.ok(!isBegun(aCase()));
  assert.ok(isBegun(aCase({ plan: { guide: "respond/appeal.md", tasks: [] } })));
  assert.ok(isBegun(aCase({ marks: done(["a.b"]) })));
});

test("a copy shares nothing with its original", () => {
  const original = { ...rich(), archived: true };
  const made = duplicate(original, new Date(LATER));
  const title = `${original.title}（副本）`;
  assert.deepEqual(made, { ...copy(original), title, archived: false, created: LATER, changed: LATER });
  made.marks["first-day.save-notice"].state = "skip";
  made.plan.tasks.push("x");
  made.exhibits[0].name = made.log[0].said = "changed";
  made.rounds.monthly[0].marks = {};
  assert.deepEqual(original, { ...rich(), archived: true });
});

test("a new id is an id, and its own", () => {
  const made = Array.from({ length: 500 }, () => newId("case"));
  const { pattern } = stored("../../docs/data/backup.schema.json").properties.cases.propertyNames;
  assert.deepEqual(made.filter((id) => !new RegExp(pattern).test(id)), []);
  assert.equal(new Set(made).size, made.length);
});
