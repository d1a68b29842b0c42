// What a browser keeps for a site, unless the reader blocks it, the device is full, or a window is private.

import { tried } from "./refused.js";

/** For `Store`, which tells why: as the browser has it, and so it may throw. @returns {Storage} */
export const local = () => localStorage;

/** As `local`, for this tab. @returns {Storage} */
export const session = () => sessionStorage;

/** Whether each page has a storage of its own, as Firefox gives to pages that were opened from a disk. @param {string} protocol of the page */
export function isKeptApart(protocol) {
  return protocol === "file:" && tried(() => /\bFirefox\//.test(navigator.userAgent)) === true;
}

/** Whether the browser lets this site keep anything. */
export function mayKeep() {
  return tried(local) !== null;
}

/** @param {() => Storage} storage @param {string} key @returns {string} "" where nothing is kept, or may be */
export function read(storage, key) {
  return tried(() => storage().getItem(key)) ?? "";
}

/** @param {() => Storage} storage @param {string} key @param {string} value "" removes it @returns {boolean} whether it is kept */
export function write(storage, key, value) {
  tried(() => value ? storage().setItem(key, value) : storage().removeItem(key));
  return read(storage, key) === value;
}
