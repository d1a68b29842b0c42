// The parts of the handbook that a page brings along for its widgets.

/** @import { Kind } from "../case/cases.js" */
/** @import { About } from "../deadline/due-form.js" */
/** @import { Blank } from "../letter/blanks.js" */
/** @import { Letter } from "../letter/letter.js" */

/**
 * @typedef {object} Book all that a tool can ask for; `macros/html/widget_data.py` writes it
 * @property {Record<string, {title: string, href: string, items: Record<string, string>}>} checklists item → what
 * @property {Record<string, {title: string, href: string, route: string}>} templates
 * @property {Record<string, Pick<Letter, "kind"|"body"|"pledge"|"signers"|"says"|"without"|"orders"> & {evidence: string[]}>} letters
 * @property {Record<string, Pick<Blank, "label"|"kind"|"follows">>} fields those that are not personal
 * @property {Record<string, Pick<Blank, "label"|"kind"|"follows">>} personal those that are
 * @property {Record<string, string>} exhibit_kinds kind of evidence → its name
 * @property {Record<string, About>} deadlines
 * @property {Record<string, {title: string, proves: string}>} evidence
 * @property {import("../orders/orders.js").Kinds} order_kinds
 *
 * @typedef {object} Always what each tool gets
 * @property {string} href the page of cases
 * @property {string} start the page to begin at
 * @property {Formerly} [formerly]
 *
 * @typedef {{[Each in Kind]?: Record<string, string>}} Formerly kind → retired id → what replaced it
 */

/** Read what a page gives an element, or nothing. @param {HTMLElement} element @returns {Book & Always} */
export function bookOf({ dataset }) {
  return JSON.parse(dataset.kbBook ?? "{}");
}

/** Read which ids an element of a guide had before. @param {HTMLElement} element @returns {Formerly | null} */
export function formerlyOf({ dataset }) {
  return JSON.parse(dataset.kbFormerly ?? "null");
}
