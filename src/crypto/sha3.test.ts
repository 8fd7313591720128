// SHA3-256 and SHAKE256 against the platform's own.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { encodeHex } from "./hex.ts";
import { sha3256, shake256 } from "./sha3.ts";

test("SHA3-256 of nothing is that of FIPS 202", () => {
  assert.equal(
    encodeHex(sha3256(new Uint8Array(0))),
    "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
  );
});

test("SHA3-256 and SHAKE256 are the platform's, around the block of 136 bytes and for any output length", () => {
  for (const length of [0, 1, 135, 136, 137, 271, 272, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    assert.equal(encodeHex(sha3256(bytes)), createHash("sha3-256").update(bytes).digest("hex"));
    for (const outputLength of [1, 32, 136, 137, 500]) {
      const platform = createHash("shake256", { outputLength }).update(bytes).digest("hex");
      assert.equal(encodeHex(shake256(bytes, outputLength)), platform);
    }
  }
});
