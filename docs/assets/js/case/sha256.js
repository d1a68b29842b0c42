// SHA-256 (FIPS 180-4) of bytes that come in parts, which browsers' own cannot do: a long video does not fit
// into the memory of a phone. No DOM.

/* deno-fmt-ignore */
const K = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
/* deno-fmt-ignore */
const FIRST = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const BLOCK = 64; // bytes

export class Sha256 {
  constructor() {
    this.state = Int32Array.from(FIRST);
    this.words = new Int32Array(BLOCK);
    /** @type {Uint8Array} */
    this.rest = new Uint8Array(0); // less than a block
    this.size = 0;
  }

  /** @param {Uint8Array} bytes that follow */
  add(bytes) {
    this.size += bytes.length;
    const missing = this.rest.length ? Math.min(BLOCK - this.rest.length, bytes.length) : 0;
    if (missing) this.rest = this.blocks(joined(this.rest, bytes.subarray(0, missing)));
    if (!this.rest.length) this.rest = this.blocks(bytes.subarray(missing)).slice();
  }

  /** @returns {string} 64 hexadecimal digits; nothing can be added then */
  hex() {
    const end = new Uint8Array(this.rest.length < 56 ? BLOCK : 2 * BLOCK);
    end.set(this.rest);
    end[this.rest.length] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(this.size / 2 ** 29)); // the size in bits
    view.setUint32(end.length - 4, this.size * 8 % 2 ** 32);
    this.blocks(end);
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  /** Take in the whole blocks. @param {Uint8Array} bytes @returns {Uint8Array} what is left */
  blocks(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.block(view, at);
    return bytes.subarray(at);
  }

  /** @param {DataView} view @param {number} at */
  block(view, at) {
    const { state, words } = this;
    for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const x = words[i - 15];
      const y = words[i - 2];
      const early = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const late = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      words[i] = words[i - 16] + early + words[i - 7] + late | 0;
    }
    let a = state[0], b = state[1], c = state[2], d = state[3]; // a pattern [a, b] halves the speed
    let e = state[4], f = state[5], g = state[6], h = state[7];
    for (let i = 0; i < 64; i += 1) {
      const turned = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const one = h + turned + (e & f ^ ~e & g) + K[i] + words[i] | 0;
      const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
      h = g;
      g = f;
      f = e;
      e = d + one | 0;
      d = c;
      c = b;
      b = a;
      a = one + two | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

/** @param {string} text @returns {string} the digest of its UTF-8 */
export function sha256Of(text) {
  const sum = new Sha256();
  sum.add(new TextEncoder().encode(text));
  return sum.hex();
}

/** @param {Uint8Array} first @param {Uint8Array} second */
function joined(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
