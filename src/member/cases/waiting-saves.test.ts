// FM10 through the real engine and host, in simulated time: saves wait on the device, are shown there at once, and leave together.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { playDayOfSaves } from "../../../test/support/day-of-saves.ts";
import { savesSince, sheetsSince } from "../../../test/support/since-referral.ts";
import { until } from "../../../test/support/until.ts";
import { exampleDraft, fetchNetwork, testPassphrase, World } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import { Problem } from "../../core/problem.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Device } from "../device.ts";
import type { Network } from "../trust/host-client.ts";
import { must } from "../verb.ts";
import type { SheetSave } from "./save-sheet.ts";
import { leavesAt } from "./waiting-saves.ts";

const hour = 3_600_000;

/** A shelter with two workers and two cases that it accepted. The clock stands at 12:20. */
async function atWork(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0, now: Date.UTC(2026, 0, 15, 12, 20) });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const store = openSqliteMemberStore(":memory:");
  const line = { isUp: true };
  const network: Network = (url, request) =>
    line.isUp ? fetchNetwork(url, request) : Promise.reject(new Error("down"));
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store, network });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  for (let i = 0; i < 2; i++) await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  for (const { caseId, referral } of worker.cases.inbox)
    await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  const [caseId = "", otherCase = ""] = worker.cases.inbox.map((item) => item.caseId);
  return { world, border, shelter, legal, officer, worker, colleague, lawyer, caseId, otherCase, store, line };
}

const service: SheetSave = { form: "service", set: { kind: "legal-advice", on: "2026-01-15", result: "given" } };

const sheetOf = (member: Device, caseId: string, sheet?: string) =>
  sheetsSince(member, caseId).find((one) => sheet === undefined || one.sheet === sheet);
const answerIn = (member: Device, caseId: string, key: string) => sheetOf(member, caseId)?.answers.get(key)?.value;
const inOutbox = (member: Device) => member.room.log?.outbox.parcels.filter(({ leaf }) => leaf === null).length;
const rows = async (store: { list(table: "draft"): Promise<readonly { readonly key: string }[]> }) =>
  (await store.list("draft")).map(({ key }) => key).filter((key) => key.startsWith("save-"));

test("[FM10] a save is shown at once where it was written, waits until the full hour, and is seen by others after that", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const before = await world.store.size();
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  const waiting = { caseId, form: "service", sheet, since: world.now, leaves: Date.UTC(2026, 0, 15, 13), held: false };
  assert.deepEqual(worker.cases.saves.waiting, [waiting]);
  assert.deepEqual(worker.cases.sheets(caseId)?.waiting, [waiting]);
  assert.equal(answerIn(worker, caseId, "kind"), "legal-advice");
  assert.deepEqual(savesSince(worker, caseId), [], "nothing is signed");
  world.wait(39 * 60_000);
  await worker.sync();
  await colleague.sync();
  assert.equal(sheetOf(colleague, caseId), undefined);
  assert.equal(await world.store.size(), before, "nothing left");
  world.wait(60_000);
  await worker.sync();
  await colleague.sync();
  assert.deepEqual(worker.cases.saves.waiting, []);
  assert.equal(await world.store.size(), before + 1);
  assert.equal(answerIn(colleague, caseId, "kind"), "legal-advice");
  assert.equal(sheetOf(colleague, caseId)?.begun.at, "2026-01-15T12:20:00Z", "its time is the one of the save");
});

test("[FM10] what waits in several cases for the same readers leaves in one envelope, and what a form wants sealed now leaves now", async (t) => {
  const { world, worker, colleague, caseId, otherCase } = await atWork(t);
  const before = await world.store.size();
  for (const each of [caseId, otherCase])
    for (let i = 0; i < 10; i++) await must(worker.cases.saveSheet(each, service));
  await must(worker.cases.saveSheet(otherCase, { form: "risk", set: { level: "high", on: "2026-01-15" } }));
  await worker.sync();
  assert.equal(await world.store.size(), before + 1, "the risk left alone");
  assert.equal(worker.cases.saves.waiting.length, 20);
  assert.equal(await must(worker.cases.saves.sendNow(caseId)), 10);
  assert.equal(await must(worker.cases.saves.sendNow()), 10);
  await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saveSheet(otherCase, service));
  world.wait(hour);
  await worker.sync();
  await colleague.sync();
  assert.equal(await world.store.size(), before + 4, "one for each of: now, twice send now, the hour");
  for (const each of [caseId, otherCase]) {
    const services = colleague.cases.sheets(each)?.sheets.filter(({ form }) => form === "service") ?? [];
    assert.equal(services.length, 11);
  }
  assert.deepEqual(colleague.view?.alarms, []);
});

test("[FM10] what came into a case while a save in it was being written is shown beside the save", async (t) => {
  const { world, shelter, colleague, caseId } = await atWork(t);
  const store = openSqliteMemberStore(":memory:");
  const held = Promise.withResolvers<void>();
  const isWriting = Promise.withResolvers<void>();
  const slow = Object.assign(Object.create(store) as typeof store, {
    write: async (changes: Parameters<typeof store.write>[0]) => {
      if (changes.some(({ key }) => key.startsWith("save-"))) {
        isWriting.resolve();
        await held.promise;
      }
      return store.write(changes);
    },
  });
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store: slow });
  await worker.sync();
  const save = worker.cases.saveSheet(caseId, service);
  await isWriting.promise;
  await must(colleague.cases.saveSheet(caseId, { form: "risk", set: { level: "high", on: "2026-01-15" } }));
  await world.settle(colleague);
  // A round ends after the save under way: what it brought is there before.
  const round = worker.sync();
  await until(() => sheetsSince(worker, caseId).length === 1);
  held.resolve();
  await must(save);
  const forms = sheetsSince(worker, caseId).map(({ form }) => form);
  assert.deepEqual(forms.toSorted(), ["risk", "service"]);
  await round;
});

test("[FM10b] more than 32 saves for the same readers take a second envelope", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const before = await world.store.size();
  for (let i = 0; i < 33; i++) await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saves.sendNow());
  await worker.sync();
  await colleague.sync();
  assert.equal(await world.store.size(), before + 2);
  assert.equal(sheetsSince(colleague, caseId).length, 33);
});

test("[FM10a] a second save of a sheet joins the first; one that says why does not, and replaces it", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet, set: { kind: "medical" } }));
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet, gone: { result: "unknown" } }));
  assert.equal(worker.cases.saves.waiting.length, 1);
  const why = { form: "service", sheet, set: { on: "2026-01-14" }, why: "mistake" } as const;
  await must(worker.cases.saveSheet(caseId, why));
  assert.equal(worker.cases.saves.waiting.length, 1, "a sheet waits once");
  const expectedOf = (member: Device) =>
    [...(sheetOf(member, caseId, sheet)?.answers.values() ?? [])].map(({ key, value, missing, differs, history }) => {
      return [key, value ?? missing, differs, history.length];
    });
  const expected = [
    ["kind", "medical", false, 1],
    ["on", "2026-01-14", false, 2],
    ["result", "unknown", false, 1],
  ];
  assert.deepEqual(expectedOf(worker).sort(), expected);
  await world.settle(worker, colleague);
  assert.equal(savesSince(worker, caseId).length, 2);
  assert.deepEqual(expectedOf(colleague).sort(), expected);
  assert.equal(sheetOf(colleague, caseId, sheet)?.answers.get("on")?.history.at(-1)?.why, "mistake");
});

test("[FM10a] what a colleague said meanwhile is not replaced unseen: both answers stand", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  await world.settle(worker, colleague);
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet, set: { kind: "medical" } }));
  await must(
    colleague.cases.saveSheet(caseId, {
      form: "service",
      sheet,
      set: { kind: "psychological", result: "not-available" },
    }),
  );
  await must(colleague.cases.saves.sendNow());
  await colleague.sync();
  await worker.sync();
  assert.equal(sheetOf(worker, caseId, sheet)?.answers.get("kind")?.differs, true, "also before it left");
  // This one sees the colleague's result and replaces it, which is in the same save as what was not seen.
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet, set: { result: "did-not-come" } }));
  await world.settle(worker, colleague);
  const seen = sheetOf(colleague, caseId, sheet)?.answers;
  assert.equal(seen?.get("kind")?.differs, true);
  assert.equal(seen?.get("result")?.differs, false);
  assert.equal(seen?.get("result")?.value, "did-not-come");
});

test("[FM10c] readers are decided when a save leaves: a consent that was withdrawn meanwhile is obeyed, and one that was given counts", async (t) => {
  const { world, legal, worker, colleague, lawyer, caseId } = await atWork(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "narrative", "support"])));
  await world.settle(worker, lawyer);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  assert.ok(worker.cases.saves.sheetReaders(caseId, "service", sheet)[0]?.to.includes(legal.id));
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id;
  await must(worker.cases.consents.withdrawConsent(caseId, given ?? ""));
  await world.settle(worker, lawyer, colleague);
  assert.equal(sheetOf(lawyer, caseId), undefined);
  assert.equal(answerIn(colleague, caseId, "kind"), "legal-advice");
  const [save] = savesSince(colleague, caseId);
  assert.deepEqual(save?.content.to, [worker.view?.self?.organisation.id]);
});

test("[FM10d] a lock seals what waits, also without a network, and what was sealed leaves later, once", async (t) => {
  const { world, worker, colleague, caseId, store, line } = await atWork(t);
  line.isUp = false;
  await must(worker.cases.saveSheet(caseId, service));
  assert.equal(inOutbox(worker), 0);
  const locked = worker.lock();
  assert.equal(worker.cases.sheets(caseId), null, "nothing is shown while it is sealed");
  assert.deepEqual(worker.cases.saves.waiting, []);
  await locked;
  assert.deepEqual(await rows(store), []);
  assert.equal(inOutbox(worker), 1);
  line.isUp = true;
  await worker.flush();
  await colleague.sync();
  assert.equal(sheetsSince(colleague, caseId).length, 1);
  assert.equal(await worker.unlock(testPassphrase), "open");
  await world.settle(worker, colleague);
  assert.equal(savesSince(worker, caseId).length, 1);
  assert.deepEqual([worker.view?.alarms, colleague.view?.alarms], [[], []]);
});

test("[FM10d] an unlock right behind a lock waits for what is sealed, also for a save that was being written", async (t) => {
  const { worker, caseId, store } = await atWork(t);
  const { write } = store;
  let locked: Promise<void> | null = null;
  store.write = (changes) => {
    const isSave = changes.some(({ key, value }) => key.startsWith("save-") && value !== null);
    if (isSave) locked = worker.lock();
    return write.call(store, changes);
  };
  const saved = await worker.cases.saveSheet(caseId, service);
  assert.ok(locked, "it was locked while the save was being written");
  assert.equal(await worker.unlock(testPassphrase), "open");
  store.write = write;
  assert.equal(saved.is, "done");
  assert.deepEqual(worker.cases.saves.waiting, []);
  assert.deepEqual(await rows(store), []);
  assert.equal(savesSince(worker, caseId).length, 1);
});

test("[FM10d] a store that refuses at the lock keeps what waits, encrypted, for the next time", async (t) => {
  const { world, worker, colleague, caseId, store } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  const { write } = store;
  store.write = () => Promise.reject(new Problem("store", "full"));
  await worker.lock();
  store.write = write;
  assert.equal((await rows(store)).length, 1);
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.equal(worker.cases.saves.waiting.length, 1);
  await world.settle(worker, colleague);
  assert.equal(sheetsSince(colleague, caseId).length, 1);
});

test("[FM10e] a waiting save is taken back until it leaves, and is a draft again; one that left is not", async (t) => {
  const { world, worker, colleague, caseId, store } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  const place = { caseId, form: "service", sheet };
  await must(worker.cases.saves.takeBack(place));
  assert.deepEqual(worker.cases.saves.waiting, []);
  assert.deepEqual(await rows(store), []);
  assert.equal(sheetOf(worker, caseId), undefined);
  assert.deepEqual(worker.cases.saves.begun.of(caseId, "service", null), { set: service.set, gone: {} });
  const refused = await worker.cases.saves.takeBack(place);
  assert.equal(refused.is === "failed" && refused.reason, "not-allowed");
  const again = await must(worker.cases.saveSheet(caseId, service));
  await world.settle(worker, colleague);
  const late = await worker.cases.saves.takeBack({ ...place, sheet: again });
  assert.equal(late.is === "failed" && late.reason, "not-allowed");
  assert.equal(sheetsSince(colleague, caseId).length, 1);
  // Of a sheet that is there only what waits is taken back.
  await must(worker.cases.saveSheet(caseId, { form: "service", sheet: again, set: { kind: "medical" } }));
  await must(worker.cases.saves.takeBack({ ...place, sheet: again }));
  assert.equal(answerIn(worker, caseId, "kind"), "legal-advice");
  assert.deepEqual(worker.cases.saves.begun.of(caseId, "service", again)?.set, { kind: "medical" });
});

test("[FM10e] a sheet that only waits is struck out by forgetting it: nothing of it ever leaves", async (t) => {
  const { world, worker, colleague, caseId } = await atWork(t);
  const before = await world.store.size();
  const sheet = await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saves.strikeOutSheet(caseId, "service", sheet));
  await world.settle(worker, colleague);
  assert.equal(await world.store.size(), before);
  assert.equal(sheetOf(worker, caseId), undefined);
});

test("[FM10g] a save that may not wait and that the fold refuses stays begun: nothing of it leaves, and it is not called saved", async (t) => {
  const { world, legal, worker, lawyer, caseId } = await atWork(t);
  const sheet = await must(worker.cases.saveSheet(caseId, { form: "reflection", set: { on: "2026-01-15" } }));
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "legal"])));
  await world.settle(worker, lawyer);
  const begun = { set: { until: "2026-03-15" }, gone: {} };
  await must(lawyer.cases.saves.begun.keep(caseId, "reflection", sheet, begun));
  const verdict = await lawyer.cases.saveSheet(caseId, { form: "reflection", sheet, ...begun });
  assert.equal(verdict.is === "failed" && verdict.reason, "not-your-sheet", "with the fold's own reason");
  assert.deepEqual(lawyer.cases.saves.begun.of(caseId, "reflection", sheet), begun);
  assert.deepEqual(lawyer.cases.saves.waiting, []);
  assert.equal(inOutbox(lawyer), 0);
});

test("[FM10f] a purge takes what waits in the case", async (t) => {
  const { world, shelter, worker, colleague, caseId, store } = await atWork(t);
  await must(colleague.cases.saveSheet(caseId, service));
  await must(worker.cases.saveSheet(caseId, { ...service, set: { kind: "medical" } }));
  const given = colleague.cases
    .view(caseId)
    ?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id;
  await must(colleague.cases.consents.withdrawConsent(caseId, given ?? ""));
  await must(colleague.cases.consents.confirmWithdrawal(caseId, given ?? ""));
  await colleague.sync();
  await worker.sync();
  assert.deepEqual([...worker.cases.saves.waiting, ...colleague.cases.saves.waiting], []);
  assert.deepEqual(await rows(store), []);
  await world.settle(worker, colleague);
  assert.deepEqual(savesSince(worker, caseId), []);
});

test("[FM10g] what the rules of a case do not let leave waits on and is marked, while the rest leaves", async (t) => {
  const { world, legal, worker, lawyer, caseId, otherCase } = await atWork(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "narrative", "support"])));
  await world.settle(worker, lawyer);
  const story: SheetSave = { form: "story", set: { words: "An invented sentence." } };
  const sheet = await must(worker.cases.saveSheet(caseId, story));
  await must(worker.cases.saveSheet(otherCase, service));
  // Another organisation begins a sheet of the same name, which is then its own.
  await must(lawyer.cases.saveSheet(caseId, { ...story, sheet }));
  await world.settle(lawyer);
  world.wait(hour);
  await worker.sync();
  const held = () => worker.cases.saves.waiting.map(({ caseId: of, held: isHeld }) => [of, isHeld]);
  assert.deepEqual(held(), [[caseId, true]]);
  await worker.sync();
  assert.deepEqual(held(), [[caseId, true]]);
  await must(worker.cases.saves.takeBack({ caseId, form: "story", sheet }));
  assert.deepEqual(held(), []);
  assert.deepEqual(worker.view?.alarms, []);
});

test("[FM10] [SL7] on a write-only device nothing waits", async (t) => {
  const { officer, caseId } = await atWork(t);
  const refused = await officer.cases.saveSheet(caseId, service);
  assert.equal(refused.is === "failed" && refused.reason, "not-allowed");
  assert.deepEqual(officer.cases.saves.waiting, []);
  assert.equal(await must(officer.cases.saves.sendNow()), 0);
});

test("[FM10] a program that ends without a lock loses nothing: what waited is there at the next start, and is sealed once", async (t) => {
  const { world, worker, colleague, caseId, store } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  const { parts } = worker.room;
  const next = await Device.open(parts);
  assert.equal(await next.unlock(testPassphrase), "open");
  assert.equal(next.cases.saves.waiting.length, 1);
  assert.equal(answerIn(next, caseId, "kind"), "legal-advice");
  assert.deepEqual(await next.drafts.read(), [], "and it is no draft of a referral");
  world.wait(hour);
  await next.sync();
  assert.deepEqual(await rows(store), []);
  await world.settle(next, colleague);
  assert.equal(savesSince(colleague, caseId).length, 1);
});

test("[FM10] a save leaves at the next full hour, or when the day ends; a clock that was set back makes nothing wait for ever", async (t) => {
  const noon = Date.UTC(2026, 0, 15, 12);
  assert.equal(leavesAt("hour", noon), noon + hour);
  assert.equal(leavesAt("hour", noon + hour - 1), noon + hour);
  assert.equal(leavesAt("day", noon), Date.UTC(2026, 0, 16));
  assert.equal(leavesAt("now", noon), noon);
  const { world, worker, caseId } = await atWork(t);
  await must(worker.cases.saveSheet(caseId, service));
  world.wait(-10 * hour);
  await worker.sync();
  assert.deepEqual(worker.cases.saves.waiting, []);
});

test("[FM10] envelopes of a day are at most the hours and locks times the reader sets, and what is sealed at once", async () => {
  const day = await playDayOfSaves({ suite: "x25519", hours: 4, savesAnHour: 10, locks: 1 });
  assert.equal(day.saves, 40);
  assert.equal(day.seen, day.saves, "none is lost");
  const bound = (day.hours + day.locks + 1) * day.readerSets + day.now;
  assert.ok(day.envelopes <= bound, `${day.envelopes} envelopes, ${bound} at most`);
  assert.ok(day.envelopes > day.now + day.readerSets);
});
