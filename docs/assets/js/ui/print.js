// Printing one sheet instead of the page. A4 is set in the stylesheet.

import { printPage } from "../platform/out.js";

/**
 * Print a sheet alone. It stays, unseen, until the next touch or key: some phones read the page
 * only after `print()` has returned.
 *
 * @param {HTMLElement} sheet
 */
export function printSheet(sheet) {
  clear();
  sheet.classList.add("kb-sheet");
  document.body.append(sheet);
  document.documentElement.dataset.kbPrinting = "";
  printPage();
  setTimeout(() => {
    addEventListener("pointerdown", clear, { once: true });
    addEventListener("keydown", clear, { once: true });
  });
}

function clear() {
  delete document.documentElement.dataset.kbPrinting;
  for (const sheet of document.querySelectorAll("body > .kb-sheet")) sheet.remove();
}

export const PRINT_HINT = "没有弹出打印窗口的话，请用手机或电脑的浏览器打开这一页；微信里不能打印。";
