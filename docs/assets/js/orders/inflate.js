// DEFLATE (RFC 1951), part by part. Browsers' own is younger than some that this site is read in. No DOM.

/* deno-fmt-ignore */
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
/* deno-fmt-ignore */
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/* deno-fmt-ignore */
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
/* deno-fmt-ignore */
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 15; // bits of a code
const WINDOW = 32_768; // bytes that a distance reaches back
const PART = 65_536; // bytes that are handed out at once
const MOST = 258; // bytes that one code adds

/**
 * @param {Uint8Array} bytes
 * @returns {Generator<Uint8Array, void>} each part is good until the next is asked for
 * @throws {RangeError} when they are not whole
 */
export function* inflated(bytes) {
  const input = new Bits(bytes);
  const output = new Output();
  for (let last = false; !last;) {
    last = input.take(1) === 1;
    const kind = input.take(2);
    if (kind === 0) yield* stored(input, output);
    else if (kind === 1) yield* coded(input, output, FIXED);
    else if (kind === 2) yield* coded(input, output, tables(input));
    else throw new RangeError("no such block");
  }
  yield output.rest();
}

class Bits {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.held = 0; // bits that were read and not yet taken, the next one lowest
    this.count = 0;
  }

  /** Hold so many bits, at most 16; zeros follow the end. @param {number} size */
  hold(size) {
    while (this.count < size) {
      this.held |= (this.bytes[this.at] ?? 0) << this.count;
      this.at += 1;
      this.count += 8;
    }
  }

  /** @param {number} size bits, at most 16 */
  take(size) {
    this.hold(size);
    const value = this.held & ((1 << size) - 1);
    this.drop(size);
    return value;
  }

  /** @param {number} size bits that are held */
  drop(size) {
    this.held >>>= size;
    this.count -= size;
    if (this.at - (this.count >> 3) > this.bytes.length) throw new RangeError("the end is missing");
  }

  /** @param {Code} code @returns {number} the symbol that comes next */
  symbol(code) {
    this.hold(LONGEST);
    const entry = code[this.held & (code.length - 1)];
    if (!entry) throw new RangeError("no such code");
    this.drop(entry & 15);
    return entry >> 4;
  }

  /** The bytes from the next whole one on. @param {number} size @returns {Uint8Array} */
  aligned(size) {
    this.drop(this.count & 7);
    const start = this.at - (this.count >> 3);
    if (start + size > this.bytes.length) throw new RangeError("the end is missing");
    this.at = start + size;
    this.held = 0;
    this.count = 0;
    return this.bytes.subarray(start, this.at);
  }
}

class Output {
  constructor() {
    this.bytes = new Uint8Array(WINDOW + PART + MOST);
    this.at = 0;
    this.from = 0; // what was not handed out yet
  }

  isFull() {
    return this.at >= WINDOW + PART;
  }

  /** What was not handed out, and may be written over afterwards, but for what a distance reaches. */
  rest() {
    const part = this.bytes.subarray(this.from, this.at);
    this.from = this.at;
    return part;
  }

  /** Make room. */
  slide() {
    this.bytes.copyWithin(0, this.at - WINDOW, this.at);
    this.at = WINDOW;
    this.from = WINDOW;
  }

  /** @param {number} length @param {number} distance */
  repeat(length, distance) {
    if (distance > this.at) throw new RangeError("before the beginning");
    const { bytes } = this;
    const end = this.at + length;
    for (let at = this.at; at < end; at += 1) bytes[at] = bytes[at - distance];
    this.at = end;
  }
}

/** @param {Bits} input @param {Output} output */
function* stored(input, output) {
  const head = input.aligned(4);
  const size = head[0] | head[1] << 8;
  if (size !== ((head[2] | head[3] << 8) ^ 0xffff)) throw new RangeError("a size that does not match");
  for (const byte of input.aligned(size)) {
    output.bytes[output.at] = byte;
    output.at += 1;
    if (!output.isFull()) continue;
    yield output.rest();
    output.slide();
  }
}

/** @param {Bits} input @param {Output} output @param {{literals: Code, distances: Code}} codes */
function* coded(input, output, { literals, distances }) {
  for (;;) {
    const symbol = input.symbol(literals);
    if (symbol < 256) {
      output.bytes[output.at] = symbol;
      output.at += 1;
    } else if (symbol === 256) {
      return;
    } else {
      const length = value(input, symbol - 257, LENGTHS, LENGTH_BITS);
      output.repeat(length, value(input, input.symbol(distances), DISTANCES, DISTANCE_BITS));
    }
    if (!output.isFull()) continue;
    yield output.rest();
    output.slide();
  }
}

/** @param {Bits} input @param {number} index @param {number[]} bases @param {number[]} bits */
function value(input, index, bases, bits) {
  if (index >= bases.length) throw new RangeError("no such length or distance");
  return bases[index] + input.take(bits[index]);
}

/** The codes of a block that brings its own. @param {Bits} input */
function tables(input) {
  const literals = input.take(5) + 257;
  const distances = input.take(5) + 1;
  const sizes = new Array(19).fill(0);
  const count = input.take(4) + 4;
  for (let i = 0; i < count; i += 1) sizes[ORDER[i]] = input.take(3);
  const code = codeOf(sizes);
  /** @type {number[]} */
  const all = [];
  while (all.length < literals + distances) {
    const symbol = input.symbol(code);
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16 && !all.length) throw new RangeError("nothing to repeat");
    else if (symbol === 16) repeat(all, all[all.length - 1], 3 + input.take(2));
    else if (symbol === 17) repeat(all, 0, 3 + input.take(3));
    else repeat(all, 0, 11 + input.take(7));
  }
  if (all.length > literals + distances) throw new RangeError("too many codes");
  return { literals: codeOf(all.slice(0, literals)), distances: codeOf(all.slice(literals)) };
}

/** @param {number[]} all @param {number} size @param {number} count */
function repeat(all, size, count) {
  for (let i = 0; i < count; i += 1) all.push(size);
}

/** @typedef {Uint16Array} Code the next bits → symbol × 16 + bits that it takes; 0 where no symbol stands */

/** A canonical code. @param {number[]} sizes bits of each symbol; 0 where it does not occur @returns {Code} */
function codeOf(sizes) {
  const bits = Math.max(1, ...sizes);
  const code = new Uint16Array(1 << bits);
  let next = 0;
  for (let size = 1; size <= bits; size += 1) {
    for (let symbol = 0; symbol < sizes.length; symbol += 1) {
      if (sizes[symbol] !== size) continue;
      if (next >= 1 << size) throw new RangeError("too many codes");
      for (let at = reversed(next, size); at < code.length; at += 1 << size) code[at] = symbol << 4 | size;
      next += 1;
    }
    next <<= 1;
  }
  return code;
}

/** @param {number} code @param {number} size bits */
function reversed(code, size) {
  let result = 0;
  for (let i = 0; i < size; i += 1) result |= (code >> i & 1) << (size - 1 - i);
  return result;
}

const FIXED = {
  literals: codeOf([
    ...new Array(144).fill(8),
    ...new Array(112).fill(9),
    ...new Array(24).fill(7),
    ...new Array(8).fill(8),
  ]),
  distances: codeOf(new Array(30).fill(5)),
};
