// The vectors in test/vectors/log-*.json, which any implementation can use: what is good parses to exactly what they say,
// what is bad is refused.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parseSignatureLine, parseVerifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "./checkpoint.ts";
import { verifyCosignature } from "./cosignature.ts";
import { evaluatePolicy, lyingWitnessesForFork } from "./evaluate-policy.ts";
import { encodePackRecord, parsePackChunk } from "./pack.ts";
import { parsePolicy } from "./policy.ts";
import { encodeProof, parseProof, verifyProof } from "./proof.ts";
import { encodeEntryBundle, parseEntryBundle } from "./tile.ts";

interface Named {
  readonly name: string;
}
interface Vectors<Good, Bad> {
  readonly good: readonly (Good & Named)[];
  readonly bad: readonly (Bad & Named)[];
}

function load<Good, Bad>(name: string): Vectors<Good, Bad> {
  const file = new URL(`../../test/vectors/log-${name}.json`, import.meta.url);
  const vectors: Vectors<Good, Bad> = JSON.parse(readFileSync(file, "utf8"));
  assert.ok(vectors.good.length >= 20 && vectors.bad.length >= 20, `${name} has 20 of each at least`);
  return vectors;
}

const hex = (text: string) => decodeHex(text) ?? assert.fail("not hexadecimal");
const key = (vkey: string) => parseVerifierKey(vkey) ?? assert.fail("not a vkey");

test("checkpoint vectors", () => {
  type Good = { note: string; size: number; root: string };
  const vectors = load<Good, { note: string }>("checkpoint") as Vectors<Good, { note: string }> & { logKey: string };
  const logKey = key(vectors.logKey);
  for (const { name, note, size, root } of vectors.good) {
    const checkpoint = verifyCheckpoint(note, logKey) ?? assert.fail(name);
    assert.deepEqual([checkpoint.size, encodeHex(checkpoint.root)], [size, root], name);
    assert.ok(note.startsWith(`${encodeCheckpointBody(logKey.name, size, hex(root))}\n`), name);
  }
  for (const { name, note } of vectors.bad) assert.equal(verifyCheckpoint(note, logKey), null, name);
});

test("cosignature vectors", () => {
  type Bad = { body: string; line: string };
  const vectors = load<Bad & { timeSeconds: number }, Bad>("cosignature");
  const { witnessKey } = vectors as typeof vectors & { witnessKey: string };
  const verify = (body: string, line: string) => {
    const parsed = parseSignatureLine(line);
    return parsed === null ? null : verifyCosignature(body, parsed, key(witnessKey));
  };
  for (const { name, body, line, timeSeconds } of vectors.good) assert.equal(verify(body, line), timeSeconds, name);
  for (const { name, body, line } of vectors.bad) assert.equal(verify(body, line), null, name);
});

test("proof vectors", () => {
  type Bad = { leaf: string; proof: string };
  const vectors = load<Bad & { index: number; size: number; witnessed: boolean }, Bad>("proof");
  const about = vectors as typeof vectors & { logKey: string; policy: string };
  const policy = parsePolicy(encodeUtf8(about.policy)) ?? assert.fail("not a policy");
  const verify = ({ leaf, proof }: Bad) => verifyProof(proof, hex(leaf), key(about.logKey), policy);
  for (const vector of vectors.good) {
    const verified = verify(vector) ?? assert.fail(vector.name);
    assert.equal(verified.index, vector.index, vector.name);
    assert.equal(verified.checkpoint.size, vector.size, vector.name);
    assert.equal(verified.witnessed, vector.witnessed, vector.name);
    assert.equal(encodeProof(parseProof(vector.proof) ?? assert.fail()), vector.proof, vector.name);
  }
  for (const vector of vectors.bad) assert.equal(verify(vector), null, vector.name);
});

test("policy vectors", () => {
  type Good = { policy: string; lyingWitnessesForFork: number | null; satisfiedBy: readonly string[] };
  const vectors = load<Good, { policy: string }>("policy");
  const { notes } = vectors as typeof vectors & { notes: Record<string, string> };
  const { logKey } = load("checkpoint") as Vectors<never, never> & { logKey: string };
  const checkpoints = Object.entries(notes).map(
    ([name, note]) => [name, verifyCheckpoint(note, key(logKey)) ?? assert.fail(name)] as const,
  );
  for (const vector of vectors.good) {
    const policy = parsePolicy(encodeUtf8(vector.policy)) ?? assert.fail(vector.name);
    assert.equal(lyingWitnessesForFork(policy), vector.lyingWitnessesForFork, vector.name);
    const satisfiedBy = checkpoints.filter(([, checkpoint]) => evaluatePolicy(policy, checkpoint)?.satisfied);
    assert.deepEqual(
      satisfiedBy.map(([name]) => name),
      vector.satisfiedBy,
      vector.name,
    );
  }
  for (const { name, policy } of vectors.bad) assert.equal(parsePolicy(encodeUtf8(policy)), null, name);
});

test("pack vectors, read whole and byte by byte", () => {
  const vectors = load<{ pack: string; records: readonly string[]; consumed: number }, { pack: string }>("pack");
  for (const { name, pack, records, consumed } of vectors.good) {
    const bytes = hex(pack);
    const expected = records.map(hex);
    assert.deepEqual(parsePackChunk(bytes), { records: expected, consumed }, name);
    const encoded = records.map((record) => encodeHex(encodePackRecord(hex(record)))).join("");
    assert.equal(encoded, pack.slice(0, 2 * consumed), name);
    const read: Uint8Array[] = [];
    let held: readonly number[] = [];
    for (const byte of bytes) {
      const chunk = parsePackChunk(Uint8Array.from([...held, byte])) ?? assert.fail(name);
      read.push(...chunk.records);
      held = [...held, byte].slice(chunk.consumed);
    }
    assert.deepEqual(read, expected, name);
  }
  for (const { name, pack } of vectors.bad) assert.equal(parsePackChunk(hex(pack)), null, name);
});

test("bundle vectors", () => {
  type Bad = { width: number; bundle: string };
  const vectors = load<Bad & { leaves: readonly string[] }, Bad>("bundle");
  for (const { name, width, bundle, leaves } of vectors.good) {
    assert.deepEqual(parseEntryBundle(hex(bundle), width), leaves.map(hex), name);
    assert.equal(encodeHex(encodeEntryBundle(leaves.map(hex))), bundle, name);
  }
  for (const { name, width, bundle } of vectors.bad) assert.equal(parseEntryBundle(hex(bundle), width), null, name);
});
