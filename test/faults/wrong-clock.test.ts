// Clocks that are 800 days wrong: what is sent arrives, the log's time is that of the witnesses, and a trial's stands until its clock is right.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noFakeTime, playDevice, playTrial, playWitnessed } from "./wrong-clock.ts";

const skip = noFakeTime() ?? false;

test("[LG8] a trial's host under a clock 800 days ahead takes what is sent, logs no time, says why, and goes on under the right one", {
  skip,
}, async () => {
  assert.deepEqual(await playTrial(800), { flaw: "far-ahead", acknowledged: true, timeStands: true, goesOn: true });
});

test("[LG8] the log's time is right while the host's clock is 800 days behind, and while one witness's of three is", {
  skip,
}, async () => {
  const right = { acknowledged: true, timeUnderHost: true, timeUnderWitness: true };
  assert.deepEqual(await playWitnessed(-800), { hostFlaw: "behind", ...right });
});

test("[LG8] a referral of a device whose clock is 800 days wrong arrives", { skip }, async () => {
  const { exit, arrived } = await playDevice(-800);
  assert.deepEqual({ exit, arrived }, { exit: 0, arrived: true });
});
