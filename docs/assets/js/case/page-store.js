// The one store that all widgets of a page share.

import { isKeptApart, local, session } from "../platform/storage.js";
import { KEY, Store } from "./store.js";

/**
 * After the next paint: a key or a tick shows first. A frame is all that a crash can take along.
 *
 * @param {() => void} write
 */
const soon = (write) => requestAnimationFrame(() => setTimeout(write));

export const store = new Store(local, session, () => new Date(), soon);

if (isKeptApart(location.protocol)) store.keepApart();

addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  store.load();
  store.emit();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) store.reopen();
});
addEventListener("pagehide", () => store.flush());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) store.flush(); // the last that a phone tells a page it puts away
});
