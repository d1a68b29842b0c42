// Gives a copy on a disk what only a server gives: a worker, and the page that a folder stands for.
// `macros/deploy/disk_copy.py` calls it after this.

/** @param {string} worker its source */
function kbOffline(worker) {
  const config = document.getElementById("__config"); // the theme reads it after this script
  const search = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
  config.textContent = JSON.stringify({ ...JSON.parse(config.textContent), search });

  // Firefox gives each page on a disk a storage of its own.
  document.querySelector("[data-kb-apart]").hidden = !/\bFirefox\//.test(navigator.userAgent);

  // Links that scripts made: before a reader can see or follow one, name the page in the folder.
  const complete = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, complete, true);
}
