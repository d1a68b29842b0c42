// Keeps one whole version of the site in the browser, for when there is no network. KEPT, which
// `macros/publish/service_worker.py` fills in, names its files, each with the hash of what it says.
//
// A file is kept under its name and its hash, so an update fetches only what has changed, and no
// version can be given a file of another. What a seller types is never here: only files of the list.

/** @type {{bytes: number, files: Record<string, string>}} */
const KEPT = { bytes: 0, files: {} };

/** @type {ServiceWorkerGlobalScope} */
const scope = Object(self);

const ROOT = new URL("./", location.href).href;
const STORE = `kb-offline ${new URL(ROOT).pathname}`;
const FILES = new Map(Object.entries(KEPT.files));
const AT_ONCE = 4; // requests; the page that is being read goes first

/** What the page is told when a version could not be stored. */
const FULL = "full";
const BROKEN = "broken";

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("message", (event) => event.waitUntil(heard(event.data ?? {}, event.ports[0])));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request.url) : null;
  if (name === null) return;
  if (FILES.has(name)) event.respondWith(answer(event, name));
  else if (request.mode === "navigate") event.respondWith(elsewhere(request, name));
});

// --- a version is stored whole, or not at all -------------------------------------------------

async function install() {
  try {
    await fetchAll();
  } catch (error) {
    await tell({ failed: isFull(error) ? FULL : BROKEN });
    throw error;
  }
  const { active } = scope.registration;
  if (active) active.postMessage({ type: "tidy", keep: keys() }); // it alone knows what it needs itself
  else await tidy([]);
}

async function fetchAll() {
  const store = await caches.open(STORE);
  const there = new Set((await store.keys()).map(({ url }) => url));
  const missing = [...FILES.keys()].filter((name) => !there.has(keyOf(name)));
  await refuseWhereFull(missing.length / FILES.size);
  /** @type {string[]} */
  const added = [];
  let done = FILES.size - missing.length;
  await inTurns(missing, async (name, signal) => {
    await store.put(keyOf(name), await fetched(name, signal));
    added.push(keyOf(name));
    done += 1;
    if (done % 10 === 0) tell({ done, of: FILES.size });
  }).catch(async (error) => {
    // A broken line goes on another time where it stopped; a full device gets its space back.
    if (isFull(error)) await Promise.all(added.map((key) => store.delete(key)));
    throw error;
  });
}

/** @param {number} share of the version that is still to be fetched */
async function refuseWhereFull(share) {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < KEPT.bytes * share) throw new DOMException("no space", "QuotaExceededError");
}

/** @param {unknown} error */
function isFull(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/**
 * Fetch a file as this version has it: the browser refuses any other content.
 *
 * @param {string} name
 * @param {AbortSignal} signal
 */
async function fetched(name, signal) {
  const request = new Request(ROOT + name, {
    integrity: FILES.get(name),
    cache: "no-cache",
    mode: "same-origin",
    credentials: "same-origin",
    priority: "low",
    signal,
  });
  const response = await fetch(request);
  // The headers stay, above all the policy. A page that came by a detour could not be opened.
  return new Response(await response.blob(), { headers: response.headers });
}

/**
 * Do something for each, a few at once; the first error stops all.
 *
 * @param {string[]} names
 * @param {(name: string, signal: AbortSignal) => Promise<void>} act
 */
async function inTurns(names, act) {
  const waiting = names.values();
  const stop = new AbortController();
  const turn = async () => {
    for (const name of waiting) {
      stop.signal.throwIfAborted();
      await act(name, stop.signal);
    }
  };
  const turns = Array.from({ length: AT_ONCE }, () =>
    turn().catch((error) => {
      stop.abort(error); // what the others then throw is this error again
      throw error;
    }));
  const failed = (await Promise.allSettled(turns)).find(({ status }) => status === "rejected");
  if (failed) throw stop.signal.reason;
}

// --- a version takes over when the reader says so, or when no page is open -----------------------

async function activate() {
  await tidy([]);
  await scope.clients.claim(); // the page of a first visit can search without a network as well
}

/** Forget the files of other versions. @param {string[]} keep keys of a version that waits */
async function tidy(keep) {
  const store = await caches.open(STORE);
  const needed = new Set([...keys(), ...keep]);
  const left = (await store.keys()).filter(({ url }) => !needed.has(url));
  await Promise.all(left.map((request) => store.delete(request)));
}

/** @param {{type?: string, keep?: string[]}} told @param {MessagePort} [port] to answer by */
async function heard({ type, keep = [] }, port) {
  if (type === "tidy") await tidy(keep);
  if (type === "accept") port?.postMessage(await accept());
}

/** Take over unless other pages are open, which would get files of this version; count those. */
async function accept() {
  const others = (await pages()).length - 1;
  if (others < 1) scope.skipWaiting();
  return others;
}

// --- a page gets the files of its version, from the store ------------------------------------------

/** @param {FetchEvent} event @param {string} name @returns {Promise<Response>} */
async function answer({ request, clientId }, name) {
  const ours = request.mode === "navigate" || (await isOurs(clientId));
  if (ours) return (await kept(name)) ?? giveUp(request);
  return fetch(request).catch(async (error) => (await kept(name)) ?? Promise.reject(error));
}

/**
 * What is not in the list comes from the network; without one, a page is said not to be here.
 *
 * @param {Request} request
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function elsewhere(request, name) {
  if (FILES.has(`${name}/`)) return Response.redirect(`${ROOT}${name}/`);
  try {
    return await fetch(request);
  } catch (error) {
    const page = await kept("404.html");
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

/**
 * A page that came from the network may be of a newer version: it gets the rest from there too.
 *
 * @param {string} clientId
 */
async function isOurs(clientId) {
  const windows = await pages();
  const asking = windows.filter(({ id }) => id === clientId);
  return (asking.length ? asking : windows).every(({ url }) => isListed(nameOf(url))); // a worker serves some page
}

/** @param {string} name @returns {Promise<Response | undefined>} */
function kept(name) {
  return caches.match(keyOf(name), { cacheName: STORE, ignoreVary: true });
}

/**
 * The store was emptied from outside: better no copy than half a one.
 *
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function giveUp(request) {
  await scope.registration.unregister();
  return fetch(request);
}

// --- names ---------------------------------------------------------------------------------------

/**
 * Name the file behind an address, as the list does: a page by its folder; null outside the site.
 *
 * @param {string} address
 */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  const whole = origin + pathname;
  return whole.startsWith(ROOT) ? whole.slice(ROOT.length).replace(/(^|\/)index\.html$/, "$1") : null;
}

/** @param {string | null} name */
function isListed(name) {
  return name !== null && FILES.has(name);
}

/** @param {string} name */
function keyOf(name) {
  return `${ROOT}${name}?${encodeURIComponent(FILES.get(name) ?? "")}`;
}

function keys() {
  return [...FILES.keys()].map(keyOf);
}

async function pages() {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(ROOT));
}

/** @param {{done?: number, of?: number, failed?: string}} news */
async function tell(news) {
  for (const page of await pages()) page.postMessage({ type: "kb-offline", ...news });
}
