// A host on three machines: one of them is cut off from the other two while clients submit, and clients still reach it. `npm run test:cluster` plays the other faults.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noCluster, playCluster } from "./main.ts";

test("[ST5] on three machines the primary is cut off in the middle of submissions: another goes on, and what was acknowledged is at its place in one history", {
  skip: noCluster() ?? false,
}, async () => {
  const { acknowledged, headsSeen, instead, away, ...outcome } = await playCluster(1, ["cut"]);
  assert.ok(acknowledged > 40 && headsSeen > 10, `${acknowledged} acknowledged, ${headsSeen} heads`);
  assert.deepEqual(outcome, { lost: 0, lostToReader: 0, verdict: "whole", forks: 0, strangeHeads: 0 });
  // That it was away at all shows that the fault was one.
  assert.ok((away.cut?.[0] ?? 0) > 5_000, JSON.stringify({ away, instead }));
});
