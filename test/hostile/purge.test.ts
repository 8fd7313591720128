// What a confirmed withdrawal ends is gone wherever it was (FD7): also when a participant kept the withdrawal from its holder, when the holder was
// away or suspended; and what the person consents to anew is there again.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Compartment } from "../../src/core/entry-kind.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { labelOf } from "../support/entry-label.ts";
import { exampleDraft } from "../support/world.ts";
import {
  atRest,
  consentFor,
  country,
  entriesOf,
  forger,
  idOf,
  noteOf,
  post,
  read,
  resume,
  secret,
  suspend,
  verdictOf,
} from "./support/participants.ts";

const consentOf = (member: Device, caseId: string, organisation: string) =>
  member.cases.view(caseId)?.state.consents.find((consent) => consent.organisation === organisation) ?? assert.fail();

const saidIts = (member: Device, caseId: string, organisation: string) =>
  entriesOf(member, caseId).filter(
    ({ content, verdict, organisation: by }) =>
      content.kind === "purge.done" && verdict.is === "effective" && by === organisation,
  ).length;

const withAll = ["referral", "identity", "narrative"] as const;

test("[FD7, SL8] a withdrawal that was kept from its holder reaches it, and can be confirmed to it", async (t) => {
  const { world, shelter, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(worker, lawyer, nurse);
  assert.match(await atRest(nurse), secret);
  const composer = forger(lawyer, world);
  const { id: given } = consentOf(worker, caseId, clinic.id);
  const to = [legal.id, shelter.id].sort();
  await post(lawyer, composer, [composer.entry("consent.withdraw", { caseId, parents: [caseId], to }, { given })]);
  await world.settle(lawyer, worker, nurse);
  assert.equal(consentOf(nurse, caseId, clinic.id).withdrawn, true);
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, nurse, lawyer);
  assert.equal(consentOf(nurse, caseId, clinic.id).purge, true);
  assert.doesNotMatch(await atRest(nurse), secret);
  // Said once more, not for ever.
  const count = () => entriesOf(worker, caseId).filter(({ content }) => content.kind === "consent.withdraw").length;
  const before = count();
  await world.settle(worker, nurse, lawyer);
  assert.equal(count(), before);
});

test("[FD7] a confirmation made before the withdrawal went on names one that the holder knows", async (t) => {
  const { world, shelter, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(worker, lawyer, nurse);
  const { id: given } = consentOf(worker, caseId, clinic.id);
  // By the shelter's own device, which does not forward what waits to be sent.
  await worker.room
    .open()
    .session.reader.writer.write(caseId, "consent.withdraw", { given }, { to: [legal.id, shelter.id].sort() });
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, nurse);
  assert.equal(consentOf(nurse, caseId, clinic.id).purge, true);
  assert.doesNotMatch(await atRest(nurse), secret);
});

/** Legal aid is granted a case, and the person's withdrawal of it is confirmed while legal aid is away or not. */
async function endedFor(t: Parameters<typeof country>[0], isAway: boolean, compartments: readonly Compartment[]) {
  const all = await country(t);
  const { world, legal, worker, nurse, lawyer, caseId } = all;
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, compartments)));
  await world.settle(worker, lawyer, nurse);
  const { id: given } = consentOf(worker, caseId, legal.id);
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, nurse);
  if (!isAway) await world.settle(lawyer, worker);
  return all;
}

test("[FD7] what a withdrawal ended is gone and reported, also by a holder that was away until the person consented to less", async (t) => {
  for (const isAway of [false, true]) {
    const { world, legal, worker, lawyer, caseId } = await endedFor(t, isAway, withAll);
    await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
    await world.settle(worker, lawyer, worker);
    assert.doesNotMatch(await atRest(lawyer), secret, `away: ${isAway}`);
    assert.doesNotMatch(read(lawyer, caseId), secret);
    assert.equal(saidIts(worker, caseId, legal.id), 1);
    assert.equal(lawyer.cases.inbox[0]?.state, "granted");
    assert.ok(
      entriesOf(lawyer, caseId).some(({ content }) => labelOf(content) === "referral"),
      "what the person consents to anew is there",
    );
    assert.deepEqual(
      entriesOf(lawyer, caseId).filter(({ verdict }) => verdict.is === "waiting"),
      [],
    );
  }
});

test("[FD7, SL8] what the person consents to anew after a purge is there again, and goes again when they withdraw that", async (t) => {
  const { world, legal, worker, lawyer, caseId } = await endedFor(t, false, ["referral", "identity"]);
  assert.doesNotMatch(await atRest(lawyer), secret);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, worker);
  assert.match(read(lawyer, caseId), /Test Person 1/);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  const again =
    worker.cases.view(caseId)?.state.consents.findLast(({ organisation }) => organisation === legal.id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, again));
  await must(worker.cases.consents.confirmWithdrawal(caseId, again));
  await world.settle(worker, lawyer, worker);
  assert.doesNotMatch(await atRest(lawyer), secret);
  assert.equal(saidIts(worker, caseId, legal.id), 2, "each purge is reported");
});

test("[FD7] [DR8] a suspended holder purges all the same, and says so once its suspension is lifted", async (t) => {
  const { world, legal, worker, lawyer, nurse, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, withAll)));
  await world.settle(worker, lawyer, nurse);
  const { id: given } = consentOf(worker, caseId, legal.id);
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker);
  await suspend(world, legal.id);
  await world.settle(lawyer, worker);
  assert.doesNotMatch(await atRest(lawyer), secret);
  assert.doesNotMatch(read(lawyer, caseId), secret);
  assert.equal(saidIts(worker, caseId, legal.id), 0);
  // [DR8] Once that is lifted it says so, and nobody waits for it any more.
  await resume(world, legal.id);
  await world.settle(lawyer, worker);
  assert.equal(saidIts(worker, caseId, legal.id), 1);
});

test("[FD7t] a grant that names an entry of another case as left out takes nothing from that case when it is purged", async (t) => {
  const { world, shelter, legal, officer, worker, lawyer, caseId } = await country(t);
  await must(officer.drafts.send(exampleDraft([legal, shelter])));
  await world.settle(officer, lawyer, worker);
  const other = lawyer.cases.inbox[0] ?? assert.fail();
  await must(lawyer.cases.steps.answer(other.caseId, other.referral ?? "", { verb: "accept" }));
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(lawyer, worker, lawyer);
  assert.match(read(lawyer, other.caseId), secret);
  const theirs = idOf(lawyer, other.caseId, "narrative");
  const { id: given } = consentOf(worker, caseId, legal.id);
  const opening = noteOf(worker, caseId);
  const body = {
    organisation: legal.id,
    consent: given,
    notes: [{ note: opening.entry.note, leaf: opening.leaf ?? 0 }],
    left_out: [{ entry: theirs, needs: [] }],
  };
  const composer = forger(worker, world);
  const to = [legal.id, shelter.id].sort();
  const grant = composer.entry("grant", { caseId, parents: [given], to }, body);
  await post(worker, composer, [grant]);
  await world.settle(worker, lawyer);
  assert.equal(verdictOf(lawyer, caseId, grant.id)?.is, "effective");
  await world.timekeeping.writeTime();
  await world.settle(worker, lawyer);
  const { cases } = lawyer.room.open().session.reader;
  cases.release(other.caseId);
  assert.equal(cases.isRead(other.caseId), false, "the other case rests");
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer, worker);
  assert.equal(saidIts(worker, caseId, legal.id), 1, "what was granted is erased");
  assert.match(read(lawyer, other.caseId), secret);
  assert.equal(verdictOf(lawyer, other.caseId, theirs)?.is, "effective");
});
