// The lessons through the real engine and host: what a phone keeps of them, and that nothing of it leaves the phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { exampleDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { encodeJson } from "../../core/json.ts";
import { type Lesson, lessons, lessonsEdition } from "../../core/lessons.ts";
import { momentOf } from "../../core/moment.ts";
import { isProblem } from "../../core/problem.ts";
import { encodeSignedText, tag } from "../../core/tags.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { parseEntryNote } from "../../note/entry-note.ts";
import { encodeNote, signText } from "../../note/signed-note.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import type { Device } from "../device.ts";
import { Composer } from "../sending/composer.ts";
import type { TableOf } from "../store/shelf.ts";
import { must } from "../verb.ts";

const day = 86_400_000;
const page = readFileSync(new URL("../../../docs/spec/lessons.md", import.meta.url), "utf8");

/** What a device keeps of the lessons, under the keys that programs of before had too. */
type Kept = { edition: string; done: readonly Lesson[]; finished: number; isSealed?: boolean };
const meta = "meta" as TableOf<Kept>;
const keptOf = (officer: Device) => officer.room.open().session.shelf.get(meta, "lessons");

/** A country with somebody who teaches and somebody who reviews, and a phone of a border post in it. */
async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const post = await world.organisation("border-post", "Example Gate");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  const institute = await world.organisation("training-institute", "Example Training Institute");
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(post.devices[0] ?? assert.fail(), { store });
  await world.settle(officer);
  return { world, store, shelter, ombudsman, institute, officer };
}

const finishAll = async (officer: Device) => {
  for (const lesson of lessons) await must(officer.lessons.finish(lesson));
};

test("[LS1a] what is done of the lessons stays on the phone: nothing of it is sealed or sent, not even that all are done", async (t) => {
  const { world, store, officer } = await country(t);
  const size = world.host.tree.size;
  assert.deepEqual(officer.lessons.view, { done: [], finished: null, isDue: true });
  await must(officer.lessons.finish("signs"));
  await must(officer.lessons.finish("signs"));
  assert.deepEqual(officer.lessons.view?.done, ["signs"]);
  await finishAll(officer);
  assert.deepEqual(officer.lessons.view, { done: lessons, finished: world.now, isDue: false });
  for (let round = 0; round < 2; round++) await world.settle(officer);
  assert.equal(officer.view?.outbox, 0);
  assert.deepEqual([await store.list("entry"), await store.list("outbox")], [[], []]);
  assert.equal(world.host.tree.size, size, "the log has nothing of it");
  const [, example = ""] = /```json\n(.*?)\n```/.exec(page) ?? [];
  const shown = JSON.parse(example) as Kept;
  assert.deepEqual(
    await keptOf(officer),
    { ...shown, finished: world.now },
    "docs/spec/lessons.md shows all that is kept",
  );
});

test("[LS4] after a year the lessons are due anew, and bar nobody", async (t) => {
  const { world, shelter, officer } = await country(t);
  await finishAll(officer);
  world.wait(366 * day);
  await world.settle(officer);
  assert.deepEqual([officer.lessons.view?.done, officer.lessons.view?.isDue], [[], true]);
  await must(officer.lessons.finish("who"));
  assert.deepEqual([officer.lessons.view?.done, officer.lessons.view?.isDue], [["who"], true]);
  assert.match(
    (await must(officer.drafts.send(exampleDraft([shelter]))))[0],
    /^[0-9a-f]{64}$/,
    "who has not done them refers all the same",
  );
  await finishAll(officer);
  assert.equal(officer.lessons.view?.isDue, false);
});

test("[LS1a] presses at once lose no lesson", async (t) => {
  const { officer } = await country(t);
  await Promise.all(lessons.map((lesson) => must(officer.lessons.finish(lesson))));
  officer.lock();
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual([officer.lessons.view?.done, officer.lessons.view?.isDue], [lessons, false]);
});

test("[LS4] a clock that ran ahead when the lessons were done does not put them off for years", async (t) => {
  const { world, officer } = await country(t);
  world.wait(5 * 365 * day);
  await finishAll(officer);
  assert.equal(officer.lessons.view?.isDue, false);
  world.wait(-5 * 365 * day);
  assert.deepEqual([officer.lessons.view?.isDue, officer.lessons.view?.done], [true, []]);
});

test("[LS1] how far it is outlives a lock, and readers do no lessons", async (t) => {
  const { world, shelter, officer } = await country(t);
  const reader = await world.member(shelter.devices[0] ?? assert.fail());
  await world.settle(reader);
  await must(officer.lessons.finish("talk"));
  officer.lock();
  assert.deepEqual([officer.lessons.view], [null]);
  assert.equal(await officer.unlock(testPassphrase), "open");
  assert.deepEqual(officer.lessons.view?.done, ["talk"]);
  assert.equal(reader.lessons.view, null);
  await assert.rejects(must(reader.lessons.finish("talk")), (error) => isProblem(error, "engine", "not-allowed"));
});

test("[LS2d] a phone on which a program of before did the lessons has them done, and forgets whether that was sealed", async (t) => {
  const { world, store, officer } = await country(t);
  const { shelf } = officer.room.open().session;
  for (const isSealed of [false, true]) {
    const of = { edition: lessonsEdition, done: lessons, finished: world.now, isSealed };
    await store.write([shelf.put(meta, "lessons", of)]);
    officer.lock();
    assert.equal(await officer.unlock(testPassphrase), "open");
    assert.deepEqual(officer.lessons.view, { done: lessons, finished: world.now, isDue: false });
    await world.settle(officer);
    assert.equal(officer.view?.outbox, 0);
  }
  await must(officer.lessons.finish("talk"));
  assert.deepEqual(await keptOf(officer), { edition: lessonsEdition, done: lessons, finished: world.now });
});

test("[LS2, SG4e] what a phone of before sealed of its lessons is kept as a kind that nobody knows: no alarm, no case, no number", async (t) => {
  const { world, ombudsman, institute, officer } = await country(t);
  const stores = [openSqliteMemberStore(":memory:"), openSqliteMemberStore(":memory:")] as const;
  const readers = await Promise.all(
    [institute, ombudsman].map(({ devices }, n) =>
      world.member(devices[0] ?? assert.fail(), { store: stores[n] ?? assert.fail() }),
    ),
  );
  await world.settle(...readers);
  const size = world.host.tree.size;
  const id = await submitLessonsDone(world, officer, [institute.id, ombudsman.id]);
  for (let round = 0; round < 3; round++) {
    await world.settle(...readers);
    assert.equal(world.host.tree.size, size + 1, "and nobody answers it");
    for (const [n, reader] of readers.entries()) {
      assert.deepEqual(reader.view?.alarms, []);
      assert.deepEqual([reader.cases.inbox, reader.cases.list.caseload, reader.record.book.all], [[], [], []]);
      assert.deepEqual(reader.room.open().session.reader.cases.note(id)?.leaf, size, "it is kept");
      assert.equal((await stores[n]?.list("entry"))?.length, 1, "once");
      reader.lock();
      assert.equal(await reader.unlock(testPassphrase), "open");
    }
  }
});

/** Seals and submits what a phone of before said once all its lessons were done. Gives the entry's id. */
async function submitLessonsDone(world: World, officer: Device, readers: readonly string[]): Promise<string> {
  const { log, session } = officer.room.open();
  const seen = log.follower.seen ?? assert.fail();
  const content = {
    kind: "lessons.done",
    device: session.signer.name,
    salt: encodeHex(randomBytes(16)),
    seen: { size: seen.size, root: encodeBase64(seen.root), line: seen.logSignatureLine },
    at: momentOf(world.now),
    to: [...readers].sort(),
    body: { edition: lessonsEdition, counted_by: readers[0] ?? "" },
  };
  const text = encodeSignedText(tag.entry, log.founding.origin, encodeJson(content));
  const note = encodeNote(text, [signText(text, session.signer)]);
  const entry = parseEntryNote(note, log.founding.origin) ?? assert.fail("it is no entry");
  const clock = () => world.now;
  const composer = new Composer({ signer: session.signer, directory: log.directory, seen, clock, randomBytes });
  const [bytes] = await composer.seal([entry]);
  const token = await session.withToken(async (taken) => taken);
  assert.ok(token && bytes);
  assert.ok(!("problem" in (await world.host.submit({ token, bytes }))));
  return entry.id;
}
