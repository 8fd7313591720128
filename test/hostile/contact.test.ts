// A participant with valid keys who passes itself off as one that knows the person: by a referral to itself, an invented consent, or the adoption of
// others. Nothing of it has a file purged or hidden.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BodyOf } from "../../src/core/entry-kind.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { receiptSeed } from "../support/country.ts";
import { noted } from "../support/noted.ts";
import { exampleDraft, World } from "../support/world.ts";
import {
  atRest,
  consentFor,
  country,
  entriesOf,
  forger,
  post,
  read,
  refusedCountry,
  secret,
  verdictOf,
} from "./support/participants.ts";

const consentOf = (member: Device, caseId: string, organisation: string) =>
  member.cases.view(caseId)?.state.consents.find((consent) => consent.organisation === organisation)?.id ??
  assert.fail();

test("[FD7] a second choice that refers the person to itself and accepts has nobody's file purged", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await country(t);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id].sort();
  const last = entriesOf(nurse, caseId).at(-1)?.id ?? assert.fail();
  const [ofShelter, ofClinic] = [shelter, clinic].map(({ id }) => consentOf(nurse, caseId, id));
  assert.ok(ofShelter && ofClinic);
  const body: BodyOf<"referral.send"> = {
    choices: [{ organisation: clinic.id, consent: ofClinic }],
    needs: ["shelter-emergency"],
    escort: false,
    at_once: false,
    receipt_seed: receiptSeed,
  };
  const consent = [ofClinic, ofShelter].sort();
  const send = composer.entry("referral.send", { caseId, parents: [last], to, consent }, body);
  const accept = composer.entry("referral.accept", { caseId, parents: [send.id], to }, { referral: send.id });
  const given = ofShelter;
  const withdrawal = composer.entry("consent.withdraw", { caseId, parents: [accept.id], to }, { given });
  const confirmed = composer.entry(
    "withdraw.confirmed",
    { caseId, parents: [withdrawal.id], to },
    { withdrawal: withdrawal.id },
  );
  await post(nurse, composer, [send, accept, withdrawal, confirmed]);
  await world.settle(nurse, worker);
  assert.deepEqual(verdictOf(worker, caseId, confirmed.id), { is: "refused", reason: "not-in-contact" });
  assert.match(read(worker, caseId), secret);
  assert.match(await atRest(worker), secret);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
});

test("[FD2, FD7] a narrower consent hides nothing of an accepted file, whether a second choice or a corrupt officer invents it", async (t) => {
  for (const who of ["nurse", "officer"] as const) {
    const { world, shelter, clinic, worker, nurse, officer, caseId } = await country(t);
    const member = { nurse, officer }[who];
    const composer = forger(member, world);
    const to = [clinic.id, shelter.id].sort();
    const narrow = composer.entry(
      "consent.give",
      { caseId, parents: [caseId], to },
      consentFor(shelter.id, ["health"]),
    );
    await post(member, composer, [narrow]);
    await world.settle(member, worker);
    const expected =
      who === "officer" ? { is: "effective" } : { is: "refused" as const, reason: "not-in-contact" as const };
    assert.deepEqual(verdictOf(worker, caseId, narrow.id), expected);
    assert.equal(worker.cases.inbox[0]?.state, "accepted", who);
    assert.match(read(worker, caseId), secret, who);
  }
});

test("[FD5] adopting all that was refused makes no confirmation of another true, and takes over nobody's answer", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await country(t);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id].sort();
  const last = entriesOf(nurse, caseId).at(-1)?.id ?? assert.fail();
  const given = consentOf(nurse, caseId, shelter.id);
  const withdrawal = composer.entry("consent.withdraw", { caseId, parents: [last], to }, { given });
  const confirmed = composer.entry(
    "withdraw.confirmed",
    { caseId, parents: [withdrawal.id], to },
    { withdrawal: withdrawal.id },
  );
  const referral = nurse.cases.inbox[0]?.referral ?? assert.fail();
  const accept = composer.entry("referral.accept", { caseId, parents: [last], to }, { referral });
  // What may be adopted lies beside it, so that the button is offered.
  const bait = composer.entry(
    "consent.give",
    { caseId, parents: [last], to },
    consentFor(clinic.id, ["referral", "identity"]),
  );
  await post(nurse, composer, [bait, accept, withdrawal, confirmed]);
  await world.settle(nurse, worker);
  await must(worker.cases.steps.adopt(caseId));
  await world.settle(worker, nurse);
  assert.equal(verdictOf(worker, caseId, bait.id)?.is, "effective");
  assert.equal(verdictOf(worker, caseId, confirmed.id)?.is, "refused");
  assert.equal(verdictOf(worker, caseId, accept.id)?.is, "refused");
  await assert.rejects(must(worker.cases.steps.adopt(caseId, [confirmed.id])));
  assert.match(await atRest(worker), secret);
});

test("[FD7] a provider that opened the case itself keeps its own file, whatever consent is invented for it", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const clinic = await world.organisation("health", "Example Clinic East");
  const [worker, nurse] = await Promise.all(
    [shelter, clinic].map(({ devices: [device] }) => world.member(device ?? assert.fail())),
  );
  assert.ok(worker && nurse);
  await must(worker.drafts.send(exampleDraft([clinic])));
  await world.settle(worker, nurse);
  const caseId = nurse.cases.inbox[0]?.caseId ?? assert.fail();
  await noted(worker, caseId, "kept by the example employer by the shelter alone");
  await must(nurse.cases.steps.answer(caseId, nurse.cases.inbox[0]?.referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, nurse);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id].sort();
  const give = composer.entry("consent.give", { caseId, parents: [caseId], to }, consentFor(shelter.id, ["referral"]));
  const withdrawal = composer.entry("consent.withdraw", { caseId, parents: [give.id], to }, { given: give.id });
  const confirmed = composer.entry(
    "withdraw.confirmed",
    { caseId, parents: [withdrawal.id], to },
    { withdrawal: withdrawal.id },
  );
  await post(nurse, composer, [give, withdrawal, confirmed]);
  await world.settle(nurse, worker);
  assert.deepEqual(verdictOf(worker, caseId, confirmed.id), { is: "refused", reason: "not-in-contact" });
  assert.match(await atRest(worker), secret);
});

test("[FD7] an organisation that adopts a refused opening has not met the person, and purges nobody who then accepts", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await refusedCountry(t);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id].sort();
  const entries = entriesOf(nurse, caseId)
    .map(({ id }) => id)
    .slice(0, 16);
  await post(nurse, composer, [composer.entry("adopt", { caseId, parents: [caseId], to }, { entries })]);
  await world.settle(nurse, worker);
  await must(worker.cases.steps.answer(caseId, worker.cases.inbox[0]?.referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, nurse);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
  const given = consentOf(nurse, caseId, shelter.id);
  await must(nurse.cases.consents.withdrawConsent(caseId, given));
  await assert.rejects(must(nurse.cases.consents.confirmWithdrawal(caseId, given)));
  await world.settle(nurse, worker);
  assert.match(await atRest(worker), secret);
});

test("[FD7] a forged second consent of a second choice keeps no purge away", async (t) => {
  const { world, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer, nurse);
  const composer = forger(nurse, world);
  const given = consentOf(worker, caseId, legal.id);
  const to = [legal.id, clinic.id].sort();
  const body = consentFor(legal.id, ["referral"]);
  await post(nurse, composer, [composer.entry("consent.give", { caseId, parents: [given], to }, body)]);
  await world.settle(nurse, lawyer, worker);
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer, worker);
  assert.doesNotMatch(await atRest(lawyer), secret);
});

test("[FD7] an organisation whose consent the person withdrew brings nobody in and has nobody purged", async (t) => {
  const { world, shelter, legal, worker, lawyer, nurse, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer, nurse);
  await must(lawyer.cases.consents.withdrawConsent(caseId, consentOf(lawyer, caseId, shelter.id)));
  await world.settle(lawyer, worker);
  const accomplice = await world.organisation("shelter", "Accomplice House");
  await worker.sync();
  await assert.rejects(
    must(worker.cases.consents.grant(caseId, consentFor(accomplice.id, ["referral", "identity", "narrative"]))),
  );
  const ofLegal = consentOf(worker, caseId, legal.id);
  await must(worker.cases.consents.withdrawConsent(caseId, ofLegal));
  await assert.rejects(must(worker.cases.consents.confirmWithdrawal(caseId, ofLegal)));
  await world.settle(worker, lawyer);
  assert.match(await atRest(lawyer), secret);
  // Its own file may go all the same, at the person's word to itself.
  await must(worker.cases.consents.confirmWithdrawal(caseId, consentOf(worker, caseId, shelter.id)));
  await world.settle(worker, lawyer);
  assert.doesNotMatch(await atRest(worker), secret);
});
