// The verifier's own formats against the vectors that the rest of the project passes: two implementations, one verdict.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rootOf, tileHashesAfterAppend } from "../../test/support/merkle-slow-twin.ts";
import { leafFor } from "../log/leaf.ts";
import { leafHash } from "../log/merkle.ts";
import { packPath } from "../log/pack.ts";
import { tilePath } from "../log/tile.ts";
import { hashLeaf, MerkleTree } from "./hashing.ts";
import { parseKey, readSignedText, verifyCosignatureLine, verifyLine } from "./signed-text.ts";
import { packAt, tileAt } from "./source.ts";
import { verifyEd25519 } from "./strict-ed25519.ts";
import { parseWitnessPolicy, witnessed } from "./witness-policy.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/vectors/${name}`, import.meta.url), "utf8"));
const bytes = (hex: string) => Buffer.from(hex, "hex");

test("[SG2] Node's verification behind the strict checks gives the verdict of every vector", () => {
  const { cases } = vectors("ed25519.json");
  assert.ok(cases.length > 10);
  for (const { what, key, message, signature, valid } of cases)
    assert.equal(verifyEd25519(bytes(key), bytes(message), bytes(signature)), valid, what);
});

test("[SG1] signed notes and keys are read alike", () => {
  const { good, bad } = vectors("note.json");
  const signersOf = ({ note, hex, vkeys }: { note?: string; hex?: string; vkeys: string[] }) => {
    const parsed = readSignedText(hex === undefined ? Buffer.from(note ?? "") : bytes(hex));
    if (parsed === null) return null;
    const signers: string[] = [];
    for (const vkey of vkeys) {
      const key = parseKey(vkey, 1);
      const lines = parsed.lines.filter((line) => line.name === key?.name && line.keyId === key.id);
      if (key === null || lines.some((line) => !verifyLine(parsed.text, line, key))) return null;
      if (lines.length > 0) signers.push(key.name);
    }
    return signers.length === 0 ? null : signers;
  };
  for (const vector of good) assert.deepEqual(signersOf(vector)?.sort(), [...vector.signers].sort(), vector.what);
  for (const vector of bad) assert.equal(signersOf(vector), null, vector.what);
});

test("[LG5] cosignatures and policies are read alike", () => {
  const { witnessKey, good, bad } = vectors("log-cosignature.json");
  const key = parseKey(witnessKey, 4) ?? assert.fail();
  const timeOf = ({ body, line }: { body: string; line: string }) => {
    const parsed = readSignedText(Buffer.from(`${body}\n${line}\n`))?.lines[0];
    return parsed === undefined ? null : verifyCosignatureLine(body, parsed, key);
  };
  for (const vector of good) assert.equal(timeOf(vector), vector.timeSeconds, vector.name);
  for (const vector of bad) assert.equal(timeOf(vector), null, vector.name);

  const policies = vectors("log-policy.json");
  for (const { name, policy } of policies.bad) assert.equal(parseWitnessPolicy(policy), null, name);
  for (const { name, policy, satisfiedBy } of policies.good) {
    const parsed = parseWitnessPolicy(policy);
    if (parsed === null) assert.fail(name);
    for (const [witnesses, note] of Object.entries(policies.notes)) {
      const verdict = witnessed(parsed, readSignedText(Buffer.from(String(note))) ?? assert.fail());
      assert.deepEqual(verdict.broken, [], name);
      // Logs in a policy are another matter here: the verifier knows its log from the founding note.
      if (!/^log /m.test(policy))
        assert.equal(verdict.quorum, satisfiedBy.includes(witnesses), `${name}: ${witnesses}`);
    }
  }
});

test("[LG1] trees, tiles and paths are those of the log", () => {
  const leaves = Array.from({ length: 700 }, (_, i) => leafFor("case", Buffer.from(`sample ${i}`)));
  const levels: Uint8Array[][] = [leaves.map(leafHash)];
  const read = (level: number, from: number, to: number) => (levels[level] ?? []).slice(from, to);
  for (const { level, hash } of tileHashesAfterAppend(0, levels[0] ?? [], read))
    levels[level] = [...(levels[level] ?? []), hash];
  const tree = new MerkleTree(leaves.map(hashLeaf));
  for (let size = 0; size <= 700; size++)
    assert.deepEqual(tree.root(size), Buffer.from(rootOf(size, read)), `size ${size}`);
  assert.throws(() => tree.root(701), RangeError);
  for (const level of [0, 1, 2])
    assert.deepEqual(
      tree.tileHashes(level),
      (levels[level] ?? []).map((hash) => Buffer.from(hash)),
    );
  for (const index of [0, 7, 999, 1000, 1001, 234067, 1_234_067]) {
    for (const width of [1, 255, 256]) assert.equal(tileAt(0, index, width), tilePath({ level: 0, index, width }));
    assert.equal(tileAt("entries", index, 256), tilePath({ level: "entries", index, width: 256 }));
    assert.equal(packAt("case", index), packPath({ class: "case", index }));
  }
});
