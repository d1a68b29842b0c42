// A backup that an editor saved again, or that a chat sent: read strictly, or refused in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decoded, reading } from "../../docs/assets/js/case/backup-text.js";
import { backupOf, ImportError, readBackup } from "../../docs/assets/js/case/transfer.js";
import { aBackup, aCase, aState, LATER, NOW, stored } from "./kit.js";

const cases = {
  "case-a": aCase({
    title: "十月那批“零食”订单",
    notes: { "first-day.save-notice": "第一行\n第二行 & <b>说明</b>" },
    blanks: { "shop-name": "某某家居小店", "order-no": "1234567890123456789" },
  }),
};
const SENT = backupOf(aState(cases), ["case-a"], new Date(NOW)); // with its digest
const OLD = aBackup(cases);

/** @param {string} text @returns {ArrayBuffer} */
const utf8 = (text) => new TextEncoder().encode(text).slice().buffer;

/** @param {string} text @param {boolean} little */
function utf16(text, little) {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), little);
  return view.buffer;
}

/** @type {Map<string, number[]>} character → its two bytes in GBK */
const GBK = new Map();
for (let lead = 0x81; lead < 0xff; lead += 1) {
  for (let trail = 0x40; trail < 0xff; trail += 1) {
    const [character, more] = new TextDecoder("gb18030").decode(new Uint8Array([lead, trail]));
    if (!more && !GBK.has(character)) GBK.set(character, [lead, trail]);
  }
}

/** As an editor saves it in GBK: what that lacks becomes a question mark. @param {string} text */
function gbk(text) {
  const bytes = [...text].flatMap((each) => each < "\u0080" ? each.charCodeAt(0) : GBK.get(each) ?? 0x3f);
  return Uint8Array.from(bytes).buffer;
}

/** @param {ArrayBuffer} bytes */
function taken(bytes) {
  const { text, ...how } = reading(decoded(bytes).text);
  return { cases: readBackup(text).cases, ...how };
}

for (const text of [SENT, OLD]) {
  /** @type {Record<string, ArrayBuffer>} */
  const saved = {
    "as it was": utf8(text),
    "with a byte order mark": utf8(`\ufeff${text}`),
    "UTF-16": utf16(`\ufeff${text}`, true),
    "UTF-16, the other way round": utf16(`\ufeff${text}`, false),
    "UTF-16 without a mark": utf16(text, true),
    "UTF-16 without a mark, the other way round": utf16(text, false),
    GBK: gbk(text),
    "lines of Windows": utf8(text.replace(/\n/g, "\r\n")),
  };
  for (const [how, bytes] of Object.entries(saved)) {
    test(`a backup is read however it was saved: ${how}, ${text === SENT ? "with" : "without"} a digest`, () => {
      assert.deepEqual(taken(bytes), { cases, proven: text === SENT, doubt: "" });
    });
  }
}

test("GBK is named as what was read", () => {
  assert.deepEqual([gbk(OLD), utf8(OLD)].map((bytes) => decoded(bytes).encoding), ["gb18030", "utf-8"]);
});

/** @param {ArrayBuffer} bytes @param {string} words */
function refused(bytes, words) {
  assert.throws(() => taken(bytes), (error) => error instanceof ImportError && error.message.includes(words));
}

test("a damaged UTF-8 is not taken for GBK", () => {
  const bytes = new Uint8Array(utf8(OLD));
  const at = bytes.findIndex((byte) => byte > 0x80);
  for (const byte of [0x20, 0xc0, 0xfe]) {
    const damaged = bytes.slice();
    damaged[at + 1] = byte;
    refused(damaged.buffer, "有的字节坏了");
  }
});

for (const bytes of [[0xff, 0xfe, 0], [0x50, 0x4b, 3, 4, 0xff, 0xff], [0x89, 0x50, 0xff]]) {
  test(`what is no text is refused: ${bytes}`, () => refused(Uint8Array.from(bytes).buffer, "不是完整的 JSON"));
}

/** @type {[string, (text: string) => string][]} */
const PASSED_ON = [
  ["wrapped in words", (text) => `这是备份，收好：\n${text}\n——来自我的手机`],
  ["in quotes", (text) => `「${text}」`],
  ["lines broken anew", (text) => text.replace(/(.{40})/g, "$1\r\n")],
  ["without line breaks", (text) => text.replace(/\n/g, "")],
  ["hard spaces", (text) => text.replace(/\n /g, "\n\u00a0")],
  ["zero-width characters", (text) => text.replace(/(.{30})/g, "$1\u200b")],
  [
    "escaped for a web page",
    (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
  ],
];
for (const [how, pass] of PASSED_ON) {
  test(`what a chat does to a text is undone where the digest proves it: ${how}`, () => {
    const { text, ...told } = reading(pass(SENT));
    assert.deepEqual([readBackup(text).cases, told], [cases, { proven: true, doubt: "" }]);
  });
}

test("quotes that were made pretty are made plain again, where none of the seller's were", () => {
  const plain = backupOf(aState({ "case-a": aCase() }), ["case-a"], new Date(LATER));
  assert.equal(reading(plain.replace(/"([^"]*)"/g, "“$1”")).proven, true);
});

/** @type {[string, string][]} */
const BROKEN = [
  ["", "里面是空的"],
  ["  \n", "里面是空的"],
  ["你好", "里面没有备份的内容"],
  [SENT.slice(0, 300), "少了一截"],
  [`${SENT.slice(0, 300)}……}`, "少了一截"],
  [OLD.replace(/"/g, "&quot;"), "引号变成了网页代码"],
  [OLD.replace(/"/g, "”"), "中文引号"],
  [SENT.replace(/"([^"]*)"/g, "“$1”"), "中文引号"],
  [SENT.replace(":", "："), "有的字变了"],
];
for (const [text, words] of BROKEN) {
  test(`what cannot be made good is refused, and says what to do: ${words}`, () => {
    refused(utf8(text), words);
    refused(utf8(text), "重新导出");
  });
}

/** @type {[string, string][]} */
const CHANGED = [
  [SENT.replace("某某", "某"), "导出以后变过"],
  [SENT.replace("家", "\ufffd"), "导出以后变过"],
  [new TextDecoder().decode(gbk(OLD)), "字已经坏了"],
  [OLD.replace("家居", "锟斤拷"), "例如：某某锟斤拷小店"],
  [OLD.replace("家", "\\ufffd"), "字已经坏了"],
];
for (const [text, words] of CHANGED) {
  test(`what changed on its way is told: ${words}`, () => {
    const { doubt, proven } = reading(text);
    assert.ok(doubt.includes(words), doubt);
    assert.equal(proven, false);
  });
}

test("a seller's own � comes back without doubt", () => {
  const own = { "case-a": aCase({ title: "乱码 \ufffd 的订单" }) };
  const text = backupOf(aState(own), ["case-a"], new Date(NOW));
  assert.deepEqual(reading(text), { text: text.trim(), proven: true, doubt: "" });
});

test("a backup of several megabytes is proven in a moment", () => {
  const large = { "case-a": aCase({ notes: { "a.b": "长".repeat(1_500_000) } }) };
  const text = backupOf(aState(large), ["case-a"], new Date(NOW));
  const start = performance.now();
  assert.equal(reading(text).proven, true);
  assert.ok(performance.now() - start < 5000);
});

test("the sample of a whole state is proven", () => {
  const state = stored("state_v5.json");
  assert.equal(reading(backupOf(state, Object.keys(state.cases), new Date(NOW))).proven, true);
});
