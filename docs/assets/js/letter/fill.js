// Filling letters. The same cases test this and its twin, macros/handbook/letters.py.

import { hasOwn } from "../case/shape.js";

const BLANK = /\{([a-z0-9]+(?:-[a-z0-9]+)*)\}/g;

/**
 * Replace each `{blank}` once, in one pass: what was typed is never read again, so `$&`,
 * `{order-no}` or markup in it stay as typed.
 *
 * @param {string} body text with blanks
 * @param {Record<string, string>} values blank → what was typed; white space counts as nothing
 * @param {Record<string, string>} labels blank → its name, shown as 【name】 when nothing was typed
 * @returns {string}
 */
export function fill(body, values, labels) {
  return body.replace(BLANK, (_, name) => {
    const typed = hasOwn(values, name) ? values[name] : "";
    return typed.trim() ? typed : `【${labels[name]}】`;
  });
}

/**
 * Put into a letter what it says for each choice made; where none was made, the blank stays.
 *
 * @param {string} body text with blanks
 * @param {Record<string, Record<string, string>>} says blank → choice → text with blanks
 * @param {Record<string, string>} choices blank → choice
 */
export function chosen(body, says, choices) {
  return body.replace(BLANK, (blank, name) => {
    const said = hasOwn(says, name) ? says[name] : {};
    return hasOwn(said, choices[name]) ? said[choices[name]] : blank;
  });
}

/**
 * Leave of a letter what stands when there is nothing to fill in some of its blanks.
 *
 * @param {string} text the whole letter, with blanks
 * @param {Record<string, string[][]>} parts blank → pairs: what stands only with it, what stands there otherwise
 * @param {string[]} none blanks that have nothing to fill in; those without a part stay
 */
export function standing(text, parts, none) {
  const pairs = none.flatMap((name) => (hasOwn(parts, name) ? parts[name] : []));
  return pairs.reduce((left, [part, instead]) => left.split(part).join(instead), text);
}

/** Name the blanks of a text, each once, in order. @param {string} body */
export function blanksIn(body) {
  return [...new Set([...body.matchAll(BLANK)].map(([, name]) => name))];
}

/** Cut a text at its blanks: plain text, the name of a blank, plain text, and so on. @param {string} text */
export function piecesOf(text) {
  return text.split(BLANK);
}

/**
 * Count what a form counts: characters as people see them, line breaks left out.
 *
 * @param {string} text
 * @returns {number} characters
 */
export function countCharacters(text) {
  return Array.from(text.replace(/[\r\n]/g, "")).length;
}
