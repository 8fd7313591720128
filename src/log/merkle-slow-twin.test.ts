// The writer's side over a store that is filled in batches, across tile borders. Proofs of small trees are checked against
// a twin in merkle.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  consistencyProof,
  frontierOf,
  inclusionProof,
  type ReadHashes,
  rootOf,
  tileHashesAfterAppend,
} from "../../test/support/merkle-slow-twin.ts";
import { fc } from "../../test/support/tries.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { appendLeafHashes, emptyFrontier, frontierRoot } from "./frontier.ts";
import { leafHash, verifyConsistency, verifyInclusion } from "./merkle.ts";
import { tileWidth } from "./tile.ts";

class Store {
  readonly levels: Uint8Array[][] = [[]];
  reads = 0;
  readonly read: ReadHashes = (level, from, to) => {
    this.reads += 1;
    assert.ok(
      from < to && Math.floor(from / tileWidth) === Math.floor((to - 1) / tileWidth),
      "a read stays in one tile",
    );
    return (this.levels[level] ?? []).slice(from, to);
  };
  append(leafHashes: readonly Uint8Array[]): void {
    const size = this.levels[0]?.length ?? 0;
    const completed = tileHashesAfterAppend(size, leafHashes, this.read);
    this.levels[0]?.push(...leafHashes);
    for (const { level, index, hash } of completed) {
      const row = this.levels[level] ?? [];
      this.levels[level] = row;
      assert.equal(index, row.length, "tile hashes are completed in order");
      row.push(hash);
    }
  }
}

test("any batches give the same tiles, roots and valid proofs", () => {
  const run = (batches: readonly number[], seed: number) => {
    const store = new Store();
    let frontier = emptyFrontier;
    let oldSize = 0;
    for (const count of batches) {
      const hashes = Array.from({ length: count }, (_, i) => leafHash(encodeUtf8(`leaf ${frontier.size + i}`)));
      const oldRoot = frontierRoot(frontier);
      store.append(hashes);
      oldSize = frontier.size;
      frontier = appendLeafHashes(frontier, hashes);
      const root = frontierRoot(frontier);
      assert.deepEqual(rootOf(frontier.size, store.read), root);
      assert.deepEqual(frontierOf(frontier.size, store.read), frontier);
      const growth = consistencyProof(oldSize, frontier.size, store.read);
      assert.ok(verifyConsistency(oldSize, frontier.size, oldRoot, root, growth));
      if (frontier.size === 0) continue;
      const index = seed % frontier.size;
      const hash = leafHash(encodeUtf8(`leaf ${index}`));
      assert.ok(verifyInclusion(index, frontier.size, hash, inclusionProof(index, frontier.size, store.read), root));
    }
    store.levels.forEach((row, level) => {
      assert.equal(row.length, Math.floor(frontier.size / 256 ** level));
    });
  };
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), fc.nat(), run), { numRuns: 25 });
  run([255, 1, 1, 255, 256, 0, 700], 511);
});

test("a tree of 66,000 leaves in one batch: two levels of tiles, and proofs read few ranges", () => {
  const store = new Store();
  const hashes = Array.from({ length: 66_000 }, (_, i) => leafHash(encodeUtf8(`leaf ${i}`)));
  store.append(hashes.slice(0, 300));
  store.append(hashes.slice(300));
  assert.deepEqual(
    store.levels.map((row) => row.length),
    [66_000, 257, 1],
  );
  const root = rootOf(66_000, store.read);
  assert.deepEqual(frontierRoot(appendLeafHashes(emptyFrontier, hashes)), root);
  for (const index of [0, 255, 256, 65_535, 65_536, 65_999]) {
    store.reads = 0;
    const proof = inclusionProof(index, 66_000, store.read);
    assert.ok(store.reads <= 24, `${store.reads} reads`);
    assert.ok(verifyInclusion(index, 66_000, hashes[index] ?? assert.fail(), proof, root));
  }
  for (const oldSize of [1, 255, 256, 300, 65_535, 65_536, 65_792, 65_999]) {
    store.reads = 0;
    const proof = consistencyProof(oldSize, 66_000, store.read);
    assert.ok(store.reads <= 24, `${store.reads} reads`);
    assert.ok(verifyConsistency(oldSize, 66_000, rootOf(oldSize, store.read), root, proof));
  }
});

test("a store that lacks hashes, and sizes that make no sense, are bugs and throw", () => {
  const store = new Store();
  store.append([leafHash(encodeUtf8("only"))]);
  assert.throws(() => rootOf(2, store.read), RangeError);
  assert.throws(() => tileHashesAfterAppend(3, [leafHash(encodeUtf8("next"))], store.read), RangeError);
  assert.throws(() => inclusionProof(1, 1, store.read), RangeError);
  assert.throws(() => inclusionProof(-1, 1, store.read), RangeError);
  assert.throws(() => consistencyProof(2, 1, store.read), RangeError);
  assert.deepEqual(consistencyProof(0, 1, store.read), []);
  assert.deepEqual(consistencyProof(1, 1, store.read), []);
});
