// When deadlines end by the arrangement that is asked for; a test in Python compares with other calendars.

import { readFileSync } from "node:fs";

import { dueOf } from "../../docs/assets/js/deadline/deadline.js";
import { isWorkday } from "../../docs/assets/js/deadline/workdays.js";
import { clockOf } from "../../docs/assets/js/deadline/wall-time.js";

/** @import { Rule } from "../../docs/assets/js/deadline/deadline.js" */
/** @import { Arranged } from "../../docs/assets/js/deadline/workdays.js" */

/** @type {{arranged: Arranged, days: string[], asked: (Rule & {from: string})[]}} */
const { arranged, days, asked } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  worked: days.filter((day) => isWorkday(clockOf(`${day}T00:00`), arranged)),
  due: asked.map((one) => dueOf(one.from, one, arranged)),
}));
