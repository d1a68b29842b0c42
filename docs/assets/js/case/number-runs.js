// Numbers in a text, told apart: telephones and cards, which are personal, from orders and parcels. No DOM.

/**
 * @typedef {"手机号"|"身份证号"|"银行卡号"} Kind
 *
 * @typedef {object} PersonalNumber
 * @property {Kind} kind
 * @property {number} start in the text
 * @property {number} end
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
/** Where a telephone number may be parted: 138 1234 5678. */
const PARTED = [0, 3, 7];
const IDENTITY = /^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]; // GB 11643
const CHECKS = "10X98765432";
const CARD = /^\d{16,19}$/;
const CHINESE_CARD = /^62/; // UnionPay; order numbers, which may begin so too, rarely pass the check as well
const [SHORTEST, LONGEST] = [15, 22]; // digits of an order number
const MOST_GROUPS = 6; // of digits in one number

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

/** @param {Group[]} groups @param {Context} context */
function scan(groups, context) {
  /** @type {PersonalNumber[]} */
  const found = [];
  for (let from = 0, to = 0; from < groups.length; from = to) {
    const { length, kind } = readAt(groups.slice(from, from + MOST_GROUPS), context);
    to = from + length;
    if (kind) found.push({ kind, start: groups[from].start, end: groups[to - 1].end });
  }
  return found;
}

/**
 * Read the number that begins with the first of these groups.
 *
 * @param {Group[]} groups
 * @param {Context} context
 * @returns {{length: number, kind: Kind | null}} how many groups it has
 */
function readAt(groups, context) {
  if (isPhone(groups.slice(0, 1))) return { length: 1, kind: "手机号" };
  const even = evenly(groups, context.order) || (groups[0].digits.length >= SHORTEST ? 1 : 0);
  if (even) return { length: even, kind: cardKind(plain(groups.slice(0, even)), context) };
  for (let length = 2; length <= groups.length; length += 1) {
    const parts = groups.slice(0, length);
    if (isPhone(parts)) return { length, kind: "手机号" };
    if (isIdentity(plain(parts))) return { length, kind: "身份证号" };
  }
  return { length: 1, kind: null };
}

/** @param {Group[]} groups */
function plain(groups) {
  return groups.map(({ digits }) => digits).join("").normalize("NFKC").toUpperCase();
}

/** @param {Group[]} groups */
function isPhone(groups) {
  const match = MOBILE.exec(plain(groups));
  let at = -(match?.[1] ?? "").length; // a place in the telephone number proper
  return match !== null && groups.every(({ digits }, index) => {
    const fits = !index || PARTED.includes(at);
    at += digits.length;
    return fits;
  });
}

/**
 * A long number written in fours, with single spaces: how many groups it has, or 0. What begins like a telephone
 * number is one, unless the text calls it an order, or it is as long as orders are.
 *
 * @param {Group[]} groups
 * @param {boolean} order
 */
function evenly(groups, order) {
  const apart = groups.findIndex(({ gap, digits }, at) =>
    digits.length > (order ? 5 : 4) || (at > 0 && !ONE_SPACE.test(gap)) ||
    (at > 1 && !order && groups[at - 1].digits.length < 4)
  );
  const parts = apart < 0 ? groups : groups.slice(0, apart);
  const { length } = plain(parts);
  if (parts.length < 4 || length < SHORTEST || length > LONGEST) return 0;
  return order || length === 19 || !isPhone(parts.slice(0, 3)) ? parts.length : 0;
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
