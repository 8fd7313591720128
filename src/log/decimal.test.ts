// One spelling for each whole number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDecimal } from "./decimal.ts";

test("a decimal has one spelling and fits in 53 bits", () => {
  assert.equal(parseDecimal("0"), 0);
  assert.equal(parseDecimal("20852163"), 20852163);
  assert.equal(parseDecimal("9007199254740991"), Number.MAX_SAFE_INTEGER);
  const wrong = ["", "00", "01", "+1", "-0", "-1", "1 ", " 1", "1.0", "1e3", "0x1", "1\n", "٣", "9007199254740992"];
  for (const text of wrong) assert.equal(parseDecimal(text), null, JSON.stringify(text));
});
