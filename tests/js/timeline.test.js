// The story of a case is told in order.

import assert from "node:assert/strict";
import { test } from "node:test";

import { storyOf } from "../../docs/assets/js/case/timeline.js";
import { aCase, anEntry, anExhibit, done, NOW } from "./kit.js";

/** @import { Case } from "../../docs/assets/js/case/shape.js" */

const BOOK = {
  items: { a: "截图", b: "停手", c: "告诉店员", d: "复查" },
  templates: { appeal: { title: "申诉说明" } },
  fields: {
    noticed: { label: "收到通知的时间", kind: "datetime" },
    ordered: { label: "填写日期", kind: "date" },
    shop: { label: "店铺", kind: "text" },
  },
};

/** @param {Partial<Case>} changes */
const story = (changes) => storyOf(aCase(changes), BOOK);

test("a story is told in order, moments of UTC as a clock in China shows them", () => {
  const told = story({
    blanks: { noticed: "2026-11-20T08:50", ordered: "2026-11-11", shop: "2026-11-01" },
    marks: done(["a"], "2026-11-20T01:00:00.000Z"),
    letters: { appeal: "2026-11-21T16:30:00.000Z", unknown: NOW },
    exhibits: [anExhibit("one", { name: "单.jpg", added: "2026-11-21T02:00:00.000Z" })],
    log: [anEntry("one", { at: "2026-11-20T20:00", channel: "电话", who: "客服", said: "收到", promised: "两天" })],
    deadlines: {
      x: {
        title: "申诉",
        from: "2026-11-20T08:55",
        due: "2026-11-23T08:55",
        met: "2026-11-22T00:00:00.000Z",
        by: "",
      },
    },
  });
  assert.deepEqual(told.map(({ at, kind, title }) => [at, kind, title]), [
    ["2026-11-20T08:50", "event", "收到通知的时间"],
    ["2026-11-20T08:55", "event", "申诉：从这时起算"],
    ["2026-11-20T09:00", "step", "做完 1 步"],
    ["2026-11-20T20:00", "log", "电话 · 客服"],
    ["2026-11-21T10:00", "exhibit", "列入 1 份证据"],
    ["2026-11-22T00:30", "letter", "复制或打印过《申诉说明》"],
    ["2026-11-23T08:55", "deadline", "申诉：截止"],
  ]);
  assert.deepEqual(told.slice(3, 5).map(({ details }) => details), [["收到", "答应：两天"], ["附件 1　单.jpg"]]);
  assert.deepEqual(told[6].details, ["2026 年 11 月 22 日（周日）08:00 办完"]);
});

test("a time that was typed as text has its place in the story, a day alone has none", () => {
  const times = { "2026/11/20 8:50": "2026-11-20T08:50", "2026年11月20日上午8点50分": "2026-11-20T08:50" };
  for (const [noticed, at] of Object.entries(times)) {
    assert.deepEqual(story({ blanks: { noticed } }).map((each) => each.at), [at]);
  }
  for (const noticed of ["2026-11-20", "昨天", "11月20日 8:50"]) assert.deepEqual(story({ blanks: { noticed } }), []);
});

test("steps done in the same hour are one happening", () => {
  const marks = {
    ...done(["a"], "2026-11-20T01:50:00.000Z"),
    ...done(["b"], "2026-11-20T01:10:00.000Z"),
    ...done(["d"], "2026-11-20T02:00:00.000Z"),
    ...done(["unknown"], "2026-11-20T01:20:00.000Z"),
    c: { state: /** @type {const} */ ("skip"), at: "2026-11-20T01:30:00.000Z" },
  };
  assert.deepEqual(story({ marks }).map(({ at, title, details }) => [at, title, details]), [
    ["2026-11-20T09:10", "做完 2 步", ["停手", "截图"]],
    ["2026-11-20T10:00", "做完 1 步", ["复查"]],
  ]);
});

test("exhibits of a day stand at the first that was added", () => {
  const exhibits = [
    anExhibit("late", { added: "2026-11-21T09:00:00.000Z" }),
    anExhibit("early", { added: "2026-11-21T01:00:00.000Z" }),
  ];
  const told = story({ exhibits });
  assert.equal(told.length, 1);
  assert.equal(told[0].title, "列入 2 份证据");
  assert.equal(told[0].at, "2026-11-21T09:00");
});

test("what has no time is not in the story", () => {
  const untold = story({
    blanks: { noticed: "" },
    marks: done(["a"], ""),
    letters: { appeal: "" },
    exhibits: [anExhibit("one", { added: "" })],
    log: [anEntry("one", { at: "" })],
    deadlines: { x: { title: "申诉", from: "", due: "", met: "", by: "" } },
  });
  assert.deepEqual(untold, []);
});

test("what was typed instead of a day, in an old browser's plain box, is no moment of the story", () => {
  assert.deepEqual(story({ blanks: { noticed: "昨天上午", ordered: "十一月二十日下午三点" } }), []);
});

test("a step or letter that objects inherit is none", () => {
  assert.deepEqual(story({ marks: done(["constructor"]), letters: { constructor: NOW } }), []);
});
