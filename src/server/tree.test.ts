// The host's tree against its slow twin in test/support/merkle-slow-twin.ts, and against the verifying side, which shares no code with either.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  consistencyProof,
  inclusionProof,
  type ReadHashes,
  rootOf,
  tileHashesAfterAppend,
} from "../../test/support/merkle-slow-twin.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeLeaf, type Leaf } from "../log/leaf.ts";
import { leafHash, verifyConsistency, verifyInclusion } from "../log/merkle.ts";
import { Tree } from "./tree.ts";

const leaves = Array.from(
  { length: 70_000 },
  (_, i): Leaf => ({ class: "case", hash: sha256(encodeUtf8(`set ${i}`)) }),
);
const hashes = leaves.map((leaf) => leafHash(encodeLeaf(leaf.class, leaf.hash)));
const levels: Uint8Array[][] = [hashes];
const read: ReadHashes = (level, from, to) => (levels[level] ?? []).slice(from, to);
for (const { level, hash } of tileHashesAfterAppend(0, hashes, () => []))
  levels[level] = [...(levels[level] ?? []), hash];
const tree = new Tree();
for (let at = 0; at < leaves.length; at += 777) tree.append(leaves.slice(at, at + 777));

const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 69_999, 70_000];

test("roots are those of the slow twin at every size that is special", () => {
  for (const size of [0, ...sizes]) assert.deepEqual(tree.root(size), rootOf(size, read), `${size}`);
});

test("inclusion proofs are those of the slow twin, and verify", () => {
  for (const size of sizes) {
    for (const index of new Set([0, 1, Math.floor(size / 2), size - 2, size - 1])) {
      if (index < 0 || index >= size) continue;
      const proof = tree.inclusion(index, size);
      assert.deepEqual(proof, inclusionProof(index, size, read), `${index} of ${size}`);
      assert.ok(verifyInclusion(index, size, hashes[index] ?? assert.fail(), proof, tree.root(size)));
    }
  }
  for (let size = 1; size <= 70; size++) {
    for (let index = 0; index < size; index++) {
      assert.deepEqual(tree.inclusion(index, size), inclusionProof(index, size, read));
    }
  }
});

test("consistency proofs are those of the slow twin, and verify", () => {
  for (const newSize of sizes) {
    for (const oldSize of [0, ...sizes].filter((size) => size <= newSize)) {
      const proof = tree.consistency(oldSize, newSize);
      assert.deepEqual(proof, consistencyProof(oldSize, newSize, read), `${oldSize} to ${newSize}`);
      assert.ok(verifyConsistency(oldSize, newSize, tree.root(oldSize), tree.root(newSize), proof));
    }
  }
  for (let newSize = 0; newSize <= 70; newSize++) {
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      assert.deepEqual(tree.consistency(oldSize, newSize), consistencyProof(oldSize, newSize, read));
    }
  }
});

test("tiles of every level hold the hashes of the slow twin", () => {
  for (const [level, index, width] of [
    [0, 0, 1],
    [0, 0, 256],
    [0, 273, 112],
    [1, 0, 256],
    [1, 1, 17],
    [2, 0, 1],
  ] as const) {
    assert.deepEqual(
      tree.tile(level, index, width),
      new Uint8Array(Buffer.concat(read(level, index * 256, index * 256 + width))),
    );
  }
});

test("what the tree does not hold is an error, not a wrong answer", () => {
  for (const wrong of [
    () => tree.root(70_001),
    () => tree.inclusion(5, 5),
    () => tree.inclusion(-1, 5),
    () => tree.inclusion(0, 70_001),
    () => tree.consistency(6, 5),
    () => tree.consistency(5, 70_001),
    () => tree.tile(0, 273, 113),
    () => tree.tile(3, 0, 1),
  ]) {
    assert.throws(wrong, RangeError);
  }
});

test("what is handed out cannot change the tree", () => {
  const small = new Tree();
  small.append(leaves.slice(0, 3));
  const before = small.root(3);
  for (const bytes of [small.root(2), small.tile(0, 0, 3), ...small.inclusion(0, 3)]) bytes.fill(0);
  assert.deepEqual(small.root(3), before);
});
