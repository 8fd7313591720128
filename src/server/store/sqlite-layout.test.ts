// Files of hosts, witnesses and devices that another version of the program made (ST4). `test/vectors/host-layout-1.sqlite` was made by a host of panoh 0.1.0
// at layout 1, and beside it stands what that host said of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { isProblem } from "../../core/problem.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { encodeLeaf } from "../../log/leaf.ts";
import { verifyProof } from "../../log/proof.ts";
import { parseVerifierKey } from "../../note/signed-note.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { readWitnessHeads, witnessApp } from "../witness-app.ts";
import type { HostStore } from "./host-store.ts";
import { openSqliteHostStore } from "./sqlite-host-store.ts";
import { openLaidOut } from "./sqlite-layout.ts";

const noLimit = process.platform === "linux" ? false : "needs prlimit";
const vectors = fileURLToPath(new URL("../../../test/vectors", import.meta.url));
/** What the old host said of its store. */
const said = JSON.parse(readFileSync(join(vectors, "host-layout-1.json"), "utf8")) as {
  readonly logKey: string;
  readonly signed: { readonly size: number; readonly note: string };
  readonly published: string;
  readonly device: string;
  readonly tokens: readonly string[];
  readonly leaves: readonly { readonly class: string; readonly hash: string; readonly proof: string }[];
};

test("[ST4] a store that an older host made has the same head, leaves, bytes, proofs and tokens: at once, in the middle of moving, and after it", async (t) => {
  const file = oldStore(t);
  const store = openSqliteHostStore(file);
  assert.equal(await store.oldLeaves(), said.leaves.length);
  await holdsAll(store);
  assert.equal(await store.moveOldLeaves(), true);
  const left = await store.oldLeaves();
  assert.ok(left > 0 && left < said.leaves.length, `${left} left`);
  await holdsAll(store);
  await store.close();

  const again = openSqliteHostStore(file);
  assert.equal(await again.oldLeaves(), left, "a restart goes on where it was");
  while (await again.moveOldLeaves()) assert.ok((await again.oldLeaves()) < left);
  assert.equal(await again.oldLeaves(), 0);
  await holdsAll(again);
  const bytes = encodeUtf8("one more");
  const spent = said.tokens.slice(0, 1).map((token) => sha256(decodeBase64(token) ?? assert.fail()));
  const size = said.leaves.length + 1;
  await again.commit({
    leaves: [{ class: "case", hash: sha256(bytes), bytes }],
    spent,
    checkpoint: { size, note: "signed" },
  });
  assert.equal(await again.size(), size);
  await again.close();
  assert.deepEqual(tablesOf(file), tablesOf(newStore(t)), "it is laid out as a new one");
});

test("[ST4] in the middle of moving new leaves are taken, and bytes that are there already are refused wherever they lie", async (t) => {
  const store = openSqliteHostStore(oldStore(t));
  t.after(() => store.close());
  await store.moveOldLeaves();
  const { size } = said.signed;
  const commit = (start: number, bytes: Uint8Array) => {
    const leaves = [{ class: "case", hash: sha256(bytes), bytes }] as const;
    return store.commit({ leaves, spent: [], checkpoint: { size: start + 1, note: `signed ${start + 1}` } });
  };
  const held = await store.stored(0, size);
  for (const { bytes } of [held[0], held[size - 1]].flatMap((leaf) => leaf ?? []))
    await assert.rejects(commit(size, bytes));
  await assert.rejects(commit(size - 1, encodeUtf8("new")));
  await commit(size, encodeUtf8("new"));
  assert.equal(await store.size(), size + 1);
  while (await store.moveOldLeaves()) await holdsLeaves(store);
  assert.equal(await store.findLeaf(sha256(encodeUtf8("new"))), size);
  await holdsLeaves(store);
});

test("[ST4] a leaf that cannot be moved stays where it is read, holds up no other, and is moved once it can be", async (t) => {
  const file = oldStore(t);
  await openSqliteHostStore(file).close();
  // Its place is taken, which no sound file has.
  change(file, "INSERT INTO body VALUES (5, x'00')");
  const store = openSqliteHostStore(file);
  const refusals: unknown[] = [];
  for (let goesOn = true; goesOn; )
    goesOn = await store.moveOldLeaves().catch((error: unknown) => refusals.push(error) > 0);
  assert.equal(refusals.length, 2, "the piece that it was in, and it alone");
  assert.equal(await store.oldLeaves(), 1);
  await holdsAll(store);
  await store.close();
  change(file, "DELETE FROM body WHERE position = 5");
  const again = openSqliteHostStore(file);
  while (await again.moveOldLeaves());
  assert.equal(await again.oldLeaves(), 0);
  await holdsAll(again);
  await again.close();
});

test("[ST4b] a disk that takes nothing for a while costs no leaf its place: the same run moves all once it can", {
  skip: noLimit,
}, async (t) => {
  const store = openSqliteHostStore(oldStore(t));
  t.after(() => store.close());
  const left = await store.oldLeaves();
  // As with a quota: the write fails, and SQLite calls it a failure of the disk.
  limitFiles("1");
  t.after(() => limitFiles("unlimited"));
  for (let i = 0; i < left + 2; i++) await assert.rejects(store.moveOldLeaves(), /disk I\/O error/);
  limitFiles("unlimited");
  while (await store.moveOldLeaves());
  assert.equal(await store.oldLeaves(), 0);
  await holdsAll(store);
});

test("[ST4a] a file of a newer program is refused with a code and nothing in it changes: a host's, a witness's, a device's", async (t) => {
  const folder = ownFolder(t);
  const witness = { signer: { name: "w.example", seed: randomBytes(32) }, logs: [], clock: Date.now };
  const kinds: Readonly<Record<string, (file: string) => { close(): unknown }>> = {
    host: openSqliteHostStore,
    looking: (file) => openSqliteHostStore(file, "looking"),
    witness: (file) => witnessApp({ ...witness, file }),
    device: openSqliteMemberStore,
  };
  for (const [kind, open] of Object.entries(kinds)) {
    const file = join(folder, `${kind}.db`);
    // A look makes no store, and needs one.
    if (kind === "looking") copyFileSync(join(folder, "host.db"), file);
    else await open(file).close();
    change(file, "PRAGMA user_version = 99; PRAGMA journal_mode = DELETE");
    const before = readFileSync(file);
    assert.throws(
      () => open(file),
      (error) => isProblem(error, "store", "newer"),
      kind,
    );
    assert.deepEqual(readFileSync(file), before, kind);
    if (kind === "witness") assert.equal(readWitnessHeads(file), "newer");
  }
  assert.deepEqual(readdirSync(folder).toSorted(), ["device.db", "host.db", "looking.db", "witness.db"]);
});

test("[ST4c] who only looks at an older file reads all of it and leaves it as it is", async (t) => {
  const file = oldStore(t);
  const before = readFileSync(file);
  const store = openSqliteHostStore(file, "looking");
  await holdsAll(store);
  await store.close();
  assert.deepEqual(readFileSync(file), before);
});

test("[ST4] steps are taken in order, each whole or not at all, and those that were taken are not taken again", (t) => {
  const file = join(ownFolder(t), "steps.db");
  const taken: number[] = [];
  const step = (number: number) => (database: DatabaseSync) => {
    taken.push(number);
    database.exec(`CREATE TABLE step_${number} (x INTEGER) STRICT`);
  };
  openLaidOut(file, { steps: [1, 2].map(step) }).close();
  const breaks = (database: DatabaseSync) => {
    step(4)(database);
    throw new Error("the disk is full");
  };
  assert.throws(() => openLaidOut(file, { steps: [...[1, 2, 3].map(step), breaks] }), /the disk is full/);
  assert.deepEqual(taken, [1, 2, 3, 4]);
  assert.equal(tablesOf(file).length, 3, "nothing of the last one");
  openLaidOut(file, { steps: [1, 2, 3, 4].map(step) }).close();
  assert.deepEqual(taken, [1, 2, 3, 4, 4]);
  assert.throws(() => openLaidOut(file, { steps: [1, 2, 3].map(step) }), /newer/);
});

/** All that the old host said is there. */
async function holdsAll(store: HostStore): Promise<void> {
  assert.deepEqual(await store.signedHead(), said.signed);
  assert.equal((await store.publishedHead())?.note, said.published);
  for (const token of said.tokens)
    assert.equal(await store.tokenDevice(sha256(decodeBase64(token) ?? assert.fail())), said.device);
  await holdsLeaves(store);
}

async function holdsLeaves(store: HostStore): Promise<void> {
  const key = parseVerifierKey(said.logKey) ?? assert.fail();
  const { size } = said.signed;
  const leaves = await store.leaves(0, size);
  assert.deepEqual(
    leaves.map((leaf) => ({ class: leaf.class, hash: encodeHex(leaf.hash) })),
    said.leaves.map((leaf) => ({ class: leaf.class, hash: leaf.hash })),
  );
  assert.ok(verifyCheckpoint(said.signed.note, key) !== null);
  const stored = await store.stored(0, size);
  for (const [index, leaf] of stored.entries()) {
    assert.equal(encodeHex(sha256(leaf.bytes)), said.leaves[index]?.hash, `leaf ${index}`);
    assert.ok(verifyProof(said.leaves[index]?.proof ?? "", encodeLeaf(leaf.class, leaf.hash), key, null) !== null);
    assert.equal(await store.findLeaf(leaf.hash), index);
    assert.deepEqual(await store.bytesOf(leaf.class, index, index + 1), [leaf.bytes]);
  }
  const cases = stored.flatMap((leaf, index) => (leaf.class === "case" ? { index, length: leaf.bytes.length } : []));
  assert.deepEqual(await store.lengthsOf("case", 0, size), cases);
}

/** A copy of the store that the old host made. */
function oldStore(t: TestContext): string {
  const file = join(ownFolder(t), "host.db");
  copyFileSync(join(vectors, "host-layout-1.sqlite"), file);
  return file;
}

/** The longest file that this process may write; the limit can be lifted again. */
function limitFiles(bytes: string): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
}

function newStore(t: TestContext): string {
  const file = join(ownFolder(t), "host.db");
  void openSqliteHostStore(file).close();
  return file;
}

function tablesOf(file: string): readonly unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name").all();
  } finally {
    database.close();
  }
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function ownFolder(t: TestContext): string {
  const folder = temporaryFolder(t);
  return folder;
}
