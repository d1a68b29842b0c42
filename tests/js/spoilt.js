// Cases that someone or something spoilt, in any place, with anything.

import { put, rich } from "./kit.js";

/** @import { Path, Random } from "./kit.js" */

const SCALARS = [
  ...[null, true, false, -5, 0, 5, 1.5, -0.1, "", "x", "a b", "１"],
  ...["2026-11-20T10:00", "2026-11-20T10:00\n", "2026-11-22T04:00:00.000Z"],
];
const KEYS = ["__proto__", "constructor", "toString", "a", "a.b", "A", "id", "state"];

/** Anything that JSON can hold. @param {Random} random @param {number} [depth] @returns {unknown} */
export function junk(random, depth = 0) {
  const kind = depth < 3 ? random.next() : 0;
  if (kind < 0.6) return random.pick(SCALARS);
  if (kind < 0.8) return random.list(3, () => junk(random, depth + 1));
  const entries = random.list(
    3,
    () => `${JSON.stringify(random.pick(KEYS))}:${JSON.stringify(junk(random, depth + 1))}`,
  );
  return JSON.parse(`{${entries.join()}}`);
}

/** Everything within a value. @param {unknown} value @param {Path} [above] @returns {Path[]} */
function paths(value, above = []) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...paths(each, path)];
  });
}

/** A case with everything in it, spoilt in up to six places. @param {Random} random @returns {unknown} */
export function spoilt(random) {
  /** @type {unknown} */
  let current = rich();
  for (let left = random.whole(1, 6); left > 0; left -= 1) {
    current = put(current, random.pick(paths(current)), junk(random));
  }
  return current;
}
