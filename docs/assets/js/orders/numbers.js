// Order numbers in any text, such as a notice that was pasted. No DOM.

import { areRounded, isRounded } from "./cell-text.js";

/** @import { Order } from "./order.js" */

/**
 * @typedef {object} Doubt
 * @property {string} text as it stands there
 * @property {string} no the number that it may be
 * @property {string} why it was not taken
 *
 * @typedef {object} Numbers
 * @property {string[]} numbers each once, in the order of the text
 * @property {number} repeated how many were named again
 * @property {Doubt[]} doubtful not taken; a seller may say that they are order numbers
 * @property {string[]} spoilt as `1.23E+18`: no order number is left in them
 */

const UNSEEN = /[\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;
const EXPONENT = /(^|[^\dA-Za-z.])(\d(?:\.\d+)?E\+?(?:1[4-9]|2\d))(?![\dA-Za-z])/gi;
const CHAIN = /\d+(?:(?:[ \u00a0\u3000]|[ \t]*(?:\r\n|\r|\n)[ \t]*)\d+)*/g; // digits, with a space or a line break between
const PARTS = /\s+/;
const LABELS = [
  { why: "前面写着快递或者物流，可能是运单号", pattern: /(?:快递|物流|运单|包裹)[^\n\d，。；;、]{0,6}$/ },
  { why: "前面写着身份证，可能是身份证号", pattern: /身份证[^\n\d，。；;、]{0,6}$/ },
  {
    why: "前面写着银行卡或者账号，可能不是订单编号",
    pattern: /(?:银行|卡号|账号|帐号|流水号|交易号)[^\n\d，。；;、]{0,6}$/,
  },
];

/**
 * Find the order numbers in a text.
 *
 * @param {string} text
 * @returns {Numbers}
 */
export function findNumbers(text) {
  const finder = new Finder();
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(
    UNSEEN,
    "",
  );
  const rest = plain.replace(EXPONENT, (_, before, found) => {
    finder.spoilt.push(found);
    return `${before}，`; // what stands on both sides is not one number
  });
  for (const found of rest.matchAll(CHAIN)) {
    const at = found.index ?? 0;
    finder.chain(
      found[0],
      rest.slice(Math.max(0, at - 20), at),
      rest.slice(at + found[0].length, at + found[0].length + 1),
    );
  }
  return finder.found();
}

class Finder {
  constructor() {
    /** @type {string[]} */
    this.numbers = [];
    /** @type {Doubt[]} */
    this.doubtful = [];
    /** @type {string[]} */
    this.spoilt = [];
  }

  /** @param {string} text digits in groups @param {string} before @param {string} after */
  chain(text, before, after) {
    const groups = text.split(PARTS);
    const joined = groups.join("");
    if (groups.length > 1 && isEven(groups) && isWhole(joined)) {
      this.one(text, joined, before, after);
      return;
    }
    for (let at = 0; at < groups.length;) {
      const count = brokenAt(groups, at);
      const inFront = at ? " " : before;
      const behind = at + count < groups.length ? " " : after;
      if (count > 1) {
        const parts = groups.slice(at, at + count);
        this.doubt(parts.join(" "), parts.join(""), "中间断开了，拼起来像一个订单编号");
      } else {
        this.one(groups[at], groups[at], inFront, behind);
      }
      at += count;
    }
  }

  /** @param {string} text @param {string} no @param {string} before @param {string} after */
  one(text, no, before, after) {
    if (/^x/i.test(after) && isIdentity(`${no}X`)) this.doubt(`${no}${after}`, "", "像身份证号");
    else if (no.length > 22) this.doubt(text, no, "太长：可能是几个编号连在一起，或者不是订单编号");
    else if (no.length >= 15) this.judge(text, no, before, after);
  }

  /** @param {string} text @param {string} no @param {string} before @param {string} after */
  judge(text, no, before, after) {
    const label = LABELS.find(({ pattern }) => pattern.test(before));
    if (isIdentity(no)) this.doubt(text, no, "像身份证号");
    else if (label) this.doubt(text, no, label.why);
    else if (/[A-Za-z]$/.test(before) || /^[A-Za-z]/.test(after)) this.doubt(text, no, "连着字母，可能是运单号");
    else if (/\d\.$/.test(before) || /[-/]$/.test(before)) this.doubt(text, no, "前面连着别的数字或符号");
    else this.numbers.push(no);
  }

  /** @param {string} text @param {string} no @param {string} why */
  doubt(text, no, why) {
    this.doubtful.push({ text, no, why });
  }

  /** @returns {Numbers} */
  found() {
    const rounded = areRounded(this.numbers) ? this.numbers.filter(isRounded) : [];
    const whole = this.numbers.filter((no) => !rounded.includes(no));
    const numbers = [...new Set(whole)];
    return {
      numbers,
      repeated: whole.length - numbers.length,
      doubtful: this.doubtful,
      spoilt: [...this.spoilt, ...rounded],
    };
  }
}

/** @param {string} no */
function isWhole(no) {
  return no.length >= 18 && no.length <= 20;
}

/** Whether digits stand in groups of one size, the last of which may be smaller. @param {string[]} groups */
function isEven(groups) {
  const size = groups[0].length;
  const last = groups[groups.length - 1].length;
  return size >= 3 && size <= 6 && last <= size && groups.slice(0, -1).every((group) => group.length === size);
}

/** How many groups from here on look like one number that was broken; 1 where they do not. @param {string[]} groups @param {number} at */
function brokenAt(groups, at) {
  if (groups[at].length >= 18) return 1;
  let joined = "";
  for (let count = 1; at + count <= groups.length; count += 1) {
    const group = groups[at + count - 1];
    if (group.length >= 18 || /^1[3-9]\d{9}$/.test(group)) return 1;
    joined += group;
    if (joined.length > 20) return 1;
    if (count > 1 && isWhole(joined)) return count;
  }
  return 1;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether it is a number of an identity card (GB 11643): a day of birth, and a check digit that fits. @param {string} text */
function isIdentity(text) {
  const found = /^[1-9]\d{5}(?:19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text);
  if (!found) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11] === text[17].toUpperCase();
}

/**
 * Hold numbers against the orders of a report.
 *
 * @param {string[]} numbers
 * @param {Order[]} orders
 * @returns {{matched: Order[], unknown: string[], unmatched: Order[]}} matched: in the order of the numbers; unknown:
 *   numbers that no order has; unmatched: orders whose number was not named
 */
export function match(numbers, orders) {
  const byNumber = new Map(orders.map((order) => [order.no, order]));
  const named = new Set(numbers);
  return {
    matched: [...named].flatMap((no) => byNumber.get(no) ?? []),
    unknown: [...named].filter((no) => !byNumber.has(no)),
    unmatched: orders.filter(({ no }) => !named.has(no)),
  };
}
