// A host whose disk fills while it takes submissions (LG4): it goes on serving what it signed, starts on the full disk for reading, and takes submissions
// again by itself when there is room. Needs root on Linux, for a small disk of its own.
//   node bin/panoh.js --run test/faults/full-disk-host.ts [megabytes [rounds, 9 at the most]]
import assert from "node:assert/strict";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { packPath, parsePackChunk } from "../../src/log/pack.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { sealedCases } from "../support/host.ts";
import { type PanohProcess, stopPanoh } from "../support/panoh-process.ts";
import { until } from "../support/until.ts";
import { leaveFree, onSmallDisk } from "./small-disk.ts";

export interface FullDiskOutcome {
  readonly acknowledged: number;
  /** Acknowledged rows whose bytes were not served at some look: while the disk was full, after a start on it, after there was room. */
  readonly lost: number;
  /** The codes of refusals. */
  readonly codes: readonly string[];
  /** Looks at which the process had ended, or did not answer a read. */
  readonly dead: number;
  /** Starts on the full disk that came to listen, after a stop and after a kill. */
  readonly startedFull: number;
  /** Rounds in which submissions were taken again, without a restart, once there was room. */
  readonly wentOn: number;
}

/** Pages of the disk that are left when the host starts to fill it: some dozens of rows. */
const room = 80;

/** Plays it so many times on one country. */
export function fillHost(megabytes: number, rounds: number): FullDiskOutcome {
  return JSON.parse(onSmallDisk(megabytes, fileURLToPath(import.meta.url), ["inside", String(rounds)]));
}

const [first, second, third] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (second === "inside") process.stdout.write(JSON.stringify(await playOn(first ?? "", Number(third))));
  else process.stdout.write(`${JSON.stringify(fillHost(Number(first ?? 6), Number(second ?? 9)), null, 1)}\n`);
}

async function playOn(place: string, rounds: number): Promise<FullDiskOutcome> {
  const at = await CountryProcesses.found(1, 1);
  const output = openSync(join(place, "host.log"), "a");
  try {
    const dir = join(place, "country");
    at.writeHost(dir);
    await at.witness(1);
    const items = [...(await sealedCases(rounds * 120))];
    const kept = new Set<string>();
    const codes = new Set<string>();
    const counts = { lost: 0, dead: 0, startedFull: 0, wentOn: 0 };
    const tokens: Uint8Array[] = [];
    const start = () => at.host([], dir, { output });
    /** Whether one more submission is acknowledged. */
    const send = async (host: PanohProcess) => {
      const bytes = items.pop() ?? assert.fail("not enough rows");
      const result = await post(host.url, bytes, tokens.pop() ?? assert.fail("not enough tokens"));
      if ("problem" in result) codes.add(result.problem);
      else kept.add(encodeHex(sha256(bytes)));
      return "proof" in result;
    };
    const look = async (host: PanohProcess) => {
      const served = host.ended === null ? await hashesServed(host.url, at) : null;
      if (served === null) counts.dead++;
      else for (const hash of kept) counts.lost += served.has(hash) ? 0 : 1;
    };

    let host = await start();
    await until(async () => (await statusOf(host)).takes);
    for (let round = 0; round < rounds; round++) {
      const signer = [at.country.post, ...at.country.shelter][round % 3] ?? at.country.post;
      tokens.length = 0;
      for (let i = 0; i < 2; i++) tokens.push(...(await at.draw(host.url, 64, signer)));
      leaveFree(place, room);
      while (await send(host));
      // What is left goes too, so that also what the host does by itself finds no room.
      leaveFree(place, 0);
      await until(async () => host.ended !== null || (await statusOf(host)).why.includes("write-failed"));
      await send(host).catch(() => false);
      await look(host);
      // Its own minute, here a second, comes several times.
      const from = Date.parse((await statusOf(host)).clock);
      await until(async () => host.ended !== null || Date.parse((await statusOf(host)).clock) >= from + 3_000);
      // The log of requests lies on the full disk too, and has no room for these.
      for (let i = 0; i < 100 && host.ended === null; i++) await (await fetch(`${host.url}/health`)).text();
      await look(host);

      for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        await stopPanoh(host, signal);
        host = await start();
        counts.startedFull++;
        await look(host);
        await send(host).catch(() => false);
      }
      leaveFree(place, 1_000);
      await until(async () => (await statusOf(host)).takes);
      if (await send(host)) counts.wentOn++;
      await look(host);
    }
    await stopPanoh(host);
    return { acknowledged: kept.size, ...counts, codes: [...codes].sort() };
  } finally {
    closeSync(output);
    await at.end();
  }
}

/** The hashes of all case envelopes that a host serves; null when it does not answer, or not with what is its log's. */
async function hashesServed(url: string, { country }: CountryProcesses): Promise<ReadonlySet<string> | null> {
  try {
    const note = await (await fetch(`${url}/checkpoint`)).text();
    if (verifyCheckpoint(note, logKeyOf(country.founding)) === null) return null;
    const hashes = new Set<string>();
    for (let index = 0; ; index++) {
      const answer = await fetch(`${url}/${packPath({ class: "case", index })}`);
      if (answer.status === 404) return hashes;
      const pack = parsePackChunk(new Uint8Array(await answer.arrayBuffer()));
      if (answer.status !== 200 || pack === null) return null;
      for (const record of pack.records) hashes.add(encodeHex(sha256(record)));
    }
  } catch {
    return null;
  }
}
