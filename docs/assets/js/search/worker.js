// What the theme's search window talks to: four kinds of message, and one reply to each. Until a
// reader reaches for search this file is all there is; then it fetches the engine and the index.

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

const PARTS = ["fold.js", "count.js", "rank.js", "show.js"];
const INDEX = new URL("../../../search/handbook.json", self.location);
const PATIENCE = 20000; // ms

const loaded = new Set();

/** @type {Promise<(query: string) => object[][]> | null} */
let opening = null;

/** Fetch what search needs, once; a failure is forgotten, so that the next question tries again. */
function open() {
  if (!opening) {
    opening = prepare();
    opening.catch(() => {
      opening = null;
    });
  }
  return opening;
}

async function prepare() {
  for (const part of PARTS) {
    if (!loaded.has(part)) importScripts(part); // none twice, when an earlier try got only so far
    loaded.add(part);
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(INDEX, { signal: stop.signal });
    if (!response.ok) throw new Error(`search index: HTTP ${response.status}`);
    return searcher(await response.json());
  } finally {
    clearTimeout(timer);
  }
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
      text: "网络断了，或者文件没有取全。点这里看全部问题；连上以后再写一个字，会重新试。",
      score: 1,
      terms: {},
    }]];
  }
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP && data.now) open().catch(() => {});
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) postMessage({ type: RESULT, data: { items: await answer(data) } });
});

// The theme owns the worker, so the page can only call to all: a reader reached for search.
if (self.BroadcastChannel) {
  new BroadcastChannel("kb-search").addEventListener("message", () => open().catch(() => {}));
}
