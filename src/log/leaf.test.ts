// The 33 bytes of a leaf.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeLeaf, leafClasses, leafFor, leafMatches, parseLeaf } from "./leaf.ts";

const bytes = encodeUtf8("minutes of an example");

test("[LG1] a leaf is a class byte, 1 to 4, and the SHA-256 of the bytes it stands for", () => {
  assert.deepEqual(leafClasses, ["directory", "public", "receipt", "case", "update"]);
  leafClasses.forEach((leafClass, i) => {
    const leaf = leafFor(leafClass, bytes);
    assert.equal(leaf.length, 33);
    assert.equal(leaf[0], i + 1);
    assert.deepEqual(leaf.slice(1), sha256(bytes));
    assert.deepEqual(parseLeaf(leaf), { class: leafClass, hash: sha256(bytes) });
  });
});

test("[LG1] other lengths and unknown class bytes are no leaf", () => {
  const leaf = leafFor("case", bytes);
  assert.equal(parseLeaf(leaf.slice(0, 32)), null);
  assert.equal(parseLeaf(new Uint8Array([...leaf, 0])), null);
  assert.equal(parseLeaf(new Uint8Array(0)), null);
  for (const classByte of [0, 6, 7, 127, 255]) {
    const changed = leaf.slice();
    changed[0] = classByte;
    assert.equal(parseLeaf(changed), null, String(classByte));
  }
  assert.throws(() => encodeLeaf("case", new Uint8Array(31)), RangeError);
});

test("[LG3] bytes match a leaf only when they hash to it", () => {
  const leaf = parseLeaf(leafFor("receipt", bytes));
  assert.ok(leaf);
  assert.equal(leafMatches(leaf, bytes), true);
  assert.equal(leafMatches(leaf, bytes.slice(1)), false);
  assert.equal(leafMatches({ class: "receipt", hash: new Uint8Array(0) }, bytes), false);
});
