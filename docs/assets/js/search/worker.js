// What the theme's search window talks to: it answers each message once. Until a reader reaches for
// search this file is all there is; then it fetches the engine and the index.

import { channel } from "../platform/channel.js";
import { QUERY, READY, RESULT, SETUP } from "./messages.js";

/** @import { Query, Ready, Result, Setup } from "./messages.js" */
/** @import { Item, Searcher } from "./show.js" */

const ENGINE = "engine.js"; // as packed, under a name of its own
const INDEX = "../../search/handbook.gb18030.json"; // from where the packs are
const PATIENCE = 20000; // ms

/**
 * @typedef {object} Scope what a worker has, and what the engine adds
 * @property {(name: string) => void} importScripts
 * @property {(reply: Ready | Result) => void} postMessage
 * @property {(index: object) => Searcher} [searcher]
 */

/** @type {Scope} */
const scope = Object(self);

/** A copy on a disk may fetch nothing: there the page brings the index, as text, in its first message. */
const isOnDisk = self.location.protocol === "blob:";

/** @type {Promise<string>} */
const brought = new Promise((resolve) => {
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) resolve(data.docs);
  });
});

/** @type {Promise<Searcher> | null} */
let opening = null;

// The theme owns the worker, so the page can only call to all: a reader reached for search. The
// worker calls back while the files are on their way, which on a phone may take seconds. Where no
// such call is heard, the first question fetches them.
const pages = channel("kb-search");

let loading = false;

function tell() {
  pages.tell(loading ? "opening" : "done");
}

/** Fetch what search needs, once; a failure is forgotten, so that the next question tries again. */
function open() {
  if (!opening) {
    loading = true;
    opening = prepare();
    opening.catch(() => {
      opening = null;
    }).then(() => {
      loading = false;
      tell();
    });
    tell();
  }
  return opening;
}

async function prepare() {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // The index comes while the engine loads.
    const reading = isOnDisk ? brought.then((docs) => JSON.parse(docs)) : fetched(stop.signal);
    reading.catch(() => {}); // told below, unless the engine fails first
    if (!scope.searcher) scope.importScripts(ENGINE);
    if (!scope.searcher) throw new Error("search engine: incomplete");
    return scope.searcher(await reading);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {AbortSignal} signal */
async function fetched(signal) {
  const response = await fetch(INDEX, { signal });
  if (!response.ok) throw new Error(`search index: HTTP ${response.status}`);
  return JSON.parse(new TextDecoder("gb18030").decode(await response.arrayBuffer()));
}

/** @param {string} query @returns {Promise<Item[][]>} */
async function answer(query) {
  if (!query.trim()) return [];
  try {
    return (await open())(query);
  } catch (error) {
    console.warn(error);
    return [[{
      location: "reference/questions/",
      title: "搜索暂时用不了",
      text: "网络断了，或者文件没有取全。连上以后再写一个字，会重新试；全部问题在问题速查。",
      score: 1,
      terms: {},
      notice: true,
    }]];
  }
}

addEventListener("message", async (event) => {
  /** @type {Setup | Query} */
  const message = event.data;
  if (message.type === QUERY) scope.postMessage({ type: RESULT, data: { items: await answer(message.data) } });
  if (message.type !== SETUP) return;
  if (message.data.now) open().catch(() => {});
  scope.postMessage({ type: READY });
});

pages.hear((words) => {
  if (words !== "wanted") return;
  open().catch(() => {});
  tell(); // the page that asks may have come too late to hear
});
pages.tell("here"); // a page that reached for search before asks again
