// Getting text out: copying where the clipboard may be refused, as in WeChat, QQ and UC, and saving.
//
// Whether a file arrived, or a sheet came out of a printer, only the seller can see. So nothing here
// says that it did: the seller is asked, and copying by hand is offered each time.

import { addressOf, copySelected, writeParts, writeText } from "../platform/out.js";
import { actions, button, make } from "./dom.js";
import { takesFiles } from "./takes-files.js";

const LONG = 10_000; // characters; chats cut longer messages

/**
 * @typedef {object} Handed something given to the seller
 * @property {string} text to copy by hand
 * @property {string} [sure] on the button by which the seller says that it is there
 * @property {string} [hint] what to know when it is copied by hand
 * @property {() => boolean} [confirmed] note it once the seller says that it is there; whether that was stored
 */

// --- copying ----------------------------------------------------------------------------------

/**
 * Copy by the clipboard, else by the old command.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it is known to be copied
 */
export async function copyText(text) {
  return await writeText(text) || copyByCommand({ "text/plain": text });
}

/**
 * Copy a sheet with its headings and tables, and its text for programs that take no formatting.
 *
 * @param {HTMLElement} sheet
 * @param {string} text
 * @returns {Promise<boolean>} whether it is known to be copied
 */
export async function copyRich(sheet, text) {
  // Only read, for the clipboard: what a seller typed entered the sheet as text, so it is escaped.
  const parts = { "text/plain": text, "text/html": sheet.innerHTML };
  const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
  return await writeParts(Object.fromEntries(blobs)) || copyByCommand(parts);
}

/**
 * The old command says yes even where it does nothing, as on iOS 18.4. So there is a real selection in a box that
 * has the focus, and what is believed is the event in which the data were handed over.
 *
 * @param {Record<string, string>} parts media type → data
 */
function copyByCommand(parts) {
  const before = document.activeElement;
  const box = make("textarea", {
    className: "kb-offscreen",
    readOnly: true, // no keyboard on screen
    value: parts["text/plain"],
    aria: { hidden: "true" },
  });
  let handed = false;
  /** @param {ClipboardEvent} event */
  const hand = (event) => {
    if (!event.clipboardData) return;
    for (const [type, part] of Object.entries(parts)) event.clipboardData.setData(type, part);
    event.preventDefault();
    handed = true;
  };
  document.addEventListener("copy", hand, true);
  document.body.append(box);
  box.focus({ preventScroll: true });
  box.setSelectionRange(0, box.value.length);
  const said = copySelected();
  document.removeEventListener("copy", hand, true);
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return said && handed;
}

/**
 * Copy, and where that is refused show the text, selected, to copy by hand.
 *
 * @param {Handed & {done: string, rest?: string, sheet?: HTMLElement}} what `done`: words for when it worked;
 *   `rest`: what is still to fill, with which only the seller can say that it is done; `sheet`: to copy with formatting
 * @param {HTMLElement} status says what happened; the text is shown below it
 * @returns {Promise<boolean>} whether it was copied; if so, and nothing is left to fill, `confirmed` was called
 */
export async function copyOrSelect({ text, done, rest = "", sheet, confirmed }, status) {
  const copied = sheet ? await copyRich(sheet, text) : await copyText(text);
  status.textContent = `${copied ? done : "浏览器不让网页复制。全文已选中，请按住它，选“复制”。"}${rest}`;
  if (copied) {
    offer(rest ? { text, sure: "就用这一版", confirmed } : { text }, status, { instead: "贴不出来，自己选" });
    if (!rest) confirmed?.();
  } else {
    showSelected({ text, sure: "复制好了", confirmed }, status);
  }
  return copied;
}

// --- by hand ----------------------------------------------------------------------------------

/** Put this below a status, in place of what was there for an earlier act. @param {HTMLElement} status @param {...HTMLElement} parts */
function below(status, ...parts) {
  const { nextElementSibling: old } = status;
  if (old?.matches(".kb-out")) old.remove();
  if (parts.length) status.after(make("div", { className: "kb-out" }, ...parts));
}

/**
 * Offer the way by hand, and ask whether it is there where that is to be noted.
 *
 * @param {Handed} handed
 * @param {HTMLElement} status
 * @param {{instead: string, onInstead?: () => void}} way by hand: words of its button
 */
export function offer(handed, status, { instead, onInstead = () => byHand(handed, status) }) {
  const [asked, by] = [asking(handed, status), button(instead, onInstead)];
  below(status, asked.length ? actions(...asked, by) : by);
}

/** Ask whether it is there, where that is to be noted. @param {Handed} handed @param {HTMLElement} status */
function asking({ sure = "存好了", confirmed }, status) {
  return confirmed ? [button(sure, () => note(confirmed, status))] : [];
}

/** @param {() => boolean} confirmed @param {HTMLElement} status */
function note(confirmed, status) {
  below(status);
  status.textContent = confirmed() ? "已记下。" : "没有记下：浏览器这会儿存不了内容。";
  status.focus();
}

/** @param {Handed} handed @param {HTMLElement} status */
function byHand(handed, status) {
  status.textContent = `全文在下面，已选中：请按住它，选“复制”，发给自己存好。${handed.hint ?? ""}`;
  showSelected(handed, status);
}

/** Show a text below a status, selected, to copy by hand. @param {Handed} handed @param {HTMLElement} status */
function showSelected(handed, status) {
  const { text } = handed;
  const box = make("textarea", {
    className: "kb-copybox",
    readOnly: true,
    rows: 8,
    value: text,
    aria: { label: "全文，已选中" },
  });
  const long = make("p", { className: "kb-note" }, "全文很长，聊天软件可能发不全，请存到备忘录或邮件里。");
  const asked = asking(handed, status);
  below(status, box, ...(text.length > LONG ? [long] : []), ...(asked.length ? [actions(...asked)] : []));
  box.focus();
  box.setSelectionRange(0, text.length);
}

// --- files ------------------------------------------------------------------------------------

const NO_FILE = "这里存不下文件。全文在下面，已选中：请按住它，选“复制”，发给自己存好。";

/**
 * Hand a text to the seller as a file; where none can be had, show it, selected, to copy by hand.
 *
 * @param {Handed & {name: string, type: string, file?: string|Blob, then?: string}} what `file`: what stands in it,
 *   if not the text; `then`: what to do with the file
 * @param {HTMLElement} status what follows is offered below it; the caller says what this returns
 * @returns {string} what to say: never that a file arrived
 */
export function saveOrSelect({ name, type, file, ...handed }, status) {
  const safe = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_"); // what every system takes
  const out = takesFiles() && download(safe, file ?? handed.text, type);
  return fileOrSelect({ name: safe, ...handed }, status, out);
}

/**
 * What there is to say and to offer of a file, such as one that a link leads to.
 *
 * @param {Handed & {name: string, then?: string}} what
 * @param {HTMLElement} status
 * @param {boolean} out whether it was handed to the browser
 */
export function fileOrSelect({ name, then = "", ...handed }, status, out) {
  if (out) offer(handed, status, { instead: "没有文件，改为复制" });
  else showSelected(handed, status);
  return out ? `已交给浏览器下载：“${name}”。在下载里看到它，才算存好。${then}` : `${NO_FILE}${handed.hint ?? ""}`;
}

/**
 * Hand a file to the browser. The address lasts as long as the page: a phone asks before it reads.
 *
 * @param {string} name file name
 * @param {string|Blob} content
 * @param {string} type media type
 * @returns {boolean} whether the browser took it
 */
function download(name, content, type) {
  const file = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const address = addressOf(file);
  if (address) make("a", { href: address, download: name }).click();
  return address !== null;
}
