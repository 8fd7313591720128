// The reader that judges a cluster's log finds what it is there for.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { encodeHex } from "../../src/crypto/hex.ts";
import { appendLeaf, emptyFrontier, frontierRoot } from "../../src/log/frontier.ts";
import { leafHash } from "../../src/log/merkle.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { judge, wrongWith } from "./judge.ts";

const leaves = Array.from({ length: 300 }, (_, i) => new Uint8Array(33).fill(i % 251, 1));
const hashes = leaves.map((leaf) => leafHash(leaf));

function headOf(size: number) {
  const frontier = leaves.slice(0, size).reduce((before, leaf) => appendLeaf(before, leaf), emptyFrontier);
  return { size, root: encodeHex(frontierRoot(frontier)) };
}

test("the judge finds an acknowledged entry that is at another place, two heads of one size, and a head of other leaves", (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "tile", "0", "001.p"), { recursive: true });
  writeFileSync(join(folder, "tile", "0", "000"), Buffer.concat(hashes.slice(0, 256)));
  writeFileSync(join(folder, "tile", "0", "001.p", "44"), Buffer.concat(hashes.slice(256)));
  const at = (index: number) => encodeHex(hashes[index] ?? assert.fail());
  const heads = [1, 2, 255, 256, 257, 300].map(headOf);

  const good = judge(
    folder,
    300,
    new Map([
      [at(0), 0],
      [at(299), 299],
    ]),
    heads,
  );
  assert.deepEqual(good, { lost: 0, forks: [], strangeHeads: 0 });
  const bad = judge(
    folder,
    300,
    new Map([
      [at(0), 1],
      [at(5), 300],
    ]),
    [...heads, { ...headOf(256), size: 257 }, { ...headOf(1), size: 301 }],
  );
  assert.deepEqual(bad, { lost: 2, forks: [257], strangeHeads: 2 });
});

test("[ST5] a play fails for whatever was lost, forked or not found whole, and where a fault kept nobody away", () => {
  const good = {
    ...{ acknowledged: 121, lost: 0, lostToReader: 0, verdict: "whole", headsSeen: 60, forks: 0, strangeHeads: 0 },
    ...{ instead: {}, away: { killed: [29_000], cut: [28_000], full: [100] } },
  };
  assert.deepEqual(wrongWith(good), []);
  const bad = [{ lost: 1 }, { lostToReader: 1 }, { verdict: "a leaf is missing" }, { forks: 1 }, { strangeHeads: 1 }];
  for (const one of [...bad, { acknowledged: 120 }, { headsSeen: 3 }, { away: { killed: [29_000, 200] } }])
    assert.equal(wrongWith({ ...good, ...one }).length, 1, JSON.stringify(one));
});
