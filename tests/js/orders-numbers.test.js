// Order numbers in any text: taken, in doubt, or spoilt; and held against a report.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findNumbers, match } from "../../docs/assets/js/orders/numbers.js";
import { always } from "./kit.js";
import { ordersOf, sample } from "./order-files.js";

const [A, B] = ["3624989531201712629", "2228232899061671213"];

/** @param {string} no */
const wide = (no) => no.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** @type {[string, string, string[]][]} */
const TAKEN = [
  ["nothing", "没有编号，2026-10-25 15:28:30，30.57 元", []],
  ["signs between", `${A}、${B}`, [A, B]],
  ["other signs between", `${A}；${B};${A},${B}，`, [A, B]],
  ["a space or a line between", `${A} ${B}\r\n${A}`, [A, B]],
  ["words before and behind", `订单${A}有问题，另一单${B}也是`, [A, B]],
  ["brackets and quotes", `【${A}】“${B}”`, [A, B]],
  ["full-width digits", wide(A), [A]],
  ["signs that are not seen", `\u200b${A.slice(0, 5)}\u200b${A.slice(5)}\ufeff`, [A]],
  ["groups of four", "3624 9895 3120 1712 629", [A]],
  ["groups of three, in two lines", `362 498 953 120 171 262\n9`, [A]],
  ["a column that was copied", `订单编号\n${A}\n${B}\n`, [A, B]],
  ["a telephone and another number are not one", "13812345678 3624989\n3624989 13812345678", []],
  ["telephones are none", `13812345678 ${A} 0571-88888888`, [A]],
  ["numbers of parcels are none", `YT0500311534722 ${A} 77301234567890`, [A]],
  ["an old number, of fifteen or sixteen digits", "123456789012345，1234567890123456", [
    "123456789012345",
    "1234567890123456",
  ]],
  ["a list with its numbers", `1. ${A}\n2. ${B}`, [A, B]],
  ["a list with circled numbers", `①${A}②${B}`, [A, B]],
];
for (const [name, text, numbers] of TAKEN) {
  test(`order numbers: ${name}`, () => {
    const found = findNumbers(text);
    assert.deepEqual(found.numbers, numbers);
    assert.deepEqual([found.doubtful, found.spoilt], [[], []]);
  });
}

/** @type {[string, string, string, string][]} text, as it stands there, the number, why */
const DOUBTFUL = [
  ["买家 110101199003071233", "110101199003071233", "110101199003071233", "身份证"],
  ["11010119900307109X。", "11010119900307109X", "", "身份证"],
  ["身份证号：110101199003071239", "110101199003071239", "110101199003071239", "身份证"],
  [`运单号：773012345678901`, "773012345678901", "773012345678901", "运单"],
  ["JD012345678901234", "012345678901234", "012345678901234", "字母"],
  [`${A}ABC`, A, A, "字母"],
  ["银行卡 6222021234567890123", "6222021234567890123", "6222021234567890123", "银行"],
  [A + B, A + B, A + B, "连在一起"],
  ["36249895312017\n12629", "36249895312017 12629", A, "断开"],
  ["3624989531201712\n629", "3624989531201712 629", A, "断开"],
];
for (const [text, stands, no, why] of DOUBTFUL) {
  test(`in doubt: ${JSON.stringify(text)}`, () => {
    const found = findNumbers(text);
    assert.deepEqual(found.numbers, []);
    assert.deepEqual(found.doubtful.map((each) => [each.text, each.no]), [[stands, no]]);
    assert.match(found.doubtful[0].why, new RegExp(why));
  });
}

test("an identity card with another check digit, or no day of birth, is taken for an order", () => {
  for (const text of ["110101199003071234", "110101199013071233"]) assert.deepEqual(findNumbers(text).numbers, [text]);
});

test("what a spreadsheet spoilt is told and never taken", () => {
  const found = findNumbers(`1.23E+18\n${A}\n3.62499e18，A5E15 2E3`);
  assert.deepEqual([found.numbers, found.spoilt], [[A], ["1.23E+18", "3.62499e18"]]);
  assert.deepEqual(findNumbers("3624989531201710000 2228232899061670000").spoilt, [
    "3624989531201710000",
    "2228232899061670000",
  ]);
  assert.deepEqual(findNumbers(`3624989531201710000 ${A} ${B}`).numbers, ["3624989531201710000", A, B]);
});

test("a number that is named again counts once, and that is told", () => {
  assert.deepEqual(findNumbers(`${A} ${A} ${B} ${A}`), { numbers: [A, B], repeated: 2, doubtful: [], spoilt: [] });
});

test("a long text does not take long", () => {
  const before = Date.now();
  findNumbers("1 ".repeat(200_000) + "12345678901234 ".repeat(50_000) + "9".repeat(500_000));
  assert.ok(Date.now() - before < 2000);
});

test("a notice, held against the report", async () => {
  const { orders } = await ordersOf(sample("report.csv"));
  const { numbers, doubtful, spoilt } = findNumbers(new TextDecoder().decode(sample("notice.txt")));
  assert.deepEqual([numbers.length, doubtful, spoilt], [14, [], []]);
  const { matched, unknown, unmatched } = match([B, ...numbers.slice(3).reverse(), numbers[3]], orders);
  assert.deepEqual(matched.map(({ no }) => no), numbers.slice(3).reverse());
  assert.deepEqual(unknown, [B]);
  assert.deepEqual(unmatched, orders.slice(0, 3));
});

always("numbers between any words are found, each once, in order", 300, (random) => {
  const digits = (/** @type {number} */ size) => Array.from({ length: size }, () => random.whole(1, 9)).join("");
  const numbers = random.list(8, () => `4${digits(random.pick([18, 18, 17]))}`).filter((no) =>
    !/^4\d{5}(?:19|20)/.test(no)
  );
  const between = ["、", "，", "\n\n", " 和 ", "；订单", "（杯子 2 件，30.50 元）", "|", ")("];
  const shown = numbers.map((no) => random.next() < 0.2 ? wide(no) : no);
  const text = random.pick(["", "订单号：", "尊敬的卖家，"]) + shown.map((no) => no + random.pick(between)).join("");
  assert.deepEqual(findNumbers(text), {
    numbers: [...new Set(numbers)],
    repeated: numbers.length - new Set(numbers).size,
    doubtful: [],
    spoilt: [],
  });
});
