// A country's log is moved into PostgreSQL and back (ST7), and the move is broken off at each of its steps: hosts may never start on both stores, and it goes on to its
// end.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { isProblem } from "../../src/core/problem.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import type { VerifierKey } from "../../src/note/signed-note.ts";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresContents } from "../../src/server/store/postgres-contents.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";
import { PostgresSession } from "../../src/server/store/postgres-session.ts";
import { openSqliteContents } from "../../src/server/store/sqlite-contents.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { type StoreContents, smallTableNames } from "../../src/server/store/store-contents.ts";
import { type MoveRefusal, MoveRefused, moveStore } from "../../src/server/store/store-move.ts";
import { sealedCases, TestHost } from "../support/host.ts";
import { startListening, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { type PostgresServer, startPostgres, withoutPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";

const skip = withoutPostgres();
let server: Promise<PostgresServer> | null = null;
after(async () => (await server)?.end());
const folder = mkdtempSync(join(tmpdir(), "panoh-move-"));
after(() => rmSync(folder, { recursive: true, force: true }));

type Open = () => Promise<StoreContents>;
interface Place {
  readonly contents: Open;
  readonly store: () => Promise<HostStore>;
}

function fileAt(file: string): Place {
  return { contents: async () => openSqliteContents(file), store: async () => openSqliteHostStore(file) };
}

async function freshDatabase(): Promise<Place & { readonly address: string }> {
  server ??= startPostgres();
  const address = await (await server).database();
  const parsed = parsePostgresAddress(address, {});
  return { address, contents: () => openPostgresContents(parsed), store: () => openPostgresHostStore(parsed) };
}

test("[ST7] a move that is broken off at any step leaves at most one store that a host may start on, and goes on to its end, there and back", {
  skip,
}, async (t) => {
  const at = await filled(t, 40);
  const logKey = logKeyOf(at.country.founding);
  const whole = await pictureOf(fileAt(at.file));
  // Both marks of the target, two pieces of leaves, the small tables, the mark of the source.
  const changes = 6;
  for (let step = 0; step <= changes; step++) {
    const file = join(folder, `from-${step}.db`);
    copyFileSync(at.file, file);
    const back = fileAt(join(folder, `back-${step}.db`));
    const database = await freshDatabase();
    for (const [source, target] of [
      [fileAt(file), database],
      [database, back],
    ] as const) {
      const done = await moved(source, target, logKey, step);
      assert.equal(done, step === changes ? 41 : "broken off", `${step}`);
      const live = [await isLive(source), await isLive(target)];
      assert.deepEqual(live, [step < changes - 1, step === changes], `${step}`);
      assert.equal(await moved(source, target, logKey), 41);
      assert.deepEqual([await isLive(source), await isLive(target)], [false, true]);
      assert.deepEqual(await pictureOf(source), whole);
      assert.deepEqual(await pictureOf(target), whole);
      // Once more changes nothing.
      if (step === changes) assert.equal(await moved(source, target, logKey, 0), 41);
    }
  }
  // A host goes on from it, and takes a token that was drawn before.
  const [, , , bytes] = await sealedCases(100);
  const again = await at.reopen(t, join(folder, "back-0.db"));
  const fresh = bytes?.slice().fill(7, -2) ?? assert.fail();
  again.verify(await again.host.submit({ token: at.token, bytes: fresh }), fresh);
});

test("[ST7] a move is refused into a store of its own or of another log, from one that went elsewhere, and when what came is not what was signed", {
  skip,
}, async (t) => {
  const at = await filled(t, 40);
  const other = await filled(t, 40);
  const logKey = logKeyOf(at.country.founding);
  const source = fileAt(at.file);
  const refuses = async (why: MoveRefusal, from: Place, to: Place, wrap?: Wrap) =>
    assert.rejects(
      moved(from, to, logKey, undefined, wrap),
      (error) => error instanceof MoveRefused && error.why === why,
      why,
    );
  const empty = await freshDatabase();
  await refuses("source-empty", empty, fileAt(join(folder, "none.db")));
  await refuses("target-whole", source, fileAt(other.file));
  // What another move left behind.
  assert.equal(await moved(fileAt(other.file), empty, logKeyOf(other.country.founding), 3), "broken off");
  await refuses("target-of-other", source, empty);
  await refuses("source-half-moved", empty, fileAt(join(folder, "none.db")));

  // A disk that keeps other bytes, rows or heads than it was given; a source that does not hold what it signed.
  const wrongs: readonly Wrap[] = [
    (_, target) => ({
      ...target,
      append: (start, leaves) =>
        target.append(
          start,
          leaves.map((leaf) => ({ ...leaf, bytes: leaf.bytes.map((byte) => byte ^ 1) })),
        ),
    }),
    (_, target) => ({ ...target, append: (start, leaves) => target.append(start, leaves.toReversed()) }),
    (_, target) => ({ ...target, replaceRows: async () => undefined }),
    (source) => ({
      ...source,
      rows: async (table, behind, limit) => {
        const rows = await source.rows(table, behind, limit);
        return table === "head"
          ? rows.map(([what, size, note]) => [what ?? "", size ?? 0, String(note).replace("\n41\n", "\n40\n")])
          : rows;
      },
    }),
  ];
  for (const [i, wrap] of wrongs.entries()) {
    const target = fileAt(join(folder, `wrong-${i}.db`));
    await refuses(
      "check-failed",
      source,
      target,
      (from, to) => (i === 3 ? [wrap(from, to), to] : [from, wrap(from, to)]) as never,
    );
    assert.deepEqual([await isLive(source), await isLive(target)], [true, false]);
  }
  const there = await source.contents();
  await there.append(41, [{ class: "case", hash: sha256(randomBytes(3)), bytes: randomBytes(3) }]);
  await there.close();
  await refuses("source-rotten", source, await freshDatabase());

  // Moved to one place, it is moved to no other, also not to what an earlier move left half-done.
  const [first, second] = [fileAt(join(folder, "first.db")), fileAt(join(folder, "second.db"))];
  const otherKey = logKeyOf(other.country.founding);
  assert.equal(await moved(fileAt(other.file), first, otherKey, 4), "broken off");
  assert.equal(await moved(fileAt(other.file), second, otherKey), 41);
  for (const target of [first, await freshDatabase()])
    await assert.rejects(
      moved(fileAt(other.file), target, otherKey),
      (error) => error instanceof MoveRefused && error.why === "source-moved",
    );
  assert.deepEqual([await isLive(fileAt(other.file)), await isLive(first), await isLive(second)], [false, false, true]);
});

test("[ST7] panoh store move: killed in the middle it goes on, the host starts where the log went and nowhere else", {
  skip,
}, async (t) => {
  const at = await filled(t, 200);
  await at.close();
  const dir = join(folder, "country");
  mkdirSync(dir);
  copyFileSync(at.file, join(dir, hostFiles.database));
  writeFileSync(join(dir, hostFiles.founding), at.country.founding.note);
  writeFileSync(join(dir, hostFiles.logKey), `${encodeHex(at.country.logSeed)}\n`, { mode: 0o600 });
  const { address } = await freshDatabase();
  writeFileSync(join(dir, hostFiles.address), address);
  const ends = async (...args: string[]) => {
    const one = startPanoh(args);
    t.after(() => stopPanoh(one, "SIGKILL"));
    await until(() => one.ended !== null);
    return { code: one.ended?.code, said: one.beside };
  };
  const serve = ["serve", "--dir", dir, "--port", "0"];
  const move = (to: string) => ["store", "move", "--dir", dir, "--to", to];
  const way = await roadblock(address);
  const killed = startPanoh(move("postgresql"));
  t.after(() => stopPanoh(killed, "SIGKILL"));
  await until(() => killed.beside.includes("Moved") || killed.ended !== null);
  await stopPanoh(killed, "SIGKILL");
  await way.clear();
  assert.match((await ends(...serve)).said, /not-moved|half-moved/);
  assert.equal((await ends(...move("postgresql"))).code, 0);
  const host = await startListening(serve);
  t.after(() => stopPanoh(host, "SIGKILL"));
  assert.match(host.beside, /Leaves +201/);
  // Two at once: the host has the database.
  assert.match((await ends(...move("sqlite"))).said, /store-busy/);
  await stopPanoh(host);
  rmSync(join(dir, hostFiles.address));
  assert.match((await ends(...serve)).said, /store-moved/);

  writeFileSync(join(dir, hostFiles.address), address);
  rmSync(join(dir, hostFiles.database));
  assert.equal((await ends(...move("sqlite"))).code, 0);
  assert.ok(!existsSync(join(dir, hostFiles.address)));
  const back = openSqliteHostStore(join(dir, hostFiles.database));
  assert.ok((await back.size()) >= 201);
  await back.close();
});

/** Lets leaves into a database, and nothing that a move brings after them, until the way is cleared and who waited there is gone. */
async function roadblock(address: string): Promise<{ readonly clear: () => Promise<void> }> {
  const parsed = parsePostgresAddress(address, {});
  // Lays it out.
  await (await openPostgresContents(parsed)).close();
  const patience = { answerMilliseconds: 90_000, silenceMilliseconds: 90_000 };
  const session = await PostgresSession.open({ address: parsed, patience, isReader: false });
  await session.askAll("BEGIN; LOCK TABLE head IN EXCLUSIVE MODE");
  const others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
  return {
    clear: async () => {
      await session.ask("ROLLBACK");
      await until(async () => (await session.ask(others))[0]?.[0] === 0);
      await session.closeGently();
    },
  };
}

type Wrap = (source: StoreContents, target: StoreContents) => StoreContents;
type WrapBoth = (source: StoreContents, target: StoreContents) => readonly [StoreContents, StoreContents];

/** Moves, until so many changes were made to the two stores: then nothing more is done, as after a kill. */
async function moved(
  from: Place,
  to: Place,
  logKey: VerifierKey,
  changes = Number.POSITIVE_INFINITY,
  wrap: Wrap | WrapBoth = (source, target) => [source, target] as const,
): Promise<number | "broken off"> {
  const opened = [await from.contents(), await to.contents()] as const;
  let left = changes;
  const counted = (contents: StoreContents): StoreContents => {
    const change =
      <Given extends unknown[]>(work: (...given: Given) => Promise<void>) =>
      async (...given: Given) => {
        if (left === 0) throw new Error("killed");
        left -= 1;
        await work(...given);
      };
    const { append, replaceRows, mark } = contents;
    return { ...contents, append: change(append), replaceRows: change(replaceRows), mark: change(mark) };
  };
  try {
    const [source, target] = (wrap as WrapBoth)(counted(opened[0]), counted(opened[1]));
    return await moveStore({ source, target, logKey, randomBytes, onProgress: () => undefined });
  } catch (error) {
    if (error instanceof Error && error.message === "killed") return "broken off";
    throw error;
  } finally {
    for (const contents of opened) await contents.close();
  }
}

/** Whether a host starts there and finds a log. */
async function isLive({ store }: Place): Promise<boolean> {
  try {
    const opened = await store();
    const size = await opened.size();
    await opened.close();
    return size > 0;
  } catch (error) {
    if (isProblem(error, "store", "moved") || isProblem(error, "store", "half-moved")) return false;
    throw error;
  }
}

/** All that is in a store. */
async function pictureOf({ contents }: Place): Promise<unknown> {
  const opened = await contents();
  try {
    const tables = [];
    for (const table of smallTableNames) {
      const rows = await opened.rows(table, null, 10_000);
      tables.push([table, rows.map((row) => row.map((value) => (typeof value === "object" ? inHex(value) : value)))]);
    }
    const leaves = await opened.stored(0, await opened.size());
    return [tables, leaves.map((leaf) => [leaf.class, inHex(leaf.hash), inHex(sha256(leaf.bytes))])];
  } finally {
    await opened.close();
  }
}

function inHex(bytes: Uint8Array): string {
  return encodeHex(new Uint8Array(bytes));
}

/** A host with so many cases, tokens that were drawn and not spent, a published head and a used challenge. */
async function filled(
  t: { after(end: () => Promise<void>): void },
  cases: number,
): Promise<TestHost & { token: Uint8Array }> {
  const at = await TestHost.start(t);
  const items = await sealedCases(cases);
  const tokens = await at.draw(cases + 5);
  await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  await at.witnessing.run();
  await at.close();
  return Object.assign(at, { token: tokens.at(-1) ?? assert.fail() });
}
