// What an officer's device shows of what it sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheBorder, exampleDraft, World } from "../../../test/support/world.ts";
import { must } from "../verb.ts";

test("[EN7a] a phone that was away while somebody answered shows the confirmation no later than the answer", async (t) => {
  const { world, shelter: north, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const [entry] = await must(officer.drafts.send(exampleDraft([north])));
  await officer.sync();
  world.wait(60_000);
  await world.settle(worker);
  await must(worker.cases.steps.answer(worker.cases.inbox[0]?.caseId ?? "", entry, { verb: "accept" }));
  await world.settle(worker);
  world.wait(120_000);
  await world.settle(worker, officer);
  const [sent] = officer.drafts.sent;
  const steps = [sent?.sealedAt, sent?.loggedAt, sent?.witnessedAt, sent?.answer?.at].map((at) => at ?? assert.fail());
  assert.deepEqual(
    steps,
    steps.toSorted((a, b) => a - b),
  );
});

test("[EN7] no step is shown earlier than the one before it, though the clock of the other device is behind", async (t) => {
  const world = await World.foundFor(t);
  const post = await world.organisation("border-post", "Example Border Post");
  const north = await world.organisation("shelter", "Example Shelter North");
  const [officers, workers] = [post.devices[0] ?? assert.fail(), north.devices[0] ?? assert.fail()];
  const officer = await world.member(officers);
  const worker = await world.member(workers, { clock: () => world.now - 40_000 });
  const [entry] = await must(officer.drafts.send(exampleDraft([north])));
  await world.settle(officer, worker);
  world.wait(150_000);
  await must(worker.cases.steps.answer(worker.cases.inbox[0]?.caseId ?? "", entry, { verb: "accept" }));
  await world.settle(worker, officer);
  const [sent] = officer.drafts.sent;
  assert.deepEqual([sent?.sealedAt, sent?.receivedAt], [world.now - 150_000, world.now - 150_000]);
  assert.equal(sent?.answer?.at, world.now - 90_000, "else it is the minute that the other device says");
});
