// An organisation's archive: what one device saves, another one has, and no file is believed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newLaptop, savedBy } from "../../../test/support/archives.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

const marksOf = (member: Device) => member.cases.inbox.map(({ caseId }) => caseId).toSorted();
const entriesOf = (member: Device, caseId: string) =>
  (member.cases.view(caseId)?.state.entries ?? []).map(({ id, leaf, position, verdict }) => ({
    id,
    leaf,
    position,
    is: verdict.is,
  }));
const codes = (member: Device) => (member.view?.alarms ?? []).map(({ code }) => code).toSorted();

test("[AR8] a new device has from an archive what another device has, and both learn that it was restored", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  for (const count of [1, 2, 3]) {
    await must(officer.drafts.send(exampleDraft([shelter])));
    await world.settle(officer, worker);
    const item = worker.cases.inbox.find(({ state }) => state === "received") ?? assert.fail();
    if (count > 1) await must(worker.cases.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
    await world.settle(worker, officer);
  }
  const files = await savedBy(worker);
  const laptop = await newLaptop(world, shelter, worker);
  assert.deepEqual([marksOf(laptop), laptop.archive.isAwaited], [[], true]);
  const restored = await must(laptop.archive.restore(files));
  assert.ok(typeof restored !== "string", String(restored));
  assert.deepEqual(marksOf(laptop), marksOf(worker));
  for (const caseId of marksOf(worker)) assert.deepEqual(entriesOf(laptop, caseId), entriesOf(worker, caseId));
  await world.settle(laptop, worker);
  assert.deepEqual(codes(worker), ["archive-restored"]);
  assert.equal(laptop.archive.pastRead, null, "the log behind it was read");
  for (const caseId of marksOf(worker)) assert.deepEqual(entriesOf(laptop, caseId), entriesOf(worker, caseId));
});
