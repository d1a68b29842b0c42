// Where the site begins, which a page knows from the theme's configuration.

/** Address something below the site's root. @param {string} path such as `start/triage/` */
export function fromRoot(path) {
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  return new URL(path, new URL(base.replace(/\/?$/, "/"), location.href)).href;
}
