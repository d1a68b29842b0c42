// Gives the widgets life. Without this file every page still reads as lists and letters.

const TAGS = [
  "backup", "case-bar", "cases", "checklist", "deadline", "deadlines", "exhibits", "log", "package",
  "resume", "template", "timeline", "triage",
];

/** Fetch the script of each widget that stands on the page; the element then finds it by itself. */
function load() {
  for (const tag of TAGS) {
    if (document.querySelector(`kb-${tag}`)) import(`./widgets/${tag}.js`);
  }
}

load();
window.document$?.subscribe(load); // the theme tells when it has put another page in place
