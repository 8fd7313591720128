// A root kept and extended leaf by leaf is the root of the whole tree.
import assert from "node:assert/strict";
import { test } from "node:test";
import { frontierOf, rootOf } from "../../test/support/merkle-slow-twin.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import {
  appendLeaf,
  appendLeafHashes,
  appendLeaves,
  emptyFrontier,
  encodeFrontier,
  frontierRoot,
  parseFrontier,
} from "./frontier.ts";
import { emptyRoot, leafHash } from "./merkle.ts";

const leaves = Array.from({ length: 255 }, (_, i) => encodeUtf8(`leaf ${i}`));
const hashes = leaves.map(leafHash);
const read = (_: number, from: number, to: number) => hashes.slice(from, to);

test("[LG5] a frontier extended leaf by leaf has the root of the whole tree at every size, stored and read in between", () => {
  let frontier = emptyFrontier;
  assert.deepEqual(frontierRoot(frontier), emptyRoot);
  leaves.forEach((leaf, i) => {
    frontier = appendLeaf(parseFrontier(encodeFrontier(frontier)) ?? assert.fail(), leaf);
    assert.equal(frontier.size, i + 1);
    assert.deepEqual(frontierRoot(frontier), rootOf(i + 1, read));
    assert.deepEqual(frontier, frontierOf(i + 1, read));
  });
});

test("a batch extends a frontier like its leaves one by one, and the old frontier stays as it was", () => {
  for (const size of [0, 1, 5, 127, 128, 200]) {
    const before = appendLeaves(emptyFrontier, leaves.slice(0, size));
    const bytes = encodeFrontier(before);
    const after = appendLeafHashes(before, hashes.slice(size));
    assert.deepEqual(frontierRoot(after), rootOf(255, read));
    assert.deepEqual(encodeFrontier(before), bytes);
  }
});

test("a stored frontier has exactly the hashes that its size needs", () => {
  const bytes = encodeFrontier(appendLeaves(emptyFrontier, leaves.slice(0, 7)));
  assert.equal(bytes.length, 8 + 3 * 32);
  for (let length = 0; length < bytes.length; length++) assert.equal(parseFrontier(bytes.slice(0, length)), null);
  assert.equal(parseFrontier(new Uint8Array([...bytes, 0])), null);
  const otherSize = bytes.slice();
  otherSize[7] = 8;
  assert.equal(parseFrontier(otherSize), null);
  const huge = bytes.slice();
  huge[0] = 255;
  assert.equal(parseFrontier(huge), null);
  assert.throws(() => encodeFrontier({ size: 7, hashes: [] }), RangeError);
});
