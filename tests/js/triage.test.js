// The way through a triage.

import assert from "node:assert/strict";
import { test } from "node:test";

import { before, shown } from "../../docs/assets/js/case/triage.js";

const GRAPH = {
  ask: ["ask.two", "ask.done"],
  "ask.two": ["ask.yes", "ask.no"],
  "ask.done": [],
  "ask.yes": [],
  "ask.no": [],
};

for (const [part, question] of [["ask", ""], ["ask.two", "ask"], ["ask.no", "ask.two"], ["elsewhere", ""], ["", ""]]) {
  test(`the way back leads to the question before: ${part}`, () => {
    assert.equal(before(GRAPH, part), question);
  });
}

const ADDRESSES = [
  ["", "", "ask"],
  ["#ask.yes", "", "ask.yes"],
  ["#ask.yes", "ask.two", "ask.yes"],
  ["#sources", "ask.two", "ask.two"],
  ["#sources", "", "ask"],
  ["#constructor", "", "ask"],
  ["#__proto__", "ask.no", "ask.no"],
  ["", "ask.no", "ask.no"],
];
for (const [address, current, part] of ADDRESSES) {
  test(`an address shows its part or what was shown: ${address} after ${current}`, () => {
    assert.equal(shown(GRAPH, address, current), part);
  });
}
