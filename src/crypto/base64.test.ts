// Base64 in one spelling, beside the platform's lenient one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";

test("base64 of any bytes is the platform's and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = encodeBase64(bytes);
      assert.equal(text, Buffer.from(bytes).toString("base64"));
      assert.deepEqual(decodeBase64(text), bytes);
    }),
  );
});

test("any other spelling of the same bytes is refused", () => {
  // Of one and of two bytes, all texts of four characters with padding: only those without stray bits are accepted.
  for (const [padding, bytes, good] of [
    ["==", 1, 256],
    ["=", 2, 4096],
  ] as const) {
    let accepted = 0;
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (const a of alphabet) {
      for (const b of alphabet) {
        const text = bytes === 1 ? a + b + padding : `${a}${b}A${padding}`;
        const decoded = decodeBase64(text);
        if (decoded === null) continue;
        assert.equal(encodeBase64(decoded), text);
        accepted++;
      }
    }
    assert.equal(accepted, good);
  }
});

test("white space, missing or misplaced padding, the URL alphabet and letters outside it are refused", () => {
  const bad = [
    "A",
    "AA",
    "AAA",
    "AA=",
    "A===",
    "====",
    "=AAA",
    "AA=A",
    "AA==AAAA",
    "AAAA\n",
    " AAAA",
    "AA A",
    "-_-_",
    "AA.=",
  ];
  for (const text of [...bad, "ЖAAA", "AAA\u0141", "AAAA====", "AB==", "AAB="])
    assert.equal(decodeBase64(text), null, text);
  assert.deepEqual(decodeBase64(""), new Uint8Array(0));
});
