// The examples in docs/spec/log.md are real: each one is parsed or verified here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "./checkpoint.ts";
import { evaluatePolicy, lyingWitnessesForFork } from "./evaluate-policy.ts";
import { leafFor, leafMatches, parseLeaf } from "./leaf.ts";
import { parsePackChunk } from "./pack.ts";
import { parsePolicy } from "./policy.ts";
import { verifyProof } from "./proof.ts";
import { decideAddCheckpoint } from "./witness-core.ts";
import { parseAddCheckpoint } from "./witness-request.ts";

const page = readFileSync(new URL("../../docs/spec/log.md", import.meta.url), "utf8");
const examples = new Map([...page.matchAll(/```(\w+)\n([^`]*)```/g)].map(([, name, text]) => [name, text]));
const example = (name: string) => examples.get(name) ?? assert.fail(name);
const bytesOf = (name: string) => decodeHex(example(name).replaceAll("\n", "")) ?? assert.fail(name);

const policy = parsePolicy(encodeUtf8(example("policy"))) ?? assert.fail("policy");
const logKey = policy.logs[0]?.key ?? assert.fail("log");
const record = encodeUtf8("example record 7\n");

test("[LG1] the leaf and the pack of the page belong together", () => {
  const leaf = parseLeaf(bytesOf("leaf")) ?? assert.fail();
  assert.equal(leaf.class, "case");
  assert.ok(leafMatches(leaf, record));
  const pack = parsePackChunk(bytesOf("pack")) ?? assert.fail();
  assert.deepEqual(pack.records.map(decodeUtf8), ["example record 7\n", "example record 8\n"]);
  assert.equal(pack.consumed, bytesOf("pack").length);
});

test("[LG5] the checkpoint of the page has one cosigner, which its policy knows and finds too few", () => {
  const checkpoint = verifyCheckpoint(example("checkpoint"), logKey) ?? assert.fail();
  assert.equal(checkpoint.size, 4);
  const verdict = evaluatePolicy(policy, checkpoint) ?? assert.fail();
  assert.deepEqual([verdict.satisfied, verdict.cosigners.map(({ name }) => name)], [false, ["A"]]);
  assert.equal(lyingWitnessesForFork(policy), 1);
});

test("[LG6] the proof of the page shows the leaf of the page logged, not yet witnessed", () => {
  assert.equal(encodeHex(leafFor("case", record)), example("leaf").trim());
  const proof = verifyProof(example("proof"), bytesOf("leaf"), logKey, policy) ?? assert.fail();
  assert.deepEqual([proof.index, proof.witnessed], [1, false]);
});

test("the request of the page is well formed and comes from the log of the page", () => {
  const request = parseAddCheckpoint(example("request")) ?? assert.fail();
  assert.deepEqual([request.oldSize, request.proof.length, request.head.size], [3, 3, 4]);
  const decision = decideAddCheckpoint(
    example("request"),
    () => logKey,
    () => ({ size: 2, root: new Uint8Array(32) }),
  );
  assert.deepEqual(decision, { status: 409, size: 2 });
});
