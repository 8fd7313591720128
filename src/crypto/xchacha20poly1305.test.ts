// What rests on a device: one known answer, and every way to change it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHex, encodeHex } from "./hex.ts";
import { encodeUtf8 } from "./utf8.ts";
import { decryptAtRest, encryptAtRest } from "./xchacha20poly1305.ts";

const key = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i);
const nonce = Uint8Array.from({ length: 24 }, (_, i) => 0x40 + i);
const context = decodeHex("50515253c0c1c2c3c4c5c6c7") ?? new Uint8Array(0);
const plaintext = encodeUtf8(
  "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
);

test("encryption at rest is XChaCha20-Poly1305 of draft-irtf-cfrg-xchacha-03, A.3.1, with the nonce in front", () => {
  const box = encryptAtRest(key, context, plaintext, () => nonce);
  assert.deepEqual(box.subarray(0, 24), nonce);
  assert.equal(
    encodeHex(box.subarray(24)),
    "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c2" +
      "16cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b" +
      "13b52ec0875924c1c7987947deafd8780acf49",
  );
  assert.deepEqual(decryptAtRest(key, context, box), plaintext);
});

test("another key, another context and every changed byte are null", () => {
  const box = encryptAtRest(key, context, plaintext, () => nonce);
  assert.equal(decryptAtRest(key.toReversed(), context, box), null);
  assert.equal(decryptAtRest(key, context.subarray(1), box), null);
  for (let i = 0; i < box.length; i++) {
    const changed = box.slice();
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.equal(decryptAtRest(key, context, changed), null, `byte ${i}`);
  }
  for (const length of [0, 23, 24, 39, box.length - 1])
    assert.equal(decryptAtRest(key, context, box.subarray(0, length)), null);
});
