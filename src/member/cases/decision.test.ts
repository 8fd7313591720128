// A formal decision: a sheet with grounds and a step of status, sealed together; the half of one is shown as incomplete; and an authority that is asked answers.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { consentFor, country, entriesOf } from "../../../test/hostile/support/participants.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

const decision = {
  on: "2026-01-15",
  act: ["recruitment"],
  means: ["deception"],
  purpose: ["forced-labour"],
  grounds: "Grounds of the example.",
};

/** A shelter that accepted, legal aid and a clinic that it brought in, the clinic without the part legal, and an authority with a yes to what it may read. */
async function withAuthority(t: TestContext) {
  const known = await country(t);
  const { world, worker, lawyer, nurse, shelter, clinic, legal, caseId } = known;
  const board = await world.organisation("competent-authority", "Example Authority");
  const official = await world.member(board.devices[0] ?? assert.fail());
  const bring = async (id: string, parts: readonly Compartment[]) => {
    await must(worker.cases.consents.grant(caseId, consentFor(id, parts)));
    await world.settle(worker, lawyer, nurse, official);
  };
  await must(worker.cases.consents.renewConsent(caseId, consentFor(shelter.id, ["referral", "legal"])));
  await world.settle(worker);
  await bring(legal.id, ["referral", "legal"]);
  await bring(clinic.id, ["referral", "support"]);
  await bring(board.id, ["referral", "identity", "legal"]);
  const all = [official, worker, lawyer, nurse];
  return { ...known, board, official, all };
}

const halves = (member: Device, caseId: string) => member.cases.sheets(caseId)?.incompleteDecisions;
const steps = (member: Device, caseId: string) =>
  member.cases.view(caseId)?.state.statuses.map(({ status }) => status) ?? [];
const results = (member: Device, caseId: string) =>
  (member.cases.sheets(caseId)?.sheets ?? [])
    .filter(({ form }) => form === "identification")
    .map(({ answers }) => answers.get("result")?.value);

test("[FD15c] a formal decision is sealed with its step of status in one transaction; grounds are read by whom the part legal is opened to, and stand in no step", async (t) => {
  const { world, official, worker, lawyer, nurse, caseId, all } = await withAuthority(t);
  // What somebody would keep to the authority alone goes to whom the person agreed.
  const set = { ...decision, result: "victim" };
  await must(official.cases.saveSheet(caseId, { form: "identification", set, onlyUs: true }));
  const unsent = entriesOf(official, caseId).filter(({ leaf }) => leaf === null);
  assert.deepEqual(
    unsent.map(({ content }) => content.kind).toSorted(),
    ["answers", "status"],
    "both wait for the network",
  );
  await world.settle(...all);
  for (const member of [official, worker, lawyer]) {
    assert.deepEqual(results(member, caseId), ["victim"]);
    assert.deepEqual(halves(member, caseId), []);
  }
  assert.deepEqual(results(nurse, caseId), [], "the clinic reads no legal part");
  for (const member of all) assert.equal(steps(member, caseId).at(-1), "formally-identified");
  assert.deepEqual(halves(nurse, caseId), [], "and is shown the step as a step");
  assert.ok(!JSON.stringify(entriesOf(nurse, caseId)).includes(decision.grounds));
  const sheet = official.cases.sheets(caseId)?.sheets.find(({ form }) => form === "identification")?.sheet ?? "";
  world.wait(1000);
  await must(official.cases.saveSheet(caseId, { form: "identification", sheet, set: { "told-person": "2026-01-15" } }));
  await world.settle(...all);
  assert.equal(steps(worker, caseId).filter((status) => status === "formally-identified").length, 1, "no second step");
  world.wait(1000);
  await must(official.cases.saveSheet(caseId, { form: "identification", set: { ...decision, result: "more-needed" } }));
  await world.settle(...all);
  assert.equal(steps(worker, caseId).at(-1), "formally-identified", "what is open is no decision");
  assert.deepEqual(halves(worker, caseId), []);
});

test("[FD15d] a step without its sheet, and a sheet that was struck out after its step, is an incomplete decision to whoever may read both", async (t) => {
  const { world, board, official, worker, lawyer, nurse, caseId, all } = await withAuthority(t);
  // A program of before took the step alone.
  await official.room.open().session.reader.writer.write(caseId, "status", { status: "not-identified" }, {});
  await world.settle(...all);
  for (const member of [official, worker, lawyer]) assert.deepEqual(halves(member, caseId), [board.id]);
  assert.deepEqual(halves(nurse, caseId), []);
  world.wait(1000);
  await must(official.cases.saveSheet(caseId, { form: "identification", set: { ...decision, result: "not-victim" } }));
  await world.settle(...all);
  for (const member of all) assert.deepEqual(halves(member, caseId), []);
  const sheet = official.cases.sheets(caseId)?.sheets.find(({ form }) => form === "identification")?.sheet ?? "";
  await must(official.cases.saves.strikeOutSheet(caseId, "identification", sheet));
  await world.settle(...all);
  assert.deepEqual(halves(worker, caseId), [board.id]);
});

test("[FD15e] a decision against the person leaves the shelter its tasks, its forms and its contact", async (t) => {
  const { world, official, worker, caseId, all } = await withAuthority(t);
  const work = () => {
    const view = worker.cases.sheets(caseId);
    const actions = worker.cases.view(caseId)?.actions;
    return JSON.stringify([view?.tasks, view?.writable, actions, worker.cases.inbox[0]?.state]);
  };
  const before = work();
  const set = { ...decision, result: "not-victim", "told-person": "2026-01-15" };
  await must(official.cases.saveSheet(caseId, { form: "identification", set }));
  await world.settle(...all);
  assert.equal(steps(worker, caseId).at(-1), "not-identified");
  assert.equal(work(), before);
});
