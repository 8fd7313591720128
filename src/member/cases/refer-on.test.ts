// Referring on in a running case through the real engine, host and witness: asked without a name, answered by each for itself, and what was agreed to follows.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { answering, atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import type { Answers } from "../../core/form/form.ts";
import { asksOfReferral } from "../../core/form/tasks.ts";
import { mayReadPart } from "../../core/part-table.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";
import type { Question } from "./giving.ts";

async function running(t: TestContext, first: Answers["set"] = {}) {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const clinic = await world.organisation("health", "Example Clinic");
  const jobs = await world.organisation("reintegration", "Example Job Office");
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const [lawyer, nurse, adviser] = [
    await world.member(legal.devices[0] ?? assert.fail()),
    await world.member(clinic.devices[0] ?? assert.fail()),
    await world.member(jobs.devices[0] ?? assert.fail()),
  ];
  await officer.sync();
  await must(officer.drafts.send(answering(exampleDraft([shelter]), "first-line", first)));
  await world.settle(officer, worker, colleague);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  return { world, shelter, legal, clinic, jobs, worker, colleague, lawyer, nurse, adviser, caseId };
}

const question = (organisation: string, need: Question["need"], compartments: readonly Compartment[]): Question => ({
  organisation,
  need,
  agreed: {
    purposes: ["support"],
    compartments,
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
  },
});
const textIn = (member: Device, caseId: string) => JSON.stringify(member.cases.view(caseId)?.state.entries ?? []);
const placeOf = (member: Device, caseId: string, organisation: string) =>
  member.cases
    .view(caseId)
    ?.state.referrals.find((each) => each.places[0]?.organisation === organisation && !each.contact);
const verdictsIn = (member: Device, caseId: string) =>
  (member.cases.view(caseId)?.state.entries ?? []).filter(({ verdict }) => verdict.is !== "effective");
const answer = async (member: Device, caseId: string, verb: "accept" | "decline") => {
  const { referral } = member.cases.inbox[0] ?? assert.fail();
  await must(
    member.cases.steps.answer(caseId, referral ?? "", verb === "accept" ? { verb } : { verb, reason: "no-place" }),
  );
};

test("[FD16] [FD16c] a bundle of three is asked without a name, each is answered by itself, and only what was agreed to follows", async (t) => {
  const { world, legal, clinic, jobs, worker, colleague, lawyer, nurse, adviser, caseId } = await running(t);
  await must(
    worker.cases.steps.referOn(caseId, [
      question(legal.id, "legal-advice", ["referral", "identity", "legal"]),
      question(clinic.id, "medical", ["referral", "health"]),
      question(jobs.id, "job", ["referral"]),
    ]),
  );
  await world.settle(worker, lawyer, nurse, adviser, worker, colleague);
  for (const member of [lawyer, nurse, adviser]) {
    assert.equal(member.cases.inbox[0]?.state, "received");
    const text = textIn(member, caseId);
    assert.doesNotMatch(
      text,
      /Test Person 1|example employer|example number|debt-bondage/,
      "no name, no story, no signs",
    );
    assert.match(text, /"form":"ask"/);
    assert.deepEqual(verdictsIn(member, caseId), [], "nothing waits, nothing is refused");
    assert.equal(member.cases.view(caseId)?.state.danger, "not-now");
  }
  assert.doesNotMatch(textIn(nurse, caseId), new RegExp(`${legal.id}|${jobs.id}`), "nor who else was asked");

  await answer(lawyer, caseId, "accept");
  await answer(nurse, caseId, "decline");
  await answer(adviser, caseId, "accept");
  await world.settle(lawyer, nurse, adviser);
  // Both devices of the shelter try: once is enough.
  await world.settle(worker, colleague, worker, lawyer, nurse, adviser);
  const { state } = worker.cases.view(caseId) ?? assert.fail();
  const upon = state.entries.filter(
    ({ content }) => content.kind === "consent.give" && !("newer" in content) && content.body.upon !== undefined,
  );
  assert.deepEqual(
    upon.map(({ verdict }) => verdict.is),
    ["effective"],
  );
  assert.deepEqual(verdictsIn(worker, caseId), []);
  assert.equal(lawyer.cases.inbox[0]?.state, "accepted");
  assert.match(textIn(lawyer, caseId), /Test Person 1/, "who the person is followed");
  assert.doesNotMatch(textIn(lawyer, caseId), /example number/, "how to reach them was not agreed to");
  assert.doesNotMatch(textIn(adviser, caseId), /Test Person 1|debt-bondage/);
  assert.equal(placeOf(worker, caseId, clinic.id)?.places[0]?.reason, "no-place", "who referred hears why");
  assert.ok(lawyer.cases.sheets(caseId)?.writable.includes("justice"));
  assert.ok(!lawyer.cases.sheets(caseId)?.writable.includes("risk"));
  assert.ok(mayReadPart("provider", "legal", []));

  // FD16a: what a device of theirs would say for the person it refuses to write, and the shelter goes on.
  const ofShelter = state.consents.find(({ organisation }) => organisation === state.inContact[0])?.id ?? assert.fail();
  for (const verdict of [
    await lawyer.cases.consents.withdrawConsent(caseId, ofShelter),
    await lawyer.cases.steps.handOverLead(caseId, legal.id),
    await lawyer.cases.consents.grant(caseId, {
      ...question(clinic.id, "medical", ["referral"]).agreed,
      organisation: clinic.id,
    }),
  ])
    assert.equal(verdict.is === "failed" && verdict.reason, "not-in-contact");
  await must(worker.cases.steps.handOverLead(caseId, legal.id));
  await world.settle(worker, lawyer);
  assert.ok(lawyer.cases.view(caseId)?.state.inContact.includes(legal.id));
});

test("[FD16f] a question that nobody received is taken back, and is answered no more; one that was received stays", async (t) => {
  const { world, clinic, legal, worker, lawyer, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "health"])]));
  await must(worker.cases.steps.recallReferral(caseId, placeOf(worker, caseId, clinic.id)?.id ?? ""));
  await world.settle(worker, nurse);
  assert.equal(placeOf(worker, caseId, clinic.id)?.places[0]?.state, "recalled");
  const taken = await nurse.cases.steps.answer(caseId, placeOf(nurse, caseId, clinic.id)?.id ?? "", { verb: "accept" });
  assert.equal(taken.is, "failed");

  await must(worker.cases.steps.referOn(caseId, [question(legal.id, "legal-advice", ["referral"])]));
  await world.settle(worker, lawyer);
  await world.settle(worker);
  for (const member of [worker, lawyer, nurse]) assert.deepEqual(verdictsIn(member, caseId), []);
  const late = await worker.cases.steps.recallReferral(caseId, placeOf(worker, caseId, legal.id)?.id ?? "");
  assert.equal(late.is === "failed" && late.reason, "wrong-state");
});

test("[FD16d] [FD16e] what is written later of the danger goes to who was asked, no signs do, and what follows by hand follows once", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "health"])]));
  await world.settle(worker, nurse);
  const sheet = worker.cases.sheets(caseId)?.sheets.find(({ form }) => form === "first-line")?.sheet ?? assert.fail();
  const readers = (form: string, of: string | null) =>
    worker.cases.saves.sheetReaders(caseId, form, of).flatMap(({ to }) => to);
  assert.ok(!readers("danger", null).includes(clinic.id), "its question says it");
  assert.ok(!readers("first-line", sheet).includes(clinic.id));
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker, nurse);
  assert.ok(!readers("first-line", sheet).includes(clinic.id), "health was agreed to, not what happened");
  assert.doesNotMatch(textIn(nurse, caseId), /debt-bondage/);
  const again = await worker.cases.steps.giveAgreed(caseId, placeOf(worker, caseId, clinic.id)?.id ?? "");
  assert.equal(again.is === "failed" && again.reason, "already-given");
});

test("[FM22] [FD16] who would receive the person at home is asked without a name and answers with its conditions, before it may read who it is", async (t) => {
  const { world, jobs: home, worker, adviser: receiver, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(home.id, "return", ["referral"])]));
  await world.settle(worker, receiver);
  await answer(receiver, caseId, "accept");
  await world.settle(receiver, worker, receiver);
  const { writable } = receiver.cases.sheets(caseId) ?? assert.fail();
  assert.ok(writable.includes("reception"), writable.join());
  assert.ok(!writable.includes("return-risk"), "no consent opens safety yet");
  const set = { on: "2026-01-15", can: "with-conditions", conditions: ["escort"] };
  await must(receiver.cases.saveSheet(caseId, { form: "reception", set }));
  await world.settle(receiver, worker);
  const sheet = worker.cases.sheets(caseId)?.sheets.find(({ form }) => form === "reception");
  assert.ok(sheet !== undefined, "the shelter reads it");
  assert.doesNotMatch(
    textIn(receiver, caseId),
    /Test Person 1|example employer|debt-bondage/,
    "no name, no story, no signs",
  );
});

test("[FD16e] [FM9i] where who asked lost its contact, no program gives by itself: a task stands at the desk of who is in contact, and a press there gives once", async (t) => {
  const { world, shelter, legal, clinic, worker, colleague, lawyer, nurse, caseId } = await running(t);
  await must(
    worker.cases.steps.referOn(caseId, [question(legal.id, "legal-advice", ["referral", "identity", "health"])]),
  );
  await world.settle(worker, lawyer);
  await answer(lawyer, caseId, "accept");
  await world.settle(lawyer, worker, lawyer);
  await must(worker.cases.steps.handOverLead(caseId, legal.id));
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "identity"])]));
  await world.settle(worker, lawyer, nurse);
  const ofShelter = lawyer.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id);
  await must(lawyer.cases.consents.withdrawConsent(caseId, ofShelter?.id ?? ""));
  await answer(nurse, caseId, "accept");
  await world.settle(lawyer, nurse, worker);
  await world.settle(lawyer, colleague, worker, nurse, lawyer);
  const tasksIn = (member: Device) =>
    member.cases.list.openTasks.filter((task) => asksOfReferral(task) === "give").map(({ from }) => from);
  const asked = placeOf(lawyer, caseId, clinic.id) ?? assert.fail();
  assert.deepEqual(lawyer.cases.view(caseId)?.state.inContact, [legal.id]);
  assert.deepEqual([asked.places[0]?.state, asked.given], ["accepted", undefined]);
  assert.deepEqual(tasksIn(lawyer), [{ referral: asked.id }]);
  assert.deepEqual([...tasksIn(worker), ...tasksIn(nurse)], []);
  assert.doesNotMatch(textIn(nurse, caseId), /Test Person 1/);
  const atShelter = await worker.cases.steps.giveAgreed(caseId, asked.id);
  assert.equal(atShelter.is === "failed" && atShelter.reason, "not-in-contact");
  await must(lawyer.cases.steps.giveAgreed(caseId, asked.id));
  await world.settle(lawyer, nurse, lawyer);
  assert.match(textIn(nurse, caseId), /Test Person 1/);
  assert.deepEqual(tasksIn(lawyer), []);
});

test("[FD16h] [FM9i] that a help is not possible is a task at the desk of who asked, until something was decided", async (t) => {
  const { world, clinic, jobs, worker, colleague, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, nurse);
  await answer(nurse, caseId, "decline");
  await world.settle(nurse, worker, colleague);
  const open = (member: Device) => member.cases.list.openTasks.filter((task) => asksOfReferral(task) === "next");
  const [task = assert.fail()] = open(worker);
  assert.equal(open(colleague).length, 1);
  assert.deepEqual(open(nurse), []);
  const set = { what: "Example: ask again", until: "2026-02-15", state: "open" };
  await must(worker.cases.saveSheet(caseId, { form: "task", set, for: task.id }));
  assert.deepEqual(open(worker), [], "to ask again on a day is decided");
  assert.ok(worker.cases.list.openTasks.some(({ form, due }) => form === "task" && due === "2026-02-15"));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, colleague);
  assert.deepEqual(open(colleague), []);
  // Asked of somebody else, nothing is to be decided either.
  await must(worker.cases.steps.referOn(caseId, [question(jobs.id, "medical", ["referral"])]));
  assert.deepEqual(open(worker), []);
});

test("[FD16i] [FD16j] [FD15] an authority is asked in a running case for no help, and is in no contact, nor may bring anybody in, once it was given what was agreed to", async (t) => {
  const { world, legal, clinic, worker, lawyer, nurse, caseId } = await running(t);
  const board = await world.organisation("competent-authority", "Example Authority");
  const official = await world.member(board.devices[0] ?? assert.fail());
  await world.settle(worker, official);
  const { need: _need, ...decision } = question(board.id, "documents", ["referral", "identity", "legal"]);
  const misplaced = await worker.cases.steps.referOn(caseId, [{ ...decision, need: "documents" }]);
  assert.equal(misplaced.is === "failed" && misplaced.reason, "not-allowed", "it gives no help");
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, nurse);
  await must(worker.cases.steps.referOn(caseId, [decision]));
  await world.settle(worker, official);
  assert.equal(official.cases.inbox[0]?.state, "received");
  assert.doesNotMatch(textIn(official, caseId), /Test Person 1|debt-bondage/, "no name, no signs before it accepted");
  assert.deepEqual(placeOf(official, caseId, board.id)?.needs, []);
  await answer(official, caseId, "accept");
  await world.settle(official, worker, official);
  const { state, actions } = official.cases.view(caseId) ?? assert.fail();
  assert.match(textIn(official, caseId), /Test Person 1/);
  assert.doesNotMatch(textIn(official, caseId), /example number|example employer/);
  assert.ok(!state.inContact.includes(board.id));
  // FD16j: whom else somebody asked for which help is none of its business.
  const questions = official.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "ask") ?? [];
  assert.deepEqual(
    questions.map(({ answers }) => answers.get("need")?.value),
    [undefined],
    "its own question, for no help",
  );
  assert.deepEqual(
    actions.flatMap(({ verbs }) => verbs),
    [],
  );
  assert.ok(official.cases.sheets(caseId)?.writable.includes("identification"));
  // FM9j: what the shelter follows rings at the shelter.
  const permit = { on: "2026-01-15", kind: "residence", state: "granted", until: "2026-03-01" };
  await must(worker.cases.saveSheet(caseId, { form: "permit", set: permit }));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, official);
  const isReminded = (member: Device) => member.cases.list.openTasks.some(({ form }) => form === "permit");
  assert.ok(official.cases.sheets(caseId)?.sheets.some(({ form }) => form === "permit"));
  assert.deepEqual([isReminded(worker), isReminded(official)], [true, false]);
  const yes = { ...question(legal.id, "legal-advice", ["referral"]).agreed, organisation: legal.id };
  const grant = await official.cases.consents.grant(caseId, yes);
  assert.equal(grant.is, "failed");
  await world.settle(lawyer);
  assert.equal(lawyer.cases.inbox.length, 0);
});

test("[FD16d] [FD2] that the person is in danger now is heard by every helper, whoever was asked besides, and nobody who was asked hears of another", async (t) => {
  const { world, legal, clinic, jobs, worker, lawyer, nurse, adviser, caseId } = await running(t);
  const { agreed } = question(legal.id, "legal-advice", ["referral", "identity", "legal"]);
  await must(worker.cases.consents.grant(caseId, { ...agreed, organisation: legal.id }));
  await must(
    worker.cases.steps.referOn(caseId, [
      question(clinic.id, "medical", ["referral", "health"]),
      question(jobs.id, "job", ["referral"]),
    ]),
  );
  await world.settle(worker, lawyer, nurse, adviser);
  const warn = (danger: string) =>
    must(worker.cases.saveSheet(caseId, { form: "danger", set: { danger, on: "2026-01-15" } }));
  const heard = () => [lawyer, nurse, adviser].map((member) => member.cases.view(caseId)?.state.danger);
  await warn("now");
  await world.settle(worker, lawyer, nurse, adviser);
  assert.deepEqual(heard(), ["now", "now", "now"]);
  await warn("not-now");
  await world.settle(worker, lawyer, nurse, adviser);
  assert.deepEqual(heard(), ["not-now", "not-now", "not-now"]);
  assert.equal(worker.cases.view(caseId)?.state.danger, "not-now", "no question keeps it");
  const mentions = (member: Device, organisation: string) => textIn(member, caseId).includes(organisation);
  for (const [member, others] of [
    [nurse, [jobs.id, legal.id]],
    [adviser, [clinic.id, legal.id]],
  ] as const)
    for (const other of others) assert.ok(!mentions(member, other));
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker, nurse);
  await warn("now");
  await world.settle(worker, lawyer, nurse, adviser);
  assert.deepEqual(heard(), ["now", "now", "now"]);
  await answer(adviser, caseId, "decline");
  await world.settle(adviser, worker);
  await warn("not-now");
  await world.settle(worker, lawyer, nurse, adviser);
  assert.deepEqual(heard(), ["not-now", "not-now", "now"], "who declined hears no more");
  assert.equal(worker.cases.view(caseId)?.state.danger, "not-now", "nor does its question keep it");
  for (const member of [worker, lawyer, nurse, adviser]) assert.deepEqual(verdictsIn(member, caseId), []);
  const [ask] = worker.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "ask") ?? [];
  const sheet = ask?.sheet ?? assert.fail();
  const again = await worker.cases.saveSheet(caseId, { form: "ask", sheet, set: { need: "job" } });
  assert.equal(again.is === "failed" && again.reason, "not-allowed");
  const out = await worker.cases.saves.strikeOutSheet(caseId, "ask", sheet);
  assert.equal(out.is === "failed" && out.reason, "not-allowed");
});

test("[FD16d] a warning of who was asked for one help ends there when whoever is with the person says that it is over, and counts anew when they warn again", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, nurse);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker);
  const heard = () =>
    [worker, nurse].map((member) => {
      const { danger, dangerSaid } = member.cases.view(caseId)?.state ?? assert.fail();
      return [danger, dangerSaid?.by];
    });
  const shelter = worker.cases.view(caseId)?.state.inContact[0];
  await must(nurse.cases.saves.sayDanger(caseId, "now"));
  await world.settle(nurse, worker, nurse);
  assert.deepEqual(heard(), [
    ["now", clinic.id],
    ["now", clinic.id],
  ]);
  await must(worker.cases.saves.sayDanger(caseId, "not-now"));
  await world.settle(worker, nurse, worker);
  assert.deepEqual(heard(), [
    ["not-now", shelter],
    ["not-now", shelter],
  ]);
  await must(nurse.cases.saves.sayDanger(caseId, "now"));
  await world.settle(nurse, worker, nurse);
  assert.deepEqual(heard(), [
    ["now", clinic.id],
    ["now", clinic.id],
  ]);
  for (const member of [worker, nurse]) assert.deepEqual(verdictsIn(member, caseId), []);
});

test("[FD16d] [FD2j] a question that says no danger, since the person was met, takes nothing from what was seen when they were referred", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t, { danger: "now" });
  await must(worker.cases.steps.answer(caseId, worker.cases.inbox[0]?.referral ?? "", { verb: "meet" }));
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, nurse);
  const said = (member: Device) => member.cases.view(caseId)?.state;
  assert.equal(said(nurse)?.danger, "not-now");
  assert.deepEqual([said(worker)?.danger, said(worker)?.dangerSaid?.isRenewed], ["now", false]);
});

test("[FD16d] an organisation that was asked and suspended since keeps nobody from saying that the person is in danger", async (t) => {
  const { world, clinic, jobs, worker, nurse, adviser, caseId } = await running(t);
  const questions = [question(clinic.id, "medical", ["referral"]), question(jobs.id, "job", ["referral"])];
  await must(worker.cases.steps.referOn(caseId, questions));
  await world.settle(worker, nurse, adviser);
  await world.registrar.council("organisation.suspend", { organisation: clinic.id });
  await world.settle(worker, adviser);
  await must(worker.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } }));
  await world.settle(worker, adviser);
  for (const member of [worker, adviser]) assert.equal(member.cases.view(caseId)?.state.danger, "now");
});

test("[FD16d] what another provider in contact says of the danger is said by the question of who asked, and by no other program", async (t) => {
  const { world, legal, clinic, worker, lawyer, nurse, caseId } = await running(t);
  const { agreed } = question(legal.id, "legal-advice", ["referral", "identity", "legal"]);
  await must(worker.cases.consents.grant(caseId, { ...agreed, organisation: legal.id }));
  await world.settle(worker, lawyer);
  await must(worker.cases.steps.handOverLead(caseId, legal.id));
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, lawyer, nurse);
  await must(lawyer.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } }));
  await world.settle(lawyer, worker, nurse);
  const heard = [worker, lawyer, nurse].map((member) => member.cases.view(caseId)?.state.danger);
  assert.deepEqual(heard, ["now", "now", "now"], "by the question of who asked");
  for (const member of [worker, lawyer, nurse]) assert.deepEqual(verdictsIn(member, caseId), []);
});

test("[FD16g] who was brought in and leads now asks others, and whoever is asked accepts and gets what was agreed to", async (t) => {
  const { world, legal, clinic, worker, lawyer, nurse, caseId } = await running(t);
  const { agreed } = question(legal.id, "legal-advice", ["referral", "identity", "legal"]);
  await must(worker.cases.consents.grant(caseId, { ...agreed, organisation: legal.id }));
  await world.settle(worker, lawyer);
  await must(worker.cases.steps.handOverLead(caseId, legal.id));
  await world.settle(worker, lawyer);
  await must(lawyer.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "identity"])]));
  await world.settle(lawyer, nurse);
  assert.doesNotMatch(textIn(nurse, caseId), /Test Person 1/);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, lawyer, nurse, worker);
  for (const member of [worker, lawyer, nurse]) assert.deepEqual(verdictsIn(member, caseId), []);
  assert.match(textIn(nurse, caseId), /Test Person 1/);
});

test("[FM15e] [FD16] a question says of the age what was said of it, ends no doubt, and names the class where one is known", async (t) => {
  const { world, legal, clinic, worker, lawyer, nurse, caseId } = await running(t);
  const answers = () => {
    const asked = lawyer.cases.sheets(caseId)?.sheets.findLast(({ form }) => form === "ask");
    return ["age", "age-class"].map((key) => asked?.answers.get(key)?.value);
  };
  const age = (set: { readonly age: string }) =>
    must(
      worker.cases.saveSheet(caseId, {
        form: "age",
        set: { on: "2026-01-15", "known-from": "own-word", ...set },
      }),
    );
  await age({ age: "in-doubt" });
  await must(worker.cases.saveSheet(caseId, { form: "person", set: { born: "2011-03" } }));
  assert.equal(worker.cases.sheets(caseId)?.ageClass, "9-17");
  const asks = (to: string) => {
    const asked = question(to, "legal-advice", ["referral"]);
    const rests = { basis: "best-interest-of-child", guardian: "not-reached", assent: "yes" } as const;
    return must(worker.cases.steps.referOn(caseId, [{ ...asked, agreed: { ...asked.agreed, ...rests } }]));
  };
  await asks(legal.id);
  await world.settle(worker, lawyer);
  assert.deepEqual(answers(), ["in-doubt", undefined]);
  for (const member of [worker, lawyer]) assert.equal(member.cases.view(caseId)?.state.age, "in-doubt");
  assert.equal(lawyer.cases.sheets(caseId)?.facts.child, true);

  await age({ age: "child" });
  await asks(clinic.id);
  await world.settle(worker, nurse);
  const [seen] = nurse.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "ask") ?? [];
  assert.deepEqual(
    ["age", "age-class"].map((key) => seen?.answers.get(key)?.value),
    ["child", "9-17"],
  );
  assert.equal(nurse.cases.sheets(caseId)?.ageClass, "9-17", "without a day of birth");
});

test("[FD15a] an officer refers to a shelter and to the authority at once: two referrals in one case, of which neither bars the other", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const board = await world.organisation("competent-authority", "Example Authority");
  const official = await world.member(board.devices[0] ?? assert.fail());
  await world.settle(officer);
  assert.deepEqual(
    officer.directory.authorities.map(({ id }) => id),
    [board.id],
    "it is offered by its role, since it publishes no service",
  );
  const draft = exampleDraft([shelter]);
  const decides = { organisation: board.id, decides: true, compartments: ["referral", "identity"] } as const;
  await must(officer.drafts.send({ ...draft, choices: [...(draft.choices ?? []), decides] }));
  await world.settle(officer, official, worker);
  await answer(official, official.cases.inbox[0]?.caseId ?? "", "accept");
  await world.settle(official, worker);
  const { caseId } = worker.cases.inbox[0] ?? assert.fail();
  await answer(worker, caseId, "accept");
  await world.settle(worker, official);
  const { referrals, inContact } = worker.cases.view(caseId)?.state ?? assert.fail();
  assert.deepEqual(
    referrals.map(({ places }) => places.map(({ state }) => state)),
    [["accepted"], ["accepted"]],
  );
  assert.deepEqual(inContact, [shelter.id]);
  assert.match(textIn(official, caseId), /Test Person 1/);
  assert.doesNotMatch(textIn(official, caseId), /example number|example employer/);
});

test("[R10] what leaves with a question is coded to the last answer: nobody who is asked reads a word that somebody wrote, nor is the story told again", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t);
  const story = { form: "story", set: { words: "canary-story-marker", on: "2026-01-15", "told-again": true } };
  await must(worker.cases.saveSheet(caseId, story));
  await must(worker.cases.saves.sendNow());
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "health", "support"])]));
  await world.settle(worker, nurse);
  const written = () =>
    (nurse.cases.view(caseId)?.state.entries ?? []).flatMap(({ content }) =>
      content.kind === "answers" && !("newer" in content) ? [content.body] : [],
    );
  assert.deepEqual(
    written().map(({ form, part }) => [form, part]),
    [["ask", "referral"]],
  );
  for (const value of Object.values(written()[0]?.set ?? {})) assert.match(String(value), /^[a-z0-9-]{1,24}$/);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker, nurse);
  assert.ok(!written().some(({ part }) => part === "narrative" || part === "legal"));
  assert.doesNotMatch(textIn(nurse, caseId), /canary-story-marker|debt-bondage/);
});

test("[R23] neither the list of tasks nor a row says who the person is or whom they asked by letter, and a refusal names nobody", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "identity"])]));
  const outside = { name: "canary-office-marker", need: "documents", asked: "2026-01-15", named: true };
  await must(worker.cases.saveSheet(caseId, { form: "outside", set: outside }));
  await world.settle(worker, nurse);
  await answer(nurse, caseId, "decline");
  await world.settle(nurse, worker);
  const shown = JSON.stringify([
    worker.cases.list.openTasks,
    worker.cases.list.caseload,
    nurse.cases.list.openTasks,
    nurse.cases.inbox,
  ]);
  assert.match(shown, /referral\.next/);
  assert.match(shown, /"form":"outside"|outside\/wait/);
  assert.doesNotMatch(shown, /Test Person|canary-office-marker|example number/);
  const refusals = [
    await worker.cases.steps.recallReferral(caseId, placeOf(worker, caseId, clinic.id)?.id ?? ""),
    await worker.cases.steps.giveAgreed(caseId, placeOf(worker, caseId, clinic.id)?.id ?? ""),
    await nurse.cases.steps.handOverLead(caseId, clinic.id),
  ];
  assert.deepEqual(
    refusals.map(({ is }) => is),
    ["failed", "failed", "failed"],
  );
  assert.doesNotMatch(JSON.stringify(refusals), new RegExp(`Test Person|${caseId}|${clinic.id}`));
});

test("[R25] [FM10h] what the person says of the help goes to nobody by a question or by what follows upon it, and what they say to who was asked reaches nobody else", async (t) => {
  const { world, clinic, worker, nurse, caseId } = await running(t);
  const word = { heard: "in-person", "got-help": "no", "felt-safe": "no", asks: "complaint", on: "2026-01-15" };
  await must(worker.cases.saveSheet(caseId, { form: "own-word", set: word }));
  await must(worker.cases.saves.sendNow());
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "support"])]));
  await world.settle(worker, nurse);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker, nurse);
  const ownWords = (member: Device) =>
    member.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "own-word").length ?? 0;
  assert.ok(nurse.cases.sheets(caseId)?.writable.includes("own-word"), "the help was agreed to");
  assert.deepEqual([ownWords(worker), ownWords(nurse)], [1, 0]);
  await must(nurse.cases.saveSheet(caseId, { form: "own-word", set: { ...word, asks: "nothing" } }));
  await must(nurse.cases.saves.sendNow());
  await world.settle(nurse, worker);
  assert.deepEqual([ownWords(worker), ownWords(nurse)], [1, 1], "the shelter does not read what was said of it");
});

test("[R22] an organisation in another country is asked once the person agreed that this is read there, and not before", async (t) => {
  const { world, worker, caseId } = await running(t);
  const abroad = await world.organisation("shelter", "Example Shelter Abroad", "AE");
  const receiver = await world.member(abroad.devices[0] ?? assert.fail());
  await world.settle(worker, receiver);
  const asked = question(abroad.id, "return", ["referral"]);
  const silent = await worker.cases.steps.referOn(caseId, [asked]);
  assert.equal(silent.is === "failed" && silent.reason, "transfer-not-agreed");
  await must(
    worker.cases.steps.referOn(caseId, [
      { ...asked, agreed: { ...asked.agreed, purposes: ["support", "transfer-abroad"] } },
    ]),
  );
  await world.settle(worker, receiver);
  const { consents = [] } = receiver.cases.view(caseId)?.state ?? {};
  const yes = consents.find(({ organisation }) => organisation === abroad.id);
  assert.deepEqual(yes?.purposes, ["referral", "transfer-abroad"]);
  assert.equal(receiver.cases.inbox[0]?.state, "received");
});

test("[FD16d] [FD11e] of who was asked for one help is said before it is brought in that the signs stay here, and they do", async (t) => {
  const { world, legal, clinic, worker, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await world.settle(worker, nurse);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker);
  const more = (organisation: string, ...parts: readonly Compartment[]) =>
    consentFor(organisation, ["referral", "identity", ...parts]);
  const isWithoutSigns = (consent: ReturnType<typeof more>) =>
    worker.cases.consents.sharing(caseId, consent)?.withoutSigns;
  assert.equal(isWithoutSigns(more(clinic.id)), true);
  assert.equal(isWithoutSigns(more(clinic.id, "narrative")), false);
  assert.equal(isWithoutSigns(more(legal.id)), false, "it was asked for nothing");
  await must(worker.cases.consents.grant(caseId, more(clinic.id)));
  await world.settle(worker, nurse);
  const forms = nurse.cases.sheets(caseId)?.sheets.map(({ form }) => form);
  assert.ok(forms?.includes("person"));
  assert.ok(!forms?.includes("first-line"));
});

test("[FD2k] of two devices of one organisation, one asks the clinic for the path alone while the other gives it more: the smaller yes holds, both devices say so, and it can be given again", async (t) => {
  const { world, clinic, worker, colleague, nurse, caseId } = await running(t);
  const said = () => [worker, colleague, nurse].map((each) => each.cases.view(caseId)?.notGiven);
  const forms = () => (nurse.cases.sheets(caseId)?.sheets ?? []).map(({ form }) => form);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  const more = consentFor(clinic.id, ["referral", "identity"]);
  // Neither device has heard of the other's word.
  await must(colleague.cases.consents.grant(caseId, more));
  assert.deepEqual(said(), [[], [], undefined], "it was done");
  await world.settle(worker);
  await world.settle(colleague, worker, nurse);
  assert.equal(forms().includes("person"), false);
  assert.deepEqual(said(), [[clinic.id], [clinic.id], []]);
  await must(colleague.cases.consents.grant(caseId, more));
  await world.settle(colleague, worker, nurse);
  assert.deepEqual([said(), forms().includes("person")], [[[], [], []], true]);
});

test("[FD2k] what follows by itself upon an acceptance, and a second question, do not end it", async (t) => {
  const { world, clinic, worker, colleague, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral", "health"])]));
  await must(colleague.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "identity"])));
  await world.settle(worker);
  await world.settle(colleague, worker, nurse);
  await answer(nurse, caseId, "accept");
  await world.settle(nurse, worker, colleague);
  const { entries } = colleague.cases.view(caseId)?.state ?? assert.fail();
  const isUpon = ({ content }: (typeof entries)[number]) =>
    content.kind === "consent.give" && !("newer" in content) && content.body.upon !== undefined;
  assert.ok(entries.some(isUpon), "health followed");
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "psychological", ["referral"])]));
  await world.settle(worker, nurse, colleague);
  assert.deepEqual(
    [worker, colleague].map((each) => each.cases.view(caseId)?.notGiven),
    [[clinic.id], [clinic.id]],
  );
});

test("[FD2k] a withdrawal of the narrowed yes ends what is said of it", async (t) => {
  const { world, clinic, worker, colleague, nurse, caseId } = await running(t);
  await must(worker.cases.steps.referOn(caseId, [question(clinic.id, "medical", ["referral"])]));
  await must(colleague.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "identity"])));
  await world.settle(worker);
  await world.settle(colleague, worker, nurse);
  const narrowed = colleague.cases
    .view(caseId)
    ?.state.consents.find(({ said }) => said.includes("identity") && said.length === 2);
  await must(colleague.cases.consents.withdrawConsent(caseId, narrowed?.id ?? assert.fail()));
  await world.settle(colleague, worker);
  assert.deepEqual(
    [worker, colleague].map((each) => each.cases.view(caseId)?.notGiven),
    [[], []],
  );
});
