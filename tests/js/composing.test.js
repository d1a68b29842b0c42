// What answers to typing, by the events that each engine sends for a word chosen by pinyin.

import assert from "node:assert/strict";
import { test } from "node:test";

class Typed extends Event {
  /** @param {string} type @param {boolean} isComposing */
  constructor(type, isComposing) {
    super(type);
    this.isComposing = isComposing;
  }
}
Object.assign(globalThis, { InputEvent: Typed });
const { isOfWord, onTyped } = await import("../../docs/assets/js/ui/typed.js");

/** @typedef {[type: string, value: string, isComposing?: boolean]} Told */

const LETTERS = /** @type {Told[]} */ ([["compositionstart", ""], ["input", "n", true], ["input", "ni", true]]);

/** @type {Record<string, Told[]>} */
const ENGINES = {
  Chrome: [...LETTERS, ["input", "你", true], ["compositionend", "你"]],
  Firefox: [...LETTERS, ["compositionend", "你"], ["input", "你", false]],
  Safari: [...LETTERS, ["input", "", true], ["input", "你", false], ["compositionend", "你"]],
};

/** Give the texts that were answered. @param {Told[]} told */
function answered(told) {
  const box = Object.assign(new EventTarget(), { value: "" });
  /** @type {string[]} */
  const texts = [];
  onTyped(Object(box), () => texts.push(box.value));
  for (const [type, value, isComposing] of told) {
    box.value = value;
    box.dispatchEvent(type === "input" ? new Typed(type, isComposing ?? false) : new Event(type));
  }
  return texts;
}

for (const [engine, told] of Object.entries(ENGINES)) {
  test(`a word chosen by pinyin is answered once: ${engine}`, () => {
    assert.deepEqual(answered(told), ["你"]);
  });
}

test("each other key is answered, and so is a word that was given up", () => {
  assert.deepEqual(answered([["input", "a"], ["input", "ab"]]), ["a", "ab"]);
  assert.deepEqual(
    answered([["input", "a"], ["compositionstart", "a"], ["input", "an", true], ["compositionend", "a"]]),
    [
      "a",
    ],
  );
});

test("the same text typed again later is answered again", async () => {
  const box = Object.assign(new EventTarget(), { value: "a" });
  let times = 0;
  onTyped(Object(box), () => times += 1);
  box.dispatchEvent(new Typed("input", false));
  await new Promise((resolve) => setTimeout(resolve, 5));
  box.dispatchEvent(new Typed("input", false));
  assert.equal(times, 2);
});

test("Enter and Escape of a word are told from others, and no other key with 229, as Android sends for all", () => {
  /** @type {[string, number, boolean, boolean][]} */
  const keys = [
    ["Enter", 13, true, true],
    ["Enter", 229, false, true],
    ["Escape", 229, false, true],
    [
      "Enter",
      13,
      false,
      false,
    ],
    ["Unidentified", 229, false, false],
    ["a", 65, true, true],
  ];
  for (const [key, keyCode, isComposing, expected] of keys) {
    assert.equal(isOfWord(Object({ key, keyCode, isComposing })), expected, key);
  }
});
