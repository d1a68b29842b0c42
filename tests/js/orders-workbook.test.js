// Workbooks: archives, XML and cells, as programs write them and as nobody should.

import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";

import { inflated } from "../../docs/assets/js/orders/inflate.js";
import { formatShows } from "../../docs/assets/js/orders/number-formats.js";
import { OrderFileError } from "../../docs/assets/js/orders/file-error.js";
import { readFile } from "../../docs/assets/js/orders/read-file.js";
import { XmlReader } from "../../docs/assets/js/orders/xml.js";
import { content, zipEntries } from "../../docs/assets/js/orders/zip.js";
import { always } from "./kit.js";
import { escaped, inline, ordersOf, sample, workbookOf, zipOf } from "./order-files.js";

/** @import { Random } from "./kit.js" */

const HEAD = inline([["订单编号", "宝贝标题", "订单创建时间", "退款金额"]]);
const NO = "3624989531201712629";

/** @param {string} rows XML below the headings @param {Parameters<typeof workbookOf>[1]} [parts] */
async function readRows(rows, parts) {
  const bytes = workbookOf({ 订单: HEAD + rows }, parts);
  return await readFile(bytes, "a.xlsx");
}

/** @param {string} cells XML @param {Parameters<typeof workbookOf>[1]} [parts] */
async function cellsOf(cells, parts) {
  return (await readRows(`<row>${cells}</row>`, parts)).rows[0].cells;
}

// --- DEFLATE -------------------------------------------------------------------------------------

/** @param {Uint8Array} bytes */
function whole(bytes) {
  const parts = [];
  for (const part of inflated(bytes)) parts.push(...part);
  return Uint8Array.from(parts);
}

/** @param {Random} random */
function randomBytes(random) {
  const kinds = random.pick([1, 3, 60, 256]);
  const size = random.pick([0, 1, 5, 300, 5000, 140_000]);
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) {
    bytes[at] = at > 400 && random.next() < 0.3 ? bytes[at - random.whole(1, 400)] : random.whole(0, kinds - 1);
  }
  return bytes;
}

always("what zlib packs is unfolded", 60, (random) => {
  const bytes = randomBytes(random);
  const level = random.whole(0, 9);
  const strategy = random.pick([
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ]);
  assert.deepEqual(whole(new Uint8Array(deflateRawSync(bytes, { level, strategy }))), bytes);
});

test("what a browser packs is unfolded", async () => {
  const text = new TextEncoder().encode("秋冬加绒卫衣".repeat(20_000));
  const packed = new Response(text).body?.pipeThrough(new CompressionStream("deflate-raw"));
  assert.deepEqual(whole(new Uint8Array(await new Response(packed).arrayBuffer())), text);
});

always("packed bytes that were hurt end, with bytes or a RangeError", 400, (random) => {
  const packed = new Uint8Array(deflateRawSync(Uint8Array.from({ length: 600 }, () => random.whole(0, 20))));
  for (let i = random.whole(1, 4); i > 0; i -= 1) packed[random.whole(0, packed.length - 1)] = random.whole(0, 255);
  try {
    for (const part of inflated(packed.subarray(0, random.whole(0, packed.length)))) assert.ok(part.length < 200_000);
  } catch (error) {
    assert.ok(error instanceof RangeError, String(error));
  }
});

test("packed bytes that reach back before their beginning are refused", () => {
  assert.throws(() => whole(Uint8Array.of(3, 2, 0)), RangeError); // three bytes, from one before
});

test("packed bytes whose end is missing are refused", () => {
  const packed = new Uint8Array(deflateRawSync(new TextEncoder().encode("订单编号，宝贝标题")));
  for (let size = 0; size < packed.length; size += 1) {
    assert.throws(() => whole(packed.subarray(0, size)), RangeError);
  }
});

// --- ZIP -----------------------------------------------------------------------------------------

test("entries of an archive, packed or stored, with a comment behind it", () => {
  for (const stored of [true, false]) {
    const entries = zipEntries(zipOf({ "a.txt": "订单", "b/c.txt": "" }, { stored, comment: "PK\x05\x06 no end" }));
    assert.deepEqual([...entries.keys()], ["a.txt", "b/c.txt"]);
    const parts = [...content(/** @type {any} */ (entries.get("a.txt")), 100)].map((part) => [...part]);
    assert.deepEqual(parts.flat(), [...new TextEncoder().encode("订单")]);
  }
});

test("a workbook whose sizes are written as ZIP64, as Java programs do", async () => {
  const bytes = workbookOf({ 订单: HEAD + inline([[NO, "a"]]) }, {}, { wide: true });
  assert.deepEqual((await readFile(bytes, "a.xlsx")).rows[0].cells, [NO, "a"]);
});

always("a workbook hurt or cut anywhere is read as it was, or refused", 300, async (random) => {
  const bytes = workbookOf({ 订单: HEAD + inline([[NO, "a"], [NO, "b"]]) }, {}, {
    stored: random.next() < 0.5,
    wide: random.next() < 0.3,
  });
  const expected = (await readFile(bytes, "a.xlsx")).rows;
  const hurt = bytes.slice(0, random.next() < 0.3 ? random.whole(5, bytes.length) : bytes.length);
  const at = random.whole(4, hurt.length - 1);
  hurt[at] ^= 1 << random.whole(0, 7);
  try {
    assert.deepEqual(
      (await readFile(hurt, "a.xlsx")).rows.map(({ cells }) => cells),
      expected.map(({ cells }) => cells),
    );
  } catch (error) {
    assert.ok(error instanceof OrderFileError, String(error));
  }
});

/** @type {[string, Uint8Array, string, RegExp][]} */
const REFUSED = [
  ["an old workbook", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "old", /\.xls .*另存为 CSV/],
  ["a workbook with a password", compound("EncryptedPackage"), "locked", /密码/],
  ["an archive with a password", zipOf({ "a.csv": "1" }, { flags: 1 }), "locked", /密码/],
  ["an archive with a table in it", zipOf({ "订单.csv": "1" }), "other", /解压/],
  ["another archive", zipOf({ "word/document.xml": "<a/>" }), "other", /不是 \.xlsx/],
  ["a workbook without sheets", workbookOf({}), "other", /没有工作表/],
  ["an empty sheet", workbookOf({ 订单: "" }), "empty", /空/],
  ["a sheet with a document type", workbookOf({ 订单: '<!DOCTYPE a [<!ENTITY b "c">]>' }), "damaged", /CSV/],
  [
    "a sheet with an unknown entity",
    workbookOf({ 订单: `${HEAD}<row><c t="str"><v>&b;</v></c></row>` }),
    "damaged",
    /CSV/,
  ],
  ["a text that is not there", workbookOf({ 订单: `${HEAD}<row><c t="s"><v>7</v></c></row>` }), "damaged", /CSV/],
  ["a row without an end", workbookOf({ 订单: `${HEAD}<row><c><v>1</v>` }), "damaged", /CSV/],
  [
    "a sheet that unfolds without end",
    workbookOf({ 订单: HEAD + " ".repeat(3_900_000) + "<!-- -->".repeat(12_100_000) }),
    "large",
    /分几次导出/,
  ],
  ["a text without end", workbookOf({ 订单: `${HEAD}<row><c t="str"><v>${"1".repeat(9_000_000)}` }), "damaged", /CSV/],
  ["cells without end", workbookOf({ 订单: HEAD + '<row><c r="ALL1"/></row>'.repeat(10_001) }), "large", /分几次导出/],
  ["rows without end", workbookOf({ 订单: HEAD + "<row/>".repeat(200_001) }), "large", /第 200001 行/],
];
for (const [name, bytes, fault, message] of REFUSED) {
  test(`refused, with what helps: ${name}`, async () => {
    await assert.rejects(readFile(bytes, "a.xlsx"), { name: "OrderFileError", fault, message });
  });
}

/** @param {string} name of a stream in a compound file */
function compound(name) {
  const bytes = new Uint8Array(1024);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
  Array.from(name).forEach((sign, index) => bytes[512 + 2 * index] = sign.charCodeAt(0));
  return bytes;
}

// --- XML -----------------------------------------------------------------------------------------

/** @param {string[]} parts */
function tokens(parts) {
  const reader = new XmlReader(parts[Symbol.iterator]());
  const found = [];
  let text = "";
  while (reader.next()) {
    if (reader.kind === "text") {
      text += reader.text;
      continue;
    }
    if (text) found.push(text);
    text = "";
    found.push(
      reader.kind === "open" ? [reader.name, reader.attribute("a"), reader.attribute(":id")] : `/${reader.name}`,
    );
  }
  return [...found, ...(text ? [text] : [])];
}

const XML =
  `<?xml version="1.0"?><!-- <no> -- > --><x:r a = '1>"2' b="a='3'" y:id="&lt;&#x8ba2;&#21333;"  ><c\n\ta="'"/>` +
  `t&amp;u<![CDATA[<v> &amp; ]]]]>w<s aa="5" a="6"></s></x:r>\n`;
const TOKENS = [["r", '1>"2', "<订单"], ["c", "'", ""], "/c", "t&u<v> &amp; ]]w", ["s", "6", ""], "/s", "/r", "\n"];

test("tags and texts of XML", () => assert.deepEqual(tokens([XML]), TOKENS));

always("XML that comes in any parts is the same", 300, (random) => {
  const parts = [];
  for (let at = 0; at < XML.length;) {
    const size = random.pick([0, 1, 1, 2, 3, 7, 40]);
    parts.push(XML.slice(at, at + size));
    at += size;
  }
  assert.deepEqual(tokens(parts), TOKENS);
});

test("a text or a tag without measure is refused", () => {
  const part = "a".repeat(65_536);
  for (const start of ["<r>", "<r ", '<r b="', "<!--", "<![CDATA["]) {
    const parts = [start, ...new Array(80).fill(part), '-->]]>"/></r>'];
    assert.throws(() => tokens(parts), { name: "SyntaxError", message: /too long/ });
  }
});

for (
  const text of [
    "<",
    "<a",
    '<a b="',
    "<!--",
    "<![CDATA[",
    "<?a",
    "<!DOCTYPE a>",
    "<>",
    "</>",
    "&a;",
    "a & b",
    "&#xffffffff;",
    "&#x;",
  ]
) {
  test(`refused: ${text}`, () => assert.throws(() => tokens([text]), SyntaxError));
}

// --- cells ---------------------------------------------------------------------------------------

const STYLES =
  '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs>' +
  "<cellStyles><cellStyle/></cellStyles>";
const STRINGS =
  "<si><t>一</t></si><si><r><rPr/><t>二</t></r><r><t xml:space='preserve'> 三</t></r><rPh><t>er</t></rPh></si><si/>";

/** @type {[string, string, string[]][]} */
const CELLS = [
  ["shared texts, rich ones too", '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>', [
    "一",
    "二 三",
    "",
  ]],
  ["inline texts, rich ones too", '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>', [
    "ab",
  ]],
  ["what a formula gave", '<c t="str"><f>A1&amp;"v"</f><v>a&lt;b</v></c><c><f>1+1</f><v>2</v></c>', ["a<b", "2"]],
  ["numbers", "<c><v>30.57</v></c><c><v>30.570000000000004</v></c><c><v>1E2</v></c><c t='n'><v>-0.5</v></c>", [
    "30.57",
    "30.57",
    "100",
    "-0.5",
  ]],
  [
    "days and times",
    '<c s="1"><v>46320.6448</v></c><c s="2"><v>46320</v></c><c s="3"><v>46320</v></c><c s="1"><v>46320</v></c>',
    ["2026-10-25 15:28:31", "2026-10-25", "2026-10-25", "2026-10-25 00:00:00"],
  ],
  ["what is styled as a number", '<c s="4"><v>46320</v></c><c s="0"><v>46320</v></c><c s="99"><v>1</v></c>', [
    "46320",
    "46320",
    "1",
  ]],
  ["days as text", '<c t="d"><v>2026-10-25T15:28:30</v></c>', ["2026-10-25T15:28:30"]],
  ["truths and errors", '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>', ["1", "#N/A"]],
  [
    "cells that are not there",
    '<c r="B2" t="str"><v>b</v></c><c t="str"><v>c</v></c><c r="AA2" t="str"><v>aa</v></c>',
    ["", "b", "c", ...new Array(23).fill(""), "aa"],
  ],
  ["empty cells", '<c r="A2"/><c r="B2"><v></v></c><c r="C2" t="str"><v>c</v></c>', ["", "", "c"]],
  ["signs that XML cannot hold", '<c t="str"><v>a_x000D__x000A_b_x005F_c</v></c>', ["a\r\nb_c"]],
  ["comments and CDATA", '<c t="str"><!-- <v>no</v> --><v>a<![CDATA[<b>]]>c</v></c>', ["a<b>c"]],
  ["prefixes", '<x:c xmlns:x="y" t="str"><x:v>a</x:v></x:c>', ["a"]],
];
for (const [name, cells, texts] of CELLS) {
  test(`cells of a workbook: ${name}`, async () => {
    assert.deepEqual(await cellsOf(cells, { strings: STRINGS, styles: STYLES }), texts);
  });
}

test("days of a workbook that counts from 1904", async () => {
  const parts = { styles: STYLES, settings: '<workbookPr date1904="1"/>' };
  assert.deepEqual(await cellsOf('<c s="1"><v>44858.6448</v></c>', parts), ["2026-10-25 15:28:31"]);
  const table = await readRows(`<row><c t="str"><v>${NO}</v></c></row>`, parts);
  assert.equal(table.system, 1904);
});

test("rows keep the numbers that a spreadsheet shows", async () => {
  const { rows } = await readRows(
    '<row r="5"><c t="str"><v>a</v></c></row><row><c t="str"><v>b</v></c></row><row r="9"/>',
  );
  assert.deepEqual(rows.map(({ row }) => row), [5, 6, 9]);
});

test("the first sheet that has the headings of orders is read, and the others are named", async () => {
  const other = inline([["说明", "导出于 2026 年"]]);
  const { source, rows } = await readFile(
    workbookOf({ 说明: other, 订单: HEAD + inline([[NO]]), 汇总: HEAD }),
    "a.xlsx",
  );
  assert.deepEqual([source.sheet, source.otherSheets, rows.length], ["订单", ["说明", "汇总"], 1]);
  assert.equal((await readFile(workbookOf({ 甲: other, 乙: other }), "a.xlsx")).source.sheet, "甲");
});

test("a row that a drawing names is none of the sheet's", async () => {
  const bytes = workbookOf({
    订单: `${HEAD}${inline([[NO]])}</sheetData><controls><row><c t="str"><v>1</v></c></row></controls><sheetData>`,
  });
  assert.equal((await readFile(bytes, "a.xlsx")).rows.length, 1);
});

for (const number of [NO, "3.6249895312017126E18", "3624989531201712000", "1234567890123456"]) {
  test(`a number that the workbook keeps as a number is spoilt: ${number}`, async () => {
    const bytes = workbookOf({ 订单: `${HEAD}<row r="2"><c><v>${number}</v></c></row>` });
    const { orders, refused } = await ordersOf(bytes);
    assert.deepEqual(orders, []);
    assert.equal(refused[0].row, 2);
    assert.match(refused[0].why, /重新导出.*文本/);
  });
}

always("any text stands in a workbook as it was", 150, async (random) => {
  const texts = random.list(
    6,
    () =>
      random.text(["订单", "<b>", "&amp;", '"', "'", "]]>", "\n", "\r", " ", "=1+1", "😀", "x0041"], 6)
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]|_x/gu, ""),
  );
  const shared = random.next() < 0.5;
  const strings = texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join("");
  const rows = shared
    ? `<row>${texts.map((_, index) => `<c t="s"><v>${index}</v></c>`).join("")}</row>`
    : inline([texts]);
  const table = await readRows(rows + inline([[NO]]), { strings: shared ? strings : "" });
  assert.deepEqual(table.rows[0].cells, texts);
});

/** @type {[number, string | undefined, string][]} */
const FORMATS = [
  [0, undefined, ""],
  [13, undefined, ""],
  [14, undefined, "day"],
  [22, undefined, "time"],
  [31, undefined, "day"],
  [33, undefined, "time"],
  [58, undefined, "day"],
  [49, undefined, ""],
  [170, "General", ""],
  [170, '0.00"days"', ""],
  [170, "0.00E+00", ""],
  [170, "[Red]#,##0.00", ""],
  [170, "[$-804]yyyy-mm-dd", "day"],
  [170, "[h]:mm", "time"],
  [170, "m/d/yy h:mm", "time"],
  [170, "\\d0", ""],
  [14, "0.00", ""],
];
for (const [id, code, shows] of FORMATS) {
  test(`a format of numbers: ${id} ${code ?? ""}`, () => assert.equal(formatShows(id, code), shows));
}

// --- other programs' -------------------------------------------------------------------------------

test("a workbook of openpyxl: a title above, another sheet before, days and amounts as numbers", async () => {
  const [csv, read] = [await ordersOf(sample("report.csv")), await ordersOf(sample("report-openpyxl.xlsx"))];
  assert.deepEqual(read.orders, csv.orders);
  assert.deepEqual([read.table.source.sheet, read.table.source.headingRow], ["订单", 2]);
  assert.deepEqual([read.refused, read.unclear], [[], []]);
});

test("a workbook of XlsxWriter: days from 1904, rich texts, and three numbers that are spoilt", async () => {
  const [csv, read] = [await ordersOf(sample("report.csv")), await ordersOf(sample("report-xlsxwriter.xlsx"))];
  assert.deepEqual(read.refused.map(({ row }) => row), [4, 7, 11]);
  const gone = new Set([2, 5, 9]);
  assert.deepEqual(read.orders, csv.orders.filter((_, index) => !gone.has(index)));
  assert.deepEqual(read.unclear, []);
});
