// Gives the widgets life. Without this file every page still reads as lists and letters.

const TAGS = [
  "backup", "case-bar", "cases", "checklist", "deadline", "deadlines", "exhibits", "fresh", "log", "offline",
  "package", "resume", "search", "template", "timeline", "triage",
];

const QUIET = 3000; // ms after all else has loaded; who leaves at once fetches no copy

/** Fetch the script of each widget that stands on the page; the element then finds it by itself. */
function load() {
  for (const tag of TAGS) {
    if (document.querySelector(`kb-${tag}`)) import(`./widgets/${tag}.js`);
  }
}

/** When the page has long been there: keep a copy for when there is no network, offer a newer one. */
function onQuiet() {
  setTimeout(() => import("./new-version.js").then(({ watch }) => watch()), QUIET);
}

/** When a reader reaches for search, and not before. */
function onSearch() {
  import("./search/window.js").then(({ reach }) => reach());
}

const box = document.querySelector("[data-md-component=search-query]");
if (box && document.activeElement === box) onSearch(); // by a link with ?q=
else box?.addEventListener("focus", onSearch, { once: true });

load();
window.document$?.subscribe(load); // the theme tells when it has put another page in place

if (document.readyState === "complete") onQuiet();
else addEventListener("load", onQuiet, { once: true });
