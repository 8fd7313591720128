// What is left on the disks of three organisations that held sheets of a person who took everything back. The cipher is broken on purpose, so that whatever
// is still written there, in whatever row, is read by the search; before the withdrawal it finds all of it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { breakCipher } from "../support/broken-cipher.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { takeImage } from "./support/image.ts";
import { findTraces } from "./support/traces.ts";

breakCipher();
// Loaded afterwards, so that all of it has the broken cipher.
const { openSqliteMemberStore } = await import("../../src/operate/files/sqlite-member-store.ts");
const { must } = await import("../../src/member/verb.ts");
const { exampleDraft, World } = await import("../support/world.ts");
const { consentFor } = await import("./support/participants.ts");

const file = "device.sqlite";

test("[FD7] [R02] [R11] a person takes back what three organisations hold: no sheet, draft, task text, waiting save, searched word or row of a list of theirs is on any of the three disks; the coded path stays", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const clinic = await world.organisation("health", "Example Clinic");
  const folders = new Map<Device, string>();
  const joined = async ({ devices }: typeof shelter) => {
    const folder = temporaryFolder(t);
    const store = openSqliteMemberStore(join(folder, file));
    const member = await world.member(devices[0] ?? assert.fail(), { store });
    folders.set(member, folder);
    return member;
  };
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const [worker, lawyer, nurse] = [await joined(shelter), await joined(legal), await joined(clinic)];
  const all = [worker, lawyer, nurse];
  await must(
    officer.drafts.send(exampleDraft([shelter], { name: "Canaryname", safe: "Canarysafe", narrative: "Canarystory" })),
  );
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  const shared = ["referral", "identity", "contact", "narrative", "health", "support", "safety"] as const;
  for (const { id } of [legal, clinic]) await must(worker.cases.consents.grant(caseId, consentFor(id, shared)));
  await world.settle(...all);

  // Each writes sheets of its own, begins others, and looks for the name.
  const own = new Map<Device, readonly string[]>();
  for (const [n, member] of all.entries()) {
    const word = (what: string) => `Canary${what}${n}`;
    const save = (form: string, set: Record<string, string>) => must(member.cases.saveSheet(caseId, { form, set }));
    await save("risk", { on: "2026-01-15", level: "high", reasons: word("risk") });
    await save("health", { on: "2026-01-15", words: word("health") });
    await save("goal", { area: "Legal", goal: word("goal"), until: "2026-02-01" });
    await save("note", { on: "2026-01-15", words: word("note") });
    await save("task", { what: word("task"), until: "2026-01-20", state: "open" });
    await must(member.cases.saves.sendNow());
    await must(member.cases.saves.begun.keep(caseId, "story", null, { set: { words: word("draft") }, gone: {} }));
    await must(member.cases.saves.begun.keep(caseId, "note", null, { set: { words: word("begun") }, gone: {} }));
    await must(member.cases.reading.recordOpening(caseId));
    assert.equal((await must(member.cases.list.findNamed("Canaryname"))).count, 1);
    await save("follow-up", { on: "2026-01-15", words: word("waits") });
    own.set(member, ["risk", "health", "goal", "note", "task", "draft", "begun", "waits"].map(word));
  }
  const theirs = (member: Device) => ["Canaryname", "Canarysafe", "Canarystory", ...(own.get(member) ?? [])];
  const onDisk = (member: Device) => {
    const { bytes } = takeImage(join(folders.get(member) ?? "", file), temporaryFolder(t), "copy");
    return findTraces(bytes, [...new Set(all.flatMap(theirs))]).map(({ marker }) => marker);
  };
  for (const member of all) {
    const found = onDisk(member);
    assert.deepEqual(
      theirs(member).filter((word) => !found.includes(word)),
      [],
      "the search finds all of it",
    );
  }

  // The person withdraws from all three, and says so to the shelter; its own consent comes last.
  const consents = [legal, clinic, shelter].map(
    ({ id }) =>
      worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === id)?.id ?? assert.fail(),
  );
  for (const consent of consents) {
    await must(worker.cases.consents.withdrawConsent(caseId, consent));
    await must(worker.cases.consents.confirmWithdrawal(caseId, consent));
  }
  // What waits is not sent before: each device learns of it with its next look.
  for (const member of [...all, ...all]) {
    await world.witness();
    await member.sync();
  }
  for (const member of all) {
    assert.deepEqual(onDisk(member), [], "nothing on its disk");
    assert.deepEqual(member.cases.sheets(caseId)?.sheets, []);
    assert.deepEqual(member.cases.list.tasks, []);
    assert.deepEqual(member.cases.saves.waiting, []);
    assert.equal((await must(member.cases.list.findNamed("Canaryname"))).count, 0);
    assert.equal(member.cases.list.caseload.find((item) => item.caseId === caseId)?.state, "erased");
    const kinds = member.cases.view(caseId)?.state.entries.map(({ content }) => content.kind) ?? [];
    for (const kind of ["case.open", "referral.send", "referral.accept", "purge.done"] as const)
      assert.ok(kinds.includes(kind), `the path: ${kind}`);
  }
});
