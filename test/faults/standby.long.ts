// A host on a real pair of PostgreSQL servers, the second of which follows the first by streaming: what the guide says of it step by step (host.md, *A copy that
// PostgreSQL waits for*). It waits for deadlines of the database, so it is apart from `npm test`: npm run test:standby
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { leafMatches } from "../../src/log/leaf.ts";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { sealedCases } from "../support/host.ts";
import { type Acknowledged, checkLog, checkPrefixes, verified } from "../support/host-over-http.ts";
import { type PanohProcess, stopPanoh } from "../support/panoh-process.ts";
import { type PostgresServer, startPostgres, withoutPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";

test("[SP5] [ST5b] what a host acknowledged on a database that waits for its copy is in the copy, and without the copy it acknowledges nothing and serves on", {
  skip: withoutPostgres(),
}, async (t) => {
  const at = await CountryProcesses.found(1, 1, "127.0.0.1", 1);
  t.after(() => at.end());
  await at.witness(1);
  const first = await startPostgres([]);
  t.after(() => first.end());
  const address = await first.database();
  const second = await first.standby("second");
  t.after(() => second.end());
  await waitsFor(first, address, "second");
  const isAt = (where: string) => writeFileSync(join(at.hostDir, hostFiles.address), `${where}\n`);
  isAt(address);

  const items = [...(await sealedCases(120))];
  const acknowledged: Acknowledged[] = [];
  const tokens: Uint8Array[] = [];
  const say = async (host: PanohProcess, bytes = items.pop() ?? assert.fail()) => {
    if (tokens.length === 0) tokens.push(...(await at.draw(host.url, 40)));
    const result = await post(host.url, bytes, tokens.pop() ?? null);
    if ("proof" in result) acknowledged.push(verified(at.country, bytes, result.proof));
    return { bytes, result };
  };
  let host = await at.host();
  await until(async () => (await statusOf(host)).takes);
  assert.equal((await statusOf(host)).places.database, true);
  for (let i = 0; i < 10; i++) assert.ok("proof" in (await say(host)).result);

  // The copy is gone.
  await settled(host);
  const before = await sizeAt(host.url);
  await second.kill();
  const { bytes: unanswered, result } = await say(host);
  assert.ok("problem" in result, "a proof without the copy");
  await until(async () => !(await statusOf(host)).takes);
  assert.ok((await statusOf(host)).why.includes("store-away"));
  const { result: refused } = await say(host);
  assert.deepEqual([result.problem, "problem" in refused && refused.problem], ["host-failed", "host-stopping"]);
  assert.equal(await sizeAt(host.url), before);
  await checkLog(host.url, at.country);

  // It is back: the host goes on by itself, and what nobody was answered is in the log once.
  await second.start();
  await until(async () => (await statusOf(host)).takes);
  assert.ok("proof" in (await say(host, unanswered)).result);

  // The first is gone for good, in the middle of submissions.
  const sending = [1, 2, 3].map(async () => {
    for (let goesOn = true; goesOn; )
      goesOn = await say(host)
        .then(({ result }) => "proof" in result)
        .catch(() => false);
  });
  const many = acknowledged.length + 15;
  await until(async () => acknowledged.length >= many);
  await first.kill();
  await stopPanoh(host, "SIGKILL");
  await Promise.all(sending);
  const signed = acknowledged.length;
  const promoted = second.same(address);
  await second.sql(promoted, "SELECT pg_promote()");
  isAt(promoted);
  host = await at.host();
  const { takes, why } = await statusOf(host);
  assert.ok(!takes && why.includes("no-second-place"), "the copy waits for no copy yet");
  const third = await second.standby("third");
  t.after(() => third.end());
  await waitsFor(second, promoted, "third");
  await until(async () => (await statusOf(host)).takes);
  assert.ok("proof" in (await say(host)).result);
  await settled(host);
  const { leaves, leafBytes } = await checkLog(host.url, at.country);
  const lost = acknowledged.filter(({ bytes, index }) => {
    const leaf = leaves[index];
    return leaf === undefined || !leafMatches(leaf, bytes);
  });
  assert.equal(lost.length, 0, `${lost.length} of ${acknowledged.length} are lost`);
  checkPrefixes(
    leafBytes,
    acknowledged.map(({ checkpoint }) => checkpoint),
  );
  t.diagnostic(`${signed} acknowledged before the first was gone, 0 lost`);
});

/** Has the server wait at each commit for this copy, as the guide says it. */
async function waitsFor({ sql }: PostgresServer, at: string, name: string): Promise<void> {
  await sql(at, `ALTER SYSTEM SET synchronous_standby_names = '${name}'`);
  await sql(at, "SELECT pg_reload_conf()");
  await until(async () => {
    const [[state] = []] = await sql(at, "SELECT sync_state FROM pg_stat_replication");
    return state === "sync";
  });
}

/** Waits until all that is signed is published. */
async function settled({ url }: PanohProcess): Promise<void> {
  const signed = async () => ((await (await fetch(`${url}/health`)).json()) as { readonly size: number }).size;
  await until(async () => (await sizeAt(url)) === (await signed()));
}

async function sizeAt(url: string): Promise<number> {
  return Number((await (await fetch(`${url}/checkpoint`)).text()).split("\n")[1]);
}
