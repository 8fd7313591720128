// A suspension that is lifted (DR8): what was posted meanwhile stays refused for everybody, and the organisation does again what it could before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { must } from "../../src/member/verb.ts";
import { exampleDraft } from "../support/world.ts";
import { consentFor, country, entriesOf, forger, post, resume, suspend, verdictOf } from "./support/participants.ts";

test("[DR8] what an organisation posted while it was suspended stays refused after that is lifted, and what it says then counts", async (t) => {
  const { world, shelter, legal, worker, lawyer, caseId } = await country(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await world.settle(worker, lawyer);
  const composer = forger(lawyer, world);
  const to = [legal.id, shelter.id].sort();
  await suspend(world, legal.id);
  await world.settle(worker, lawyer);
  const last = entriesOf(lawyer, caseId).at(-1)?.id ?? assert.fail();
  const meanwhile = composer.entry("status", { caseId, parents: [last], to }, { status: "presumed" } as never);
  await post(worker, composer, [meanwhile]);
  await world.settle(worker, lawyer);
  const refusal = verdictOf(worker, caseId, meanwhile.id);
  assert.deepEqual([refusal?.is, refusal?.is === "refused" && refusal.reason], ["refused", "author-inactive"]);
  const tried = await lawyer.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } });
  await world.settle(lawyer, worker);
  assert.notEqual(worker.cases.view(caseId)?.state.danger, "now");
  await resume(world, legal.id);
  await world.settle(worker, lawyer, worker);
  for (const member of [worker, lawyer])
    assert.equal(verdictOf(member, caseId, meanwhile.id)?.is, "refused", "for good, at each reader");
  if (tried.is === "failed")
    await must(lawyer.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } }));
  await world.settle(lawyer, worker);
  assert.equal(worker.cases.view(caseId)?.state.danger, "now", "it says anew that the person is in danger");
  const size = world.host.tree.size;
  await must(worker.cases.saveSheet(caseId, { form: "danger", set: { danger: "not-now", on: "2026-01-15" } }));
  await world.settle(worker, lawyer);
  const heard = entriesOf(lawyer, caseId).filter(
    ({ organisation, leaf }) => organisation === shelter.id && (leaf ?? 0) >= size,
  );
  assert.ok(
    heard.some(({ verdict }) => verdict.is === "effective"),
    "and reads what others say",
  );
});

test("[DR8] once it is lifted an organisation is referred to, accepts, and is brought into cases again", async (t) => {
  const { world, clinic, legal, officer, worker, nurse, lawyer, caseId } = await country(t);
  for (const { id } of [clinic, legal]) await suspend(world, id);
  await world.settle(officer, worker, nurse, lawyer);
  assert.equal(world.host.directory.epochForSending(clinic.id, world.host.tree.size), null);
  const grant = await worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"]));
  assert.equal(grant.is, "failed");
  for (const { id } of [clinic, legal]) await resume(world, id);
  await world.settle(officer, worker, nurse, lawyer);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await must(officer.drafts.send(exampleDraft([clinic])));
  await world.settle(officer, worker, nurse, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  const fresh = nurse.cases.inbox.find((item) => item.caseId !== caseId) ?? assert.fail();
  await must(nurse.cases.steps.answer(fresh.caseId, fresh.referral ?? "", { verb: "accept" }));
  await world.settle(nurse, officer);
  assert.equal(
    officer.drafts.sent.find(({ entry }) => entry !== officer.drafts.sent.at(-1)?.entry)?.answer?.state ?? "",
    "accepted",
  );
  assert.ok(entriesOf(nurse, fresh.caseId).every(({ verdict }) => verdict.is !== "refused"));
});
