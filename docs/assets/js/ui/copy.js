// Getting text out: copying where the clipboard may be refused, as in WeChat, QQ and UC, and saving.

import {
  addressOf,
  agentName,
  copySelected,
  forgetAddress,
  hasFiles,
  selectAll,
  writeParts,
  writeText,
} from "../platform/out.js";
import { make } from "./dom.js";

/**
 * Copy by the clipboard, else by the old command.
 *
 * @param {string} text
 * @returns {Promise<boolean>} false when the browser refused both
 */
export async function copyText(text) {
  if (await writeText(text)) return true;
  const box = make("textarea", { value: text });
  return copyByCommand(box, () => box.select());
}

/**
 * Copy a sheet with its headings and tables, and its text for programs that take no formatting.
 *
 * @param {HTMLElement} sheet
 * @param {string} text
 * @returns {Promise<boolean>} false when the browser refused
 */
export async function copyRich(sheet, text) {
  const plain = new Blob([text], { type: "text/plain" });
  // Only read, for the clipboard: what a seller typed entered the sheet as text, so it is escaped.
  const html = new Blob([sheet.innerHTML], { type: "text/html" });
  if (await writeParts({ "text/plain": plain, "text/html": html })) return true;
  const box = make("div", {}, ...sheet.cloneNode(true).childNodes);
  return copyByCommand(box, () => selectAll(box));
}

/** @param {HTMLElement} box @param {() => void} select */
function copyByCommand(box, select) {
  const before = document.activeElement;
  box.classList.add("kb-offscreen");
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  select();
  const copied = copySelected();
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}

/**
 * Copy, and where that is refused show the text, selected, to copy by hand.
 *
 * @param {{text: string, done: string, rest?: string, sheet?: HTMLElement}} what `done`: words for
 *   when it worked; `rest`: what else to say; `sheet`: to copy with formatting
 * @param {HTMLElement} status says what happened; the text is shown below it
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyOrSelect({ text, done, rest = "", sheet }, status) {
  const copied = sheet ? await copyRich(sheet, text) : await copyText(text);
  clearBox(status);
  const words = copied ? done : "浏览器不让网页复制。全文已选中，请按住它，选“复制”。";
  status.textContent = words + rest;
  if (!copied) showSelected(text, status);
  return copied;
}

/** @param {HTMLElement} status */
function clearBox({ nextElementSibling: box }) {
  if (box?.matches(".kb-copybox")) box.remove();
}

/** Show a text below a status, selected, to copy by hand. @param {string} text @param {HTMLElement} status */
export function showSelected(text, status) {
  clearBox(status);
  const box = make("textarea", {
    className: "kb-copybox",
    readOnly: true,
    rows: 8,
    value: text,
    aria: { label: "全文，已选中" },
  });
  status.after(box);
  box.focus();
  box.select();
}

export const NO_FILE =
  "这里存不下文件。全文在下面，已选中：请按住它，选“复制”，发给自己存好；或者用手机、电脑的浏览器打开这一页。";

// An app's own window: known apps by name, the rest by what Android and iOS write into its agent.
const INSIDE = /MicroMessenger|\bQQ\/|AliApp|AliWorkbench|Qianniu|Lark\/|Feishu\/|; wv\)/i;
const IPHONE = /\b(iPhone|iPad|iPod)\b/;

/**
 * Tell whether a file can be handed out. The windows inside apps drop a download without a word,
 * so only the agent's name tells. Even where this is true, nobody knows whether a file arrived.
 *
 * @returns {boolean}
 */
export function takesFiles() {
  const agent = agentName();
  const inside = INSIDE.test(agent) || (IPHONE.test(agent) && !/Safari\//.test(agent));
  return !inside && hasFiles();
}

/**
 * Hand a text to the seller as a file; where none can be had, show it, selected, to copy by hand.
 *
 * @param {{name: string, text: string, type: string}} file as for `download`
 * @param {HTMLElement} status the text is shown below it; the caller says what happened
 * @returns {boolean} whether it went out as a file; whether it arrived, only the seller can see
 */
export function saveOrSelect({ name, text, type }, status) {
  clearBox(status);
  if (takesFiles()) download(name, text, type);
  else showSelected(text, status);
  return takesFiles();
}

/**
 * Hand a text to the seller as a file.
 *
 * @param {string} name file name
 * @param {string} text
 * @param {string} type media type
 */
export function download(name, text, type) {
  const address = addressOf(new Blob([text], { type: `${type};charset=utf-8` }));
  const safe = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_");
  if (!address) return;
  make("a", { href: address, download: safe }).click();
  setTimeout(() => forgetAddress(address), 10_000);
}
