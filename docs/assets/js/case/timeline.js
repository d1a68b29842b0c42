// The story of one case, in order. No DOM, no clock of its own.

import { readWall } from "../deadline/typed-time.js";
import { inFull, wallOf } from "../deadline/wall-time.js";
import { hasOwn } from "./shape.js";

/** @import { Case } from "./shape.js" */

/**
 * @typedef {object} Names what the handbook calls what it numbers
 * @property {Record<string, string>} items
 * @property {Record<string, {title: string}>} templates
 * @property {Record<string, {label: string, kind: string}>} fields
 *
 * @typedef {object} Happening
 * @property {string} at China wall time
 * @property {"event"|"order"|"step"|"letter"|"log"|"exhibit"|"deadline"} kind
 * @property {string} title
 * @property {string[]} details
 */

export const NAMES = {
  event: "经过",
  order: "订单",
  step: "步骤",
  letter: "信",
  log: "沟通",
  exhibit: "证据",
  deadline: "期限",
};

/**
 * Gather what happened, and what is still due.
 *
 * @param {Case} current
 * @param {Names} book
 * @returns {Happening[]} the earliest first
 */
export function storyOf(current, book) {
  const all = [
    ...blanksOf(current, book.fields),
    ...ordersIn(current),
    ...stepsOf(current, book.items),
    ...lettersOf(current, book.templates),
    ...exhibitsOf(current),
    ...logOf(current),
    ...deadlinesOf(current),
  ];
  return all.filter(({ at }) => at).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * A day without its time, such as the letter's own date, is no moment of the story.
 *
 * @param {Case} current
 * @param {Names["fields"]} fields
 * @returns {Happening[]}
 */
function blanksOf(current, fields) {
  return Object.entries(current.blanks)
    .filter(([id]) => hasOwn(fields, id) && fields[id].kind === "datetime")
    .map(([id, typed]) => ({ id, at: readWall(typed).wall }))
    .filter(({ at }) => at.includes("T"))
    .map(({ id, at }) => ({ at, kind: "event", title: fields[id].label, details: [] }));
}

const LISTED = 10; // order numbers named for a day

/** Orders of a day are one happening, and so are parcels. @param {Case} current @returns {Happening[]} */
function ordersIn({ orders }) {
  /** @type {Map<string, {at: string, title: string, numbers: string[]}>} */
  const days = new Map();
  for (const [no, { created, shipped }] of Object.entries(orders)) {
    for (const [at, title] of [[created, "下单"], [shipped, "发货"]]) {
      if (!at) continue;
      const key = `${at.slice(0, 10)} ${title}`;
      const day = days.get(key) ?? { at, title, numbers: [] };
      days.set(key, { at: at < day.at ? at : day.at, title, numbers: [...day.numbers, no] });
    }
  }
  return [...days.values()].map(({ at, title, numbers }) => ({
    at,
    kind: "order",
    title: `${title} ${numbers.length} 笔`,
    details: numbers.length > LISTED ? [] : [numbers.join("、")],
  }));
}

/**
 * Steps done in the same hour are one happening.
 *
 * @param {Case} current
 * @param {Names["items"]} items
 * @returns {Happening[]}
 */
function stepsOf(current, items) {
  /** @type {Map<string, {wall: string, what: string}[]>} */
  const hours = new Map();
  for (const [id, { state, at }] of Object.entries(current.marks)) {
    const wall = wallIn(at);
    if (state !== "done" || !hasOwn(items, id) || !wall) continue;
    const hour = wall.slice(0, 13);
    hours.set(hour, [...(hours.get(hour) ?? []), { wall, what: items[id] }]);
  }
  return [...hours.values()].map((steps) => {
    steps.sort((a, b) => (a.wall < b.wall ? -1 : 1));
    return {
      at: steps[0].wall,
      kind: "step",
      title: `做完 ${steps.length} 步`,
      details: steps.map(({ what }) => what),
    };
  });
}

/** @param {Case} current @param {Names["templates"]} templates @returns {Happening[]} */
function lettersOf(current, templates) {
  return Object.entries(current.letters).filter(([id]) => hasOwn(templates, id)).map(([id, at]) => ({
    at: wallIn(at),
    kind: "letter",
    title: `复制或打印过《${templates[id].title}》`,
    details: [],
  }));
}

/** @param {Case} current @returns {Happening[]} */
function exhibitsOf(current) {
  /** @type {Map<string, {wall: string, name: string}[]>} */
  const days = new Map();
  current.exhibits.forEach((each, index) => {
    const wall = wallIn(each.added);
    const day = wall.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), { wall, name: `附件 ${index + 1}　${each.name}` }]);
  });
  return [...days.values()].map((added) => ({
    at: added.map(({ wall }) => wall).sort()[0],
    kind: "exhibit",
    title: `列入 ${added.length} 份证据`,
    details: added.map(({ name }) => name),
  }));
}

/** @param {Case} current @returns {Happening[]} */
function logOf(current) {
  return current.log.map(({ at, channel, who, said, promised }) => ({
    at,
    kind: "log",
    title: [channel, who].filter(Boolean).join(" · ") || "沟通",
    details: [said, promised && `答应：${promised}`].filter(Boolean),
  }));
}

/** What has no time is left out of the story. @param {Case} current @returns {Happening[]} */
function deadlinesOf(current) {
  return Object.values(current.deadlines).flatMap(({ title, from, due, met }) => [
    { at: from, kind: "event", title: `${title}：从这时起算`, details: [] },
    { at: due, kind: "deadline", title: `${title}：截止`, details: met ? [`${inFull(wallIn(met))} 办完`] : [] },
  ]);
}

/** @param {string} moment */
function wallIn(moment) {
  const instant = Date.parse(moment);
  return Number.isFinite(instant) ? wallOf(instant) : "";
}
