// An upgrade of a host's store under load, killed again and again, and on a full disk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noSmallDisk } from "./small-disk.ts";
import { upgradeHost, upgradeOnFullDisk } from "./upgraded-host.ts";

test("[ST4] a host of an older program is upgraded while it serves: killed in the middle again and again it loses nothing that was acknowledged; an old copy and a newer file are refused", async () => {
  const { wrong, oldCopy, newer, before, during, between } = await upgradeHost(900, 2);
  assert.deepEqual(wrong, []);
  assert.equal(before, 900);
  assert.ok(during > 0, "submissions while it moves");
  assert.ok(between > 0, "a kill in the middle of moving");
  assert.match(oldCopy, /saw \d+ leaves, this store has \d+/);
  assert.match(newer, /a newer program made this folder; update this one/);
});

test("[ST4b] a full disk refuses the first step or a piece, loses nothing, and the rest moves once there is room", {
  skip: noSmallDisk ?? false,
}, () => {
  const { refused, leftOnFull, ...outcome } = upgradeOnFullDisk();
  assert.match(refused, /full/);
  assert.ok(leftOnFull > 0);
  assert.deepEqual(outcome, { unchanged: true, full: 1, lost: 0, left: 0 });
});
