// An end that a page or a document says counts; one that was counted is never taken for it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_DUE, otherwise, withFrom, writtenOf } from "../../docs/assets/js/deadline/due.js";

/** @import { Due } from "../../docs/assets/js/case/shape.js" */
/** @import { Rule } from "../../docs/assets/js/deadline/deadline.js" */

/** @type {Rule} */
const THREE = { count: 3, unit: "day", counting: "next-day" };
const FROM = "2026-11-20T09:30";
const COUNTED = "2026-11-23T23:59";
const TOLD = "2026-11-25T10:00";

/** @type {[string, Due["by"], string][]} */
const FIELD = [["", "", TOLD], ["", "told", TOLD], [FROM, "told", TOLD], [FROM, "", ""], ["", "countdown", ""]];
for (const [from, by, shown] of FIELD) {
  test(`the field for what a page or a document says shows nothing that was counted: ${from} ${by}`, () => {
    assert.equal(writtenOf({ ...NO_DUE, from, due: TOLD, by }), shown);
  });
}

test("a moment to count from gives the end by the rule, and another moment another", () => {
  const first = withFrom({ ...NO_DUE, title: "申诉", met: "2026-11-22T00:00:00.000Z" }, FROM, THREE);
  assert.deepEqual(first, { title: "申诉", from: FROM, due: COUNTED, met: "", by: "" });
  assert.equal(withFrom(first, "2026-11-21T09:30", THREE).due, "2026-11-24T23:59");
});

for (const by of /** @type {Due["by"][]} */ (["", "told", "countdown"])) {
  test(`an end that the seller was told stands, and what the rule gives is known beside it: ${by || "not known"}`, () => {
    const told = { ...NO_DUE, due: TOLD, by };
    const both = withFrom(told, FROM, THREE);
    assert.deepEqual(both, { ...told, from: FROM, by: by || "told" });
    assert.equal(otherwise(both, THREE), COUNTED);
    assert.equal(otherwise({ ...both, due: COUNTED }, THREE), "");
  });
}

test("nothing differs where nothing was counted, or where nothing else was told", () => {
  assert.equal(otherwise({ from: "", due: TOLD }, THREE), "");
  assert.equal(otherwise({ from: FROM, due: TOLD }, null), "");
  assert.equal(otherwise(withFrom(NO_DUE, FROM, THREE), THREE), "");
});

test("a rule that was corrected gives another end than it did", () => {
  const kept = withFrom(NO_DUE, FROM, { ...THREE, count: 5 });
  assert.equal(otherwise(kept, THREE), COUNTED);
  assert.equal(otherwise({ ...kept, due: COUNTED }, THREE), "");
  assert.equal(otherwise(kept, null), "");
});
