// Gives a copy on a disk what only a server gives: modules, a worker, and the page that a folder
// stands for. `macros/bundle.py` writes the table of sources after this.

/** @param {{modules: Record<string, string>, worker: string}} sources */
function kbOffline({ modules, worker }) {
  const address = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({
    imports: Object.fromEntries(Object.entries(modules).map(([name, source]) => [name, address(source)])),
  });
  document.head.append(map);

  const config = document.getElementById("__config"); // the theme reads it after this script
  config.textContent = JSON.stringify({ ...JSON.parse(config.textContent), search: address(worker) });

  // Links that scripts made: before a reader can see or follow one, name the page in the folder.
  const complete = ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, complete, true);
}
