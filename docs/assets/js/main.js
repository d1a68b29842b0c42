// What every page needs besides its widgets. `macros/publish/assets/bundle_scripts.py` gives each page
// the scripts of the widgets that stand on it. Without any of them every page still reads as lists and letters.

import { isBegun } from "./case/cases.js";
import { store } from "./case/page-store.js";
import "./offline/downloads.js";
import { startWithSearch } from "./search/theme.js";
import { reach } from "./search/window.js";
import { make } from "./ui/dom.js";
import "./ui/palette.js";
import "./ui/provenance.js";
import "./ui/reveal.js";
import { laterScript } from "./ui/root.js";

const QUIET = 3000; // ms after all else has loaded; who leaves at once fetches no copy

function onQuiet() {
  setTimeout(() => fetchLater("keeping"), QUIET);
}

/** Fetch a script, unless the page has it. @param {"tasks"|"keeping"} name */
function fetchLater(name) {
  const src = laterScript(name);
  if ([...document.scripts].some((each) => each.src === src)) return;
  const script = make("script", { src, onload: () => script.remove() });
  document.body.append(script);
}

/** Who comes by an old link goes on to where its part stands now: the page lists what left it. */
function follow() {
  const part = /** @type {HTMLAnchorElement | null} */ (document.getElementById(location.hash.slice(1)));
  if (part?.closest(".kb-moved")) location.replace(part.href);
}

follow();
addEventListener("hashchange", follow);

startWithSearch();
const box = document.querySelector("[data-md-component=search-query]");
if (box && document.activeElement === box) reach(); // by a link with ?q=
else box?.addEventListener("focus", reach, { once: true }); // and not before

if (document.readyState === "complete") onQuiet();
else addEventListener("load", onQuiet, { once: true });

/** Most readers have no case: what shows its tasks is fetched when there is one. */
function bring() {
  const begun = Object.values(store.state.cases).some(isBegun);
  document.documentElement.classList.toggle("kb-kept", begun); // home and header have room for it
  if (!begun) return;
  unlisten();
  fetchLater("tasks");
}

const unlisten = store.listen(bring);
bring();
