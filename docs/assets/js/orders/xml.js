// A reader of XML tags and texts, as far as workbooks use it: a sheet is too large for a tree of nodes. No DOM.

const ENTITIES = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"]]);
const LONGEST = 4_000_000; // characters of a tag or a text

/**
 * Each call of `next` goes on to the next tag or text. Comments and instructions are passed over; a document
 * type is refused, because it may define entities.
 */
export class XmlReader {
  /** @param {Iterator<string, unknown>} parts of the document */
  constructor(parts) {
    this.parts = parts;
    this.buffer = "";
    this.at = 0;
    /** @type {"" | "open" | "close" | "text"} */
    this.kind = "";
    this.name = ""; // of the tag, without its prefix
    this.tag = ""; // of an open tag, all that stands in it
    this.text = "";
    this.closing = false; // an open tag that is its own end
  }

  /**
   * @returns {"" | "open" | "close" | "text"} "" at the end. A tag that is its own end is open, then close.
   * @throws {SyntaxError}
   */
  next() {
    if (this.closing) {
      this.closing = false;
      return this.kind = "close";
    }
    for (;;) {
      if (this.at >= this.buffer.length && !this.more()) return this.kind = "";
      if (this.buffer[this.at] !== "<") return this.kind = this.readText();
      const found = this.readMarkup();
      if (found) return this.kind = found;
    }
  }

  /** Have more of the document in the buffer. */
  more() {
    if (this.buffer.length - this.at > LONGEST) throw new SyntaxError("a tag or a text too long");
    const { done, value } = this.parts.next();
    if (done) return false;
    this.buffer = this.buffer.slice(this.at) + value;
    this.at = 0;
    return true;
  }

  /** @param {string} mark @param {number} from where it is looked for, counted from `at` @returns {number} counted from `at` */
  find(mark, from) {
    for (let start = from;;) {
      const index = this.buffer.indexOf(mark, this.at + start);
      if (index >= 0) return index - this.at;
      start = Math.max(from, this.buffer.length - this.at - mark.length + 1);
      if (!this.more()) throw new SyntaxError(`no ${mark}`);
    }
  }

  /** @param {string} mark whether it comes next */
  isNext(mark) {
    while (this.buffer.length - this.at < mark.length && this.more());
    return this.buffer.startsWith(mark, this.at);
  }

  readText() {
    let end = this.buffer.indexOf("<", this.at);
    while (end < 0 && this.more()) end = this.buffer.indexOf("<", this.at);
    if (end < 0) end = this.buffer.length;
    this.text = decodedText(this.buffer.slice(this.at, end));
    this.at = end;
    return /** @type {const} */ ("text");
  }

  /** @returns {"open" | "close" | "text" | ""} "" for what is passed over */
  readMarkup() {
    if (this.isNext("<?")) return this.pass("?>", 2);
    if (!this.isNext("<!")) return this.readTag();
    if (this.isNext("<!--")) return this.pass("-->", 4);
    if (!this.isNext("<![CDATA[")) throw new SyntaxError("a document type");
    const end = this.find("]]>", 9);
    this.text = this.buffer.slice(this.at + 9, this.at + end);
    this.at += end + 3;
    return "text";
  }

  /** @param {string} mark @param {number} from @returns {""} */
  pass(mark, from) {
    const end = this.find(mark, from); // which moves `at`
    this.at += end + mark.length;
    return "";
  }

  readTag() {
    const tag = this.tagText();
    this.name = localName(tag);
    if (!this.name) throw new SyntaxError("a tag without a name");
    if (tag[0] === "/") return /** @type {const} */ ("close");
    this.closing = tag[tag.length - 1] === "/";
    this.tag = tag;
    return /** @type {const} */ ("open");
  }

  /** What stands between the angles; an angle in quotes ends nothing. */
  tagText() {
    let end = this.find(">", 1);
    let tag = this.buffer.slice(this.at + 1, this.at + end);
    while (isQuoteOpen(tag)) {
      end = this.find(">", end + 1);
      tag = this.buffer.slice(this.at + 1, this.at + end);
    }
    this.at += end + 1;
    return tag;
  }

  /** @param {string} name such as `r`, or `:id` with any prefix @returns {string} the attribute's value, "" where there is none */
  attribute(name) {
    const { tag } = this;
    for (let at = tag.indexOf("="); at >= 0;) {
      let start = at + 1;
      while (tag.charCodeAt(start) <= 32) start += 1;
      const end = tag.indexOf(tag[start], start + 1);
      if (end < 0 || (tag[start] !== '"' && tag[start] !== "'")) throw new SyntaxError("a value without quotes");
      if (endsWithName(tag, at, name)) return decodedText(tag.slice(start + 1, end));
      at = tag.indexOf("=", end);
    }
    return "";
  }
}

/** The name of a tag, without its prefix. @param {string} tag what stands between the angles */
function localName(tag) {
  let start = tag[0] === "/" ? 1 : 0;
  for (let at = start;; at += 1) {
    const sign = tag[at];
    if (sign === ":") start = at + 1;
    else if (sign === undefined || sign === "/" || sign.charCodeAt(0) <= 32) return tag.slice(start, at);
  }
}

/** Whether an attribute of this name stands before the sign `=`. @param {string} tag @param {number} equals @param {string} name */
function endsWithName(tag, equals, name) {
  let end = equals;
  while (tag.charCodeAt(end - 1) <= 32) end -= 1;
  return tag.endsWith(name, end) && (name[0] === ":" || tag.charCodeAt(end - name.length - 1) <= 32);
}

/** @param {string} tag */
function isQuoteOpen(tag) {
  let quote = "";
  for (let i = 0; i < tag.length; i += 1) {
    const sign = tag[i];
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return quote !== "";
}

/** @param {string} text @throws {SyntaxError} for an entity that XML does not know */
function decodedText(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]{0,10};)?/g, (_, entity) => character(entity ?? ""));
}

/** @param {string} entity as `amp;` or `#x20;` */
function character(entity) {
  const name = entity.slice(0, -1);
  const known = ENTITIES.get(name);
  if (known) return known;
  const code = /^#x[\da-f]+$/i.test(name)
    ? Number(`0${name.slice(1)}`)
    : /^#\d+$/.test(name)
    ? Number(name.slice(1))
    : -1;
  if (code < 0 || code > 0x10ffff) throw new SyntaxError("an unknown entity");
  return String.fromCodePoint(code);
}
