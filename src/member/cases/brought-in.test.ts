// Who was brought into a case works in it as the first helper does, as far as the person's consent for it goes: through the real engine, host and witnesses.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sheetsSince } from "../../../test/support/since-referral.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import { isMeeting } from "../../core/form/tasks.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

async function broughtIn(t: TestContext, compartments: readonly Compartment[]) {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  const clinic = await world.organisation("health", "Example Clinic");
  const nurse = await world.member(clinic.devices[0] ?? assert.fail());
  await officer.sync();
  const { consent, choices, ...draft } = exampleDraft([shelter, clinic]);
  const more = <T extends { readonly compartments?: readonly Compartment[] }>(of: T) => ({
    ...of,
    compartments: [...(of.compartments ?? []), "support" as const],
  });
  await must(officer.drafts.send({ ...draft, consent: more(consent ?? {}), choices: (choices ?? []).map(more) }));
  await world.settle(officer, worker, nurse);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, compartments)));
  await world.settle(worker, lawyer, nurse);
  return { world, shelter, legal, worker, lawyer, nurse, caseId };
}

const writableBy = (member: Device, caseId: string) => [...(member.cases.sheets(caseId)?.writable ?? [])].sort();
const tasksOf = (member: Device, caseId: string) => member.cases.sheets(caseId)?.tasks ?? [];
const reasonOf = async (member: Device, caseId: string, form: string, set: { readonly [key: string]: string }) => {
  const verdict = await member.cases.saveSheet(caseId, { form, set });
  return verdict.is === "failed" ? verdict.reason : "done";
};

test("[FD11g] who was brought in fills in the forms of the parts that a consent for it opens, and its own working notes", async (t) => {
  const { world, worker, lawyer, nurse, caseId } = await broughtIn(t, ["referral", "support"]);
  const writable = writableBy(lawyer, caseId);
  for (const form of ["appointment", "service", "needs", "assign", "note", "task"])
    assert.ok(writable.includes(form), form);
  for (const form of ["risk", "stay", "health", "person", "story"]) assert.ok(!writable.includes(form), form);
  assert.equal(await reasonOf(lawyer, caseId, "appointment", { with: "lawyer", on: "2026-01-20" }), "done");
  assert.equal(await reasonOf(lawyer, caseId, "risk", { level: "low" }), "not-allowed", "safety was not agreed to");
  assert.ok(writableBy(worker, caseId).includes("risk"), "nothing is taken from the first helper");
  assert.equal(await reasonOf(worker, caseId, "risk", { level: "high", on: "2026-01-15" }), "done");

  assert.deepEqual(writableBy(nurse, caseId), [], "who was only asked fills in nothing");
  assert.equal(await reasonOf(nurse, caseId, "service", { kind: "medical" }), "not-allowed");
  assert.equal(await reasonOf(nurse, caseId, "note", { words: "Ring back." }), "done", "but notes for itself");

  await must(lawyer.cases.saves.sendNow());
  await world.settle(lawyer, worker);
  assert.ok(sheetsSince(worker, caseId).some(({ form }) => form === "appointment"));
});

test("[FD11g] [FD7] with the consent what it may fill in ends, and so does what is due there", async (t) => {
  const { world, legal, worker, lawyer, caseId } = await broughtIn(t, ["referral", "support", "safety"]);
  assert.ok(tasksOf(lawyer, caseId).some(({ does }) => does === "risk"));
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id);
  await must(worker.cases.consents.withdrawConsent(caseId, given?.id ?? ""));
  await world.settle(worker, lawyer);
  assert.deepEqual(writableBy(lawyer, caseId), ["assign", "coded-data", "note", "own-file", "task"]);
  assert.equal(await reasonOf(lawyer, caseId, "service", { kind: "legal-advice" }), "not-allowed");
  assert.deepEqual(tasksOf(lawyer, caseId), []);
});

test("[FM9g] [FM9h] what is due begins with the grant, for forms that it may fill in; to meet the person is for who accepted", async (t) => {
  const { worker, lawyer, caseId } = await broughtIn(t, ["referral", "support"]);
  const asked = tasksOf(lawyer, caseId).map(({ does }) => does);
  assert.ok(asked.includes("needs"), "counted from the grant");
  assert.ok(!asked.includes("risk") && !asked.includes("person"), "no task that it could not do");
  assert.ok(!tasksOf(lawyer, caseId).some(isMeeting));
  assert.ok(tasksOf(worker, caseId).some(isMeeting));
  assert.equal(lawyer.cases.sheets(caseId)?.facts.accepted, worker.cases.sheets(caseId)?.facts.accepted);
  assert.equal(lawyer.cases.list.caseload[0]?.next?.does, asked[0], "and its line in the list says it");
});

test("[FM9b] who is brought in is not asked what the person said to the first helper before: that is done, and asked again when it is time", async (t) => {
  const { world, legal, worker, lawyer, caseId } = await broughtIn(t, ["referral"]);
  const needsAt = (who: Device) =>
    tasksOf(who, caseId).flatMap(({ does, rule, state }) => (does === "needs" ? [`${rule} ${state}`] : []));
  await must(
    worker.cases.saveSheet(caseId, {
      form: "needs",
      set: { on: "2026-01-10", legal: "some", "matters-most": "Example" },
    }),
  );
  world.wait(2 * 86_400_000);
  await world.settle(worker, lawyer);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support"])));
  await world.settle(worker, lawyer);
  assert.deepEqual(needsAt(lawyer), ["again open", "first done"]);
});

test("[FM9] that who was brought in ended its help ends nothing at the first helper", async (t) => {
  const { world, worker, lawyer, caseId } = await broughtIn(t, ["referral", "support"]);
  assert.equal(await reasonOf(lawyer, caseId, "close", { on: "2026-01-15", why: "goal-reached" }), "done");
  await must(lawyer.cases.saves.sendNow());
  await world.settle(lawyer, worker);
  assert.ok(
    sheetsSince(worker, caseId).some(({ form }) => form === "close"),
    "the shelter reads it",
  );
  assert.equal(worker.cases.sheets(caseId)?.facts.closed, undefined);
  assert.ok(tasksOf(worker, caseId).some(isMeeting), "and still meets the person");
  assert.equal(lawyer.cases.sheets(caseId)?.facts.closed, "2026-01-15");
});

test("[FD11g] all cases of a worker are handed over to another, those into which the organisation was brought too", async (t) => {
  const { lawyer, caseId } = await broughtIn(t, ["referral"]);
  assert.equal(await reasonOf(lawyer, caseId, "assign", { worker: "Desk 1", on: "2026-01-15" }), "done");
  assert.deepEqual(await must(lawyer.cases.list.handOver("Desk 1", "Desk 2")), { done: 1, failed: [] });
  assert.equal(lawyer.cases.list.caseload[0]?.worker, "Desk 2");
});
