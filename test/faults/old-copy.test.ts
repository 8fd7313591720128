// An old database is put back: it signs nothing, whoever holds more of the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playOldCopy } from "./old-copy.ts";

test("[LG4] an old copy of a host's database acknowledges nothing while witnesses are away, in sight of a mirror, or once a device showed its head", async () => {
  assert.deepEqual(await playOldCopy({ rows: 2, witnesses: 1, quorum: 1 }), {
    acknowledgedBefore: 5,
    onOldCopy: { witnessesDown: 0, witnessesBack: 0, headShown: 0, headShownAndRestarted: 0 },
    readsGoOn: true,
    saidWhoIsSilent: true,
    refusedByMirror: true,
    trueOneGoesOn: true,
  });
});
