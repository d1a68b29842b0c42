// What a browser needs for a copy of the site: a service worker and a cache.

import { mayKeep } from "./storage.js";
import { promised, tried } from "./refused.js";

const PATIENCE = 60_000; // ms; a line may be slow

/** @typedef {"disk"|"open"|"absent"|"refused"} Why no copy can be kept: from a disk, not over https, the browser has none or may keep nothing */

/** @returns {Why | ""} "" where a copy may be kept; a browser that refuses is not asked further, because it complains */
export function whyNoCopy() {
  if (!/^http/.test(location.protocol)) return "disk";
  if (!mayKeep()) return "refused";
  if (self.isSecureContext === false) return "open";
  return workers() && tried(() => caches) ? "" : "absent";
}

/** @returns {ServiceWorkerContainer | null} */
function workers() {
  return tried(() => navigator.serviceWorker);
}

/** @param {"message"|"controllerchange"} type @param {(event: MessageEvent) => void} listener @param {boolean} [once] */
export function onWorker(type, listener, once = false) {
  tried(() => workers()?.addEventListener(type, /** @type {EventListener} */ (listener), { once }));
}

/** @param {string} address @returns {Promise<ServiceWorkerRegistration | null>} */
export function registered(address) {
  return promised(() => workers()?.getRegistration(address));
}

/** @param {string} script @returns {Promise<boolean>} whether the browser took it */
export async function register(script) {
  return await promised(() => workers()?.register(script, { updateViaCache: "none" }), PATIENCE) !== null;
}

/** @param {ServiceWorkerRegistration | null} found @returns {Promise<boolean>} whether it is gone */
export async function unregister(found) {
  return !found || Boolean(await promised(() => found.unregister()));
}

/** @param {string} address @param {string} cacheName @returns {Promise<string | null>} "" where it is not kept; null where the browser refuses */
export function cachedText(address, cacheName) {
  return promised(async () => await (await caches.match(address, { cacheName }))?.text() ?? "");
}

/** @param {string} name @returns {Promise<boolean>} whether the browser took it; it may not have been there */
export async function forgetCache(name) {
  return await promised(() => caches.delete(name)) !== null;
}

/** @returns {{saveData?: boolean, type?: string, effectiveType?: string}} what the browser says of the line; many say nothing */
export function connection() {
  return Object(tried(() => Reflect.get(navigator, "connection")));
}
