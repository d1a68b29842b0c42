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
const INDEX = new URL("../../../search/handbook.json", self.location);
const PATIENCE = 20000; // ms

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
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const fetching = fetch(INDEX, { signal: stop.signal }); // on its way while the engine loads
    fetching.catch(() => {}); // told below, unless the engine fails first
    importScripts(...Object.keys(PARTS).filter((name) => !(name in self)).map((name) => PARTS[name]));
    const response = await fetching;
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
