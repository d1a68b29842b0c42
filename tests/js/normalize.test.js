// What people type in a blank is understood, or it stays as it was typed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { advise } from "../../docs/assets/js/letter/blanks.js";
import { normalized, numbersIn } from "../../docs/assets/js/letter/normalize.js";
import { always } from "./kit.js";

/** @import { Blank } from "../../docs/assets/js/letter/blanks.js" */

const NOW = Date.parse("2026-11-22T02:00:00Z");
const [A, B] = ["4012345678901234567", "4012345678901234568"];
const [WIDE, SPACED] = ["４０１２３４５６７８９０１２３４５６７", "4012 3456 7890 1234 567"];
const [SF, YT] = ["SF1391234567890", "YT8812345678901"];

/** @type {{[Kind in Blank["kind"]]?: Record<string, string[]>}} kind → how it stands → ways to type it */
const UNDERSTOOD = {
  money: {
    "128.50": [
      "１２８．５０",
      "128.50",
      "¥128.50",
      "￥128.50",
      "128.50元",
      "128。50",
      "128。５０元",
      "RMB 128.50",
      "128.50 RMB",
    ],
    "128.5": ["128.5元", "128.5 块"],
    "128": ["¥128", "￥１２８", "128元整", "人民币128元", " 128 ", "128元。", "\u200b128"],
    "1280.00": ["1,280.00", "１，２８０．００", "1 280.00", "￥1,280.00元"],
  },
  number: {
    "14": ["14笔", "１４", "１４笔", "14 单", "十四", "十四笔", "14个订单", "14 笔订单"],
    "2": ["两笔", "２", "二"],
    "1280": ["1,280", "１，２８０笔"],
  },
  "order-number": {
    [A]: [
      WIDE,
      SPACED,
      "４０１２　３４５６　７８９０　１２３４　５６７",
      `'${A}`,
      `‘${A}`,
      `="${A}"`,
      `"${A}"`,
      `订单编号：${A}`,
      `订单号 ${A}`,
      `订单 ${A}`,
      `No: ${A}`,
      `编号:${A}`,
      ` ${A}\n`,
      `${A}，`,
      `\ufeff${A}`,
      `${A}\t`,
    ],
  },
  "tracking-number": {
    [SF]: [
      "ＳＦ１３９１２３４５６７８９０",
      "SF139 1234 5678 90",
      `'${SF}`,
      `="${SF}"`,
      `运单号：${SF}`,
      `No: ${SF}`,
      `快递单号${SF}`,
    ],
    "JDVB-1234567890-1": ["JDVB-1234567890-1", "JDVB—1234567890—1"],
    "7700000000000": ["7700 0000 0000 0", "７７０００００００００００"],
  },
  phone: {
    "13800000000": [
      "１３８００００００００",
      "138 0000 0000",
      "138-0000-0000",
      "+86 138 0000 0000",
      "(+86)13800000000",
      "008613800000000",
      "电话：13800000000",
      "手机 138 0000 0000",
    ],
    "0571-88888888": [
      "0571-88888888",
      "０５７１－８８８８８８８８",
      "(0571)88888888",
      "（0571）8888 8888",
      "057188888888",
    ],
    "0571-88888888 转 801": ["0571-88888888转801", "0571-88888888-801", "0571-88888888 转 801"],
    "400-123-4567": ["400-123-4567", "4001234567", "400 123 4567"],
    "13800000000、0571-88888888": [
      "13800000000、0571-88888888",
      "138 0000 0000 / 0571 88888888",
      "13800000000，０５７１８８８８８８８８",
    ],
  },
  date: {
    "2026-11-03": [
      "2026年11月3日",
      "2026/11/3",
      "11.3",
      "11月3日",
      "20261103",
      "2026-11-3",
      "２０２６．１１．３",
      "2026年11月3日 14:05",
      "十一月三日",
    ],
  },
  datetime: {
    "2026-11-03T14:05": [
      "2026年11月3日 14:05",
      "2026/11/3 14:05",
      "20261103 1405",
      "11.3 14:05",
      "11月3日下午2点05",
      "２０２６－１１－３　１４：０５",
    ],
    "2026-11-03T14:00": ["11月3日下午2点", "11月3日14时"],
    "2026-11-03": ["2026/11/3", "11.3"],
  },
};
for (const [kind, ways] of Object.entries(UNDERSTOOD)) {
  for (const [stands, texts] of Object.entries(ways)) {
    for (const text of texts) {
      test(`what is typed is understood: ${kind} ${JSON.stringify(text)}`, () => {
        const value = normalized(/** @type {Blank["kind"]} */ (kind), text, { now: NOW });
        assert.equal(value, stands);
        assert.equal(normalized(/** @type {Blank["kind"]} */ (kind), value, { now: NOW }), value, "once is enough");
        const half = kind === "datetime" && !value.includes("T");
        assert.equal(advise(/** @type {Blank["kind"]} */ (kind), value) !== "", half, "nobody is scolded");
      });
    }
  }
}

/** @type {[Blank["kind"], string[], string[]][]} kind, numbers, ways to type them */
const LISTS = [
  ["order-number", [A, B], [
    `${A}、${B}`,
    `${A}，${B}`,
    `${A},${B}`,
    `${A}；${B}`,
    `${A};${B}`,
    `${A} ${B}`,
    `${A}\n${B}`,
  ]],
  ["order-number", [A, B], [
    `${WIDE}、${B}`,
    `${SPACED}\n${B}`,
    `'${A}\r\n'${B}\r\n`,
    `订单编号：${A}、${B}`,
    `订单：${A}，订单：${B}`,
  ]],
  ["tracking-number", [SF, YT], [
    `${SF}、${YT}`,
    `${SF} ${YT}`,
    `${SF}\n${YT}`,
    `ＳＦ１３９１２３４５６７８９０，${YT}`,
  ]],
];
for (const [kind, numbers, texts] of LISTS) {
  for (const text of texts) {
    test(`several numbers are a list where there is room: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(numbersIn(kind, text), numbers);
      assert.equal(normalized(kind, text, { several: true }), numbers.join("、"));
      assert.equal(advise(kind, text, { several: true }), "");
      assert.equal(normalized(kind, text), text);
      assert.ok(advise(kind, text, { list: "涉及订单编号" }).includes("写到“涉及订单编号”"));
      assert.ok(advise(kind, text).includes("另写一份"));
    });
  }
}

/** @type {[Blank["kind"], string, string][]} kind, text, part of what is said */
const LEFT = [
  ["money", "128元左右", "没看懂这个金额"],
  ["money", "128-130", "没看懂这个金额"],
  ["money", "12 8", "没看懂这个金额"],
  ["money", "$128", "没看懂这个金额"],
  ["number", "十几笔", "没看懂这个数"],
  ["number", "1.5", "没看懂这个数"],
  ["order-number", "13800000000", "15 到 22 位"],
  ["order-number", "4.01235E+18", "重新复制"],
  ["order-number", "４．０１２３５Ｅ＋１８", "重新复制"],
  ["order-number", `${A}（张三）`, "15 到 22 位"],
  ["order-number", `${SPACED} ${B}`, "15 到 22 位"],
  ["tracking-number", "顺丰SF1391234567890", "快递公司的名字"],
  ["tracking-number", "SF1", "只有字母和数字"],
  ["phone", "问客服", "没看懂这个电话"],
  ["phone", "138****0000", "没看懂这个电话"],
  ["date", "下周三", "没看懂"],
  ["datetime", "2026-02-30 10:00", "日历上没有"],
  ["text", " １２８ ", ""],
  ["long-text", `${A}\n${B}`, ""],
  ["choice", "１", ""],
  ["money", "", ""],
  ["order-number", " ", ""],
];
for (const [kind, text, said] of LEFT) {
  test(`what is not understood stays, with advice: ${kind} ${JSON.stringify(text)}`, () => {
    assert.equal(normalized(kind, text, { now: NOW }), text);
    assert.equal(said ? advise(kind, text).includes(said) : advise(kind, text) === "", true, advise(kind, text));
  });
}

test("a list of orders may say more than numbers; a number that is none is pointed out", () => {
  assert.equal(advise("order-number", `${A}，共 120 笔见附件 1`, { several: true }), "");
  assert.ok(advise("order-number", `${A}、12345678`, { several: true }).includes("“12345678”不像订单编号"));
  assert.equal(normalized("order-number", `${A}、12345678`, { several: true }), `${A}、12345678`);
});

const PIECES = `${A}|${SPACED}|${SF}|128|１２８|，|、| |元|笔|.|。|-|+86|138|0571|年|月|日|11|:|'|="|No:|E+18|\n`.split(
  "|",
);
const KINDS =
  /** @type {Blank["kind"][]} */ (["number", "money", "order-number", "tracking-number", "phone", "date", "datetime"]);

always("what was understood is not understood anew, and no digit is lost or added to a number", 2000, (random) => {
  const text = random.text(PIECES, 6);
  const kind = random.pick(KINDS);
  const value = normalized(kind, text, { several: true, now: NOW });
  assert.equal(normalized(kind, value, { several: true, now: NOW }), value, JSON.stringify([kind, text]));
  if (kind !== "order-number" && kind !== "tracking-number") return;
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  assert.equal(value.normalize("NFKC").replace(/\D/g, ""), digits, JSON.stringify([kind, text]));
});
