// Counting witnesses on a checkpoint.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeSignatureLine, encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "./checkpoint.ts";
import { evaluatePolicy, lyingWitnessesForFork } from "./evaluate-policy.ts";
import { parsePolicy } from "./policy.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "./sign.ts";

const origin = "nation-host.example/log";
const logSeed = sha256(encodeUtf8("log"));
const logKey = verifierKey(origin, ed25519PublicKey(logSeed));
const body = encodeCheckpointBody(origin, 42, sha256(encodeUtf8("some root")));
const witness = (name: string) => ({ name: `${name}.example`, seed: sha256(encodeUtf8(name)) });
const cosign = (name: string, time: number) => signCosignature(body, witness(name), time);
const witnessKey = (name: string) =>
  verifierKey(witness(name).name, ed25519PublicKey(witness(name).seed), signatureType.cosignature);
const vkey = (name: string) => encodeVerifierKey(witnessKey(name));
const policyOf = (...lines: readonly string[]) => {
  const witnesses = ["A", "B", "C", "D"].map((name) => `witness ${name} ${vkey(name)}\n`);
  return parsePolicy(encodeUtf8(witnesses.join("") + lines.map((line) => `${line}\n`).join(""))) ?? assert.fail();
};
const checkpointWith = (...lines: readonly string[]) =>
  verifyCheckpoint(addSignatureLines(signCheckpoint(body, logSeed), lines), logKey) ?? assert.fail();
const satisfied = (policy: ReturnType<typeof policyOf>, ...names: readonly string[]) =>
  evaluatePolicy(policy, checkpointWith(...names.map((name) => cosign(name, 1000))))?.satisfied;

test("[LG5] k of n means k different witnesses", () => {
  const policy = policyOf("group G 2 A B C", "quorum G");
  assert.equal(satisfied(policy), false);
  assert.equal(satisfied(policy, "A"), false);
  assert.equal(satisfied(policy, "A", "D"), false);
  assert.equal(satisfied(policy, "A", "B"), true);
  assert.equal(satisfied(policy, "C", "B", "A"), true);
  const twice = evaluatePolicy(policy, checkpointWith(cosign("A", 1000), cosign("A", 1001)));
  assert.equal(twice?.satisfied, false);
  assert.deepEqual(twice?.cosigners, [{ name: "A", keyName: "A.example", timestampSeconds: 1001 }]);
});

test("groups of groups, all, any, a single witness and none", () => {
  const nested = policyOf("group X 2 A B C", "group Y all D", "group XY all X Y", "quorum XY");
  assert.equal(satisfied(nested, "A", "B", "C"), false);
  assert.equal(satisfied(nested, "A", "D"), false);
  assert.equal(satisfied(nested, "A", "C", "D"), true);
  assert.equal(satisfied(policyOf("group G any A B", "quorum G"), "B"), true);
  assert.equal(satisfied(policyOf("quorum D"), "A", "B", "C"), false);
  assert.equal(satisfied(policyOf("quorum D"), "D"), true);
  assert.equal(satisfied(policyOf("quorum none")), true);
});

test("cosigners come with their times and the median of them", () => {
  const verdict = evaluatePolicy(
    policyOf("quorum A"),
    checkpointWith(cosign("A", 3000), cosign("C", 1000), cosign("B", 2000)),
  );
  assert.deepEqual(verdict, {
    satisfied: true,
    cosigners: [
      { name: "A", keyName: "A.example", timestampSeconds: 3000 },
      { name: "C", keyName: "C.example", timestampSeconds: 1000 },
      { name: "B", keyName: "B.example", timestampSeconds: 2000 },
    ],
    medianSeconds: 2000,
    upperSeconds: 2000,
  });
  assert.equal(evaluatePolicy(policyOf("quorum none"), checkpointWith())?.medianSeconds, null);
});

test("a bad line of a known witness rejects the whole note, a line of an unknown one is ignored", () => {
  const policy = policyOf("group G 2 A B C", "quorum G");
  const key = witnessKey("C");
  const bad = encodeSignatureLine(key.name, key.keyId, new Uint8Array(72).fill(1));
  assert.equal(evaluatePolicy(policy, checkpointWith(cosign("A", 1), cosign("B", 1), bad)), null);
  const otherText = signCosignature(encodeCheckpointBody(origin, 43, sha256()), witness("C"), 1);
  assert.equal(evaluatePolicy(policy, checkpointWith(cosign("A", 1), cosign("B", 1), otherText)), null);
  const unknown = encodeSignatureLine("stranger.example", key.keyId, new Uint8Array(72).fill(1));
  const otherId = encodeSignatureLine(key.name, key.keyId ^ 1, new Uint8Array(72).fill(1));
  const ignored = evaluatePolicy(policy, checkpointWith(cosign("A", 1), unknown, otherId, cosign("B", 1)));
  assert.equal(ignored?.satisfied, true);
  assert.equal(ignored?.cosigners.length, 2);
});

test("a listed log must be the one that signed; without log lines the log is known from elsewhere", () => {
  const stranger = verifierKey("other.example", ed25519PublicKey(sha256(encodeUtf8("other log"))));
  assert.equal(satisfied(policyOf(`log ${encodeVerifierKey(stranger)}`, "quorum A"), "A"), false);
  const listed = [`log ${encodeVerifierKey(stranger)}`, `log ${encodeVerifierKey(logKey)}`, "quorum A"];
  assert.equal(satisfied(policyOf(...listed), "A"), true);
});

test("[LG5] a fork needs 2k - n lying witnesses", () => {
  const lying = (...lines: readonly string[]) => lyingWitnessesForFork(policyOf(...lines));
  assert.equal(lying("group G 2 A B C", "quorum G"), 1);
  assert.equal(lying("group G 3 A B C D", "quorum G"), 2);
  assert.equal(lying("group G all A B C", "quorum G"), 3);
  assert.equal(lying("group G 2 A B C D", "quorum G"), 0);
  assert.equal(lying("group G any A B C", "quorum G"), 0);
  assert.equal(lying("quorum A"), 1);
  assert.equal(lying("quorum none"), 0);
  assert.equal(lying("group G 2 A B", "group H all G C", "quorum H"), null);
});
