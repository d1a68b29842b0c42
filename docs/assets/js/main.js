// Gives the widgets life. Without this file every page still reads as lists and letters.

const TAGS = [
  "backup", "case-bar", "cases", "checklist", "deadline", "deadlines", "exhibits", "fresh", "log", "package",
  "resume", "search", "template", "timeline", "triage",
];

/** Fetch the script of each widget that stands on the page; the element then finds it by itself. */
function load() {
  for (const tag of TAGS) {
    if (document.querySelector(`kb-${tag}`)) import(`./widgets/${tag}.js`);
  }
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
