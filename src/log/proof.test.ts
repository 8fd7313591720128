// Proofs as one text that is verified offline.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inclusionProof, rootOf } from "../../test/support/merkle-slow-twin.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody } from "./checkpoint.ts";
import { leafFor } from "./leaf.ts";
import { leafHash } from "./merkle.ts";
import { parsePolicy } from "./policy.ts";
import { encodeProof, parseProof, verifyProof } from "./proof.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "./sign.ts";

const origin = "nation-host.example/log";
const seed = sha256(encodeUtf8("log"));
const logKey = verifierKey(origin, ed25519PublicKey(seed));
const witness = { name: "witness.example/one", seed: sha256(encodeUtf8("witness one")) };
const witnessKey = verifierKey(witness.name, ed25519PublicKey(witness.seed), signatureType.cosignature);
const policy = parsePolicy(encodeUtf8(`witness W ${encodeVerifierKey(witnessKey)}\nquorum W\n`)) ?? assert.fail();

const leaves = Array.from({ length: 11 }, (_, i) => leafFor("case", encodeUtf8(`example ${i}`)));
const hashes = leaves.map(leafHash);
const read = (_: number, from: number, to: number) => hashes.slice(from, to);
const leafAt = (index: number) => leaves[index] ?? assert.fail();

function proofOf(index: number, cosigned = true, extra: Uint8Array | null = null): string {
  const body = encodeCheckpointBody(origin, leaves.length, rootOf(leaves.length, read));
  const bare = signCheckpoint(body, seed);
  const checkpoint = cosigned ? addSignatureLines(bare, [signCosignature(body, witness, 1_700_000_000)]) : bare;
  return encodeProof({ index, hashes: inclusionProof(index, leaves.length, read), checkpoint, extra });
}

test("a proof shows index and checkpoint of its leaf, and whether witnesses saw it", () => {
  leaves.forEach((leaf, index) => {
    const logged = verifyProof(proofOf(index, false), leaf, logKey, policy);
    assert.equal(logged?.index, index);
    assert.equal(logged?.checkpoint.size, leaves.length);
    assert.equal(logged?.witnessed, false);
    assert.equal(verifyProof(proofOf(index), leaf, logKey, policy)?.witnessed, true);
    assert.equal(verifyProof(proofOf(index), leaf, logKey, null)?.witnessed, false);
  });
});

test("the text is that of tlog-proof: header, index, hashes, an empty line, the checkpoint verbatim", () => {
  const lines = proofOf(10).split("\n");
  assert.deepEqual(lines.slice(0, 2), ["c2sp.org/tlog-proof@v1", "index 10"]);
  assert.deepEqual([lines[4], lines[5], lines[6]], ["", origin, "11"]);
  const withExtra = proofOf(3, true, encodeUtf8("for the treasurer"));
  assert.equal(withExtra.split("\n")[1], "extra Zm9yIHRoZSB0cmVhc3VyZXI=");
  assert.ok(verifyProof(withExtra, leafAt(3), logKey, policy));
  const parsed = parseProof(withExtra) ?? assert.fail();
  assert.equal(encodeProof(parsed), withExtra);
});

test("a proof is for its leaf, its index, its log and its checkpoint only", () => {
  const text = proofOf(3);
  assert.equal(verifyProof(text, leafAt(4), logKey, policy), null);
  assert.equal(verifyProof(text.replace("index 3", "index 2"), leafAt(3), logKey, policy), null);
  assert.equal(verifyProof(text.replace("index 3", "index 11"), leafAt(3), logKey, policy), null);
  assert.equal(verifyProof(text.replace("\n11\n", "\n12\n"), leafAt(3), logKey, policy), null);
  const stranger = verifierKey(origin, ed25519PublicKey(sha256(encodeUtf8("stranger"))));
  assert.equal(verifyProof(text, leafAt(3), stranger, policy), null);
});

test("every changed character of a proof without witnesses makes it invalid", () => {
  const text = proofOf(6, false);
  for (let i = 0; i < text.length; i++) {
    const changed = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ 1) + text.slice(i + 1);
    assert.equal(verifyProof(changed, leafAt(6), logKey, policy), null, `character ${i}`);
  }
});

test("a bad line of a witness in the policy spoils the proof", () => {
  const other = signCosignature(encodeCheckpointBody(origin, 5, sha256()), witness, 5);
  const parsed = parseProof(proofOf(3, false)) ?? assert.fail();
  const text = encodeProof({ ...parsed, checkpoint: addSignatureLines(parsed.checkpoint, [other]) });
  assert.equal(verifyProof(text, leafAt(3), logKey, policy), null);
  assert.ok(verifyProof(text, leafAt(3), logKey, null));
});

test("a proof's text has one spelling", () => {
  const text = proofOf(3);
  const hash = text.split("\n")[2] ?? "";
  const wrong: Record<string, string> = {
    empty: "",
    "no header": text.slice(text.indexOf("\n") + 1),
    "other version": text.replace("@v1", "@v2"),
    "no index": text.replace("index 3\n", ""),
    "leading zero": text.replace("index 3", "index 03"),
    "index with a space": text.replace("index 3", "index  3"),
    "index with a sign": text.replace("index 3", "index +3"),
    "empty extra": text.replace("index 3", "extra \nindex 3"),
    "extra without a space": text.replace("index 3", "extra\nindex 3"),
    "extra that is no base64": text.replace("index 3", "extra !\nindex 3"),
    "extra twice": text.replace("index 3", "extra AAAA\nextra AAAA\nindex 3"),
    "extra behind the index": text.replace("index 3", "index 3\nextra AAAA"),
    "index twice": text.replace("index 3", "index 3\nindex 3"),
    "short hash": text.replace(hash, "AAAA"),
    "hash without padding": text.replace(hash, hash.replace("=", "")),
    "64 hashes": text.replace(hash, Array(64).fill(hash).join("\n")),
    "no empty line": text.replace("\n\n", "\n"),
    "carriage returns": text.replaceAll("\n", "\r\n"),
    "two empty lines": text.replace("\n\n", "\n\n\n"),
    "space at the end": `${text} `,
    "without last newline": text.slice(0, -1),
  };
  assert.ok(parseProof(text.replace(hash, Array(60).fill(hash).join("\n"))));
  assert.equal(parseProof(wrong["64 hashes"] ?? ""), null);
  for (const [what, changed] of Object.entries(wrong)) {
    assert.notEqual(changed, text, what);
    assert.equal(verifyProof(changed, leafAt(3), logKey, policy), null, what);
  }
});
