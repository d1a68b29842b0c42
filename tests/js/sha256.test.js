// SHA-256 of bytes that come in parts, held against the standard's examples, Node's and WebCrypto's.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { Sha256, sha256Of } from "../../docs/assets/js/case/sha256.js";
import { always } from "./kit.js";

const EXAMPLES = [ // FIPS 180-2, appendix B
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
];
for (const [text, digest] of EXAMPLES) {
  test(`an example of the standard: ${text.length} bytes`, () => {
    assert.equal(sha256Of(text), digest);
  });
}

always("parts of any size give the digest of the whole", 300, (random) => {
  const bytes = Uint8Array.from({ length: random.whole(0, 400) }, () => random.whole(0, 255));
  const sum = new Sha256();
  for (let at = 0; at < bytes.length;) {
    const part = random.pick([0, 1, 7, 63, 64, 65, 200]);
    sum.add(bytes.subarray(at, at + part));
    at += part;
  }
  assert.equal(sum.hex(), createHash("sha256").update(bytes).digest("hex"));
});

test("WebCrypto says the same", async () => {
  const text = "底单😀".repeat(1000);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  assert.equal(sha256Of(text), Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
});

test("more than 512 MB are counted in bits", () => {
  const sum = new Sha256();
  sum.size = 2 ** 32; // as if so much had been added
  const other = new Sha256();
  other.size = 2 ** 32 + 2 ** 29;
  assert.notEqual(sum.hex(), other.hex());
});
