// A provider starts a case (FD9): its own, or one that it refers to others and follows in its list; and what of that officers learn (SL7).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { isProblem } from "../../core/problem.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

async function found(t: TestContext) {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await world.settle(worker, colleague, lawyer, officer);
  return { world, shelter, legal, officer, worker, colleague, lawyer };
}

const words = { name: "Test Person 1", safe: "only after 18:00", narrative: "Said on the telephone." };
const standing = ({ cases: { inbox } }: Device) => inbox.map(({ state }) => state);
const verbsOf = (member: Device, caseId: string) => member.cases.view(caseId)?.actions.flatMap(({ verbs }) => verbs);
const atRest = async (member: Device) => JSON.stringify(await member.room.open().session.shelf.list("entry"));
const support = (organisation: string): BodyOf<"consent.give"> => ({
  organisation,
  purposes: ["support"],
  compartments: ["referral", "identity"],
  language: "tg",
  manner: "spoken",
  interpreter: "none",
  basis: "consent",
});

test("[FD9] an own case is in the list of every device of its provider, open at once, and of nobody else; it is met, ended and goes on", async (t) => {
  const { world, shelter, worker, colleague, lawyer } = await found(t);
  const [caseId] = await must(worker.drafts.send(exampleDraft([shelter], words)));
  assert.equal(worker.cases.list.caseOf(caseId), caseId);
  assert.deepEqual(worker.drafts.sent, [], "nothing was sent to anybody");
  await world.settle(worker, colleague, lawyer);
  assert.deepEqual([standing(worker), standing(colleague), standing(lawyer)], [["own"], ["own"], []]);
  const view = colleague.cases.view(caseId);
  assert.deepEqual(view?.state.referrals, []);
  assert.deepEqual(view?.sealedUntilAccepted, []);
  assert.match(JSON.stringify([...(view?.contents.values() ?? [])]), /Test Person 1.*only after 18:00.*Said on/);
  assert.ok(view?.state.entries.every(({ verdict, content }) => verdict.is === "effective" && content.to.length === 1));
  assert.deepEqual(verbsOf(colleague, caseId), ["meet", "close"]);
  await must(colleague.cases.steps.answer(caseId, caseId, { verb: "meet" }));
  await must(colleague.cases.steps.answer(caseId, caseId, { verb: "close", outcome: "returned-home" }));
  await world.settle(colleague, worker);
  assert.deepEqual([standing(worker), verbsOf(worker, caseId)], [["closed"], ["reopen"]]);
  await must(worker.cases.steps.answer(caseId, caseId, { verb: "reopen", why: "came-back" }));
  assert.deepEqual([standing(worker), verbsOf(worker, caseId)], [["met"], ["close"]]);
  assert.equal(worker.cases.numbers.answerHours, null);
});

test("[SL8][FD7][FD9] an own case is shared with consent, and purged when the person takes the yes to it back", async (t) => {
  const { world, shelter, legal, worker, colleague, lawyer } = await found(t);
  const [caseId] = await must(worker.drafts.send(exampleDraft([shelter], words)));
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, support(legal.id)));
  await world.settle(worker, lawyer);
  assert.deepEqual(standing(lawyer), ["granted"]);
  assert.match(await atRest(lawyer), /Test Person 1/);
  assert.doesNotMatch(await atRest(lawyer), /only after 18:00/);
  await must(lawyer.cases.saves.sayDanger(caseId, "now"));
  await world.settle(lawyer, worker);
  assert.deepEqual([worker.cases.view(caseId)?.state.danger, worker.cases.inbox[0]?.inDanger], ["now", true]);
  const { consents } = worker.cases.view(caseId)?.state ?? assert.fail();
  const given = consents.find(({ organisation }) => organisation === shelter.id)?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, colleague, worker);
  for (const member of [worker, colleague]) {
    assert.deepEqual(standing(member), ["erased"]);
    assert.deepEqual(verbsOf(member, caseId), []);
    assert.doesNotMatch(await atRest(member), /Test Person 1|only after 18:00|"danger"/);
  }
});

test("[FD9] a draft that names the own organisation among others is not whole", async (t) => {
  const { shelter, legal, worker } = await found(t);
  const isIncomplete = (error: unknown) => isProblem(error, "engine", "draft-incomplete");
  await assert.rejects(must(worker.drafts.send(exampleDraft([shelter, legal], words))), isIncomplete);
  await assert.rejects(must(worker.drafts.send(exampleDraft([legal, shelter], words))), isIncomplete);
  assert.deepEqual(worker.cases.inbox, []);
});

test("[FD4] an organisation that may open no case writes none, its own or another's", async (t) => {
  const { world, legal, worker } = await found(t);
  const authority = await world.organisation("competent-authority", "Example Authority");
  const clerk = await world.member(authority.devices[0] ?? assert.fail());
  await world.settle(worker, clerk);
  const isRefused = (error: unknown) => isProblem(error, "engine", "not-allowed");
  for (const asked of [authority, legal])
    await assert.rejects(must(clerk.drafts.send(exampleDraft([asked], words))), isRefused);
  assert.deepEqual(clerk.cases.inbox, []);
});

test("[FD9] a case that a provider refers to others stays in its list, with what they answer; no receipt is made for it", async (t) => {
  const { world, legal, worker, colleague, lawyer } = await found(t);
  const [referral] = await must(worker.drafts.send(exampleDraft([legal], words)));
  const caseId = worker.cases.list.caseOf(referral) ?? assert.fail();
  await world.settle(worker, colleague, lawyer, worker);
  assert.deepEqual([standing(worker), standing(colleague), standing(lawyer)], [["asked"], ["asked"], ["received"]]);
  assert.deepEqual(verbsOf(worker, caseId), []);
  for (const [step, state] of [
    [() => must(lawyer.cases.steps.answer(caseId, referral, { verb: "waitlist" })), "asked-waitlisted"],
    [() => must(lawyer.cases.steps.answer(caseId, referral, { verb: "accept" })), "asked-accepted"],
    [() => must(lawyer.cases.steps.answer(caseId, referral, { verb: "meet" })), "asked-met"],
    [
      () => must(lawyer.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" })),
      "asked-closed",
    ],
    [() => must(lawyer.cases.steps.answer(caseId, referral, { verb: "reopen", why: "new-need" })), "asked-met"],
  ] as const) {
    await step();
    await world.settle(lawyer, worker);
    assert.deepEqual(standing(worker), [state]);
  }
  assert.deepEqual(worker.drafts.sent[0]?.answers, []);
  const [other] = await must(worker.drafts.send(exampleDraft([legal], words)));
  await world.settle(worker, lawyer);
  await must(
    lawyer.cases.steps.answer(worker.cases.list.caseOf(other) ?? "", other, { verb: "decline", reason: "no-place" }),
  );
  await world.settle(lawyer, worker);
  assert.deepEqual(
    standing(worker),
    ["asked-declined", "asked-met"],
    "nobody who was asked takes the person: that comes first",
  );
});

test("[SL7][FD9] an officer learns that help ended and that it goes on: the later of both speaks", async (t) => {
  const { world, shelter, officer, worker } = await found(t);
  await must(officer.drafts.send(exampleDraft([shelter], words)));
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  const states: (string | undefined)[] = [];
  for (const step of ["accept", "close", "reopen", "meet", "close", "reopen"] as const) {
    if (step === "close")
      await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "close", outcome: "other" }));
    else if (step === "reopen")
      await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "reopen", why: "came-back" }));
    else await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: step }));
    world.wait(120);
    await world.settle(worker, officer);
    states.push(officer.drafts.sent[0]?.answer?.state);
  }
  assert.deepEqual(states, ["accepted", "closed", "accepted", "met", "closed", "met"]);
});
