// Ways out of a page: the clipboard, a file, paper.

import { promised, tried } from "./refused.js";

const PATIENCE = 3000; // ms; where the browser asks the reader, the old command is tried meanwhile

/** @param {string} text @returns {Promise<boolean>} whether the clipboard took it */
export function writeText(text) {
  return taken(() => navigator.clipboard.writeText(text));
}

/** @param {Record<string, Blob>} parts by media type @returns {Promise<boolean>} whether the clipboard took it */
export function writeParts(parts) {
  return taken(() => navigator.clipboard.write([new ClipboardItem(parts)]));
}

/** @param {() => Promise<void>} write */
async function taken(write) {
  return await promised(() => write().then(() => true), PATIENCE) === true;
}

/** Copy what is selected, by the old command. */
export function copySelected() {
  return tried(() => document.execCommand("copy")) === true;
}

/** @param {Node} node */
export function selectAll(node) {
  tried(() => getSelection()?.selectAllChildren(node));
}

/** What the browser, or the app that it stands in, calls itself. */
export function agentName() {
  return tried(() => navigator.userAgent) ?? "";
}

/** Whether a link here can hand out a file. */
export function hasFiles() {
  return tried(() => "download" in HTMLAnchorElement.prototype && typeof URL.createObjectURL === "function") === true;
}

/** @param {Blob} content @returns {string | null} an address of it, for this page; null where the browser gives none */
export function addressOf(content) {
  return tried(() => URL.createObjectURL(content));
}

/** @param {string} address as `addressOf` gave it */
export function forgetAddress(address) {
  tried(() => URL.revokeObjectURL(address));
}

/** Print the page. @returns {boolean} false where the browser cannot, as inside of some apps */
export function printPage() {
  return tried(() => {
    print();
    return true;
  }) === true;
}
