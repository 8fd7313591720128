// Recovery of an organisation (KR): shares at custodians, a request that waits, an archive, and a new laptop that has the cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askFor, hour, newLaptopOf, passWait, withCustodians } from "../../../test/support/recovery.ts";
import { exampleDraft } from "../../../test/support/world.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

const codes = (member: Device) => (member.view?.alarms ?? []).map(({ code }) => code).toSorted();

test("[KR7] both laptops are lost: a new one has the cases by shares, a wait and an archive, under the same id and a new key", async (t) => {
  const { world, shelter, officer, worker, custodians, files } = await withCustodians(t);
  const before = worker.cases.inbox.map(({ caseId }) => caseId);
  assert.equal(before.length, 1);
  // Sealed to the key of before, and in no archive.
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const laptop = await newLaptopOf(world, shelter);
  const [seat] = world.keys.seats;
  const id = await askFor(world, laptop, seat ?? assert.fail());
  await world.goOn(hour, worker, ...custodians);
  assert.deepEqual(codes(worker), ["recovery-asked"], "[KR8] each device of the organisation says it");
  assert.deepEqual(custodians.map(codes), [["share-asked"], ["share-asked"], ["share-asked"]]);
  const [first = assert.fail(), second = assert.fail()] = custodians;
  assert.equal((await first.recovery.giveShare(id)).is, "failed", "[KR5] before the wait is over");
  await passWait(world, laptop, ...custodians);
  assert.equal(await must(laptop.recovery.restore(files, null)), "shares-missing");
  await must(first.recovery.giveShare(id));
  await world.settle(first, laptop);
  assert.equal(await must(laptop.recovery.restore(files, null)), "shares-missing");
  await must(second.recovery.giveShare(id));
  await world.settle(second, laptop);
  assert.equal(await must(laptop.recovery.restore(files, null)), "said");
  await world.settle(laptop);
  const restored = await must(laptop.recovery.restore(files, null));
  assert.ok(typeof restored !== "string", String(restored));
  assert.equal(laptop.cases.inbox.length, 2, "the archived case, and what came since");
  assert.ok(laptop.cases.inbox.some(({ caseId }) => caseId === before[0]));
  await world.settle(laptop, officer);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, laptop);
  assert.equal(laptop.cases.inbox.length, 3, "[KR7] senders seal to the new key");
  await worker.sync();
  assert.equal(worker.cases.inbox.length, 2, "and the lost laptop does not open it");
  assert.deepEqual(codes(worker), ["device-new"]);
  await first.sync();
  assert.deepEqual(codes(first), []);
});

test("[KR9] a drill asks, and each custodian's program says by itself that its share is there", async (t) => {
  const { world, worker, custodians, organisations } = await withCustodians(t);
  const said = () => worker.recovery.dealing?.custodians.map(({ heldAt }) => heldAt !== null);
  assert.deepEqual(said(), [false, false, false]);
  assert.equal(await must(worker.recovery.drill()), 3);
  await world.settle(worker);
  const [first = assert.fail(), second = assert.fail()] = custodians;
  await world.settle(first, second, worker);
  assert.deepEqual(said(), [true, true, false]);
  assert.deepEqual(
    worker.recovery.dealing?.custodians.map(({ organisation }) => organisation),
    organisations.map(({ id }) => id),
  );
  assert.equal(
    (await worker.archive.view()).dealings[0],
    worker.recovery.dealing?.id,
    "[KR6] the archive opens with the key",
  );
});
