// The one store that all widgets of a page share.

import { isKeptApart, local, session } from "../platform/storage.js";
import { afterPaint } from "../ui/after-paint.js";
import { KEY, Store } from "./store.js";

// A key or a tick shows first. A frame is all that a crash can take along.
export const store = new Store(local, session, () => new Date(), afterPaint);

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
