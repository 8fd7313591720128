// A host forked by an old database, two devices that saw the false history, and the way back, with processes of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loseTheWay } from "./way-back.ts";

test("[LG10] after a host forked the log by an old database the council's correction leads two devices back, and the referral of the false history arrives", async () => {
  assert.deepEqual(await loseTheWay(), {
    stopped: 2,
    tooFewSeats: "not-signed-by-council",
    falseHost: "host-refuses",
    arrived: 1,
    confirmed: 1,
    alarms: [],
  });
});
