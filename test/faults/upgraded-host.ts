// A host's store of layout 1 comes under the program of today (ST4): the host serves and takes submissions while it moves the leaves, and is killed at
// moments that nobody chose, again and again, until all are moved. Then an old copy of the old file is started, and a newer file. The disk is full in the middle
// of it in `upgradeOnFullDisk`, which needs root on Linux.
//   node bin/panoh.js --run test/faults/upgraded-host.ts [leaves [kills]]
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { appendLeaves, emptyFrontier, frontierRoot } from "../../src/log/frontier.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { sameHash } from "../../src/log/merkle.ts";
import { packPath, parsePackChunk } from "../../src/log/pack.ts";
import { verifyProof } from "../../src/log/proof.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { Host } from "../../src/server/host.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { type ExampleCountry, sealedCases } from "../support/host.ts";
import { layAsBefore } from "../support/old-layout.ts";
import { startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { servedLeaves } from "../support/served-leaves.ts";
import { until } from "../support/until.ts";
import { leaveFree, onSmallDisk } from "./small-disk.ts";

export interface UpgradeOutcome {
  /** Leaves before the upgrade, and acknowledged while the leaves moved. */
  readonly before: number;
  readonly during: number;
  readonly kills: number;
  /** Kills after which some leaves were moved and some not. */
  readonly between: number;
  /** What should not be. */
  readonly wrong: readonly string[];
  /** How the old copy and the newer file ended. */
  readonly oldCopy: string;
  readonly newer: string;
}

/** So many leaves, and at least so many kills: of the host, and of a program that moves leaves, after one of its statements. */
export async function upgradeHost(leaves: number, kills: number): Promise<UpgradeOutcome> {
  const at = await CountryProcesses.found(1, 1);
  try {
    const file = join(at.hostDir, "host.db");
    const kept = await fill(file, at.country, leaves);
    layAsBefore(file);
    const copy = join(at.folder, "copy.db");
    copyFileSync(file, copy);
    await at.witness(1);
    const outcome = { before: kept.size, during: 0, kills: 0, between: 0 };
    const wrong: string[] = [];
    let statements = 1;
    const spare = [...(await sealedCases(2_000))].reverse();
    let left = leaves;
    const killed = () => {
      outcome.kills++;
      left = leftIn(file);
      if (left > 0 && left < leaves) outcome.between++;
    };
    for (; left > 0 || outcome.kills < kills; statements += 3) {
      // In the first piece, and in the next one.
      for (const after of left > 48 ? [statements, statements + 50] : []) {
        await killMover(file, after);
        killed();
      }
      const host = await at.host();
      await until(async () => (await statusOf(host)).takes);
      const signers = [at.country.post, ...at.country.shelter];
      const tokens = [...(await at.draw(host.url, 20, signers[outcome.kills % signers.length]))];
      const sending = (async () => {
        for (const token of tokens) {
          const bytes = spare.pop() ?? assert.fail("not enough rows");
          const result = await post(host.url, bytes, token).catch(() => null);
          if (result === null) return;
          if ("problem" in result) return void wrong.push(`refused: ${result.problem}`);
          const proof = verifyProof(result.proof, leafFor("case", bytes), logKeyOf(at.country.founding), null);
          if (proof === null) wrong.push("a proof does not hold");
          kept.add(encodeHex(sha256(bytes)));
          outcome.during++;
        }
      })();
      if (outcome.kills < kills) await Promise.all([sending, sleep(Math.random() * 400)]);
      else await Promise.all([sending, until(async () => (await statusOf(host)).moving === 0)]);
      wrong.push(...(await flawsOf(host.url, at.country, kept)));
      await stopPanoh(host, "SIGKILL");
      killed();
    }
    const whole = await at.host();
    wrong.push(...(await flawsOf(whole.url, at.country, kept)));
    await stopPanoh(whole);
    const ended = async (change: () => void) => {
      change();
      const args = ["serve", "--dir", at.hostDir, "--port", "0"];
      const host = at.keep(startPanoh(args));
      await until(() => host.ended !== null || host.url !== "");
      return host.ended === null ? "it runs" : host.beside.trim();
    };
    const oldCopy = await ended(() => copyFileSync(copy, file));
    const newer = await ended(() => change(file, "PRAGMA user_version = 99"));
    return { ...outcome, wrong, oldCopy, newer };
  } finally {
    await at.end();
  }
}

/** Fills a store by the host itself; gives the hashes of what it acknowledged. */
async function fill(file: string, country: ExampleCountry, leaves: number): Promise<Set<string>> {
  const store = openSqliteHostStore(file);
  const { founding, logSeed } = country;
  const host = await Host.open({ founding, logSeed, store, clock: Date.now, randomBytes });
  const kept = new Set<string>();
  const items = (await sealedCases(leaves)).map((bytes) => ({ bytes, token: randomBytes(16) }));
  await store.addTokens(
    country.post.name,
    1,
    items.map(({ token }) => sha256(token)),
    leaves,
  );
  const results = await Promise.all(items.map((item) => host.submit(item)));
  for (const [i, result] of results.entries())
    if ("proof" in result) kept.add(encodeHex(sha256(items[i]?.bytes ?? assert.fail())));
  assert.equal(kept.size, leaves);
  await host.settle();
  await store.publish(host.head);
  await store.close();
  return kept;
}

/** What does not hold of what a host serves: the root over all leaves, every byte behind them, and everything that was acknowledged. */
async function flawsOf(url: string, { founding }: ExampleCountry, kept: ReadonlySet<string>): Promise<string[]> {
  const acknowledged = [...kept];
  const key = logKeyOf(founding);
  // What is acknowledged is published a little later.
  let note = "";
  await until(async () => {
    note = await (await fetch(`${url}/checkpoint`)).text();
    return (verifyCheckpoint(note, key)?.size ?? 0) > acknowledged.length;
  });
  const checkpoint = verifyCheckpoint(note, key) ?? assert.fail("no checkpoint");
  const leaves = await servedLeaves(url, checkpoint.size);
  const flaws: string[] = [];
  if (!sameHash(frontierRoot(appendLeaves(emptyFrontier, leaves)), checkpoint.root)) flaws.push("the root is another");
  const served = new Set<string>();
  for (let index = 0; index * 256 < checkpoint.size; index++) {
    const pack = await (await fetch(`${url}/${packPath({ class: "case", index })}`)).arrayBuffer();
    for (const record of parsePackChunk(new Uint8Array(pack))?.records ?? []) served.add(encodeHex(sha256(record)));
  }
  for (const hash of acknowledged) if (!served.has(hash)) flaws.push(`${hash} is gone`);
  return flaws;
}

/** How many leaves of a file at rest are still to be moved. */
function leftIn(file: string): number {
  const database = new DatabaseSync(file);
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'old_leaf'").get();
    if (table === undefined) return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]) < 2 ? 1 : 0;
    return Number(database.prepare("SELECT count(*) AS n FROM old_leaf").get()?.["n"]);
  } finally {
    database.close();
  }
}

/** A process of its own moves leaves, and kills itself after the statement with this number, counted from the first piece's first. */
async function killMover(file: string, after: number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "move", file, String(after)], {
    stdio: "inherit",
  });
  const [, signal] = await once(child, "close");
  assert.equal(signal, "SIGKILL");
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

export interface FullDiskUpgrade {
  /** What opening said while there was no room for the first step, and whether the file was as before. */
  readonly refused: string;
  readonly unchanged: boolean;
  /** Pieces that the full disk refused, and how many leaves were left then. */
  readonly full: number;
  readonly leftOnFull: number;
  /** Leaves that were not read back, whenever it was looked. */
  readonly lost: number;
  /** Left once there was room. */
  readonly left: number;
}

/** The upgrade on a disk without room: none for the first step, then for that and a few pieces, then enough. */
export function upgradeOnFullDisk(): FullDiskUpgrade {
  return JSON.parse(onSmallDisk(24, fileURLToPath(import.meta.url), ["full"]));
}

async function playOnFullDisk(place: string): Promise<FullDiskUpgrade> {
  const at = await CountryProcesses.found(0, 0);
  try {
    const file = join(place, "host.db");
    const kept = await fill(file, at.country, 600);
    layAsBefore(file);
    leaveFree(place, 0);
    const before = readFileSync(file);
    let refused = "";
    try {
      await openSqliteHostStore(file).close();
    } catch (error) {
      refused = error instanceof Error ? error.message : "";
    }
    const unchanged = before.equals(readFileSync(file));
    // Room for a write-ahead log of some pieces, and no more.
    leaveFree(place, 40);
    const store = openSqliteHostStore(file);
    let lost = 0;
    const look = async () => {
      const all = new Set((await store.stored(0, await store.size())).map(({ bytes }) => encodeHex(sha256(bytes))));
      for (const hash of kept) lost += all.has(hash) ? 0 : 1;
    };
    let full = 0;
    for (let goesOn = true; goesOn && full === 0; ) {
      leaveFree(place, 0);
      goesOn = await store.moveOldLeaves().catch((error: { readonly errstr?: string }) => {
        full += /full|I\/O/.test(error.errstr ?? "") ? 1 : 1_000;
        return true;
      });
    }
    const leftOnFull = await store.oldLeaves();
    await look();
    leaveFree(place, 3_000);
    while (await store.moveOldLeaves());
    await look();
    const left = await store.oldLeaves();
    await store.close();
    return { refused, unchanged, full, leftOnFull, lost, left };
  } finally {
    await at.end();
  }
}

const [first = "", second = "", third = ""] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (first === "move") {
    const store = openSqliteHostStore(second);
    let left = Number(third);
    const { run } = StatementSync.prototype;
    StatementSync.prototype.run = function (this: StatementSync, ...given: SQLInputValue[]) {
      const done: ReturnType<typeof run> = Reflect.apply(run, this, given);
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
      return done;
    } as typeof run;
    while (await store.moveOldLeaves());
    await store.close();
  } else if (second === "full") process.stdout.write(JSON.stringify(await playOnFullDisk(first)));
  else
    process.stdout.write(
      `${JSON.stringify(await upgradeHost(Number(first || 2_000), Number(second || 40)), null, 1)}\n`,
    );
}
