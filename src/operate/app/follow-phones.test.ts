// Numbers for the leaflet, read from a host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { World } from "../../../test/support/world.ts";
import { followPhones } from "./follow-phones.ts";

test("[DR5] a number that was checked long ago says so, also when the host has not been reached since it was read", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const checked = new Date().toISOString().slice(0, 10);
  const phones = [{ number: "+992000000000", last_checked: checked, last_check: "answered" as const }];
  await world.service(shelter, ["hotline"], { phones, service_area: ["XT"], country: "XT" });
  let now = Date.now();
  const followed = followPhones(world.founding, world.url, () => now);
  t.after(() => followed.stop());
  await until(() => followed.listed.length > 0);
  const isOld = () => followed.listed.map(({ phones: [phone] }) => phone?.isOld);
  assert.deepEqual(isOld(), [false]);
  now += 100 * 86_400_000;
  assert.deepEqual(isOld(), [true]);
});
