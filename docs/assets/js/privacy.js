// Personal data that should not stand in a text that goes to others: found and masked. No DOM.

const FINDERS = [
  { name: "手机号", pattern: /(^|\D)(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)/g, mask: maskPhone },
  { name: "身份证号", pattern: /(^|[^\dXx])([1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dXx])/g, mask: maskIdentity },
  { name: "详细地址", pattern: /()((?:[\u4e00-\u9fff]{1,8}(?:路|街|巷|弄|道|村|里|苑|园|小区|大厦|公寓|花园))\s?(?:\d+\s?(?:号楼|号|弄|栋|幢|座|单元|室|楼|层)[ ,，-]?)*(?:\d+\s?(?:号楼|栋|幢|座|单元|室)|\d+号)\s?(?:\d+室?)?)/g, mask: maskAddress },
];

/**
 * Name the kinds of personal data in a text.
 *
 * @param {string} text
 * @returns {string[]} such as ["手机号"]
 */
export function personalIn(text) {
  return FINDERS.filter(({ pattern }) => text.search(pattern) >= 0).map(({ name }) => name);
}

/** @param {string} text @returns {string} the text with personal data masked */
export function masked(text) {
  return FINDERS.reduce(
    (current, { pattern, mask }) => current.replace(pattern, (_, before, found) => before + mask(found)), text);
}

function maskPhone(phone) {
  const digits = phone.replace(/\D/g, "");
  return `${digits.slice(0, 3)}****${digits.slice(7)}`;
}

function maskIdentity(identity) {
  return `${identity.slice(0, 3)}${"*".repeat(11)}${identity.slice(14)}`;
}

function maskAddress(address) {
  return address.replace(/\d+/g, (digits) => "*".repeat(digits.length));
}
