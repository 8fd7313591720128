// Two commands on one device's folder: neither takes what the other is writing for damage.
import assert from "node:assert/strict";
import { test } from "node:test";
import { overtaken } from "./two-commands.ts";

test("[EN10] of several commands on one device's folder the later ones wait and say so, and none takes the other's writing for damage", async () => {
  const { waited, wrong } = await overtaken();
  assert.deepEqual(wrong, []);
  assert.equal(waited, 2);
});
