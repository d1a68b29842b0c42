// Exhibits: digests, tables safe in a spreadsheet, and what changed.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { csvOf } from "../../docs/assets/js/case/csv.js";
import { digestOf, LARGEST, whyUnread } from "../../docs/assets/js/case/digest.js";
import { compare, linesOf, moved, rowsOf, sizeInWords } from "../../docs/assets/js/case/exhibits.js";
import { always, anExhibit } from "./kit.js";

const SLICE = 1024 * 1024;
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

/**
 * A file that is larger than what memory holds: it gives a slice at a time, never the whole.
 *
 * @param {number} size
 * @param {(part: number) => Uint8Array} read
 */
function video(size, read) {
  const file = new Blob();
  Object.defineProperty(file, "size", { value: size });
  file.arrayBuffer = () => Promise.reject(new RangeError("Array buffer allocation failed"));
  file.slice = (start = 0, end = 0) => {
    assert.ok(end - start <= SLICE, "more than a slice at once");
    const part = new Blob();
    part.arrayBuffer = () => Promise.resolve(read(Math.min(end, size) - start).slice().buffer);
    return part;
  };
  return file;
}

const ZEROS = new Uint8Array(SLICE);

test("a video that does not fit into memory has a digest", async () => {
  const sum = createHash("sha256");
  for (let part = 0; part < 40; part += 1) sum.update(ZEROS);
  assert.equal(await digestOf(video(40 * SLICE, (size) => ZEROS.subarray(0, size))), sum.digest("hex"));
});

test("a file that gives less than its size has no digest of a part", async () => {
  await assert.rejects(digestOf(video(2 * SLICE, (size) => ZEROS.subarray(0, size - 1))), RangeError);
});

/** @type {[string, string][]} */
const REASONS = [
  ["NotFoundError", "不在原来的地方"],
  ["NotReadableError", "先下载到这台设备"],
  ["constructor", "没有说原因"],
];
for (const [name, words] of REASONS) {
  test(`why a file could not be read is told: ${name}`, () => {
    assert.ok(whyUnread(new DOMException("", name)).includes(words));
  });
}

test("a file that would take minutes has no digest and is not read", async () => {
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
    assert.ok([text, `'${text}`, `\t${text}`].includes(cell));
    assert.doesNotMatch(cell, /^[ \t\r\n\u3000\u00a0]*[=@＝＠|%]/);
    if (cell === text) assert.doesNotMatch(cell, /^[ \t\r\n\u3000\u00a0]*[+\-＋－]/);
    if (/^\t\s*[+\-＋－]/.test(cell)) assert.doesNotMatch(cell, /[=@＝＠|'";,]/, "a tab stops no formula that acts");
  });
});

for (const before of ["", " ", "\t", "\r\n", "\u3000", "\u00a0 "]) {
  test(`a cell that would run is guarded: after ${JSON.stringify(before)}`, () => {
    const texts = [..."=+-@＝＋－＠"].map((mark) => `${before}${mark}1+1`);
    assert.deepEqual(asSpreadsheet(csvOf([texts])), [texts.map((text) => `'${text}`)]);
  });
}

for (const text of ["", "附件 1", "a=1", "'quoted'", '"=1"', "，", "3+4", "长\n文"]) {
  test(`a harmless cell stays as it is: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(asSpreadsheet(csvOf([[text, "次"]])), [[text, "次"]]);
  });
}

const NUMBERS = [
  "1234567890123456789",
  "123456789012345678",
  "00123",
  "１２３４５６７８９０１２３４５６７",
  "1E5",
  "1.5e+9",
];
const DAYS = ["3-4", "1-2", "3/4", "2026-11-22", "10:30", "3月4日", "Mar-4", "4 december", "9:30 PM", "上午9:00"];
const OTHERS = ["(5)", "50%", "￥5", "$1,234.50", "TRUE", "false", "1 1/2", " 0012 "];
const SIGNED = ["-1.jpg", "-1 (2).jpg", "-截图.jpg", "+86 13800000000", "-1-2.jpg", "-5", "＋1"];
for (const text of [...NUMBERS, ...DAYS, ...OTHERS, ...SIGNED]) {
  test(`a cell that would be taken for something else is text, and nothing is seen of it: ${text}`, () => {
    assert.deepEqual(asSpreadsheet(csvOf([[text, "次"]])), [[`\t${text}`, "次"]]);
  });
}

for (const text of ["-cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "-1,SUM (A1)", "-A1*2", '+HYPERLINK("x")']) {
  test(`a formula behind a sign is guarded: ${text}`, () => {
    assert.deepEqual(asSpreadsheet(csvOf([[text]])), [[`'${text}`]]);
  });
}

for (
  const text of [
    "订单 1234567890123456789",
    "1.jpg",
    "20261122_153000.mp4",
    "附件 1",
    "1.2 MB",
    "a".repeat(64),
    "IMG_1.HEIC",
  ]
) {
  test(`what every program takes for text stays as it is: ${text}`, () => {
    assert.deepEqual(asSpreadsheet(csvOf([[text]])), [[text]]);
  });
}

test("a spreadsheet's marks are in its file alone", () => {
  const rows = rowsOf([anExhibit("one", { name: "-1.jpg", proves: "=1" })], {});
  assert.deepEqual(rows[0].slice(1, 4), ["-1.jpg", "", "=1"]);
  assert.equal(linesOf(rows), "附件 1　-1.jpg　证明：=1");
});

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
