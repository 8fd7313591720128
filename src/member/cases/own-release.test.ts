// A release by a device: which periods are over says the log, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../../test/support/world.ts";

const day = 24 * 3_600_000;

test("[CN5, CN8] a clock that runs ahead ends no period: it is released once the log's time has come to its end", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(2031, 2, 20, 8) });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const [secrets = assert.fail()] = shelter.devices;
  const member = await world.member(secrets, { clock: () => world.now + 40 * day });
  assert.equal(member.cases.numbers.release([], "2031-Q1"), null);
  world.wait(20 * day);
  await world.witness();
  await member.sync();
  assert.equal(member.cases.numbers.release([], "2031-Q1")?.period, "2031-Q1");
  assert.equal(member.cases.numbers.release([], "2031-Q2"), null);
});
