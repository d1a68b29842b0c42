// The digest of a file that a seller picks, and why there is none. It is read, never kept. No DOM.

import { Sha256 } from "./sha256.js";
import { hasOwn } from "./shape.js";

export const LARGEST = 2 * 1024 ** 3; // bytes; a phone reads that for a minute
const SLICE = 1024 * 1024;

/**
 * Compute a file's SHA-256, a slice at a time: it need not fit into memory.
 *
 * @param {Blob} file
 * @param {(bytes: number) => void} [onBytes] called with the size of each part read
 * @returns {Promise<string>} 64 hexadecimal digits; "" when the file is larger than LARGEST
 * @throws {DOMException | RangeError} when the file can no longer be read, or gives less than its size
 */
export async function digestOf(file, onBytes) {
  if (file.size > LARGEST) return "";
  const sum = new Sha256();
  for (let start = 0; start < file.size; start += SLICE) {
    const part = new Uint8Array(await file.slice(start, start + SLICE).arrayBuffer());
    if (part.length !== Math.min(SLICE, file.size - start)) throw new RangeError("cut short");
    sum.add(part);
    onBytes?.(part.length);
  }
  return sum.hex();
}

/** @type {Record<string, string>} */
const WHY = {
  NotFoundError: "文件不在原来的地方了，可能被移走、改名或删掉",
  NotReadableError: "打不开，或者选了以后又改过；存在网盘里的，要先下载到这台设备",
  SecurityError: "系统不让网页读它",
  NotAllowedError: "系统不让网页读它",
  RangeError: "没有读全；存在网盘里的，要先下载到这台设备",
};

/** Why a file could not be read, for the seller. @param {unknown} error */
export function whyUnread(error) {
  const { name } = Object(error);
  return hasOwn(WHY, name) ? WHY[name] : "这台设备没有说原因";
}
