// Everything that has to do with time, computed where the device's zone is TZ; deadline.test.js compares.

import { storyOf } from "../../docs/assets/js/case/timeline.js";
import { calendarOf } from "../../docs/assets/js/deadline/calendar.js";
import { dueOf, endOf } from "../../docs/assets/js/deadline/deadline.js";
import { inFull, instantOf, leftUntil, wallOf } from "../../docs/assets/js/deadline/wall-time.js";
import { aCase, stored } from "./kit.js";

/** @import { Rule } from "../../docs/assets/js/deadline/deadline.js" */

/** @type {(Rule & {from: string, due: string})[]} */
const DEADLINES = stored("deadline_cases.json");
const now = Date.parse("2026-11-22T20:30:00Z");
const events = DEADLINES.map(({ due }, at) => ({ uid: `u${at}`, title: "申诉", due, text: "" }));
const happened = aCase({ letters: { one: "2026-11-22T20:30:00.000Z" } });

console.log(JSON.stringify({
  offset: -new Date("2026-11-22T00:00:00Z").getTimezoneOffset(),
  clock: [wallOf(now), endOf(now, { hours: 5 })],
  told: [
    DEADLINES.map((one) => dueOf(one.from, one)),
    DEADLINES.map(({ due }) => [instantOf(due), inFull(due), leftUntil(due, now)]),
    calendarOf(events, now),
    storyOf(happened, { items: {}, templates: { one: { title: "信" } }, fields: {} }),
  ],
}));
