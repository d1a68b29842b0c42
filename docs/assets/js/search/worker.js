// What the theme's search window talks to: four kinds of message, and one reply to each. Until a
// reader reaches for search this file is all there is; then it fetches the engine and the index.

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

/** What each part of the engine defines: an earlier try may have got only so far, and none runs twice. */
const PARTS = {
  fold: "fold.js", libraryOf: "count.js", cluesIn: "question.js", rank: "rank.js", searcher: "show.js",
};
const INDEX = "../../../search/handbook.json";
const PATIENCE = 20000; // ms

/** A copy on a disk may fetch nothing: there the page brings the index, as text, in its first message. */
const brought = self.location.protocol === "blob:" && new Promise((resolve) => {
  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) resolve(data.docs);
  });
});

/** @type {Promise<(query: string) => object[][]> | null} */
let opening = null;

// The theme owns the worker, so the page can only call to all: a reader reached for search. The
// worker calls back while the files are on their way, which on a phone may take seconds.
const pages = self.BroadcastChannel ? new BroadcastChannel("kb-search") : null;

let loading = false;

function tell() {
  pages?.postMessage(loading ? "opening" : "done");
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
    const reading = brought ? brought.then(JSON.parse) : fetched(stop.signal); // while the engine loads
    reading.catch(() => {}); // told below, unless the engine fails first
    importScripts(...Object.keys(PARTS).filter((name) => !(name in self)).map((name) => PARTS[name]));
    return searcher(await reading);
  } finally {
    clearTimeout(timer);
  }
}

async function fetched(signal) {
  const response = await fetch(INDEX, { signal });
  if (!response.ok) throw new Error(`search index: HTTP ${response.status}`);
  return response.json();
}

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

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP && data.now) open().catch(() => {});
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) postMessage({ type: RESULT, data: { items: await answer(data) } });
});

pages?.addEventListener("message", ({ data }) => {
  if (data !== "wanted") return;
  open().catch(() => {});
  tell(); // the page that asks may have come too late to hear
});
