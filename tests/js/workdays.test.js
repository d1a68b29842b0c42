// Working days skip weekends and days off, and count make-up days; what is not known is said.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wordsOn } from "../../docs/assets/js/deadline/day-words.js";
import { dueOf } from "../../docs/assets/js/deadline/deadline.js";
import { movedFrom, unknownYears } from "../../docs/assets/js/deadline/workdays.js";
import { always } from "./kit.js";

/** @import { Due } from "../../docs/assets/js/case/shape.js" */
/** @import { Rule } from "../../docs/assets/js/deadline/deadline.js" */
/** @import { Arranged } from "../../docs/assets/js/deadline/workdays.js" */
/** @import { Random } from "./kit.js" */

const DAY = 24 * 3_600_000;

/** As noticed for 2026, and nothing for 2027. @type {Arranged} */
const KNOWN = {
  years: ["2026"],
  off: {
    "2026-01-01": 3,
    "2026-02-15": 9,
    "2026-04-04": 3,
    "2026-05-01": 5,
    "2026-06-19": 3,
    "2026-09-25": 3,
    "2026-10-01": 7,
  },
  work: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
};

/** @type {[string, string, number, string][]} what, from, working days from the next day, last of them */
const WORKDAYS = [
  ["before Spring Festival, over a Saturday that is worked", "2026-02-12", 2, "2026-02-14"],
  ["over Spring Festival", "2026-02-13", 2, "2026-02-24"],
  ["over the Saturday after it", "2026-02-26", 3, "2026-03-02"],
  ["from within a holiday", "2026-02-20", 1, "2026-02-24"],
  ["over National Day, with both days made up", "2026-09-18", 10, "2026-10-09"],
  ["over National Day itself", "2026-09-30", 3, "2026-10-10"],
  ["over Labour Day", "2026-04-30", 5, "2026-05-11"],
  ["the Sunday after New Year is worked", "2026-01-01", 1, "2026-01-04"],
  ["into a year of which only the fixed days are known", "2026-12-30", 2, "2027-01-04"],
  ["over fixed days in that year", "2027-09-30", 1, "2027-10-04"],
  ["over Labour Day in that year, a weekend", "2027-04-30", 1, "2027-05-03"],
];
for (const [what, from, count, last] of WORKDAYS) {
  test(`working days: ${what}`, () => {
    assert.equal(dueOf(`${from}T09:30`, { count, unit: "workday", counting: "next-day" }, KNOWN), `${last}T23:59`);
  });
}

/** Some days off and some make-up days of 2026 and 2027, never the same. @param {Random} random @returns {Arranged} */
function anyArrangement(random) {
  /** @type {Record<string, number>} */
  const off = {};
  /** @type {string[]} */
  const work = [];
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += random.whole(10, 60) * DAY) {
    off[dayOf(at)] = random.whole(1, 9);
    const weekend = at + random.whole(-9, -1) * DAY;
    if (!isOff(weekend, off) && [0, 6].includes(new Date(weekend).getUTCDay())) work.push(dayOf(weekend));
  }
  return { years: ["2026", "2027", "2028"], off, work };
}

/** @param {number} at */
function dayOf(at) {
  return new Date(at).toISOString().slice(0, 10);
}

/** @param {number} at @param {Record<string, number>} off */
function isOff(at, off) {
  const days = Object.entries(off).flatMap(([first, count]) =>
    Array.from({ length: count }, (_, after) => dayOf(Date.parse(`${first}T00:00Z`) + after * DAY))
  );
  return days.includes(dayOf(at));
}

/** Walk day by day, each looked up in a list. @param {string} from @param {Rule} rule @param {Arranged} arranged */
function walked(from, { count, counting }, { off, work }) {
  let at = Date.parse(`${from.slice(0, 10)}T00:00Z`) + (counting === "day" ? -DAY : 0);
  for (let left = count; left > 0;) {
    at += DAY;
    const weekend = /Sat|Sun/.test(new Date(at).toUTCString());
    if (work.includes(dayOf(at)) || (!weekend && !isOff(at, off))) left -= 1;
  }
  return `${dayOf(at)}T23:59`;
}

always("working days are those of any arrangement", 100, (random) => {
  const arranged = anyArrangement(random);
  const from = `${dayOf(Date.UTC(2026, 0, random.whole(1, 700)))}T10:00`;
  const counting = random.pick(/** @type {Rule["counting"][]} */ (["day", "next-day"]));
  /** @type {Rule} */
  const rule = { count: random.whole(1, 30), unit: "workday", counting };
  assert.equal(dueOf(from, rule, arranged), walked(from, rule, arranged));
});

always("a last day moves to the first working day, and only from a day off", 100, (random) => {
  const arranged = anyArrangement(random);
  const due = `${dayOf(Date.UTC(2026, 0, random.whole(1, 700)))}T23:59`;
  const first = walked(due, { count: 1, unit: "workday", counting: "day" }, arranged);
  assert.equal(movedFrom(due, arranged), first === due ? "" : first);
});

test("only a deadline of working days asks for them", () => {
  const from = "2026-09-30T09:30";
  assert.equal(dueOf(from, { count: 72, unit: "hour", counting: "moment" }, KNOWN), "2026-10-03T09:30");
  assert.equal(dueOf(from, { count: 15, unit: "day", counting: "day" }, KNOWN), "2026-10-14T23:59");
});

/** @type {[string, string][]} a last day, and to which day it moves */
const MOVED = [
  ["2026-10-01", "2026-10-08"],
  ["2026-10-07", "2026-10-08"],
  ["2026-10-08", ""],
  ["2026-10-10", ""], // a Saturday that is worked
  ["2026-10-11", "2026-10-12"],
  ["2026-02-21", "2026-02-24"],
  ["2026-12-31", ""],
  ["2027-01-01", "2027-01-04"],
];
for (const [last, moved] of MOVED) {
  test(`a last day moves to the first working day: ${last}`, () => {
    assert.equal(movedFrom(`${last}T23:59`, KNOWN), moved && `${moved}T23:59`);
  });
}

test("years without a notice are told, as far as a span enters them", () => {
  assert.deepEqual(unknownYears("2026-12-30T09:30", "2026-12-31T23:59", KNOWN), []);
  assert.deepEqual(unknownYears("2026-12-30T09:30", "2027-01-04T23:59", KNOWN), ["2027"]);
  assert.deepEqual(unknownYears("2025-12-30T09:30", "2028-01-04T23:59", KNOWN), ["2025", "2027", "2028"]);
});

/** @type {Rule} */
const SIXTY = { count: 60, unit: "day", counting: "next-day" };
/** @type {Rule} */
const FIVE = { count: 5, unit: "workday", counting: "next-day" };
const LAW = "行政复议法 第 88 条";

/** @param {{from: string, due: string}} each @returns {Pick<Due, "from"|"due"|"by">} */
const rule = (each) => ({ ...each, by: "" });

test("a seller reads the safe day first, then the day to which the law moves it", () => {
  const due = dueOf("2026-08-02T09:30", SIXTY, KNOWN);
  const kept = rule({ from: "2026-08-02T09:30", due });
  const words = wordsOn({ rule: SIXTY, extends: LAW, who: "seller" }, kept, KNOWN);
  assert.deepEqual(words, [
    "最稳妥：2026 年 10 月 1 日（周四）办完。",
    "那天是休息日，按行政复议法 第 88 条顺延到 2026 年 10 月 8 日（周四）。",
  ]);
});

test("of a deadline of others only the day to which it moves is told", () => {
  const kept = rule({ from: "2026-08-02T09:30", due: "2026-10-01T23:59" });
  assert.equal(wordsOn({ rule: SIXTY, extends: LAW, who: "authority" }, kept, KNOWN).length, 1);
});

test("no day moves where no law was read, on a working day, or where a document said the date", () => {
  const kept = rule({ from: "2026-08-02T09:30", due: "2026-10-01T23:59" });
  assert.deepEqual(wordsOn({ rule: SIXTY, who: "seller" }, kept, KNOWN), []);
  assert.deepEqual(wordsOn({ rule: SIXTY, extends: LAW }, { ...kept, due: "2026-10-08T23:59" }, KNOWN), []);
  assert.deepEqual(wordsOn({ rule: SIXTY, extends: LAW }, { ...kept, from: "" }, KNOWN), []);
  assert.deepEqual(wordsOn({ rule: FIVE }, { ...kept, from: "" }, KNOWN), []);
  for (const by of /** @type {const} */ (["told", "countdown"])) {
    assert.deepEqual(wordsOn({ rule: SIXTY, extends: LAW }, { ...kept, by }, KNOWN), []);
  }
  assert.deepEqual(wordsOn({ rule: null }, kept, KNOWN), []);
});

test("where the rule gives another end than the one that was written, it is said", () => {
  const kept = /** @type {const} */ ({ from: "2026-08-02T09:30", due: "2026-09-30T12:00", by: "told" });
  assert.deepEqual(wordsOn({ rule: SIXTY, extends: LAW, source: "行政复议法 第 20 条" }, kept, KNOWN), [
    "按行政复议法 第 20 条算是 2026 年 10 月 1 日（周四）23:59，以写明的为准。",
  ]);
  assert.deepEqual(wordsOn({ rule: null }, kept, KNOWN), []);
});

test("a year without a notice is said wherever it was counted in", () => {
  const told = /^2027 年的放假安排这里还没有，.*以官方安排为准。$/;
  const kept = rule({ from: "2026-12-28T09:30", due: "2027-01-05T23:59" });
  const [how, ...more] = wordsOn({ rule: FIVE }, kept, KNOWN);
  assert.match(how, /^按工作日数/);
  assert.equal(more.length, 1);
  assert.match(more[0], told);
  const known = rule({ from: "2026-12-01T09:30", due: "2026-12-08T23:59" });
  assert.equal(wordsOn({ rule: FIVE }, known, KNOWN).length, 1);
  const moved = rule({ from: "2026-12-01T09:30", due: "2027-01-30T23:59" });
  assert.match(wordsOn({ rule: SIXTY, extends: LAW }, moved, KNOWN)[1], told);
});
