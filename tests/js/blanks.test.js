// Blanks advise, compare, and stand written in the letter.

import assert from "node:assert/strict";
import { test } from "node:test";

import { advise, compared, written } from "../../docs/assets/js/letter/blanks.js";

/** @import { Blank } from "../../docs/assets/js/letter/blanks.js" */

const EARLY = "“发货”早于“下单”，请再核对。";
const ABOVE = "“退款”大于“实付”，请再核对。";

/** @param {string} value @param {string} other @param {Partial<Blank>} rule */
function warned(value, other, rule) {
  /** @type {Blank} */
  const blank = { id: "it", label: rule.at_most ? "退款" : "发货", kind: "text", hint: "", example: "", ...rule };
  return compared(blank, (id) => (id === "it" ? value : other), { ordered: "下单", paid: "实付" });
}

/** @type {[string, string, string[]][]} */
const DAYS = [
  ["2026-11-20", "2026-11-21", [EARLY]],
  ["2026-11-20", "2026-11-20", []],
  ["2026-11-21", "2026-11-20", []],
  ["2026-11-20", "2026-11-20T18:00", []],
  ["2026-11-20T00:00", "2026-11-20", []],
  ["2026-11-19T23:59", "2026-11-20", [EARLY]],
  ["2026-11-20T09:00", "2026-11-20T09:01", [EARLY]],
  ["2026/11/20 9:00", "2026-11-20T09:01", [EARLY]],
  ["2026年11月20日 10:00", "2026-11-20 09:01", []],
  ["2026-11-20T09:00", "2026-11-20T09:00", []],
  ["", "2026-11-20", []],
  ["2026-11-20", "", []],
  ["昨天", "2026-11-20", []],
  ["2025", "2026-11-20", []],
];
for (const [value, other, told] of DAYS) {
  test(`a day before the one it follows is pointed out: ${value} after ${other}`, () => {
    assert.deepEqual(warned(value, other, { not_before: ["ordered"] }), told);
  });
}

/** @type {[string, string, string[]][]} */
const AMOUNTS = [
  ["128.51", "128.50", [ABOVE]],
  ["128.50", "128.5", []],
  ["9", "10", []],
  ["10", "9", [ABOVE]],
  ["10", "", []],
  ["", "0", []],
  ["十元", "9", []],
  ["￥1,280.00", "1000元", [ABOVE]],
  ["９", "10", []],
];
for (const [value, other, told] of AMOUNTS) {
  test(`an amount above its limit is pointed out: ${value} of ${other}`, () => {
    assert.deepEqual(warned(value, other, { at_most: "paid" }), told);
  });
}

/** @type {[Blank["kind"], string[], string[]][]} */
const ADVICE = [
  ["number", ["3", " 12 "], ["3个", "1.5", "-1"]],
  ["money", ["128.50", "0", "128.5"], ["¥128", "128.505", "1,280"]],
  ["order-number", ["4012345678901234567", "4012 3456 7890 1234 567"], ["12ab", "1234"]],
  ["tracking-number", ["SF1391234567890", "JDVB-1234567890-1"], ["顺丰123", "SF1"]],
  ["phone", ["138 0000 0000", "0571-88888888", "+86 138 0000 0000"], ["问客服", "138"]],
  ["text", ["12ab", "", "任意"], []],
  ["date", ["2026-11-22", "2026年11月22日", "2026-11-22T10:30"], ["昨天", "2026-02-30", "11月22日"]],
  ["datetime", ["2026-11-22T10:30", "2026-11-22 10:30"], ["昨天", "2026-11-22", "2026-11-22 25:00"]],
];
for (const [kind, good, bad] of ADVICE) {
  test(`advice is given only on what looks wrong: ${kind}`, () => {
    for (const value of [...good, "", " "]) assert.equal(advise(kind, value), "", value);
    for (const value of bad) assert.notEqual(advise(kind, value), "", value);
  });
}

/** @type {[Blank["kind"], string, string][]} */
const WRITTEN = [
  ["date", "2026-01-05", "2026 年 1 月 5 日"],
  ["datetime", "2026-11-22T10:30", "2026 年 11 月 22 日 10:30"],
  ["text", "2026-01-05", "2026-01-05"],
  ["date", "昨天", "昨天"],
  ["datetime", "2026-11-22 10:30", "2026 年 11 月 22 日 10:30"],
  ["datetime", "2026年11月22日上午10点半", "2026 年 11 月 22 日 10:30"],
  ["datetime", "2026-11-22", "2026 年 11 月 22 日"],
  ["datetime", "2026-11-22 上午", "2026-11-22 上午"],
  ["datetime", "11月22日 10:30", "11月22日 10:30"], // of which year?
  ["date", "2026-11-22 10:30", "2026 年 11 月 22 日 10:30"],
  ["date", "2026-02-30", "2026-02-30"],
  ["money", "￥1,280.50元", "1280.50"],
  ["money", "一百元", "一百元"],
  ["number", "２笔", "2"],
  ["number", "两笔", "2"],
  ["number", "二三笔", "二三笔"],
  ["number", "", ""],
  ["text", "￥1,280元", "￥1,280元"],
  ["money", "12.5", "12.5"],
];
for (const [kind, value, stands] of WRITTEN) {
  test(`a value stands in the letter as people write it: ${kind} ${value}`, () => {
    assert.equal(written({ kind }, value), stands);
  });
}
