// A host's disk burns at four moments, and the host is made anew elsewhere. How often each is played is for `npm run test:burnt`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moments, playBurntDisk } from "./burnt-disk.ts";

test("[SP1] nothing that was acknowledged is lost with a host's disk, and the host that is made anew from its mirrors goes on with one history", async () => {
  assert.deepEqual(
    (await playBurntDisk(1)).map(({ moment, lost, sentAgain }) => ({ moment, lost, sentAgain })),
    moments.map((moment) => ({ moment, lost: 0, sentAgain: moment.endsWith("store") ? 2 : 0 })),
  );
});
