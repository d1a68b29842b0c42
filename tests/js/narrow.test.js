// A list narrowed to what contains some words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { contains, opens, plain, told, wordsOf } from "../../docs/assets/js/search/narrow.js";

/** @param {string} text @param {string} typed */
const fits = (text, typed) => contains(plain(text), wordsOf(typed));

for (
  const [text, typed] of [
    ["收到货后 15 天内", "15天"],
    ["收到货后15天内", "15 天"],
    ["退货宝（ＡＰＰ）", "app"],
    ["3C 认证", "３ｃ"],
    ["买家拒收，运费谁出", "运费 拒收"],
    ["买家拒收，运费谁出", "拒收、运费"],
    ["买家拒收，运费谁出", "拒收，运费"],
    ["买家拒收，运费谁出", "　拒收　"],
    ["随便什么", ""],
  ]
) {
  test(`“${text}” contains “${typed}”`, () => assert.ok(fits(text, typed)));
}

for (const [text, typed] of [["买家拒收", "拒收 运费"], ["收到货后 7 天内", "15天"], ["甲 乙", "[甲]"]]) {
  test(`“${text}” does not contain “${typed}”`, () => assert.ok(!fits(text, typed)));
}

test("words of nothing are none", () => assert.deepEqual(wordsOf(" ，、　"), []));

test("groups open for a list that one can look over, and for no words they close", () => {
  assert.ok(opens(["甲"], 1));
  assert.ok(opens(["甲"], 0));
  assert.ok(!opens(["甲"], 1000));
  assert.ok(!opens([], 1));
});

test("what is left is told; without words nothing is", () => {
  assert.equal(told([], 700), "");
  assert.equal(told(["甲"], 3), "还剩 3 条。");
  assert.match(told(["甲"], 300), /^还剩 300 条，再写一个词/);
});
