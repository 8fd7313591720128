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
  const urls: string[] = [];
  for (const { app } of places) {
    const listener = await listen(app, 0);
    t.after(() => listener.close());
    urls.push(`http://127.0.0.1:${listener.port}`);
  }
  const folder = temporaryFolder(t);
  const { founding, logSeed } = at.country;
  return { at, places, urls, folder, parts: { founding, logSeed, file: join(folder, "host.db") } };
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
  assert.equal(await restoreFromMirrors(urls.toReversed(), parts), 303);
  const store = openSqliteHostStore(parts.file);
  t.after(() => store.close());
  const [wanted, restored] = [await at.store.stored(0, 303), await store.stored(0, 303)];
  assert.deepEqual(
    restored.map(({ bytes }) => Buffer.from(bytes)),
    wanted.map(({ bytes }) => Buffer.from(bytes)),
  );
  assert.deepEqual(await store.signedHead(), await at.store.signedHead());
});

test("[SP6] nothing is made while a mirror that was named does not answer, with another key, or from mirrors that keep nothing or two histories", async (t) => {
  const { at, urls, folder, parts } = await burnt(t);
  const [one = "", two = ""] = urls;
  const gone = "http://127.0.0.1:9";
  assert.equal(await problemOf(restoreFromMirrors([one, gone], parts)), "host-unreachable");
  assert.equal(await problemOf(restoreFromMirrors([one], { ...parts, logSeed: randomBytes(32) })), "log-refused");
  const listening = async (place: TestPlace) => {
    const listener = await listen(place.app, 0);
    t.after(() => listener.close());
    return `http://127.0.0.1:${listener.port}`;
  };
  const empty = await listening(await new TestPlace("empty").open(at.country.founding));
  assert.equal(await problemOf(restoreFromMirrors([empty], parts)), "log-refused");
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
  assert.equal(await problemOf(restoreFromMirrors([two, await listening(forked)], parts)), "log-forked");
  assert.deepEqual(readdirSync(folder), []);
  assert.ok(!existsSync(parts.file));
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
