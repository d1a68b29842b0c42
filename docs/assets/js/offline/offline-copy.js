// The copy of the site that the browser keeps for when there is no network. No DOM.
//
// `sw.js` does the keeping. Here is when to ask for it, and how to be rid of it.

import {
  cachedText,
  connection,
  forgetCache,
  onWorker,
  register,
  registered,
  unregister,
  whyNoCopy,
} from "../platform/offline.js";
import { promised } from "../platform/refused.js";
import { local, read, session, write } from "../platform/storage.js";
import { fromRoot } from "../ui/root.js";

const CHOICE = "shensu-youju.offline"; // "off": the reader wants no copy; "whole": of the whole book
const FAILED = "shensu-youju.offline.failed"; // for this tab: not tried again on each page

/** @typedef {"none"|"storing"|"read"|"whole"} Copy what was read and the tools, or the whole book */
/** @typedef {{done?: number, of?: number, whole?: boolean, failed?: "full"|"broken"}} News how far the storing is, or why it failed */

/**
 * Keep what is read, unless the reader wants no copy or the connection is dear; the whole book where the
 * reader has asked for it, or where the browser knows that the line is free.
 */
export async function keepQuietly() {
  if (whyNoCopy() || isOff() || read(session, FAILED) || isDear()) return;
  await start();
  if (wantsWhole() || isFree()) await complete();
}

/** Store the whole book because the reader said so. @throws {Error} when the browser refuses */
export async function keepWhole() {
  write(local, CHOICE, "whole");
  write(session, FAILED, "");
  await start();
  await complete();
}

/** Remove the copy, and store none until the reader says so. @throws {Error} when the browser refuses */
export async function remove() {
  write(local, CHOICE, "off");
  const gone = await unregister(await registration());
  if (!await forgetCache(store()) || !gone) throw new Error("offline copy: not removed");
}

/** @returns {Promise<Copy>} */
export async function state() {
  const found = await registration();
  if (!found?.active) return found?.installing || found?.waiting ? "storing" : "none";
  const said = await cachedText(fromRoot("kb-kept"), store());
  if (said === null) return "none"; // the browser does not say what it keeps
  if (said !== "read") return "whole"; // copies that do not say are older, and whole
  return wantsWhole() && !read(session, FAILED) ? "storing" : "read";
}

export async function registration() {
  const found = await registered(fromRoot(""));
  return found?.scope === fromRoot("") ? found : null; // or of a site above this one
}

/** Hear what the worker tells. @param {(news: News) => void} listener */
export function onNews(listener) {
  onWorker("message", ({ data }) => {
    if (data?.type !== "kb-offline") return;
    if (data.failed) write(session, FAILED, data.failed);
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
 * @returns {Promise<number | null>} how many other pages of the site are open, which have to be closed
 *   first; null where the worker does not answer
 */
export function accept(waiting) {
  onWorker("controllerchange", () => location.reload(), true);
  return promised(() =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      waiting.postMessage({ type: "accept" }, [port2]);
    })
  );
}

async function start() {
  onNews(() => {}); // a failure is noted
  if (!await register(fromRoot("sw.js"))) throw new Error("offline copy: refused");
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

function wantsWhole() {
  return read(local, CHOICE) === "whole";
}

function store() {
  return `kb-offline ${new URL(fromRoot("")).pathname}`;
}

function isOff() {
  return read(local, CHOICE) === "off";
}
