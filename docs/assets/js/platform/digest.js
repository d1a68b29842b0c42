// SHA-256, which browsers compute on pages over https.

import { tried } from "./refused.js";

/** Whether this browser computes any, on this page. */
export function hasDigest() {
  return tried(() => crypto.subtle.digest) !== null;
}

/** @param {BufferSource} bytes @returns {Promise<Uint8Array | null>} null where the browser refuses */
export async function sha256(bytes) {
  const made = tried(() => crypto.subtle.digest("SHA-256", bytes));
  const digest = await Promise.resolve(made).catch(() => null);
  return digest && new Uint8Array(digest);
}
