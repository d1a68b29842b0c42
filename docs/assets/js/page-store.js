// The one store that all widgets of a page share.

import { KEY, Store } from "./store.js";

const SOON = 300; // ms: keys typed in a row share one write, and a crash takes little along

export const store = new Store(
  () => localStorage, () => sessionStorage, () => new Date(), (write) => setTimeout(write, SOON),
);

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
