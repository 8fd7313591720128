// A host as a device and as a stranger see it over HTTP: tokens, items sent until it stops answering, and the whole log under its checkpoint.
import assert from "node:assert/strict";
import { momentOf } from "../../src/core/moment.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { appendLeaves, emptyFrontier, type Frontier, frontierRoot } from "../../src/log/frontier.ts";
import { leafFor, leafMatches, parseLeaf } from "../../src/log/leaf.ts";
import { sameHash } from "../../src/log/merkle.ts";
import { parsePackChunk } from "../../src/log/pack.ts";
import { verifyProof } from "../../src/log/proof.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission, parseSubmissionAnswer, type SubmissionItem } from "../../src/protocol/submission.ts";
import { parseTokens, signTokenRequest } from "../../src/protocol/token-request.ts";
import type { ExampleCountry } from "./host.ts";
import { servedLeaves } from "./served-leaves.ts";

export interface Acknowledged {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly checkpoint: VerifiedCheckpoint;
}

export function verified(country: ExampleCountry, bytes: Uint8Array, proof: string): Acknowledged {
  const result = verifyProof(proof, leafFor("case", bytes), logKeyOf(country.founding), null);
  return result === null ? assert.fail("an acknowledged proof does not verify") : { bytes, ...result };
}

/** A few hundred tokens; every round asks another of the three devices, within its quota. */
export async function drawTokens(url: string, country: ExampleCountry, round: number): Promise<Uint8Array[]> {
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

const failures: readonly string[] = ["host-failed", "host-stopping"];

/** Posts one item after the other until the host stops answering, or fails where it may, or the tokens are gone. */
export async function sendUntilItDies(url: string, items: Uint8Array[], tokens: Uint8Array[], mayFail = false) {
  const answered: { readonly bytes: Uint8Array; readonly proof: string }[] = [];
  for (;;) {
    const [bytes, token] = [items.pop(), tokens.pop()];
    if (bytes === undefined || token === undefined) return { answered, unanswered: [] };
    const text = await post(url, [{ token, bytes }]);
    if (text === null) return { answered, unanswered: [bytes] };
    const [result] = parseSubmissionAnswer(text, 1) ?? [];
    if (mayFail && (result === undefined || ("problem" in result && failures.includes(result.problem))))
      return { answered, unanswered: [bytes] };
    if (result === undefined || "problem" in result) return assert.fail(`refused: ${text}`);
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
export async function checkLog(url: string, country: ExampleCountry) {
  const note = await (await fetch(`${url}/checkpoint`)).text();
  const checkpoint = verifyCheckpoint(note, logKeyOf(country.founding)) ?? assert.fail("no checkpoint");
  const leafBytes = await servedLeaves(url, checkpoint.size);
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
export function checkPrefixes(leafBytes: readonly Uint8Array[], checkpoints: readonly VerifiedCheckpoint[]): void {
  const inOrder = checkpoints.toSorted((a, b) => a.size - b.size);
  let frontier: Frontier = emptyFrontier;
  for (const checkpoint of inOrder) {
    assert.ok(checkpoint.size <= leafBytes.length, "a signed checkpoint is longer than the log");
    frontier = appendLeaves(frontier, leafBytes.slice(frontier.size, checkpoint.size));
    assert.ok(sameHash(frontierRoot(frontier), checkpoint.root), `a fork at ${checkpoint.size}`);
  }
}
