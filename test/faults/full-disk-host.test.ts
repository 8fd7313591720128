// A full disk ends nothing that a host serves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHost } from "./full-disk-host.ts";
import { noSmallDisk } from "./small-disk.ts";

test("[LG4] a host whose disk is full serves what it signed, starts again for reading, refuses with a code, and goes on when there is room", {
  skip: noSmallDisk ?? false,
}, () => {
  const { acknowledged, ...outcome } = fillHost(6, 1);
  assert.ok(acknowledged > 5);
  const codes = ["host-failed", "host-stopping"];
  assert.deepEqual(outcome, { lost: 0, dead: 0, startedFull: 2, wentOn: 1, codes });
});
