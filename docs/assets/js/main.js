// What every page needs besides its widgets. `macros/packs.py` gives each page the scripts of the
// widgets that stand on it. Without any of them every page still reads as lists and letters.

import { reach } from "./search/window.js";

const box = document.querySelector("[data-md-component=search-query]");
if (box && document.activeElement === box) reach(); // by a link with ?q=
else box?.addEventListener("focus", reach, { once: true }); // and not before
