// A letter as a Word file, as `macros/publish/word_letters.py` writes it, with what was filled in. No DOM.

import { listsText, signatureOf } from "./letter.js";
import { zipped } from "./zip.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>` +
  `<Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/></Types>`;

const STYLES = `${HEAD}<w:styles ${SPACE}>` +
  style(
    "Normal",
    "",
    '<w:spacing w:line="360" w:lineRule="auto" w:after="0"/>',
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/>' +
      '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>',
  ) +
  style("Title", "Normal", '<w:spacing w:after="240"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>') +
  style("Signature", "Normal", '<w:keepNext/><w:spacing w:before="240"/><w:ind w:left="4252"/>', "") +
  "</w:styles>";

const PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';

/** @param {string} name @param {string} based "" for the one that others are based on @param {string} lines @param {string} letters */
function style(name, based, lines, letters) {
  const kind = based ? "" : ' w:default="1"';
  const on = based && `<w:basedOn w:val="${based}"/>`;
  return `<w:style w:type="paragraph"${kind} w:styleId="${name}"><w:name w:val="${name}"/>${on}` +
    `<w:pPr>${lines}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`;
}

/** @param {string} target @param {string} kind */
function relation(target, kind) {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="rId1" Type="${RELATION}/${kind}" Target="${target}"/></Relationships>`;
}

/** What XML may not hold is left out. @param {string} text */
function inXml(text) {
  const held = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return held.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** @param {string} kind @param {string} text @param {boolean} [keep] on the page of the next */
function paragraph(kind, text, keep = false) {
  return `<w:p><w:pPr><w:pStyle w:val="${kind}"/>${keep ? "<w:keepNext/>" : ""}</w:pPr>` +
    `<w:r><w:t xml:space="preserve">${inXml(text)}</w:t></w:r></w:p>`;
}

/**
 * @param {Pick<import("./letter.js").Letter, "title"|"kind"|"signers">} letter
 * @param {string} text the whole letter
 * @param {import("./letter.js").Lists} lists that it names
 * @returns {Blob}
 */
export function wordDocument(letter, text, lists) {
  const lines = text.split(/\r\n|\r|\n/);
  const signature = signatureOf(letter);
  const written = lines.map((line, index) => {
    const heads = index === lines.length - 1 ? signature.length > 0 : index === 0 || !lines[index - 1];
    return paragraph("Normal", line, heads);
  });
  const sign = signature.map((line) => paragraph("Signature", line));
  const listed = lists.length ? ["", ...listsText(lists).split("\n")].map((line) => paragraph("Normal", line)) : [];
  const body = [paragraph("Title", letter.title), ...written, ...sign, ...listed, PAGE].join("");
  return zipped({
    "[Content_Types].xml": TYPES,
    "_rels/.rels": relation("word/document.xml", "officeDocument"),
    "word/document.xml": `${HEAD}<w:document ${SPACE}><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": relation("styles.xml", "styles"),
    "word/styles.xml": STYLES,
  }, `${WORD}.document`);
}
