// Personal data that should not stand in a text that goes to others: found and masked. No DOM.

const D = "[0-9０-９]";
const GROUP = "[ -]?";
const START = "(^|[^0-9０-９A-Z])"; // waybills begin with capitals
const END = `(?!${D})`;
const ROAD = "[\\u4e00-\\u9fff]{1,8}(?:路|街|巷|弄|胡同|大道|村|苑|小区|大厦|公寓|花园)";
const HOUSE = `${D}{1,5} ?(?:号楼|号院|号|弄|栋|幢|座|单元|室|楼|层)`;
const REST = `(?:[ ,，]?(?:[A-Za-z]座 ?|${D}{1,4}[-—])?${HOUSE})*`;
const ROOM = `(?:(?:${D}{1,3}[-—])?${D}{2,5}(?![-—年/.:0-9０-９])| ${D}{3,4}(?![-—年/.:0-9０-９]| ?[个件元笔]))?`;

const FINDERS = [
  {
    name: "手机号",
    pattern: `${START}((?:\\+?86${GROUP})?[1１][3-9３-９]${D}${GROUP}${D}{4}${GROUP}${D}{4})${END}`,
    mask: maskPhone,
  },
  {
    name: "身份证号",
    pattern: `${START}([1-9]\\d{5}(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx])(?![\\dXx])`,
    mask: maskIdentity,
  },
  { name: "详细地址", pattern: `()(${ROAD}\\s?${HOUSE}${REST}${ROOM})`, mask: maskDigits },
].map(({ pattern, ...finder }) => ({ ...finder, pattern: new RegExp(pattern, "g") }));

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
    (current, { pattern, mask }) => current.replace(pattern, (_, before, found) => before + mask(found)),
    text,
  );
}

/** Of the last eleven digits, the first three and the last four stay. @param {string} phone */
function maskPhone(phone) {
  const [end] = phone.match(new RegExp(`${D}(?:${GROUP}${D}){10}$`)) ?? [""];
  const digits = end.replace(/[ -]/g, "");
  return `${phone.slice(0, -end.length)}${digits.slice(0, 3)}****${digits.slice(7)}`;
}

/** @param {string} identity */
function maskIdentity(identity) {
  return `${identity.slice(0, 3)}${"*".repeat(11)}${identity.slice(14)}`;
}

/** @param {string} address */
function maskDigits(address) {
  return address.replace(/[0-9０-９]/g, "*");
}
