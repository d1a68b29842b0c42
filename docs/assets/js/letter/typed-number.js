// Counts and amounts as people type them. No DOM.

const NUMERALS = "零一二三四五六七八九";
const SPELT = /^(?:[零一二两三四五六七八九]|零[一二三四五六七八九]|(?:一九|二零)[零一二三四五六七八九]{2})$/;
/** What is counted in letters. */
export const COUNTED = ["笔", "单", "个", "件", "笔订单", "个订单", "单订单"];

const AMOUNT =
  /^(?:¥|RMB|CNY|人民币)?\s*(\d{1,3}(?:[, ]\d{3}){1,2}|\d{1,9})(\.\d{1,2})?\s*(?:元|圆|块|块钱|元整|元人民币|RMB|CNY|¥)?$/i;

/**
 * Full-width signs as plain ones, Chinese numerals up to 99 and years in them as digits. What is
 * neither, such as 三四 (three or four), stays as it is.
 *
 * @param {string} text
 */
export function inDigits(text) {
  const plain = text.normalize("NFKC").replace(/[\u200b-\u200f\ufeff]/g, "").replace(/[〇○]/g, "零");
  return plain.replace(/[零一二两三四五六七八九十]+/g, digitsOf);
}

/** @param {string} numeral */
function digitsOf(numeral) {
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(numeral);
  if (tens) return `${tens[1] ? NUMERALS.indexOf(tens[1]) : 1}${tens[2] ? NUMERALS.indexOf(tens[2]) : 0}`;
  if (!SPELT.test(numeral)) return numeral;
  return Array.from(numeral, (each) => NUMERALS.indexOf(each === "两" ? "二" : each)).join("");
}

/**
 * Read a whole number.
 *
 * @param {string} text
 * @param {string[]} [units] that may stand behind it
 * @returns {number} 0 when nothing was typed, NaN for what is not understood
 */
export function readCount(text, units = []) {
  const typed = inDigits(text).trim();
  if (!typed) return 0;
  const match = /^(\d{1,3}(?:,\d{3}){1,2}|\d{1,9})\s*(\D*)$/.exec(typed);
  return match && ["", ...units].includes(match[2]) ? Number(match[1].replace(/,/g, "")) : NaN;
}

/**
 * Read an amount of yuan: `￥1,280.50 元` → `1280.50`. A Chinese keyboard types 。 for the point.
 *
 * @param {string} text
 * @returns {string} digits, with what was typed behind the point; "" for what is not understood
 */
export function readAmount(text) {
  const typed = text.normalize("NFKC").replace(/[\u200b-\u200f\ufeff]/g, "").trim();
  const match = AMOUNT.exec(typed.replace(/(\d)。(?=\d)/, "$1.").replace(/。$/, ""));
  return match ? `${match[1].replace(/[, ]/g, "")}${match[2] ?? ""}` : "";
}
