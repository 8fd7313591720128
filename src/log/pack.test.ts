// Packs read whole, in pieces and byte by byte; hostile lengths refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { encodePackRecord, maxPackRecordBytes, packPath, parsePackChunk, parsePackPath } from "./pack.ts";

const join = (parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

function readInPieces(pack: Uint8Array, pieceBytes: number): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  let held = new Uint8Array(0);
  for (let at = 0; at < pack.length; at += pieceBytes) {
    held = join([held, pack.slice(at, at + pieceBytes)]);
    const chunk = parsePackChunk(held) ?? assert.fail();
    records.push(...chunk.records);
    held = held.slice(chunk.consumed);
  }
  assert.equal(held.length, 0);
  return records;
}

test("[LG1] a pack gives its records whole, in pieces of any length and byte by byte", () => {
  const record = fc.uint8Array({ minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 8 }), fc.integer({ min: 1, max: 90 }), (records, pieceBytes) => {
      const pack = join(records.map(encodePackRecord));
      assert.deepEqual(readInPieces(pack, pieceBytes), records);
      assert.deepEqual(readInPieces(pack, 1), records);
      assert.deepEqual(parsePackChunk(pack), { records, consumed: pack.length });
    }),
  );
});

test("[LG1] a record is a big-endian uint32 length and the bytes", () => {
  assert.deepEqual([...encodePackRecord(Uint8Array.of(7, 8, 9))], [0, 0, 0, 3, 7, 8, 9]);
  assert.deepEqual(parsePackChunk(Uint8Array.of(0, 0, 0, 3, 7, 8)), { records: [], consumed: 0 });
  assert.deepEqual(parsePackChunk(Uint8Array.of(0, 0, 0, 1, 7, 0, 0)), { records: [Uint8Array.of(7)], consumed: 5 });
});

test("a hostile length is refused before its bytes are awaited", () => {
  const withLength = (length: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, length);
    return bytes;
  };
  assert.equal(parsePackChunk(withLength(0)), null);
  assert.equal(parsePackChunk(withLength(maxPackRecordBytes + 1)), null);
  assert.equal(parsePackChunk(withLength(0xffffffff)), null);
  assert.deepEqual(parsePackChunk(withLength(maxPackRecordBytes)), { records: [], consumed: 0 });
  assert.equal(parsePackChunk(join([encodePackRecord(Uint8Array.of(1)), withLength(0)])), null);
  const longest = new Uint8Array(maxPackRecordBytes).fill(1);
  assert.deepEqual(parsePackChunk(encodePackRecord(longest))?.records, [longest]);
  assert.throws(() => encodePackRecord(new Uint8Array(0)), RangeError);
  assert.throws(() => encodePackRecord(new Uint8Array(maxPackRecordBytes + 1)), RangeError);
});

test("a chunk that is a view into a larger buffer is read from its own start", () => {
  const buffer = new Uint8Array([9, 9, ...encodePackRecord(Uint8Array.of(5)), 9]);
  assert.deepEqual(parsePackChunk(buffer.subarray(2, 7)), { records: [Uint8Array.of(5)], consumed: 5 });
});

test("a pack path has one spelling", () => {
  assert.equal(packPath({ class: "case", index: 1234 }), "pack/case/x001/234");
  assert.deepEqual(parsePackPath("pack/receipt/000"), { class: "receipt", index: 0 });
  for (const path of [
    "pack/case/0",
    "pack/Case/000",
    "pack/other/000",
    "pack/case/x000/001",
    "/pack/case/000",
    "pack/case/000.p/3",
    "pack//000",
    "pack/case/000/",
  ])
    assert.equal(parsePackPath(path), null, path);
});
