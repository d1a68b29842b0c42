// The one store that all widgets of a page share.

import { KEY, Store } from "./store.js";

export const store = new Store(() => localStorage, () => sessionStorage);

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) refresh();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) refresh(); // a page that comes back from the browser's memory may be behind
});

function refresh() {
  store.load();
  store.emit();
}
