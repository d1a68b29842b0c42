// Printing one sheet instead of the page. A4 is set in the stylesheet.

import { printPage } from "../platform/out.js";
import { copyOrSelect, offer } from "./copy.js";
import { linesIn } from "./sheets.js";

/**
 * Print a sheet alone. It stays, unseen, until the next touch or key: some phones read the page
 * only after `print()` has returned. The windows inside apps do nothing, without a word: copying is offered.
 *
 * @param {HTMLElement} sheet
 * @param {HTMLElement} status what follows is offered below it
 * @param {{text?: string, rest?: string, confirmed?: () => boolean}} [more] `text`: what to copy, if not the sheet's
 *   lines; `rest`: what is still to fill
 * @returns {string} what to say: never that it was printed
 */
export function printSheet(sheet, status, { text = linesIn(sheet), rest, confirmed } = {}) {
  clear();
  sheet.classList.add("kb-sheet");
  document.body.append(sheet);
  document.documentElement.dataset.kbPrinting = "";
  printPage();
  setTimeout(() => {
    addEventListener("pointerdown", clear, { once: true });
    addEventListener("keydown", clear, { once: true });
  });
  const done = "已复制，可以粘贴到 Word 或 WPS 里打印。";
  offer({ text, sure: "印好了", confirmed }, status, {
    instead: "没弹出窗口，改为复制",
    onInstead: () => copyOrSelect({ text, sheet, done, rest, confirmed }, status),
  });
  return "没有弹出打印窗口的话，点“改为复制”，发到电脑上再打印；微信里不能打印。";
}

function clear() {
  delete document.documentElement.dataset.kbPrinting;
  for (const sheet of document.querySelectorAll("body > .kb-sheet")) sheet.remove();
}
