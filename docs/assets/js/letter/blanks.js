// What may be typed in a blank, how it is asked for, and how it stands in the letter.

import { readWall } from "../deadline/typed-time.js";
import { normalized, numbersIn } from "./normalize.js";
import { readAmount } from "./typed-number.js";

/**
 * @typedef {object} Blank
 * @property {string} id
 * @property {string} label
 * @property {"text"|"long-text"|"number"|"money"|"date"|"datetime"|"order-number"|"tracking-number"|"phone"|"choice"} kind
 * @property {string} hint
 * @property {string} example
 * @property {boolean} [personal] kept for this tab only
 * @property {string[]} [choices] for kind "choice"
 * @property {string[]} [not_before] blanks, all dates, that this one does not precede
 * @property {string} [none] what the button says by which there is nothing to fill in
 * @property {string} [follows] what of the case can fill it; see `follow.js`
 * @property {import("../orders/order.js").Field} [of_order] what it says of the order that is chosen
 * @property {string} [at_most] the blank that this amount does not exceed
 * @property {boolean} [several] whether it takes several numbers
 */

/**
 * Kind → properties of its control; a kind not named here is plain text.
 *
 * @type {{[Kind in Blank["kind"]]?: Partial<Pick<HTMLInputElement, "type"|"inputMode"|"max"|"autocomplete">>}}
 */
export const CONTROLS = {
  number: { inputMode: "numeric" },
  money: { inputMode: "decimal" },
  date: { type: "date", max: "2099-12-31" },
  datetime: { type: "datetime-local", max: "2099-12-31T23:59" },
  "order-number": { inputMode: "numeric" },
  phone: { type: "tel", autocomplete: "tel" },
};

const DAY_LENGTH = "2026-11-22".length;

const NO_COUNT = "没看懂这个数。只写整数，例如 14。";
const NO_AMOUNT = "没看懂这个金额。只写数字，例如 128.50。";
const NO_ORDER = "订单编号一般是 15 到 22 位数字，请对照后台再看一眼。";
const NO_WAYBILL = "运单号只有字母和数字，请对照面单再看一眼。快递公司的名字写在别处。";
const NO_PHONE = "没看懂这个电话。写 11 位手机号，或者区号加座机，例如 0571-88888888。";
const SHORTENED = "表格把长数字改短了，后几位已经丢了。请回后台重新复制。";
const ANY_PHONE = /^[\d+\-() ]{7,20}$/;

/**
 * Say what looks wrong with a typed value; advice only, nothing is refused.
 *
 * @param {Blank["kind"]} kind
 * @param {string} value
 * @param {{several?: boolean, list?: string}} [room] whether the blank takes several numbers, and where else in the
 *   letter they go, if anywhere
 * @returns {string} a sentence, or "" when nothing looks wrong or nothing was typed
 */
export function advise(kind, value, { several = false, list = "" } = {}) {
  if (!value.trim()) return "";
  if (kind === "date" || kind === "datetime") return adviseOnTime(kind, value);
  if (kind === "number" || kind === "money") return adviseOnAmount(kind, value);
  if (kind === "phone") return numbersIn(kind, value).length || ANY_PHONE.test(value.normalize("NFKC")) ? "" : NO_PHONE;
  return kind === "order-number" || kind === "tracking-number" ? adviseOnNumbers(kind, value, several, list) : "";
}

/** @param {"number"|"money"} kind @param {string} value */
function adviseOnAmount(kind, value) {
  const stands = normalized(kind, value);
  if (stands !== value) return stands === value.trim() ? "" : `信里写作 ${stands}。`;
  const understood = kind === "money" ? readAmount(value) : /^\d{1,9}$/.test(value);
  return understood ? "" : kind === "money" ? NO_AMOUNT : NO_COUNT;
}

/** @param {"order-number"|"tracking-number"} kind @param {string} value @param {boolean} several @param {string} list */
function adviseOnNumbers(kind, value, several, list) {
  const order = kind === "order-number";
  const { length } = numbersIn(kind, value);
  if (length > 1 && !several) {
    const rest = list ? `写到“${list}”` : "另写一份";
    return order ? `这一空只写一笔，另一笔${rest}。` : `这一空只写一个运单号，另一个${rest}。`;
  }
  if (length) return "";
  if (/\de\+\d/i.test(value.normalize("NFKC"))) return SHORTENED;
  return order ? adviseOnOrders(value, several) : NO_WAYBILL;
}

/** A list may say more than numbers; only what is a number and too short or too long for one is pointed out. @param {string} value @param {boolean} several */
function adviseOnOrders(value, several) {
  if (!several) return NO_ORDER;
  const parts = value.normalize("NFKC").split(/[、,;\s]+/).filter(Boolean);
  const odd = parts.find((part) => /^\d{5,}$/.test(part) && !numbersIn("order-number", part).length);
  return odd ? `“${odd}”不像订单编号。${NO_ORDER}` : "";
}

/** @param {"date"|"datetime"} kind @param {string} value */
function adviseOnTime(kind, value) {
  const { wall, why } = readWall(value);
  const day = kind === "date";
  if (why) return `${why}请写成 ${day ? "2026-11-22" : "2026-11-22 10:30"} 这样，现在信里照原样写。`;
  return day || wall.length > DAY_LENGTH ? "" : "还差几点几分。信里只写这一天，案件时间线里不排。";
}

/**
 * Say what does not go together with other blanks of the case; advice only.
 *
 * @param {Blank} blank
 * @param {(id: string) => string} typed what stands in another blank
 * @param {Record<string, string>} labels names of the blanks compared with
 * @returns {string[]} a sentence for each
 */
export function compared(blank, typed, labels) {
  const value = typed(blank.id);
  const early = (blank.not_before ?? []).filter((other) => isBefore(value, typed(other)));
  const told = early.map((other) => `“${blank.label}”早于“${labels[other]}”，请再核对。`);
  const most = blank.at_most ?? "";
  const limit = most && typed(most);
  if (amountOf(value) > amountOf(limit)) {
    told.push(`“${blank.label}”大于“${labels[most]}”，请再核对。`);
  }
  return told;
}

/** @param {string} value @returns {number} NaN for none */
function amountOf(value) {
  const amount = readAmount(value);
  return amount ? Number(amount) : NaN;
}

/** A day without its time is compared as a day. @param {string} a @param {string} b */
function isBefore(a, b) {
  const [early, late] = [readWall(a).wall, readWall(b).wall];
  const length = Math.min(early.length, late.length);
  return length > 0 && early.slice(0, length) < late.slice(0, length);
}

const NAMED = 5; // numbers named in a letter; more stand in a list of their own

/**
 * Write a value as it stands in a letter: `2026-11-22T10:30` → `2026 年 11 月 22 日 10:30`, `￥1,280` →
 * `1280`, more than five numbers → where they are listed. What is not understood stands as it was typed.
 *
 * @param {{kind: Blank["kind"], label?: string, several?: boolean}} blank
 * @param {string} value
 * @returns {string}
 */
export function written({ kind, label = "", several }, value) {
  if (kind === "date" || kind === "datetime") return timeWritten(value);
  if (several && numbersIn(kind, value).length > NAMED) return `见附件${listOf(label)}`;
  return kind === "money" || kind === "number" ? normalized(kind, value) : value;
}

/** What the list of a blank's numbers is called. @param {string} label */
function listOf(label) {
  return `《${label}清单》`;
}

/**
 * The lists that a letter names: the numbers of a blank that holds more than a letter has room for.
 *
 * @param {Blank[]} blanks
 * @param {(blank: Blank) => string} typed
 * @returns {{title: string, numbers: string[]}[]}
 */
export function listsOf(blanks, typed) {
  return blanks.filter(({ several }) => several)
    .map((blank) => ({ title: listOf(blank.label), numbers: numbersIn(blank.kind, typed(blank)) }))
    .filter(({ numbers }) => numbers.length > NAMED);
}

/** @param {string} value */
function timeWritten(value) {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$/.exec(readWall(value).wall);
  if (!match) return value;
  const day = `${match[1]} 年 ${Number(match[2])} 月 ${Number(match[3])} 日`;
  return match[4] ? `${day} ${match[4]}` : day;
}
