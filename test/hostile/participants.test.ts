// A participant with valid keys who works against the person or against the others in their case: it cannot hide a file, have one purged, bring
// unsigned notes in, or keep what should have gone.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseContent } from "../../src/core/entry.ts";
import { notesIn } from "../../src/member/cases/fold-held.ts";
import { must } from "../../src/member/verb.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { exampleDraft } from "../support/world.ts";
import {
  atRest,
  consentFor,
  country,
  decline,
  entriesOf,
  forger,
  idOf,
  noteOf,
  post,
  read,
  secret,
  suspend,
  verdictOf,
} from "./support/participants.ts";

test("[FD7] an organisation that never accepted the person can have nobody's file purged, withdraw and confirm as it may", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await country(t);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id].sort();
  const consents = nurse.cases.view(caseId)?.state.consents ?? [];
  const last = entriesOf(nurse, caseId).at(-1)?.id ?? assert.fail();
  const withdrawals = consents.map(({ id }) =>
    composer.entry("consent.withdraw", { caseId, parents: [last], to }, { given: id }),
  );
  const confirmed = withdrawals.map(({ id }) =>
    composer.entry("withdraw.confirmed", { caseId, parents: [id], to }, { withdrawal: id }),
  );
  await post(nurse, composer, [...withdrawals, ...confirmed]);
  await world.settle(nurse, worker);
  for (const { id } of confirmed)
    assert.deepEqual(verdictOf(worker, caseId, id), { is: "refused", reason: "not-in-contact" });
  assert.match(read(worker, caseId), secret);
  assert.match(await atRest(worker), secret);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
});

test("[FD2] an officer who withdraws behind the acceptance does not take the file from those who help", async (t) => {
  const { world, shelter, clinic, officer, worker, caseId } = await country(t);
  const composer = forger(officer, world);
  const given =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id ?? "";
  const to = [clinic.id, shelter.id].sort();
  await post(officer, composer, [composer.entry("consent.withdraw", { caseId, parents: [caseId], to }, { given })]);
  await world.settle(officer, worker);
  assert.equal(worker.cases.view(caseId)?.state.consents.find(({ id }) => id === given)?.withdrawn, true);
  assert.match(read(worker, caseId), secret);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
});

test("[SL8] a grant by an officer, by who is not in contact, or to more readers counts for nothing and hides nothing", async (t) => {
  const { world, shelter, clinic, legal, officer, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, nurse);
  assert.match(read(lawyer, caseId), /Test Person 1/);
  const narrative = idOf(worker, caseId, "narrative");
  const opening = noteOf(worker, caseId);
  const found = entriesOf(lawyer, caseId).find(
    ({ content }) => content.kind === "consent.give" && !("newer" in content) && content.body.organisation === legal.id,
  )?.id;
  const given = found ?? assert.fail();
  // The loop would make everything that builds on the narrative wait for ever.
  const body = {
    organisation: legal.id,
    consent: given,
    notes: [{ note: opening.entry.note, leaf: opening.leaf ?? 0 }],
    left_out: [{ entry: narrative, needs: [narrative, given] }],
  };
  for (const [member, readers] of [
    [officer, [legal.id]],
    [nurse, [clinic.id, legal.id].sort()],
    [worker, [clinic.id, legal.id, shelter.id].sort()],
  ] as const) {
    const composer = forger(member, world);
    await post(member, composer, [composer.entry("grant", { caseId, parents: [given], to: readers }, body)]);
  }
  await world.settle(officer, nurse, worker, lawyer);
  assert.match(read(lawyer, caseId), /Test Person 1/);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  const waiting = entriesOf(lawyer, caseId).filter(
    ({ verdict, content }) => verdict.is === "waiting" && content.kind !== "grant",
  );
  assert.deepEqual(waiting, []);
  assert.doesNotMatch(read(lawyer, caseId), /kept by the example employer/);
});

test("[SL8, FD7] an unsigned note inside a refused grant never becomes an entry, in this case or another, purge or not", async (t) => {
  const { world, shelter, legal, officer, worker, lawyer, caseId } = await country(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const other = worker.cases.inbox.find((item) => item.caseId !== caseId) ?? assert.fail();
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer);
  const composer = forger(lawyer, world);
  const device = worker.room.open().session.device;
  const donor = entriesOf(lawyer, caseId).find(({ content }) => content.kind === "referral.accept")
    ?.content as CaseContent;
  const body = { referral: other.referral ?? "", reason: "no-place" as const };
  const forged = signEntry(
    world.founding.origin,
    {
      ...donor,
      kind: "referral.decline",
      case: other.caseId,
      device,
      salt: "ab".repeat(16),
      parents: [other.caseId],
      to: [shelter.id],
      body,
    } as CaseContent,
    { name: device, seed: new Uint8Array(32).fill(7) },
  );
  const opening = entriesOf(lawyer, caseId).find(({ id }) => id === caseId) ?? assert.fail();
  const openingNote = notesIn(lawyer.room.open().session.reader.cases, caseId, lawyer.room.open().log.directory).get(
    caseId,
  );
  const consent =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id ?? "";
  const notes = [
    { note: openingNote ?? assert.fail(), leaf: opening.leaf ?? 0 },
    { note: forged.note, leaf: 5 },
  ];
  const to = [legal.id, shelter.id].sort();
  const grant = composer.entry(
    "grant",
    { caseId, parents: [caseId], to },
    { organisation: shelter.id, consent, notes, left_out: [] },
  );
  await post(lawyer, composer, [grant]);
  await world.settle(lawyer, worker);
  await must(worker.cases.consents.withdrawConsent(caseId, consent));
  await world.settle(worker);
  await must(worker.cases.consents.confirmWithdrawal(caseId, consent));
  await world.settle(worker);
  await world.settle(worker);
  const states = worker.cases.view(other.caseId)?.state.referrals[0]?.places.map(({ state }) => state);
  assert.deepEqual(states, ["received"]);
  assert.equal(verdictOf(worker, other.caseId, forged.id), undefined);
});

test("[FD7] with several readers in the case a withdrawal leaves the newcomer its file until it is purged, and then nothing", async (t) => {
  const { world, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer, nurse);
  const given =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await world.settle(worker, lawyer);
  assert.match(read(lawyer, caseId), secret, "a withdrawal alone purges nothing");
  assert.deepEqual(
    entriesOf(lawyer, caseId).filter(({ verdict }) => verdict.is === "waiting"),
    [],
  );
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer, worker);
  assert.doesNotMatch(await atRest(lawyer), secret);
  assert.ok(
    entriesOf(worker, caseId).some(
      ({ content, organisation }) => content.kind === "purge.done" && organisation === legal.id,
    ),
  );
  // An organisation that is out gets no new step.
  const grounds = "the person gave a new address";
  await worker.room.open().session.reader.writer.write(caseId, "status", { status: "presumed", grounds }, {});
  assert.ok(
    !(entriesOf(worker, caseId).findLast(({ content }) => content.kind === "status")?.content.to ?? []).includes(
      legal.id,
    ),
  );
});

test("[SL8] a newcomer that was suspended makes nobody repeat a withdrawal for ever", async (t) => {
  const { world, shelter, legal, worker, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(worker, lawyer);
  await suspend(world, legal.id);
  await world.settle(worker);
  const mine =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, mine));
  for (let i = 0; i < 3; i++) await world.settle(worker);
  assert.equal(entriesOf(worker, caseId).filter(({ content }) => content.kind === "consent.withdraw").length, 1);
});

test("[FD1d] an organisation that declined before a newcomer was brought in erases what the person takes back", async (t) => {
  const { world, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await decline(nurse);
  await world.settle(nurse, worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(worker, lawyer, nurse);
  assert.match(await atRest(nurse), secret);
  const consents = worker.cases.view(caseId)?.state.consents ?? [];
  const given = consents.find(({ organisation }) => organisation === clinic.id)?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, nurse, worker);
  await world.settle(worker, nurse, worker);
  const taken = nurse.cases.view(caseId)?.state;
  assert.equal(taken?.consents.find(({ id }) => id === given)?.purge, true);
  assert.ok(!taken.participants.includes(legal.id), "an ending brings nobody in");
  assert.doesNotMatch(await atRest(nurse), secret);
  assert.match(read(worker, caseId), secret);
});
