// The log carries time (LG8), hour by hour on a clock that the test moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { until } from "../../test/support/until.ts";
import { randomBytes } from "../crypto/random.ts";
import { Timekeeping } from "./timekeeping.ts";

const minute = 60_000;
const hour = 60 * minute;

test("[LG8] a time note is logged every hour while things happen, and every day when nothing does", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
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
  const at = await TestHost.start(t, { witnesses: ["north", "east"] });
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
  const at = await TestHost.start(t, { witnesses: ["north"] });
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

test("[LG5h] a witness that was away is asked again at the next look, also when the others are enough and nothing happens", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north", "east"], quorum: 1 });
  await at.timekeeping.tick();
  await at.witnessing.run();
  await at.witnesses[1]?.off();
  await at.witnessing.run();
  const states = () => at.witnessing.reports.map(({ state }) => state);
  assert.deepEqual(states(), ["good", "silent"]);
  await at.witnesses[1]?.on();
  const { size } = at.host.tree;
  at.clock.now += minute;
  await at.timekeeping.tick();
  await until(() => states().every((state) => state === "good"));
  assert.equal(at.host.tree.size, size);
});

test("[LG8] before anything is published there is no time to log", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
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

const days = 24 * hour;

test("[LG8] one start of a trial under a clock 800 days ahead logs no time, says so, and the right clock goes on as before", async (t) => {
  const at = await TestHost.start(t);
  await at.timekeeping.tick();
  const right = at.clock.now;
  at.clock.now = right + 800 * days;
  const wrong = await at.reopen(t);
  await wrong.timekeeping.tick();
  await wrong.post((await sealedCases(1))[0] ?? assert.fail());
  await wrong.timekeeping.tick();
  assert.equal(wrong.host.directory.times.length, 1);
  assert.deepEqual(wrong.timekeeping.clockFlaw, { is: "far-ahead", days: 800 });

  wrong.clock.now = right + 2 * hour;
  const again = await wrong.reopen(t);
  assert.equal(again.timekeeping.clockFlaw, null);
  await again.timekeeping.tick();
  assert.equal(again.host.directory.times.at(-1)?.seconds, (right + 2 * hour) / 1000);
});

test("[LG8] also the first time of a trial is doubted; what the operator calls right is logged, and from then on nothing is doubted", async (t) => {
  const at = await TestHost.start(t);
  at.clock.now += 800 * days;
  await at.timekeeping.tick();
  assert.deepEqual(at.host.directory.times, []);
  const { host, witnessing } = at;
  const parts = { host, witnessing, logSeed: at.country.logSeed, clock: () => at.clock.now, randomBytes };
  const assured = new Timekeeping({ ...parts, clockIsRight: true });
  await assured.tick();
  assert.equal(host.directory.times.length, 1);
  at.clock.now += 25 * hour;
  await at.timekeeping.tick();
  assert.equal(host.directory.times.length, 2);
  assert.equal(at.timekeeping.clockFlaw, null);
});

test("[LG8] a trial's host whose clock is behind the log's time says so and logs none; an honest difference of minutes is no flaw", async (t) => {
  const at = await TestHost.start(t);
  await at.timekeeping.tick();
  const right = at.clock.now;
  at.clock.now = right - 5 * minute;
  assert.equal(at.timekeeping.clockFlaw, null);
  at.clock.now = right - 800 * days;
  assert.deepEqual(at.timekeeping.clockFlaw, { is: "behind", days: 800 });
  const again = await at.reopen(t);
  await again.post((await sealedCases(1))[0] ?? assert.fail());
  for (let i = 0; i < 30; i++) {
    await again.timekeeping.tick();
    again.clock.now += hour;
  }
  assert.equal(again.host.directory.times.length, 1);
  assert.equal(again.host.tree.size, 3, "nor a note that counts for nothing");
  assert.equal(again.timekeeping.clockFlaw?.is, "behind");
});

test("[LG8] where witnesses give the time, a host's wrong clock stops none of it, whether it is behind, ahead, or set right on the way", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await at.timekeeping.tick();
  const { host, witnessing } = at;
  const items = [...(await sealedCases(24))];
  let wrong = 0;
  const clock = () => at.clock.now + wrong;
  const parts = { host, witnessing, logSeed: at.country.logSeed, clock, randomBytes };
  for (const error of [-800 * days, 800 * days, 0]) {
    wrong = error;
    const timekeeping = new Timekeeping(parts);
    const before = host.directory.times.length;
    for (let elapsed = 0; elapsed < 3 * hour; elapsed += 30 * minute) {
      await at.post(items.pop() ?? assert.fail());
      await timekeeping.tick();
      at.clock.now += 30 * minute;
    }
    assert.ok(host.directory.times.length >= before + 2, `${error / days} days`);
    assert.ok((host.directory.times.at(-1)?.seconds ?? 0) <= at.clock.now / 1000);
    assert.equal(timekeeping.clockFlaw?.is, error < 0 ? "behind" : undefined);
  }
  // One program in whose life the clock was set right.
  wrong = 800 * days;
  const timekeeping = new Timekeeping(parts);
  await timekeeping.tick();
  wrong = 0;
  const before = host.directory.times.length;
  for (let i = 0; i < 4; i++) {
    await at.post(items.pop() ?? assert.fail());
    await timekeeping.tick();
    at.clock.now += hour;
  }
  assert.ok(host.directory.times.length >= before + 2);
});
