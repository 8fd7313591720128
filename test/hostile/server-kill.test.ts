// A host is killed under load, again and again, at moments that nobody chose (LG4, ST1): what it acknowledged is there when it comes
// back, under a checkpoint that extends every one that it signed before.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { VerifiedCheckpoint } from "../../src/log/checkpoint.ts";
import { leafMatches } from "../../src/log/leaf.ts";
import { foundExampleCountry, sealedCases } from "../support/host.ts";
import {
  type Acknowledged,
  checkLog,
  checkPrefixes,
  drawTokens,
  sendUntilItDies,
  verified,
} from "../support/host-over-http.ts";

const rounds = 6;
const senders = 8;

test("[LG4] SIGKILL under load loses nothing that was acknowledged, and never forks the log", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-kill-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
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
