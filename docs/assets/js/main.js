// What every page needs besides its widgets. `macros/publish/assets/bundle_scripts.py` gives each page
// the scripts of the widgets that stand on it. Without any of them every page still reads as lists and letters.

import { watch } from "./offline/new-version.js";
import { startWithSearch } from "./search/theme.js";
import { reach } from "./search/window.js";
import "./ui/palette.js";
import "./ui/provenance.js";
import "./ui/reveal.js";

const QUIET = 3000; // ms after all else has loaded; who leaves at once fetches no copy

/** When the page has long been there: keep a copy for when there is no network, offer a newer one. */
function onQuiet() {
  setTimeout(watch, QUIET);
}

startWithSearch();
const box = document.querySelector("[data-md-component=search-query]");
if (box && document.activeElement === box) reach(); // by a link with ?q=
else box?.addEventListener("focus", reach, { once: true }); // and not before

if (document.readyState === "complete") onQuiet();
else addEventListener("load", onQuiet, { once: true });
