// SHA-256 against FIPS 180-4 examples and the platform.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { encodeHex } from "./hex.ts";
import { portableSha256, sha256 } from "./sha256.ts";
import { encodeUtf8 } from "./utf8.ts";

test("SHA-256 of nothing and of abc are those of FIPS 180-4", () => {
  assert.equal(encodeHex(sha256()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert.equal(
    encodeHex(sha256(encodeUtf8("abc"))),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("the hash is the same by Node and in JavaScript alone, of every length over three blocks, and stays what it was", () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 251);
  const lengths = [...Array.from({ length: 200 }, (_, length) => length), 12_288, 70_000];
  const hashes = lengths.map((length) => sha256(bytes.subarray(0, length)));
  for (const [i, length] of lengths.entries()) assert.deepEqual(hashes[i], portableSha256(bytes.subarray(0, length)));
});

test("parts are joined without framing, and the hash is the platform's", () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const whole = createHash("sha256").update(bytes).digest("hex");
  for (const cut of [0, 1, 63, 64, 65, 500, 1000]) {
    assert.equal(encodeHex(sha256(bytes.subarray(0, cut), bytes.subarray(cut))), whole);
  }
  for (let length = 0; length <= 300; length++) {
    const short = bytes.subarray(0, length);
    const cut = Math.floor(length / 3);
    assert.deepEqual(
      sha256(short.subarray(0, cut), short.subarray(cut)),
      portableSha256(short),
      `${length} bytes in two parts`,
    );
  }
});
