// Which days are off and which weekends are worked. `macros/publish/days_off.py` fills it from the handbook.

/** @import { Arranged } from "./workdays.js" */

/** @type {Arranged} */
export const ARRANGED = { years: [], off: {}, work: [] };
