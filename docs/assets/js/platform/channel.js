// Calling to all pages and workers of the site. Where cookies are blocked there is no channel: nothing is heard.

import { tried } from "./refused.js";

/** @param {string} name */
export function channel(name) {
  const open = tried(() => new BroadcastChannel(name));
  return {
    /** @param {string} words */
    tell: (words) => tried(() => open?.postMessage(words)),
    /** @param {(words: string) => void} listener */
    hear: (listener) => tried(() => open?.addEventListener("message", ({ data }) => listener(data))),
  };
}
