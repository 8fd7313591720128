// A release by a device: which periods are over says the log, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { helpedCase } from "../../../test/support/attacked-country.ts";
import { World } from "../../../test/support/world.ts";
import type { Device } from "../device.ts";

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

test("[CN8d, R16] two organisations with the same cases print the same: two roundings of them would say more than one", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(2032, 2, 20, 8) });
  const members: Device[] = [];
  for (const [kind, name] of [
    ["shelter", "Example Shelter North"],
    ["shelter", "Example Shelter South"],
  ] as const) {
    const [secrets = assert.fail()] = (await world.organisation(kind, name)).devices;
    members.push(await world.member(secrets));
  }
  await world.settle(...members);
  for (let set = 0; set < 20; set++) {
    const cases = Array.from({ length: 31 }, (_, n) => {
      const sex = n < 13 ? "men" : "women";
      return helpedCase(`${set}/${n}`, { sex, age: "18-29", form: "forced-labour", help: [] }, "2031-02-01");
    });
    const [one, other] = members.map(({ cases: { numbers } }) => numbers.release(cases, "2031") ?? assert.fail());
    assert.deepEqual(one, other);
  }
});
