// What those who help write about the person never reaches a prosecutor, a court or an investigation unit, whatever was ticked and whoever tries
// it with good keys: by sealing, by granting or by adopting (R06).

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { BodyOf } from "../../src/core/entry-kind.ts";
import { library } from "../../src/core/form/library.ts";
import { must } from "../../src/member/verb.ts";
import { labelOf } from "../support/entry-label.ts";
import { noted } from "../support/noted.ts";
import { consentFor, country, entriesOf, forger, idOf, noteOf, post, read, verdictOf } from "./support/participants.ts";

const written = /seen by the nurse|heard by the lawyer/;
const refused = { is: "refused", reason: "readers-not-allowed" };

const noteSheet: BodyOf<"answers"> = {
  form: "note",
  version: library.newest("note")?.id ?? "",
  sheet: "5c".repeat(16),
  part: "notes",
  set: { words: "seen by the nurse" },
  gone: {},
  over: [],
};

/** A shelter that has met the person and wrote a note, with a prosecutor in the case to whom every part is open. */
async function withProsecutor(t: TestContext) {
  const known = await country(t);
  const { world, worker, caseId } = known;
  const justice = await world.organisation("prosecutor", "Prosecutor of the Tests");
  const prosecutor = await world.member(justice.devices[0] ?? assert.fail());
  await world.settle(worker);
  await noted(worker, caseId, "seen by the nurse");
  await world.settle(worker);
  const consentTo = (parts: Parameters<typeof consentFor>[1]) => ({
    ...consentFor(justice.id, parts),
    purposes: ["referral", "support", "police-report"] as const,
  });
  const everyPart = consentTo(["referral", "identity", "contact", "narrative", "health", "legal", "notes"]);
  const kept = await worker.cases.consents.grant(caseId, everyPart);
  assert.equal(
    kept.is === "failed" && kept.reason,
    "part-kept-back",
    "no honest program writes such a consent (FD11f)",
  );
  await must(worker.cases.consents.grant(caseId, consentTo(["referral", "identity", "narrative", "legal"])));
  // A program of before wrote it down.
  await worker.room.open().session.reader.writer.write(caseId, "consent.give", everyPart, {});
  await world.settle(worker, prosecutor);
  const given = worker.cases
    .view(caseId)
    ?.state.consents.find(
      ({ organisation, compartments }) => organisation === justice.id && compartments.includes("notes"),
    )?.id;
  return { ...known, justice, prosecutor, given: given ?? assert.fail() };
}

test("[SL8][R06] a grant to justice with every part ticked carries what the officer heard, and no note of those who help", async (t) => {
  const { worker, prosecutor, caseId } = await withProsecutor(t);
  assert.match(read(worker, caseId), written);
  assert.match(read(prosecutor, caseId), /kept by the example employer/);
  assert.doesNotMatch(read(prosecutor, caseId), written);
  assert.equal(prosecutor.cases.inbox[0]?.state, "granted");
});

test("[FD4][R06] a note of a provider that is sealed to justice is refused by everybody, with every consent named", async (t) => {
  const { world, shelter, justice, worker, prosecutor, caseId, given } = await withProsecutor(t);
  const composer = forger(worker, world);
  const to = [justice.id, shelter.id].sort();
  const note = composer.entry("answers", { caseId, parents: [given], to, consent: [given] }, noteSheet);
  await post(worker, composer, [note]);
  await world.settle(worker, prosecutor);
  assert.deepEqual(verdictOf(worker, caseId, note.id), refused);
  assert.deepEqual(verdictOf(prosecutor, caseId, note.id), refused);
});

test("[SL8][R06] a grant that carries a note of a provider to justice counts for nothing", async (t) => {
  const { world, shelter, justice, worker, prosecutor, caseId, given } = await withProsecutor(t);
  const composer = forger(worker, world);
  const carried = [caseId, idOf(worker, caseId, "notes")].map((id) => {
    const { entry, leaf } = noteOf(worker, id);
    return { note: entry.note, leaf: leaf ?? assert.fail() };
  });
  const needs = entriesOf(worker, caseId).filter(({ id }) => id !== caseId && id !== idOf(worker, caseId, "notes"));
  const left_out = needs.map(({ id, content }) => ({ entry: id, needs: [...content.parents].sort() }));
  const to = [justice.id, shelter.id].sort();
  const body = { organisation: justice.id, consent: given, notes: carried, left_out };
  const grant = composer.entry("grant", { caseId, parents: [given], to }, body);
  await post(worker, composer, [grant]);
  await world.settle(worker, prosecutor);
  assert.deepEqual(verdictOf(worker, caseId, grant.id), refused);
  assert.deepEqual(verdictOf(prosecutor, caseId, grant.id), refused);
  // The bytes are in the refused grant; what it carries is no entry of the case.
  assert.ok(!entriesOf(prosecutor, caseId).some(({ content }) => labelOf(content) === "notes"));
});

test("[FD5][R06] a note that was refused because justice reads it stays refused when a provider adopts it", async (t) => {
  const { world, shelter, clinic, justice, worker, nurse, prosecutor, caseId, given } = await withProsecutor(t);
  await world.settle(nurse);
  const composer = forger(nurse, world);
  const to = [clinic.id, justice.id, shelter.id].sort();
  const note = composer.entry("answers", { caseId, parents: [given], to, consent: [given] }, noteSheet);
  await post(nurse, composer, [note]);
  await world.settle(nurse, worker, prosecutor);
  const own = forger(worker, world);
  const adoption = own.entry("adopt", { caseId, parents: [given], to: [shelter.id] }, { entries: [note.id] });
  await post(worker, own, [adoption]);
  await world.settle(worker, prosecutor);
  assert.deepEqual(verdictOf(worker, caseId, adoption.id), { is: "refused", reason: "nothing-to-adopt" });
  assert.deepEqual(verdictOf(worker, caseId, note.id), refused);
});
