// A device behind a slow line reaches the newest directory, and an officer's phone does not carry the country's record.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playSlowLine } from "./slow-line.ts";

test("[LG3] an answer that takes longer than the allowed silence comes all the same, and an officer's phone fetches no record", async () => {
  const [officer, coordinator] = await playSlowLine(200, [320], 1_000, 20);
  for (const line of [officer, coordinator]) {
    assert.notEqual(line?.directorySeconds, null);
    assert.deepEqual(line?.alarms, []);
  }
  assert.equal(officer?.recordSeconds, null);
  assert.ok((coordinator?.recordSeconds ?? 0) > 1);
  assert.ok((officer?.kilobytes ?? 0) < 35 && (coordinator?.kilobytes ?? 0) > 50);
});
