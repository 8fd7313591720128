// A host is killed under load, again and again, at moments that nobody chose (LG4, ST1): what it acknowledged is there when it comes
// back, under a checkpoint that extends every one that it signed before.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { leafMatches } from "../../src/log/leaf.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../support/host.ts";
import {
  type Acknowledged,
  checkLog,
  checkPrefixes,
  drawTokens,
  sendUntilItDies,
  verified,
} from "../support/host-over-http.ts";
import { startPostgres, withoutPostgres } from "../support/postgres.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const rounds = 6;
const senders = 8;

test("[LG4] SIGKILL under load loses nothing that was acknowledged, and never forks the log", async (t) => {
  const folder = temporaryFolder(t);
  const country = await foundExampleCountry();
  writeFileSync(join(folder, "founding"), country.founding.note);
  writeFileSync(join(folder, "seed"), country.logSeed);
  const items = [...(await sealedCases(4_000))];
  const acknowledged: Acknowledged[] = [];
  const signed: VerifiedCheckpoint[] = [];
  let interrupted = 0;

  for (let round = 0; round < rounds; round++) {
    const host = await startHost(t, folder);
    const tokens = await drawTokens(host.url, country, round);
    const load = Array.from({ length: senders }, () => sendUntilItDies(host.url, items, tokens));
    // After some dozens of batches, however fast the machine is, never at the same place in one, and before the tokens are used up.
    const left = tokens.length - 3 * senders - Math.floor(Math.random() * 120);
    while (tokens.length > left) await sleep(1 + Math.random() * 4);
    host.process.kill("SIGKILL");
    await host.ended;
    for (const { answered, unanswered } of await Promise.all(load)) {
      interrupted += unanswered.length;
      for (const { bytes, proof } of answered) acknowledged.push(verified(country, bytes, proof));
    }

    const again = await startHost(t, folder);
    const known = await checkLog(again.url, country);
    signed.push(known.checkpoint);
    for (const { bytes, index, checkpoint } of acknowledged) {
      assert.ok(leafMatches(known.leaves[index] ?? assert.fail(`leaf ${index} is gone`), bytes), `leaf ${index}`);
      signed.push(checkpoint);
    }
    checkPrefixes(known.leafBytes, signed);
    again.process.kill("SIGKILL");
    await again.ended;
  }
  assert.ok(acknowledged.length > 50, `${acknowledged.length} acknowledged`);
  assert.ok(interrupted > 0, "a kill met requests under way");
  t.diagnostic(`${acknowledged.length} acknowledged, ${interrupted} interrupted in ${rounds} rounds`);
});

for (const [store, without] of [
  ["SQLite", false],
  ["PostgreSQL", withoutPostgres()],
] as const)
  test(`[LG4x] SIGKILL between the signature of a batch and its commit: nothing that was acknowledged is lost, and nobody ever sees that head (${store})`, {
    skip: without,
  }, async (t) => {
    const folder = temporaryFolder(t);
    const country = await foundExampleCountry();
    writeFileSync(join(folder, "founding"), country.founding.note);
    writeFileSync(join(folder, "seed"), country.logSeed);
    if (store === "PostgreSQL") {
      const server = await startPostgres();
      t.after(() => server.end());
      writeFileSync(join(folder, "database"), await server.database());
    }
    const items = [...(await sealedCases(1_000))];
    const acknowledged: Acknowledged[] = [];
    const lost: Uint8Array[] = [];
    for (let round = 0; round < 3; round++) {
      const size = acknowledged.length + 1;
      writeFileSync(join(folder, "killed-at"), `${size + 20}`);
      const host = await startHost(t, folder);
      const tokens = await drawTokens(host.url, country, round);
      const sent = Array.from({ length: senders }, () => sendUntilItDies(host.url, items, tokens));
      await host.ended;
      for (const { answered, unanswered } of await Promise.all(sent)) {
        lost.push(...unanswered);
        for (const { bytes, proof } of answered) acknowledged.push(verified(country, bytes, proof));
      }
      const note = readFileSync(join(folder, "signed"), "utf8");
      const unstored = verifyCheckpoint(note, logKeyOf(country.founding)) ?? assert.fail("nothing was signed");

      rmSync(join(folder, "killed-at"));
      const again = await startHost(t, folder);
      const known = await checkLog(again.url, country);
      assert.equal(known.checkpoint.size, acknowledged.length + 1, "the founding note and what was acknowledged");
      assert.ok(known.checkpoint.size < unstored.size);
      for (const { bytes, index } of acknowledged)
        assert.ok(leafMatches(known.leaves[index] ?? assert.fail(`leaf ${index} is gone`), bytes), `leaf ${index}`);
      // What got no answer is sent again, one by one and in another order: the log goes on, and the head that nobody saw is none of it.
      for (const bytes of lost.splice(0).reverse()) {
        const [token] = tokens.splice(-1);
        const { answered } = await sendUntilItDies(again.url, [bytes], [token ?? assert.fail("no token is left")]);
        for (const { proof } of answered) acknowledged.push(verified(country, bytes, proof));
      }
      const seen = [known.checkpoint, ...acknowledged.map(({ checkpoint }) => checkpoint)];
      const after = await wholeLog(again.url, country, acknowledged.length + 1);
      checkPrefixes(after.leafBytes, seen);
      assert.ok(seen.every(({ logSignatureLine }) => logSignatureLine !== unstored.logSignatureLine));
      again.process.kill("SIGKILL");
      await again.ended;
    }
  });

/** The log once so many leaves of it are published. */
async function wholeLog(url: string, country: ExampleCountry, size: number) {
  await until(async () => {
    const note = await (await fetch(`${url}/checkpoint`)).text();
    return verifyCheckpoint(note, logKeyOf(country.founding))?.size === size;
  });
  return checkLog(url, country);
}

async function startHost(t: { after(end: () => void): void }, folder: string) {
  const program = fileURLToPath(new URL("../support/host-process.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const stopped = ended.then(() => assert.fail("the host did not start"));
  stopped.catch(() => undefined);
  const [line] = await Promise.race([once(child.stdout ?? assert.fail(), "data"), stopped]);
  return { process: child, ended, url: `http://127.0.0.1:${String(line).trim()}` };
}
