// Long work in slices, so that a page answers meanwhile. No DOM.

import { OrderFileError } from "./file-error.js";

const SLICE = 16; // ms

/**
 * @typedef {object} Waiting
 * @property {(share: number) => void} [onProgress] told now and then how much is done, from 0 to 1
 * @property {AbortSignal} [signal] stops the work
 */

export class Pace {
  /** @param {Waiting} [waiting] */
  constructor({ onProgress, signal } = {}) {
    this.onProgress = onProgress;
    this.signal = signal;
    this.since = Date.now();
  }

  /** Whether the page has waited long enough. */
  isDue() {
    return Date.now() - this.since >= SLICE;
  }

  /**
   * Let the page do something else.
   *
   * @param {number} share of the work that is done, from 0 to 1
   * @throws {OrderFileError} when the work was stopped
   */
  async rest(share) {
    this.onProgress?.(Math.min(1, share));
    await new Promise((resolve) => setTimeout(resolve));
    if (this.signal?.aborted) throw new OrderFileError("stopped", "已经停止，没有读入任何内容。");
    this.since = Date.now();
  }
}
