// How keys are taken in pieces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/tries.ts";
import { pieces, smallPieces } from "./store.ts";

test("[EN12e] each key lies in exactly one piece, whether they are large or small", () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 1, maxLength: length });
  for (const all of [pieces, smallPieces()])
    fc.assert(
      fc.property(fc.oneof(hex(4), hex(64)), (key) => {
        const holding = all.filter(([from, to]) => key >= from && (to === undefined || key < to));
        assert.equal(holding.length, 1);
      }),
    );
  assert.equal(smallPieces().length, 256);
});
