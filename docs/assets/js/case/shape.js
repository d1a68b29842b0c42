// The shape of everything a seller stores, written once: it checks what is read and what is written. No DOM.

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
 * @property {""|"told"|"countdown"} by what else than the rule gave `due`: a page or a document that says it, or a countdown
 *   there; "" where it was counted from `from`, and where there is none (up to version 4 it may then be either)
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
 * @property {string} order number of the order that it belongs to, or ""
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
 * @typedef {object} Order one order to judge, without anything about its buyer; times are China's wall times, or ""
 * @property {string} created
 * @property {string} paid
 * @property {string} shipped
 * @property {string} done when it was closed or finished
 * @property {string} amount yuan, as `128.50`, or ""
 * @property {string} refund the same
 * @property {string} status as the back office calls it
 * @property {string} title of the goods
 * @property {string} quantity digits, or ""
 * @property {string} tracking number of the parcel
 * @property {string} carrier
 * @property {boolean} named the notice names it
 * @property {"goods"|"dropship"|"virtual"} route who sends it, and whether there is anything to send
 * @property {""|"real"|"doubtful"|"wrong"|"unsure"} verdict "" for none yet
 * @property {string[]} evidence ids of the kinds of evidence at hand
 * @property {string} note
 */

/**
 * @typedef {object} Case one matter of one seller
 * @property {string} title
 * @property {"fake-trade"|"dispute"|"self-check"|"other"} kind
 * @property {string} created ISO 8601, UTC
 * @property {string} changed ISO 8601, UTC
 * @property {boolean} archived
 * @property {boolean} remember keep personal blanks on this device
 * @property {{guide: string, tasks: string[]}} plan a task is `kind.id`, such as `checklist.first-day`; see tasks.js
 * @property {Record<string, Mark>} marks item → mark
 * @property {Record<string, string>} notes item → note
 * @property {Record<string, {ended: string, marks: Record<string, Mark>}[]>} rounds checklist → past rounds
 * @property {Record<string, string>} blanks field → what was typed
 * @property {Record<string, string>} personal field → what was typed; empty unless `remember`
 * @property {Record<string, "none"|"follow">} answers field → how it is filled where nothing is typed: there is nothing
 *   to say (`none`), or what the case holds says it, now and later (`follow`)
 * @property {Record<string, Due>} deadlines
 * @property {Record<string, string>} letters template, or `tool.package` → when it was last copied, printed or saved
 * @property {Exhibit[]} exhibits
 * @property {Entry[]} log
 * @property {Record<string, Order>} orders order number → order, in the order they came
 */

/**
 * @typedef {object} State
 * @property {number} version
 * @property {string} active id of the case in use
 * @property {Record<string, Case>} cases
 * @property {{at: string, things: number}} backup when the last copy was made, of how many things
 */

/**
 * @template Fits what has this shape
 * @typedef {object} Schema the part of JSON Schema used here
 * @property {"object"|"array"|"string"|"integer"|"boolean"} [type]
 * @property {Fits} [const]
 * @property {Fits[]} [enum] the first stands for what is absent
 * @property {string} [pattern]
 * @property {number} [minimum]
 * @property {Schema<unknown>} [items]
 * @property {Record<string, Schema<unknown>>} [properties]
 * @property {string[]} [required]
 * @property {{pattern: string}} [propertyNames]
 * @property {Schema<unknown> | false} [additionalProperties]
 */

export const VERSION = 5;
/** @type {Record<Case["kind"], string>} */
export const KINDS = { "fake-trade": "虚假交易", dispute: "售后纠纷", "self-check": "自查", other: "其他" };

const ID = "^[a-z0-9]+([.-][a-z0-9]+)*$";
/** @type {Schema<boolean>} */
const FLAG = { type: "boolean" };
/** @type {Schema<number>} */
const WHOLE = { type: "integer", minimum: 0 };
/** @type {Schema<string>} */
const TEXT = { type: "string" };
const WALL = text("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)?$");
export const MOMENT = text("^(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)?$");
const NAME = text(ID);
const AMOUNT = text("^(\\d{1,9}(\\.\\d{1,2})?)?$");
const NUMBER = text("^(\\d{6,30})?$");

/** @param {string} pattern @returns {Schema<string>} */
function text(pattern) {
  return { type: "string", pattern };
}

/** @template {string} Word @param {...Word} words @returns {Schema<Word>} */
function choice(...words) {
  return { type: "string", enum: words };
}

/** @template Each @param {Schema<Each>} items @returns {Schema<Each[]>} */
function list(items) {
  return { type: "array", items };
}

/** @template Each @param {Schema<Each>} each @returns {Schema<Record<string, Each>>} */
function record(each) {
  return { type: "object", propertyNames: { pattern: ID }, additionalProperties: each };
}

/**
 * @template Whole
 * @param {{[Key in keyof Whole]: Schema<Whole[Key]>}} properties
 * @param {string[]} [required]
 * @returns {Schema<Whole>}
 */
export function shape(properties, required = []) {
  return { type: "object", properties, required, additionalProperties: false };
}

const MARKS = record(shape({ state: choice("done", "skip"), at: MOMENT }, ["state"]));

/** @type {Schema<Case>} */
export const CASE = shape({
  title: TEXT,
  kind: choice("other", "fake-trade", "dispute", "self-check"),
  created: MOMENT,
  changed: MOMENT,
  archived: FLAG,
  remember: FLAG,
  plan: shape({ guide: TEXT, tasks: list(NAME) }),
  marks: MARKS,
  notes: record(TEXT),
  rounds: record(list(shape({ ended: MOMENT, marks: MARKS }))),
  blanks: record(TEXT),
  personal: record(TEXT),
  answers: record(choice("none", "follow")),
  deadlines: record(shape({
    title: TEXT,
    from: WALL,
    due: WALL,
    met: MOMENT,
    by: choice("", "told", "countdown"),
  })),
  letters: record(MOMENT),
  exhibits: list(shape({
    id: NAME,
    name: TEXT,
    size: WHOLE,
    type: TEXT,
    sha256: text("^([0-9a-f]{64})?$"),
    kind: text(`^$|${ID}`),
    proves: TEXT,
    order: NUMBER,
    added: MOMENT,
  }, ["id"])),
  log: list(shape({
    id: NAME,
    at: WALL,
    channel: TEXT,
    who: TEXT,
    said: TEXT,
    promised: TEXT,
  }, ["id"])),
  orders: record(shape({
    created: WALL,
    paid: WALL,
    shipped: WALL,
    done: WALL,
    amount: AMOUNT,
    refund: AMOUNT,
    status: TEXT,
    title: TEXT,
    quantity: text("^\\d{0,9}$"),
    tracking: TEXT,
    carrier: TEXT,
    named: FLAG,
    route: choice("goods", "virtual", "dropship"),
    verdict: choice("", "real", "doubtful", "wrong", "unsure"),
    evidence: list(NAME),
    note: TEXT,
  })),
});

/** Field → what was typed. */
export const TEXTS = record(TEXT);

/** What is typed for the tab only, by case. */
export const PERSONAL = record(TEXTS);

/** What stands in a form and is not stored yet: case → tool → field → text. */
export const DRAFTS = record(record(TEXTS));

export const CASES = record(CASE);
/** @type {Schema<State>} */
export const STATE = shape({
  version: WHOLE,
  active: TEXT,
  cases: CASES,
  backup: shape({ at: MOMENT, things: WHOLE }),
});

/**
 * Keep what has the right shape, fill in what is absent, and name what was dropped.
 *
 * @template Fits
 * @param {unknown} value
 * @param {Schema<Fits>} schema
 * @param {string} [where] path of the value, for `dropped`
 * @param {string[]} [dropped] receives the path of everything that did not fit
 * @param {string[]} [unknown] receives those that stood under a name which the shape does not have
 * @returns {Fits} a new value of that shape
 */
export function clean(value, schema, where = "", dropped = [], unknown = []) {
  return /** @type {Fits} */ (cleaned(value, schema, where, { dropped, unknown }));
}

/** @typedef {{dropped: string[], unknown: string[]}} Lost paths */

/**
 * Tell whether reading a value back would drop nothing and fill in nothing. Quick: it is asked before each writing.
 *
 * @param {unknown} value
 * @param {Schema<unknown>} schema
 * @returns {boolean}
 */
export function isWhole(value, schema) {
  if (!fits(value, schema)) return false;
  if (Array.isArray(value)) return value.findIndex((each) => !isWhole(each, schema.items ?? {})) < 0;
  if (!isObject(value)) return true;
  const { properties = {}, additionalProperties: each } = schema;
  for (const key in properties) if (!hasOwn(value, key)) return false;
  return Object.keys(value).every((key) => {
    const inner = hasOwn(properties, key) ? properties[key] : each && keyFits(key) && each;
    return inner && isWhole(value[key], inner);
  });
}

/**
 * @param {unknown} value
 * @param {Schema<unknown>} schema
 * @param {string} where
 * @param {Lost} lost
 * @returns {unknown}
 */
function cleaned(value, schema, where, lost) {
  if (value === undefined) return blank(schema);
  if (!fits(value, schema)) {
    lost.dropped.push(where);
    return blank(schema);
  }
  if (Array.isArray(value)) return cleanList(value, schema.items ?? {}, where, lost);
  return isObject(value) ? cleanObject(value, schema, where, lost) : value;
}

/** @param {unknown} value @param {Schema<unknown>} schema @returns {boolean} */
function fits(value, schema) {
  const { type, properties = {}, required = [] } = schema;
  if (type === "array") return Array.isArray(value);
  if (type === "object") {
    return isObject(value) && required.every((key) => hasOwn(value, key) && fits(value[key], properties[key]));
  }
  if (type === "integer") return isCount(value) && value >= (schema.minimum ?? value);
  if (type === "boolean") return typeof value === "boolean";
  if (type !== "string" || typeof value !== "string") return false;
  if (schema.enum) return schema.enum.includes(value);
  return !schema.pattern || compiled(schema.pattern).test(value);
}

/** @param {Schema<unknown>} schema @returns {unknown} */
function blank(schema) {
  if (schema.type === "object") return cleanObject({}, schema, "", { dropped: [], unknown: [] });
  if (schema.type === "array") return [];
  return { integer: 0, boolean: false, string: schema.enum?.[0] ?? "" }[schema.type ?? "string"];
}

/** @param {unknown[]} entries @param {Schema<unknown>} each @param {string} where @param {Lost} lost */
function cleanList(entries, each, where, lost) {
  /** @type {unknown[]} */
  const kept = [];
  entries.forEach((entry, index) => {
    const path = `${where}[${index}]`;
    if (fits(entry, each)) kept.push(cleaned(entry, each, path, lost));
    else lost.dropped.push(path);
  });
  return kept;
}

/**
 * @param {Record<string, unknown>} object
 * @param {Schema<unknown>} schema
 * @param {string} where
 * @param {Lost} lost
 */
function cleanObject(object, schema, where, lost) {
  const { properties = {}, additionalProperties: each } = schema;
  /** @type {Record<string, unknown>} */
  const result = {};
  for (const key of Object.keys(properties)) {
    const inner = hasOwn(object, key) ? object[key] : undefined;
    result[key] = cleaned(inner, properties[key], `${where}.${key}`, lost);
  }
  for (const key of Object.keys(object)) {
    const path = `${where}.${key}`;
    if (hasOwn(properties, key)) continue;
    if (each && keyFits(key) && fits(object[key], each)) result[key] = cleaned(object[key], each, path, lost);
    else {
      lost.dropped.push(path);
      if (!each) lost.unknown.push(path);
    }
  }
  return result;
}

/** @param {string} key */
function keyFits(key) {
  return compiled(ID).test(key); // never `__proto__`
}

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/** @param {string} pattern */
function compiled(pattern) {
  const known = patterns.get(pattern) ?? new RegExp(pattern);
  patterns.set(pattern, known);
  return known;
}

/**
 * @template {object} Holder
 * @param {Holder} object
 * @param {PropertyKey} key
 * @returns {key is keyof Holder}
 */
export function hasOwn(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key); // Object.hasOwn is younger than many phones
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is number} */
function isCount(value) {
  return Number.isSafeInteger(value);
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
  if (!isObject(stored) || !isCount(stored.version) || stored.version < 1) throw new TypeError("shape");
  if (stored.version > VERSION) throw new RangeError("newer");
  /** @type {string[]} */
  const dropped = [];
  const state = clean(migrate(stored, first), STATE, "", dropped);
  if (!Object.keys(state.cases).length) throw new TypeError("shape");
  if (!hasOwn(state.cases, state.active)) state.active = newest(state.cases);
  return { state, dropped };
}

/** @param {Record<string, Case>} cases @returns {string} id of the case that was worked on last */
export function newest(cases) {
  return Object.keys(cases).sort((a, b) => (cases[a].changed < cases[b].changed ? 1 : -1))[0];
}

/**
 * Bring a stored state of an older version to this one.
 *
 * @param {Record<string, unknown>} stored
 * @param {string} first id for the case of version 1, whose id was the same in every browser
 * @returns {Record<string, unknown>}
 */
export function migrate(stored, first) {
  if (stored.version === 1) return fromVersion1(stored, first);
  if (stored.version === 2) {
    for (const each of Object.values(isObject(stored.cases) ? stored.cases : {})) {
      if (isObject(each)) fromVersion2(each);
    }
  }
  // Version 3 had no orders and no answers, version 4 no `by` of a deadline: reading fills that in.
  return { ...stored, version: VERSION };
}

/**
 * Version 2 had a list for each kind of task, and until 2026-11 the owner of a draft with each entry.
 *
 * @param {Record<string, unknown>} current
 */
function fromVersion2(current) {
  const { plan, log } = current;
  if (isObject(plan)) {
    const tasks = ["deadline", "checklist", "template"].flatMap((kind) => {
      const ids = plan[`${kind}s`];
      return Array.isArray(ids) ? ids.map((id) => `${kind}.${id}`) : [];
    });
    current.plan = { guide: plan.guide, tasks };
  }
  for (const entry of Array.isArray(log) ? log : []) {
    if (isObject(entry)) delete entry.owner;
  }
}

/** @param {Record<string, unknown>} stored @param {string} first */
function fromVersion1({ cases, active }, first) {
  const old = isObject(cases) && typeof active === "string" && hasOwn(cases, active) ? cases[active] : undefined;
  if (!isObject(old) || !isObject(old.ticks) || !isObject(old.blanks)) throw new TypeError("shape");
  const marks = Object.entries(old.ticks).map(([item, at]) => [item, { state: "done", at }]);
  const days = Object.values(old.ticks).filter((at) => typeof at === "string").sort();
  const current = {
    title: old.title,
    blanks: old.blanks,
    marks: Object.fromEntries(marks),
    created: days[0] ?? "",
    changed: days[days.length - 1] ?? "",
  };
  return { version: VERSION, active: first, cases: { [first]: current } };
}
