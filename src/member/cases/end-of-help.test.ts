// The end of the own help, asked once: the sheet and the step by which everybody hears of it, through the real engine and host (FM20).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

async function helping(t: TestContext) {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await officer.sync();
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer, worker, lawyer);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "meet" }));
  await world.settle(worker, officer, lawyer);
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  return { world, officer, worker, colleague, lawyer, caseId, referral: referral ?? "", shelter };
}

const day = "2026-01-15";
const answersOfEnd = { on: day, why: "goal-reached", goals: "all", "knows-how-to-come-back": true };

/** What each of our places and our sheets say of the end. */
function endIn(member: Device, caseId: string) {
  const places = member.cases.view(caseId)?.state.referrals.flatMap(({ places }) => places) ?? [];
  const sheets = member.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "close") ?? [];
  return {
    heard: places.flatMap(({ state, outcome }) => (state === "closed" ? [outcome] : [])),
    said: sheets.map(({ answers }) => answers.get("why")?.value),
  };
}

test("[FM20] who saves the form ends the help: the step goes with the sheet, and the officer's phone hears it", async (t) => {
  const { world, officer, worker, colleague, caseId } = await helping(t);
  await must(worker.cases.saveSheet(caseId, { form: "close", set: answersOfEnd }));
  assert.deepEqual(endIn(worker, caseId), { heard: ["goal-reached"], said: ["goal-reached"] });
  await world.settle(worker, colleague, officer);
  assert.deepEqual(endIn(colleague, caseId), { heard: ["goal-reached"], said: ["goal-reached"] });
  assert.equal(officer.drafts.sent[0]?.answer?.state, "closed");
});

test("[FM20] who answers that the help ends has said it in the form, too, once", async (t) => {
  const { world, worker, colleague, caseId, referral } = await helping(t);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "moved-to-other-service" }));
  await world.settle(worker, colleague);
  const ended = { heard: ["moved-to-other-service"], said: ["moved-to-other-service"] };
  assert.deepEqual(endIn(colleague, caseId), ended);
  assert.equal(colleague.cases.sheets(caseId)?.facts.closed, day);
});

test("[FM20] an answer that names no place where this organisation helps ends none of its places, and writes no sheet", async (t) => {
  const { world, worker, colleague, caseId } = await helping(t);
  for (const wrong of [caseId, "0".repeat(64), ""]) {
    const verdict = await worker.cases.steps.answer(caseId, wrong, { verb: "close", outcome: "other" });
    assert.equal(verdict.is, "failed", wrong);
  }
  await world.settle(worker, colleague);
  assert.deepEqual(endIn(colleague, caseId), { heard: [], said: [] });
});

test("[FM20a] what only who reads the help may know, everybody else in the case hears as less", async (t) => {
  const { world, worker, colleague, lawyer, caseId } = await helping(t);
  await must(worker.cases.saveSheet(caseId, { form: "close", set: { ...answersOfEnd, why: "died" } }));
  await world.settle(worker, colleague, lawyer);
  assert.deepEqual(endIn(colleague, caseId), { heard: ["other"], said: ["died"] });
  assert.deepEqual(endIn(lawyer, caseId), { heard: ["other"], said: [] });
});

test("[FM20b] at high risk, with two answers about safety or while a stay goes on, no help ends without a word why", async (t) => {
  const { world, worker, colleague, caseId, referral } = await helping(t);
  const reasonOf = async (more: { readonly although?: string } = {}) => {
    const verdict = await worker.cases.saveSheet(caseId, { form: "close", set: { ...answersOfEnd, ...more } });
    return verdict.is === "failed" ? verdict.reason : "done";
  };
  const risk = await must(worker.cases.saveSheet(caseId, { form: "risk", set: { on: day, level: "high" } }));
  assert.equal(await reasonOf(), "sheet-incomplete");
  const byAnswer = await worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" });
  assert.equal(byAnswer.is === "failed" && byAnswer.reason, "sheet-incomplete");
  await world.settle(worker, colleague);
  // Without seeing each other, the two say otherwise.
  const say = (member: Device, level: string) =>
    must(member.cases.saveSheet(caseId, { form: "risk", sheet: risk, set: { level }, why: "changed" }));
  await say(worker, "low");
  await say(colleague, "medium");
  await world.settle(worker, colleague);
  assert.equal(worker.cases.sheets(caseId)?.facts.risk, "medium");
  assert.equal(await reasonOf(), "sheet-incomplete", "two answers");
  await say(worker, "low");
  const stay = { form: "stay", set: { kind: "emergency", from: day } };
  const staying = await must(worker.cases.saveSheet(caseId, stay));
  assert.equal(await reasonOf(), "sheet-incomplete", "a stay");
  assert.deepEqual(endIn(worker, caseId), { heard: [], said: [] }, "half an end is none");
  await must(worker.cases.saveSheet(caseId, { form: "stay", sheet: staying, set: { until: day } }));
  assert.equal(await reasonOf(), "done");
});

test("[FM20b] with the word why help ends at high risk", async (t) => {
  const { worker, caseId } = await helping(t);
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { on: day, level: "extreme" } }));
  const set = { ...answersOfEnd, although: "goes-on-elsewhere" };
  await must(worker.cases.saveSheet(caseId, { form: "close", set }));
  assert.deepEqual(endIn(worker, caseId), { heard: ["goal-reached"], said: ["goal-reached"] });
});
