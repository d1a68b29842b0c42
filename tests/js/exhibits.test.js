// Exhibits: digests, tables safe in a spreadsheet, and what changed.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import {
  compare,
  csvOf,
  digestOf,
  LARGEST,
  linesOf,
  moved,
  rowsOf,
  sizeInWords,
} from "../../docs/assets/js/case/exhibits.js";
import { always, anExhibit } from "./kit.js";

const SLICE = 4 * 1024 * 1024;
const EMPTY_DIGEST = createHash("sha256").digest("hex");

for (const size of [0, 1, SLICE, SLICE + 1, 2 * SLICE + 12345]) {
  test(`a digest is SHA-256, and progress adds up: ${size} bytes`, async () => {
    const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
    /** @type {number[]} */
    const parts = [];
    const digest = await digestOf(new Blob([bytes]), (read) => parts.push(read));
    assert.equal(digest, createHash("sha256").update(bytes).digest("hex"));
    assert.equal(parts.reduce((sum, part) => sum + part, 0), size);
    assert.ok(Math.max(0, ...parts) <= SLICE);
  });
}

test("a file too large for memory has no digest and is not read", async () => {
  const file = new Blob();
  Object.defineProperty(file, "size", { value: LARGEST + 1 });
  file.slice = () => assert.fail("read");
  assert.equal(await digestOf(file), "");
});

/** @type {[number, string][]} */
const SIZES = [
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KB"],
  [1536, "1.5 KB"],
  [1024 ** 2, "1.0 MB"],
  [1024 ** 2 - 1, "1.0 MB"],
  [5 * 1024 ** 2 + 200_000, "5.2 MB"],
  [1024 ** 3, "1.0 GB"],
  [1024 ** 3 - 1, "1.0 GB"],
  [2048 * 1024 ** 3, "2048.0 GB"],
];
for (const [size, words] of SIZES) {
  test(`a size is told in the unit that fits: ${size}`, () => {
    assert.equal(sizeInWords(size), words);
  });
}

/** Read a table as a spreadsheet does (RFC 4180). @param {string} text @returns {string[][]} */
function asSpreadsheet(text) {
  assert.ok(text.startsWith("\ufeff"), "without it Excel misreads Chinese");
  const lines = [...text.slice(1).matchAll(/(?:"(?:[^"]|"")*"(?:,|\r\n))+?(?<=\r\n)/gy)].map(([line]) => line);
  assert.equal(lines.join(""), text.slice(1), "nothing else stands between");
  return lines.map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell.replace(/""/g, '"')));
}

const CELLS = [..."=+-@＝＋－＠|% \t\r\n　\u00a0'\",;a1中"];

always("a spreadsheet holds the list and no formula", 300, (random) => {
  const width = random.whole(1, 4);
  const rows = random.list(5, () => Array.from({ length: width }, () => random.text(CELLS, 12)));
  const held = rows.length ? asSpreadsheet(csvOf(rows)) : [];
  assert.deepEqual(held.map(({ length }) => length), rows.map(({ length }) => length));
  rows.flat().forEach((text, at) => {
    const cell = held.flat()[at];
    assert.ok([text, `'${text}`].includes(cell));
    assert.doesNotMatch(cell, /^[ \t\r\n\u3000\u00a0]*[=+\-@＝＋－＠]/);
  });
});

for (const before of ["", " ", "\t", "\r\n", "\u3000", "\u00a0 "]) {
  test(`a cell that would run is guarded: after ${JSON.stringify(before)}`, () => {
    const texts = [..."=+-@＝＋－＠"].map((mark) => `${before}${mark}1+1`);
    assert.deepEqual(asSpreadsheet(csvOf([texts])), [texts.map((text) => `'${text}`)]);
  });
}

for (const text of ["", "附件 1", "a=1", "1-2", "'quoted'", '"=1"', "，", "3+4", "长\n文"]) {
  test(`a harmless cell stays as it is: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(asSpreadsheet(csvOf([[text, "次"]])), [[text, "次"]]);
  });
}

test("the list numbers exhibits and names their kinds", () => {
  const exhibits = [
    anExhibit("one", { name: "单.jpg", size: 2048, sha256: EMPTY_DIGEST, kind: "buy", proves: "货真" }),
    anExhibit("two", { name: "录像.mp4", kind: "gone" }),
  ];
  const rows = rowsOf(exhibits, { buy: "进货凭证" });
  assert.deepEqual(rows, [
    ["附件 1", "单.jpg", "进货凭证", "货真", "2.0 KB", EMPTY_DIGEST],
    ["附件 2", "录像.mp4", "", "", "1 B", "未计算"],
  ]);
  assert.equal(linesOf(rows), "附件 1　单.jpg　证明：货真\n附件 2　录像.mp4");
});

test("a kind that objects inherit is no kind", () => {
  assert.equal(rowsOf([anExhibit("one", { kind: "constructor" })], {})[0][2], "");
});

/** @typedef {[string, string][]} Files each a name and a digest */

/** @type {[string, Files, Files, Record<string, string[]>][]} */
const COMPARED = [
  ["same", [["a", "A"]], [["a", "A"]], { same: ["0"] }],
  ["renamed", [["a", "A"]], [["b", "A"]], { same: ["0"] }],
  ["changed", [["a", "A"]], [["a", "B"]], { changed: ["0"] }],
  ["absent", [["a", "A"]], [], { absent: ["0"] }],
  ["no digest picked", [["a", "A"]], [["a", ""]], { unchecked: ["0"] }],
  ["no digest listed", [["a", ""]], [["a", "A"]], { unchecked: ["0"] }],
  ["unknown", [], [["x", "X"]], { unknown: ["x"] }],
  ["no digest on either side tells nothing", [["a", ""]], [["x", ""]], { absent: ["0"], unknown: ["x"] }],
  ["two of the same name, both there", [["a", "A"], ["a", "B"]], [["a", "B"], ["a", "A"]], { same: ["0", "1"] }],
  ["another file of the same name besides", [["a", "A"]], [["a", "B"], ["a", "A"]], { same: ["0"] }],
  ["another file of the same name after it", [["a", "A"]], [["a", "A"], ["a", "B"]], { same: ["0"] }],
  ["two listed under one name, one there", [["a", "A"], ["a", "B"]], [["a", "A"]], { same: ["0"], absent: ["1"] }],
  ["two of the same name, the second unread", [["a", "A"]], [["a", "B"], ["a", ""]], { unchecked: ["0"] }],
  ["two of the same name, the first unread", [["a", "A"]], [["a", ""], ["a", "B"]], { unchecked: ["0"] }],
];
for (const [name, listed, picked, verdicts] of COMPARED) {
  test(`files picked again are told same, changed or absent: ${name}`, () => {
    const exhibits = listed.map(([name, sha256], at) => anExhibit(String(at), { name, sha256 }));
    const { unknown, ...found } = compare(exhibits, picked.map(([name, sha256]) => ({ name, sha256 })));
    const told = Object.entries(found).map(([verdict, each]) => [verdict, each.map(({ id }) => id)]);
    const all = [...told, ["unknown", unknown]].filter(([, each]) => each.length);
    assert.deepEqual(Object.fromEntries(all), verdicts);
  });
}

/** @type {[number, number, string][]} */
const MOVES = [[0, 2, "bca"], [2, 0, "cab"], [1, 1, "abc"], [0, 1, "bac"], [0, 9, "bca"], [2, -5, "cab"]];
for (const [from, to, result] of MOVES) {
  test(`an entry is moved within a new list: from ${from} to ${to}`, () => {
    const list = [..."abc"];
    assert.equal(moved(list, from, to).join(""), result);
    assert.equal(list.join(""), "abc");
  });
}
