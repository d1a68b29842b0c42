// Where things are, which a page knows from the theme's configuration.

import { find } from "./dom.js";

/** @returns {{base: string, search: string, tasks: string, keeping: string}} */
const config = () => JSON.parse(find(document, "#__config", HTMLScriptElement).text);

/** Address something below the site's root. @param {string} path such as `start/triage/` */
export function fromRoot(path) {
  return new URL(path, new URL(config().base.replace(/\/?$/, "/"), location.href)).href;
}

/** Address the worker that searches. */
export function searchWorker() {
  return new URL(config().search, location.href).href;
}

/** Address a script that a page fetches once a case is begun, or when it has long been there. @param {"tasks"|"keeping"} name */
export function laterScript(name) {
  return new URL(config()[name], location.href).href;
}
