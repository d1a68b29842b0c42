// Numbers that no other browser has.

import { tried } from "./refused.js";

/** @param {number} count @returns {Uint8Array} */
export function randomBytes(count) {
  return tried(() => crypto.getRandomValues(new Uint8Array(count))) ??
    Uint8Array.from({ length: count }, () => Math.random() * 256);
}
