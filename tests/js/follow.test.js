// Blanks that follow what the case holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { followed } from "../../docs/assets/js/letter/follow.js";
import { aCase, anExhibit } from "./kit.js";

/** @import { Exhibit } from "../../docs/assets/js/case/shape.js" */
/** @import { Letter } from "../../docs/assets/js/letter/letter.js" */

/** @type {Letter} */
const LETTER = {
  id: "appeal",
  title: "申诉说明",
  kind: "letter",
  length: null,
  body: "",
  pledge: "",
  without: {},
  evidence: { page: "订单详情", proof: "签收证明", talk: "聊天记录" },
  fields: [],
  labels: {},
};

/** @param {string} name @param {Exhibit[]} exhibits */
const said = (name, exhibits) => followed(name, aCase({ exhibits }), LETTER);

/** @param {number} count @param {Partial<Exhibit>} [changes] */
const many = (count, changes) => Array.from({ length: count }, (_, index) => anExhibit(`e${index}`, changes));

test("the exhibits are listed with their numbers and what they prove", () => {
  const list = [anExhibit("a", { proves: "货已发出。" }), anExhibit("b"), anExhibit("c", { proves: "证明签收" })];
  assert.equal(said("exhibits", list), "附件 1 a.jpg（证明货已发出）；附件 2 b.jpg；附件 3 c.jpg（证明签收）");
});

test("what each proves is left to the list where it grows long", () => {
  assert.equal(said("exhibits", many(2, { proves: "长".repeat(40) })), "附件 1 e0.jpg；附件 2 e1.jpg");
});

test("of more exhibits than a letter has room for it says how many", () => {
  assert.match(said("exhibits", many(6)), /附件 6 e5.jpg$/);
  assert.equal(said("exhibits", many(14)), "附件 1 至附件 14，共 14 份，名称见所附证据目录");
  assert.equal(said("exhibits", [anExhibit("长".repeat(90))]), "附件 1，名称见所附证据目录");
  for (let count = 1; count < 40; count += 1) assert.ok(said("exhibits", many(count)).length <= 80);
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
