// An organisation's archive: what one device saves, another one has, and no file is believed.
import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { newLaptop, savedBy } from "../../../test/support/archives.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { atTheBorder, exampleDraft, fetchNetwork, quickStretch, testPassphrase } from "../../../test/support/world.ts";
import { Problem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import { putArchive, readArchives, saveInto } from "../../operate/files/archive-folder.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Device } from "../device.ts";
import { archiveKey, type TableOf } from "../store/shelf.ts";
import type { MemberStore } from "../store/store.ts";
import { must } from "../verb.ts";

const marksOf = (member: Device) => member.cases.inbox.map(({ caseId }) => caseId).toSorted();
const entriesOf = (member: Device, caseId: string) =>
  (member.cases.view(caseId)?.state.entries ?? []).map(({ id, leaf, position, verdict }) => ({
    id,
    leaf,
    position,
    is: verdict.is,
  }));
const codes = (member: Device) => (member.view?.alarms ?? []).map(({ code }) => code).toSorted();

test("[AR8] a new device has from an archive what another device has, and both learn that it was restored", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  for (const count of [1, 2, 3]) {
    await must(officer.drafts.send(exampleDraft([shelter])));
    await world.settle(officer, worker);
    const item = worker.cases.inbox.find(({ state }) => state === "received") ?? assert.fail();
    if (count > 1) await must(worker.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
    await world.settle(worker, officer);
  }
  const files = await savedBy(worker);
  const laptop = await newLaptop(world, shelter, worker);
  assert.deepEqual([marksOf(laptop), laptop.archive.isAwaited], [[], true]);
  const restored = await must(laptop.archive.restore(files));
  assert.ok(typeof restored !== "string", String(restored));
  assert.deepEqual(marksOf(laptop), marksOf(worker));
  for (const caseId of marksOf(worker)) assert.deepEqual(entriesOf(laptop, caseId), entriesOf(worker, caseId));
  await world.settle(laptop, worker);
  assert.deepEqual(codes(worker), ["archive-restored", "device-new"]);
  assert.equal(laptop.archive.pastRead, null, "the log behind it was read");
  for (const caseId of marksOf(worker)) assert.deepEqual(entriesOf(laptop, caseId), entriesOf(worker, caseId));
});

test("[AR6] what an archive left in its folder goes with the next save: after an interrupted base, a download in between, a removal that did not happen, and a restore", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const folder = temporaryFolder(t);
  const chains = () => [...new Set(readdirSync(folder).map((name) => name.slice(0, -"-0000.age".length)))];
  const other = "panoh-archive-01234567-0000.age";
  writeFileSync(join(folder, other), "Another organisation's.");
  const isOneOfOurs = (when: string) => {
    assert.equal(chains().length, 2, when);
    assert.ok(existsSync(join(folder, other)), when);
  };
  await saveInto(folder, worker.archive, false);
  isOneOfOurs("at first");
  await must(worker.archive.save({ isBase: true, where: "download" }, async () => null));
  const chain = chains();
  await saveInto(folder, worker.archive, false);
  assert.deepEqual(chains(), chain, "the chain goes on");
  await assert.rejects(
    worker.archive.save({ isBase: true, where: "folder" }, async (file) => {
      putArchive(folder, file);
      throw new Error("the stick is out");
    }),
  );
  assert.equal(chains().length, 3);
  const half = await worker.archive.save({ isBase: true, where: "folder" }, async ({ name, bytes }) =>
    putArchive(folder, { name, bytes: bytes.subarray(1) }),
  );
  assert.equal(half.is, "failed", "what was read back is something else");
  assert.equal(chains().length, 4);
  const save = () => saveInto(folder, worker.archive, true);
  await save();
  isOneOfOurs("after a base that was interrupted");
  const before = readdirSync(folder);
  // The folder says that it removed a file, and still has it.
  await must(worker.archive.save({ isBase: true, where: "folder" }, async (file) => putArchive(folder, file)));
  await must(worker.archive.clear({ list: async () => readdirSync(folder), remove: async () => undefined }));
  assert.equal(chains().length, 3);
  const remove = async () => assert.fail("the newest chain is not there");
  await must(worker.archive.clear({ list: async () => before, remove }));
  await save();
  isOneOfOurs("after a removal that did not happen");
  const laptop = await newLaptop(world, shelter, worker);
  assert.notEqual(typeof (await must(laptop.archive.restore(readArchives(folder)[0]))), "string");
  await world.settle(laptop, worker);
  await laptop.sync();
  await saveInto(folder, laptop.archive, false);
  isOneOfOurs("after a restore");
});

test("[AR6] what a program of before remembered of its archive is passed over, and a base is next", async (t) => {
  const { worker } = await atTheBorder(t);
  const { session } = worker.room.open();
  const before = { chain: "ab".repeat(16), part: 3, id: "", size: 1, erased: 0, at: 0, where: "folder" };
  await worker.room.parts.store.write([session.shelf.put("meta" as TableOf<unknown>, archiveKey, before)]);
  assert.equal((await worker.archive.view()).saved, null);
  assert.deepEqual(await worker.archive.chainNames(), []);
  const folder = temporaryFolder(t);
  await saveInto(folder, worker.archive, false);
  assert.match(readdirSync(folder).join(), /-0000\.age$/);
});

test("[AR8a] a device that stops right after it took an archive says so at its next start", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const files = await savedBy(worker);
  const rows = openSqliteMemberStore(":memory:");
  let [isRestoring, isStopped] = [false, false];
  // Nothing is kept after the write that took the archive.
  const store: MemberStore = {
    ...rows,
    write: async (changes) => {
      if (isStopped) throw new Problem("store", "failed");
      await rows.write(changes);
      isStopped = isRestoring && changes.some(({ table }) => table === "entry");
    },
  };
  const laptop = await newLaptop(world, shelter, worker, { store });
  isRestoring = true;
  await laptop.archive.restore(files);
  assert.equal(isStopped, true);
  const again = await Device.open({
    store: rows,
    network: fetchNetwork,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  assert.equal(await again.unlock(testPassphrase), "open");
  await world.settle(again, worker);
  assert.equal(again.archive.isAwaited, false, "it was taken");
  assert.deepEqual(codes(worker), ["archive-restored", "device-new"]);
});
