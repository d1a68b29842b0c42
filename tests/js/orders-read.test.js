// Columns, cells and rows of an order report: each row is an order, or it is said why not.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  amountOf,
  cellText,
  lineOf,
  orderNumber,
  quantityOf,
  timeOf,
  trackingOf,
} from "../../docs/assets/js/orders/cell-text.js";
import { columnsOf, droppedBy, headingIndex, mappingOf, personalKind } from "../../docs/assets/js/orders/columns.js";
import { FIELD_NAMES, FIELDS } from "../../docs/assets/js/orders/order.js";
import { readPasted } from "../../docs/assets/js/orders/read-file.js";
import { readOrders } from "../../docs/assets/js/orders/read-orders.js";
import { always } from "./kit.js";
import { delimited } from "./order-files.js";

/** @import { Mapping } from "../../docs/assets/js/orders/columns.js" */

const [A, B, C] = ["3624989531201712629", "2228232899061671213", "1133926983306410464"];

/** @param {string[][]} rows @param {Mapping} [mapping] */
async function read(rows, mapping) {
  const table = await readPasted(delimited(rows, "\t"));
  return { table, ...await readOrders(table, mapping ?? mappingOf(table.columns)) };
}

// --- cells ---------------------------------------------------------------------------------------

/** @type {[(text: string) => unknown, string, unknown][]} */
const CELLS = [
  [cellText, ' ="123" ', "123"],
  [cellText, '="a""b"', 'a"b'],
  [cellText, "'0571-00000000", "0571-00000000"],
  [cellText, "'=1+1", "=1+1"],
  [cellText, "'n' roll", "'n' roll"],
  [cellText, "a\u0000\u0007b\u202ec\u2066d\u2069\ufeff", "abcd"],
  [cellText, "a\r\nb\rc\td", "a\nb\nc d"],
  [lineOf, "a\n\n b", "a b"],
  [lineOf, "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ...["null", "NULL", "--", "-", "无", "'--", '="null"'].map((text) => /** @type {any} */ ([lineOf, text, ""])),
  [orderNumber, A, A],
  [orderNumber, `="${A}"`, A],
  [orderNumber, `'${A}\t`, A],
  [orderNumber, "３６２４９８９５３１２０１７１２６２９", A],
  [orderNumber, `订单编号：${A}`, A],
  [orderNumber, "3624 9895 3120 1712 629", A],
  [orderNumber, "1.23E+18", ""],
  [orderNumber, "123456789", ""],
  [orderNumber, "1".repeat(31), ""],
  [orderNumber, `${A}、${B}`, ""],
  [orderNumber, "-1234567890", ""],
  [(text) => amountOf(text).value, "￥1,234.5", "1234.50"],
  [(text) => amountOf(text).value, "１２８．５０", "128.50"],
  [(text) => amountOf(text).value, "128", "128.00"],
  [(text) => amountOf(text).value, "0128.5000 元", "128.50"],
  [(text) => amountOf(text).value, "--", ""],
  [(text) => amountOf(text).why, "--", ""],
  [amountOf, "-5.00", { value: "", why: "金额没看懂" }],
  [amountOf, "12.345", { value: "", why: "金额没看懂" }],
  [amountOf, "12 或 13", { value: "", why: "金额没看懂" }],
  [(text) => quantityOf(text).value, "3", "3"],
  [(text) => quantityOf(text).value, "3.0 件", ""],
  [(text) => quantityOf(text).value, "3.0", "3"],
  [(text) => quantityOf(text).value, "2件", "2"],
  [(text) => quantityOf(text).value, "0", "0"],
  [(text) => quantityOf(text).why, "几件", "数量没看懂"],
  [(text) => trackingOf(text).value, "No:YT0500311534722", "YT0500311534722"],
  [(text) => trackingOf(text).value, "NO：SF1、No:SF2", "SF1、SF2"],
  [(text) => trackingOf(text).value, "No:null", ""],
  [trackingOf, "7.73E+14", { value: "", why: "物流单号已被表格软件改坏" }],
  ...[
    "2026-10-25 15:28:30",
    "2026/10/25 15:28",
    "2026年10月25日 15:28",
    "2026年10月25日15时28分30秒",
    "2026-10-25T15:28:30",
    "2026.10.25 15:28",
    "２０２６-10-25　15：28",
    "'2026-10-25 15:28:30",
    "2026-10-25 15:28:30.0",
  ]
    .map((text) => /** @type {any} */ ([timeOf, text, { value: "2026-10-25T15:28", why: "" }])),
  [timeOf, "2026-1-5 9:05", { value: "2026-01-05T09:05", why: "" }],
  [timeOf, "2026-10-25", { value: "2026-10-25T00:00", why: "只有日期，没有时刻，按 00:00 记" }],
  [timeOf, "2026-02-30 10:00", { value: "", why: "日历上没有这个时间" }],
  [timeOf, "2026-10-25 24:00", { value: "", why: "日历上没有这个时间" }],
  [timeOf, "10-25 15:28", { value: "", why: "时间没看懂" }],
  [timeOf, "昨天", { value: "", why: "时间没看懂" }],
  [timeOf, "46320.6448", { value: "", why: "时间没看懂" }],
  [timeOf, "null", { value: "", why: "" }],
  [(text) => timeOf(text, 1900).value, "46320.6448", "2026-10-25T15:28"],
  [(text) => timeOf(text, 1904).value, "44858.6448", "2026-10-25T15:28"],
];
for (const [reader, text, value] of CELLS) {
  test(`a cell: ${reader.name} ${JSON.stringify(text)} ${JSON.stringify(value)}`, () =>
    assert.deepEqual(reader(text), value));
}

// --- columns -------------------------------------------------------------------------------------

/** @param {string[]} headings */
const mappingFor = (headings) => mappingOf(columnsOf(headings, []));

/** @type {[string[], Mapping][]} */
const HEADINGS = [
  [["子订单编号", "主订单编号", "商品标题"], { no: 1, title: 2 }],
  [["主订单编号", "子订单编号"], { no: 0 }],
  [["子订单编号", "商品名称"], { no: 0, title: 1 }],
  [["总金额", "买家实付金额"], { amount: 1 }],
  [["总金额", "订单编号"], { amount: 0, no: 1 }],
  [["\ufeff 订单编号 ", "收货地址 ", "运单号", "快递公司"], { no: 0, tracking: 2, carrier: 3 }],
  [["订单号：", "实付金额（元）", "退款金额(元)"], { no: 0, amount: 1, refund: 2 }],
  [["订单关闭时间", "确认收货时间", "发货时间", "拍下时间", "付款时间"], { done: 1, shipped: 2, created: 3, paid: 4 }],
  [["物流单号", "物流单号"], { tracking: 0 }],
  [["数量", "购买数量", "交易状态"], { quantity: 1, status: 2 }],
];
for (const [headings, mapping] of HEADINGS) {
  test(`headings: ${headings.join(" ")}`, () => assert.deepEqual(mappingFor(headings), mapping));
}

for (
  const [heading, kind] of Object.entries({
    买家会员名: "账号",
    买家支付宝账号: "账号",
    买家旺旺: "账号",
    收货人姓名: "姓名",
    买家昵称: "姓名",
    "收货地址 ": "地址",
    修改后的收货地址: "地址",
    联系手机: "电话",
    联系电话: "电话",
    是否手机订单: "",
    买家留言: "留言",
    卖家备注: "备注",
    商家备忘: "备注",
    订单备注: "备注",
    发票抬头: "发票",
    联系人: "姓名",
    收货城市: "地址",
    电子邮箱: "邮箱",
    买家实际支付金额: "",
    店铺名称: "",
  })
) {
  test(`a heading of ${kind || "nothing personal"}: ${heading}`, () => assert.equal(personalKind(heading), kind));
}

test("headings are found below titles, and not in the orders", () => {
  const rows = [["订单报表"], ["导出时间", "2026-10-30"], ["订单编号", "订单状态"], [A, "订单状态"]];
  assert.equal(headingIndex(rows.map((cells, index) => ({ row: index + 1, cells }))), 2);
  assert.equal(headingIndex([{ row: 1, cells: [A, "交易成功"] }]), -1);
  assert.equal(headingIndex([{ row: 1, cells: ["订单编号"] }]), 0);
});

test("rows without headings: cells say what a column is, as far as they can", async () => {
  const { table, orders } = await read([
    ["1", A, "2026-10-25 15:28:30", "交易成功", "No:YT0500311534722", "圆通速递", "杯子", "30.57"],
    ["2", B, "2026-10-26 15:28:30", "交易关闭", "", "", "碗", "1.00"],
  ]);
  assert.deepEqual(mappingOf(table.columns), { no: 1, created: 2, status: 3, tracking: 4, carrier: 5 });
  assert.equal(table.source.headingRow, 0);
  assert.deepEqual(orders.map(({ no, tracking }) => [no, tracking]), [[A, "YT0500311534722"], [B, ""]]);
});

test("what the seller sets by hand counts", async () => {
  const { orders, dropped } = await read([["甲", "乙", "丙"], ["x", A, "5.00"]], { no: 1, amount: 2 });
  assert.deepEqual(orders.map(({ no, amount }) => [no, amount]), [[A, "5.00"]]);
  assert.deepEqual(dropped, { kinds: [], headings: ["甲"] });
});

test("headings that nobody knows are still headings", async () => {
  const { table, orders } = await read([["Order", "Goods"], [A, "杯子"], [B, "碗"]]);
  assert.deepEqual(table.columns.map(({ heading, field }) => [heading, field]), [["Order", "no"], ["Goods", null]]);
  assert.equal(orders.length, 2);
});

test("a cell that is told is masked, for in a wrong column it may be personal", async () => {
  const { refused, unclear } = await read([["订单编号", "其他"], ["13812345678 张", "x"], [A, "13812345678"]], {
    no: 0,
    amount: 1,
  });
  assert.deepEqual([refused[0].text, unclear[0].text], ["138****5678 张", "138****5678"]);
});

test("examples show nothing personal", () => {
  const rows = [{ row: 2, cells: ["张三", "13812345678 打这个", "长".repeat(99)] }];
  const examples = columnsOf(["收货人姓名", "其他", "宝贝标题"], rows).map(({ example }) => example);
  assert.deepEqual(examples, ["", "138****5678 打这个", `${"长".repeat(30)}…`]);
});

test("what was dropped is named: kinds of the buyer's data, and other columns", () => {
  const columns = columnsOf(["订单编号", "收货地址", "修改后的收货地址", "买家留言", "店铺Id", ""], []);
  assert.deepEqual(droppedBy(columns, mappingOf(columns)), { kinds: ["地址", "留言"], headings: ["店铺Id"] });
});

test("each field has a name", () => assert.deepEqual(Object.keys(FIELD_NAMES), FIELDS));

// --- rows ----------------------------------------------------------------------------------------

const HEAD = ["订单编号", "宝贝标题", "订单创建时间", "买家实际支付金额", "退款金额"];

test("further rows of an order are told, and its amount is not added up", async () => {
  const { orders, repeated } = await read([
    HEAD,
    [A, "杯子", "2026-10-25 15:28:30", "30.00", "0.00"],
    [B, "碗", "2026-10-25 15:28:30", "5.00", "0.00"],
    [A, "盘子", "2026-10-25 15:28:30", "30.00", "4.00"],
    [A, "勺子", "2026-10-25 15:28:30", "30.00", "0.00"],
    [B, "碗", "2026-10-25 15:28:30", "5.00", "0.00"],
  ]);
  assert.deepEqual(orders.map(({ no, title, amount, refund }) => [no, title, amount, refund]), [
    [A, "杯子 等 3 件", "30.00", "0.00"],
    [B, "碗", "5.00", "0.00"],
  ]);
  assert.deepEqual(repeated, [
    { row: 4, no: A, first: 2, differs: ["refund"] },
    { row: 5, no: A, first: 2, differs: [] },
    { row: 6, no: B, first: 3, differs: [] },
  ]);
});

test("an order whose time or amount is not understood is kept, and the cell is told", async () => {
  const { orders, unclear } = await read([HEAD, [A, "杯子", "前天", "三十多", "0"]]);
  assert.deepEqual(orders.map(({ created, amount, refund }) => [created, amount, refund]), [["", "", "0.00"]]);
  assert.deepEqual(unclear, [
    { row: 2, field: "created", text: "前天", why: "时间没看懂" },
    { row: 2, field: "amount", text: "三十多", why: "金额没看懂" },
  ]);
});

/** @type {[string, RegExp][]} */
const REFUSED = [
  ["1.23E+18", /改坏.*重新导出/],
  ["3.62499E+18", /改坏/],
  ["", /没有订单编号/],
  ["合计", /没看懂/],
  ["订单编号", /表头/],
  [`${A},${B}`, /没看懂/],
];
for (const [text, why] of REFUSED) {
  test(`a row is refused with its number: ${text}`, async () => {
    const { orders, refused } = await read([HEAD, [A, "一"], [text, "二"], [B, "三"]]);
    assert.equal(orders.length, 2);
    assert.deepEqual(refused.map(({ row, text }) => [row, text]), [[3, text]]);
    assert.match(refused[0].why, why);
  });
}

test("numbers of which fifteen digits were kept are spoilt; one that ends so among others is not", async () => {
  const spoilt = await read([HEAD, ["3624989531201710000", "一"], ["2228232899061670000", "二"], [C, "三"]]);
  assert.deepEqual(spoilt.refused.map(({ row }) => row), [2, 3]);
  assert.deepEqual(spoilt.orders.map(({ no }) => no), [C]);
  const whole = await read([HEAD, ["3624989531201710000", "一"], [A, "二"], [B, "三"]]);
  assert.equal(whole.orders.length, 3);
});

test("a row whose quotes do not match is refused with its number", async () => {
  const table = await readPasted(`订单编号,宝贝标题,数量\n${A},"杯 "大" 号",1\n${B},碗,2\n`);
  const { orders, refused } = await readOrders(table, mappingOf(table.columns));
  assert.deepEqual(orders.map(({ no }) => no), [B]);
  assert.deepEqual(refused.map(({ row, text }) => [row, text]), [[2, A]]);
  assert.match(refused[0].why, /引号/);
});

test("a mapping without a number refuses each row", async () => {
  const { orders, refused } = await read([HEAD, [A, "一"]], { title: 1 });
  assert.deepEqual([orders, refused.length], [[], 1]);
});

test("hostile cells come out as text, and a long one is cut and told", async () => {
  const { orders, unclear } = await read([
    HEAD,
    [A, "<img src=x onerror=alert(1)>\u202e\u0007", "", "", ""],
    [B, `=HYPERLINK("http://a")${"长".repeat(1_000_000)}`, "", "", ""],
  ]);
  assert.equal(orders[0].title, "<img src=x onerror=alert(1)>");
  assert.match(orders[1].title, /^=HYPERLINK\("http:\/\/a"\)长+…$/);
  assert.equal(orders[1].title.length, 200);
  assert.deepEqual(unclear.map(({ row, field }) => [row, field]), [[3, "title"]]);
});

always("each row is an order, refused, repeated or blank; nothing else comes out", 300, async (random) => {
  const cells = [
    A,
    B,
    C,
    `="${A}"`,
    "1.2E+18",
    "",
    " ",
    "null",
    "<b>",
    "杯\n子",
    "2026-10-25 15:28",
    "9.90",
    "=1+1",
    "\u202e",
    "'1",
  ];
  const rows = random.list(12, () => Array.from({ length: random.whole(1, 6) }, () => random.text(cells, 1)));
  const { orders, refused, repeated, blank, rows: all } = await read([HEAD, ...rows]);
  assert.equal(all, rows.length);
  assert.equal(orders.length + refused.length + repeated.length + blank, all);
  for (const order of orders) {
    assert.deepEqual(Object.keys(order), FIELDS);
    assert.match(order.no, /^\d{10,30}$/);
    for (const each of [order.created, order.paid]) assert.match(each, /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d)?$/);
    for (const each of [order.amount, order.refund]) assert.match(each, /^(?:\d+\.\d\d)?$/);
    assert.doesNotMatch(JSON.stringify(order), /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
  }
});
