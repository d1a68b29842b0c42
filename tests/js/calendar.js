// Calendar files of what is asked on standard input; a test in Python reads them with a real parser.

import { readFileSync } from "node:fs";

import { calendarOf } from "../../docs/assets/js/deadline/calendar.js";

/** @type {{events: import("../../docs/assets/js/deadline/calendar.js").Event[], now: number}[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(({ events, now }) => calendarOf(events, now))));
