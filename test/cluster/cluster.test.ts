// A host on three machines: one of them is killed, then one is cut off, while clients submit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noCluster, playCluster } from "./main.ts";

test("[ST5] on three machines the primary is killed, then cut off, in the middle of submissions: another goes on, and what was acknowledged is at its place in one history", {
  skip: noCluster() ?? false,
}, async () => {
  const { acknowledged, headsSeen, instead, away, ...outcome } = await playCluster(1, ["killed", "cut"]);
  assert.ok(acknowledged > 80 && headsSeen > 20, `${acknowledged} acknowledged, ${headsSeen} heads`);
  assert.deepEqual(outcome, { lost: 0, lostToReader: 0, verdict: "whole", forks: 0, strangeHeads: 0 });
  // That it was away at all shows that the fault was one.
  for (const name of ["killed", "cut"] as const)
    assert.ok((away[name]?.[0] ?? 0) > 5_000, JSON.stringify({ away, instead }));
});
