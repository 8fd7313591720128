// What is written on a disk that fills is whole, or is not there and the command says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillDisk } from "./full-disk.ts";
import { noSmallDisk } from "./small-disk.ts";

test("a file that a command writes is whole, or is not there and the command fails with a code", (t) => {
  if (noSmallDisk !== null) return t.skip(noSmallDisk);
  const { whole, refused, wrong } = fillDisk(6, 6);
  assert.deepEqual(wrong, []);
  assert.ok(whole > 0 && refused > 0, "from no room to enough");
});
