// Sheets at the desk of a case worker, through the real engine and host: saved, corrected, struck out, kept as a draft, read by whom the person agreed
// to, and what is due from them.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sheetsSince as sheetsOf } from "../../../test/support/since-referral.ts";
import { atTheBorder, exampleDraft, testPassphrase } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";
import type { SheetSave } from "./save-sheet.ts";
import { sheetDraftMilliseconds } from "./sheet-drafts.ts";

const everything = ["referral", "identity", "contact", "narrative", "support", "safety"] as const;

async function atWork(t: TestContext) {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const clinic = await world.organisation("health", "Example Clinic");
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  const nurse = await world.member(clinic.devices[0] ?? assert.fail());
  await officer.sync();
  await must(officer.drafts.send(exampleDraft([shelter, clinic])));
  await world.settle(officer, worker, nurse);
  const item = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague, nurse);
  return { world, shelter, legal, clinic, worker, colleague, lawyer, nurse, caseId: item.caseId };
}

const service: SheetSave = {
  form: "service",
  set: { kind: "legal-advice", on: "2026-01-15", result: "given" },
};
const answer = (member: Device, caseId: string, key: string) => sheetsOf(member, caseId)[0]?.answers.get(key);

test("[FD10] a service is saved, a colleague sees it, corrects it, and the history names both with their reasons", async (t) => {
  const { world, worker, colleague, shelter, caseId } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  assert.equal(answer(worker, caseId, "kind")?.value, "legal-advice", "seen at once where it was written");
  await world.settle(worker, colleague);
  assert.equal(answer(colleague, caseId, "kind")?.value, "legal-advice");
  const correction = { form: "service", sheet, set: { ...service.set, kind: "medical" }, why: "mistake" } as const;
  await must(colleague.cases.saveSheet(caseId, correction));
  await world.settle(colleague, worker);
  const kind = answer(worker, caseId, "kind");
  assert.equal(kind?.value, "medical");
  assert.deepEqual(
    kind?.history.map(({ value, why, by }) => [value, why, by]),
    [
      ["legal-advice", null, shelter.id],
      ["medical", "mistake", shelter.id],
    ],
  );
  assert.equal(answer(worker, caseId, "on")?.history.length, 1, "what is the same is not said again");
  assert.equal(sheetsOf(worker, caseId).length, 1);
});

test("[FD10] a sheet that is struck out is so for everybody, and stays in the history", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  await world.settle(worker, colleague);
  await must(worker.cases.saves.strikeOutSheet(caseId, "service", sheet));
  await world.settle(worker, colleague);
  const [seen] = sheetsOf(colleague, caseId);
  assert.equal(seen?.struckOut, true);
  assert.equal(seen?.answers.get("kind")?.history[0]?.value, "legal-advice");
  const other = await colleague.cases.saves.strikeOutSheet(caseId, "service", "0".repeat(32));
  assert.deepEqual(other.is === "failed" && other.reason, "not-allowed");
});

test("[FD10c] [FM1] an answer that is none of the form and a form that is not ours are refused; a gap is not", async (t) => {
  const { worker, caseId } = await atWork(t);
  const reasonOf = async (save: SheetSave) => {
    const verdict = await worker.cases.saveSheet(caseId, save);
    return verdict.is === "failed" ? verdict.reason : "done";
  };
  assert.equal(await reasonOf({ form: "service", set: { kind: "gold" } }), "sheet-incomplete");
  assert.equal(await reasonOf({ form: "unheard", set: { kind: "x" } }), "not-allowed");
  assert.equal(await reasonOf({ form: "service", set: { kind: "medical" } }), "done");
  assert.equal(await reasonOf({ form: "service", gone: { kind: "refused" } }), "done");
  assert.deepEqual(sheetsOf(worker, caseId).length, 2);
});

test("[FD11b] [R09] a save is read by those who help and whom a consent covers for its part; who was only asked reads nothing of it", async (t) => {
  const { world, worker, nurse, lawyer, legal, shelter, clinic, caseId } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, everything)));
  await world.settle(worker, lawyer);
  const readers = (form: string) => worker.cases.saves.sheetReaders(caseId, form, null).flatMap(({ to }) => to);
  assert.deepEqual(readers("service"), [shelter.id, legal.id].sort());
  assert.deepEqual(readers("note"), [shelter.id], "nobody is asked whether working notes are shared");
  assert.deepEqual(readers("health"), [shelter.id], "nothing was agreed to of health (R14)");
  assert.deepEqual(readers("person"), [shelter.id, legal.id].sort(), "the officer’s consent covers the clinic too");
  assert.ok(!readers("person").includes(clinic.id));
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { level: "high", on: "2026-01-15" } }));
  await must(worker.cases.saveSheet(caseId, { form: "service", set: { kind: "shelter-emergency" }, onlyUs: true }));
  await world.settle(worker, lawyer, nurse);
  assert.deepEqual(
    sheetsOf(lawyer, caseId).map(({ form }) => form),
    ["service", "risk"],
  );
  assert.deepEqual(sheetsOf(nurse, caseId), []);
  const kept = sheetsOf(worker, caseId).find(({ answers }) => answers.get("kind")?.value === "shelter-emergency");
  assert.ok(kept);
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet: kept.sheet, set: { result: "given" } }));
  await world.settle(worker, lawyer);
  assert.equal(sheetsOf(lawyer, caseId).length, 2, "what was kept to ourselves stays so");
});

test("[FD7] a withdrawn consent ends that new saves are shared, at once", async (t) => {
  const { world, worker, lawyer, legal, caseId } = await atWork(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, everything)));
  await world.settle(worker, lawyer);
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id;
  await must(worker.cases.consents.withdrawConsent(caseId, given ?? ""));
  await must(worker.cases.saveSheet(caseId, service));
  await world.settle(worker, lawyer);
  assert.deepEqual(sheetsOf(lawyer, caseId), []);
  assert.deepEqual(
    sheetsOf(worker, caseId).map(({ form }) => form),
    ["service"],
  );
});

test("[EN3g] [EN3i] what was begun of a sheet survives a lock, is forgotten when it is saved, and dies after 14 days of the log's time", async (t) => {
  const { world, worker, caseId } = await atWork(t);
  const draft = { set: { kind: "medical" }, gone: {}, for: "needs/again/2026-01-15/P7D" } as const;
  await must(worker.cases.saves.begun.keep(caseId, "service", null, draft));
  await must(
    worker.cases.saves.begun.keep(caseId, "risk", null, { set: { level: "high" }, gone: { threats: "unknown" } }),
  );
  worker.lock();
  assert.equal(worker.cases.saves.begun.of(caseId, "service", null), null);
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.deepEqual(worker.cases.saves.begun.of(caseId, "service", null), draft);
  await must(worker.cases.saveSheet(caseId, { form: "service", ...draft }));
  assert.equal(worker.cases.saves.begun.of(caseId, "service", null), null);
  assert.deepEqual(
    (await worker.cases.saves.begun.read()).map(({ form }) => form),
    ["risk"],
  );
  world.wait(sheetDraftMilliseconds);
  assert.equal((await worker.cases.saves.begun.read()).length, 1, "by the clock of this device");
  await world.goOn(0, worker);
  assert.deepEqual(await worker.cases.saves.begun.read(), [], "by the log's time");
  assert.deepEqual(await worker.drafts.read(), [], "and no draft of a referral");
});

test("[FM9] what is due follows from the sheets, and is done by a sheet that names the task", async (t) => {
  const { worker, caseId } = await atWork(t);
  const due = () => worker.cases.sheets(caseId)?.tasks.filter(({ form }) => form === "risk") ?? [];
  const before = due().filter(({ state }) => state === "open");
  assert.ok(before.length > 0, "risk is due after acceptance");
  const [task] = before;
  await must(
    worker.cases.saveSheet(caseId, { form: "risk", set: { level: "low", on: "2026-01-15" }, for: task?.id ?? "" }),
  );
  assert.equal(due().find(({ id }) => id === task?.id)?.state, "done");
  assert.equal(worker.cases.sheets(caseId)?.facts.risk, "low");
  assert.ok(worker.cases.list.tasks.every((each) => each.caseId === caseId));
});

test("[FM3] what another answer made not relevant is in the history, and in no count: removed or kept, nothing is due from it", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const met = {
    on: "2026-01-15",
    way: "met",
    "safe-now": "unsafe",
    "exploited-again": "yes",
    housing: "own",
    words: "Example words",
  } as const;
  const hidden = ["safe-now", "exploited-again", "housing", "words"] as const;
  const due = () =>
    worker.cases.sheets(caseId)?.tasks.filter(({ form, rule }) => form === "follow-up" && rule === "risk");
  const isDue = () => due()?.some(({ state }) => state === "open");
  for (const stays of [false, true]) {
    const sheet = await must(worker.cases.saveSheet(caseId, { form: "follow-up", set: met }));
    await must(worker.cases.saves.sendNow());
    assert.equal(isDue(), true, "who is unsafe is looked at again");
    const gone = stays ? {} : Object.fromEntries(hidden.map((key) => [key, "not-relevant"] as const));
    const change = { form: "follow-up", sheet, set: { way: "not-reached" }, gone, why: "mistake" } as const;
    await must(worker.cases.saveSheet(caseId, change));
    await must(worker.cases.saves.sendNow());
    assert.equal(isDue(), false);
    await world.settle(worker, colleague);
    for (const member of [worker, colleague]) {
      const answers = member.cases.sheets(caseId)?.sheets.find((each) => each.sheet === sheet)?.answers;
      for (const key of hidden) {
        const { value, history } = answers?.get(key) ?? assert.fail(key);
        assert.equal(value, stays ? met[key] : null, key);
        assert.equal(history.length, stays ? 1 : 2, "what was said first is in the history");
        assert.ok(history.some((saying) => saying.value === met[key]));
      }
    }
  }
});

test("[FM9] [FD9] of help that ended follow-ups are due; once it goes on, a look at the risk is due again, and the follow-ups are not", async (t) => {
  const { world, worker, caseId } = await atWork(t);
  const referral = worker.cases.inbox[0]?.referral ?? "";
  const due = () => new Set(worker.cases.sheets(caseId)?.tasks.map(({ form, rule }) => `${form}/${rule}`));
  await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
  const risk = { on: "2026-01-15", level: "low", again: "2026-02-15" };
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: risk }));
  await must(worker.cases.saveSheet(caseId, { form: "close", set: { on: "2026-01-15", why: "goal-reached" } }));
  await world.settle(worker);
  assert.ok(due().has("follow-up/months") && !due().has("risk/again"));
  world.wait(3 * 86_400_000);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "reopen", why: "came-back" }));
  await world.settle(worker);
  assert.ok(!due().has("follow-up/months") && due().has("risk/again"));
  assert.equal(worker.cases.sheets(caseId)?.facts.closed, undefined);
  const again = { on: "2026-01-18", why: "returned-home" };
  await must(worker.cases.saveSheet(caseId, { form: "close", set: again }));
  assert.equal(worker.cases.sheets(caseId)?.facts.closed, "2026-01-18", "it may end again, also on the same day");
});

test("[FD9g] [FM9] a sheet that is corrected after the help went on ends it by itself: the follow-ups run, nobody else sees another state, and it may go on again", async (t) => {
  const { world, worker, caseId } = await atWork(t);
  const referral = worker.cases.inbox[0]?.referral ?? "";
  const due = () => new Set(worker.cases.sheets(caseId)?.tasks.map(({ form, rule }) => `${form}/${rule}`));
  const verbs = () => worker.cases.view(caseId)?.actions.flatMap((action) => action.verbs);
  const end = { on: "2026-01-15", why: "lost-contact" };
  const sheet = await must(worker.cases.saveSheet(caseId, { form: "close", set: end }));
  assert.ok(due().has("follow-up/months"));
  assert.deepEqual(verbs(), ["reopen"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "reopen", why: "came-back" }));
  await world.settle(worker);
  assert.ok(!due().has("follow-up/months"));
  assert.deepEqual([worker.cases.inbox[0]?.state, verbs()], ["accepted", ["meet", "close"]]);
  world.wait(86_400_000);
  await must(worker.cases.saveSheet(caseId, { form: "close", sheet, set: { on: "2026-01-16" }, why: "changed" }));
  assert.equal(worker.cases.sheets(caseId)?.facts.closed, "2026-01-16", "said since");
  assert.deepEqual([worker.cases.inbox[0]?.state, verbs()], ["accepted", ["meet", "close", "reopen"]]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "lost-contact" }));
  assert.equal(worker.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "close").length, 1, "asked once");
  assert.deepEqual([worker.cases.inbox[0]?.state, verbs()], ["closed", ["reopen"]]);
});

test("[FD7] [FM9] of a case that was erased nothing is due", async (t) => {
  const { world, worker, shelter, caseId } = await atWork(t);
  assert.ok(worker.cases.list.tasks.length > 0);
  const consents = worker.cases.view(caseId)?.state.consents ?? [];
  const given = consents.find(({ organisation }) => organisation === shelter.id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker);
  assert.equal(worker.cases.inbox[0]?.state, "erased");
  assert.deepEqual(worker.cases.list.tasks, []);
});

test("[FD8] [SL10] [R13] a name that stands in a sheet is found, and that it was found is logged as opened", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, { form: "person", set: { given: "Test", family: "Familyname" } }));
  await world.settle(worker, colleague);
  const found = await must(colleague.cases.list.findNamed("Familyname"));
  assert.deepEqual([...found.caseIds], [caseId]);
  const save = colleague.cases
    .sheets(caseId)
    ?.sheets.find(({ form }) => form === "person")
    ?.saves.at(-1);
  const opened = colleague.cases
    .view(caseId)
    ?.state.entries.flatMap(({ content }) =>
      content.kind === "opened" && !("newer" in content) ? content.body.entries : [],
    );
  assert.ok(opened?.includes(save ?? ""));
  assert.equal((await must(colleague.cases.list.findNamed("Nobody"))).count, 0);
});

test("[FD7l] [R11] what a confirmed withdrawal ends takes sheets, their drafts and their tasks with it", async (t) => {
  const { world, worker, shelter, caseId } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saves.begun.keep(caseId, "risk", null, { set: { level: "high" }, gone: {} }));
  await world.settle(worker);
  const state = worker.cases.view(caseId)?.state;
  const consent = state?.consents.find(({ organisation }) => organisation === shelter.id)?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(caseId, consent));
  await must(worker.cases.consents.confirmWithdrawal(caseId, consent));
  await world.settle(worker);
  assert.deepEqual(sheetsOf(worker, caseId), []);
  assert.equal(worker.cases.saves.begun.of(caseId, "risk", null), null, "not in memory either");
  assert.deepEqual(worker.cases.saves.begun.all, []);
  assert.deepEqual(await worker.cases.saves.begun.read(), []);
  assert.deepEqual(worker.cases.sheets(caseId)?.writable, []);
  const late = await worker.cases.saves.begun.keep(caseId, "risk", null, { set: { level: "low" }, gone: {} });
  assert.equal(late.is, "done");
  assert.deepEqual(await worker.cases.saves.begun.read(), [], "nothing is kept about a case that was erased");
});

test("a locked desk shows no sheet, no task and no draft", async (t) => {
  const { worker, caseId } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  worker.lock();
  assert.equal(worker.cases.sheets(caseId), null);
  assert.deepEqual(worker.cases.list.tasks, []);
  assert.deepEqual(worker.cases.saves.sheetReaders(caseId, "service", null), []);
});

test("[SL8] [FD10] a year's file of 60 sheets with corrections comes to a newcomer: the heads of its sheets, without readings and what stays with us", async (t) => {
  const { world, worker, colleague, lawyer, legal, caseId } = await atWork(t);
  for (let n = 0; n < 60; n++) {
    const on = `2026-01-${String((n % 15) + 1).padStart(2, "0")}`;
    const text = `Example ${n}: ${"what was agreed in plain words, ".repeat(8)}`;
    const isRisk = n % 4 === 0;
    const save = isRisk
      ? { form: "risk", set: { on, level: "medium", "own-view": "unsure", reasons: text } }
      : { form: "service", set: { on, kind: "legal-advice", result: "given" } };
    const sheet = await must(worker.cases.saveSheet(caseId, save));
    const again = isRisk ? { level: "high", reasons: `${text}!` } : { kind: "medical" };
    await must(worker.cases.saveSheet(caseId, { form: save.form, sheet, set: again, why: "changed" }));
    // No year's file waits whole to be sealed: each save is tried together with all that waits.
    if (n % 10 === 9) await must(worker.cases.saves.sendNow());
  }
  await must(worker.cases.saveSheet(caseId, { form: "note", set: { words: "stays with us", on: "2026-01-15" } }));
  await world.settle(worker, colleague);
  await must(colleague.cases.reading.recordOpening(caseId));
  await world.settle(colleague, worker);
  const before = worker.cases.view(caseId)?.state.entries.length ?? 0;
  assert.ok(before > 120);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, everything)));
  await world.settle(worker, lawyer);
  const grants = worker.cases.view(caseId)?.state.entries.filter(({ content }) => content.kind === "grant") ?? [];
  const sizes = grants.map(({ content }) => JSON.stringify(content).length);
  t.diagnostic(`${before} entries, ${grants.length} grants of ${sizes.join(", ")} characters`);
  assert.ok(grants.length >= 2 && grants.every(({ verdict }) => verdict.is === "effective"));
  const theirs = sheetsOf(lawyer, caseId);
  assert.equal(theirs.length, 60);
  const ours = sheetsOf(worker, caseId).filter(({ form }) => form !== "note");
  const holds = (sheets: readonly (typeof ours)[number][]) =>
    sheets.map(({ sheet, answers }) => [sheet, [...answers.values()].map(({ key, value }) => [key, value])]).sort();
  assert.deepEqual(holds(theirs), holds(ours));
  const named = new Set(
    grants.flatMap(({ content }) =>
      content.kind === "grant" && !("newer" in content) ? content.body.left_out.map(({ entry }) => entry) : [],
    ),
  );
  const kept = worker.cases
    .view(caseId)
    ?.state.entries.filter(
      ({ content }) => content.kind === "opened" || JSON.stringify(content).includes("stays with us"),
    );
  assert.ok(kept !== undefined && kept.length >= 2);
  for (const { id } of kept) assert.ok(!named.has(id));
  assert.doesNotMatch(JSON.stringify(lawyer.cases.view(caseId)?.state), /stays with us/);
});

test("[FD10d] what a colleague said while somebody typed is not replaced by what was typed: both are seen", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const risk = { form: "risk", set: { level: "low", reasons: "as it was", on: "2026-01-15" } } as const;
  const sheet = await must(worker.cases.saveSheet(caseId, risk));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, colleague);
  const seen = sheetsOf(worker, caseId)[0]?.saves ?? assert.fail();
  await must(colleague.cases.saveSheet(caseId, { form: "risk", sheet, set: { level: "extreme" }, why: "changed" }));
  await must(colleague.cases.saves.sendNow());
  await world.settle(colleague, worker);
  await must(worker.cases.saveSheet(caseId, { form: "risk", sheet, set: { level: "medium" }, why: "changed", seen }));
  const level = answer(worker, caseId, "level");
  assert.equal(level?.value, "extreme");
  assert.equal(level?.differs, true);
  const all = { form: "risk", sheet, set: { level: "medium" }, why: "changed" } as const;
  await must(worker.cases.saveSheet(caseId, { ...all, seen: sheetsOf(worker, caseId)[0]?.saves ?? [] }));
  assert.equal(answer(worker, caseId, "level")?.value, "medium", "who saw both settles it");
});

test("[EN3g] the key of a draft's row, which is in clear, names neither its case nor its form", async (t) => {
  const { worker, caseId } = await atWork(t);
  const { store } = worker.room.parts;
  const keys = async () => (await store.list("draft")).map(({ key }) => key);
  await must(worker.cases.saves.begun.keep(caseId, "health", null, { set: { words: "begun" }, gone: {} }));
  const [key = ""] = await keys();
  assert.doesNotMatch(key, new RegExp(`health|${caseId}`));
  await must(worker.cases.saves.begun.keep(caseId, "health", null, { set: { words: "begun again" }, gone: {} }));
  assert.deepEqual(await keys(), [key]);
  await must(worker.cases.saveSheet(caseId, { form: "health", set: { words: "begun again" } }));
  assert.deepEqual(await keys(), []);
});

test("[EN13c] what a supervisor's list says of a case names nobody, before and after the case is opened, and knows of the safety plan", async (t) => {
  const { worker, caseId } = await atWork(t);
  const person = { given: "Test Person 77", "name-is": "pseudonym" };
  await must(worker.cases.saveSheet(caseId, { form: "person", set: person, why: "changed" }));
  const plan = {
    form: "safety-plan",
    set: { "goes-where": "Example: Test Person 77 goes to a friend", reviewed: "2026-01-15" },
  };
  assert.equal(worker.cases.list.caseload[0]?.hasPlan, false);
  await must(worker.cases.saveSheet(caseId, plan));
  assert.equal(worker.cases.list.caseload[0]?.hasPlan, true);
  await must(worker.cases.reading.recordOpening(caseId));
  assert.match(
    JSON.stringify([...(worker.cases.sheets(caseId)?.sheets ?? [])].map(({ answers }) => [...answers])),
    /Test Person 77/,
  );
  assert.doesNotMatch(JSON.stringify(worker.cases.list.caseload), /Test Person/);
});
