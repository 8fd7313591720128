// UTF-8 strictly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

test("[SG4] well-formed text comes back, a leading byte order mark too", () => {
  for (const text of ["", "Паноҳ", "پناه", "\ufeffmark", "a\u0000b", "😀"])
    assert.equal(decodeUtf8(encodeUtf8(text)), text);
});

test("[SG4] bytes that are not UTF-8 are null, never replaced", () => {
  const bad = [
    [0x80],
    [0xc0, 0xaf],
    [0xc1, 0xbf],
    [0xe2, 0x82],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x80, 0x80, 0xaf],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
    [0xff],
    [0x61, 0xff, 0x61],
  ];
  for (const bytes of bad) assert.equal(decodeUtf8(Uint8Array.from(bytes)), null, String(bytes));
});

test("[SG4] what decodes encodes to the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const text = decodeUtf8(bytes);
      if (text !== null) assert.deepEqual(new Uint8Array(encodeUtf8(text)), bytes);
    }),
    { numRuns: 2000 },
  );
});

test("[SG4] a lone surrogate is never encoded", () => {
  assert.throws(() => encodeUtf8("\ud800"), RangeError);
  assert.throws(() => encodeUtf8("a\udc00b"), RangeError);
});
