// Files that a page links to, such as Word letters, through the copy that the browser keeps.
//
// Browsers fetch a link that says `download` past the service worker: without a network it fails without a
// word, kept or not. Asked for as a page it comes from the copy, or a page says why it does not.

import { isServed } from "../platform/network.js";
import { fromRoot } from "../ui/root.js";

document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a[download]") : null;
  if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith(fromRoot("")) || !isServed()) return;
  if (link.download) link.search = encodeURIComponent(link.download); // the title it is saved under
  link.removeAttribute("download");
});
