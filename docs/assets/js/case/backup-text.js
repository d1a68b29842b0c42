// The text of a backup as it comes back: saved again by an editor, or sent as a message and pasted. No DOM.
//
// What a chat or an editor did to it is undone only where the digest in the backup proves that it is then as it was.

import { ImportError, sumOf } from "./transfer.js";

const RESEND = "没有改动任何内容。请到原来的设备重新导出，把文件原样发过来：不要用编辑器另存，也不要当文字转发。";

/**
 * Read a file's bytes, strictly: no byte is guessed.
 *
 * @param {ArrayBuffer} buffer
 * @returns {{text: string, encoding: string}}
 * @throws {ImportError} when they are no text
 */
export function decoded(buffer) {
  const bytes = new Uint8Array(buffer);
  for (const encoding of encodingsOf(bytes)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // not this one
    }
  }
  throw new ImportError(`这个文件读不出来：它不是完整的 JSON，有的字节坏了，或者根本不是文字。${RESEND}`);
}

/** @param {Uint8Array} bytes @returns {string[]} to be tried in this order */
function encodingsOf(bytes) {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x7b && second === 0)) return ["utf-16le"];
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x7b)) return ["utf-16be"];
  const guess = new TextDecoder().decode(bytes);
  const [good, bad] = [/[\u3000-\u9fff]/g, /\ufffd/g].map((each) => guess.match(each)?.length ?? 0);
  return good > bad ? ["utf-8"] : ["utf-8", "gb18030"]; // a damaged UTF-8 must not be taken for GBK
}

/**
 * Find the backup in a text, and say what speaks against merging it.
 *
 * @param {string} text
 * @returns {{text: string, proven: boolean, doubt: string}} proven: it is as it was exported; doubt: why it is not, or ""
 * @throws {ImportError} when there is none, or not all of it
 */
export function reading(text) {
  const whole = unwrapped(text);
  let repaired = whole;
  for (const step of [same, ...REPAIRS]) {
    repaired = step(repaired);
    if (isProven(repaired)) return { text: repaired, proven: true, doubt: "" };
  }
  const backup = parsed(whole);
  if (backup === undefined) {
    throw new ImportError(`这份备份读不出来：它不是完整的 JSON，${whyBroken(whole)}。${RESEND}`);
  }
  return { text: whole, proven: false, doubt: doubtOf(backup) };
}

/** What stands around it in a message is not part of it. @param {string} text */
function unwrapped(text) {
  const [start, end] = [text.indexOf("{"), text.lastIndexOf("}")];
  return start >= 0 && end > start ? text.slice(start, end + 1) : text;
}

/** @param {string} text */
const same = (text) => text;

/** @type {((text: string) => string)[]} each on top of those before */
const REPAIRS = [
  (text) => text.replace(/[\r\n]/g, "").replace(/\u00a0/g, " "), // lines are broken anew: our own breaks mean nothing
  (text) =>
    text.replace(/&quot;|&#34;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
      .replace(/&nbsp;/g, " ").replace(/&amp;/g, "&"),
  (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ""),
  (text) => text.replace(/[“”„‟＂]/g, '"'),
];

/** @param {string} text */
function isProven(text) {
  const backup = parsed(text);
  return Boolean(backup?.sum) && backup.sum === sumOf(backup.cases);
}

/** @param {string} text @returns {any} undefined when it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function whyBroken(text) {
  if (!text.trim()) return "里面是空的";
  if (!text.includes("{")) return "里面没有备份的内容";
  if (/&quot;|&#34;/.test(text)) return "引号变成了网页代码";
  if (/[{,]\s*[“”„‟＂]/.test(text)) return "英文引号变成了中文引号";
  if (!text.trimEnd().endsWith("}") || count(text, "{") > count(text, "}")) return "少了一截";
  return "有的字变了或者少了";
}

/** @param {string} text @param {string} mark */
function count(text, mark) {
  return text.split(mark).length;
}

/** @param {any} backup */
function doubtOf(backup) {
  if (backup?.sum) return "这份备份在导出以后变过：可能被编辑器另存、被聊天软件改了字，或者有人改过。";
  const places = JSON.stringify(backup).match(/[^"]{0,8}(\ufffd|锟斤拷)[^"]{0,8}/g) ?? [];
  return places.length ? `这份备份里有 ${places.length} 处字已经坏了，例如：${places.slice(0, 3).join("、")}。` : "";
}
