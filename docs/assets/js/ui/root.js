// Where things are, which a page knows from the theme's configuration.

import { find } from "./dom.js";

/** @returns {{base: string, search: string, tasks: string}} */
const config = () => JSON.parse(find(document, "#__config", HTMLScriptElement).text);

/** Address something below the site's root. @param {string} path such as `start/triage/` */
export function fromRoot(path) {
  return new URL(path, new URL(config().base.replace(/\/?$/, "/"), location.href)).href;
}

/** Address the worker that searches. */
export function searchWorker() {
  return new URL(config().search, location.href).href;
}

/** Address the script that a page fetches once a case is begun. */
export function tasksScript() {
  return new URL(config().tasks, location.href).href;
}
