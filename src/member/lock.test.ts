// What locking promises (EN3): secrets in memory only while unlocked, at every moment, also in the middle of a sync.
import assert from "node:assert/strict";
import { test } from "node:test";
import { device, directoryNote, found, join, moment, seenIn, start } from "../../test/hostile/support/nation.ts";
import { begunDraft, exampleDraft, testPassphrase, World } from "../../test/support/world.ts";
import { isProblem } from "../core/problem.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { signEntry } from "../note/entry-note.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../operate/new-country.ts";
import { seal } from "../sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import type { Device } from "./device.ts";
import { openVault } from "./store/vault.ts";
import { must } from "./verb.ts";

test("[EN3] a lock in the middle of a sync never writes the vault under a wiped key, and the handed-over epoch is taken later", async (t) => {
  const nation = await found(t);
  const { world, host, shelter } = nation;
  const [a, b] = shelter.devices;
  assert.ok(a && b);
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(b, { network: host.network, store });
  const vaultFile = async () => decodeUtf8((await store.get("meta", "vault")) ?? new Uint8Array(0)) ?? "";
  const before = await vaultFile();
  const { suite } = world;
  const epoch = await generateIdentity(suite);
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: a.device };
  host.append("directory", directoryNote(nation, "epoch.new", body, [deviceSigner(a), deviceSigner(b)]));
  const content = {
    kind: "epoch.key" as const,
    device: a.device,
    salt: encodeHex(randomBytes(16)),
    seen: seenIn(host.signHead()),
    at: moment(world.now),
    to: [shelter.id],
    body: { organisation: shelter.id, epoch: 2, identity: epoch.reveal() },
  };
  const own = world.host.directory.device(b.device)?.recipient ?? "";
  host.append(
    "case",
    await seal(signEntry(world.founding.origin, content, deviceSigner(a)).note, [own], {
      suite,
      kind: "case",
    }),
  );
  // The person locks (and unlocks again) just when the envelope with the secret arrives.
  for (const relock of [false, true]) {
    let done = false;
    host.script = async ({ path }) => {
      if (!path.startsWith("/pack/case/") || done) return null;
      done = true;
      worker.lock();
      if (relock) assert.equal(await worker.unlock(testPassphrase), "open");
      return null;
    };
    await worker.sync();
    assert.ok(done);
    assert.equal(await vaultFile(), before, "the vault is as it was");
    assert.equal(await openVault(before, "", async () => new Uint8Array(32)), null);
    worker.lock();
    host.script = () => null;
    assert.equal(await worker.unlock(testPassphrase), "open");
  }
  await worker.sync();
  assert.equal(worker.room.open().session.secrets.epochs.length, 2);
  worker.lock();
  assert.equal(await worker.unlock(testPassphrase), "open", "the vault with the new epoch opens under its passphrase");
  assert.equal(worker.room.open().session.secrets.epochs.length, 2);
});

test("[EN3] a lock in the middle of a sync ends it: nothing is answered or signed any more, and all of it after the next unlock", async (t) => {
  const nation = await found(t);
  const { host, shelter } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, shelter);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  host.script = ({ path }) => {
    if (path.startsWith("/pack/case/")) worker.lock();
    return null;
  };
  host.requests.splice(0);
  await worker.sync();
  assert.equal(worker.view?.locked, true);
  assert.ok(!host.requests.some(({ method }) => method === "POST"));
  assert.equal(worker.view?.outbox, 0);
  host.script = () => null;
  assert.equal(await worker.unlock(testPassphrase), "open");
  await worker.sync();
  await officer.sync();
  assert.deepEqual(
    officer.drafts.sent[0]?.answers.map(({ state }) => state),
    ["received"],
  );
});

test("[EN3] a locked device says nothing: every view is empty, and every verb that needs a secret is refused by its code", async (t) => {
  const nation = await found(t);
  const { world, host, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { network: host.network, store });
  const reader = await world.member(device(shelter), { network: host.network });
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  await must(officer.directory.keepRingBack("+992000000000"));
  await officer.sync();
  await reader.sync();
  const { caseId = "" } = reader.cases.inbox[0] ?? {};
  const begun = { set: { words: "half a note" }, gone: {} };
  await must(reader.cases.saves.begun.keep(caseId, "note", null, begun));
  const shown = ({ drafts, cases, record, lessons, directory }: Device) => [
    drafts.sent,
    drafts.sealedFile(entry),
    cases.inbox,
    cases.view(caseId),
    cases.consents.newcomers(caseId),
    cases.saves.begun.of(caseId, "note", null),
    record.book.all,
    record.at(),
    record.sealedNotes,
    record.mayEnter("law"),
    lessons.view,
    directory.ringBack,
    directory.phones(),
    directory.services({ wants: [], treatAsChild: false }),
  ];
  const nothing = [[], null, [], null, [], null, [], null, [], false, null, null, [], []];
  assert.notDeepEqual(shown(officer), nothing);
  assert.notDeepEqual(shown(reader), nothing);
  officer.lock();
  reader.lock();
  assert.deepEqual(shown(officer), nothing);
  assert.deepEqual(shown(reader), nothing);
  for (const verb of [
    officer.drafts.send(exampleDraft([shelter])),
    officer.drafts.save({}),
    officer.cases.steps.answer("0", "0", { verb: "accept" }),
    officer.cases.saveSheet("0", { form: "note", set: { words: "x" } }),
    officer.cases.saves.begun.keep("0", "note", null, begun),
    officer.record.enter("law", []),
    officer.lessons.finish("talk"),
    officer.directory.keepRingBack(null),
    officer.keys.handOver(1),
  ]) {
    const verdict = await verb;
    assert.equal(verdict.is === "failed" && verdict.reason, "locked");
  }
  const locked = (error: unknown) => isProblem(error, "engine", "locked");
  for (const verb of [() => officer.drafts.load(), () => officer.drafts.read(), () => officer.cases.saves.begun.read()])
    await assert.rejects(verb, locked);
  assert.throws(() => officer.directory.self, locked);
  assert.equal(officer.isReader, false);
  assert.equal(officer.view?.self, null);
  assert.equal(officer.view?.tokens, 0);
  // What it still does: follow the log, and send what is sealed.
  await officer.sync();
  assert.equal(officer.view?.outbox, 0);
  assert.equal((await start(world, store, host.network)).view?.locked, true, "a program starts locked");
});

test("[EN3] a vault is never overwritten, and what is no vault file is never installed", async (t) => {
  const nation = await found(t);
  const { world, host, border, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(border), { network: host.network, store });
  const before = await store.get("meta", "vault");
  assert.ok(before);
  assert.equal(await officer.install(decodeUtf8(before) ?? ""), false);
  const empty = await start(world, openSqliteMemberStore(":memory:"), host.network);
  for (const file of ["", "{}", `{"founding":${JSON.stringify(device(shelter).founding)}}`]) {
    assert.equal(await empty.install(file), false);
    assert.equal(await empty.unlock(testPassphrase), "no-vault");
  }
  assert.equal(await officer.unlock("wrong"), "wrong-passphrase");
});

test("[EN3] five drafts are kept side by side and no sixth; sending or erasing one leaves the others, and each has its own twelve hours", async (t) => {
  const nation = await found(t);
  const { world, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { store });
  const hour = 3_600_000;
  const ids = ["a", "b", "c", "d", "e"];
  for (const id of ids) {
    await must(officer.drafts.save(begunDraft(id), id));
    world.wait(hour);
  }
  await assert.rejects(must(officer.drafts.save(begunDraft("f"), "f")));
  await must(officer.drafts.save(begunDraft("c again"), "c"));
  const kept = async () =>
    (await officer.drafts.read()).map(({ id, draft }) => [id, draft.sheets?.story?.set["words"]]);
  assert.deepEqual(await kept(), [
    ["a", "a"],
    ["b", "b"],
    ["c", "c again"],
    ["d", "d"],
    ["e", "e"],
  ]);
  await must(officer.drafts.send(exampleDraft([shelter]), "d"));
  await must(officer.drafts.discard("e"));
  officer.lock();
  await world.goOn(7 * hour, officer);
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual(await kept(), [
    ["b", "b"],
    ["c", "c again"],
  ]);
  assert.equal((await store.list("draft")).length, 2);
});

test("[EN3i] a draft lives for twelve hours of the log's time: an overdue one is erased at the next unlock, and a new one has its own twelve hours", async (t) => {
  const nation = await found(t);
  const { world, shelter } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { store });
  const hour = 3_600_000;
  const draft = exampleDraft([shelter]);
  await must(officer.drafts.save(begunDraft("first")));
  world.wait(11 * hour);
  await must(officer.drafts.save(draft));
  assert.deepEqual(await officer.drafts.load(), draft);
  officer.lock();
  await world.goOn(hour, officer);
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual(await store.list("draft"), [], "twelve hours after its first word");
  assert.deepEqual(await store.list("label"), []);
  await must(officer.drafts.save(begunDraft("second")));
  await world.goOn(13 * hour, officer);
  await must(officer.drafts.save(begunDraft("third")));
  assert.deepEqual(await officer.drafts.load(), begunDraft("third"));
});

test("[EN3i] no clock of a device makes a draft old: ahead by weeks at one unlock, behind by years when it was written, or ahead then", async (t) => {
  const nation = await found(t);
  const { world } = nation;
  const off = { by: 0 };
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { store, clock: () => world.now + off.by });
  const hour = 3_600_000;
  const kept = async () => (await officer.drafts.read()).map(({ id }) => id);
  await must(officer.drafts.save(begunDraft("right"), "right"));
  await officer.lock();
  off.by = 15 * 24 * hour;
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual(await kept(), ["right"], "at an unlock far ahead");
  await must(officer.drafts.save(begunDraft("ahead"), "ahead"));
  off.by = -20_000 * 24 * hour;
  await must(officer.drafts.save(begunDraft("behind"), "behind"));
  off.by = 0;
  await officer.lock();
  await world.goOn(hour, officer);
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual((await kept()).toSorted(), ["ahead", "behind", "right"], "the log went on by an hour");
  await world.goOn(11 * hour, officer);
  assert.deepEqual((await kept()).toSorted(), ["ahead", "behind"], "the one of a right clock is twelve hours old");
  await world.goOn(hour, officer);
  assert.deepEqual(await kept(), [], "the others are, since the log went on");
});

test("[EN3i] where the log says no time nothing is old", async (t) => {
  const world = await World.foundFor(t, { witnesses: 0 });
  const border = await world.organisation("border-post", "Example Border Post");
  const officer = await world.member(device(border));
  await must(officer.drafts.save(begunDraft("first")));
  world.wait(40 * 24 * 3_600_000);
  await officer.sync();
  assert.deepEqual(await officer.drafts.load(), begunDraft("first"));
});
