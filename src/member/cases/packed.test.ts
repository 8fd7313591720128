// A packed text gives back what was packed, whatever that is.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pack, unpack } from "./packed.ts";

test("[EN12] what is packed is the same when it is unpacked", () => {
  // Names of fields are ours: no comma, and not the one that JavaScript treats apart.
  const key = fc.stringMatching(/^[a-z]{1,8}$/);
  const words = fc.constantFrom("own", "high", "2026-01-15", "");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false, 0, -1, -2, 1.5),
      fc.integer(),
      fc.string(),
      words,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(fc.property(value, (each) => assert.deepEqual(unpack(pack(each)), each)));
  assert.deepEqual(unpack(pack([{ a: 1, b: undefined }, { b: 1 }])), [{ a: 1 }, { b: 1 }]);
  const many = Array.from({ length: 100 }, (_, n) => ({ state: "own", worker: "Test Worker", since: n }));
  assert.ok(pack(many).length < JSON.stringify(many).length / 2);
});
