// A bit flips in each column of a host's store: what it serves holds, and nothing acknowledged is gone without a word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { flipHost } from "./flipped-host.ts";

test("[LG4] a bit that flipped in any table of a host's store is named, mended or harmless; no head that does not hold is served, and no honest device is called revoked", async () => {
  const { columns, wrong } = await flipHost(2);
  assert.deepEqual(wrong, []);
  const tables = new Set(Object.keys(columns).map((column) => column.split(".")[0]));
  assert.deepEqual([...tables].sort(), ["body", "drawn", "head", "kept_key", "leaf", "token", "used"]);
  assert.equal(columns["body.bytes"]?.named, 2, "rot in bytes is found");
  assert.equal(columns["leaf.hash"]?.refused, 2, "a tree that is not the signed one does not start");
});
