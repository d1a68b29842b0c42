// Backups that this site would write of cases that were imported spoilt; a test in Python checks them
// with a validator of JSON Schema that is not ours.

import { backupOf, readBackup } from "../../docs/assets/js/case/transfer.js";
import { aBackup, NOW, Random, stored } from "./kit.js";
import { spoilt } from "./spoilt.js";

/** @param {number} seed */
function exported(seed) {
  const { cases } = readBackup(aBackup({ one: spoilt(new Random(seed)) }));
  return backupOf(
    { version: 5, active: "one", cases, backup: { at: "", things: 0 } },
    Object.keys(cases),
    new Date(NOW),
  );
}

const state = stored("state_v5.json");
const whole = backupOf(state, Object.keys(state.cases), new Date(NOW));
const texts = [whole, ...Array.from({ length: 300 }, (_, seed) => exported(seed + 1))];
console.log(`[${texts.join()}]`);
