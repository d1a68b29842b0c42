// What the theme's search window and its worker say to each other. No DOM.

/** @import { Item } from "./show.js" */

/**
 * @typedef {{type: typeof SETUP, data: {now?: boolean, docs?: string}}} Setup `now`: fetch the index at
 *   once; `docs`: the index as text, where a worker can fetch nothing
 * @typedef {{type: typeof QUERY, data: string}} Query
 * @typedef {{type: typeof READY}} Ready
 * @typedef {{type: typeof RESULT, data: {items: Item[][]}}} Result for each page its parts, the best first
 */

export const SETUP = 0;
export const READY = 1;
export const QUERY = 2;
export const RESULT = 3;
