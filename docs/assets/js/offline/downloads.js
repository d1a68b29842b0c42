// Files that a page links to, such as Word letters.
//
// Browsers fetch a link that says `download` past the service worker: without a network it fails without a
// word, kept or not. Asked for as a page it comes from the copy, or a page says why it does not.

import { isServed } from "../platform/network.js";
import { make } from "../ui/dom.js";
import { fromRoot } from "../ui/root.js";
import { takesFiles } from "../ui/takes-files.js";

/** @param {Event} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest("a[download]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  if (!takesFiles()) tell(link, event);
  else if (link.href.startsWith(fromRoot("")) && isServed()) askAsPage(link);
}

/** A link to a file leads nowhere in an app's own window, which says nothing: we do. @param {HTMLElement} link @param {Event} event */
function tell(link, event) {
  event.preventDefault();
  const told = make("span", { role: "status" }, "这里存不下文件。请用手机或电脑的浏览器打开这一页，再下载。");
  if (link.nextElementSibling?.getAttribute("role") !== "status") link.after(told);
}

/** @param {HTMLAnchorElement} link */
function askAsPage(link) {
  if (link.download) link.search = encodeURIComponent(link.download); // the title it is saved under
  link.removeAttribute("download");
}

document.addEventListener("click", onClick);
