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
import { momentOf } from "../../src/core/moment.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { appendLeaves, emptyFrontier, type Frontier, frontierRoot } from "../../src/log/frontier.ts";
import { leafFor, leafMatches, parseLeaf } from "../../src/log/leaf.ts";
import { sameHash } from "../../src/log/merkle.ts";
import { parsePackChunk } from "../../src/log/pack.ts";
import { verifyProof } from "../../src/log/proof.ts";
import { parseEntryBundle, tilePath, tilesBetween } from "../../src/log/tile.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission, parseSubmissionAnswer, type SubmissionItem } from "../../src/protocol/submission.ts";
import { parseTokens, signTokenRequest } from "../../src/protocol/token-request.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../support/host.ts";

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

interface Acknowledged {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly checkpoint: VerifiedCheckpoint;
}

function verified(country: ExampleCountry, bytes: Uint8Array, proof: string): Acknowledged {
  const result = verifyProof(proof, leafFor("case", bytes), logKeyOf(country.founding), null);
  return result === null ? assert.fail("an acknowledged proof does not verify") : { bytes, ...result };
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

/** A few hundred tokens; every round asks another of the three devices, within its quota. */
async function drawTokens(url: string, country: ExampleCountry, round: number): Promise<Uint8Array[]> {
  const devices: readonly SignerKey[] = [country.post, ...country.shelter];
  const device = devices[round % devices.length] ?? country.post;
  const tokens: Uint8Array[] = [];
  for (let i = 0; i < 3; i++) {
    const challenge = (await (await fetch(`${url}/challenge`)).text()).trim();
    const at = momentOf(Date.now());
    const request = { kind: "tokens", device: device.name, challenge, at, count: 64 } as const;
    const body = signTokenRequest(country.founding.origin, request, device);
    const drawn = parseTokens(await (await fetch(`${url}/tokens`, { method: "POST", body })).text());
    tokens.push(...(drawn ?? assert.fail("no tokens")));
  }
  return tokens;
}

/** Posts one item after the other until the host stops answering or the tokens are gone. */
async function sendUntilItDies(url: string, items: Uint8Array[], tokens: Uint8Array[]) {
  const answered: { readonly bytes: Uint8Array; readonly proof: string }[] = [];
  for (;;) {
    const [bytes, token] = [items.pop(), tokens.pop()];
    if (bytes === undefined || token === undefined) return { answered, unanswered: [] };
    const text = await post(url, [{ token, bytes }]);
    if (text === null) return { answered, unanswered: [bytes] };
    const [result] = parseSubmissionAnswer(text, 1) ?? assert.fail(`not an answer: ${text}`);
    if (result === undefined || "problem" in result) return assert.fail(`refused: ${result?.problem}`);
    answered.push({ bytes, proof: result.proof });
  }
}

async function post(url: string, items: readonly SubmissionItem[]): Promise<string | null> {
  try {
    const body = new Uint8Array(encodeSubmission(items));
    return await (await fetch(`${url}/submit`, { method: "POST", body })).text();
  } catch {
    return null;
  }
}

/** The whole log as a stranger reads it: every leaf, every byte behind it, under the published checkpoint. */
async function checkLog(url: string, country: ExampleCountry) {
  const note = await (await fetch(`${url}/checkpoint`)).text();
  const checkpoint = verifyCheckpoint(note, logKeyOf(country.founding)) ?? assert.fail("no checkpoint");
  const leafBytes: Uint8Array[] = [];
  for (const tile of tilesBetween("entries", 0, checkpoint.size)) {
    const bytes = new Uint8Array(await (await fetch(`${url}/${tilePath(tile)}`)).arrayBuffer());
    leafBytes.push(...(parseEntryBundle(bytes, tile.width) ?? assert.fail("not a bundle")));
  }
  assert.ok(sameHash(frontierRoot(appendLeaves(emptyFrontier, leafBytes)), checkpoint.root));
  const leaves = leafBytes.map((bytes) => parseLeaf(bytes) ?? assert.fail("not a leaf"));
  const hashes = new Set(leaves.map((leaf) => encodeHex(leaf.hash)));
  assert.equal(hashes.size, leaves.length, "no bytes twice");
  for (let index = 0; index * 256 < leaves.length; index++) {
    const path = `pack/case/${String(index).padStart(3, "0")}`;
    const pack = parsePackChunk(new Uint8Array(await (await fetch(`${url}/${path}`)).arrayBuffer()));
    const cases = leaves.slice(index * 256, index * 256 + 256).filter((leaf) => leaf.class === "case");
    assert.equal(pack?.records.length, cases.length);
    assert.ok(cases.every((leaf, i) => leafMatches(leaf, pack?.records[i] ?? new Uint8Array(0))));
  }
  return { checkpoint, leaves, leafBytes };
}

/** Every checkpoint that was ever seen has the root of as many first leaves as it counts. */
function checkPrefixes(leafBytes: readonly Uint8Array[], checkpoints: readonly VerifiedCheckpoint[]): void {
  const inOrder = checkpoints.toSorted((a, b) => a.size - b.size);
  let frontier: Frontier = emptyFrontier;
  for (const checkpoint of inOrder) {
    assert.ok(checkpoint.size <= leafBytes.length, "a signed checkpoint is longer than the log");
    frontier = appendLeaves(frontier, leafBytes.slice(frontier.size, checkpoint.size));
    assert.ok(sameHash(frontierRoot(frontier), checkpoint.root), `a fork at ${checkpoint.size}`);
  }
}
