// A zip of a few small files, stored as they are. No DOM.
//
// ZIP File Format Specification (APPNOTE.TXT 6.3), 4.3.7 to 4.3.16; the checksum is CRC-32 of ISO 3309.

const UTF8_NAMES = 0x0800;
const DAY = 0x0021; // 1980-01-01, for want of a clock

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 && 0xedb88320);
  }
  return ~rest >>> 0;
}

/** Numbers as little-endian bytes. @param {...[size: 2|4, value: number]} fields */
function record(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return view.buffer;
}

/**
 * Pack texts into a zip.
 *
 * @param {Record<string, string>} files path → text
 * @param {string} type media type of the whole
 * @returns {Blob}
 */
export function zipped(files, type) {
  /** @type {BlobPart[]} */
  const entries = [];
  /** @type {BlobPart[]} */
  const directory = [];
  const { length: count } = Object.keys(files);
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, bytes] = [path, text].map((each) => new TextEncoder().encode(each));
    const size = bytes.length;
    /** @type {[2|4, number][]} */
    const about = [[2, 20], [2, UTF8_NAMES], [2, 0], [2, 0], [2, DAY], [4, crc32(bytes)], [4, size], [4, size]];
    const head = record([4, 0x04034b50], ...about, [2, name.length], [2, 0]);
    entries.push(head, name, bytes);
    directory.push(
      record([4, 0x02014b50], [2, 20], ...about, [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
      name,
    );
    at += head.byteLength + name.length + size;
  }
  const size = new Blob(directory).size;
  const end = record([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);
  return new Blob([...entries, ...directory, end], { type });
}
