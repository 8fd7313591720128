// What was written into the wrong case is gone wherever it lay (FD13): in rows, in grants that carried it, in what was begun or waits; on the word of its
// author's organisation and of nobody else; and the case of everybody else goes on as if it had never been written.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SheetDraft } from "../../src/member/cases/sheet-drafts.ts";
import type { Device } from "../../src/member/device.ts";
import type { StoreTable } from "../../src/member/store/store.ts";
import { must } from "../../src/member/verb.ts";
import { encodeSubmission } from "../../src/protocol/submission.ts";
import { exampleDraft, fetchNetwork, testPassphrase } from "../support/world.ts";
import { consentFor, country, entriesOf, forger, post } from "./support/participants.ts";

const canary = "example canary of the wrong case";
const sealedTables: readonly StoreTable[] = ["entry", "draft", "line", "sent"];

/** All that a device keeps of cases, decrypted, as one text. */
async function kept(member: Device): Promise<string> {
  const { shelf } = member.room.open().session;
  return JSON.stringify(await Promise.all(sealedTables.map((table) => shelf.list(table as never))));
}

/** Where the canary lies, without all that lies around it. */
const traces = async (member: Device) => (await kept(member)).match(/.{60}canary.{30}/gu) ?? [];

const sheetsOf = (member: Device, caseId: string) => member.cases.sheets(caseId)?.sheets ?? [];
const goalsOf = (member: Device, caseId: string) =>
  sheetsOf(member, caseId).flatMap(({ answers }) => answers.get("goal")?.value ?? []);
const saying = (member: Device, caseId: string) =>
  entriesOf(member, caseId).filter(({ content }) => content.kind === "answers.misplaced");

/** The shelter and legal aid, which it brought in, work on a case; a sheet of it was meant for the shelter's other one. */
async function misplacedAt(t: Parameters<typeof country>[0]) {
  const all = await country(t);
  const { world, shelter, legal, officer, worker, lawyer, caseId } = all;
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const other = worker.cases.inbox.find((item) => item.caseId !== caseId) ?? assert.fail();
  await must(worker.cases.steps.answer(other.caseId, other.referral ?? "", { verb: "accept" }));
  const save = async (member: Device, goal: string, more: { readonly sheet?: string } = {}) => {
    const sheet = await must(member.cases.saveSheet(caseId, { form: "goal", set: { goal }, ...more }));
    await must(member.cases.saves.sendNow());
    return sheet;
  };
  const stays = await save(worker, "of this person");
  const sheet = await save(worker, `${canary}, in a grant`);
  await world.settle(worker, colleague);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support"])));
  await world.settle(worker, lawyer);
  await save(worker, `${canary}, corrected`, { sheet });
  await world.settle(worker, colleague, lawyer);
  for (const member of [worker, colleague, lawyer])
    assert.match(await kept(member), /canary of the wrong case, correct/);
  assert.match(await kept(lawyer), /in a grant/);
  return { ...all, colleague, sheet, stays, right: other.caseId, save };
}

test("[FD13] a sheet of another person's case is gone from every device and every grant, and begun where it belongs", async (t) => {
  const { world, worker, colleague, lawyer, caseId, sheet, right, shelter } = await misplacedAt(t);
  await must(colleague.cases.saves.begun.keep(caseId, "goal", sheet, { set: { goal: `${canary}, begun` }, gone: {} }));
  await must(colleague.cases.saveSheet(caseId, { form: "goal", sheet, set: { steps: `${canary}, waits` } }));
  await must(colleague.cases.saves.begun.keep(caseId, "goal", sheet, { set: { goal: `${canary}, begun` }, gone: {} }));
  await must(worker.cases.saves.misplaceSheet({ caseId, form: "goal", sheet }, right));
  const begun = (await worker.cases.saves.begun.read()).filter((draft) => draft.caseId === right);
  assert.deepEqual(
    begun.map(({ form, sheet: place, draft }) => [form, place, draft.set]),
    [["goal", null, { goal: `${canary}, corrected` }]],
  );
  const nothing: SheetDraft = { set: {}, gone: {} };
  await must(worker.cases.saves.begun.keep(right, "goal", null, nothing));
  assert.deepEqual(await traces(worker), [], "at once where it was said");
  await world.settle(worker, colleague, lawyer);
  for (const member of [worker, colleague, lawyer]) {
    for (const when of ["now", "after a lock"]) {
      assert.deepEqual(await traces(member), [], when);
      assert.deepEqual(goalsOf(member, caseId), ["of this person"], when);
      const [said, ...more] = saying(member, caseId);
      assert.deepEqual([said?.organisation, said?.verdict.is, more], [shelter.id, "effective", []], when);
      assert.ok(
        entriesOf(member, caseId).every(({ verdict }) => verdict.is === "effective"),
        when,
      );
      assert.deepEqual(member.view?.alarms, []);
      await member.lock();
      assert.equal(await member.unlock(testPassphrase), "open");
      await member.sync();
    }
  }
  assert.deepEqual(colleague.cases.saves.waiting, []);
  assert.deepEqual(colleague.cases.saves.begun.all, []);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted", "who was brought in stays so");
  await must(lawyer.cases.saveSheet(caseId, { form: "goal", set: { goal: "of legal aid" } }));
  await world.settle(worker, colleague, lawyer);
  assert.equal(goalsOf(lawyer, caseId).length, 2);
  assert.equal(worker.cases.view(caseId)?.leftOut, 0, "nothing is kept from anybody");
});

test("[FD13a] nobody has erased what another organisation wrote: not by naming it, not beside its own, not by a copy of what was erased", async (t) => {
  const { world, worker, lawyer, legal, shelter, caseId, stays, sheet } = await misplacedAt(t);
  const composer = forger(lawyer, world);
  const saves = sheetsOf(worker, caseId).find((each) => each.sheet === stays)?.saves ?? [];
  const own = composer.entry(
    "answers",
    { caseId, parents: [caseId], to: [legal.id] },
    {
      form: "goal",
      version: sheetsOf(worker, caseId)[0]?.version ?? "",
      sheet: "0a".repeat(16),
      part: "support",
      set: { goal: `${canary}, own` },
      gone: {},
      over: [],
    },
  );
  const to = [legal.id, shelter.id].sort();
  const place = { caseId, parents: [caseId], to };
  await post(lawyer, composer, [own]);
  await post(lawyer, composer, [composer.entry("answers.misplaced", place, { saves })]);
  await post(lawyer, composer, [composer.entry("answers.misplaced", place, { saves: [...saves, own.id].sort() })]);
  await world.settle(lawyer, worker);
  for (const member of [worker, lawyer]) assert.ok(goalsOf(member, caseId).includes("of this person"));
  assert.ok(!goalsOf(lawyer, caseId).includes(`${canary}, own`), "its own is");
  assert.doesNotMatch(await kept(lawyer), /wrong case, own/, "whatever else was named beside it");
  const foreign = await lawyer.cases.saves.misplaceSheet({ caseId, form: "goal", sheet }, null);
  assert.equal(foreign.is === "failed" && foreign.reason, "not-allowed");
});

test("[FD13d] a word that only a file brought hides what it names, and erases it once it is logged", async (t) => {
  const { world, worker, legal, shelter, caseId, sheet } = await misplacedAt(t);
  let isUp = true;
  const network: typeof fetchNetwork = (...asked) => (isUp ? fetchNetwork(...asked) : Promise.resolve(null));
  const lawyer = await world.member(legal.devices[1] ?? assert.fail(), { network });
  await world.settle(lawyer);
  const saves = [...(sheetsOf(worker, caseId).find((each) => each.sheet === sheet)?.saves ?? [])].sort();
  const composer = forger(worker, world);
  const to = [legal.id, shelter.id].sort();
  const word = composer.entry("answers.misplaced", { caseId, parents: [caseId], to }, { saves });
  isUp = false;
  for (const bytes of await composer.seal([word]))
    await must(lawyer.drafts.takeCarried(encodeSubmission([{ token: null, bytes }])));
  await lawyer.sync();
  assert.deepEqual(
    [goalsOf(lawyer, caseId).filter((goal) => String(goal).startsWith(canary)), (await traces(lawyer)).length > 0],
    [[], true],
  );
  isUp = true;
  await world.settle(lawyer);
  assert.deepEqual(await traces(lawyer), []);
});

test("[FD13] what a colleague wrote since it was shown is not erased unseen", async (t) => {
  const { world, worker, colleague, caseId } = await misplacedAt(t);
  const place = { caseId, form: "person", sheet: "one" } as const;
  const family = async (member: Device, words: string) => {
    await must(member.cases.saveSheet(caseId, { form: "person", set: { family: words } }));
    await must(member.cases.saves.sendNow());
    await world.settle(member, worker);
  };
  await family(worker, "Wrong Name");
  const shown = worker.cases.saves.misplacing(place) ?? assert.fail();
  assert.equal(shown.answers.set["family"], "Wrong Name");
  world.wait(60_000);
  await family(colleague, "Right Name");
  const verdict = await worker.cases.saves.misplaceSheet(place, null, shown.saves);
  assert.equal(verdict.is === "failed" && verdict.reason, "changed-meanwhile");
  assert.match(await kept(worker), /Right Name/);
  const seen = worker.cases.saves.misplacing(place) ?? assert.fail();
  assert.equal(seen.answers.set["family"], "Right Name");
  await must(worker.cases.saves.misplaceSheet(place, null, seen.saves));
  assert.doesNotMatch(await kept(worker), /Right Name/);
});

test("[FD13e] who holds it and did not hear of it hears of it: the word goes to everybody in the case", async (t) => {
  const { world, worker, lawyer, shelter, caseId, sheet } = await misplacedAt(t);
  const saves = [...(sheetsOf(worker, caseId).find((each) => each.sheet === sheet)?.saves ?? [])].sort();
  const composer = forger(worker, world);
  const to = [shelter.id];
  await post(worker, composer, [composer.entry("answers.misplaced", { caseId, parents: [caseId], to }, { saves })]);
  await world.settle(worker, lawyer, worker);
  assert.deepEqual(await traces(lawyer), []);
  const count = saying(worker, caseId).length;
  assert.equal(count, 2);
  await world.settle(worker, lawyer, worker);
  assert.equal(saying(worker, caseId).length, count, "not for ever");
});

test("[FD13] [FM10e] what was kept for the own organisation stays so where it is begun again, and what others read does not become so", async (t) => {
  const { worker, caseId, sheet, right } = await misplacedAt(t);
  const onlyUs = async (isSent: boolean) => {
    const save = { form: "service", set: { kind: "cash" }, onlyUs: true } as const;
    const kept = await must(worker.cases.saveSheet(caseId, save));
    if (isSent) await must(worker.cases.saves.sendNow());
    await must(worker.cases.saves.misplaceSheet({ caseId, form: "service", sheet: kept }, right));
    const draft = worker.cases.saves.begun.of(right, "service", null);
    await must(worker.cases.saves.begun.keep(right, "service", null, { set: {}, gone: {} }));
    return draft?.onlyUs;
  };
  assert.deepEqual([await onlyUs(false), await onlyUs(true)], [true, true]);
  await must(worker.cases.saves.misplaceSheet({ caseId, form: "goal", sheet }, right));
  assert.equal(worker.cases.saves.begun.of(right, "goal", null)?.onlyUs, undefined);
});

test("[FD13] a sheet that only waits is forgotten without a word in the case; where something is begun already nothing is moved", async (t) => {
  const { worker, caseId, right, sheet } = await misplacedAt(t);
  const waits = await must(
    worker.cases.saveSheet(caseId, { form: "service", set: { kind: "cash", on: "2026-01-15" } }),
  );
  const before = entriesOf(worker, caseId).length;
  await must(worker.cases.saves.misplaceSheet({ caseId, form: "service", sheet: waits }, right));
  assert.deepEqual([worker.cases.saves.waiting, entriesOf(worker, caseId).length], [[], before]);
  assert.deepEqual(worker.cases.saves.begun.of(right, "service", null)?.set, { kind: "cash", on: "2026-01-15" });
  await must(worker.cases.saves.begun.keep(right, "goal", null, { set: { goal: "begun before" }, gone: {} }));
  for (const place of [right, caseId]) {
    const verdict = await worker.cases.saves.misplaceSheet({ caseId, form: "goal", sheet }, place);
    assert.equal(verdict.is === "failed" && verdict.reason, "not-allowed");
  }
  assert.deepEqual(goalsOf(worker, caseId), ["of this person", `${canary}, corrected`]);
  assert.deepEqual(worker.cases.saves.begun.of(right, "goal", null)?.set, { goal: "begun before" });
});

test("[FD13b] [EN12] a name that was written over the right one is gone, from the line that is kept of the case too, and the right one is found again", async (t) => {
  const { world, worker, caseId } = await misplacedAt(t);
  const name = async (family: string) => {
    world.wait(60_000);
    await must(worker.cases.saveSheet(caseId, { form: "person", set: { family } }));
    await must(worker.cases.saves.sendNow());
    await world.settle(worker);
    await world.timekeeping.writeTime();
    await world.settle(worker);
  };
  const found = async (words: string) => (await must(worker.cases.list.findNamed(words))).count;
  await name("Rightova");
  await name("Canaryova");
  const lines = async () => JSON.stringify(await worker.room.open().session.shelf.list("line"));
  assert.ok((await lines()).includes(caseId), "a line of the case is kept, with what its names are found by");
  assert.deepEqual([await found("Canaryova"), await found("Rightova")], [1, 0]);
  const wrong = sheetsOf(worker, caseId)
    .find(({ form }) => form === "person")
    ?.saves.at(-1);
  await must(worker.cases.saves.misplaceSheet({ caseId, form: "person", sheet: "one" }, null));
  assert.doesNotMatch(await kept(worker), /Canaryova/);
  assert.ok(!(await lines()).includes(caseId), "it goes in the same write");
  assert.deepEqual([await found("Canaryova"), await found("Rightova")], [0, 1]);
  await world.settle(worker);
  await world.timekeeping.writeTime();
  await world.settle(worker);
  assert.ok(
    !(await lines()).includes(caseId),
    "such a case is looked at anew each time: what comes late is erased too",
  );
  assert.ok(wrong !== undefined && !entriesOf(worker, caseId).some(({ id }) => id === wrong));
});
