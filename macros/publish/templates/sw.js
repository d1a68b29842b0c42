// Keeps a version of the site in the browser, for when there is no network: what was read and the tools,
// or the whole book once the reader has asked for it. KEPT, which `macros/publish/service_worker.py` fills
// in, names the version's files, each with the hash of what it says, and those that anyone gets.
//
// A file is kept under its name and its hash, so an update fetches only what has changed, and no
// version can be given a file of another. What a seller types is never here: only files of the list.

/** @type {{bytes: number, anyone: string[], files: Record<string, string>}} */
const KEPT = { bytes: 0, anyone: [], files: {} };

/** @type {ServiceWorkerGlobalScope} */
const scope = Object(self);

const ROOT = new URL("./", location.href).href;
const STORE = `kb-offline ${new URL(ROOT).pathname}`;
const FILES = new Map(Object.entries(KEPT.files));
const PART = `${ROOT}kb-kept`; // where the store says how much of the book it holds: "read" or "whole"
const NOT_HERE = "404.html"; // every copy holds it; a store without it was emptied from outside
const AT_ONCE = 4; // requests; the page that is being read goes first

/** What the page is told when a version could not be stored. */
const FULL = "full";
const BROKEN = "broken";

/** What the reader is told of a file or a page that is not kept. */
const NO_FILE =
  "这个文件要联网</h1><p>现在没有网络，这台设备上也没有这个文件。连上网再点一次。回到上一页，填的内容都在；读过的页面和全部工具都能打开。</p>";
const UNREAD = "这一页还没有存下</h1><p>现在没有网络，这台设备上也没有这一页。读过的页面和全部工具都能打开。</p>";

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("message", (event) => event.waitUntil(heard(event.data ?? {}, event.ports[0])));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? nameOf(request.url) : null;
  if (name === null) return;
  if (FILES.has(name)) event.respondWith(answer(event, name).then((response) => titled(response, request.url)));
  else if (request.mode === "navigate") event.respondWith(elsewhere(request, name));
});

// --- a version is stored as far as it is wanted, or not at all ---------------------------------------

async function install() {
  const whole = await wasWhole();
  if (!await stored(whole ? everything() : await theRead())) throw new Error("not stored");
  await note(whole ? "whole" : "read");
  const { active } = scope.registration;
  if (active) active.postMessage({ type: "tidy", keep: [...keys(), PART] }); // it alone knows what it needs itself
  else await tidy([]);
}

/** Whether the copy so far is of the whole book, as all were that do not say. */
async function wasWhole() {
  const said = await part();
  return said ? said === "whole" : Boolean(scope.registration.active && (await names()).length);
}

/** What anyone gets, what is kept already, and the pages that are open. */
async function theRead() {
  const open = (await pages()).map(({ url }) => nameOf(url));
  return [...new Set([...KEPT.anyone, ...(await names()), ...open])].filter((name) => isListed(name));
}

/** @type {Promise<void> | undefined} */
let completing; // two pages may ask

/** The reader wants the whole book: fetch what is missing of it. */
async function complete() {
  if (await part() === "whole" || !await stored(everything())) return;
  await note("whole");
  await tell({ whole: true });
}

/** Store files, all or, as the pages are told, not all. @param {(string | null)[]} wanted */
async function stored(wanted) {
  try {
    await fetchAll(wanted.map(String));
    return true;
  } catch (error) {
    await tell({ failed: isFull(error) ? FULL : BROKEN });
    return false;
  }
}

/** @param {string[]} wanted */
async function fetchAll(wanted) {
  const store = await open();
  const there = new Set((await store.keys()).map(({ url }) => url));
  const missing = wanted.filter((name) => !there.has(keyOf(name)));
  await refuseWhereFull(missing.length / FILES.size);
  /** @type {string[]} */
  const added = [];
  let done = wanted.length - missing.length;
  await inTurns(missing, async (name, signal) => {
    await store.put(keyOf(name), await fetched(name, signal));
    added.push(keyOf(name));
    done += 1;
    if (done % 10 === 0) tell({ done, of: wanted.length });
  }).catch(async (error) => {
    // A broken line goes on another time where it stopped; a full device gets its space back.
    if (isFull(error)) await Promise.all(added.map((key) => store.delete(key)));
    throw error;
  });
}

/** @param {number} share of the version that is still to be fetched */
async function refuseWhereFull(share) {
  const { quota = Infinity, usage = 0 } = await room();
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
 * Do something for each, a few at once; the first error stops all, and is thrown once all have stopped.
 *
 * @param {string[]} names
 * @param {(name: string, signal: AbortSignal) => Promise<void>} act
 */
async function inTurns(names, act) {
  const waiting = names.values();
  const stop = new AbortController();
  /** @type {unknown[]} */
  const errors = []; // those after the first follow from it
  const turn = async () => {
    for (const name of waiting) {
      if (errors.length) return;
      await act(name, stop.signal);
    }
  };
  const turns = Array.from({ length: AT_ONCE }, () =>
    turn().catch((error) => {
      errors.push(error);
      stop.abort();
    }));
  await Promise.all(turns);
  if (errors.length) throw errors[0];
}

// --- a version takes over when the reader says so, or when no page is open -----------------------

async function activate() {
  await tidy([]);
  const there = new Set(await names());
  if (!everything().every((name) => there.has(name))) await note("read"); // asked for since it was stored
  await scope.clients.claim(); // the page of a first visit can search without a network as well
}

/** Forget the files of other versions. @param {string[]} keep keys of a version that waits */
async function tidy(keep) {
  const store = await open();
  const needed = new Set([...keys(), PART, ...keep]);
  const left = (await store.keys()).filter(({ url }) => !needed.has(url));
  await Promise.all(left.map((request) => store.delete(request)));
}

/** @param {{type?: string, keep?: string[]}} told @param {MessagePort} [port] to answer by */
async function heard({ type, keep = [] }, port) {
  if (type === "tidy") await tidy(keep);
  if (type === "whole") await (completing ??= complete().finally(() => completing = undefined));
  if (type === "accept") port?.postMessage(await accept());
}

/** Take over unless other pages are open, which would get files of this version; count those. */
async function accept() {
  const others = (await pages()).length - 1;
  if (others < 1) scope.skipWaiting();
  return others;
}

// --- a page gets the files of its version, from the store ------------------------------------------

/** @type {Set<string>} */
const arriving = new Set(); // what is being read from the network, and will be kept

/** @param {FetchEvent} event @param {string} name @returns {Promise<Response>} */
async function answer(event, name) {
  const { request, clientId } = event;
  const ours = request.mode === "navigate" || (await isOurs(clientId));
  if (ours) return (await kept(name)) ?? fromNetwork(event, name);
  return fetch(request).catch(async (error) => (await kept(name)) ?? Promise.reject(error));
}

/**
 * What is not kept comes from the network. It stays, except in a store that was emptied from outside:
 * better no copy than a torn one.
 *
 * @param {FetchEvent} event
 * @param {string} name
 */
async function fromNetwork(event, name) {
  const { request } = event;
  if (!await kept(NOT_HERE)) {
    await scope.registration.unregister();
    return fetch(request);
  }
  try {
    const response = await fetch(request);
    event.waitUntil(keep(name, response.clone()).catch(() => {})); // a full device reads on
    return response;
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return unread(name);
  }
}

/** Keep what was read, if this version has it so. @param {string} name @param {Response} response */
async function keep(name, response) {
  arriving.add(name);
  try {
    const { ok, redirected, headers } = response;
    const body = await response.arrayBuffer();
    if (!ok || redirected || (await digest(body)) !== FILES.get(name) || await part() !== "read") return;
    await (await open()).put(keyOf(name), new Response(body, { headers }));
  } finally {
    arriving.delete(name);
  }
}

/** Name content as the list does. @param {ArrayBuffer} content */
async function digest(content) {
  const bytes = new Uint8Array(await sha256(content));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
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
    const page = await kept(NOT_HERE);
    if (!page) throw error;
    if (isFile(name)) return unread(name);
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

/** Say that a page of the book, or a file, is not kept, in the words of a page that is. @param {string} name */
async function unread(name) {
  const page = await kept(NOT_HERE) ?? Response.error();
  const words = isFile(name) ? NO_FILE : UNREAD;
  const text = (await page.text()).replace(/(<h1[^>]*>).*?<\/h1>\s*<p>.*?<\/p>/s, `$1${words}`);
  return new Response(text, { status: 503, headers: page.headers });
}

/**
 * Save a Word file under the title that its link gives (`offline/downloads.js`).
 *
 * @param {Response} response
 * @param {string} address
 */
function titled(response, address) {
  const title = new URL(address).search.slice(1).replace(/['()*]/g, "_");
  if (!response.ok || !address.includes(".docx?") || !title.endsWith(".docx")) return response;
  const headers = new Headers(response.headers);
  headers.set("Content-Disposition", `attachment; filename*=UTF-8''${title}`);
  return new Response(response.body, { headers });
}

/**
 * A page that came from the network and is not kept may be of a newer version: it gets the rest from there too.
 *
 * @param {string} clientId
 */
async function isOurs(clientId) {
  const windows = await pages();
  const asking = windows.filter(({ id }) => id === clientId);
  const shown = (asking.length ? asking : windows).map(({ url }) => nameOf(url) ?? ""); // a worker serves some page
  const ours = await Promise.all(shown.map(async (name) => arriving.has(name) || Boolean(await kept(name))));
  return ours.every(Boolean);
}

/** @param {string} name @returns {Promise<Response | undefined>} */
function kept(name) {
  return found(keyOf(name)); // no key has the hash of a name outside the list
}

/** How much of the book the store says that it holds; "" where it does not say. */
async function part() {
  return (await found(PART))?.text() ?? "";
}

/** @param {"read"|"whole"} held */
async function note(held) {
  await (await open()).put(PART, new Response(held));
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
  return whole.startsWith(ROOT) ? encoded(whole.slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1") : null;
}

/**
 * Write a path as the list does, whichever signs of it a link has encoded: as `macros/handbook/addresses.py`.
 *
 * @param {string} path
 */
function encoded(path) {
  try {
    return path.split("/").map((name) => strictly(decodeURIComponent(name))).join("/");
  } catch {
    return path; // no name of a file
  }
}

/** @param {string} name */
function strictly(name) {
  const code = (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(/[!'()*]/g, code);
}

/** Whether an address names a file that is no page. @param {string} name */
function isFile(name) {
  return /\.(?!html$)\w+$/.test(name);
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
  return everything().map(keyOf);
}

function everything() {
  return [...FILES.keys()];
}

/** Name what is kept, of this version or of an older one. */
async function names() {
  const there = (await (await open()).keys()).map(({ url }) => nameOf(url));
  return there.filter((name) => isListed(name));
}

async function pages() {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => url.startsWith(ROOT));
}

/** @param {{done?: number, of?: number, failed?: string, whole?: boolean}} news */
async function tell(news) {
  for (const page of await pages()) page.postMessage({ type: "kb-offline", ...news });
}

// --- what a browser may refuse, or never answer: each stands here alone ----------------------------

const PATIENCE = 5000; // ms; a page must not wait for a store that does not answer

/**
 * @template Answer
 * @param {() => Promise<Answer>} ask
 * @returns {Promise<Answer | undefined>} undefined where the browser refuses, or does not answer
 */
function promised(ask) {
  return new Promise((resolve) => {
    const giveUp = () => resolve(undefined);
    const timer = setTimeout(giveUp, PATIENCE);
    const asked = async () => await ask();
    asked().then(resolve, giveUp).then(() => clearTimeout(timer));
  });
}

/** @returns {Promise<Cache>} where it is refused, nothing can be stored, and whoever asks is told */
async function open() {
  return await caches.open(STORE);
}

/** @param {string} key @returns {Promise<Response | undefined>} a store that cannot be read holds nothing */
function found(key) {
  return promised(() => caches.match(key, { cacheName: STORE, ignoreVary: true }));
}

/** @returns {Promise<StorageEstimate>} nothing where the browser does not say */
async function room() {
  return await promised(() => navigator.storage.estimate()) ?? {};
}

/** @param {ArrayBuffer} content */
async function sha256(content) {
  return await crypto.subtle.digest("SHA-256", content);
}
