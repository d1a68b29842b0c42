// The orders that a letter is about. No DOM.

import { ordersOf, VERDICTS } from "./orders.js";

/** @import { Case } from "../case/shape.js" */
/** @import { Numbered, Verdict } from "./orders.js" */

/** @typedef {Verdict | "named"} About orders of this verdict; or those that the notice names */

/**
 * @param {Pick<Case, "orders">} current
 * @param {About | undefined} about none: every order
 * @returns {Numbered[]}
 */
export function fitting(current, about) {
  return ordersOf(current).filter(({ verdict, named }) => !about || (about === "named" ? named : verdict === about));
}

/** What to call them. @param {About | undefined} about */
export function nameOf(about) {
  if (!about) return "";
  return about === "named" ? "通知点名的" : `“${VERDICTS[about]}”的`;
}
