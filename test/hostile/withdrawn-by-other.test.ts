// A prosecutor, an authority or another provider that is let into a case says that the person withdraws the consent of those who help (FD7d, FD7j): what that
// takes, what it does not, and who hears of it. With real devices.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrganisationKind } from "../../src/core/party.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { consentFor, country, decline, forger, post, verdictOf } from "./support/participants.ts";

const code = "withdrawn-by-other";
const alarmsOf = (member: Device) => (member.view?.alarms ?? []).filter((alarm) => alarm.code === code).length;
const consentOf = (member: Device, caseId: string, organisation: string) =>
  member.cases.view(caseId)?.state.consents.findLast((consent) => consent.organisation === organisation) ??
  assert.fail();

const referralOf = (member: Device) => member.cases.inbox[0]?.referral ?? assert.fail();

/** The shelter brought in legal aid and, for one part, an organisation that helps nobody. */
async function letIn(t: Parameters<typeof country>[0], kind: OrganisationKind) {
  const all = await country(t);
  const { world, worker, nurse, lawyer, legal, caseId } = all;
  const other = await world.organisation(kind, "Example Organisation Without Help");
  const stranger = await world.member(other.devices[0] ?? assert.fail());
  await decline(nurse);
  await world.settle(nurse, worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "legal"])));
  await must(worker.cases.consents.grant(caseId, consentFor(other.id, ["referral"])));
  await world.settle(worker, lawyer, stranger);
  return { ...all, other, stranger };
}

test("[FD7d] a prosecutor or an authority that was let in takes nothing from the shelter; all but itself are warned, and a provider may adopt the word", async (t) => {
  for (const kind of ["prosecutor", "competent-authority"] as const) {
    const { world, shelter, legal, clinic, other, worker, lawyer, nurse, stranger, caseId } = await letIn(t, kind);
    const { id: given } = consentOf(stranger, caseId, shelter.id);
    const refused = await stranger.cases.consents.withdrawConsent(caseId, given);
    assert.equal(refused.is === "failed" && refused.reason, "not-in-contact", "its own program does not write it");
    const composer = forger(stranger, world);
    const to = [legal.id, other.id, shelter.id].sort();
    const word = composer.entry("consent.withdraw", { caseId, parents: [caseId], to }, { given });
    await post(stranger, composer, [word]);
    await world.settle(stranger, worker, lawyer);
    for (const member of [worker, lawyer, stranger])
      assert.deepEqual(verdictOf(member, caseId, word.id), { is: "refused", reason: "not-in-contact" });
    assert.deepEqual([worker, lawyer, stranger].map(alarmsOf), [1, 1, 0]);
    const referral = referralOf(worker);
    await must(worker.cases.saves.sayDanger(caseId, "not-now"));
    await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
    await must(worker.cases.steps.answer(caseId, referral, { verb: "reopen", why: "came-back" }));
    await must(worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "health"])));
    await world.settle(worker, lawyer, nurse, stranger);
    assert.equal(worker.cases.inbox[0]?.state, "accepted");

    await must(lawyer.cases.steps.adopt(caseId, [word.id]));
    await world.settle(lawyer, worker);
    assert.equal(consentOf(worker, caseId, shelter.id).withdrawn, true, "the person may have said it");
    assert.equal(alarmsOf(worker), 1, "of one word it is said once");
    await must(worker.cases.saves.sayDanger(caseId, "now"));
    const [last] = worker.view?.alarms.filter((alarm) => alarm.code === code) ?? [];
    await worker.dismissAlarm(last ?? assert.fail());
    await must(worker.cases.saves.sayDanger(caseId, "unclear"));
    await world.settle(worker, lawyer);
    assert.equal(alarmsOf(worker), 0, "what was put away does not come again each round");
  }
});

test("[FD7d] who says it again and again raises one alarm, which says how often; another organisation's word is another alarm", async (t) => {
  const { world, shelter, legal, other, worker, lawyer, stranger, caseId } = await letIn(t, "prosecutor");
  const { id: given } = consentOf(stranger, caseId, shelter.id);
  const to = [legal.id, other.id, shelter.id].sort();
  for (let n = 0; n < 5; n++) {
    const composer = forger(stranger, world);
    await post(stranger, composer, [composer.entry("consent.withdraw", { caseId, parents: [caseId], to }, { given })]);
  }
  await world.settle(stranger, worker, lawyer);
  assert.deepEqual(
    (worker.view?.alarms ?? []).map((alarm) => [alarm.code, alarm.times]),
    [[code, 5]],
  );
  await must(lawyer.cases.consents.withdrawConsent(caseId, given));
  await world.settle(lawyer, worker);
  assert.deepEqual(
    (worker.view?.alarms ?? []).map((alarm) => [alarm.code, alarm.times]),
    [
      [code, 5],
      [code, undefined],
    ],
  );
});

test("[FD7j] [FD7p] legal aid ends the contact of a bad shelter; the shelter is warned, and warns on", async (t) => {
  const { world, shelter, clinic, worker, lawyer, stranger, caseId } = await letIn(t, "prosecutor");
  const { id: given } = consentOf(worker, caseId, shelter.id);
  await must(lawyer.cases.consents.withdrawConsent(caseId, given));
  await world.settle(lawyer, worker, stranger);
  assert.deepEqual([worker, lawyer, stranger].map(alarmsOf), [1, 0, 0]);
  const grant = await worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral"]));
  assert.equal(grant.is === "failed" && grant.reason, "consent-withdrawn");
  const calm = await worker.cases.saves.sayDanger(caseId, "not-now");
  assert.equal(calm.is === "failed" && calm.reason, "not-in-contact");
  await must(worker.cases.saves.sayDanger(caseId, "now"));
  await must(worker.cases.steps.answer(caseId, referralOf(worker), { verb: "meet" }));
  await world.settle(worker, lawyer);
  assert.equal(worker.cases.view(caseId)?.state.danger, "now");
});

test("[FD7p] what the person said to the organisation itself is no news to it", async (t) => {
  const { world, shelter, worker, lawyer, caseId } = await letIn(t, "prosecutor");
  const { id: given } = consentOf(worker, caseId, shelter.id);
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await world.settle(worker, lawyer);
  await must(lawyer.cases.consents.withdrawConsent(caseId, given));
  await world.settle(lawyer, worker);
  assert.deepEqual([worker, lawyer].map(alarmsOf), [0, 0]);
});
