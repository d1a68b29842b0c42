// Gives a copy on a disk what only a server gives: a worker, and the page that a folder stands for.

/** @param {string} worker its source */
function kbOffline(worker) {
  /** @type {HTMLScriptElement | null} */
  const config = document.querySelector("script#__config"); // the theme reads it after this script
  const search = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
  if (config) config.text = JSON.stringify({ ...JSON.parse(config.text), search });

  // Firefox gives each page on a disk a storage of its own; from a server of one's own they share it.
  const isFirefox = /\bFirefox\//.test(navigator.userAgent) || "mozInnerScreenX" in globalThis;
  document.querySelector("[data-kb-apart]")?.toggleAttribute("hidden", !isFirefox || location.protocol !== "file:");

  // Links that scripts made: before a reader can see or follow one, name the page in the folder.
  /** @param {Event} event */
  const complete = ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, complete, true);
}

kbOffline("WORKER"); // `macros/deploy/disk_copy.py` writes its source here
