// Numbers in a text, told apart: telephones and cards, which are personal, from orders and parcels. No DOM.

/**
 * @typedef {"手机号"|"身份证号"|"银行卡号"} Kind
 *
 * @typedef {object} PersonalNumber
 * @property {Kind} kind
 * @property {number} start in the text
 * @property {number} end
 * @property {string} digits without what stands between them, wide ones as they were typed
 *
 * @typedef {{digits: string, start: number, end: number, gap: string}} Group digits in a row, and what stood before them
 *
 * @typedef {{order: boolean, card: boolean}} Context what the words before a number call it
 */

const D = "[0-9０-９]";
const GAP = "[ \\u00a0\\u3000\\-－‐‑–—.．]{1,3}";
const RUN = new RegExp(`${D}+(?:${GAP}${D}+)*[XxＸｘ]?`, "g");
const GROUP = new RegExp(`(^|${GAP})(${D}+[XxＸｘ]?)`, "g");
const ONE_SPACE = /^[ \u00a0\u3000]$/;

const MOBILE = /^((?:00)?86)?(1[3-9]\d{9})$/;
/** Where a telephone number may be parted: 138 1234 5678. @type {(number | undefined)[]} */
const PARTED = [0, 3, 7];
const IDENTITY = /^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]; // GB 11643
const CHECKS = "10X98765432";
const CARD = /^\d{16,19}$/;
const CHINESE_CARD = /^62/; // UnionPay; order numbers, which may begin so too, rarely pass the check as well
const [SHORTEST, LONGEST] = [15, 22]; // digits of an order number

const FAR = 400; // characters looked back: a list of orders names them once, before the first
const LISTED = /[\s0-9０-９*＊、,，;；:：=#'"“”‘’()（）共笔个是为/.—-]+$/;
const ORDER_WORD =
  /(?:订单|交易|运单|面单|底单|快递单?|物流单?|退货|退款|流水|工单|违规)(?:编号|单号|号码|号|ID)?$|(?:编号|单号)$/i;
const CARD_WORD = /(?:银行卡|储蓄卡|信用卡|银行账户|银行账号)(?:号码|号|尾号)?$|卡号$/;

/**
 * Find telephone numbers and cards. Of digits in a row, the whole row is looked at: a part of an order number is none.
 *
 * @param {string} text
 * @returns {PersonalNumber[]} in their order
 */
export function personalNumbers(text) {
  return [...text.matchAll(RUN)].flatMap((run) => {
    const at = run.index ?? 0;
    return scan(groupsOf(text, run[0], at), contextOf(text.slice(Math.max(0, at - FAR), at)));
  });
}

/** What is a rest of something masked, or follows the capitals of a waybill, is left out. @param {string} text @param {string} run @param {number} at */
function groupsOf(text, run, at) {
  const groups = [...run.matchAll(GROUP)].map(({ 0: whole, 1: gap, 2: digits, index = 0 }) => ({
    digits,
    gap,
    start: at + index + gap.length,
    end: at + index + whole.length,
  }));
  const first = /[A-ZＡ-Ｚ*＊]/.test(text.charAt(at - 1)) ? 1 : 0;
  const last = /[*＊]/.test(text.charAt(at + run.length)) ? groups.length - 1 : groups.length;
  return groups.slice(first, last);
}

/** @param {string} before @returns {Context} */
function contextOf(before) {
  const words = before.replace(LISTED, "");
  return { order: ORDER_WORD.test(words), card: CARD_WORD.test(words) };
}

/** @param {Group[]} groups @param {Context} context @returns {PersonalNumber[]} */
function scan(groups, context) {
  const found = [];
  for (let from = 0, to = 0; from < groups.length; from = to) {
    const read = readAt(groups, from, context);
    to = from + read.length;
    if (read.kind) found.push(personal(groups.slice(from, to), read.kind));
  }
  return found;
}

/**
 * @param {Group[]} groups
 * @param {number} from
 * @param {Context} context
 * @returns {{length: number, kind: Kind | null}} how many groups make up the number that begins here
 */
function readAt(groups, from, context) {
  /** @param {number} length */
  const joined = (length) => plain(groups.slice(from, from + length));
  const most = groups.length - from;
  if (isPhone(groups, from, 1)) return { length: 1, kind: "手机号" };
  const even = evenly(groups, from, context.order);
  if (even) return { length: even, kind: cardKind(joined(even), context) };
  if (joined(1).length >= SHORTEST) return { length: 1, kind: cardKind(joined(1), context) };
  for (let length = 2; length <= Math.min(5, most); length += 1) {
    if (isIdentity(joined(length))) return { length, kind: "身份证号" };
    if (isPhone(groups, from, length)) return { length, kind: "手机号" };
  }
  return { length: 1, kind: null };
}

/** @param {Group[]} groups */
function plain(groups) {
  return groups.map(({ digits }) => digits).join("").normalize("NFKC").toUpperCase();
}

/** @param {Group[]} groups @param {number} from @param {number} length */
function isPhone(groups, from, length) {
  const parts = groups.slice(from, from + length);
  const match = MOBILE.exec(plain(parts));
  if (!match) return false;
  let at = -(match[1] ?? "").length; // a place in the telephone number proper
  return parts.every(({ digits }, index) => {
    const fits = index === 0 || PARTED.includes(at);
    at += digits.length;
    return fits;
  });
}

/**
 * A long number written in fours, with single spaces: how many groups it has, or 0. What begins like a telephone
 * number is one, unless the text calls it an order, or it is as long as orders are.
 *
 * @param {Group[]} groups
 * @param {number} from
 * @param {boolean} order
 */
function evenly(groups, from, order) {
  let to = from + 1;
  const most = order ? 5 : 4;
  const fits = () =>
    groups[to - 1].digits.length <= most && (order || to - 1 === from || groups[to - 1].digits.length === 4);
  while (to < groups.length && fits() && ONE_SPACE.test(groups[to].gap) && groups[to].digits.length <= most) to += 1;
  const { length } = plain(groups.slice(from, to));
  if (to - from < 4 || length < SHORTEST || length > LONGEST) return 0;
  return order || length === 19 || !isPhone(groups, from, 3) ? to - from : 0;
}

/** @param {string} digits @param {Context} context @returns {Kind | null} null for an order, a parcel, or what is not known */
function cardKind(digits, { order, card }) {
  if (IDENTITY.test(digits) && (!order || isIdentity(digits))) return "身份证号";
  if (order || !CARD.test(digits)) return null;
  return card || (CHINESE_CARD.test(digits) && passesLuhn(digits)) ? "银行卡号" : null;
}

/** A day of birth, and the check digit fits. @param {string} digits */
function isIdentity(digits) {
  if (!IDENTITY.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECKS[sum % 11] === digits[17];
}

/** @param {string} digits */
function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const part = Number(digit) * (at % 2 ? 2 : 1);
    return total + (part > 9 ? part - 9 : part);
  }, 0);
  return sum % 10 === 0;
}

/** Of a telephone number, what stands before its eleven digits is left out. @param {Group[]} groups @param {Kind} kind @returns {PersonalNumber} */
function personal(groups, kind) {
  const digits = groups.map((group) => group.digits).join("");
  const end = groups[groups.length - 1].end;
  const whole = { kind, start: groups[0].start, end, digits };
  if (kind !== "手机号") return whole;
  let over = digits.length - 11;
  const first = groups.findIndex((group) => {
    if (over < group.digits.length) return true;
    over -= group.digits.length;
    return false;
  });
  return { kind, start: groups[first].start + over, end, digits: digits.slice(-11) };
}
