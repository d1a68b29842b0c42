// Letters are filled, counted, and say what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, standing } from "../../docs/assets/js/letter/fill.js";
import { letterOf, measure, missing, textOf } from "../../docs/assets/js/letter/letter.js";
import { stored } from "./kit.js";

/** @import { Blank } from "../../docs/assets/js/letter/blanks.js" */
/** @import { Reading } from "../../docs/assets/js/letter/letter.js" */
/** @import { Letter } from "../../docs/assets/js/letter/letter.js" */

/** @param {number | null} length @returns {Letter} */
function aLetter(length) {
  const fields = [field("shop", "text"), field("day", "date"), field("what", "long-text"), field("why", "long-text")];
  return {
    id: "appeal",
    title: "申诉说明",
    kind: "letter",
    length,
    body: "店铺：{shop}\n日期：{day}\n经过：{what}\n原因：{why}",
    pledge: "以上属实。",
    without: { why: [["\n原因：{why}\n", "\n"]], day: [["日期：{day}", "没有日期"]] },
    evidence: {},
    fields,
    labels: Object.fromEntries(fields.map(({ id, label }) => [id, label])),
  };
}

/** @param {string} id @param {Blank["kind"]} kind @returns {Blank} */
function field(id, kind) {
  return { id, label: `名-${id}`, kind, hint: "", example: "" };
}

/** @param {Record<string, string>} texts @param {string[]} [none] @returns {Reading} */
const typing = (texts, none = []) => ({ typed: ({ id }) => texts[id] ?? "", isNone: ({ id }) => none.includes(id) });

/** @param {string} text characters as people see them */
const count = (text) => Array.from(text.replace(/\n/g, "")).length;

test("a letter is put together from its text and the blanks that are kept once", () => {
  const kind = /** @type {const} */ ("letter");
  const book = {
    letters: {
      appeal: {
        kind,
        body: "店铺：{shop}，{phone}，再写一次{shop}",
        pledge: "以上属实。",
        without: {},
        evidence: ["photo"],
      },
    },
    order_kinds: { goods: {}, dropship: {}, virtual: {} },
    exhibit_kinds: { photo: "照片", video: "录像" },
    templates: { appeal: { title: "申诉说明", href: "a/", route: "fake-trade" } },
    fields: { shop: { label: "店铺", kind: /** @type {const} */ ("text") } },
    personal: { phone: { label: "电话", kind: /** @type {const} */ ("phone") } },
  };
  const letter = letterOf("appeal", book);
  assert(letter);
  assert.deepEqual(letter.fields.map(({ id, personal }) => [id, personal]), [["shop", false], ["phone", true]]);
  assert.equal(textOf(letter, typing({ shop: "甲" })), "店铺：甲，【电话】，再写一次甲\n以上属实。");
  assert.deepEqual(missing(letter, typing({ shop: "甲" })).map(({ label }) => label), ["电话"]);
  assert.deepEqual(letter.evidence, { photo: "照片" });
  assert.equal(letterOf("toString", book), null);
});

for (const { name, body, without = {}, none = [], values, filled } of stored("fill_cases.json")) {
  test(`a letter is filled as Python fills it: ${name}`, () => {
    assert.equal(
      fill(standing(body, without, none), values, { "order-no": "订单编号", name: "姓名", constructor: "构造" }),
      filled,
    );
  });
}

test("a letter stands with its pledge and its blanks named", () => {
  const text = textOf(aLetter(null), typing({ shop: "某店", day: "2026-11-02" }));
  assert.equal(text, "店铺：某店\n日期：2026 年 11 月 2 日\n经过：【名-what】\n原因：【名-why】\n以上属实。");
});

test("what is missing is what holds nothing", () => {
  const left = missing(aLetter(null), typing({ shop: "某店", day: " ", what: "\n", why: "0" }));
  assert.deepEqual(left.map(({ id }) => id), ["day", "what"]);
});

test("a blank that has nothing to fill in is filled, and the letter says so", () => {
  const reading = typing({ shop: "某店", what: "经过" }, ["why", "day", "what", "shop"]);
  assert.equal(textOf(aLetter(null), reading), "店铺：某店\n没有日期\n经过：经过\n以上属实。");
  assert.deepEqual(missing(aLetter(null), reading), []);
});

test("a letter that does not say what becomes of a blank asks for it", () => {
  assert.deepEqual(missing(aLetter(null), typing({}, ["what", "why"])).map(({ id }) => id), ["shop", "day", "what"]);
});

test("what is typed wins over an answer", () => {
  assert.match(textOf(aLetter(null), typing({ why: "因" }, ["why"])), /原因：因\n/);
});

test("a letter is counted without line breaks", () => {
  const filled = { shop: "店", day: "2026-11-02", what: "😀\n𠮷", why: "因" };
  const letter = "店铺：店日期：2026 年 11 月 2 日经过：😀𠮷原因：因以上属实。";
  assert.equal(measure(aLetter(null), typing(filled)), `共 ${count(letter)} 字。`);
});

for (const room of [0, 1]) {
  test(`a letter within its length gets no advice: ${room} left`, () => {
    const typed = typing({ shop: "某店" });
    const long = count(textOf(aLetter(null), typed));
    const told = measure(aLetter(long + room), typed);
    assert.equal(told, `共 ${long} 字，建议 ${long + room} 字以内。真正的上限以提交页为准。`);
  });
}

test("a letter too long is told where to cut", () => {
  const typed = typing({ shop: "店".repeat(99), what: "长".repeat(31), why: "因".repeat(40) });
  const long = count(textOf(aLetter(null), typed));
  assert.equal(
    measure(aLetter(long - 3), typed),
    `共 ${long} 字，建议 ${long - 3} 字以内。比建议多 3 字。` +
      "最长的是名-why（40 字）、名-what（31 字），先删重复的话和猜测，细节留给附件。真正的上限以提交页为准。",
  );
});

test("short answers are not blamed for a long letter", () => {
  const told = measure(aLetter(5), typing({ what: "长".repeat(30) }));
  assert.match(told, /比建议多/);
  assert.doesNotMatch(told, /最长的是/);
});
