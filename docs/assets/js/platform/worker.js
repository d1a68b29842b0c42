// A worker of our own.

import { tried } from "./refused.js";

/** @param {string} address @returns {Worker | null} null where the browser has none */
export function startWorker(address) {
  return tried(() => new Worker(address));
}
