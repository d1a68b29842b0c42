// The one store that all widgets of a page share.

import { KEY, Store } from "./store.js";

export const store = new Store(() => localStorage, () => sessionStorage);

addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  store.load();
  store.emit();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) store.reopen();
});
