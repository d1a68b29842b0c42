// Personal data is found and masked, and nothing else is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { masked, personalIn } from "../../docs/assets/js/case/privacy.js";
import { always, stored } from "./kit.js";

const PRIVACY = stored("privacy_cases.json");

for (const { text, kind, gone } of PRIVACY.found) {
  test(`personal data is found and masked: ${text}`, () => {
    assert.ok(text.includes(gone));
    assert.deepEqual(personalIn(text), [kind]);
    assert.ok(!masked(text).includes(gone));
  });
}

for (const text of PRIVACY.left) {
  test(`what is not personal is left alone: ${text}`, () => {
    assert.deepEqual(personalIn(text), []);
    assert.equal(masked(text), text);
  });
}

test("a mask leaves enough to tell whose it is", () => {
  const text = "电话 138 1234 5678，身份证 11010119900307123X，住幸福路18号3栋201室。";
  assert.equal(masked(text), "电话 138****5678，身份证 110***********123X，住幸福路**号*栋***室。");
  assert.deepEqual(personalIn(text), ["手机号", "身份证号", "详细地址"]);
});

test("a date beside an address is not masked", () => {
  assert.equal(masked("幸福路18号，2026-11-20 签收"), "幸福路**号，2026-11-20 签收");
});

const PIECES = (
  "13812345678|138-1234-5678|110101199003071234|11010119900307123X|幸福路18号3栋201室|4012345678901234567|幸福路|" +
  "花园|订单 |单号：|卡号|银行卡 |6222021234567890128|1101|20260101|0086|１３８|　|、|. |1|13|138|1234|5678|0|X|12号|号|号楼|栋|室|单元|弄|长|*|，|-|+| |\n"
).split("|");

always("masked text holds no more personal data", 500, (random) => {
  const text = random.list(8, () => random.pick(PIECES)).join("");
  const hidden = masked(text);
  assert.deepEqual(personalIn(hidden), [], text);
  assert.equal(masked(hidden), hidden, text);
});

/** @param {import("./kit.js").Random} random @param {number} length */
function digits(random, length) {
  return Array.from({ length }, () => random.whole(0, 9)).join("");
}

/** @param {string} text */
function wide(text) {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replace(/ /g, "\u3000");
}

/** @type {((number: string) => string)[]} ways to write an order number */
const ORDERS = [
  (number) => number,
  (number) => number.replace(/(\d{4})(?=\d)/g, "$1 "),
  (number) => number.replace(/\d(?=(?:\d{4})+$)/g, "$& "),
  (number) => wide(number),
  (number) => `'${number}`,
  (number) => `${number}、${number}`,
];

always("an order number of 19 digits is no telephone number, however it is written", 3000, (random) => {
  const number = `${random.whole(1, 9)}${digits(random, 18)}`;
  const written = random.pick(ORDERS)(number);
  const bare = `${random.pick(["", "买家拍下", "查了", "\n"])}${written}${random.pick(["", "。", "已发货", " 退款"])}`;
  assert.ok(!personalIn(bare).includes("手机号"), bare);
  const named = `${random.pick(["订单", "订单编号：", "订单号 ", "单号"])}${written}`;
  assert.equal(masked(named), named);
});

const SURROUNDINGS = [
  "电话",
  "买家",
  "，",
  "。",
  "：",
  "请打",
  "（11月20日",
  "，2笔",
  "付了128.50元，",
  "（",
  "）",
  "、",
  "\n",
  "收件人张三",
  "微信同号",
  " ",
];

/** @type {((head: string, middle: string, end: string) => string)[]} ways to write a telephone number */
const PHONES = [
  (head, middle, end) => head + middle + end,
  (head, middle, end) => `${head} ${middle} ${end}`,
  (head, middle, end) => `${head}-${middle}-${end}`,
  (head, middle, end) => `+86${head}${middle}${end}`,
  (head, middle, end) => `+86 ${head} ${middle} ${end}`,
  (head, middle, end) => wide(head + middle + end),
  (head, middle, end) => wide(`${head} ${middle} ${end}`),
];

always("a telephone number is masked, however it is written and whatever stands around it", 3000, (random) => {
  const [head, middle, end] = [`1${random.whole(3, 9)}${digits(random, 1)}`, digits(random, 4), digits(random, 4)];
  const phone = random.pick(PHONES)(head, middle, end);
  const around = () => random.list(4, () => random.pick(SURROUNDINGS)).join("");
  const text = `${around()}${phone}${around()}`;
  assert.ok(personalIn(text).includes("手机号"), text);
  assert.ok(!masked(text).includes(phone.slice(-8)), text);
});

always("a telephone number beside an order number is masked, and the order number stays", 1000, (random) => {
  const [order, phone] = [`4${digits(random, 18)}`, `13${digits(random, 9)}`];
  const between = random.pick(["，", " ", "、", "\n", "，电话", " 买家 "]);
  for (const text of [`订单 ${order}${between}${phone}`, `${phone}${between}订单 ${order}`]) {
    assert.equal(masked(text), text.replace(phone, `${phone.slice(0, 3)}****${phone.slice(7)}`));
  }
});
