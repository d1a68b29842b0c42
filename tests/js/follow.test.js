// Blanks that follow what the case holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { followed } from "../../docs/assets/js/letter/follow.js";
import { newOrder } from "../../docs/assets/js/orders/orders.js";
import { aCase, anExhibit } from "./kit.js";

/** @import { Exhibit, Order } from "../../docs/assets/js/case/shape.js" */
/** @import { Letter } from "../../docs/assets/js/letter/letter.js" */

/** @type {Letter} */
const LETTER = {
  id: "appeal",
  title: "申诉说明",
  kind: "letter",
  length: null,
  body: "",
  pledge: "",
  signers: [],
  says: {},
  without: {},
  evidence: { page: "订单详情", proof: "签收证明", talk: "聊天记录" },
  fields: [],
  labels: {},
};

/** @type {Order} */
const REAL = { ...newOrder(), verdict: "real", amount: "10.10" };

/** @param {string} name @param {Exhibit[]} exhibits */
const said = (name, exhibits) => followed(name, aCase({ exhibits }), LETTER);

/** @param {number} count @param {Partial<Exhibit>} [changes] */
const many = (count, changes) => Array.from({ length: count }, (_, index) => anExhibit(`e${index}`, changes));

test("the exhibits are listed with their numbers and what they prove", () => {
  const list = [anExhibit("a", { proves: "货已发出。" }), anExhibit("b"), anExhibit("c", { proves: "证明签收" })];
  assert.equal(said("exhibits", list), "附件 1 a.jpg（证明货已发出）；附件 2 b.jpg；附件 3 c.jpg（证明签收）");
});

test("what each proves is left to the list where it grows long", () => {
  assert.equal(said("exhibits", many(2, { proves: "长".repeat(70) })), "附件 1 e0.jpg；附件 2 e1.jpg");
});

test("of more exhibits than a letter has room for it says how many", () => {
  assert.match(said("exhibits", many(10)), /附件 10 e9.jpg$/);
  assert.equal(said("exhibits", many(14)), "附件 1 至附件 14，共 14 份，名称见所附证据目录");
  assert.equal(said("exhibits", [anExhibit("长".repeat(160))]), "附件 1，名称见所附证据目录");
  for (let count = 1; count < 40; count += 1) assert.ok(said("exhibits", many(count)).length <= 150);
});

test("what is lacking is what goes with the letter and is not listed", () => {
  assert.equal(said("missing", [anExhibit("a", { kind: "proof" })]), "订单详情、聊天记录");
  const all = Object.keys(LETTER.evidence).map((kind) => anExhibit(kind, { kind }));
  assert.equal(said("missing", all), "无");
});

test("nothing is called lacking while an exhibit does not say its kind", () => {
  assert.equal(said("missing", [anExhibit("a", { kind: "proof" }), anExhibit("b")]), "");
});

test("without exhibits there is nothing to follow, nor by a name that is not known", () => {
  assert.deepEqual(["exhibits", "missing", "", "toString"].map((name) => said(name, [])), ["", "", "", ""]);
});

const KINDS = { goods: { page: "订单详情", proof: "签收证明" }, dropship: {}, virtual: {} };

/** @param {string} name @param {number} count @param {Partial<Order>} [changes] */
function ofOrders(name, count, changes = {}) {
  const orders = Array.from({ length: count }, (_, n) => [`40123456789012345${10 + n}`, { ...REAL, ...changes }]);
  const other = { "4012345678901234599": { ...REAL, verdict: /** @type {const} */ ("wrong") } };
  const current = aCase({ orders: { ...Object.fromEntries(orders), ...other } });
  return followed(name, current, { ...LETTER, orders: "real", order_kinds: KINDS });
}

test("a letter takes the orders that it is about: how many, which, how much", () => {
  assert.equal(ofOrders("orders-count", 3), "3");
  assert.equal(ofOrders("orders-list", 2), "4012345678901234510、4012345678901234511");
  assert.equal(ofOrders("orders-sum", 3), "30.30");
  assert.equal(ofOrders("orders-summary", 1), "共 1 笔，实付合计 10.10 元：4012345678901234510");
});

test("more than five orders stand in the table that goes with the letter", () => {
  assert.equal(ofOrders("orders-list", 5).length, 5 * 19 + 4);
  for (const count of [6, 14, 200]) assert.equal(ofOrders("orders-list", count), "见附件订单核查表");
  assert.equal(ofOrders("orders-summary", 14), "共 14 笔，实付合计 141.40 元：编号见所附订单核查表");
});

test("a sum that is not known is not said, and of no orders nothing is", () => {
  assert.equal(ofOrders("orders-sum", 2, { amount: "" }), "");
  assert.match(ofOrders("orders-summary", 2, { amount: "" }), /^共 2 笔：/);
  for (const name of ["orders-count", "orders-list", "orders-sum", "orders-summary", "missing"]) {
    assert.equal(ofOrders(name, 0), "", name);
  }
});

test("what is lacking is said for the orders that the letter is about", () => {
  assert.equal(ofOrders("missing", 2, { evidence: ["page"] }), "签收证明（2 笔）");
  assert.equal(ofOrders("missing", 1), "订单详情、签收证明");
  assert.equal(ofOrders("missing", 1, { evidence: ["page", "proof"] }), "无");
});

test("an order that nobody judged so is in no letter", () => {
  assert.equal(ofOrders("orders-count", 2, { verdict: "" }), "");
});
