// The tree against published roots and against a slow, obvious twin written from RFC 6962 section 2.1; proofs broken in every way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consistencyProof, inclusionProof, type ReadHashes, rootOf } from "../../test/support/merkle-slow-twin.ts";
import { fc, tried, tries } from "../../test/support/tries.ts";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { emptyRoot, leafHash, nodeHash, verifyConsistency, verifyInclusion } from "./merkle.ts";

const leaves = Array.from({ length: 300 }, (_, i) => encodeUtf8(`leaf ${i}`));
const leafHashes = leaves.map(leafHash);
const other = leafHash(encodeUtf8("a leaf of another log"));

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** All small ones, and of the others those that are tried. */
const triedSizes = [...from(1, 16), ...tried(from(17, 256))];

// MTH, PATH and SUBPROOF as RFC 6962 defines them, over leaf hashes, remembering each root.
const rootByRange = new Map<number, Uint8Array>();
function twinRoot(start: number, end: number): Uint8Array {
  const key = start * 1000 + end;
  let root = rootByRange.get(key);
  if (root === undefined) {
    const middle = twinSplit(start, end);
    if (end - start === 0) root = sha256();
    else if (end - start === 1) root = at(leafHashes, start);
    else root = nodeHash(twinRoot(start, middle), twinRoot(middle, end));
    rootByRange.set(key, root);
  }
  return root;
}
function twinPath(index: number, start: number, end: number): readonly Uint8Array[] {
  if (end - start <= 1) return [];
  const middle = twinSplit(start, end);
  return index < middle
    ? [...twinPath(index, start, middle), twinRoot(middle, end)]
    : [...twinPath(index, middle, end), twinRoot(start, middle)];
}
function twinSubproof(old: number, start: number, end: number, known: boolean): readonly Uint8Array[] {
  if (old === end) return known ? [] : [twinRoot(start, end)];
  const middle = twinSplit(start, end);
  return old <= middle
    ? [...twinSubproof(old, start, middle, known), twinRoot(middle, end)]
    : [...twinSubproof(old, middle, end, false), twinRoot(start, middle)];
}
function twinSplit(start: number, end: number): number {
  let power = 1;
  while (power * 2 < end - start) power *= 2;
  return start + power;
}

const read: ReadHashes = (level, from, to) => {
  const span = 256 ** level;
  return Array.from({ length: to - from }, (_, i) => twinRoot((from + i) * span, (from + i + 1) * span));
};

test("the roots of Certificate Transparency's eight test leaves come out", () => {
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  const hashes = inputs.map((input) => leafHash(decodeHex(input) ?? assert.fail()));
  roots.forEach((root, size) => {
    assert.equal(encodeHex(rootOf(size, (_, from, to) => hashes.slice(from, to))), root);
  });
  assert.equal(encodeHex(emptyRoot), roots[0]);
});

test("every inclusion proof for the sizes up to 256 that are tried verifies, and for no other leaf, index or root", () => {
  for (const size of triedSizes) {
    const root = twinRoot(0, size);
    for (let index = 0; index < size; index++) {
      const hash = at(leafHashes, index);
      const proof = twinPath(index, 0, size);
      assert.ok(verifyInclusion(index, size, hash, proof, root), `${index} of ${size}`);
      assert.ok(!verifyInclusion(index, size, other, proof, root));
      assert.ok(!verifyInclusion((index + 1) % (size + 1), size, hash, proof, root));
      const [whole, hurt] = flipOne([hash, root, ...proof], index * 31 + size);
      assert.ok(!verifyInclusion(index, size, at(hurt, 0), hurt.slice(2), at(hurt, 1)), `${whole} of ${index}/${size}`);
    }
  }
});

test("every consistency proof for the sizes up to 256 that are tried verifies, and none with a flipped bit", () => {
  for (const newSize of [0, ...triedSizes]) {
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const roots = [twinRoot(0, oldSize), twinRoot(0, newSize)] as const;
      const proof = oldSize === 0 ? [] : twinSubproof(oldSize, 0, newSize, true);
      assert.ok(verifyConsistency(oldSize, newSize, ...roots, proof), `${oldSize} to ${newSize}`);
      // From the empty tree every tree is consistent, so only the old root can be wrong there.
      const flippable = oldSize === 0 && newSize > 0 ? roots.slice(0, 1) : [...roots, ...proof];
      const [, hurt] = flipOne(flippable, oldSize * 31 + newSize);
      const [oldRoot, newRoot = roots[1], ...rest] = hurt;
      assert.ok(
        !verifyConsistency(oldSize, newSize, oldRoot ?? assert.fail(), newRoot, rest),
        `${oldSize} to ${newSize}`,
      );
    }
  }
});

test("no bit can be flipped in any proof: every bit for sizes up to 8, one of every byte for the sizes up to 32 that are tried", () => {
  for (const size of [...from(1, 8), ...tried(from(9, 32))]) {
    const step = size <= 8 ? 1 : 8;
    for (let index = 0; index < size; index++) {
      const parts = [at(leafHashes, index), twinRoot(0, size), ...twinPath(index, 0, size)].map((hash) => hash.slice());
      const [hash, root, ...proof] = parts;
      const verify = () => verifyInclusion(index, size, hash ?? other, proof, root ?? other);
      eachBit(parts, verify, `${index} of ${size}`, step);
    }
    for (let oldSize = 1; oldSize <= size; oldSize++) {
      const proofHashes = twinSubproof(oldSize, 0, size, true);
      const parts = [twinRoot(0, oldSize), twinRoot(0, size), ...proofHashes].map((hash) => hash.slice());
      const [oldRoot, newRoot, ...proof] = parts;
      const verify = () => verifyConsistency(oldSize, size, oldRoot ?? other, newRoot ?? other, proof);
      eachBit(parts, verify, `${oldSize} to ${size}`, step);
    }
  }
});

test("a proof for another index, with a hash too many, too few or of another length fails", () => {
  for (let size = 1; size <= 40; size++) {
    for (let index = 0; index < size; index++) {
      const proof = twinPath(index, 0, size);
      const hash = at(leafHashes, index);
      const root = twinRoot(0, size);
      for (let wrong = 0; wrong < size; wrong++) {
        assert.equal(
          verifyInclusion(wrong, size, hash, proof, root),
          wrong === index,
          `${index} as ${wrong} of ${size}`,
        );
      }
      assert.ok(!verifyInclusion(index, size, hash, [...proof, root], root));
      assert.ok(!verifyInclusion(index, size, hash, [hash, ...proof], root));
      if (proof.length > 0) assert.ok(!verifyInclusion(index, size, hash, proof.slice(1), root));
      if (proof.length > 0) assert.ok(!verifyInclusion(index, size, hash, proof.slice(0, -1), root));
      if (proof.length > 0)
        assert.ok(!verifyInclusion(index, size, hash, [at(proof, 0).slice(1), ...proof.slice(1)], root));
      const roots = [twinRoot(0, index + 1), root] as const;
      const growth = twinSubproof(index + 1, 0, size, true);
      assert.ok(!verifyConsistency(index + 1, size, ...roots, [...growth, root]));
      assert.ok(!verifyConsistency(index + 1, size, ...roots, [hash, ...growth]));
      if (growth.length > 0) assert.ok(!verifyConsistency(index + 1, size, ...roots, growth.slice(1)));
      if (growth.length > 0) assert.ok(!verifyConsistency(index + 1, size, ...roots, growth.slice(0, -1)));
    }
  }
});

test("a proof is as long as its size asks, even when the hashes of a signed root would fit another tree", () => {
  const hash = at(leafHashes, 0);
  const taller = nodeHash(other, hash);
  assert.ok(verifyInclusion(1, 2, hash, [other], taller));
  assert.ok(!verifyInclusion(0, 1, hash, [other], taller));
  const pair = nodeHash(hash, other);
  assert.ok(verifyInclusion(0, 2, hash, [other], pair));
  for (const size of [3, 4, 5, 8]) assert.ok(!verifyInclusion(0, size, hash, [other], pair));
  assert.ok(verifyConsistency(1, 2, hash, pair, [other]));
  for (const size of [3, 4, 5, 8]) assert.ok(!verifyConsistency(1, size, hash, pair, [other]));
  // Old size 3, new size 4, then one node more on top of both.
  const [old, grown] = [nodeHash(pair, hash), nodeHash(pair, nodeHash(hash, other))];
  assert.ok(verifyConsistency(3, 4, old, grown, [hash, other, pair]));
  const above = [nodeHash(other, old), nodeHash(other, grown)] as const;
  assert.ok(!verifyConsistency(3, 4, ...above, [hash, other, pair, other]));
});

test("numbers that are no sizes or indexes are refused without an exception", () => {
  const root = twinRoot(0, 2);
  const proof = [at(leafHashes, 1)];
  assert.ok(verifyInclusion(0, 2, at(leafHashes, 0), proof, root));
  for (const index of [-1, 2, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    assert.ok(!verifyInclusion(index, 2, at(leafHashes, 0), proof, root));
  for (const size of [-2, 0, 2.5, Number.NaN, 2 ** 53]) {
    assert.ok(!verifyInclusion(0, size, at(leafHashes, 0), proof, root));
    assert.ok(!verifyConsistency(1, size, at(leafHashes, 0), root, proof));
  }
  assert.ok(!verifyConsistency(3, 2, twinRoot(0, 3), root, []));
  assert.ok(!verifyConsistency(0, 2, other, root, []));
  assert.ok(!verifyConsistency(0, 0, emptyRoot, other, []));
});

test("an inclusion proof works at sizes above 32 bits", () => {
  // A leaf alone on the right of a complete tree of 2^40 leaves, whose root may be any hash.
  const hash = at(leafHashes, 0);
  assert.ok(verifyInclusion(2 ** 40, 2 ** 40 + 1, hash, [other], nodeHash(other, hash)));
  assert.ok(!verifyInclusion(0, 2 ** 40 + 1, hash, [other], nodeHash(other, hash)));
  assert.ok(verifyConsistency(2 ** 40, 2 ** 40 + 1, other, nodeHash(other, hash), [hash]));
});

test("the prover gives the twin's roots and proofs: all pairs up to 64, and samples up to 300", () => {
  for (let size = 1; size <= 64; size++) for (let index = 0; index < size; index++) samePair(index, size);
  fc.assert(
    fc.property(fc.integer({ min: 65, max: 300 }), fc.nat(), (size, seed) => samePair(seed % size, size)),
    { numRuns: tries(400) },
  );
  for (const size of [255, 256, 257, 300]) for (const index of [0, 1, 127, 128, 254, size - 1]) samePair(index, size);
});

function samePair(index: number, size: number): void {
  assert.deepEqual(rootOf(size, read), twinRoot(0, size));
  assert.deepEqual(inclusionProof(index, size, read), twinPath(index, 0, size));
  assert.deepEqual(consistencyProof(index + 1, size, read), twinSubproof(index + 1, 0, size, true));
}

// The hashes with one bit flipped, chosen by a number, and what was flipped.
function flipOne(hashes: readonly Uint8Array[], choice: number): readonly [string, readonly Uint8Array[]] {
  const bit = (choice * 7919) % (hashes.length * 256);
  const hurt = hashes.map((hash) => hash.slice());
  flip(at(hurt, Math.floor(bit / 256)), bit % 256);
  return [`bit ${bit}`, hurt];
}

// Flips bits in place, one at a time, and expects the verification to fail. A step of 1 takes every bit, one of 8 another bit of every byte from
// part to part.
function eachBit(parts: readonly Uint8Array[], verify: () => boolean, what: string, step: number): void {
  assert.ok(verify(), what);
  parts.forEach((part, n) => {
    for (let bit = n % step; bit < 256; bit += step) {
      flip(part, bit);
      if (verify()) assert.fail(`bit ${bit} of part ${n}, ${what}`);
      flip(part, bit);
    }
  });
}

function flip(bytes: Uint8Array, bit: number): void {
  const byte = Math.floor(bit / 8);
  bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (bit % 8));
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] ?? assert.fail(`nothing at ${index}`);
}
