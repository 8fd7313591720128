// The log carries time (LG8), hour by hour on a clock that the test moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";

const minute = 60_000;
const hour = 60 * minute;

test("[LG8] a time note is logged every hour while things happen, and every day when nothing does", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["umpire"] });
  const items = [...(await sealedCases(20))];
  const start = at.clock.now;
  const posts = new Set([0.5, 0.6, 3.2, 3.9, 4.1, 40]);
  for (let elapsed = 0; elapsed <= 96 * hour; elapsed += 6 * minute) {
    at.clock.now = start + elapsed;
    if ([...posts].some((post) => Math.abs(post * hour - elapsed) < minute))
      await at.post(items.pop() ?? assert.fail());
    await at.timekeeping.tick();
  }
  const hours = at.host.directory.times.map(({ seconds }) => (seconds * 1000 - start) / hour);
  assert.deepEqual(hours, [0, 1, 3.2, 4.2, 28.2, 40, 64, 88]);
});

test("[LG8] the time of a note is the median of the cosignatures in it, not the host's clock", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["umpire", "linesman"] });
  await at.witnessing.run();
  const cosigned = at.clock.now;
  at.clock.now += 40 * minute;
  await at.timekeeping.writeTime();
  assert.deepEqual(at.host.directory.times, [{ index: 1, size: 1, seconds: cosigned / 1000 }]);
});

test("[LG8] in a trial the host is the clock", async (t) => {
  const at = await TestHost.start(t);
  await at.timekeeping.tick();
  assert.deepEqual(at.host.directory.times, [{ index: 1, size: 1, seconds: at.clock.now / 1000 }]);
});

test("[LG8] without a quorum no time is logged, and the next tick tries again", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["umpire"] });
  await at.witnesses[0]?.off();
  await at.timekeeping.tick();
  at.clock.now += minute;
  await at.timekeeping.tick();
  assert.equal(at.host.tree.size, 1);
  await at.witnesses[0]?.on();
  at.clock.now += minute;
  await at.timekeeping.tick();
  assert.equal(at.host.directory.times.length, 1);
});

test("[LG8] before anything is published there is no time to log", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["umpire"] });
  await at.timekeeping.writeTime();
  assert.equal(at.host.tree.size, 1);
});

test("[LG8] a restart neither repeats a time note nor forgets that one is due", async (t) => {
  const at = await TestHost.start(t);
  await at.timekeeping.tick();
  const again = await at.reopen(t);
  again.clock.now += 30 * minute;
  await again.timekeeping.tick();
  assert.equal(again.host.directory.times.length, 1);
  const [bytes] = await sealedCases(1);
  await again.post(bytes ?? assert.fail());
  const third = await again.reopen(t);
  third.clock.now += 31 * minute;
  await third.timekeeping.tick();
  assert.equal(third.host.directory.times.length, 2);
});

test("[LG8] what came behind a time note in its own batch has happened after it", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  const [first, bytes] = await sealedCases(2);
  const tokens = await at.draw(2);
  const submit = (i: number, item: Uint8Array | undefined) =>
    at.host.submit({ token: tokens[i] ?? null, bytes: item ?? assert.fail() });
  const time = at.timekeeping.writeTime();
  // The time note asks for the published checkpoint first, so the first item is before it and the second behind.
  const before = submit(0, first);
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([time, before, submit(1, bytes)]);
  const order = (await at.store.leaves(0, 9)).map((leaf) => leaf.class);
  assert.deepEqual(order, ["directory", "case", "update", "case"]);
  at.clock.now += hour;
  await at.timekeeping.tick();
  assert.equal(at.host.directory.times.length, 2);
});
