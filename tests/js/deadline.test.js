// Deadlines end when the calendar says, in China time.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { dueOf, endOf } from "../../docs/assets/js/deadline/deadline.js";
import { inFull, instantOf, leftUntil, wallOf } from "../../docs/assets/js/deadline/wall-time.js";
import { always, stored } from "./kit.js";

/** @import { Rule } from "../../docs/assets/js/deadline/deadline.js" */
/** @import { Random } from "./kit.js" */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock's face of our century, to the minute. @param {Random} random */
function face(random) {
  const [month, day] = [random.whole(1, 12), random.whole(1, 31)];
  const date = new Date(Date.UTC(random.whole(2000, 2099), month - 1, day, random.whole(0, 23), random.whole(0, 59)));
  return date.toISOString().slice(0, 16);
}

/** The instant of a wall time in China, by the zones that the system knows. @param {string} wall */
function instant(wall) {
  const guess = Date.parse(`${wall}:00Z`);
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "medium",
  });
  const shown = Date.parse(`${parts.format(guess).replace(" ", "T")}Z`);
  return guess - (shown - guess);
}

/** @param {string} wall @param {number} count @returns {string} the day so many days later */
function daysAfter(wall, count) {
  const date = new Date(`${wall.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/**
 * The day of the same number, or the month's last, by walking month by month.
 *
 * @param {string} wall
 * @param {number} count
 */
function monthsAfter(wall, count) {
  let [year, month] = wall.split("-").map(Number);
  for (let left = count; left > 0; left -= 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return [year, month, Math.min(Number(wall.slice(8, 10)), last)].map((part) => String(part).padStart(2, "0")).join(
    "-",
  );
}

for (const { name, from, due, ...rule } of stored("deadline_cases.json")) {
  test(`a deadline ends when the calendar says: ${name}`, () => {
    assert.equal(dueOf(from, rule), due);
  });
}

always("a wall time is the instant of China and reads back", 200, (random) => {
  const wall = face(random);
  assert.equal(instantOf(wall), instant(wall));
  assert.equal(wallOf(instantOf(wall)), wall);
});

always("days from the next day end with the last of them", 200, (random) => {
  const [wall, count] = [face(random), random.whole(1, 400)];
  assert.equal(dueOf(wall, { count, unit: "day", counting: "next-day" }), `${daysAfter(wall, count)}T23:59`);
});

always("months and years from a moment end on the day of the same number", 200, (random) => {
  const [wall, count] = [face(random), random.whole(1, 48)];
  const unit = random.pick(/** @type {Rule["unit"][]} */ (["month", "year"]));
  const day = monthsAfter(wall, unit === "year" ? 12 * count : count);
  assert.equal(dueOf(wall, { count, unit, counting: "moment" }), `${day}${wall.slice(10)}`);
});

always("months from the next day end on the day of the same number", 200, (random) => {
  const [wall, count] = [face(random), random.whole(1, 48)];
  assert.equal(dueOf(wall, { count, unit: "month", counting: "next-day" }), `${monthsAfter(wall, count)}T23:59`);
});

const IMPOSSIBLE = [
  ["", "x", "2026-02-30T10:00", "2026-02-29T10:00", "2026-13-01T10:00", "2026-00-10T10:00", "2026-11-20T24:00"],
  ["2026-11-20T10:60", "2026-11-20", "2026-11-20 10:00", "2026-11-20T10:00:00", "2026-11-20T10:00\n"],
  ["0020-01-01T00:00"],
].flat();
for (const text of IMPOSSIBLE) {
  test(`what is no wall time gives no deadline: ${JSON.stringify(text)}`, () => {
    for (const unit of /** @type {Rule["unit"][]} */ (["minute", "hour", "day", "workday", "month", "year"])) {
      for (const counting of /** @type {Rule["counting"][]} */ (["moment", "day", "next-day"])) {
        assert.equal(dueOf(text, { count: 1, unit, counting }), "");
      }
    }
  });
}

test("no instant has no wall time", () => {
  assert.deepEqual([NaN, Infinity].map(wallOf), ["", ""]);
});

/** @type {[{days?: number, hours?: number, minutes?: number}, string][]} */
const COUNTDOWNS = [
  [{ days: 2, hours: 3, minutes: 4 }, "2026-11-24T15:04"],
  [{ hours: 36 }, "2026-11-24T00:00"],
  [{ minutes: 1 }, "2026-11-22T12:01"],
  [{ days: 9 }, "2026-12-01T12:00"],
  [{}, ""],
  [{ days: 0, hours: 0, minutes: 0 }, ""],
  [{ days: -1 }, ""],
  [{ days: 3_000_000 }, ""], // beyond every calendar
  [{ days: 999_999_999 }, ""],
];
for (const [left, due] of COUNTDOWNS) {
  test(`a countdown ends that much later: ${JSON.stringify(left)}`, () => {
    assert.equal(endOf(instant("2026-11-22T12:00"), left), due);
  });
}

/** @type {[number, string, boolean, boolean][]} */
const LEFT = [
  [0, "还有 0 分钟", false, true],
  [59 * SECOND, "还有 0 分钟", false, true],
  [MINUTE, "还有 1 分钟", false, true],
  [HOUR - 1, "还有 59 分钟", false, true],
  [HOUR, "还有 1 小时", false, true],
  [HOUR + MINUTE, "还有 1 小时 1 分", false, true],
  [DAY - 1, "还有 23 小时 59 分", false, true],
  [DAY, "还有 24 小时", false, false],
  [2 * DAY + HOUR + 59 * MINUTE, "还有 49 小时 59 分", false, false],
  [3 * DAY, "还有 3 天", false, false],
  [3 * DAY + 59 * MINUTE, "还有 3 天", false, false],
  [3 * DAY + HOUR, "还有 3 天 1 小时", false, false],
  [40 * DAY + 5 * HOUR, "还有 40 天 5 小时", false, false],
  [-1, "已过 0 分钟", true, false],
  [-90 * MINUTE, "已过 1 小时 30 分", true, false],
  [-3 * DAY, "已过 3 天", true, false],
];
for (const [left, words, past, soon] of LEFT) {
  test(`what is left is told in two units: ${left} ms`, () => {
    assert.deepEqual(leftUntil("2026-11-22T12:00", instant("2026-11-22T12:00") - left), { past, soon, words });
  });
}

test("what is left until a day that does not exist, as a backup may hold, is not told", () => {
  assert.doesNotMatch(leftUntil("2026-02-30T10:00", instant("2026-11-22T12:00")).words, /NaN/);
});

const FULL = [
  ["2026-11-25T10:00", "2026 年 11 月 25 日（周三）10:00"],
  ["2026-01-04T09:05", "2026 年 1 月 4 日（周日）09:05"],
  ["2028-02-29T23:59", "2028 年 2 月 29 日（周二）23:59"],
  ["", ""],
  ["昨天", ""],
];
for (const [wall, full] of FULL) {
  test(`a wall time is written with its weekday: ${wall}`, () => {
    assert.equal(inFull(wall), full);
  });
}

/** @param {string} zone */
function computedIn(zone) {
  const script = fileURLToPath(new URL("zone.js", import.meta.url));
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ["run", "--allow-read", script], { env, encoding: "utf8" }));
}

const ZONES = { "America/New_York": -300, "Pacific/Kiritimati": 840, "Asia/Kathmandu": 345 };
for (const [zone, minutes] of Object.entries(ZONES)) {
  test(`the device's zone changes no result: ${zone}`, () => {
    const [there, here] = [computedIn(zone), computedIn("Asia/Shanghai")];
    assert.equal(there.offset, minutes, "the device is where it should be");
    assert.deepEqual(there.clock, ["2026-11-23T04:30", "2026-11-23T09:30"]);
    assert.deepEqual(there.told, here.told);
  });
}
