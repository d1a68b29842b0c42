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
  "花园|1|13|138|1234|5678|0|X|12号|号|号楼|栋|室|单元|弄|长|*|，|-|+| |\n"
).split("|");

always("masked text holds no more personal data", 500, (random) => {
  const text = random.list(8, () => random.pick(PIECES)).join("");
  const hidden = masked(text);
  assert.deepEqual(personalIn(hidden), [], text);
  assert.equal(masked(hidden), hidden, text);
});
