// A host's database from what its mirrors keep (SP6): all of it, from whoever has most, and nothing else.
import assert from "node:assert/strict";
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { foundExampleCountry, growBy, TestHost } from "../../test/support/host.ts";
import { askOf, TestPlace } from "../../test/support/place.ts";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { until } from "../../test/support/until.ts";
import { isProblem } from "../core/problem.ts";
import { randomBytes } from "../crypto/random.ts";
import { listen } from "../server/listen.ts";
import { SecondPlace } from "../server/second-place.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { encodeLogKey } from "./files/key-file.ts";
import { restoreFromMirrors } from "./restore-from-mirrors.ts";

/** A host that had two places, of which the second missed the last two leaves; both listen. */
async function burnt(t: TestContext) {
  const places = [new TestPlace("one"), new TestPlace("two")] as const;
  const at = await TestHost.start(t, {
    secondPlace: new SecondPlace({
      places: places.map(({ place }) => place),
      needed: 1,
      ask: askOf(...places),
      rest: 5,
    }),
    wrap: (store) => {
      for (const place of places) place.isOff = true;
      return store;
    },
  });
  for (const place of places) {
    await place.open(at.country.founding);
    place.isOff = false;
  }
  await until(() => at.host.accepts);
  await growBy(at, 300);
  places[1].isOff = true;
  await growBy(at, 2);
  const urls = [await listening(t, places[0]), await listening(t, places[1])];
  const folder = temporaryFolder(t);
  const { founding, logSeed } = at.country;
  return { at, places, urls, folder, parts: { founding, logSeed, file: join(folder, "host.db") } };
}

async function listening(t: TestContext, { app }: TestPlace): Promise<string> {
  const listener = await listen(app, 0);
  t.after(() => listener.close());
  return `http://127.0.0.1:${listener.port}`;
}

/** A mirror that has the whole log of this host, and of which the bytes of some leaves rotted on the disk. */
async function rotten(t: TestContext, at: TestHost, rows: readonly number[]): Promise<string> {
  const store = openSqliteHostStore(":memory:");
  const leaves = (await at.store.stored(0, at.host.head.size)).map((leaf, i) =>
    rows.includes(i) ? { ...leaf, bytes: Uint8Array.from(leaf.bytes, (byte, k) => (k === 3 ? byte ^ 1 : byte)) } : leaf,
  );
  await store.commit({ leaves, spent: [], checkpoint: (await at.store.signedHead()) ?? assert.fail() });
  return listening(t, await new TestPlace("rotten").open(at.country.founding, store));
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    return isProblem(error, "command") ? error.code : assert.fail(error as Error);
  }
}

test("[SP6] what one mirror alone keeps and nobody has published is in the database that is made anew", async (t) => {
  const { at, urls, parts } = await burnt(t);
  assert.deepEqual(await restoreFromMirrors(urls.toReversed(), parts), {
    size: 303,
    mirrors: urls.toReversed().map((url, i) => ({ url, size: i === 0 ? 301 : 303, isDamaged: false })),
  });
  const store = openSqliteHostStore(parts.file);
  t.after(() => store.close());
  const [wanted, restored] = [await at.store.stored(0, 303), await store.stored(0, 303)];
  assert.deepEqual(
    restored.map(({ bytes }) => Buffer.from(bytes)),
    wanted.map(({ bytes }) => Buffer.from(bytes)),
  );
  assert.deepEqual(await store.signedHead(), await at.store.signedHead());
});

test("[SP6, SP6a] nothing is made while a mirror that was named does not answer, with another key, or from mirrors that keep nothing or two histories", async (t) => {
  const { at, places, urls, folder, parts } = await burnt(t);
  const [one = "", two = ""] = urls;
  const gone = "http://127.0.0.1:9";
  assert.equal(await problemOf(restoreFromMirrors([one, gone], parts)), "host-unreachable");
  assert.equal(await problemOf(restoreFromMirrors([one], { ...parts, logSeed: randomBytes(32) })), "log-refused");
  const empty = await listening(t, await new TestPlace("empty").open(at.country.founding));
  for (const named of [[empty], [one, empty]])
    await assert.rejects(restoreFromMirrors(named, parts), {
      code: "log-refused",
      message: new RegExp(`${empty} keeps nothing of this log: .+ leave it out`),
    });
  // A mirror that passes every question on to another one seems to keep what that one does.
  const relay = await listen(places[0].app, 0);
  t.after(() => relay.close());
  await assert.rejects(restoreFromMirrors([one, `http://127.0.0.1:${relay.port}`], parts), {
    code: "log-refused",
    message: /answer as one mirror, mirror-one: name each once/,
  });
  const otherCountry = await foundExampleCountry();
  assert.equal(
    await problemOf(restoreFromMirrors([one], { ...parts, founding: otherCountry.founding })),
    "log-refused",
  );
  const forked = await new TestPlace("forked").open(at.country.founding);
  const other = await TestHost.start(t, { country: at.country });
  await growBy(other, 1);
  const leaves = await other.store.stored(0, 2);
  const checkpoint = await other.store.signedHead();
  await forked.copy.store.commit({ leaves, spent: [], checkpoint: checkpoint ?? assert.fail() });
  await forked.open(at.country.founding, forked.copy.store);
  assert.equal(await problemOf(restoreFromMirrors([two, await listening(t, forked)], parts)), "log-forked");
  assert.deepEqual(readdirSync(folder), []);
  assert.ok(!existsSync(parts.file));
});

test("[SP6a] a mirror whose bytes rotted is passed over, and each part of the log is taken from a mirror that has it whole", async (t) => {
  const { at, urls, folder, parts } = await burnt(t);
  const [one = "", two = ""] = urls;
  const wanted = (await at.store.stored(0, 303)).map(({ bytes }) => Buffer.from(bytes));
  const mustBeWhole = async () => {
    const store = openSqliteHostStore(parts.file);
    assert.deepEqual(
      (await store.stored(0, 303)).map(({ bytes }) => Buffer.from(bytes)),
      wanted,
    );
    assert.deepEqual(await store.signedHead(), await at.store.signedHead());
    await store.close();
    for (const name of readdirSync(folder)) if (name.startsWith("host.db")) rmSync(join(folder, name));
  };
  const early = await rotten(t, at, [5]);
  const first = await restoreFromMirrors([early, one], parts);
  assert.deepEqual(
    first.mirrors.map(({ isDamaged }) => isDamaged),
    [true, false],
  );
  await mustBeWhole();
  // The shorter copy leads to its own head, and the damaged one alone has what comes after it.
  writeFileSync(join(folder, "founding.note"), at.country.founding.note);
  writeFileSync(join(folder, "log.key"), encodeLogKey(at.country.logSeed), { mode: 0o600 });
  const { exit, said } = await runPanoh(["restore", "--dir", folder, "--from", early, "--from", two]);
  assert.equal(exit, 0, said);
  assert.match(
    said,
    new RegExp(`^Mirror     ${early} 303 leaves, damaged: .+\nMirror     ${two} 301 leaves\nRestored   303`),
  );
  await mustBeWhole();
  // What no copy has whole is not left out without a word.
  const late = await rotten(t, at, [302]);
  await assert.rejects(restoreFromMirrors([late, two], parts), { code: "log-refused", message: new RegExp(late) });
  assert.deepEqual(readdirSync(folder).toSorted(), ["founding.note", "log.key"]);
});

test("[SP6] nothing is made beside any file of another database, which SQLite would write over the new one", async (t) => {
  const { at, urls, folder, parts } = await burnt(t);
  const { file } = parts;
  const old = openSqliteHostStore(file);
  const checkpoint = (await at.store.signedHead()) ?? assert.fail();
  await old.commit({ leaves: await at.store.stored(0, 90), spent: [], checkpoint: { ...checkpoint, size: 90 } });
  // As a host that is killed leaves it, and whoever moves host.db away alone.
  renameSync(file, `${file}.broken`);
  const restore = (sources: readonly string[]) =>
    runPanoh(["restore", "--dir", folder, ...sources.flatMap((source) => ["--from", source])]);
  for (const { said } of [await restore(urls), await restore([folder])])
    assert.match(said, /host\.db-wal exists and is not written over: move it away first \(file-exists\)/);
  assert.equal(await problemOf(restoreFromMirrors(urls, parts)), "file-exists");
  await old.close();
  for (const end of ["-wal", "-shm", "-journal"]) rmSync(file + end, { force: true });
  for (const end of ["", "-wal", "-shm", "-journal"]) {
    writeFileSync(file + end, "");
    assert.equal(await problemOf(restoreFromMirrors(urls, parts)), "file-exists", end);
    rmSync(file + end);
  }
  for (const end of ["-wal", "-journal"]) writeFileSync(file + end, "");
  assert.match((await restore(urls)).said, /host\.db-wal, \S+host\.db-journal exist and .+move them away first/);
  for (const end of ["-wal", "-journal"]) rmSync(file + end);
  // One that comes meanwhile.
  const restored = restoreFromMirrors(urls, parts);
  writeFileSync(`${file}-wal`, "");
  assert.equal(await problemOf(restored), "file-exists");
  assert.deepEqual(readdirSync(folder).toSorted(), ["host.db-wal", "host.db.broken"]);
});
