// A participant with valid keys who floods a case, fills it, or keeps an entry from one of its readers: the others can still write, withdraw,
// bring somebody in, and have a file purged.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseContent } from "../../src/core/entry.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { noted } from "../support/noted.ts";
import type { World } from "../support/world.ts";
import {
  atRest,
  consentFor,
  country,
  decline,
  entriesOf,
  forger,
  noteOf,
  post,
  postOnlyTo,
  read,
  secret,
  verdictOf,
} from "./support/participants.ts";

const consentOf = (member: Device, caseId: string, organisation: string) =>
  member.cases.view(caseId)?.state.consents.findLast((consent) => consent.organisation === organisation) ??
  assert.fail();

const withAll = ["referral", "identity", "narrative"] as const;

/** So many entries beside each other: heads of the case, if they count. */
function heads(member: Device, world: World, caseId: string, to: readonly string[], count: number) {
  const composer = forger(member, world);
  const head = () => composer.entry("opened", { caseId, parents: [caseId], to: [...to].sort() }, { entries: [caseId] });
  return { composer, entries: Array.from({ length: count }, head) };
}

test("[FD1] more heads than an entry can name freeze nothing, whether their author is in the case or declined", async (t) => {
  for (const declines of [false, true]) {
    const { world, shelter, clinic, worker, nurse, caseId } = await country(t);
    if (declines) await decline(nurse);
    await world.settle(nurse, worker);
    const { composer, entries } = heads(nurse, world, caseId, [clinic.id, shelter.id], 18);
    await post(nurse, composer, entries);
    await world.settle(nurse, worker);
    await must(worker.cases.steps.answer(caseId, worker.cases.inbox[0]?.referral ?? assert.fail(), { verb: "meet" }));
    await noted(worker, caseId, "One lump or two?");
    const { id } = consentOf(worker, caseId, clinic.id);
    await must(worker.cases.consents.withdrawConsent(caseId, id));
    await world.settle(worker, nurse);
    assert.equal(consentOf(nurse, caseId, clinic.id).withdrawn, true);
    const parents = entriesOf(worker, caseId).findLast(({ content }) => content.kind === "consent.withdraw")?.content
      .parents;
    if (declines) assert.ok(!entries.some((entry) => parents?.includes(entry.id)), "what does not count is no parent");
  }
});

test("[FD7] a holder that was flooded alone purges all the same", async (t) => {
  const { world, shelter, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, withAll)));
  await world.settle(worker, lawyer, nurse);
  const { entries } = heads(nurse, world, caseId, [clinic.id, shelter.id, legal.id], 17);
  await postOnlyTo(nurse, entries, [legal.id]);
  await world.settle(nurse, lawyer, worker);
  const { id } = consentOf(worker, caseId, legal.id);
  await must(worker.cases.consents.withdrawConsent(caseId, id));
  await must(worker.cases.consents.confirmWithdrawal(caseId, id));
  await world.settle(worker, lawyer, worker);
  assert.doesNotMatch(await atRest(lawyer), secret);
  assert.ok(
    entriesOf(worker, caseId).some(
      ({ content, verdict }) => content.kind === "purge.done" && verdict.is === "effective",
    ),
    "and the others hear of it",
  );
});

test("[FD4] [FD4a] nobody is brought in as the thirteenth reader: a withdrawal still reaches all", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await country(t);
  const names = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
  const houses = [];
  for (const name of [...names, "Ten", "Eleven"]) houses.push(await world.organisation("shelter", `${name} House`));
  await world.settle(worker, nurse);
  const composer = forger(worker, world);
  const gives = houses.map(({ id }) => {
    const to = [clinic.id, shelter.id, id].sort();
    return composer.entry("consent.give", { caseId, parents: [caseId], to }, consentFor(id, ["referral"]));
  });
  for (const give of gives) await post(worker, composer, [give]);
  await world.settle(worker, nurse);
  const verdicts = gives.map(({ id }) => verdictOf(worker, caseId, id));
  assert.deepEqual(
    verdicts.map((verdict) => verdict?.is),
    [...Array(10).fill("effective"), "refused"],
  );
  const more = await worker.cases.consents.grant(caseId, consentFor(houses.at(-1)?.id ?? "", ["referral"]));
  assert.equal(more.is === "failed" && more.reason, "case-full", "[FD4a] the program says why");
  const { id } = consentOf(worker, caseId, clinic.id);
  await must(worker.cases.consents.withdrawConsent(caseId, id));
  await world.settle(worker, nurse);
  assert.equal(consentOf(nurse, caseId, clinic.id).withdrawn, true);
});

test("[FD1, FD7] an entry that was kept from one reader keeps no ending from it, also by way of what builds on it", async (t) => {
  for (const between of [false, true]) {
    const { world, shelter, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
    await must(worker.cases.consents.grant(caseId, consentFor(legal.id, withAll)));
    await world.settle(worker, lawyer, nurse);
    const { entries } = heads(nurse, world, caseId, [clinic.id, shelter.id, legal.id], 1);
    await postOnlyTo(nurse, entries, [shelter.id, clinic.id]);
    await world.settle(nurse, worker, lawyer);
    if (between) await worker.room.open().session.reader.writer.write(caseId, "status", { status: "presumed" }, {});
    const { id } = consentOf(worker, caseId, legal.id);
    await must(worker.cases.consents.withdrawConsent(caseId, id));
    await world.settle(worker, lawyer);
    assert.equal(consentOf(lawyer, caseId, legal.id).withdrawn, true);
    await must(worker.cases.consents.confirmWithdrawal(caseId, id));
    await world.settle(worker, lawyer, worker);
    assert.doesNotMatch(await atRest(lawyer), secret);
  }
});

test("[FD3] who declined keeps no entry of others from a reader: nobody builds on what it writes", async (t) => {
  const { world, shelter, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, withAll)));
  await world.settle(worker, lawyer, nurse);
  await decline(nurse);
  await world.settle(nurse, worker, lawyer);
  const { entries } = heads(nurse, world, caseId, [clinic.id, shelter.id, legal.id], 1);
  await postOnlyTo(nurse, entries, [shelter.id, clinic.id]);
  await world.settle(nurse, worker, lawyer);
  const grounds = "a second form was asked for";
  await worker.room.open().session.reader.writer.write(caseId, "status", { status: "presumed", grounds }, {});
  await world.settle(worker, lawyer);
  const status = entriesOf(lawyer, caseId).findLast(({ content }) => content.kind === "status");
  assert.equal(status?.verdict.is, "effective");
});

test("[SL8] grants that count for nothing keep no honest grant out, however many come first", async (t) => {
  const { world, clinic, legal, worker, nurse, lawyer, caseId } = await country(t);
  const composer = forger(nurse, world);
  const to = [clinic.id, legal.id].sort();
  const opening = noteOf(nurse, caseId);
  const { id } = consentOf(nurse, caseId, clinic.id);
  const notes = [{ note: opening.entry.note, leaf: opening.leaf ?? 0 }];
  const body = { organisation: legal.id, consent: id, notes, left_out: [] };
  for (let envelope = 0; envelope < 3; envelope++) {
    const junk = Array.from({ length: 8 }, () => composer.entry("grant", { caseId, parents: [caseId], to }, body));
    await post(nurse, composer, junk);
  }
  await world.settle(nurse, lawyer);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, withAll)));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  assert.match(read(lawyer, caseId), secret);
});

test("[SG4] who declined freezes no case with a kind that nobody knows", async (t) => {
  const { world, shelter, clinic, legal, worker, nurse, caseId } = await country(t);
  await decline(nurse);
  await world.settle(nurse, worker);
  const { composer, entries } = heads(nurse, world, caseId, [clinic.id, shelter.id], 1);
  const { session } = nurse.room.open();
  const content = { ...entries[0]?.content, kind: "future.thing@2" } as unknown as CaseContent;
  const { device: name, signer } = session;
  await post(nurse, composer, [signEntry(world.founding.origin, content, { name, seed: signer.seed })]);
  await world.settle(nurse, worker);
  assert.equal(entriesOf(worker, caseId).at(-1)?.content.kind, "future.thing@2");
  assert.equal(worker.cases.view(caseId)?.state.holdsNewer, false);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
});
