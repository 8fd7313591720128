// A return against the rest of its case, through the real engine: what crosses beside the consents, the halves beside the agreed level, and from when on the
// receiver has something to do.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { answering, exampleDraft, World } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import { caseMark } from "../../core/case/mark.ts";
import { halfOf, knownAnswers } from "../../core/case/return-plan.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import type { Answers } from "../../core/form/form.ts";
import { isMeeting } from "../../core/form/tasks.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

const begin = Date.UTC(2031, 3, 1, 9);
const today = "2031-04-01";

async function founded(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1, now: begin });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const home = await world.organisation("reintegration", "Example Reintegration South");
  const member = ({ devices }: typeof border) => world.member(devices[0] ?? assert.fail());
  const [officer, sender, receiver] = [await member(border), await member(shelter), await member(home)];
  return { world, shelter, home, member, officer, sender, receiver };
}

/** The person agreed that others write for the shelter about their safety, too. */
function draftFor(shelter: Parameters<typeof exampleDraft>[0][number]) {
  const { consent, choices = [], ...draft } = exampleDraft([shelter]);
  const compartments = [...(consent?.compartments ?? []), "safety"] as const;
  return {
    ...draft,
    consent: { ...consent, compartments },
    choices: choices.map((each) => ({ ...each, compartments })),
  };
}

/** The shelter has the person; who is at home was asked without a name, and accepted. */
async function asked(t: TestContext) {
  const { world, home, officer, sender, receiver, ...more } = await founded(t);
  await must(officer.drafts.send(draftFor(more.shelter)));
  await world.settle(officer, sender);
  const { caseId, referral } = sender.cases.inbox[0] ?? assert.fail();
  for (const verb of ["accept", "meet"] as const)
    await must(sender.cases.steps.answer(caseId, referral ?? "", { verb }));
  const { organisation, ...agreed } = consentFor(home.id, ["referral"]);
  await must(sender.cases.steps.referOn(caseId, [{ organisation, need: "return", agreed }]));
  await world.settle(sender, receiver);
  await must(receiver.cases.steps.answer(caseId, receiver.cases.inbox[0]?.referral ?? "", { verb: "accept" }));
  await world.settle(receiver, sender, receiver);
  const save = (who: Device, form: string, set: Answers["set"]) => who.cases.saveSheet(caseId, { form, set });
  const share = async (...parts: readonly Compartment[]) => {
    await must(sender.cases.consents.grant(caseId, consentFor(home.id, ["referral", ...parts])));
    await world.settle(sender, receiver);
  };
  return { world, home, officer, sender, receiver, caseId, save, share, ...more };
}

const decided = (receiver: string) => ({
  ...{ "told-asylum": true, "told-state": true, wish: "yes", "freely-on": today, country: "TJ" },
  ...{ receiver, crosses: ["name", "risk"], risk: "acceptable", "risk-on": today, "risk-until": "2031-06-30" },
});
const plan = (receiver: string) => ({
  ...{ travel: "2031-04-20", "meet-on": "2031-04-20", "meet-at": "14:05", "met-by": receiver },
  "meet-where": "Example: the first desk after the gate",
  "receiver-says": "Example: Are you here for the course?",
  "person-answers": "Example: For the second one.",
});
const openTasks = (who: Device, caseId: string) =>
  (who.cases.sheets(caseId)?.tasks ?? []).filter(({ state }) => state === "open").map(({ does }) => does);

test("[FM22e] no day of travel is saved while something crosses that no consent opens to the receiver, and both sides see what was not decided", async (t) => {
  const { world, home, sender, receiver, caseId, save, share } = await asked(t);
  const misfit = (who: Device) => who.cases.sheets(caseId)?.returnMisfit;
  assert.equal(misfit(sender), null);
  await must(save(sender, "return", decided(home.id)));
  assert.deepEqual(misfit(sender)?.notOpened, ["identity", "safety"]);
  const early = await save(sender, "return", plan(home.id));
  assert.equal(early.is === "failed" && early.reason, "crosses-without-consent");
  await share("identity", "health");
  assert.deepEqual(misfit(sender)?.notOpened, ["safety"]);
  assert.deepEqual(misfit(sender)?.notDecided, ["health"]);
  assert.equal((await save(sender, "return", plan(home.id))).is, "failed", "half of it is shared");
  await share("identity", "safety");
  await must(save(sender, "return", plan(home.id)));
  await world.settle(sender, receiver);
  for (const who of [sender, receiver]) {
    assert.deepEqual(misfit(who)?.notOpened, []);
    assert.deepEqual(misfit(who)?.notDecided, ["health"], "the receiver sees it too");
  }
  // What was planned is not held up: that the person left is saved also after a consent has ended.
  const { consents } = sender.cases.view(caseId)?.state ?? assert.fail();
  for (const { id, organisation } of consents)
    if (organisation === home.id) await must(sender.cases.consents.withdrawConsent(caseId, id));
  assert.deepEqual(misfit(sender)?.notOpened, ["identity", "safety"]);
  await must(save(sender, "return", { "left-on": today }));
});

test("[FM22e] [FM22a] a half of the risk that is missing, says another level, or holds less long than was agreed is said at both; which half it is the program knows of who has the person and who receives them, and of nobody else", async (t) => {
  const { world, home, sender, receiver, caseId, save, share, member } = await asked(t);
  await share("identity", "safety");
  await must(save(sender, "return", decided(home.id)));
  const halves = async () => {
    await world.settle(sender, receiver, sender);
    const [one, other] = [sender, receiver].map((who) => who.cases.sheets(caseId)?.returnMisfit?.halves ?? []);
    assert.deepEqual(one, other);
    return one?.map(({ half, isMissing, level, until }) => `${half} ${isMissing ? "missing" : level} ${until}`);
  };
  assert.deepEqual(await halves(), ["leaving missing null", "arriving missing null"]);
  const half = { on: today, sought: "no", level: "acceptable", until: "2031-06-30" };
  await must(save(sender, "return-risk", half));
  await must(save(receiver, "return-risk", { ...half, level: "not-acceptable", until: "2031-05-01" }));
  assert.deepEqual(await halves(), ["arriving not-acceptable 2031-05-01"]);
  world.wait(86_400_000);
  await world.settle(sender, receiver);
  await must(save(receiver, "return-risk", { ...half, on: "2031-04-02", until: "2031-07-31" }));
  assert.deepEqual(await halves(), [], "the newest half counts");
  assert.equal(sender.cases.sheets(caseId)?.returnMisfit, null);
  const unasked = { form: "return-risk", set: half, gone: { half: "not-asked" } } as const;
  const sheet = await must(sender.cases.saveSheet(caseId, unasked));
  const said = sender.cases
    .sheets(caseId)
    ?.sheets.find((each) => each.sheet === sheet)
    ?.answers.get("half");
  assert.deepEqual([said?.value, said?.missing], [null, "not-asked"], "whoever says why there is none has said it");
  const other = await world.organisation("shelter", "Example Shelter West");
  const helper = await member(other);
  await sender.sync();
  await must(sender.cases.consents.grant(caseId, consentFor(other.id, ["referral", "safety"])));
  await world.settle(sender, helper);
  const known = [sender, receiver, helper].map((who) => who.cases.sheets(caseId)?.facts.half);
  assert.deepEqual(known, ["leaving", "arriving", undefined]);
  const { state } = sender.cases.view(caseId) ?? assert.fail();
  const { session, log } = sender.room.open();
  const alone = { ...state, referrals: [] };
  assert.equal(
    halfOf({ state: alone, sheets: [], directory: log.directory, place: undefined }, session.organisation),
    undefined,
    "nobody here receives them",
  );
  const { form } = sender.directory.forms.newest("return-risk") ?? assert.fail();
  assert.deepEqual(knownAnswers(form, { half: "leaving" }), { half: "leaving" });
  const without = { ...form, fields: form.fields.filter(({ key }) => key !== "half") };
  assert.deepEqual(knownAnswers(without, { half: "leaving" }), {}, "a country's own form does not ask it");
  const others = { ...form, lists: { ...form.lists, half: ["here", "there"] } };
  assert.deepEqual(knownAnswers(others, { half: "leaving" }), {}, "or has other codes");
});

test("[FM22g] the mark of the case is saved neither as what the receiver says, nor as what the person answers, nor as the place", async (t) => {
  const { home, sender, caseId, save, share } = await asked(t);
  await share("identity", "safety");
  const mark = caseMark(caseId);
  for (const key of ["meet-where", "receiver-says", "person-answers"]) {
    const words = { [key]: `Example: ${mark.toLowerCase().replace("-", " ")}` };
    const saved = await save(sender, "return", { ...decided(home.id), ...plan(home.id), ...words });
    assert.equal(saved.is === "failed" && saved.reason, "mark-to-meet", key);
  }
  await must(save(sender, "return", { ...decided(home.id), ...plan(home.id) }));
  await must(save(sender, "note", { on: today, kind: "visit", words: `Example: ${mark}` }));
});

test("[FM22f] who receives the person has nothing to do for them before they left, and then all of it", async (t) => {
  const { world, home, sender, receiver, caseId, save, share } = await asked(t);
  await share("identity", "support", "safety");
  await must(save(sender, "return", { ...decided(home.id), crosses: ["name", "help", "risk"], ...plan(home.id) }));
  await world.settle(sender, receiver);
  const early = openTasks(receiver, caseId);
  assert.ok(early.includes("return") && early.includes("arrival"), "the plan and the arrival are theirs too");
  for (const form of ["risk", "needs", "referral.meet"]) assert.ok(!early.includes(form), form);
  assert.ok(openTasks(sender, caseId).includes("risk"), "who is with the person goes on");
  world.wait(19 * 86_400_000);
  await world.settle(sender, receiver);
  await must(save(sender, "return", { "left-on": "2031-04-20" }));
  await world.settle(sender, receiver);
  const { tasks } = receiver.cases.sheets(caseId) ?? assert.fail();
  assert.equal(tasks.find(({ does }) => does === "risk")?.due, "2031-04-21", "from the departure on");
  assert.ok(tasks.some(isMeeting));
});

test("[FM9k] [FM22d] [FM22f] who was to arrive stays overdue at both through every no, until one says yes or the receiver meets them, and both ends agree", async (t) => {
  const { world, home, sender, receiver, caseId, save, share } = await asked(t);
  await share("identity", "safety");
  await must(save(sender, "return", { ...decided(home.id), ...plan(home.id) }));
  const met = async (day: number) => {
    world.wait(day * 86_400_000);
    await world.settle(sender, receiver, sender);
  };
  const overdue = (who: Device) =>
    (who.cases.sheets(caseId)?.tasks ?? []).flatMap(({ state, rule, does, due }) =>
      state === "open" && (does === "arrival" || does === "referral.meet") ? [`${rule} ${due}`] : [],
    );
  await met(20);
  const next = (who: Device) => who.cases.list.caseload[0]?.next?.rule;
  for (const who of [sender, receiver]) assert.deepEqual([overdue(who), next(who)], [["met 2031-04-20"], "met"]);
  await must(save(sender, "return", { "left-on": "2031-04-20" }));
  await must(save(receiver, "arrival", { on: "2031-04-21", met: "not-known" }));
  await world.settle(sender, receiver, sender);
  assert.deepEqual(overdue(sender), ["met 2031-04-20", "again 2031-04-21"]);
  assert.deepEqual(overdue(receiver), ["met 2031-04-20", "again 2031-04-21", "meet 2031-04-21"]);
  await met(2);
  for (const who of [sender, receiver]) assert.equal(next(who), "met", "it stays the first word of its line");
  await must(save(sender, "arrival", { on: "2031-04-23", met: "yes", "met-on": "2031-04-22" }));
  await world.settle(sender, receiver, sender);
  for (const who of [sender, receiver]) assert.deepEqual(overdue(who), [], "also the meeting of the receiver");
  // It was somebody else.
  await must(save(receiver, "arrival", { on: "2031-04-23", met: "no" }));
  await world.settle(sender, receiver, sender);
  for (const who of [sender, receiver]) assert.ok(overdue(who).includes("met 2031-04-20"));
  await must(receiver.cases.steps.answer(caseId, receiver.cases.inbox[0]?.referral ?? "", { verb: "meet" }));
  await world.settle(sender, receiver, sender);
  for (const who of [sender, receiver]) {
    assert.deepEqual(overdue(who), [], "the meeting is the arrival");
    assert.equal(who.cases.sheets(caseId)?.facts.returned, "2031-04-23");
  }
});

test("[FM22d] a meeting before the person left is no arrival, nor is one by who does not receive them", async (t) => {
  const { world, home, member, sender, receiver, caseId, save, share } = await asked(t);
  const clinic = await world.organisation("health", "Example Clinic");
  const nurse = await member(clinic);
  await world.settle(nurse, sender);
  const { organisation, ...agreed } = consentFor(clinic.id, ["referral"]);
  await must(sender.cases.steps.referOn(caseId, [{ organisation, need: "medical", agreed }]));
  await world.settle(sender, nurse);
  const question = nurse.cases.inbox[0]?.referral ?? "";
  await must(nurse.cases.steps.answer(caseId, question, { verb: "accept" }));
  await world.settle(nurse, sender);
  await share("identity", "safety");
  await must(save(sender, "return", { ...decided(home.id), ...plan(home.id) }));
  await world.settle(sender, receiver);
  await must(receiver.cases.steps.answer(caseId, receiver.cases.inbox[0]?.referral ?? "", { verb: "meet" }));
  world.wait(21 * 86_400_000);
  await world.settle(sender, receiver, nurse);
  await must(nurse.cases.steps.answer(caseId, question, { verb: "meet" }));
  await world.settle(nurse, sender, receiver, sender);
  for (const who of [sender, receiver]) {
    assert.equal(who.cases.sheets(caseId)?.facts.returned, undefined);
    assert.ok(openTasks(who, caseId).includes("arrival"));
  }
});

test("[FM22f] who receives the person later meets them also where the plan says that somebody else sees them arrive", async (t) => {
  const { world, shelter, home, sender, receiver, caseId, save, share } = await asked(t);
  await share("identity", "safety");
  await must(save(sender, "return", { ...decided(home.id), ...plan(home.id), "met-by": shelter.id }));
  world.wait(20 * 86_400_000);
  await world.settle(sender, receiver);
  await must(save(sender, "arrival", { on: "2031-04-21", met: "yes", "met-on": "2031-04-20" }));
  await world.settle(sender, receiver);
  assert.ok(openTasks(receiver, caseId).includes("referral.meet"));
  assert.ok(!openTasks(receiver, caseId).includes("arrival"));
});

test("[FM22f] who is asked at home for somebody abroad meets them once they come, and at once where nobody else is left", async (t) => {
  const { world, shelter, home, officer, sender, receiver } = await founded(t);
  const abroad = answering(exampleDraft([shelter]), "first-line", { place: "AE", wants: ["return"] });
  const { consent = {}, choices = [], ...draft } = abroad;
  const purposes = ["referral", "transfer-abroad"] as const;
  const at = { compartments: choices[0]?.compartments ?? [], abroad: true } as const;
  await must(
    officer.drafts.send({
      ...draft,
      consent: { ...consent, purposes },
      choices: [
        { organisation: shelter.id, ...at },
        { organisation: home.id, ...at, home: true },
      ],
    }),
  );
  await world.settle(officer, sender, receiver);
  const { caseId, referral } = receiver.cases.inbox[0] ?? assert.fail();
  await must(receiver.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(receiver, sender);
  assert.deepEqual(openTasks(receiver, caseId), [], "somebody near the person was asked");
  const near = sender.cases.inbox[0]?.referral ?? "";
  await must(sender.cases.steps.answer(caseId, near, { verb: "decline", reason: "no-place" }));
  await world.settle(sender, receiver);
  assert.ok(openTasks(receiver, caseId).includes("referral.meet"), "nobody is forgotten");
});

for (const how of ["declined", "recalled"] as const)
  test(`[FM22f] who was asked to receive the person, and ${how === "declined" ? "declined" : "was not needed"}, has its tasks in what it helps with later`, async (t) => {
    const { world, shelter, home, officer, sender, receiver } = await founded(t);
    await must(officer.drafts.send(draftFor(shelter)));
    await world.settle(officer, sender);
    const { caseId, referral } = sender.cases.inbox[0] ?? assert.fail();
    for (const verb of ["accept", "meet"] as const)
      await must(sender.cases.steps.answer(caseId, referral ?? "", { verb }));
    const { organisation, ...agreed } = consentFor(home.id, ["referral"]);
    const ask = async (need: "return" | "job") => {
      await must(sender.cases.steps.referOn(caseId, [{ organisation, need, agreed }]));
      return sender.cases.view(caseId)?.state.referrals.at(-1)?.id ?? assert.fail();
    };
    const first = await ask("return");
    if (how === "recalled") await must(sender.cases.steps.recallReferral(caseId, first));
    await world.settle(sender, receiver);
    if (how === "declined")
      await must(receiver.cases.steps.answer(caseId, first, { verb: "decline", reason: "no-place" }));
    await world.settle(receiver, sender);
    const second = await ask("job");
    await world.settle(sender, receiver);
    await must(receiver.cases.steps.answer(caseId, second, { verb: "accept" }));
    await world.settle(receiver, sender);
    await must(sender.cases.consents.grant(caseId, consentFor(home.id, ["referral", "identity", "support", "safety"])));
    await world.settle(sender, receiver);
    assert.equal(receiver.cases.view(caseId)?.state.referrals.find(({ id }) => id === first)?.places[0]?.state, how);
    assert.ok(openTasks(receiver, caseId).includes("risk"), openTasks(receiver, caseId).join());
  });

test("[FM22f] nobody takes the tasks of who is with the person, by naming it as the receiver", async (t) => {
  const { world, shelter, member, officer, sender } = await founded(t);
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const clinic = await world.organisation("health", "Example Clinic");
  const [lawyer, nurse] = [await member(legal), await member(clinic)];
  await must(officer.drafts.send(draftFor(shelter)));
  await world.settle(officer, sender);
  const { caseId, referral } = sender.cases.inbox[0] ?? assert.fail();
  await must(sender.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  for (const { id } of [legal, clinic]) {
    await must(sender.cases.consents.grant(caseId, consentFor(id, ["referral", "identity", "support", "safety"])));
    await world.settle(sender, lawyer, nurse);
  }
  for (const { id } of [shelter, clinic]) {
    await must(lawyer.cases.saveSheet(caseId, { form: "return", set: { ...decided(id), crosses: ["name"] } }));
    await world.settle(lawyer, sender, nurse, lawyer);
    assert.equal(
      sender.cases
        .sheets(caseId)
        ?.sheets.find(({ form }) => form === "return")
        ?.answers.get("receiver")?.value,
      id,
    );
    assert.ok(openTasks(sender, caseId).includes("referral.meet"));
    assert.ok(openTasks(nurse, caseId).includes("risk"));
  }
  // Nor does who is with the person too.
  await must(sender.cases.steps.handOverLead(caseId, legal.id));
  await world.settle(sender, lawyer);
  await must(lawyer.cases.saveSheet(caseId, { form: "return", set: { receiver: shelter.id } }));
  await world.settle(lawyer, sender, lawyer);
  assert.ok(openTasks(sender, caseId).includes("referral.meet"));
});
