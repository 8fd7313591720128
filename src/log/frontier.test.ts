// A root kept and extended leaf by leaf is the root of the whole tree.
import assert from "node:assert/strict";
import { test } from "node:test";
import { frontierOf, rootOf } from "../../test/support/merkle-slow-twin.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { appendLeaf, appendLeafHashes, appendLeaves, emptyFrontier, frontierRoot } from "./frontier.ts";
import { emptyRoot, leafHash } from "./merkle.ts";

const leaves = Array.from({ length: 255 }, (_, i) => encodeUtf8(`leaf ${i}`));
const hashes = leaves.map(leafHash);
const read = (_: number, from: number, to: number) => hashes.slice(from, to);

test("[LG5] a frontier extended leaf by leaf has the root of the whole tree at every size", () => {
  let frontier = emptyFrontier;
  assert.deepEqual(frontierRoot(frontier), emptyRoot);
  leaves.forEach((leaf, i) => {
    frontier = appendLeaf(frontier, leaf);
    assert.equal(frontier.size, i + 1);
    assert.deepEqual(frontierRoot(frontier), rootOf(i + 1, read));
    assert.deepEqual(frontier, frontierOf(i + 1, read));
  });
});

test("a batch extends a frontier like its leaves one by one, and the old frontier stays as it was", () => {
  for (const size of [0, 1, 5, 127, 128, 200]) {
    const before = appendLeaves(emptyFrontier, leaves.slice(0, size));
    const { hashes: kept } = structuredClone(before);
    const after = appendLeafHashes(before, hashes.slice(size));
    assert.deepEqual(frontierRoot(after), rootOf(255, read));
    assert.deepEqual(before.hashes, kept);
  }
});
