// `panoh serve` twice on one PostgreSQL (ST5): the second takes over when the first is killed, or stopped in its tracks; who wakes up signs nothing; and a host goes on by
// itself when its database comes back, as one that only reads does (ST6). What was acknowledged is there each time, under one history. When it is not, because another
// database came in its place, no host takes anything (ST5e).
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { encodeHex } from "../../src/crypto/hex.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { leafMatches } from "../../src/log/leaf.ts";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission, parseSubmissionAnswer } from "../../src/protocol/submission.ts";
import { freePort } from "../support/free-port.ts";
import { foundExampleCountry, sealedCases } from "../support/host.ts";
import {
  type Acknowledged,
  checkLog,
  checkPrefixes,
  drawTokens,
  sendUntilItDies,
  verified,
} from "../support/host-over-http.ts";
import { type PanohProcess, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { startPostgres, withoutPostgres } from "../support/postgres.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

test("[ST5] [ST5e] [ST6] two hosts on one PostgreSQL: killed, frozen, or without their database, they lose nothing that was acknowledged and sign one history", {
  skip: withoutPostgres(),
}, async (t) => {
  const postgres = await startPostgres();
  t.after(() => postgres.end());
  const folder = temporaryFolder(t);
  const country = await foundExampleCountry();
  const at = await postgres.database();
  const items = [...(await sealedCases(3_000))];
  const acknowledged: Acknowledged[] = [];
  const serve = async (name: string) => {
    const dir = join(folder, name);
    mkdirSync(dir);
    writeFileSync(join(dir, hostFiles.founding), country.founding.note);
    writeFileSync(join(dir, hostFiles.logKey), `${encodeHex(country.logSeed)}\n`, { mode: 0o600 });
    writeFileSync(join(dir, hostFiles.address), `${at}\n`);
    return ["serve", "--dir", dir, "--port", String(await freePort()), "--log", "events"];
  };
  const [a, b, c] = [await serve("a"), await serve("b"), await serve("c")];
  const processes: PanohProcess[] = [];
  t.after(() => Promise.all(processes.map((one) => stopPanoh(one, "SIGKILL"))));
  const start = (args: readonly string[]) => {
    const one = startPanoh(args);
    processes.push(one);
    return one;
  };
  const saysListening = (one: PanohProcess, times = 1) =>
    until(() => {
      assert.equal(one.ended, null, one.beside);
      return one.beside.split("Listening ").length > times;
    });
  const waits = (one: PanohProcess) => until(() => one.beside.includes("another host writes"));
  /** Sends from several at once until this has happened to the host; what it acknowledged must be there ever after. */
  const underLoad = async (url: string, round: number, happen: () => Promise<unknown>) => {
    const tokens = await drawTokens(url, country, round);
    const sending = Array.from({ length: 4 }, () => sendUntilItDies(url, items, tokens, true));
    await until(() => tokens.length < 150);
    await happen();
    for (const { answered } of await Promise.all(sending))
      for (const { bytes, proof } of answered) acknowledged.push(verified(country, bytes, proof));
  };
  const check = async (url: string) => {
    await until(async () => {
      const { size } = (await (await fetch(`${url}/health`)).json()) as { readonly size: number };
      const note = await (await fetch(`${url}/checkpoint`)).text();
      return verifyCheckpoint(note, logKeyOf(country.founding))?.size === size;
    });
    const known = await checkLog(url, country);
    for (const { index, bytes } of acknowledged)
      assert.ok(leafMatches(known.leaves[index] ?? assert.fail(`leaf ${index} is gone`), bytes), `leaf ${index}`);
    checkPrefixes(known.leafBytes, [known.checkpoint, ...acknowledged.map(({ checkpoint }) => checkpoint)]);
  };

  // Killed: its lease ends with its connection.
  const first = start(a);
  await saysListening(first);
  const second = start(b);
  await waits(second);
  rmSync(join(folder, "c", hostFiles.logKey));
  const reader = start([...c, "--read-only"]);
  await saysListening(reader);
  // Who waits shows the log and takes nothing, and says so to a proxy that looks for the writer.
  const standIn = `http://127.0.0.1:${b.at(b.indexOf("--port") + 1)}`;
  await until(() => fetch(`${standIn}/checkpoint`).then(({ ok }) => ok));
  for (const [url, status] of [
    [standIn, 503],
    [reader.url, 200],
  ] as const) {
    await until(async () => (await fetch(`${url}/health`)).status === status);
    const refused = await fetch(`${url}/submit`, { method: "POST", body: new Uint8Array(70_000) });
    assert.equal(((await refused.json()) as { readonly title: string }).title, "reads-only");
  }
  await underLoad(first.url, 0, () => stopPanoh(first, "SIGKILL"));
  await saysListening(second);
  await check(second.url);

  // Frozen: the database ends its silent session (here at once), another host goes on, and the frozen one wakes up in the middle of its work.
  const third = start(a);
  await waits(third);
  await underLoad(second.url, 1, async () => {
    second.child.kill("SIGSTOP");
    await postgres.sql(at, endSessions);
    await saysListening(third);
    await underLoad(third.url, 2, async () => {
      second.child.kill("SIGCONT");
      await until(() => second.beside.includes("this one begins again"));
      // Without a database a host takes nothing; it, or the one that waits, goes on by itself.
      await postgres.kill();
      await until(() => third.beside.includes("The database does not answer"));
    });
  });
  await postgres.start();
  const isWell = (url: string) =>
    fetch(`${url}/health`)
      .then(({ status }) => status === 200)
      .catch(() => false);
  let url = "";
  await until(async () => {
    for (const one of [second, third]) if (await isWell(one.url)) url = one.url;
    return url !== "";
  });
  await check(url);
  await underLoad(url, 0, async () => undefined);
  await check(url);
  const newest = await (await fetch(`${url}/checkpoint`)).text();
  const showsNewest = async (at: string) => (await (await fetch(`${at}/checkpoint`)).text()) === newest;
  await until(() => showsNewest(reader.url));
  await check(reader.url);

  // An empty database comes in its place. Who wrote remembers what it acknowledged, and who waited what it showed: neither signs a second history.
  const [writer, other, args] = url === second.url ? [second, third, a] : [third, second, b];
  await stopPanoh(other, "SIGKILL");
  const waiting = start(args);
  await waits(waiting);
  await until(() => showsNewest(other.url).catch(() => false));
  waiting.child.kill("SIGSTOP");
  const replaceDatabase = async (kept: string) => {
    const [name, elsewhere] = [new URL(at).pathname.slice(1), at.replace(new URL(at).pathname, "/postgres")];
    await postgres.sql(elsewhere, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await postgres.sql(elsewhere, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await until(() =>
      postgres.sql(elsewhere, `ALTER DATABASE ${name} RENAME TO ${kept}`).then(
        () => true,
        () => false,
      ),
    );
    await postgres.sql(elsewhere, `CREATE DATABASE ${name} STRATEGY file_copy`);
  };
  const refuses = async (one: PanohProcess) => {
    await until(() => {
      assert.equal(one.ended, null, one.beside);
      return one.beside.includes("it is an old copy") && one.url !== "";
    });
    const body = new Uint8Array(encodeSubmission([{ token: null, bytes: items.pop() ?? assert.fail() }]));
    const answer = await (await fetch(`${one.url}/submit`, { method: "POST", body })).text();
    assert.deepEqual(parseSubmissionAnswer(answer, 1), [{ problem: "host-stopping" }]);
  };
  await replaceDatabase("lost");
  await refuses(writer);
  await stopPanoh(writer, "SIGKILL");
  await replaceDatabase("behind");
  waiting.child.kill("SIGCONT");
  await refuses(waiting);
  t.diagnostic(`${acknowledged.length} acknowledged`);
});

const endSessions =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'panoh' AND pid <> pg_backend_pid()";
