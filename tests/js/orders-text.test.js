// Text files and pasted rows: whatever their encoding, quotes and line ends, they are read exactly, or refused with the row.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decode } from "../../docs/assets/js/orders/decode.js";
import { delimitedRows, delimiterOf } from "../../docs/assets/js/orders/delimited.js";
import { OrderFileError } from "../../docs/assets/js/orders/file-error.js";
import { Pace } from "../../docs/assets/js/orders/pace.js";
import { readFile, readPasted } from "../../docs/assets/js/orders/read-file.js";
import { always } from "./kit.js";
import { delimited, ENCODERS, joined, ordersOf, sample } from "./order-files.js";

/** @import { Random } from "./kit.js" */

/** @param {string} text @param {string} [delimiter] */
const cellsOf = (text, delimiter) => [...delimitedRows(text, delimiter)].map(({ cells }) => cells);

/** @type {[string, string, string[][]][]} */
const TABLES = [
  ["a last line without an end", "a,b\nc,d", [["a", "b"], ["c", "d"]]],
  ["each line end", "a,b\r\nc,d\re,f\n", [["a", "b"], ["c", "d"], ["e", "f"]]],
  ["blank lines are rows", "a,b\n\n\nc,d\n", [["a", "b"], [""], [""], ["c", "d"]]],
  ["empty cells at the ends", ",a,\n,,\n", [["", "a", ""], ["", "", ""]]],
  ["a delimiter at the very end", "a,b,", [["a", "b", ""]]],
  ["quotes, line breaks and delimiters in quotes", '"a,""b""","c\r\nd"\n', [['a,"b"', "c\r\nd"]]],
  ["an empty quoted cell", '"",a\n', [["", "a"]]],
  ["a formula that keeps a number whole", '="123",a\n', [['="123"', "a"]]],
  ["quotes within a cell", 'a "b" c,d\n', [['a "b" c', "d"]]],
  ["a declared delimiter", "sep=;\r\na,b;c\r\n", [["a,b", "c"]]],
  ["tabs, with commas in the cells", "a,b\tc,d,e\nf\tg\n", [["a,b", "c,d,e"], ["f", "g"]]],
  ["a pasted cell that begins with a quoted word", '"a" b\tc\nd\te\n', [['"a" b', "c"], ["d", "e"]]],
  ["nothing", "", []],
];
for (const [name, text, rows] of TABLES) {
  test(`rows of a text: ${name}`, () => assert.deepEqual(cellsOf(text), rows));
}

test("rows are counted as a spreadsheet shows them", () => {
  const rows = [...delimitedRows('"a\r\nb",c\r\n\r\nd,e\r\n')];
  assert.deepEqual(rows.map(({ row }) => row), [1, 2, 3]);
  assert.equal([...delimitedRows("sep=,\na,b\n")][0].row, 1);
});

test("a quote that nothing closes is told with its row", () => {
  assert.throws(() => cellsOf('a,b\n"c\nd",e\nf,"g\n'), {
    name: "OrderFileError",
    fault: "quote",
    row: 3,
    message: /第 3 行/,
  });
});

test("a row whose quotes do not match is marked, and those around it are read", () => {
  const rows = [...delimitedRows('a,b\n"c "d" e",f\ng,h\n')];
  assert.deepEqual(rows.map(({ torn }) => torn), [false, true, false]);
  assert.deepEqual(rows[2].cells, ["g", "h"]);
});

for (
  const [sign, text] of [["\t", "a\tb,c\nd\te\n"], [";", "a;1,5;c\nb;2,5;d\n"], [",", 'a,"b;c;d;e"\nf,"g;h;i;j"\n'], [
    ",",
    "a\nb\n",
  ]]
) {
  test(`the delimiter ${JSON.stringify(sign)} is recognized in ${JSON.stringify(text)}`, () => {
    assert.equal(delimiterOf(text), sign);
  });
}

test("the delimiter is recognized below title lines", () => {
  assert.equal(delimiterOf(`订单,导出,说明,一,二,三\n${"a\tb\tc\n".repeat(5)}`), "\t");
});

const PIECES = '订单|编号|a|1|0| |"|""|,|;|\t|\n|\r\n|\r|\'|=|="1"|<b>|&amp;|é|€|😀|𠮷|\u3000|No:|null'.split("|");

/** @param {Random} random */
function randomTable(random) {
  const width = random.whole(2, 6);
  return Array.from(
    { length: random.whole(3, 9) },
    () => Array.from({ length: width }, () => random.text(PIECES, 6).replace(/\0|[\ud800-\udfff]/gu, "")),
  );
}

for (const [encoding, encode] of Object.entries(ENCODERS)) {
  always(`any table is read back exactly: ${encoding}`, 150, async (random) => {
    const rows = [["订单编号", "宝贝标题"], ...randomTable(random)].map((row) =>
      row.map((cell) => representable(cell, encoding))
    );
    const [sign, end] = [random.pick([",", ";", "\t"]), random.pick(["\n", "\r\n", "\r"])];
    const text = delimited(rows, sign, end);
    const found = await decode(encode(text), new Pace());
    assert.equal(found.text, text);
    assert.deepEqual(cellsOf(found.text, sign), rows);
  });
}

/** What the encoding has no sign for is left out. @param {string} cell @param {string} encoding */
function representable(cell, encoding) {
  if (encoding !== "gb18030") return cell;
  return Array.from(cell).filter((sign) => new TextDecoder("gb18030").decode(ENCODERS.gb18030(sign)) === sign).join("");
}

always("the delimiter of any table is recognized", 300, (random) => {
  const sign = random.pick([",", ";", "\t"]);
  const rows = randomTable(random).map((row) => ["1", ...row.slice(1).map((cell) => cell.replace(/^"/, "")), "2"]);
  assert.deepEqual(cellsOf(delimited(rows, sign, random.pick(["\n", "\r\n", "\r"]))), rows);
});

always("a text cut or changed anywhere is read, or refused with its row", 300, (random) => {
  const text = delimited(randomTable(random));
  const at = random.whole(0, text.length);
  const hurt = text.slice(0, at) + random.pick(["", '"', ",", "\n", '""']) + text.slice(at + random.whole(0, 3));
  try {
    let end = 0;
    for (const row of delimitedRows(hurt)) {
      assert.ok(row.end > end || row.end === hurt.length);
      end = row.end;
    }
    assert.equal(end, hurt.length);
  } catch (error) {
    assert.ok(error instanceof OrderFileError && error.row > 0, String(error));
  }
});

// --- encodings -----------------------------------------------------------------------------------

const { "utf-8": utf8, gb18030 } = ENCODERS;
const LINES = Array.from({ length: 8 }, (_, index) => `${index},秋冬加绒卫衣男女同款,交易成功\n`);

/** @type {[string, Uint8Array, number][]} what, bytes, the row that is named */
const MIXTURES = [
  ["GB 18030 after UTF-8", joined([utf8(LINES.slice(0, 5).join("")), gb18030(LINES.slice(5).join(""))]), 6],
  ["UTF-8 after GB 18030", joined([gb18030(LINES.slice(0, 5).join("")), utf8(LINES.slice(5).join(""))]), 6],
  ["UTF-8 that lost a byte", joined([utf8(LINES.slice(0, 3).join("")), utf8(LINES[3]).subarray(1 + 2)]), 4],
  ["UTF-8 that was cut", utf8(LINES.join("").slice(0, -1)).subarray(0, -1), 8],
  ["GB 18030 with a byte that is none", joined([gb18030(LINES[0] + LINES[1]), Uint8Array.of(0xff, 0x0a)]), 3],
  ["GB 18030 that was cut", gb18030(LINES.join("").trim()).subarray(0, -1), 8],
  ["UTF-16 that was cut", ENCODERS["utf-16le"](LINES.join("")).subarray(0, -1), 8],
  ["a line break in quotes begins no row", joined([gb18030('"a\nb\nc",订单\n'), Uint8Array.of(0xff)]), 2],
];
for (const [name, bytes, row] of MIXTURES) {
  test(`refused, with the row: ${name}`, async () => {
    await assert.rejects(decode(bytes, new Pace()), { fault: "encoding", row, message: new RegExp(`第 ${row} 行`) });
  });
}

test("a browser that knows no GB 18030 is told, with what helps", async () => {
  const known = globalThis.TextDecoder;
  globalThis.TextDecoder = /** @type {any} */ (class extends known {
    constructor(/** @type {string} */ label, /** @type {TextDecoderOptions} */ options) {
      if (label === "gb18030") throw new RangeError();
      super(label, options);
    }
  });
  try {
    await assert.rejects(readFile(sample("report.csv"), "a.csv"), { fault: "encoding", message: /另存为 CSV|粘贴/ });
  } finally {
    globalThis.TextDecoder = known;
  }
});

test("what is no text is refused", async () => {
  const noise = Uint8Array.from({ length: 4000 }, (_, index) => index % 3 ? 0 : index % 256);
  await assert.rejects(readFile(noise, "a.csv"), { fault: "other" });
  await assert.rejects(readFile(new Uint8Array(0), "a.csv"), { fault: "empty" });
  await assert.rejects(readPasted(" \n\t\n"), { fault: "empty" });
  await assert.rejects(readFile(utf8("<html><table><tr><td>订单编号"), "a.xls"), { fault: "page" });
  await assert.rejects(readFile(new Uint8Array(60_000_001), "a.csv"), { fault: "large" });
});

// --- whole reports -------------------------------------------------------------------------------

for (
  const [name, orders, encoding] of [["report.csv", 14, "gb18030"], ["report-utf8.csv", 14, "utf-8"], [
    "report-200.csv",
    200,
    "gb18030",
  ]]
) {
  test(`a report as the back office writes it: ${name}`, async () => {
    const read = await ordersOf(sample(String(name)), String(name));
    assert.equal(read.orders.length, orders);
    assert.equal(read.table.source.encoding, encoding);
    assert.equal(read.table.source.headingRow, 1);
    assert.deepEqual([read.refused, read.repeated, read.unclear, read.blank], [[], [], [], 0]);
    assert.equal(new Set(read.orders.map(({ no }) => no)).size, orders);
  });
}

test("an order of a report, as it is kept", async () => {
  const { orders, dropped } = await ordersOf(sample("report.csv"));
  assert.deepEqual(orders[0], {
    no: "3441747661435545823",
    created: "2026-09-04T19:44",
    paid: "2026-09-04T19:45",
    shipped: "",
    done: "",
    amount: "88.91",
    refund: "88.91",
    status: "卖家已发货，等待买家确认",
    title: "=1+1 加湿器",
    quantity: "3",
    tracking: "YT1950143669791",
    carrier: "圆通速递",
  });
  assert.deepEqual(dropped.kinds, ["账号", "留言", "姓名", "地址", "电话", "备注"]);
  assert.ok(dropped.headings.includes("运送方式"));
});

test("nothing of the buyer is in a table that is handed on", async () => {
  for (const name of ["report.csv", "report-openpyxl.xlsx"]) {
    const text = JSON.stringify(await readFile(sample(name), name));
    for (const secret of ["买家003", "buyer003", "张示例", "示例路", "00000000", "不要发票", "老客户"]) {
      assert.ok(!text.includes(secret), secret);
    }
  }
});

test("pasted rows: the three numbers that a spreadsheet spoilt are refused with their rows", async () => {
  const read = await ordersOf(sample("pasted.tsv"));
  assert.equal(read.orders.length, 11);
  assert.deepEqual(read.refused.map(({ row }) => row), [4, 7, 11]);
  for (const { why, text } of read.refused) {
    assert.match(text, /E\+18$/);
    assert.match(why, /重新导出/);
  }
});

// --- what takes long -----------------------------------------------------------------------------

test("long work tells how far it is, lets the page go on, and can be stopped", async () => {
  const text = delimited([
    ["订单编号", "宝贝标题"],
    ...Array.from({ length: 60_000 }, (_, row) => [String(10 ** 17 + 16 * row), "长".repeat(30)]),
  ]);
  let turns = 0;
  const timer = setInterval(() => turns += 1);
  /** @type {number[]} */
  const shares = [];
  await readPasted(text, { onProgress: (share) => shares.push(share) });
  clearInterval(timer);
  assert.ok(turns > 0 && shares.length > 0);
  assert.ok(shares.every((share, index) => share >= 0 && share <= 1 && share >= (shares[index - 1] ?? 0)));
  const stop = new AbortController();
  await assert.rejects(readPasted(text, { signal: stop.signal, onProgress: () => stop.abort() }), { fault: "stopped" });
});
