// The orders of a case: totals, remarks, evidence, filters, tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { byOrder, findOrder, lackedBy, lackedIn } from "../../docs/assets/js/orders/evidence.js";
import { filterOf, FILTERS } from "../../docs/assets/js/orders/filters.js";
import { newOrder, ordersOf, putOrders, totalOf, totalsOf } from "../../docs/assets/js/orders/orders.js";
import { remarksOn } from "../../docs/assets/js/orders/remarks.js";
import { COLUMNS, hourRows, SHEET_COLUMNS, sheetRows, wholeRows } from "../../docs/assets/js/orders/review.js";
import { aCase, anExhibit } from "./kit.js";

/** @import { Order } from "../../docs/assets/js/case/shape.js" */
/** @import { Filter } from "../../docs/assets/js/orders/filters.js" */

const KINDS = {
  goods: { "order-page": "订单详情", waybill: "底单" },
  dropship: { "order-page": "订单详情", "dropship-record": "代发记录" },
  virtual: { "virtual-delivery": "交付记录" },
};

/** @param {string} no @param {Partial<Order>} [changes] */
function numbered(no, changes = {}) {
  return { no, ...newOrder(), ...changes };
}

test("amounts are added up to the cent, and those without one are told", () => {
  const orders = ["0.10", "0.2", "1234567.89", ""].map((amount) => ({ ...newOrder(), amount }));
  assert.deepEqual(totalOf(orders), { count: 4, sum: "1234568.19", unknown: 1 });
  assert.deepEqual(totalOf([]), { count: 0, sum: "0.00", unknown: 0 });
});

test("every order is counted under one verdict", () => {
  const verdicts = /** @type {const} */ (["real", "wrong", "real", "", "unsure", "doubtful"]);
  const totals = totalsOf(verdicts.map((verdict) => ({ ...newOrder(), verdict, amount: "1" })));
  assert.deepEqual(totals.map(([verdict, { count, sum }]) => [verdict, count, sum]), [
    ["real", 2, "2.00"],
    ["doubtful", 1, "1.00"],
    ["wrong", 1, "1.00"],
    ["unsure", 1, "1.00"],
    ["", 1, "1.00"],
  ]);
});

/** @type {[string, Partial<Order>, string[]][]} */
const REMARKS = [
  ["a parcel without a number", {}, ["没有运单号。"]],
  ["nothing to send", { route: "virtual" }, []],
  ["a parcel number used twice", { tracking: "TWICE" }, ["这个运单号有 2 笔订单在用。"]],
  [
    "paid and refunded within the hour",
    { tracking: "A", paid: "2026-10-01T10:00", done: "2026-10-01T11:00", refund: "5" },
    ["付款后一小时之内就退款关闭了。"],
  ],
  [
    "refunded later",
    { tracking: "A", paid: "2026-10-01T10:00", done: "2026-10-01T11:01", refund: "5" },
    [],
  ],
  ["closed, and nothing went back", { tracking: "A", paid: "2026-10-01T10:00", done: "2026-10-01T10:01" }, []],
  ["many in one hour", { tracking: "A", created: "2026-10-02T09:59" }, ["同一个小时里下了 5 笔。"]],
  ["few in one hour", { tracking: "A", created: "2026-10-02T10:00" }, []],
];
for (const [name, changes, told] of REMARKS) {
  test(`what will be asked about: ${name}`, () => {
    const order = numbered("1000000001", changes);
    const others = [
      numbered("1000000002", { tracking: "TWICE" }),
      ...[1, 2, 3, 4].map((n) => numbered(`100000001${n}`, { created: `2026-10-02T09:0${n}` })),
    ];
    assert.deepEqual(remarksOn([order, ...others])(order), told);
  });
}

test("an order lacks what its way of delivery asks for, not what is ticked or listed as its exhibit", () => {
  const order = numbered("1000000001", { evidence: ["order-page"] });
  assert.deepEqual(lackedBy(order, KINDS, []), ["waybill"]);
  assert.deepEqual(lackedBy({ ...order, route: "dropship" }, KINDS, []), ["dropship-record"]);
  const exhibit = anExhibit("exhibit-1", { kind: "waybill", order: "1000000001" });
  assert.deepEqual(lackedBy(order, KINDS, [exhibit]), []);
  assert.deepEqual(lackedBy(order, KINDS, [{ ...exhibit, order: "1000000002" }]), ["waybill"]);
});

test("what is lacking is a list by kind, the most frequent first", () => {
  const orders = [numbered("1000000001"), numbered("1000000002", { evidence: ["order-page"] })];
  const list = lackedIn(orders, { kinds: KINDS, exhibits: [] });
  assert.deepEqual(list.map(({ kind, orders }) => [kind, orders.map(({ no }) => no)]), [
    ["底单", ["1000000001", "1000000002"]],
    ["订单详情", ["1000000001"]],
  ]);
});

test("exhibits are put in the order of their orders, those of none first, and keep their own order", () => {
  const orders = { 1000000001: newOrder(), 1000000002: newOrder() };
  const exhibits = ["1000000002", "", "1000000001", "1000000002", ""].map((order, n) => anExhibit(`e${n}`, { order }));
  assert.deepEqual(byOrder(exhibits, orders).map(({ id }) => id), ["e1", "e4", "e2", "e0", "e3"]);
});

test("an order is found by its number or its end, if that is the end of one", () => {
  const whole = Object.fromEntries(["4012345678901234567", "4012345678901294567"].map((no) => [no, newOrder()]));
  assert.equal(findOrder(" ４０１２345678901234567 ", whole), "4012345678901234567");
  assert.equal(findOrder("34567", whole), "4012345678901234567");
  assert.equal(findOrder("4567", whole), null);
  assert.equal(findOrder("567", whole), null);
  assert.equal(findOrder("9999", whole), null);
  assert.equal(findOrder(" ", whole), "");
});

/** @type {[Filter, string[]][]} */
const FILTERED = [
  ["all", ["1", "2", "3", "4"]],
  ["open", ["3", "4"]],
  ["named", ["2"]],
  ["real", ["1"]],
  ["doubtful", []],
  ["wrong", ["2"]],
  ["unsure", []],
  ["unsent", ["2", "3"]],
  ["refunded", ["2"]],
  ["closed", ["2"]],
  ["lacking", ["2", "3", "4"]],
];
test("each choice of orders shows those that it names, and every choice is tried here", () => {
  const orders = [
    numbered("1", { verdict: "real", tracking: "A", evidence: ["order-page", "waybill"] }),
    numbered("2", { verdict: "wrong", named: true, paid: "2026-10-01T10:00", refund: "0.01", status: "交易关闭" }),
    numbered("3", { refund: "5.00" }),
    numbered("4", { route: "virtual" }),
  ];
  for (const [filter, expected] of FILTERED) {
    assert.deepEqual(orders.filter(filterOf(filter, KINDS, [])).map(({ no }) => no), expected, filter);
  }
  assert.deepEqual(FILTERED.map(([filter]) => filter), Object.keys(FILTERS));
});

test("a report read again knows better what happened; what the seller judged stays", () => {
  const current = aCase();
  putOrders(current, [{ no: "1000000001", title: "杯", refund: "" }]);
  Object.assign(current.orders["1000000001"], { verdict: "real", note: "查过", evidence: ["waybill"], named: true });
  putOrders(current, [{ no: "1000000001", title: "", refund: "5.00", status: "交易关闭" }, { no: "1000000002" }]);
  assert.deepEqual(ordersOf(current), [
    numbered("1000000001", {
      title: "杯",
      refund: "5.00",
      status: "交易关闭",
      verdict: "real",
      note: "查过",
      evidence: ["waybill"],
      named: true,
    }),
    numbered("1000000002"),
  ]);
});

test("tables have a cell for each heading, and say numbers of 19 digits whole", () => {
  const order = numbered("4012345678901234567", {
    created: "2026-10-01T10:00",
    evidence: ["order-page"],
    verdict: "real",
    named: true,
    refund: "0.00",
  });
  const exhibits = [anExhibit("a"), anExhibit("b", { kind: "waybill", order: "4012345678901234567" })];
  const [row] = wholeRows([order], { kinds: KINDS, exhibits });
  assert.equal(row.length, COLUMNS.length);
  assert.deepEqual([row[0], row[1], row[COLUMNS.indexOf("结论")]], ["4012345678901234567", "2026-10-01 10:00", "真实"]);
  assert.deepEqual([row[COLUMNS.indexOf("手头的证据")], row[COLUMNS.indexOf("还缺")]], ["订单详情、底单", ""]);
  assert.equal(row[COLUMNS.indexOf("附件")], "附件 2");
  const [cells] = sheetRows([order], { kinds: KINDS, exhibits });
  assert.equal(cells.length, SHEET_COLUMNS.length);
  assert.deepEqual(cells[0], ["1　4012345678901234567", "下单：2026-10-01 10:00", "自己发货"]);
});

test("a batch by the hour: counts, sums, hours without an order left out, those without a time last", () => {
  const orders = ["2026-10-01T10:59", "2026-10-01T10:00", "", "2026-10-02T00:00"].map((created, n) =>
    numbered(String(n), { created, amount: "1.50", refund: n ? "" : "1.50", tracking: n === 1 ? "A" : "" })
  );
  assert.deepEqual(hourRows(orders), [
    ["2026-10-01 10:00 起一小时", "2", "3.00", "1", "1"],
    ["2026-10-02 00:00 起一小时", "1", "1.50", "0", "1"],
    ["没有下单时间", "1", "1.50", "0", "1"],
  ]);
});
