// Hexadecimal in one spelling.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { decodeHex, encodeHex } from "./hex.ts";

test("hexadecimal of any bytes is the platform's and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.equal(encodeHex(bytes), Buffer.from(bytes).toString("hex"));
      assert.deepEqual(decodeHex(encodeHex(bytes)), bytes);
    }),
  );
});

test("capitals, odd lengths, white space and other letters are refused", () => {
  for (const text of ["A0", "a", "abc", "0x", " 0", "0 ", "a0\n", "g0", "+1", "-1", "٠٠"])
    assert.equal(decodeHex(text), null, text);
});
