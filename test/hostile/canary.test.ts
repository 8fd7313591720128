// Promise 1: what is typed about a person is readable to nobody on the way. Markers stand in every field of a person through a whole journey,
// and nothing that the host, the line or a device holds has a trace of them. That the search finds them, shows canary-broken.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playCanaryJourney } from "./support/canary-journey.ts";

test("[SL1] a whole journey leaves no trace of a person with the host, on the line, or on a device at rest", async (t) => {
  const looks = await playCanaryJourney(t);
  assert.equal(looks.length, 5 * 5);
  for (const { when, where, bytes, traces } of looks) {
    assert.ok(bytes.length > 500, `${where} holds something`);
    assert.deepEqual(traces, [], `${where}, ${when}`);
  }
});
