// The way through a triage. No DOM.

/** @typedef {Record<string, string[]>} Graph question → where its answers lead; a result leads nowhere */

/**
 * The question before this one.
 *
 * @param {Graph} graph
 * @param {string} id
 * @returns {string} "" for the first question, and for what nothing leads to
 */
export function before(graph, id) {
  return Object.keys(graph).find((question) => graph[question].includes(id)) ?? "";
}

/**
 * Which part to show for an address.
 *
 * @param {Graph} graph
 * @param {string} hash `#what-happened.judged`, or anything else
 * @param {string} current shown so far, or ""
 * @returns {string} the address's part; else what was shown; else the first question
 */
export function shown(graph, hash, current) {
  const asked = hash.replace(/^#/, "");
  if (Object.prototype.hasOwnProperty.call(graph, asked)) return asked;
  return current || Object.keys(graph)[0];
}
