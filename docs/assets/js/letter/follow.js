// What a case holds fills a blank, now and later. No DOM.
//
// The names stand in the data (`follows:` of a blank). Each reads the case anew, so that the letter follows it.

import { hasOwn } from "../case/shape.js";

/** @import { Case } from "../case/shape.js" */
/** @import { Letter } from "./letter.js" */

const ROOM = 80; // characters: with more a letter of the suggested length grows too long

/**
 * @typedef {object} Followed
 * @property {string} button by which a seller lets the blank follow the case
 * @property {string} page where what it reads is written down, below the site's root
 * @property {string} then what to look at when it is filled so
 * @property {(current: Case, letter: Letter) => string} begin what to do there first, when nothing can be followed
 * @property {(current: Case, letter: Letter) => string} read "" when nothing can be followed
 */

/** @type {Record<string, Followed>} */
export const FOLLOW = {
  exhibits: {
    button: "按证据目录填",
    page: "tools/exhibits/",
    then: "",
    begin: () => "先把材料登记到证据目录",
    read: exhibits,
  },
  missing: {
    button: "按证据目录算",
    page: "tools/exhibits/",
    then: "对方没有要的，改成自己写的，删掉它。",
    begin: ({ exhibits }) => exhibits.length ? "先在证据目录里给每份材料选好种类" : "先把材料登记到证据目录",
    read: missing,
  },
};

/**
 * What the case says of a blank.
 *
 * @param {string | undefined} name as `follows:` says
 * @param {Case} current
 * @param {Letter} letter
 * @returns {string} "" when the case does not say it
 */
export function followed(name = "", current, letter) {
  return hasOwn(FOLLOW, name) ? FOLLOW[name].read(current, letter) : "";
}

/** Names and what each proves, or names alone, or how many there are: the first that has room. @param {Case} current */
function exhibits({ exhibits: all }) {
  if (!all.length) return "";
  const names = all.map(({ name }, index) => `附件 ${index + 1} ${name}`);
  const proving = all.map(({ proves }, index) => names[index] + proofOf(proves));
  const some = all.length === 1
    ? "附件 1，名称见所附证据目录"
    : `附件 1 至附件 ${all.length}，共 ${all.length} 份，名称见所附证据目录`;
  return [proving, names].map((each) => each.join("；")).find((words) => words.length <= ROOM) ?? some;
}

/** @param {string} proves */
function proofOf(proves) {
  const words = proves.trim().replace(/^证明/, "").replace(/[。；，\s]+$/, "");
  return words && `（证明${words}）`;
}

/** Kinds that go with the letter and are not listed; unknown as long as an exhibit does not say its kind. @param {Case} current @param {Letter} letter */
function missing({ exhibits }, { evidence }) {
  if (!exhibits.length || exhibits.some(({ kind }) => !kind)) return "";
  const listed = new Set(exhibits.map(({ kind }) => kind));
  const lacking = Object.keys(evidence).filter((kind) => !listed.has(kind));
  return lacking.map((kind) => evidence[kind]).join("、") || "无";
}
