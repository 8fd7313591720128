// What is said of a PostgreSQL that may lose what it acknowledged (ST5f), by `panoh serve` and `panoh store move`, and what `panoh doctor` sees of a log that rests
// in PostgreSQL.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../../src/note/signed-note.ts";
import { Look } from "../../src/operate/look/look.ts";
import { lookAtHost } from "../../src/operate/look/look-at-host.ts";
import { foundCountry } from "../../src/operate/new-country.ts";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { runHost } from "../../src/operate/run-host.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { sealedCases } from "../support/host.ts";
import { startListening, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { type PostgresServer, startPostgres, withoutPostgres } from "../support/postgres.ts";
import { runPanoh } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { trialTerms } from "../support/trial-terms.ts";
import { until } from "../support/until.ts";

const skip = withoutPostgres();
let server: Promise<PostgresServer> | null = null;
const postgres = () => (server ??= startPostgres([]));
after(async () => (await server)?.end());

/** Changes settings of the server, and waits until a new session has the first of them. */
async function set(settings: Readonly<Record<string, string>>): Promise<void> {
  const { database, sql } = await postgres();
  const at = await database();
  for (const [name, value] of Object.entries(settings)) await sql(at, `ALTER SYSTEM SET ${name} = ${value}`);
  await sql(at, "SELECT pg_reload_conf()");
  const [[name, value] = []] = Object.entries(settings);
  await until(async () => (await sql(at, `SHOW ${name}`))[0]?.[0] === value);
}

test("[ST5f] a real country's host does not write to a PostgreSQL that may lose what it acknowledged, unless its operator names that; a trial's host says so", {
  skip,
}, async (t) => {
  const { database } = await postgres();
  // A setting of the command line stands above the file.
  const lossy = await startPostgres(["fsync=off", "full_page_writes=off"]);
  t.after(() => lossy.end());
  const folder = temporaryFolder(t);
  const hostOf = (name: string, trial: boolean, at: string) => {
    const dir = join(folder, name);
    const key = encodeVerifierKey(
      verifierKey("w.example", ed25519PublicKey(randomBytes(32)), signatureType.cosignature),
    );
    const waits = trial ? trialTerms.waits : { admission: 48, reader: 24, soloReader: 72, answer: 24, forms: 72 };
    const { founding, keys } = foundCountry(
      {
        ...{ ...trialTerms, trial, waits },
        policy: trial ? "quorum none\n" : `witness w ${key} http://127.0.0.1:9\nquorum w\n`,
      },
      Date.now,
      randomBytes,
    );
    mkdirSync(dir, { mode: 0o700 });
    writeFileSync(join(dir, hostFiles.founding), founding.note);
    writeFileSync(join(dir, hostFiles.logKey), `${encodeHex(keys.logSeed)}\n`, { mode: 0o600 });
    writeFileSync(join(dir, hostFiles.address), `${at}\n`);
    return ["serve", "--dir", dir, "--port", "0"];
  };
  const listening = async (args: readonly string[]) => {
    const running = await startListening(args);
    t.after(() => stopPanoh(running, "SIGKILL"));
    return running;
  };
  const real = hostOf("real", false, await lossy.database());
  const refused = startPanoh(real);
  t.after(() => stopPanoh(refused, "SIGKILL"));
  await until(() => refused.ended !== null || refused.url !== "");
  assert.equal(refused.ended?.code, 1, refused.beside);
  assert.match(
    refused.beside,
    /this country is real: .*power.*fsync = off, full_page_writes = off, or accept it with --accept lossy-database \(weak-country\)/,
  );
  const accepted = await listening([...real, "--accept", "lossy-database"]);
  assert.match(accepted.beside, /^Weak +lossy-database: /m);
  await stopPanoh(accepted);

  const trial = await listening(hostOf("trial", true, await lossy.database()));
  assert.match(trial.beside, /^Warning: fsync = off, full_page_writes = off in PostgreSQL: a loss of power/m);
  await stopPanoh(trial);

  const sound = await listening(hostOf("sound", false, await database()));
  assert.doesNotMatch(sound.beside, /lossy-database|power/);
  await stopPanoh(sound);

  // Nor is a log moved there.
  const dir = join(folder, "real");
  writeFileSync(join(dir, hostFiles.address), `${await lossy.database()}\n`);
  await openSqliteHostStore(join(dir, hostFiles.database)).close();
  const { exit, said } = await runPanoh(["store", "move", "--dir", dir, "--to", "postgresql"]);
  assert.equal(exit, 1);
  assert.match(said, /fsync = off.*\(weak-country\)/);
});

test("the database that the cluster's files make lets its own user in and nobody else, who could hold the writer's lock", {
  skip,
}, async (t) => {
  const { database, sql } = await postgres();
  const script = readFileSync(new URL("../../deploy/cluster/make-database", import.meta.url), "utf8");
  const [, lines = ""] = /<<'END'\n([\s\S]*)END\n/.exec(script) ?? [];
  assert.match(lines, /create database panoh owner panoh;/);
  // The user of the tests has that name and is the server's own.
  const statements = lines.replaceAll("panoh", "guarded").replace("@HOST@", "unused").trim().split("\n");
  const at = await database();
  for (const statement of [...statements, "create role outsider login"]) await sql(at, statement);
  t.after(async () => {
    for (const what of ["database guarded", "role guarded", "role outsider"]) await sql(at, `drop ${what}`);
  });
  const as = (user: string) =>
    sql(at.replace(/(?<=\/)country\d+/, "guarded").replace("user=panoh", `user=${user}`), "SELECT 1");
  assert.deepEqual(await as("guarded"), [[1]]);
  await assert.rejects(as("outsider"), /permission denied for database/);
});

test("[ST5f] a host that comes back to a database which may lose things now does not write there", {
  skip,
}, async (t) => {
  const { database, sql } = await postgres();
  const at = await database();
  const heard: string[] = [];
  const store = await openPostgresHostStore(parsePostgresAddress(at, {}), {
    onLossy: (settings) => {
      heard.push(...settings);
      throw new Error("not there");
    },
  });
  t.after(() => store.close());
  assert.deepEqual(heard, []);
  // The session says for itself that it waits for the disk.
  await set({ full_page_writes: "off", synchronous_commit: "off" });
  try {
    await sql(
      at,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'panoh' AND pid <> pg_backend_pid()",
    );
    await until(() => !store.isWriter);
    await until(() =>
      store.retake().then(
        () => assert.fail("it was taken"),
        (error: Error) => error.message === "not there",
      ),
    );
    assert.ok(heard.length > 0 && heard.every((setting) => setting === "full_page_writes = off"), heard.join());
    assert.equal(store.isWriter, false);
  } finally {
    await set({ full_page_writes: "on", synchronous_commit: "on" });
  }
  await until(() =>
    store.retake().then(
      () => true,
      () => false,
    ),
  );
  assert.equal(store.isWriter, true);
});

test("[SP5] a PostgreSQL that waits for another machine is a host's second place, and no more from the next look on at which it does not", {
  skip,
}, async (t) => {
  const { database, sql } = await postgres();
  const at = await database();
  const dir = temporaryFolder(t);
  const { founding, keys } = foundCountry({ ...trialTerms, places: 1 }, Date.now, randomBytes);
  writeFileSync(join(dir, hostFiles.founding), founding.note);
  writeFileSync(join(dir, hostFiles.logKey), `${encodeHex(keys.logSeed)}\n`, { mode: 0o600 });
  writeFileSync(join(dir, hostFiles.address), `${at}\n`);
  const quiet = { log: () => undefined, failed: () => undefined, onNews: () => undefined };
  const running = await runHost({ dir, port: 0, statusPort: null, ...quiet });
  t.after(() => running.close());
  const isHeld = async () => {
    await running.look();
    return running.host.holds.includes("no-second-place");
  };
  assert.equal(await isHeld(), true, "it waits for none");
  try {
    // Nothing is written meanwhile: no machine of that name would ever have it.
    await sql(at, "ALTER SYSTEM SET synchronous_standby_names = 'second'");
    await sql(at, "SELECT pg_reload_conf()");
    await until(async () => !(await isHeld()));
    assert.equal(running.host.secondPlace?.report.database, true);
  } finally {
    await sql(at, "ALTER SYSTEM RESET synchronous_standby_names");
    await sql(at, "SELECT pg_reload_conf()");
  }
  await until(isHeld);
  assert.equal(running.host.secondPlace?.report.database, false);
});

test("[ST4c] the doctor reads all of a log in PostgreSQL, says whether a host writes there, and has a line for each fault", {
  skip,
}, async (t) => {
  const { database, sql } = await postgres();
  const at = await CountryProcesses.found(1, 1);
  t.after(() => at.end());
  const address = await database();
  const isAt = (where: string) => writeFileSync(join(at.hostDir, hostFiles.address), `${where}\n`);
  isAt(address);
  const look = async (status: number | null = null) => {
    const look = new Look(Date.now);
    await lookAtHost(look, at.hostDir, status);
    const lines = look.lines.filter(({ about }) => about !== "Space");
    const of = (is: string) => lines.filter((line) => line.is === is).map(({ about, says }) => `${about}: ${says}`);
    return { lines, todo: of("to-do").join("\n"), unseen: of("not-seen").join("\n"), good: of("good").join("\n") };
  };
  assert.match((await look()).todo, /^Store: the database is empty: if this country never ran, start its host/);
  await at.witness(1);
  let sent = 0;
  const items = await sealedCases(40);
  const send = async () => {
    const host = await at.host();
    await until(async () => (await statusOf(host)).takes);
    const tokens = await at.draw(host.url, 20);
    for (const token of tokens) assert.ok("proof" in (await post(host.url, items[sent++] ?? assert.fail(), token)));
    return host;
  };
  const host = await send();

  // While a host writes there.
  const running = await look();
  assert.equal(running.todo, "");
  assert.match(running.good, /^Store: layout 1, in PostgreSQL; a host writes there$/m);
  assert.match(running.good, /^Integrity: all \d\d leaves are as they were logged$/m);
  assert.match(running.unseen, /^Witnesses: a host writes there and asks them/);
  const port = Number(new URL(/^Status +(\S+)$/m.exec(host.beside)?.[1] ?? "").port);
  assert.match((await look(port)).good, /^Database: what it acknowledges is on its disk; no other machine/m);
  await stopPanoh(host);

  // Sessions of the host that went end a moment later.
  await until(async () => (await look()).unseen === "");
  const resting = await look();
  assert.deepEqual([resting.todo, resting.unseen], ["", ""]);
  assert.match(resting.good, /^Store: layout 1, in PostgreSQL; no host writes there$/m);
  assert.match(resting.good, /^Witness w1: it answers, and saw what rests here$/m);
  const leaves = Number((await sql(address, "SELECT count(*) FROM panoh.leaf"))[0]?.[0]);

  const name = new URL(address).pathname.slice(1);
  const elsewhere = address.replace(new URL(address).pathname, "/postgres");
  const young = address.replace(`/${name}`, "/young");
  await sql(elsewhere, `CREATE DATABASE young TEMPLATE ${name} STRATEGY file_copy`);
  // The log goes on, and the witness sees that.
  await stopPanoh(await send());
  isAt(young);
  assert.match((await look()).todo, /^Witness w1: it saw \d+ leaves and \d+ rest here, so that this is an old copy/m);

  for (const [change, says, back] of [
    ["UPDATE panoh.body SET bytes = 'x' WHERE position = 7", `Integrity: 1 of ${leaves} leaves are not`, null],
    ["DELETE FROM panoh.leaf WHERE position = 9", "Integrity: .* are not what the log signed", null],
    ["UPDATE panoh.layout SET number = 99", "Store: a newer program made it", "UPDATE panoh.layout SET number = 1"],
    ["UPDATE panoh.layout SET number = 1000001", "Store: this country's log was moved", null],
  ] as const) {
    await sql(young, change);
    assert.match((await look()).todo, new RegExp(`^${says}`, "m"));
    if (back !== null) await sql(young, back);
  }

  isAt(address);
  await set({ fsync: "off" });
  try {
    assert.match((await look()).todo, /^Database: a loss of power may take away what was acknowledged \(fsync = off\)/);
  } finally {
    await set({ fsync: "on" });
  }
  isAt(address.replace(`/${name}`, "/nowhere"));
  assert.match((await look()).todo, /^Database: the database of store\.address cannot be read \(.*nowhere.*\)/);
});
