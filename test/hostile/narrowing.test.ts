// The person agrees to less (FD7o): what others wrote in the parts that they took back is gone at the organisation, wherever it lay there; what it wrote itself
// stays, and so does its place in the case.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { testPassphrase } from "../support/world.ts";
import { consentFor, country, decline, entriesOf, forger, postOnlyTo } from "./support/participants.ts";

const account = /kept by the example employer/;
const name = /Test Person 1/;
const talk = "what the person said to legal aid";

/** All that a device keeps of cases, decrypted, as one text. */
async function kept(member: Device): Promise<string> {
  const { shelf } = member.room.open().session;
  const tables = ["entry", "draft", "line", "sent"] as const;
  return JSON.stringify(await Promise.all(tables.map((table) => shelf.list(table as never))));
}

const saidIts = (member: Device, caseId: string, organisation: string) =>
  entriesOf(member, caseId).filter(
    ({ content, verdict, organisation: by }) =>
      content.kind === "purge.done" && verdict.is === "effective" && by === organisation,
  ).length;
const verdicts = (member: Device, caseId: string) => [
  ...new Set(entriesOf(member, caseId).map(({ verdict }) => verdict.is)),
];

/** Legal aid was brought in for the account too, and wrote down what the person said to it. */
async function broughtIn(t: Parameters<typeof country>[0]) {
  const all = await country(t);
  const { world, legal, worker, nurse, lawyer, caseId } = all;
  await decline(nurse);
  await world.settle(nurse, worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer);
  await must(lawyer.cases.saveSheet(caseId, { form: "story", set: { words: talk } }));
  await world.settle(lawyer, worker);
  assert.match(await kept(lawyer), account);
  return all;
}

test("[FD7o] what others wrote in a part that the person took back goes, the rest and its own words stay, and it goes on", async (t) => {
  const { world, legal, worker, lawyer, caseId } = await broughtIn(t);
  await must(worker.cases.consents.narrowConsent(caseId, consentFor(legal.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, worker);
  for (const when of ["now", "after a lock", "once more"]) {
    const all = await kept(lawyer);
    assert.doesNotMatch(all, account, when);
    assert.match(all, name, when);
    assert.match(all, new RegExp(talk), when);
    assert.equal(lawyer.cases.inbox[0]?.state, "granted", when);
    assert.deepEqual(verdicts(lawyer, caseId), ["effective"], when);
    assert.deepEqual(lawyer.view?.alarms, [], when);
    if (when === "once more") break;
    await lawyer.lock();
    assert.equal(await lawyer.unlock(testPassphrase), "open");
    await world.settle(lawyer);
  }
  assert.match(await kept(worker), account, "who holds it on another consent keeps it");
  assert.equal(saidIts(worker, caseId, legal.id), 1);
  await must(lawyer.cases.saveSheet(caseId, { form: "person", set: { family: "Familyova" } }));
  await world.settle(lawyer, worker);
  assert.match(await kept(worker), /Familyova/);
  // More again: it is there again.
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer);
  assert.match(await kept(lawyer), account);
});

test("[FD7o] [FD7r] a shelter that narrows its own consent loses others' account, also out of what it granted, and nothing of its own, and brings others in as before", async (t) => {
  const { world, shelter, legal, clinic, worker, nurse, lawyer, caseId } = await broughtIn(t);
  const own = "what the person said to the shelter";
  await must(
    worker.cases.saveSheet(caseId, { form: "note", set: { kind: "observation", on: "2026-01-15", words: own } }),
  );
  await world.settle(worker, lawyer);
  await must(worker.cases.consents.narrowConsent(caseId, consentFor(shelter.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, worker);
  const all = await kept(worker);
  assert.doesNotMatch(all, account);
  assert.doesNotMatch(all, new RegExp(talk), "nor what legal aid wrote of it");
  assert.match(all, name);
  assert.match(all, new RegExp(own));
  assert.match(await kept(lawyer), account, "legal aid has a consent of its own");
  await must(worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "identity"])));
  await must(worker.cases.saves.sayDanger(caseId, "not-now"));
  await world.settle(worker, nurse, lawyer);
  assert.match(await kept(nurse), name);
  assert.deepEqual([saidIts(lawyer, caseId, shelter.id), saidIts(lawyer, caseId, legal.id)], [1, 0]);
});

test("[FD7o] who is not in contact narrows nobody, and nothing is narrowed for who is not in the case", async (t) => {
  const { world, shelter, legal, clinic, worker, lawyer, caseId } = await broughtIn(t);
  const reasonOf = async (member: Device, organisation: string) => {
    const verdict = await member.cases.consents.narrowConsent(caseId, consentFor(organisation, ["referral"]));
    return verdict.is === "failed" && verdict.reason;
  };
  assert.equal(await reasonOf(lawyer, shelter.id), "not-in-contact");
  const stranger = await world.organisation("health", "Example Clinic West");
  await worker.sync();
  assert.equal(await reasonOf(worker, stranger.id), "not-allowed");
  assert.match(await kept(worker), account);
  const { id } =
    worker.cases.view(caseId)?.state.consents.find((consent) => consent.organisation === legal.id) ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(caseId, id));
  // The withdrawal that is there is confirmed; no second one is said.
  await must(worker.cases.consents.narrowConsent(caseId, consentFor(legal.id, ["referral"])));
  const count = entriesOf(worker, caseId).filter(({ content }) => content.kind === "consent.withdraw").length;
  assert.equal(count, 1);
  assert.ok(clinic.id !== legal.id);
});

test("[FD7p] a new consent brings back what a withdrawal stopped", async (t) => {
  const { world, shelter, legal, worker, lawyer, caseId } = await broughtIn(t);
  const consentOf = (organisation: string) =>
    worker.cases.view(caseId)?.state.consents.find((consent) => consent.organisation === organisation)?.id ?? "";
  await must(lawyer.cases.consents.withdrawConsent(caseId, consentOf(shelter.id)));
  await world.settle(lawyer, worker);
  const grant = () => worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"]));
  const refused = await grant();
  assert.equal(refused.is === "failed" && refused.reason, "consent-withdrawn");
  await must(lawyer.cases.consents.renewConsent(caseId, consentFor(shelter.id, ["referral", "identity", "narrative"])));
  await world.settle(lawyer, worker);
  await must(grant());
});

test("[FD7o] [FD1d] an entry that was kept from the holder makes its program erase nothing more than what the person took back", async (t) => {
  const { world, shelter, legal, clinic, worker, nurse, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer, nurse);
  await must(lawyer.cases.saveSheet(caseId, { form: "story", set: { words: talk } }));
  await world.settle(lawyer, worker, nurse);
  const composer = forger(nurse, world);
  const to = [clinic.id, shelter.id, legal.id].sort();
  const bait = composer.entry("opened", { caseId, parents: [caseId], to }, { entries: [caseId] });
  await postOnlyTo(nurse, [bait], [shelter.id, clinic.id]);
  await world.settle(nurse, worker, lawyer);
  await must(worker.cases.consents.narrowConsent(caseId, consentFor(legal.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, worker);
  const after = await kept(lawyer);
  assert.match(after, name);
  assert.doesNotMatch(after, account);
  assert.ok(after.includes(talk));
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
});

test("[FD7s] [FD7o] who is asked for less after others were brought in behind its back keeps what it wrote, and is in the case", async (t) => {
  for (const isInstead of [true, false]) {
    const { world, legal, worker, lawyer, caseId } = await broughtIn(t);
    const given = worker.cases.view(caseId)?.state.consents.findLast((consent) => consent.organisation === legal.id);
    await must(worker.cases.consents.withdrawConsent(caseId, given?.id ?? assert.fail()));
    await world.settle(worker, lawyer);
    // Nothing is shared with legal aid now, so it does not hear of the newcomer.
    const house = await world.organisation("shelter", "Example House");
    await worker.sync();
    await must(worker.cases.consents.grant(caseId, consentFor(house.id, ["referral"])));
    await world.settle(worker, lawyer);
    const less = consentFor(legal.id, ["referral"]);
    await must(
      isInstead ? worker.cases.consents.narrowConsent(caseId, less) : worker.cases.consents.renewConsent(caseId, less),
    );
    await world.settle(worker, lawyer);
    await world.settle(worker, lawyer);
    assert.equal(lawyer.cases.inbox[0]?.state, "granted");
    assert.ok((await kept(lawyer)).includes(talk), "what it wrote itself stays");
  }
});
