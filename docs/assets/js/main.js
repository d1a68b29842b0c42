// Gives the widgets life. Without this file every page still reads as lists and letters.
// Itself it uses nothing younger than modules, so that an old browser gets as far as saying so.

const TAGS = [
  "backup", "case-bar", "cases", "checklist", "deadline", "deadlines", "exhibits", "fresh", "log", "package",
  "resume", "search", "template", "timeline", "triage",
];

const FURNITURE = ["case-bar", "fresh", "resume"]; // nobody came for these: without them nothing is said
const DEAD = "这里的工具没有打开：浏览器太旧，或者没有取到文件。内容照样能看、能打印。请刷新一次，或换新一点的浏览器。";

/** Fetch the script of each widget that stands on the page; the element then finds it by itself. */
function load() {
  for (const tag of TAGS) {
    if (document.querySelector(`kb-${tag}`)) fetched(tag).catch(() => confess(tag));
  }
}

/** A browser that lacks this lacks more: half a tool is worse than none. @param {string} tag */
function fetched(tag) {
  return document.body.replaceChildren ? import(`./widgets/${tag}.js`) : Promise.reject();
}

/** Say at each widget of a kind that it does not work. @param {string} tag */
function confess(tag) {
  if (FURNITURE.includes(tag)) return;
  for (const widget of document.querySelectorAll(`kb-${tag}`)) {
    if (widget.querySelector(".kb-dead")) continue;
    const note = document.createElement("p");
    note.className = "kb-note kb-dead";
    note.setAttribute("role", "status");
    note.textContent = DEAD;
    widget.prepend(note);
  }
}

/** When a reader reaches for search, and not before. */
function onSearch() {
  import("./search/window.js").then(({ reach }) => reach());
}

const box = document.querySelector("[data-md-component=search-query]");
if (box && document.activeElement === box) onSearch(); // by a link with ?q=
else if (box) box.addEventListener("focus", onSearch, { once: true });

load();
if (window.document$) window.document$.subscribe(load); // the theme tells when it has put another page in place
