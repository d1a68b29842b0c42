// The copy of the site that the browser keeps for when there is no network. No DOM.
//
// `sw.js` does the keeping. Here is when to ask for it, and how to be rid of it.

import { fromRoot } from "../ui/root.js";

const CHOICE = "shensu-youju.offline"; // "off": the reader wants no copy; "whole": of the whole book
const FAILED = "shensu-youju.offline.failed"; // for this tab: not tried again on each page

/** @typedef {"none"|"storing"|"read"|"whole"} Copy what was read and the tools, or the whole book */
/** @typedef {{done?: number, of?: number, whole?: boolean, failed?: "full"|"broken"}} News how far the storing is, or why it failed */

/** Whether this browser can keep a copy, at this address. */
export function possible() {
  return location.protocol.startsWith("http") && Boolean(navigator.serviceWorker && self.caches);
}

/**
 * Keep what is read, unless the reader wants no copy or the connection is dear; the whole book where the
 * reader has asked for it, or where the browser knows that the line is free.
 */
export async function keepQuietly() {
  if (!possible() || isOff() || read(sessionStorage, FAILED) || isDear()) return;
  await register();
  if (wantsWhole() || isFree()) await complete();
}

/** Store the whole book because the reader said so. */
export async function keepWhole() {
  write(localStorage, CHOICE, "whole");
  write(sessionStorage, FAILED, "");
  await register();
  await complete();
}

/** Remove the copy, and store none until the reader says so. */
export async function remove() {
  write(localStorage, CHOICE, "off");
  await (await registration())?.unregister();
  await caches.delete(store());
}

/** @returns {Promise<Copy>} */
export async function state() {
  const found = await registration();
  if (!found?.active) return found?.installing || found?.waiting ? "storing" : "none";
  const said = await (await caches.match(fromRoot("kb-kept"), { cacheName: store() }))?.text();
  if (said !== "read") return "whole"; // copies that do not say are older, and whole
  return wantsWhole() && !read(sessionStorage, FAILED) ? "storing" : "read";
}

export async function registration() {
  const found = await navigator.serviceWorker.getRegistration(fromRoot(""));
  return found?.scope === fromRoot("") ? found : undefined; // or of a site above this one
}

/** Hear what the worker tells. @param {(news: News) => void} listener */
export function onNews(listener) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type !== "kb-offline") return;
    if (data.failed) write(sessionStorage, FAILED, data.failed);
    listener(data);
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
  onNews(() => {}); // a failure is noted
  await navigator.serviceWorker.register(fromRoot("sw.js"), { updateViaCache: "none" });
}

/** Ask the newest worker to fetch the rest of the book. */
async function complete() {
  const found = await registration();
  const worker = found?.waiting ?? found?.active ?? found?.installing;
  if (worker && (await isStored(worker))) worker.postMessage({ type: "whole" });
}

/** Wait until a worker has stored its first files, or could not. @param {ServiceWorker} worker @returns {Promise<boolean>} */
function isStored(worker) {
  if (worker.state !== "installing") return Promise.resolve(worker.state !== "redundant");
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => resolve(worker.state !== "redundant"), { once: true });
  });
}

/** Whether the reader pays for little things, as far as the browser says. */
function isDear() {
  const { saveData, effectiveType = "4g" } = connection();
  return Boolean(saveData) || effectiveType !== "4g";
}

/** Whether the browser knows that megabytes cost the reader nothing; many know nothing. */
function isFree() {
  const { type } = connection();
  return type === "wifi" || type === "ethernet";
}

/** @returns {{saveData?: boolean, type?: string, effectiveType?: string}} */
function connection() {
  return "connection" in navigator ? Object(navigator.connection) : {};
}

function wantsWhole() {
  return read(localStorage, CHOICE) === "whole";
}

function store() {
  return `kb-offline ${new URL(fromRoot("")).pathname}`;
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
