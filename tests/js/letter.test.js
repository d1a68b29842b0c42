// Letters are filled, counted, and say what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosen, fill, standing } from "../../docs/assets/js/letter/fill.js";
import {
  askedOf,
  letterOf,
  listsIn,
  listsText,
  measure,
  missing,
  signatureOf,
  textOf,
  unchosen,
} from "../../docs/assets/js/letter/letter.js";
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
    signers: [],
    says: {},
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
        signers: [],
        says: {},
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

for (
  const { name, body, says = {}, choices = {}, without = {}, none = [], values, filled } of stored("fill_cases.json")
) {
  test(`a letter is filled as Python fills it: ${name}`, () => {
    assert.equal(
      fill(standing(chosen(body, says, choices), without, none), values, {
        "order-no": "订单编号",
        name: "姓名",
        constructor: "构造",
      }),
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
    assert.equal(told, `还有 3 处没填。共 ${long} 字，建议 ${long + room} 字以内。真正的上限以提交页为准。`);
  });
}

test("a letter too long is told where to cut", () => {
  const typed = typing({ shop: "店".repeat(99), what: "长".repeat(31), why: "因".repeat(40) });
  const long = count(textOf(aLetter(null), typed));
  assert.equal(
    measure(aLetter(long - 3), typed),
    `还有 1 处没填。共 ${long} 字，建议 ${long - 3} 字以内。比建议多 3 字。` +
      "最长的是名-why（40 字）、名-what（31 字），先删重复的话和猜测，细节留给附件。真正的上限以提交页为准。",
  );
});

test("short answers are not blamed for a long letter", () => {
  const told = measure(aLetter(5), typing({ what: "长".repeat(30) }));
  assert.match(told, /比建议多/);
  assert.doesNotMatch(told, /最长的是/);
});

/** A reply that says one of two things. @returns {Letter} */
function aReply() {
  const letter = aLetter(null);
  return {
    ...letter,
    kind: "reply",
    body: "店铺：{shop}\n{how}",
    says: { how: { 退: "退，因为{why}。", 换: "换，因为{what}。" } },
    without: {},
    fields: [...letter.fields, { ...field("how", "choice"), choices: ["退", "换"] }],
    labels: { ...letter.labels, how: "名-how" },
  };
}

test("a letter asks for the blanks of the text that was chosen, and no others", () => {
  const ids = (/** @type {Record<string, string>} */ texts) => askedOf(aReply(), typing(texts)).map(({ id }) => id);
  assert.deepEqual(ids({}), ["shop", "how"]);
  assert.deepEqual(ids({ how: "退" }), ["shop", "why", "how"]);
  assert.deepEqual(ids({ how: "换" }), ["shop", "what", "how"]);
});

test("a letter says what was chosen, and nothing of the rest", () => {
  const typed = { shop: "某店", why: "坏了", what: "错了", how: "换" };
  assert.equal(textOf(aReply(), typing(typed)), "店铺：某店\n换，因为错了。\n以上属实。");
  assert.deepEqual(missing(aReply(), typing(typed)), []);
  assert.equal(unchosen(aReply(), typing(typed)), undefined);
});

for (const how of ["", " ", "赔", "toString"]) {
  test(`without a choice that the letter knows, it is not ready: ${JSON.stringify(how)}`, () => {
    const reading = typing({ shop: "某店", how });
    assert.equal(unchosen(aReply(), reading)?.id, "how");
    assert.deepEqual(missing(aReply(), reading).map(({ id }) => id), ["how"]);
    assert.equal(textOf(aReply(), reading), "店铺：某店\n【名-how】\n以上属实。");
  });
}

const ORDERS = Array.from({ length: 14 }, (_, index) => `40123456789012345${10 + index}`);

test("more than five numbers stand in a list behind the letter", () => {
  const orders = { ...field("orders", "order-number"), several: true };
  const letter = {
    ...aLetter(null),
    body: "订单：{orders}",
    without: {},
    fields: [orders],
    labels: { orders: orders.label },
  };
  const few = typing({ orders: ORDERS.slice(0, 5).join("、") });
  assert.equal(textOf(letter, few), `订单：${ORDERS.slice(0, 5).join("、")}\n以上属实。`);
  assert.deepEqual(listsIn(letter, few), []);
  const many = typing({ orders: ORDERS.join("\n") });
  assert.equal(textOf(letter, many), "订单：见附件《名-orders清单》\n以上属实。");
  const list = listsText(listsIn(letter, many)).split("\n");
  assert.deepEqual([list[0], list[1], list[14]], ["附件《名-orders清单》", `1. ${ORDERS[0]}`, `14. ${ORDERS[13]}`]);
  assert.equal(textOf(letter, typing({ orders: `${ORDERS.join("、")}，还有一些` })).includes(ORDERS[13]), true);
});

test("each party signs, and a reply is not signed", () => {
  const letter = aLetter(null);
  assert.equal(signatureOf(letter).length, 3);
  const both = signatureOf({ ...letter, signers: ["店铺", "合作方"] });
  assert.deepEqual(both.map((line) => line.replace(/[＿年月]+/g, "")), [
    "店铺签名：",
    "盖章：",
    "日期：日",
    "合作方签名：",
    "盖章：",
    "日期：日",
  ]);
  assert.deepEqual(signatureOf({ ...letter, kind: "reply" }), []);
});
