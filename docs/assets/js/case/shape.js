// The shape of everything a seller stores, written once: it checks what is read, and
// docs/data/backup.schema.json publishes it (a test compares the two). No DOM.

/**
 * @typedef {object} Mark what became of one step of a checklist
 * @property {"done"|"skip"} state skip: does not apply here
 * @property {string} at when (ISO 8601, UTC)
 */

/**
 * @typedef {object} Due one deadline of a case; wall times are China's, `2026-11-22T10:30`
 * @property {string} title
 * @property {string} from wall time that it counts from, or ""
 * @property {string} due wall time that it ends at, or ""
 * @property {string} met when it was met (ISO 8601, UTC), or ""
 */

/**
 * @typedef {object} Exhibit one file or screenshot; the file itself is never stored
 * @property {string} id
 * @property {string} name
 * @property {number} size bytes
 * @property {string} type media type, or ""
 * @property {string} sha256 64 hexadecimal digits, or "" when it was not computed
 * @property {string} kind id of a kind of evidence, or ""
 * @property {string} proves
 * @property {string} added ISO 8601, UTC
 */

/**
 * @typedef {object} Entry one conversation
 * @property {string} id
 * @property {string} at China wall time
 * @property {string} channel
 * @property {string} who
 * @property {string} said
 * @property {string} promised
 */

/**
 * @typedef {object} Case one matter of one seller
 * @property {string} title
 * @property {"fake-trade"|"dispute"|"self-check"|"other"} kind
 * @property {string} created ISO 8601, UTC
 * @property {string} changed ISO 8601, UTC
 * @property {boolean} archived
 * @property {boolean} remember keep personal blanks on this device
 * @property {{guide: string, checklists: string[], templates: string[], deadlines: string[]}} plan
 * @property {Record<string, Mark>} marks item → mark
 * @property {Record<string, string>} notes item → note
 * @property {Record<string, {ended: string, marks: Record<string, Mark>}[]>} rounds checklist → past rounds
 * @property {Record<string, string>} blanks field → what was typed
 * @property {Record<string, string>} personal field → what was typed; empty unless `remember`
 * @property {Record<string, Due>} deadlines
 * @property {Record<string, string>} letters template → when it was last copied, printed or saved
 * @property {Exhibit[]} exhibits
 * @property {Entry[]} log
 */

/**
 * @typedef {object} State
 * @property {2} version
 * @property {string} active id of the case in use
 * @property {Record<string, Case>} cases
 * @property {{at: string, things: number}} backup when the last copy was made, of how many things
 */

export const VERSION = 2;
export const KINDS = { "fake-trade": "虚假交易", dispute: "售后纠纷", "self-check": "自查", other: "其他" };

const ID = "^[a-z0-9]+([.-][a-z0-9]+)*$";
const TEXT = { type: "string" };
const FLAG = { type: "boolean" };
const WHOLE = { type: "integer", minimum: 0 };
const WALL = { type: "string", pattern: "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)?$" };
const MOMENT = { type: "string", pattern: "^(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)?$" };
const NAME = { type: "string", pattern: ID };

const choice = (...words) => ({ type: "string", enum: words });
const list = (items) => ({ type: "array", items });
const record = (each) => ({
  type: "object", propertyNames: { pattern: ID }, additionalProperties: each,
});
const shape = (properties, required = []) => ({
  type: "object", properties, required, additionalProperties: false,
});

const MARKS = record(shape({ state: choice("done", "skip"), at: MOMENT }, ["state"]));

export const CASE = shape({
  title: TEXT,
  kind: choice("other", "fake-trade", "dispute", "self-check"),
  created: MOMENT,
  changed: MOMENT,
  archived: FLAG,
  remember: FLAG,
  plan: shape({ guide: TEXT, checklists: list(NAME), templates: list(NAME), deadlines: list(NAME) }),
  marks: MARKS,
  notes: record(TEXT),
  rounds: record(list(shape({ ended: MOMENT, marks: MARKS }))),
  blanks: record(TEXT),
  personal: record(TEXT),
  deadlines: record(shape({ title: TEXT, from: WALL, due: WALL, met: MOMENT })),
  letters: record(MOMENT),
  exhibits: list(shape({
    id: NAME, name: TEXT, size: WHOLE, type: TEXT,
    sha256: { type: "string", pattern: "^([0-9a-f]{64})?$" },
    kind: { type: "string", pattern: `^$|${ID}` }, proves: TEXT, added: MOMENT,
  }, ["id"])),
  log: list(shape({
    id: NAME, at: WALL, channel: TEXT, who: TEXT, said: TEXT, promised: TEXT,
  }, ["id"])),
});

/** What is typed for the tab only: case → field → text. */
export const PERSONAL = record(record(TEXT));

const CASES = record(CASE);
const STATE = shape({
  version: WHOLE, active: TEXT, cases: CASES, backup: shape({ at: MOMENT, things: WHOLE }),
});

/** The published JSON Schema of a backup file. */
export const BACKUP_SCHEMA = {
  title: "申诉有据备份",
  ...shape({
    format: { const: "shensu-youju.backup" },
    version: { const: VERSION },
    exported: MOMENT,
    cases: CASES,
  }, ["format", "version", "cases"]),
};

/**
 * Keep what has the right shape, fill in what is absent, and name what was dropped.
 *
 * @param {unknown} value
 * @param {object} schema the part of JSON Schema used above
 * @param {string} [where] path of the value, for `dropped`
 * @param {string[]} [dropped] receives the path of everything that did not fit
 * @returns {any} a new value of that shape
 */
export function clean(value, schema, where = "", dropped = []) {
  if (value === undefined) return blank(schema);
  if (!fits(value, schema)) {
    dropped.push(where);
    return blank(schema);
  }
  if (schema.type === "array") return cleanList(value, schema.items, where, dropped);
  return schema.type === "object" ? cleanObject(value, schema, where, dropped) : value;
}

function fits(value, schema) {
  if (schema.type === "array") return Array.isArray(value);
  if (schema.type === "object") return isObject(value) && (schema.required ?? []).every((key) => hasOwn(value, key) && fits(value[key], schema.properties[key]));
  if (schema.type === "integer") return Number.isSafeInteger(value) && value >= schema.minimum;
  if (typeof value !== schema.type) return false;
  if (schema.enum) return schema.enum.includes(value);
  return !schema.pattern || compiled(schema.pattern).test(value);
}

function blank(schema) {
  if (schema.type === "object") return cleanObject({}, schema, "", []);
  return { array: () => [], integer: () => 0, boolean: () => false, string: () => schema.enum?.[0] ?? "" }[schema.type]();
}

function cleanList(list_, each, where, dropped) {
  const kept = [];
  list_.forEach((entry, index) => {
    const path = `${where}[${index}]`;
    if (fits(entry, each)) kept.push(clean(entry, each, path, dropped));
    else dropped.push(path);
  });
  return kept;
}

function cleanObject(object, schema, where, dropped) {
  const { properties, additionalProperties: each } = schema;
  const result = {};
  for (const key of Object.keys(properties ?? {})) {
    const inner = hasOwn(object, key) ? object[key] : undefined;
    result[key] = clean(inner, properties[key], `${where}.${key}`, dropped);
  }
  for (const key of Object.keys(object)) {
    const path = `${where}.${key}`;
    if (properties && hasOwn(properties, key)) continue;
    if (each && keyFits(key) && fits(object[key], each)) result[key] = clean(object[key], each, path, dropped);
    else dropped.push(path);
  }
  return result;
}

function keyFits(key) {
  return compiled(ID).test(key); // never `__proto__`
}

const patterns = new Map();

function compiled(pattern) {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern));
  return patterns.get(pattern);
}

/** @param {object} object @param {string} key @returns {boolean} */
export function hasOwn(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key); // Object.hasOwn is younger than many phones
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Read stored text.
 *
 * @param {string} text
 * @param {string} first id to give a case that older text did not name well
 * @returns {{state: State, dropped: string[]}}
 * @throws {SyntaxError} when it is no JSON
 * @throws {TypeError} when it is no State of any version
 * @throws {RangeError} when its version is newer than this page
 */
export function parseState(text, first) {
  const stored = JSON.parse(text);
  if (!isObject(stored) || !Number.isSafeInteger(stored.version) || stored.version < 1) throw new TypeError("shape");
  if (stored.version > VERSION) throw new RangeError("newer");
  const dropped = [];
  const state = clean(migrate(stored, first), STATE, "", dropped);
  if (!Object.keys(state.cases).length) throw new TypeError("shape");
  if (!hasOwn(state.cases, state.active)) state.active = newest(state.cases);
  return { state, dropped };
}

function newest(cases) {
  return Object.keys(cases).sort((a, b) => (cases[a].changed < cases[b].changed ? 1 : -1))[0];
}

/**
 * Bring a stored state of an older version to this one.
 *
 * @param {any} stored
 * @param {string} first id for the case of version 1, whose id was the same in every browser
 * @returns {any}
 */
export function migrate(stored, first) {
  return stored.version === 1 ? fromVersion1(stored, first) : withoutOwners(stored);
}

/** Until 2026-11 the owner of a draft was stored with the entry; version 2 has no such key. */
function withoutOwners(stored) {
  for (const each of Object.values(isObject(stored.cases) ? stored.cases : {})) {
    for (const entry of Array.isArray(each?.log) ? each.log : []) {
      if (isObject(entry)) delete entry.owner;
    }
  }
  return stored;
}

function fromVersion1(stored, first) {
  const old = isObject(stored.cases) && hasOwn(stored.cases, stored.active) ? stored.cases[stored.active] : undefined;
  if (!isObject(old)) throw new TypeError("shape");
  if (!isObject(old.ticks) || !isObject(old.blanks)) throw new TypeError("shape");
  const marks = Object.entries(old.ticks).map(([item, at]) => [item, { state: "done", at }]);
  const days = Object.values(old.ticks).filter((at) => typeof at === "string").sort();
  const current = {
    title: old.title, blanks: old.blanks, marks: Object.fromEntries(marks),
    created: days[0] ?? "", changed: days[days.length - 1] ?? "",
  };
  return { version: VERSION, active: first, cases: { [first]: current } };
}
