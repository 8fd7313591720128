// One flipped bit in a device's own store accuses nobody and loses nothing without a word (EN10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { flipBits } from "./flipped-bits.ts";

test("[EN10] a bit that flips in any row of a device's store is noticed, accuses nobody, and what the log has comes back from it", async () => {
  const { flips, alarms, wrong } = await flipBits(1, false);
  assert.deepEqual(wrong, []);
  assert.ok(flips > 20);
  assert.ok(alarms["refer-again"] !== undefined && alarms["device-lost"] !== undefined);
  assert.equal(alarms["fork"], undefined);
});
