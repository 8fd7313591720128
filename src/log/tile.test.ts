// Paths and bytes of tiles and entry bundles, with the examples of C2SP tlog-tiles.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { leafFor } from "./leaf.ts";
import {
  encodeEntryBundle,
  encodeTileIndex,
  parseEntryBundle,
  parseTilePath,
  sizeHasTile,
  type Tile,
  tilePath,
} from "./tile.ts";

const leaves = Array.from({ length: 5 }, (_, i) => leafFor("case", encodeUtf8(`bundle ${i}`)));

test("paths are those of tlog-tiles", () => {
  assert.equal(encodeTileIndex(1234067), "x001/x234/067");
  assert.equal(tilePath({ level: 0, index: 0, width: 256 }), "tile/0/000");
  assert.equal(tilePath({ level: 2, index: 1234, width: 7 }), "tile/2/x001/234.p/7");
  assert.equal(tilePath({ level: "entries", index: 1000, width: 255 }), "tile/entries/x001/000.p/255");
});

test("a path that parses is the one spelling of its tile", () => {
  const tile = fc.record({
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant("entries" as const)),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(fc.property(tile, (value: Tile) => assert.deepEqual(parseTilePath(tilePath(value)), { ...value })));
  const wrong = [
    "",
    "tile/0/0",
    "tile/0/00",
    "tile/0/0000",
    "tile/0/1000",
    "tile/00/000",
    "tile/01/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/Entries/000",
    "tile/data/000",
    "/tile/0/000",
    "tile/0/000/",
    "tile/0/x000/000",
    "tile/0/x000/x001/000",
    "tile/0/x001/x000",
    "tile/0/001/000",
    "tile/0/X001/000",
    "tile/0/x01/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000.p",
    "tile/0/000.p/1/",
    "tile/0/000.P/1",
    "tile/0/000?x",
    "tile/0/000\n",
    "tile/0/../000",
    "tile/0/x999/x999/x999/x999/x999/999",
    "tile/0/x009/x007/x199/x254/x740/992",
  ];
  for (const path of wrong) assert.equal(parseTilePath(path), null, path);
});

test("a tile is there when the tree reaches its last item", () => {
  assert.ok(sizeHasTile(300, { level: 0, index: 1, width: 44 }));
  assert.ok(sizeHasTile(300, { level: 0, index: 1, width: 3 }));
  assert.ok(!sizeHasTile(300, { level: 0, index: 1, width: 45 }));
  assert.ok(sizeHasTile(300, { level: 1, index: 0, width: 1 }));
  assert.ok(!sizeHasTile(300, { level: 1, index: 0, width: 2 }));
  assert.ok(!sizeHasTile(300, { level: 63, index: 0, width: 1 }));
});

test("[LG1] an entry bundle holds leaves of 33 bytes under their length, and nothing else", () => {
  const bytes = encodeEntryBundle(leaves);
  assert.equal(bytes.length, 5 * 35);
  assert.deepEqual([...bytes.slice(0, 3)], [0, 33, 4]);
  assert.deepEqual(parseEntryBundle(bytes, 5), leaves);
  assert.deepEqual(parseEntryBundle(new Uint8Array(0), 0), []);
  for (const width of [0, 4, 6, 256]) assert.equal(parseEntryBundle(bytes, width), null);
  assert.equal(parseEntryBundle(bytes.slice(0, -1), 5), null);
  for (const [at, value] of [
    [0, 1],
    [1, 32],
    [1, 34],
    [36, 0],
  ] as const) {
    const hurt = bytes.slice();
    hurt[at] = value;
    assert.equal(parseEntryBundle(hurt, 5), null, `byte ${at}`);
  }
  assert.throws(() => encodeEntryBundle([new Uint8Array(32)]), RangeError);
});
