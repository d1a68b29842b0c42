// The text of a file, strictly: no byte is guessed. No DOM.

import { AS_CSV, OrderFileError } from "./file-error.js";

/** @import { Pace } from "./pace.js" */

const PART = 65_536; // bytes that are decoded at once
const SAMPLE = 65_536; // bytes
const MIXED = "这个文件的字有两种编码，或者有的字已经坏了";

/**
 * Decode the bytes of a text file: UTF-8, UTF-16 or GB 18030 (and so GBK).
 *
 * @param {Uint8Array} bytes
 * @param {Pace} pace
 * @returns {Promise<{text: string, encoding: string}>} without the byte order mark
 * @throws {OrderFileError} when they are no text, or not all of one encoding
 */
export async function decode(bytes, pace) {
  const wide = utf16Of(bytes);
  if (wide) return { text: await decoded(bytes, wide, pace), encoding: wide };
  const found = await scanned(bytes, pace);
  if (found.bad < 0) return { text: await decoded(bytes, "utf-8", pace), encoding: "utf-8" };
  if (found.utf8 >= 0) throw mixed(latin1(bytes.subarray(0, Math.max(found.bad, found.utf8))));
  return { text: await decoded(bytes, "gb18030", pace), encoding: "gb18030" };
}

/** UTF-16 has a byte order mark, or zero bytes on one side of its characters. @param {Uint8Array} bytes */
function utf16Of(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] += 1;
  });
  const [even, odd] = zeros;
  if (!even && !odd || even + odd < sample.length / 20) return "";
  if (odd > 3 * even) return "utf-16le";
  if (even > 3 * odd) return "utf-16be";
  throw new OrderFileError("other", `这个文件不是文字，也不是工作表。${AS_CSV}`);
}

/**
 * Where UTF-8 ends to be valid, and whether any of it can be nothing else: a run of bytes between ASCII signs that
 * holds three or more characters of three bytes each. Text of GB 18030 does not look so by chance.
 *
 * @param {Uint8Array} bytes
 * @param {Pace} pace
 * @returns {Promise<{bad: number, utf8: number}>} the first byte that is not UTF-8, and the end of the first run that can
 *   be nothing else; -1 where there is none
 */
async function scanned(bytes, pace) {
  const found = { bad: -1, utf8: -1 };
  let at = 0;
  let wide = 0; // characters of three bytes in this run; -1 where it is not UTF-8
  while (at < bytes.length) {
    if (pace.isDue()) await pace.rest(0);
    for (const end = Math.min(bytes.length, at + PART); at < end;) {
      const size = sizeAt(bytes, at);
      if (size === 0 && found.bad < 0) found.bad = at;
      if (size === 0) wide = -1;
      if (size === 3 && wide >= 0) wide += 1;
      if (bytes[at] < 0x30) { // in GB 18030 no part of a longer character
        if (wide > 2 && found.utf8 < 0) found.utf8 = at;
        wide = 0;
      }
      at += size || 1;
    }
  }
  if (wide > 2 && found.utf8 < 0) found.utf8 = at;
  return found;
}

/** @param {Uint8Array} bytes @param {number} at @returns {number} bytes of the UTF-8 character there; 0 where there is none */
function sizeAt(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let i = 1; i < size; i += 1) {
    if ((bytes[at + i] & 0xc0) !== 0x80) return 0; // past the end too
  }
  const second = bytes[at + 1];
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return size && second >= least && second <= most ? size : 0;
}

/** @param {Uint8Array} bytes @param {string} encoding @param {Pace} pace */
async function decoded(bytes, encoding, pace) {
  const decoder = decoderOf(encoding);
  const parts = [];
  for (let at = 0; at < bytes.length; at += PART) {
    if (pace.isDue()) await pace.rest(0);
    const stream = at + PART < bytes.length;
    try {
      parts.push(decoder.decode(bytes.subarray(at, at + PART), { stream }));
    } catch {
      throw mixed(beforeDamage(bytes, encoding));
    }
  }
  return parts.join("");
}

/** @param {string} encoding */
function decoderOf(encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new OrderFileError(
      "encoding",
      `这个浏览器读不了这种编码（${encoding}）的文件。请换一个浏览器。或者：${AS_CSV}`,
    );
  }
}

/** ASCII signs, such as quotes and line breaks, are the same in UTF-8 and GB 18030. @param {Uint8Array} bytes */
function latin1(bytes) {
  return new TextDecoder("latin1").decode(bytes);
}

/** @param {Uint8Array} bytes @param {string} encoding */
function beforeDamage(bytes, encoding) {
  const text = new TextDecoder(encoding).decode(bytes);
  const end = text.indexOf("\ufffd");
  return end < 0 ? text : text.slice(0, end);
}

/** @param {string} before what can be read */
function mixed(before) {
  const row = rowAt(before);
  return new OrderFileError(
    "encoding",
    `${MIXED}：从第 ${row} 行附近开始读不出来。请重新导出，不要用编辑器另存或拼接。`,
    row,
  );
}

/** The row that this text ends in; line breaks inside of quotes begin no row. @param {string} before */
function rowAt(before) {
  return before.replace(/"[^"]*("|$)/g, "").split(/\r\n|\r|\n/).length;
}
