// An officer with valid keys who sends a shelter more than it can answer (LG4): what a person there does still leaves it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BodyOf } from "../../src/core/entry-kind.ts";
import { must } from "../../src/member/verb.ts";
import { receiptSeed } from "../support/country.ts";
import { exampleDraft, World } from "../support/world.ts";
import { consentFor, entriesOf, forger, post } from "./support/participants.ts";

async function borderAndShelter(t: { readonly after: (work: () => Promise<void>) => void }) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [officer, worker] = await Promise.all(
    [border, shelter].map(({ devices: [device] }) => world.member(device ?? assert.fail())),
  );
  assert.ok(officer && worker);
  return { world, shelter, officer, worker };
}

test("[LG4] all referrals of a case cost their receiver one envelope and one receipt", async (t) => {
  const { world, shelter, officer, worker } = await borderAndShelter(t);
  const composer = forger(officer, world);
  const to = [shelter.id];
  const open = composer.entry("case.open", { parents: [], to }, { lead: shelter.id });
  const caseId = open.id;
  const give = composer.entry("consent.give", { caseId, parents: [caseId], to }, consentFor(shelter.id, ["referral"]));
  const body: BodyOf<"referral.send"> = {
    choices: [{ organisation: shelter.id, consent: give.id }],
    needs: ["shelter-emergency"],
    escort: false,
    at_once: false,
    receipt_seed: receiptSeed,
  };
  const send = () => composer.entry("referral.send", { caseId, parents: [give.id], to, consent: [give.id] }, body);
  await post(officer, composer, [open, give, ...Array.from({ length: 14 }, send)]);
  await world.witness();
  const before = world.host.head.size;
  await worker.sync();
  await worker.sync();
  assert.equal(world.host.head.size - before, 2);
  const states = worker.cases.view(caseId)?.state.referrals.flatMap(({ places }) => places.map(({ state }) => state));
  assert.deepEqual(states, Array(14).fill("received"));
});

test("[LG4] a device posts nothing of its own accord with the last tokens of a day: an answer still leaves", async (t) => {
  const { world, shelter, officer, worker } = await borderAndShelter(t);
  const { session } = worker.room.open();
  for (let drawn = session.tokens.count; drawn > 7; drawn = session.tokens.count) {
    while (session.tokens.count > 7) await session.withToken(async (token) => token);
    // Seven are fewer than a device likes to have: it draws while there are any.
    await worker.sync();
  }
  assert.equal(session.tokens.count, 7);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  assert.equal(session.tokens.count, 7);
  const item = worker.cases.inbox[0];
  assert.ok(item?.referral);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await world.settle(worker, officer);
  const accepted = entriesOf(worker, item.caseId).find(({ content }) => content.kind === "referral.accept");
  assert.ok(typeof accepted?.leaf === "number");
  assert.ok(officer.drafts.sent[0]?.answers.some(({ state }) => state === "accepted"));
  assert.equal(worker.room.open().log.outbox.waiting, 0);
  // The next day it says the rest.
  await must(officer.drafts.send(exampleDraft([shelter])));
  world.wait(25 * 3_600_000);
  await world.settle(officer, worker);
  assert.ok(worker.cases.inbox.every(({ state }) => state !== "sent"));
});
