// Fields that may be missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presentFields } from "./present-fields.ts";

test("a field that is undefined is not there at all; null, false, zero and nothing written are", () => {
  const fields = presentFields({ a: undefined, b: null, c: false, d: 0, e: "", f: undefined, g: [] });
  assert.deepEqual(Object.entries(fields), [
    ["b", null],
    ["c", false],
    ["d", 0],
    ["e", ""],
    ["g", []],
  ]);
});
