// The entries of a ZIP archive, as far as workbooks use it. No DOM.

import { OrderFileError } from "./file-error.js";
import { inflated } from "./inflate.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LOCATOR = 0x07064b50;
const WIDE_END = 0x06064b50;
const WIDE = 0xffffffff; // stands for a number that is written as ZIP64
const LONGEST_END = 65_557; // bytes, with the longest comment
const DAMAGED = "这个文件不完整，或者已经坏了。请重新导出，或者重新下载。";
const LOCKED = "这个文件加了密码。请打开它，去掉密码，另存一份再选。";
const PART = 65_536; // bytes

/** @typedef {{method: number, crc: number, size: number, packed: Uint8Array}} Entry */

/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, Entry>} by name
 * @throws {OrderFileError}
 */
export function zipEntries(bytes) {
  try {
    return entries(bytes);
  } catch (error) {
    throw error instanceof RangeError ? new OrderFileError("damaged", DAMAGED) : error;
  }
}

/** @param {Uint8Array} bytes */
function entries(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let { count, at } = directory(view);
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (; count > 0; count -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry");
    if (view.getUint16(at + 8, true) & 1) throw new OrderFileError("locked", LOCKED);
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameSize));
    const [size, packedSize, place] = sizes(view, at, at + 46 + nameSize, extraSize);
    found.set(name.replace(/\\/g, "/").replace(/^\//, ""), {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size,
      packed: packed(bytes, view, place, packedSize),
    });
    at += 46 + nameSize + extraSize + commentSize;
  }
  return found;
}

/** How many entries there are, and where the first begins. @param {DataView} view */
function directory(view) {
  const end = endAt(view);
  const [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count !== 0xffff && at !== WIDE) return { count, at };
  if (view.getUint32(end - 20, true) !== LOCATOR) throw new RangeError("no locator");
  const wide = long(view, end - 12);
  if (view.getUint32(wide, true) !== WIDE_END) throw new RangeError("no end of ZIP64");
  return { count: long(view, wide + 32), at: long(view, wide + 48) };
}

/**
 * The size, the packed size and the place of an entry. Programs may write them as ZIP64 where they need not.
 *
 * @param {DataView} view
 * @param {number} at where the entry begins
 * @param {number} extra where its extra fields begin
 * @param {number} extraSize
 */
function sizes(view, at, extra, extraSize) {
  let field = extra;
  while (field < extra + extraSize && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true);
  let next = field + 4;
  return [24, 20, 42].map((offset) => {
    const value = view.getUint32(at + offset, true);
    if (value !== WIDE) return value;
    if (field >= extra + extraSize) throw new RangeError("no size");
    next += 8;
    return long(view, next - 8);
  });
}

/** @param {DataView} view @param {number} at */
function long(view, at) {
  if (view.getUint32(at + 4, true)) throw new RangeError("past the end");
  return view.getUint32(at, true);
}

/** Where the last record begins. @param {DataView} view */
function endAt(view) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - LONGEST_END); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new RangeError("no end");
}

/** @param {Uint8Array} bytes @param {DataView} view @param {number} at @param {number} size */
function packed(bytes, view, at, size) {
  if (view.getUint32(at, true) !== LOCAL) throw new RangeError("no local header");
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + size > bytes.length) throw new RangeError("past the end");
  return bytes.subarray(start, start + size);
}

/**
 * The content of an entry, part by part, checked at the end.
 *
 * @param {Entry} entry
 * @param {number} most bytes
 * @returns {Generator<Uint8Array, void>} each part is good until the next is asked for
 * @throws {OrderFileError} when it is damaged, or larger than `most`
 */
export function* content({ method, crc, size, packed }, most) {
  let length = 0;
  let sum = -1;
  try {
    for (const part of method === 8 ? inflated(packed) : stored(method, packed)) {
      length += part.length;
      if (length > most) throw new OrderFileError("large", TOO_LARGE);
      sum = crc32(part, sum);
      yield part;
    }
  } catch (error) {
    throw error instanceof RangeError ? new OrderFileError("damaged", DAMAGED) : error;
  }
  if (length !== size || (sum ^ -1) >>> 0 !== crc) throw new OrderFileError("damaged", DAMAGED);
}

const TOO_LARGE = "这个工作表展开以后太大，读不了。请按时间分几次导出，一次选一个。";

/** @param {number} method @param {Uint8Array} packed */
function* stored(method, packed) {
  if (method !== 0) throw new RangeError("no such method");
  for (let at = 0; at < packed.length; at += PART) yield packed.subarray(at, at + PART);
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let i = 0; i < 8; i += 1) value = value & 1 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes @param {number} sum of what stands before */
function crc32(bytes, sum) {
  let value = sum;
  for (let at = 0; at < bytes.length; at += 1) value = value >>> 8 ^ TABLE[(value ^ bytes[at]) & 0xff];
  return value;
}
