// The copy of the site that the browser keeps for when there is no network. No DOM.
//
// `sw.js` does the keeping. Here is when to ask for it, and how to be rid of it.

import { fromRoot } from "../ui/root.js";

const CHOICE = "shensu-youju.offline"; // "off": the reader wants no copy
const FAILED = "shensu-youju.offline.failed"; // for this tab: not tried again on each page

/** @typedef {"none"|"storing"|"ready"} Copy */
/** @typedef {{done?: number, of?: number, failed?: "full"|"broken"}} News how far the storing is, or why it failed */

/** Whether this browser can keep a copy, at this address. */
export function possible() {
  return location.protocol.startsWith("http") && Boolean(navigator.serviceWorker && self.caches);
}

/** Store a copy when nobody asked: not against the reader's wish, nor on a connection that is dear. */
export async function keepQuietly() {
  if (possible() && !isOff() && !read(sessionStorage, FAILED) && isFree()) await register();
}

/** Store a copy because the reader said so. */
export async function keep() {
  write(localStorage, CHOICE, "");
  write(sessionStorage, FAILED, "");
  await register();
}

/** Remove the copy, and store none until the reader says so. */
export async function remove() {
  write(localStorage, CHOICE, "off");
  await (await registration())?.unregister();
  await caches.delete(`kb-offline ${new URL(fromRoot("")).pathname}`);
}

/** @returns {Promise<Copy>} */
export async function state() {
  const found = await registration();
  if (found?.active) return "ready";
  return found?.installing || found?.waiting ? "storing" : "none";
}

export async function registration() {
  const found = await navigator.serviceWorker.getRegistration(fromRoot(""));
  return found?.scope === fromRoot("") ? found : undefined; // or of a site above this one
}

/** Hear what the worker tells. @param {(news: News) => void} listener */
export function onNews(listener) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type === "kb-offline") listener(data);
  });
}

/** Call when a version is ready beside the one in use. @param {(waiting: ServiceWorker) => void} listener */
export async function onNewVersion(listener) {
  const found = await registration();
  if (!found) return;
  const look = () => {
    if (found.waiting && found.active) listener(found.waiting);
  };
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));
  found.installing?.addEventListener("statechange", look);
  look();
}

/**
 * Take the new version, and read the page again from it.
 *
 * @param {ServiceWorker} waiting
 * @returns {Promise<number>} how many other pages of the site are open, which have to be closed first
 */
export function accept(waiting) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    waiting.postMessage({ type: "accept" }, [port2]);
  });
}

async function register() {
  onNews(({ failed }) => {
    if (failed) write(sessionStorage, FAILED, failed);
  });
  await navigator.serviceWorker.register(fromRoot("sw.js"), { updateViaCache: "none" });
}

/** Whether two megabytes cost the reader nothing, as far as the browser says. */
function isFree() {
  /** @type {{saveData?: boolean, type?: string, effectiveType?: string}} */
  const { saveData, type, effectiveType = "4g" } = "connection" in navigator ? Object(navigator.connection) : {};
  return !saveData && type !== "cellular" && effectiveType === "4g";
}

function isOff() {
  return read(localStorage, CHOICE) === "off";
}

/** @param {Storage} storage @param {string} key */
function read(storage, key) {
  return storage.getItem(key) ?? "";
}

/** @param {Storage} storage @param {string} key @param {string} value "" removes it */
function write(storage, key, value) {
  if (value) storage.setItem(key, value);
  else storage.removeItem(key);
}
