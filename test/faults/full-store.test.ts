// On a disk that fills a device says what happened: nobody is referred twice by somebody who believed it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillStore } from "./full-store.ts";
import { noSmallDisk } from "./small-disk.ts";

test("[EN11] of a full disk a device says what happened: what is called sealed arrives once, and what is called not written never", (t) => {
  if (noSmallDisk !== null) return t.skip(noSmallDisk);
  const { sealed, refused, wrong } = fillStore(6, 48, 8);
  assert.deepEqual(wrong, []);
  assert.ok(sealed > 0 && refused > 0, "from no room to enough");
});
