// The lines of the list of cases that a device keeps: they are what folding every entry gives, or they are made anew, and they go with what they were made of.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { noted } from "../../../test/support/noted.ts";
import { until } from "../../../test/support/until.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { Problem } from "../../core/problem.ts";
import { decodeBase64, encodeBase64 } from "../../crypto/base64.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Device } from "../device.ts";
import type { Reader } from "../reader.ts";
import { Shelf } from "../store/shelf.ts";
import type { MemberStore, StoreTable } from "../store/store.ts";
import { Secrets, sealVault } from "../store/vault.ts";
import { keepingVault } from "../store/vault-rows.ts";
import type { Network } from "../trust/host-client.ts";
import { must } from "../verb.ts";
import { digestOf, type KeptLine, rulesBy } from "./kept-line.ts";

const day = 24 * 3_600_000;

async function atWork(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0, now: Date.UTC(2026, 0, 15, 8) });
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
  /** The rows of the lines, as they rest. */
  const rows = async () =>
    (await store.list("line")).flatMap(({ key: name, value }): readonly LineRow[] => {
      const text = shelf.openText("line", name, value);
      return text === null ? [] : [{ name, ...JSON.parse(text) }];
    });
  /** Puts a row in the place of another, as another program would. */
  const put = ({ name, tag, kept }: LineRow) =>
    store.write([shelf.putText("line", name, JSON.stringify({ tag, kept }))]);
  /** The lines that the roster names: the others are believed by nobody. */
  const lines = async () => {
    const roster = new Set(await store.keys("roster"));
    return (await rows()).filter(({ name, tag }) => roster.has(`${name}-${tag}`)).map(({ kept }) => kept);
  };
  /** The lines that are kept say what the rules of another program did. */
  const outdating = async () => {
    for (const row of await rows()) await put({ ...row, kept: { ...row.kept, by: "0".repeat(32) } });
  };
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
    rows,
    put,
    lines,
    outdating,
  };
}

/** A row of `line`: the name of its case, the tag over which it was made, and what is kept. */
interface LineRow {
  readonly name: string;
  readonly tag: string;
  readonly kept: KeptLine;
}

/** A store that cannot be read without waiting, as a browser's. */
function later(store: MemberStore): MemberStore {
  return {
    now: null,
    get: (table, key) => store.get(table, key),
    getAll: (table, keys) => store.getAll(table, keys),
    list: (table, from, to) => store.list(table, from, to),
    keys: (table, from, to) => store.keys(table, from, to),
    write: (changes) => store.write(changes),
    close: () => store.close(),
  };
}

const listed = ({ cases }: Device) => ({ list: cases.list.caseload, inbox: cases.inbox, tasks: cases.list.openTasks });

test("[EN12] a search after a search finds a case by the name that it has now, and by no name that was corrected, before its line is kept and after", async (t) => {
  const { worker, cases, rest, opened } = await atWork(t);
  const [caseId] = cases;
  const found = async (device: Device, words: string) => [...(await must(device.cases.list.findNamed(words))).caseIds];
  // A device that was just opened has the lines alone; the other one has read the case.
  for (const [open, before, now] of [
    [async () => worker, "Test Person North", "Test Person East"],
    [opened, "Test Person East", "Test Person West"],
  ] as const) {
    const device = await open();
    assert.deepEqual(await found(device, before), [caseId]);
    assert.deepEqual(await found(device, now), []);
    const sheet = device.cases.sheets(caseId)?.sheets.find(({ form }) => form === "person")?.sheet;
    await must(
      device.cases.saveSheet(caseId, {
        form: "person",
        ...(sheet === undefined ? {} : { sheet }),
        set: { given: now },
      }),
    );
    for (const word of [now, before]) assert.deepEqual(await found(device, word), word === now ? [caseId] : [], word);
    await must(device.cases.saves.sendNow());
    await device.sync();
    await rest();
    await device.sync();
    for (const word of [now, before]) assert.deepEqual(await found(device, word), word === now ? [caseId] : [], word);
    assert.deepEqual(await found(await opened(), now), [caseId]);
    assert.deepEqual(await found(await opened(), before), []);
  }
});

test("[EN12] what a device lists when it is unlocked comes from the lines that it kept, and is what folding every entry gives, also days later", async (t) => {
  const { world, store, cases, opened, folding, lines } = await atWork(t);
  assert.deepEqual((await lines()).map(({ item }) => item.caseId).sort(), [...cases].sort());
  assert.deepEqual(listed(await opened()), listed(await folding()));
  // Nothing but the lines is read: entries that do not open are not missed before somebody asks for their case.
  const kept = listed(await opened());
  assert.ok(
    kept.tasks.length > 0 && kept.list.every(({ risk, worker }) => risk !== null && worker === "Canary Worker"),
  );
  assert.deepEqual(
    kept.tasks,
    (await folding()).cases.list.tasks.filter(({ state }) => state === "open"),
  );
  const rows = await store.list("entry");
  await store.write(rows.map(({ key, value }) => ({ table: "entry", key, value: value.map((byte) => byte ^ 1) })));
  assert.deepEqual(listed(await opened(store, async () => null)), kept);
  // Nor in a browser, where what is asked for comes later.
  const waiting = await opened(later(store), async () => null);
  assert.deepEqual([listed(waiting), waiting.cases.list.toRead], [kept, 0]);
  assert.throws(() => waiting.cases.view(cases[0]), /before they were read/, "never as a case in which nothing is");
  waiting.room.open().session.reader.cases.index.touching(cases[0]);
  assert.ok(
    waiting.cases.list.caseload.every(({ caseId }) => caseId !== cases[0]),
    "a case without a line stands in no list",
  );
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
  const { store, cases, opened, folding, rows, put } = await atWork(t);
  const right = listed(await folding());
  const [row] = await rows();
  if (row === undefined) return assert.fail();
  const wrong: KeptLine = { ...row.kept, worker: "somebody else", tasks: [] };
  const change = ({ tag = row.tag, ...kept }: Partial<KeptLine & Pick<LineRow, "tag">>) =>
    put({ ...row, tag, kept: { ...wrong, ...kept } });
  const changes: readonly Parameters<typeof change>[0][] = [
    { by: "0".repeat(32) },
    { tag: "0".repeat(16) },
    { from: "2026-01-29" },
    { until: "2026-01-15" },
    { involved: { devices: [], organisations: [] } },
  ];
  for (const each of changes) {
    await change(each);
    assert.deepEqual(listed(await opened()), right, JSON.stringify(each).slice(0, 40));
  }
  await change({});
  assert.notDeepEqual(listed(await opened()), right, "else nothing of this would be seen");
  // Which entries it was made of is compared when they are read.
  await change({ entries: digestOf(["0".repeat(64)]) });
  for (const each of [store, later(store)]) {
    const device = await opened(each, async () => null);
    await device.cases.reading.read(row.kept.item.caseId);
    assert.deepEqual(listed(device), right);
  }
  for (const value of [new Uint8Array(0), new Uint8Array(80)])
    for (const each of [store, later(store)]) {
      await store.write([{ table: "line", key: row.name, value }]);
      const device = await opened(each, async () => null);
      await until(() => device.cases.list.toRead === 0);
      assert.deepEqual(listed(device), right);
    }
  assert.equal(
    (await opened()).cases.view(cases[0])?.state.entries.length,
    (await folding()).cases.view(cases[0])?.state.entries.length,
  );
});

test("[EN12a] a line is made anew when the directory says something else of one who is in the case, and of nobody else", () => {
  const country = new Country();
  const rules = () => rulesBy(country.by.shelter.id, ["a"], country.directory);
  const involved = { devices: [country.deviceOf("border").signer.name], organisations: [country.by.shelter.id] };
  const before = rules()(involved);
  const revoke = (role: "legal" | "border", n: number) => {
    const [first, second] = country.admins(role);
    const device = n === 0 ? first : second;
    const by = n === 0 ? second : first;
    if (device === undefined || by === undefined) return assert.fail();
    country.must("device.revoke", { device: device.name, reason: "lost" }, by);
  };
  revoke("legal", 0);
  assert.equal(rules()(involved), before);
  assert.notEqual(rulesBy(country.by.shelter.id, ["b"], country.directory)(involved), before);
  assert.notEqual(rulesBy(country.by.legal.id, ["a"], country.directory)(involved), before);
  country.directory.holdRevocations(new Map([[involved.devices[0] ?? "", 3]]));
  assert.notEqual(rules()(involved), before);
  country.directory.holdRevocations(new Map());
  assert.equal(rules()(involved), before);
  revoke("border", 0);
  assert.notEqual(rules()(involved), before);
});

test("[EN12b] what comes into a case takes its line in the write that keeps it; once all of it is logged it is kept again", async (t) => {
  const { world, worker, colleague, cases, rest, opened, folding, lines } = await atWork(t);
  const [changed, other] = cases;
  await must(colleague.cases.saveSheet(changed, { form: "risk", set: { level: "extreme", on: "2026-01-16" } }));
  await world.settle(colleague);
  await worker.sync();
  assert.deepEqual(
    (await lines()).map(({ item }) => item.caseId),
    [other],
  );
  const levels = (device: Device) => device.cases.list.caseload.map(({ caseId, risk }) => [caseId, risk?.level]);
  assert.deepEqual(new Map(levels(await opened()) as [string, string][]).get(changed), "extreme");
  await rest();
  assert.equal((await lines()).length, 2);
  assert.deepEqual(listed(await opened()), listed(await folding()));
  // A program that dies between a save and the next round has no line of that case either.
  await noted(worker, other, "A note.");
  assert.deepEqual(
    (await lines()).map(({ item }) => item.caseId),
    [changed],
  );
  // What waits counts in the list, though the entries that are kept say nothing of it yet.
  await must(worker.cases.saveSheet(changed, { form: "assign", set: { worker: "Test Worker 2", on: "2026-01-20" } }));
  const of = (device: Device) => device.cases.list.caseload.find(({ caseId }) => caseId === changed)?.worker;
  assert.deepEqual([of(worker), of(await opened())], ["Test Worker 2", "Test Worker 2"]);
});

test("[EN12] another passphrase opens the same lines; another vault over the same store opens none, shows nothing of them, and reads all of it again", async (t) => {
  const { world, shelter, store, folding, rows } = await atWork(t);
  const [texts] = shelter.devices;
  if (texts === undefined) return assert.fail();
  const before = listed(await folding());
  const openedWith = async (words: string, of: MemberStore, network: Network) => {
    const device = await Device.open({ store: of, network, clock: world.clock, randomBytes, stretch: quickStretch });
    assert.equal(await device.unlock(words), "open");
    return device;
  };
  const put = async (secrets: ReturnType<Secrets["reveal"]>, words: string) =>
    store.write(keepingVault(await sealVault(new Secrets(secrets), words, randomBytes, quickStretch)));
  const secrets = texts.reveal();
  await put(secrets, "other words");
  for (const each of [store, later(store)]) {
    const device = await openedWith("other words", each, async () => null);
    assert.deepEqual([listed(device), device.cases.list.toRead], [before, 0]);
    await device.lock();
  }
  assert.ok((await rows()).length > 0);
  await put({ ...secrets, storageKey: encodeBase64(randomBytes(32)) }, testPassphrase);
  const reset = await openedWith(testPassphrase, later(store), fetchNetwork);
  assert.deepEqual(listed(reset), { list: [], inbox: [], tasks: [] });
  await reset.sync();
  await reset.sync();
  const said = ({ list }: ReturnType<typeof listed>) => list.map(({ caseId, next, worker }) => [caseId, next, worker]);
  assert.deepEqual(said(listed(reset)), said(before));
  await reset.sync();
  const again = await openedWith(testPassphrase, later(store), async () => null);
  assert.deepEqual([said(listed(again)), again.cases.list.toRead], [said(before), 0]);
  assert.equal((await store.list("roster")).length, before.list.length, "of the rows of the other vault none is left");
  assert.deepEqual(await rows(), [], "nor a line");
});

test("[EN12c] many cases that changed are read after the unlock, some at a time: until then the list says how many are missing, and what it shows is right", async (t) => {
  const { world, shelter, worker, store, opened, folding } = await atWork(t);
  for (let n = 0; n < 40; n++) await must(worker.drafts.send(exampleDraft([shelter], { name: `Test Person ${n}` })));
  await world.settle(worker);
  const whole = listed(await folding()).list;
  assert.equal(whole.length, 42);
  assert.deepEqual(listed(await opened()).list, whole, "a store that is asked at once has all of it at once");
  const device = await opened(later(store), async () => null);
  const steps: number[] = [];
  const look = () => {
    const { caseload, toRead } = device.cases.list;
    steps.push(toRead);
    assert.equal(caseload.length + toRead, whole.length);
    const shown = new Set(caseload.map(({ caseId }) => caseId));
    assert.deepEqual(
      caseload,
      whole.filter(({ caseId }) => shown.has(caseId)),
    );
  };
  device.room.onChange(look);
  look();
  await until(() => device.cases.list.toRead === 0);
  look();
  assert.deepEqual([steps[0], steps.at(-1)], [8, 0]);
  assert.equal((await must(device.cases.list.findNamed("Test Person 39"))).count, 1);
  // A search does not wait for the list.
  const asked = await opened(later(store), async () => null);
  assert.equal((await must(asked.cases.list.findNamed("Test Person"))).count, 42);
});

test("[FD8] [FM10] a name is found from the moment it is saved, before the save is sent", async (t) => {
  const { cases, opened: unlocked } = await atWork(t);
  const device = await unlocked();
  await must(device.cases.saveSheet(cases[0], { form: "person", set: { given: "Test", family: "Familyname" } }));
  await must(device.cases.saveSheet(cases[1], { form: "person", set: { given: "Example Newname" } }));
  assert.equal(device.cases.saves.waiting.length, 2);
  const before = device.cases.view(cases[0])?.state.entries.length;
  assert.deepEqual([...(await must(device.cases.list.findNamed("Familyname"))).caseIds], [cases[0]]);
  assert.deepEqual([...(await must(device.cases.list.findNamed("Newname"))).caseIds], [cases[1]]);
  const entries = device.cases.view(cases[0])?.state.entries ?? [];
  // The journal names entries of the case alone: a save that waits has no name yet.
  const ids = new Set(entries.map(({ id }) => id));
  const opened = entries
    .slice(before)
    .flatMap(({ content }) =>
      content.kind === "opened" && !("newer" in content) ? content.body.entries : assert.fail(),
    );
  assert.ok(opened.every((id) => ids.has(id)));
});

test("[EN12a] what comes into a case while the words are stretched is in the list, although its line was read before", async (t) => {
  const { world, worker, store, cases, folding } = await atWork(t);
  const stretch: typeof quickStretch = async (words, salt) => {
    await must(worker.cases.saveSheet(cases[1], { form: "risk", set: { level: "extreme", on: "2026-01-16" } }));
    return quickStretch(words, salt);
  };
  for (const each of [store, later(store)]) {
    const parts = { store: each, network: async () => null, clock: world.clock, randomBytes, stretch };
    const device = await Device.open(parts);
    assert.equal(await device.unlock(testPassphrase), "open");
    await until(() => device.cases.list.toRead === 0);
    assert.ok(device.cases.list.caseload.some(({ risk }) => risk?.level === "extreme"));
    assert.deepEqual(listed(device), listed(await folding()));
  }
});

test("[EN12d] what a program put there that knows nothing of lines is seen: then all is made anew from the entries", async (t) => {
  const { store, worker, cases, rest, opened, folding } = await atWork(t);
  const old = await Promise.all(
    (["line", "roster", "place"] as const).map(async (table) =>
      (await store.list(table)).map(({ key, value }) => ({ table, key, value })),
    ),
  );
  await noted(worker, cases[0], "A note.");
  await must(worker.cases.saveSheet(cases[1], { form: "risk", set: { level: "extreme", on: "2026-01-16" } }));
  await rest();
  const right = listed(await folding());
  assert.ok(right.list.some(({ risk }) => risk?.level === "extreme"));
  // The entries and the progress of reading went on; what is known of the cases is as it was.
  for (const table of ["line", "roster", "place"] as const)
    await store.write((await store.list(table)).map(({ key }) => ({ table, key, value: null })));
  await store.write(old.flat());
  for (const each of [later(store), store]) assert.deepEqual(listed(await opened(each, async () => null)), right);
});

test("[EN12] names are found from the lines, and each finding is logged as one", async (t) => {
  const { store, cases, opened, folding } = await atWork(t);
  for (const device of [await opened(), await opened(later(store)), await folding()]) {
    assert.deepEqual([...(await must(device.cases.list.findNamed("person north"))).caseIds], [cases[0]]);
    assert.equal((await must(device.cases.list.findNamed("Test Person"))).count, 2);
    assert.equal((await must(device.cases.list.findNamed("Nobody"))).count, 0);
    const { content } = device.cases.view(cases[0])?.state.entries.at(-1) ?? assert.fail();
    assert.equal(content.kind, "opened");
  }
});

test("[FD7][EN12b] a purge takes the line of the case with its names and tasks; a device that writes only keeps no line at all", async (t) => {
  const { worker, cases, rest, shelf, store, officerStore, lines } = await atWork(t);
  const resting = () => restingIn(store, shelf);
  const [erased, other] = cases;
  const atRest = async () =>
    JSON.stringify([await shelf.list("entry"), await shelf.list("draft"), await restingIn(store, shelf)]);
  assert.match(await atRest(), /Test Person North/);
  const given = worker.cases.view(erased)?.state.consents[0]?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(erased, given));
  assert.deepEqual(
    (await lines()).map(({ item }) => item.caseId),
    [other],
    "from the withdrawal on",
  );
  // Believed by nobody, it is still there: it goes with the rest.
  assert.ok((await resting()).includes(erased));
  await must(worker.cases.consents.confirmWithdrawal(erased, given));
  await rest();
  assert.doesNotMatch(await atRest(), /Test Person North/);
  assert.match(await atRest(), /Test Person South/);
  assert.deepEqual(
    (await lines()).map(({ item }) => item.caseId),
    [other],
  );
  assert.deepEqual(
    worker.cases.list.openTasks.filter(({ caseId }) => caseId === erased),
    [],
  );
  assert.ok(!(await resting()).includes(erased));
  assert.deepEqual(await store.keys("counted"), await store.keys("line"));
  const tables = ["line", "counted", "roster", "place"] as const;
  for (const table of tables) assert.deepEqual(await officerStore.list(table), []);
  const inClear = await Promise.all(tables.map((table) => store.list(table)));
  const keys = inClear.flatMap((rows) => rows.map(({ key }) => key.replace(/-[0-9a-f]{64}$/, ""))).join();
  assert.ok(!keys.includes(other), "the name of a row is no case's id");
});

/** A store that does something once lines were written, and before whoever wrote them goes on. */
function after(store: MemberStore, hook: () => Promise<void>): MemberStore {
  let isDone = false;
  return {
    ...store,
    write: async (changes) => {
      await store.write(changes);
      if (isDone || !changes.some(({ table, value }) => table === "line" && value !== null)) return;
      isDone = true;
      await hook();
    },
  };
}

/** A store without room for lines. */
function withoutRoomFor(table: StoreTable, store: MemberStore): MemberStore {
  return {
    ...store,
    write: async (changes) => {
      if (changes.some((change) => change.table === table && change.value !== null)) throw new Problem("store", "full");
      await store.write(changes);
    },
  };
}

const inDanger = (device: Device, id: string) =>
  device.cases.list.caseload.find(({ caseId }) => caseId === id)?.inDanger;

for (const from of ["another device", "this device"] as const)
  test(`[EN12b] what comes from ${from} into a case while its line is written ends that line: the list says that the person is in danger`, async (t) => {
    const { world, worker, colleague, store, cases, opened, rest, outdating } = await atWork(t);
    const [id] = cases;
    await worker.lock();
    if (from === "another device") {
      await must(colleague.cases.saves.sayDanger(id, "now"));
      await must(colleague.cases.saves.sendNow());
      await world.settle(colleague);
      await world.timekeeping.writeTime();
      world.wait(day);
      await world.timekeeping.writeTime();
    }
    await outdating();
    let isSaid = false;
    const device: Device = await opened(
      after(later(store), async () => {
        if (from === "another device") await device.sync();
        else {
          await must(device.cases.saves.sayDanger(id, "now"));
          await must(device.cases.saves.sendNow());
        }
        isSaid = true;
      }),
    );
    if (from === "this device") await device.cases.reading.read(id);
    await device.sync();
    await until(() => isSaid);
    assert.equal(inDanger(device, id), true);
    await device.sync();
    await rest();
    await device.sync();
    assert.equal(inDanger(device, id), true);
    assert.equal(inDanger(await opened(later(store), async () => null), id), true);
  });

test("[EN12] a store without room for lines has every other thing done all the same", async (t) => {
  const { world, worker, colleague, store, shelf, cases, opened, outdating } = await atWork(t);
  const [id] = cases;
  await worker.lock();
  await colleague.cases.reading.read(id);
  const given = colleague.cases.view(id)?.state.consents[0]?.id ?? assert.fail();
  await must(colleague.cases.consents.withdrawConsent(id, given));
  await must(colleague.cases.consents.confirmWithdrawal(id, given));
  await world.settle(colleague);
  await outdating();
  const device = await opened(withoutRoomFor("line", later(store)));
  await device.sync();
  await device.sync();
  assert.equal(device.cases.list.toRead, 0);
  assert.deepEqual(
    device.view?.alarms.map(({ code }) => code),
    [],
  );
  const rows = (await shelf.list("entry")).filter(({ value }) => JSON.stringify(value).includes("Test Person North"));
  assert.deepEqual(rows, [], "what a withdrawal ends is erased");
});

const codes = (device: Device) => device.view?.alarms.map(({ code }) => code) ?? [];

test("[EN12d] an index that could not be written whole is vouched for by nobody: the next start makes it anew, and every case is there", async (t) => {
  const { store, opened } = await atWork(t);
  const whole = listed(await opened(later(store), async () => null)).list.length;
  for (const table of ["place", "roster"] as const)
    await store.write((await store.list(table)).map(({ key }) => ({ table, key, value: null })));
  const full = await opened(withoutRoomFor("roster", later(store)));
  assert.equal(full.cases.list.caseload.length, whole);
  await full.sync();
  assert.ok(!codes(full).includes("device-damaged"), "which is no damage");
  assert.equal(await store.get("place", "progress"), null);
  await full.lock();
  // From here on there is room, and the session of before goes on.
  let isFull = true;
  const device = await opened({
    ...later(store),
    write: (changes) => (isFull ? withoutRoomFor("roster", store) : store).write(changes),
  });
  isFull = false;
  await device.sync();
  await device.sync();
  await device.lock();
  const again = await opened(later(store), async () => null);
  await until(() => again.cases.list.toRead === 0);
  assert.equal(again.cases.list.caseload.length, whole);
});

test("[EN12e] a row of the index that is gone is damage: no case goes out of the list, and a purge erases what it would have led to", async (t) => {
  const { store, shelf, worker, cases, rest, opened } = await atWork(t);
  const [id] = cases;
  const answers = worker.cases.view(id)?.state.entries.filter(({ content }) => content.kind === "answers") ?? [];
  const [first] = answers.map((entry) => entry.id);
  if (first === undefined) return assert.fail();
  await worker.lock();
  const remove = async (table: StoreTable, isGone: (key: string) => boolean) => {
    const rows = (await store.list(table)).filter(({ key }) => isGone(key));
    assert.ok(rows.length > 0);
    await store.write(rows.map(({ key }) => ({ table, key, value: null })));
  };
  const putAway = async (device: Device) => {
    for (const alarm of device.view?.alarms ?? []) assert.equal(await must(device.dismissAlarm(alarm)), true);
  };
  const [name = ""] = (await store.keys("roster")).map((key) => key.slice(0, key.indexOf("-")));
  for (const each of [store, later(store)]) {
    await remove("roster", (key) => key.startsWith(name));
    const device = await opened(each, async () => null);
    await until(() => device.cases.list.toRead === 0);
    assert.deepEqual([device.cases.list.caseload.length, codes(device)], [2, ["device-damaged"]]);
    await putAway(device);
    await device.lock();
    // Nor one without a line.
    await store.write((await store.list("line")).map(({ key }) => ({ table: "line", key, value: null })));
    await remove("roster", () => true);
    const other = await opened(each, async () => null);
    await other.sync();
    await until(() => other.cases.list.toRead === 0);
    assert.deepEqual([other.cases.list.caseload.length, codes(other)], [2, ["device-damaged"]]);
    await putAway(other);
    await other.lock();
  }
  await remove("place", (key) => key.endsWith(first));
  const device = await opened(later(store));
  await device.sync();
  await device.cases.reading.read(id);
  const { state } = device.cases.view(id) ?? assert.fail();
  assert.equal(state.entries.filter(({ content }) => content.kind === "answers").length, answers.length);
  assert.deepEqual(codes(device), ["device-damaged"]);
  await device.lock();
  await remove("place", (key) => key.endsWith(first));
  const purging = await opened(later(store));
  const given = state.consents[0]?.id ?? assert.fail();
  await must(purging.cases.consents.withdrawConsent(id, given));
  await must(purging.cases.consents.confirmWithdrawal(id, given));
  await rest();
  await purging.sync();
  const row = (await shelf.list("entry")).find(({ key }) => key === first) ?? assert.fail();
  assert.ok(JSON.stringify(row.value).startsWith('{"purged"'));
});

test("[EN12b] a case that two programs changed without seeing each other has two tags, and no line before it was read anew", async (t) => {
  const { store, worker, opened, folding, rows, put } = await atWork(t);
  await worker.lock();
  const right = listed(await folding());
  const [row] = await rows();
  if (row === undefined) return assert.fail();
  await put({ ...row, kept: { ...row.kept, worker: "somebody else" } });
  await store.write([{ table: "roster", key: `${row.name}-${"0".repeat(16)}`, value: new Uint8Array(0) }]);
  const tags = async () => (await store.keys("roster")).filter((key) => key.startsWith(row.name));
  assert.equal((await tags()).length, 2);
  const device = await opened(later(store));
  assert.deepEqual(listed(device), right);
  await device.sync();
  assert.equal((await tags()).length, 1);
  const kept = (await rows()).find(({ name }) => name === row.name);
  assert.deepEqual([kept?.kept.worker, await tags()], ["Canary Worker", [`${row.name}-${kept?.tag}`]]);
  assert.deepEqual(listed(await opened(store, async () => null)), right);
});

test("[EN12d] rows that a program of before laid out in another way are made anew, and nothing of them stays", async (t) => {
  const { store, shelf, worker, opened, folding, rows } = await atWork(t);
  await worker.lock();
  const right = listed(await folding());
  const names = new Set((await rows()).map(({ name }) => name));
  const before = sha256((await store.get("meta", "progress")) ?? assert.fail()).slice(0, 8);
  await store.write([
    ...[...names].map((key) => ({ table: "line" as const, key, value: null })),
    shelf.putText("line", "00", "Canary of before"),
    shelf.putText("line", "00-names", "Canary of before"),
    { table: "place", key: "progress", value: before },
  ]);
  const device = await opened(later(store), async () => null);
  assert.deepEqual(listed(device), right);
  assert.ok(!(await restingIn(store, shelf)).includes("Canary of before"));
});

test("[EN12a] a line that was found to say something else than its entries is believed by no later start", async (t) => {
  const { store, opened, folding, rows, put } = await atWork(t);
  const right = listed(await folding());
  for (const each of [store, later(store)]) {
    for (const row of await rows())
      await put({ ...row, kept: { ...row.kept, worker: "somebody else", entries: digestOf([]) } });
    const old = await store.list("line");
    const device = await opened(each, async () => null);
    for (const { caseId } of device.cases.list.caseload) await device.cases.reading.read(caseId);
    await device.lock();
    await store.write(old.map(({ key, value }) => ({ table: "line", key, value })));
    const again = await opened(each, async () => null);
    await until(() => again.cases.list.toRead === 0);
    assert.deepEqual(listed(again), right);
    await again.sync();
    await again.lock();
  }
});

test("[EN12a] a line is made of the entries that are there when it is made, and of nothing that was folded before", async (t) => {
  const { worker, store, cases, opened } = await atWork(t);
  const [id, other] = cases;
  await worker.lock();
  let isWritten = false;
  const base = later(store);
  const device: Device = await opened({
    ...base,
    write: async (changes) => {
      await base.write(changes);
      if (isWritten || !changes.some(({ table }) => table === "entry")) return;
      isWritten = true;
      // The entry is in the store, and whoever wrote it did not go on yet: the fold is the one of before.
      await device.room.reader?.doDuties();
    },
  });
  for (const each of cases) {
    await device.cases.reading.read(each);
    device.cases.view(each);
  }
  await must(device.cases.steps.link(id, other, "same"));
  assert.equal(isWritten, true);
  assert.deepEqual(
    device.cases.list.linksOf(other).map(({ caseId }) => caseId),
    [id],
  );
});

test("[EN12] a case that is let go while an envelope is taken is read again first: nothing of it is lost", async (t) => {
  const { world, worker, colleague, store, cases, opened } = await atWork(t);
  const [id] = cases;
  await worker.lock();
  await must(colleague.cases.saves.sayDanger(id, "now"));
  await must(colleague.cases.saves.sendNow());
  await world.settle(colleague);
  let letGo = 0;
  let reader: Reader | null = null;
  const lettingGo = async () => {
    for (let turn = 0; turn < 20; turn++) {
      await null;
      if (letGo === 3 || reader?.cases.isRead(id) !== true) continue;
      letGo += 1;
      reader.cases.release(id);
    }
  };
  const device = await opened({
    ...later(store),
    getAll: async (table, keys) => {
      const rows = await store.getAll(table, keys);
      if (table === "entry") void lettingGo();
      return rows;
    },
  });
  reader = device.room.reader;
  await device.sync();
  assert.ok(letGo > 0);
  assert.equal(inDanger(device, id), true);
});

for (const arrives of ["in one round", "in two rounds"] as const)
  test(`[FD13d] [EN12] a sheet and the word that it is of another case come ${arrives}, in two envelopes, while the case is let go: nothing of it stays`, async (t) => {
    const { world, worker, colleague, store, shelf, cases, opened, lines } = await atWork(t);
    const [id] = cases;
    await worker.lock();
    const atRest = async () => JSON.stringify([await shelf.list("entry"), await lines()]);
    let device: Device | null = null;
    let letGo = 0;
    const lettingGo = async () => {
      for (let turn = 0; turn < 20; turn++) {
        await null;
        const held = device?.room.reader?.cases;
        if (letGo === 3 || held?.isRead(id) !== true) continue;
        held.release(id);
        if (!held.isRead(id)) letGo += 1;
      }
    };
    const gettingLetGo: MemberStore = {
      ...later(store),
      getAll: async (table, keys) => {
        const rows = await store.getAll(table, keys);
        if (table === "entry") void lettingGo();
        return rows;
      },
    };
    const sheet = await must(colleague.cases.saveSheet(id, { form: "goal", set: { goal: "Canarywrong" } }));
    await must(colleague.cases.saves.sendNow());
    await world.settle(colleague);
    if (arrives === "in two rounds") {
      device = await opened(later(store));
      await device.sync();
      await world.timekeeping.writeTime();
      world.wait(day);
      await world.timekeeping.writeTime();
      await device.sync();
      assert.match(await atRest(), /Canarywrong/);
      assert.ok(
        (await lines()).some((line) => line.item.caseId === id),
        "the case is at rest with it",
      );
      await device.lock();
    }
    await must(colleague.cases.saves.misplaceSheet({ caseId: id, form: "goal", sheet }, null));
    await world.settle(colleague);
    device = await opened(gettingLetGo);
    for (let round = 0; round < 2; round++) await device.sync();
    assert.ok(letGo > 0, "it was let go in between");
    assert.doesNotMatch(await atRest(), /Canarywrong/);
    assert.equal(
      device.cases.sheets(id)?.sheets.some((each) => each.sheet === sheet),
      false,
    );
  });

test("[EN3] after a lock nothing is read on", async (t) => {
  const { store, opened } = await atWork(t);
  let asked = 0;
  let hook: (() => Promise<void>) | null = null;
  const device = await opened(
    {
      ...later(store),
      getAll: async (table, keys) => {
        if (table === "entry") asked += 1;
        await hook?.();
        return store.getAll(table, keys);
      },
    },
    async () => null,
  );
  await until(() => device.cases.list.toRead === 0);
  const locksAtFirstRead = async <T>(work: () => Promise<T>) => {
    hook = async () => {
      hook = null;
      await device.lock();
    };
    asked = 0;
    const given = await work();
    assert.equal(asked, 1);
    return given;
  };
  const found = await locksAtFirstRead(() => device.cases.list.findNamed("Test Person"));
  assert.equal(found.is === "failed" && found.reason, "locked");
  assert.equal(await device.unlock(testPassphrase), "open");
  await until(() => device.cases.list.toRead === 0);
});

test("[SL10] [EN12] a case that gets another name while one is looked for is neither shown nor logged as found by the old one", async (t) => {
  const { world, store, colleague, cases, opened } = await atWork(t);
  const [id] = cases;
  const sheet = colleague.cases.sheets(id)?.sheets.find(({ form }) => form === "person") ?? assert.fail();
  const [key] = [...sheet.answers].find(([, { value }]) => value === "Test Person North") ?? assert.fail();
  let hook: (() => Promise<void>) | null = null;
  const device = await opened({
    ...later(store),
    getAll: async (table, keys) => {
      await hook?.();
      return store.getAll(table, keys);
    },
  });
  await until(() => device.cases.list.toRead === 0);
  const set = { [key]: "Test Person East" };
  await must(colleague.cases.saveSheet(id, { form: "person", sheet: sheet.sheet, set, why: "mistake" }));
  await world.settle(colleague);
  hook = async () => {
    hook = null;
    await device.sync();
  };
  const found = await must(device.cases.list.findNamed("Test Person North"));
  assert.equal(hook, null, "the case was read meanwhile");
  assert.deepEqual([found.count, [...found.caseIds]], [0, []]);
  const openings = device.cases.view(id)?.state.entries.filter(({ content }) => content.kind === "opened");
  assert.deepEqual(openings, []);
  assert.deepEqual([...(await must(device.cases.list.findNamed("Test Person East"))).caseIds], [id]);
});

test("[FD7] a line that another program put back after its case was erased goes at the next round", async (t) => {
  const { worker, cases, rest, shelf, store, opened } = await atWork(t);
  const [id] = cases;
  const old = await store.list("line");
  const given = worker.cases.view(id)?.state.consents[0]?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(id, given));
  await must(worker.cases.consents.confirmWithdrawal(id, given));
  await rest();
  await worker.lock();
  const names = async () => (await restingIn(store, shelf)).includes(id);
  assert.equal(await names(), false);
  await store.write(old.map(({ key, value }) => ({ table: "line", key, value })));
  assert.equal(await names(), true);
  const device = await opened(later(store));
  await device.sync();
  assert.equal(await names(), false);
});

test("[CN6] whoever asks for our numbers at each piece of a list that is still being read gets one count of it, and one more once a case is another", async (t) => {
  const { store, cases, rest, opened, outdating, worker } = await atWork(t);
  await outdating();
  let counts = 0;
  const counting: MemberStore = {
    ...later(store),
    list: (table, from, to) => {
      if (table === "counted") counts++;
      return store.list(table, from, to);
    },
  };
  const device = await opened(counting);
  const asked: ReturnType<typeof device.cases.numbers.counted>[] = [];
  const stop = device.room.onChange(() => void asked.push(device.cases.numbers.counted()));
  for (let n = 0; n < 50; n++) asked.push(device.cases.numbers.counted());
  for (let seen = 0; seen < asked.length; seen = asked.length) await Promise.all(asked);
  assert.deepEqual([device.cases.list.toRead, counts], [0, 1]);
  assert.equal((await asked.at(-1))?.length, cases.length);
  const help = { kind: "medical", on: "2026-01-16", result: "given" };
  await must(worker.cases.saveSheet(cases[0], { form: "service", set: help }));
  await must(worker.cases.saves.sendNow());
  await rest();
  await device.sync();
  for (let seen = 0; seen < asked.length; seen = asked.length) await Promise.all(asked);
  stop();
  const helped = ((await asked.at(-1)) ?? assert.fail()).map(({ counted }) => Object.keys(counted.help));
  assert.deepEqual(helped.flat(), ["medical"]);
});

test("[CN2] what is counted of a case at rest rests beside its line, is what its entries say, and goes with whatever changes the case", async (t) => {
  const { worker, cases, rest, opened, folding, store } = await atWork(t);
  const counted = async (device: Device) =>
    ((await device.cases.numbers.counted()) ?? assert.fail()).toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1));
  const resting = () => store.list("counted");
  const before = await resting();
  assert.equal(before.length, 2);
  const expected = await counted(await folding());
  assert.deepEqual(
    expected.map(({ caseId, counted: { helping } }) => [caseId, helping.length]),
    cases.toSorted().map((caseId) => [caseId, 1]),
  );
  const entries = await store.list("entry");
  const flip = (rows: typeof entries, table: "entry" | "counted") =>
    store.write(rows.map(({ key, value }) => ({ table, key, value: value.map((byte) => byte ^ 1) })));
  await flip(entries, "entry");
  assert.deepEqual(await counted(await opened(store, async () => null)), expected, "no entry is read for it");
  await store.write(entries.map(({ key, value }) => ({ table: "entry", key, value })));
  const help = { kind: "medical", on: "2026-01-16", result: "given" };
  await must(worker.cases.saveSheet(cases[0], { form: "service", set: help }));
  await must(worker.cases.saves.sendNow());
  assert.equal((await resting()).length, 1, "what rested of the case went in the same write");
  assert.deepEqual(
    (await counted(worker)).map(({ counted: now }) => now.help),
    expected.map(() => ({})),
    "what is not logged yet is not counted",
  );
  await rest();
  const after = await counted(await opened());
  assert.deepEqual(
    after.map(({ counted: now }) => now.help),
    cases.toSorted().map((caseId) => (caseId === cases[0] ? { medical: { "2026-01-16": {} } } : {})),
  );
  await store.write(before.map(({ key, value }) => ({ table: "counted", key, value })));
  assert.deepEqual(await counted(await opened()), after, "a row of before is none");
  await flip(await resting(), "counted");
  assert.deepEqual(await counted(await opened()), after, "a damaged row is none");
});

test("[CN2a] a device that cannot read its store at once reads ahead what is counted, some rows at a time, each once, and again only of a case that changed", async (t) => {
  const { world, store, cases, opened, worker } = await atWork(t);
  await worker.lock();
  const namesRead: string[] = [];
  const reading: MemberStore = {
    ...later(store),
    list: async (table, from, to) => {
      const rows = await store.list(table, from, to);
      if (table === "counted") namesRead.push(...rows.map(({ key }) => key));
      return rows;
    },
  };
  const untilRead = async (count: number) => {
    for (let turns = 0; namesRead.length < count && turns < 1_000; turns++) await new Promise(setImmediate);
    return namesRead.length;
  };
  const device = await opened(reading);
  assert.equal(await untilRead(2), 2, "nobody asked for it");
  const helpIn = async () =>
    new Map((await device.cases.numbers.counted())?.map(({ caseId, counted }) => [caseId, counted.help]));
  assert.deepEqual([...(await helpIn()).values()], [{}, {}]);
  const help = { kind: "medical", on: "2026-01-16", result: "given" };
  await must(device.cases.saveSheet(cases[0], { form: "service", set: help }));
  await must(device.cases.saves.sendNow());
  await world.settle(device);
  await world.timekeeping.writeTime();
  world.wait(day);
  await world.timekeeping.writeTime();
  await device.sync();
  assert.equal(await untilRead(3), 3);
  assert.deepEqual(
    [(await helpIn()).get(cases[0]), (await helpIn()).get(cases[1])],
    [{ medical: { "2026-01-16": {} } }, {}],
  );
  assert.equal(namesRead.length, 3, "what was read is not read again");
});

test("[CN2a] what is counted is read as long as somebody wants it, and not again where somebody was faster", async (t) => {
  const { store, opened } = await atWork(t);
  const gate = Promise.withResolvers<void>();
  let [isSlow, rowsRead] = [false, 0];
  const waiting: MemberStore = {
    ...later(store),
    now: store.now,
    list: async (table, from, to) => {
      const rows = await store.list(table, from, to);
      if (table !== "counted") return rows;
      rowsRead += rows.length;
      const isHeldUp = isSlow;
      isSlow = false;
      if (isHeldUp) await gate.promise;
      return rows;
    },
  };
  const { index } = (await opened(waiting, async () => null)).room.open().session.reader.cases;
  const beside = () => [...index.lines.values()].filter((line) => index.countedBeside(line) !== null).length;
  let wanted = 1;
  await index.readCounted(1, () => wanted-- > 0);
  assert.deepEqual([beside(), rowsRead], [1, 1]);
  const device = await opened(waiting, async () => null);
  const other = device.room.open().session.reader.cases.index;
  isSlow = true;
  const ahead = other.readCounted(1, () => true);
  await other.readCounted(Number.POSITIVE_INFINITY, () => true);
  gate.resolve();
  await ahead;
  assert.deepEqual([other.lines.size, rowsRead], [2, 1 + 2 + 1]);
});

/** What rests in all rows of lines. */
async function restingIn(store: MemberStore, shelf: Shelf): Promise<string> {
  return (await store.list("line")).map(({ key, value }) => shelf.openText("line", key, value)).join("\n");
}
