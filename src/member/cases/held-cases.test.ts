// What a reader holds of its cases: which copy of an entry counts, and what a grant carries.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { type TestContext, test } from "node:test";
import { device, found, impostor, join, opening, sealTo } from "../../../test/hostile/support/nation.ts";
import { exampleDraft } from "../../../test/support/world.ts";
import type { Directory } from "../../core/directory.ts";
import { randomBytes } from "../../crypto/random.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { Composer } from "../sending/composer.ts";
import { Shelf } from "../store/shelf.ts";
import { signerOf } from "../store/vault.ts";
import { must } from "../verb.ts";
import { purging } from "./erasing.ts";
import { foldHeld } from "./fold-held.ts";
import { HeldCases } from "./held-cases.ts";
import { reverify, takeEntries } from "./take-entries.ts";

async function book(t: TestContext) {
  const nation = await found(t);
  const store = openSqliteMemberStore(":memory:");
  const shelf = new Shelf(store, randomBytes(32), randomBytes);
  const load = async () => {
    const entries = await HeldCases.load(shelf, nation.world.founding.origin);
    for (const name of entries.unread) await entries.bringNamed(name, null);
    return entries;
  };
  return { nation, store, load, directory: nation.world.host.directory };
}

const held = (entry: EntryNote, verified = true) => [{ entry, position: 0, verified }];

const logAt = (directory: Directory, now: number) => ({ directory, now, forms: directory.forms.bookAt(now) });

test("[FD1] a logged copy replaces an unlogged one, the lowest leaf stays, and all of it outlives a restart", async (t) => {
  const { nation, store, load } = await book(t);
  const entries = await load();
  const entry = opening(nation, device(nation.legal), [nation.shelter.id]);
  for (const [leaf, expected] of [
    [null, null],
    [9, 9],
    [null, 9],
    [12, 9],
    [7, 7],
  ] as const) {
    await store.write(await takeEntries(entries, held(entry), leaf));
    assert.equal(entries.note(entry.id)?.leaf, expected);
    assert.equal((await load()).note(entry.id)?.leaf, expected);
  }
  assert.deepEqual((await load()).caseIds, [entry.id]);
});

test("[SG2] an entry of an unknown author waits outside every case, and is dropped once the directory must know", async (t) => {
  const { nation, store, load, directory } = await book(t);
  const entries = await load();
  const known = opening(nation, device(nation.legal), [nation.shelter.id]);
  const forged = opening(nation, device(nation.legal), [nation.shelter.id], {
    signer: impostor(device(nation.legal).device),
  });
  const stranger = impostor("b".repeat(32));
  const unknown = opening(nation, device(nation.legal).with({ device: stranger.name }), [nation.shelter.id], {
    signer: stranger,
  });
  const carried = opening(nation, device(nation.legal).with({ device: stranger.name }), [nation.shelter.id], {
    signer: stranger,
  });
  await store.write([
    ...(await takeEntries(entries, held(known, false), 20)),
    ...(await takeEntries(entries, held(forged, false), 21)),
    ...(await takeEntries(entries, held(unknown, false), 22)),
    ...(await takeEntries(entries, held(carried, false), null)),
  ]);
  for (const entry of [known, forged, unknown, carried])
    assert.deepEqual(foldHeld(entries, entry.id, logAt(directory, 1)).state.entries, []);
  const first = reverify(entries, directory, 22);
  await store.write(first.changes);
  assert.deepEqual(first.badLeaves, [21], "a bad signature is refused at once, the unknown author may still come");
  assert.equal(foldHeld(entries, known.id, logAt(directory, 1)).state.entries.length, 1);
  const second = reverify(entries, directory, 23);
  await store.write(second.changes);
  assert.deepEqual(second.badLeaves, [22]);
  assert.deepEqual(
    [...(await load()).caseIds].sort(),
    [known.id, carried.id].sort(),
    "what is not logged yet still waits",
  );
});

test("[FD7] what is purged is in no file of the store any more, not even as ciphertext", async (t) => {
  const nation = await found(t);
  const folder = mkdtempSync(joinPath(tmpdir(), "panoh-purge-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSqliteMemberStore(joinPath(folder, "client.db"));
  const entries = await HeldCases.load(new Shelf(store, randomBytes(32), randomBytes), nation.world.founding.origin);
  const entry = opening(nation, device(nation.legal), [nation.shelter.id]);
  await store.write(await takeEntries(entries, held(entry), 9));
  const box = Buffer.from((await store.get("entry", entry.id)) ?? assert.fail());
  const isInFiles = () => readdirSync(folder).some((name) => readFileSync(joinPath(folder, name)).includes(box));
  assert.ok(isInFiles());
  const { directory } = nation.world.host;
  const { changes, apply } = await purging(
    entries,
    foldHeld(entries, entry.id, logAt(directory, 20)).state.entries,
    directory,
  );
  await store.write(changes);
  apply();
  assert.equal(isInFiles(), false);
  assert.deepEqual(foldHeld(entries, entry.id, logAt(directory, 20)).state.entries, []);
  await store.close();
});

test("[SL8] a grant with one note that is changed or of another case is not whole, and nothing of it counts", async (t) => {
  const nation = await found(t);
  const { host, world, shelter, legal } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, shelter);
  const lawyer = await join(nation, legal);
  const stories = ["It was said first.", "It was said second."];
  for (const narrative of stories) await must(officer.drafts.send(exampleDraft([shelter], { narrative })));
  await officer.sync();
  await worker.sync();
  await worker.sync();
  const [item, other] = worker.cases.inbox;
  assert.ok(item?.referral && other);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await worker.sync();
  await worker.sync();
  const { session } = worker.room.open();
  const notesOf = (caseId: string) =>
    (worker.cases.view(caseId)?.state.entries ?? []).flatMap(({ id }) => {
      const note = session.reader.cases.note(id);
      return note === null ? [] : [{ note: note.entry.note, leaf: note.leaf ?? 0, kind: note.entry.content.kind }];
    });
  const secrets = device(shelter);
  const seen = verifyCheckpoint(host.signHead(), logKeyOf(world.founding)) ?? assert.fail();
  const composer = new Composer({
    signer: signerOf(secrets),
    directory: world.host.directory,
    seen,
    clock: world.clock,
    randomBytes,
  });
  const caseId = item.caseId;
  const to = [shelter.id, legal.id].sort();
  const consent = composer.entry(
    "consent.give",
    { caseId, parents: [caseId], to },
    {
      organisation: legal.id,
      purposes: ["referral", "support"],
      compartments: ["referral", "identity", "contact", "narrative"],
      language: "tg",
      manner: "spoken",
      interpreter: "none",
      basis: "consent",
    },
  );
  const mine = notesOf(caseId).map(({ note, leaf }) => ({ note, leaf }));
  const spoilt = mine.map(({ note, leaf }) => ({
    note: note.replace(/was said (first|second)/, "was never said"),
    leaf,
  }));
  const foreign = notesOf(other.caseId).map(({ note, leaf }) => ({ note, leaf }));
  const makeGrant = (notes: readonly { readonly note: string; readonly leaf: number }[]) =>
    composer.entry(
      "grant",
      { caseId, parents: [consent.id], to },
      { organisation: legal.id, consent: consent.id, notes, left_out: [] },
    );
  const bad = [makeGrant([...mine, ...foreign]), makeGrant([...mine, ...spoilt]), makeGrant(mine.slice(1))];
  for (const grant of bad) host.append("case", await sealTo(nation, [grant], to));
  host.append("case", await sealTo(nation, [consent], to));
  await lawyer.sync();
  const story = (member: typeof worker) =>
    (member.cases.view(caseId)?.state.entries ?? []).flatMap(({ content }) =>
      content.kind === "answers" && !("newer" in content) ? [content.body.set["words"] ?? []].flat() : [],
    );
  assert.deepEqual(story(lawyer), []);
  assert.equal(lawyer.cases.view(other.caseId)?.state.entries.length ?? 0, 0);

  const grant = makeGrant(mine);
  host.append("case", await sealTo(nation, [grant], to));
  await lawyer.sync();
  const entries = lawyer.cases.view(caseId)?.state.entries ?? [];
  const verdictOf = (id: string) => entries.find((entry) => entry.id === id)?.verdict;
  assert.deepEqual(verdictOf(grant.id), { is: "effective" });
  for (const { id } of bad) assert.deepEqual(verdictOf(id), { is: "refused", reason: "grant-not-whole" });
  const carried = entries.filter(({ grantedBy }) => grantedBy === grant.id);
  const originals = (worker.cases.view(caseId)?.state.entries ?? []).map(({ id }) => id);
  assert.deepEqual(
    carried.map(({ id }) => id).sort(),
    [...originals].filter((id) => ![consent.id].includes(id)).sort(),
  );
  assert.equal(story(worker).length, 1);
  assert.deepEqual(story(lawyer), story(worker), "the original alone");

  // The consent is withdrawn: nothing more is shared, and what came before stays until it is purged (FD7).
  const withdrawal = composer.entry("consent.withdraw", { caseId, parents: [caseId], to }, { given: consent.id });
  const second = makeGrant(mine);
  host.append("case", await sealTo(nation, [withdrawal], to));
  host.append("case", await sealTo(nation, [second], to));
  await lawyer.sync();
  const after = lawyer.cases.view(caseId)?.state.entries ?? [];
  assert.deepEqual(after.find(({ id }) => id === second.id)?.verdict, { is: "refused", reason: "consent-withdrawn" });
  assert.deepEqual(story(lawyer), story(worker));
});
