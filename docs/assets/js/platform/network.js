// What a page knows of the way to its files.

import { tried } from "./refused.js";

/** Whether the browser knows that there is no network; that there is one, no browser knows. */
export function isOffline() {
  return tried(() => navigator.onLine) === false;
}

/** Whether a service worker answers for this page. */
export function isServed() {
  return Boolean(tried(() => navigator.serviceWorker.controller));
}
