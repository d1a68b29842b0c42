// Ends offline copies: written instead of the list when the site is built with OFFLINE=no. A browser
// that kept a copy asks for this file on its next visit, forgets the copy and reads from the network.

/** @type {ServiceWorkerGlobalScope} */
const scope = Object(self);

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  await caches.delete(`kb-offline ${new URL("./", location.href).pathname}`);
  await scope.registration.unregister();
}
