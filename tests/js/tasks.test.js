// A case as a list of tasks: what each is at, and which comes next.

import assert from "node:assert/strict";
import { test } from "node:test";

import { idsOf } from "../../docs/assets/js/case/plan.js";
import { nextTask, taskAt, tasksOf } from "../../docs/assets/js/case/tasks.js";
import { aCase, anEntry, anExhibit, done, LATER, NOW } from "./kit.js";

/** @import { Around } from "../../docs/assets/js/case/tasks.js" */
/** @import { Case, Due } from "../../docs/assets/js/case/shape.js" */

const KNOWN = {
  "deadline.appeal": { title: "申诉", page: "day/" },
  "deadline.answer": { title: "回应", page: "day/" },
  "checklist.day": { title: "第一天", page: "day/", steps: 3, gone: ["day.old"] },
  "checklist.proof": { title: "取证", page: "proof/", steps: 2 },
  "template.letter": { title: "说明", page: "appeal/", blanks: ["shop", "order", "phone"], none: ["order"] },
  "tool.exhibits": { title: "证据目录", page: "tools/exhibits/" },
  "tool.log": { title: "沟通记录", page: "tools/log/" },
  "tool.package": { title: "材料包", page: "tools/package/" },
  "tool.backup": { title: "备份", page: "tools/backup/" },
};
/** @type {Around} */
const AROUND = { now: Date.parse(NOW), backup: "", typed: {} }; // 12:00 in China

/** @param {string[]} tasks @param {Partial<Case>} [changes] */
function planned(tasks, changes) {
  return aCase({ plan: { guide: "", tasks }, ...changes });
}

/** @param {string} due @param {string} [met] @returns {Due} */
const until = (due, met = "") => ({ title: "自己的", from: "", due, met, by: "" });

/** @param {Case} current @param {Partial<Around>} [around] */
const listed = (current, around) => tasksOf(current, KNOWN, { ...AROUND, ...around });

/** @param {Case} current @param {Partial<Around>} [around] */
const next = (current, around) => nextTask(listed(current, around))?.name;

const skip = { "day.c": { state: /** @type {const} */ ("skip"), at: NOW } };

/** @type {[string, Partial<Case>, Partial<Around>, string, string][]} */
const STATES = [
  ["checklist.day", {}, {}, "todo", "还没开始"],
  ["checklist.day", { marks: done(["day.a", "day.old", "other.b", "days.a"]) }, {}, "begun", "1/3"],
  ["checklist.day", { marks: skip }, {}, "begun", "0/2"],
  ["checklist.day", { marks: { ...done(["day.a", "day.b"]), ...skip } }, {}, "done", "已完成"],
  ["template.letter", {}, {}, "todo", "还没开始"],
  ["template.letter", {}, { typed: { shop: "某店", order: " ", other: "x" } }, "begun", "已填 1/3"],
  ["template.letter", { answers: { order: "none", shop: "none" } }, {}, "begun", "已填 1/3"],
  ["template.letter", { answers: { order: "none" } }, { typed: { order: "7" } }, "begun", "已填 1/3"],
  ["template.letter", { answers: { phone: "follow" } }, {}, "begun", "已填 1/3"],
  ["template.letter", { letters: { letter: NOW } }, { typed: { shop: "某店" } }, "done", "已完成"],
  ["deadline.appeal", {}, {}, "todo", "还没填时间"],
  ["deadline.appeal", { deadlines: { appeal: until("") } }, {}, "todo", "还没填时间"],
  ["deadline.appeal", { deadlines: { appeal: until("2026-11-23T18:00") } }, {}, "open", "还有 30 小时"],
  ["deadline.appeal", { deadlines: { appeal: until("2026-11-22T10:00") } }, {}, "open", "已过 2 小时"],
  ["deadline.appeal", { deadlines: { appeal: until("2026-11-22T10:00", NOW) } }, {}, "done", "已完成"],
  ["tool.exhibits", {}, {}, "todo", "还没开始"],
  ["tool.exhibits", { exhibits: [anExhibit("a"), anExhibit("b")] }, {}, "open", "2 份"],
  ["tool.log", { log: [anEntry("a")] }, {}, "open", "1 条"],
  ["tool.package", {}, {}, "todo", "还没开始"],
  ["tool.package", { letters: { "tool.package": NOW } }, {}, "done", "已完成"],
  ["tool.backup", {}, {}, "todo", "还没开始"],
  ["tool.backup", {}, { backup: NOW }, "done", "已完成"],
  ["tool.backup", { changed: LATER }, { backup: NOW }, "todo", "有新的改动"],
];
for (const [name, changes, around, stage, words] of STATES) {
  test(`a task says how far it is: ${name}, ${words}`, () => {
    const at = taskAt(aCase(changes), name, KNOWN, { ...AROUND, ...around });
    assert.deepEqual([at.stage, at.words], [stage, words]);
  });
}

test("tasks stand in the order of the plan; what the handbook no longer knows is left out", () => {
  const tasks = listed(planned(["tool.exhibits", "checklist.gone", "deadline.appeal", "checklist.day"]));
  assert.deepEqual(tasks.map(({ title }) => title), ["证据目录", "申诉", "第一天"]);
});

test("a task is found on its page, and a tool is one", () => {
  const tasks = listed(planned(["checklist.day", "tool.log"]));
  assert.deepEqual(tasks.map(({ href }) => href), ["day/#checklist-day", "tools/log/"]);
});

test("what was begun without a plan stands behind it, each once", () => {
  const current = planned(["checklist.day"], {
    marks: done(["day.a", "proof.b"]),
    letters: { letter: NOW, "tool.package": NOW },
    deadlines: { appeal: until("2026-12-01T10:00"), "own-slip": until("2026-12-02T10:00") },
  });
  const tasks = listed(current);
  assert.deepEqual(tasks.map(({ name }) => name), [
    "checklist.day",
    "deadline.appeal",
    "deadline.own-slip",
    "checklist.proof",
    "template.letter",
  ]);
  assert.deepEqual([tasks[2].title, tasks[2].href], ["自己的", "tools/deadlines/"]);
});

test("the first that is not finished comes next", () => {
  const plan = ["checklist.day", "tool.exhibits", "template.letter", "tool.backup"];
  const marks = done(["day.a", "day.b", "day.c"]);
  assert.equal(next(planned(plan)), "checklist.day");
  assert.equal(next(planned(plan, { marks: done(["day.b"]) })), "checklist.day");
  assert.equal(next(planned(plan, { marks })), "tool.exhibits");
  const listedOnce = { marks, exhibits: [anExhibit("a")] };
  assert.equal(next(planned(plan, listedOnce)), "template.letter");
  const written = { ...listedOnce, letters: { letter: NOW } };
  assert.equal(next(planned(plan, written)), "tool.backup");
  assert.equal(next(planned(plan, written), { backup: LATER }), undefined);
  assert.equal(next(aCase()), undefined);
});

test("a deadline that ends within a day comes first, the nearest before others", () => {
  const plan = ["checklist.day", "deadline.appeal", "deadline.answer"];
  const far = until("2026-11-23T12:00");
  assert.equal(next(planned(plan, { deadlines: { appeal: far } })), "checklist.day");
  const near = until("2026-11-23T11:59");
  assert.equal(next(planned(plan, { deadlines: { appeal: near } })), "deadline.appeal");
  const nearer = until("2026-11-22T13:00");
  assert.equal(next(planned(plan, { deadlines: { appeal: near, answer: nearer } })), "deadline.answer");
});

test("a deadline without a time comes next until the seller has gone on without", () => {
  const plan = ["deadline.appeal", "checklist.day", "deadline.answer"];
  assert.equal(next(planned(plan)), "deadline.appeal");
  assert.equal(next(planned(plan, { marks: done(["day.a"]) })), "checklist.day");
  assert.equal(next(planned(plan, { marks: done(["day.a", "day.b", "day.c"]) })), "deadline.answer");
});

test("a deadline that runs or is over holds nothing up, and is what is left in the end", () => {
  const plan = ["deadline.appeal", "checklist.day"];
  for (const due of ["2026-11-30T10:00", "2026-11-21T10:00"]) {
    const deadlines = { appeal: until(due) };
    assert.equal(next(planned(plan, { deadlines })), "checklist.day");
    assert.equal(next(planned(plan, { deadlines, marks: done(["day.a", "day.b", "day.c"]) })), "deadline.appeal");
  }
});

test("a plan tells the ids of a kind", () => {
  assert.deepEqual(idsOf("deadline", ["deadline.a", "checklist.b", "deadline.c"]), ["a", "c"]);
});
