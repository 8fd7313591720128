// The attack of hostile-sockets.ts, small. Before packs were streamed a host needed more than 600 MiB for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playHostileSockets } from "./hostile-sockets.ts";

test("[LG9] sockets that ask for packs and do not read cost a host little memory, and nothing acknowledged is lost", {
  skip: process.platform === "linux" ? false : "needs Linux: addresses of its own for each socket, and /proc",
}, async () => {
  const outcome = await playHostileSockets({ sockets: 140, mebibytes: 0, seconds: 3, addresses: 140, packs: 2 });
  assert.equal(outcome.died, null);
  assert.equal(outcome.lost, 0);
  assert.ok((outcome.waits.get("referral")?.length ?? 0) > 0);
  assert.ok(outcome.residentPeak < 450, `${outcome.residentPeak} MiB`);
});
