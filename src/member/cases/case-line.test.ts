// The lines of the list of cases that a device keeps: they are what folding every entry gives, or they are made anew, and they go with what they were made of.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { noted } from "../../../test/support/noted.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { randomBytes } from "../../crypto/random.ts";
import { Device } from "../device.ts";
import { Shelf } from "../store/shelf.ts";
import type { MemberStore } from "../store/store.ts";
import { must } from "../verb.ts";
import type { KeptLine } from "./case-line.ts";
import { LineRules, lineTable } from "./case-line.ts";

const day = 24 * 3_600_000;

async function atWork(t: TestContext) {
  const world = await World.found({ witnesses: 0, now: Date.UTC(2026, 0, 15, 8) });
  t.after(() => world.close());
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const border = await world.organisation("border-post", "Example Border Post");
  const [secrets, other] = shelter.devices;
  const [officers] = border.devices;
  if (secrets === undefined || other === undefined || officers === undefined) return assert.fail();
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(secrets, { store });
  const colleague = await world.member(other);
  const officerStore = openSqliteMemberStore(":memory:");
  const officer = await world.member(officers, { store: officerStore });
  const own = async (name: string) => (await must(worker.drafts.send(exampleDraft([shelter], { name }))))[0];
  const cases = [await own("Test Person North"), await own("Test Person South")] as const;
  for (const caseId of cases) {
    await must(worker.cases.saveSheet(caseId, { form: "risk", set: { level: "high", on: "2026-01-15" } }));
    await must(worker.cases.saveSheet(caseId, { form: "assign", set: { worker: "Canary Worker", on: "2026-01-15" } }));
  }
  const rest = async () => {
    await world.settle(worker, colleague);
    await world.timekeeping.writeTime();
    world.wait(day);
    await world.timekeeping.writeTime();
    await worker.sync();
    await colleague.sync();
  };
  await rest();
  const shelf = new Shelf(store, decodeBase64(secrets.storageKey) ?? assert.fail(), randomBytes);
  const opened = async (of: MemberStore = store, network = fetchNetwork) => {
    const device = await Device.open({ store: of, network, clock: world.clock, randomBytes, stretch: quickStretch });
    assert.equal(await device.unlock(testPassphrase), "open");
    return device;
  };
  /** A device with the same rows, but without any line. */
  const folding = async () => {
    const copy = openSqliteMemberStore(":memory:");
    for (const table of ["meta", "leaves", "clear", "entry", "draft"] as const)
      await copy.write((await store.list(table)).map(({ key, value }) => ({ table, key, value })));
    return opened(copy, async () => null);
  };
  const lines = async () => (await shelf.list(lineTable)).map(({ value }) => value);
  return {
    world,
    shelter,
    worker,
    colleague,
    officerStore,
    officer,
    store,
    shelf,
    cases,
    rest,
    opened,
    folding,
    lines,
  };
}

const listed = ({ cases }: Device) => ({ list: cases.caseload, inbox: cases.inbox, tasks: cases.openTasks });

test("[EN12] what a device lists when it is unlocked comes from the lines that it kept, and is what folding every entry gives, also days later", async (t) => {
  const { world, store, cases, opened, folding, lines } = await atWork(t);
  assert.deepEqual((await lines()).map((line) => line.case).sort(), [...cases].sort());
  assert.deepEqual(listed(await opened()), listed(await folding()));
  // Nothing but the lines is read: entries that do not open are not missed before somebody asks for their case.
  const kept = listed(await opened());
  assert.ok(
    kept.tasks.length > 0 && kept.list.every(({ risk, worker }) => risk !== null && worker === "Canary Worker"),
  );
  const rows = await store.list("entry");
  await store.write(rows.map(({ key, value }) => ({ table: "entry", key, value: value.map((byte) => byte ^ 1) })));
  assert.deepEqual(listed(await opened(store, async () => null)), kept);
  const reader = await opened();
  assert.deepEqual(
    reader.view?.alarms.map(({ code }) => code),
    [],
  );
  assert.ok(reader.cases.view(cases[0]) === null || reader.cases.view(cases[0])?.state.entries.length === 0);
  await reader.sync();
  await reader.sync();
  assert.deepEqual(
    reader.view?.alarms.map(({ code }) => code),
    ["device-damaged"],
    "what does not open is said and read again",
  );
  assert.ok((reader.cases.view(cases[0])?.state.entries.length ?? 0) > 3);
  assert.deepEqual(
    listed(reader).list.map(({ caseId, next }) => [caseId, next]),
    kept.list.map(({ caseId, next }) => [caseId, next]),
  );
  world.wait(9 * day);
  assert.deepEqual(listed(await opened()), listed(await folding()));
});

test("[EN12a] a line that is damaged, of another program, of other people, of another day, or of entries that are not here is made anew", async (t) => {
  const { store, shelf, cases, opened, folding } = await atWork(t);
  const right = listed(await folding());
  const [row] = await shelf.list(lineTable);
  if (row === undefined) return assert.fail();
  const wrong: KeptLine["line"] = { ...row.value.line, worker: "somebody else", tasks: [] };
  const changes: readonly Partial<KeptLine>[] = [
    { by: "0".repeat(32) },
    { devices: [] },
    { from: "2026-01-29" },
    { until: "2026-01-15" },
    { entries: [...row.value.entries, "0".repeat(64)] },
    { entries: row.value.entries.slice(0, -1) },
  ];
  for (const change of changes) {
    await store.write([shelf.put(lineTable, row.key, { ...row.value, line: wrong, ...change })]);
    assert.deepEqual(listed(await opened()), right, JSON.stringify(change).slice(0, 40));
  }
  await store.write([shelf.put(lineTable, row.key, { ...row.value, line: wrong })]);
  assert.notDeepEqual(listed(await opened()), right, "else nothing of this would be seen");
  for (const value of [new Uint8Array(0), new Uint8Array(80)]) {
    await store.write([{ table: "case", key: row.key, value }]);
    assert.deepEqual(listed(await opened()), right);
  }
  assert.equal(
    (await opened()).cases.view(cases[0])?.state.entries.length,
    (await folding()).cases.view(cases[0])?.state.entries.length,
  );
});

test("[EN12a] a line is made anew when the directory says something else of one who is in the case, and of nobody else", () => {
  const country = new Country();
  const rules = () => new LineRules(country.by.shelter.id, ["a"], country.directory);
  const involved = { devices: [country.deviceOf("border").signer.name], organisations: [country.by.shelter.id] };
  const before = rules().of(involved);
  const revoke = (role: "legal" | "border", n: number) => {
    const [first, second] = country.admins(role);
    const device = n === 0 ? first : second;
    const by = n === 0 ? second : first;
    if (device === undefined || by === undefined) return assert.fail();
    country.must("device.revoke", { device: device.name, reason: "lost" }, by);
  };
  revoke("legal", 0);
  assert.equal(rules().of(involved), before);
  assert.notEqual(new LineRules(country.by.shelter.id, ["b"], country.directory).of(involved), before);
  assert.notEqual(new LineRules(country.by.legal.id, ["a"], country.directory).of(involved), before);
  country.directory.holdRevocations(new Map([[involved.devices[0] ?? "", 3]]));
  assert.notEqual(rules().of(involved), before);
  country.directory.holdRevocations(new Map());
  assert.equal(rules().of(involved), before);
  revoke("border", 0);
  assert.notEqual(rules().of(involved), before);
});

test("[EN12b] what comes into a case takes its line in the write that keeps it; once all of it is logged it is kept again", async (t) => {
  const { world, worker, colleague, cases, rest, opened, folding, lines, store } = await atWork(t);
  const [changed, other] = cases;
  await must(colleague.cases.saveSheet(changed, { form: "risk", set: { level: "extreme", on: "2026-01-16" } }));
  await world.settle(colleague);
  await worker.sync();
  assert.deepEqual(
    (await lines()).map((line) => line.case),
    [other],
  );
  const levels = (device: Device) => device.cases.caseload.map(({ caseId, risk }) => [caseId, risk?.level]);
  assert.deepEqual(new Map(levels(await opened()) as [string, string][]).get(changed), "extreme");
  await rest();
  assert.equal((await lines()).length, 2);
  assert.deepEqual(listed(await opened()), listed(await folding()));
  // A program that dies between a save and the next round has no line of that case either.
  await noted(worker, other, "A note.");
  assert.deepEqual(
    (await lines()).map((line) => line.case),
    [changed],
  );
  // What waits counts in the list, though the entries that are kept say nothing of it yet.
  await must(worker.cases.saveSheet(changed, { form: "assign", set: { worker: "Test Worker 2", on: "2026-01-20" } }));
  const of = (device: Device) => device.cases.caseload.find(({ caseId }) => caseId === changed)?.worker;
  assert.deepEqual([of(worker), of(await opened())], ["Test Worker 2", "Test Worker 2"]);
  assert.ok((await store.list("case")).length > 0);
});

test("[EN12] names are found from the lines, and each finding is logged as one", async (t) => {
  const { cases, opened, folding } = await atWork(t);
  for (const device of [await opened(), await folding()]) {
    assert.deepEqual([...(await must(device.cases.findNamed("person north"))).caseIds], [cases[0]]);
    assert.equal((await must(device.cases.findNamed("Test Person"))).count, 2);
    assert.equal((await must(device.cases.findNamed("Nobody"))).count, 0);
    const { content } = device.cases.view(cases[0])?.state.entries.at(-1) ?? assert.fail();
    assert.equal(content.kind, "opened");
  }
});

test("[FD7][EN12b] a purge takes the line of the case with its names and tasks; a device that writes only keeps no line at all", async (t) => {
  const { worker, cases, rest, shelf, store, officerStore, lines } = await atWork(t);
  const [erased, other] = cases;
  const atRest = async () =>
    JSON.stringify(await Promise.all((["entry", "case", "draft"] as const).map((table) => shelf.list(table))));
  assert.match(await atRest(), /Test Person North/);
  const given = worker.cases.view(erased)?.state.consents[0]?.id ?? assert.fail();
  const row = (await shelf.list(lineTable)).find(({ value }) => value.case === erased) ?? assert.fail();
  await must(worker.cases.withdrawConsent(erased, given));
  assert.deepEqual(
    (await lines()).map((line) => line.case),
    [other],
    "from the withdrawal on",
  );
  // A row that stands there all the same goes with the rest.
  await store.write([shelf.put(lineTable, row.key, { ...row.value, worker: "Test Person North" } as KeptLine)]);
  await must(worker.cases.confirmWithdrawal(erased, given));
  await rest();
  assert.doesNotMatch(await atRest(), /Test Person North/);
  assert.match(await atRest(), /Test Person South/);
  assert.deepEqual(
    (await lines()).map((line) => line.case),
    [other],
  );
  assert.deepEqual(
    worker.cases.openTasks.filter(({ caseId }) => caseId === erased),
    [],
  );
  assert.deepEqual(await officerStore.list("case"), []);
  const keys = (await store.list("case")).map(({ key }) => key).join();
  assert.ok(!keys.includes(other), "the name of a row is no case's id");
});
