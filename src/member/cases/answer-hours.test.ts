// The answer time that a shelter's program counts from real referrals and an officer reads in the directory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleService } from "../../../test/support/example-service.ts";
import { exampleDraft, World } from "../../../test/support/world.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { must } from "../verb.ts";

test("[DR5] a shelter publishes its answer time after five answers and not before, and the officer finds it beside the service", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [officerDevice] = border.devices;
  const [workerDevice] = shelter.devices;
  assert.ok(officerDevice && workerDevice);
  const officer = await world.member(officerDevice);
  const worker = await world.member(workerDevice);
  const passHours = async (hours: number) => {
    await world.timekeeping.writeTime();
    world.wait(hours * 3_600_000);
    await world.witness();
  };
  for (const hours of [30, 1, 3, 5, 2]) {
    assert.equal(worker.cases.numbers.answerHours, null);
    await must(officer.drafts.send(exampleDraft([shelter])));
    await world.settle(officer);
    await passHours(hours);
    await world.settle(worker);
    const item = worker.cases.inbox.find(({ state }) => state === "received");
    assert.ok(item?.referral);
    await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "decline", reason: "no-place" }));
    await world.settle(worker);
    await world.timekeeping.writeTime();
    await world.settle(worker);
  }
  assert.equal(worker.cases.numbers.answerHours, 3);
  assert.equal(officer.cases.numbers.answerHours, null, "who reads no case publishes nothing");
  await world.registrar.service(
    exampleService(makeUuid(randomBytes), shelter.id),
    { unit: "bed", available: 1, maximum: 2, ...answerTime(worker.cases.numbers.answerHours) },
    deviceSigner(workerDevice),
  );
  await world.settle(officer);
  const [choice] = officer.directory.services({ wants: [], treatAsChild: false });
  assert.equal(choice?.service.capacity?.answer_hours, 3);
});

function answerTime(hours: number | null): { readonly answer_hours?: number } {
  return hours === null ? {} : { answer_hours: hours };
}
