// Packs (LG1): the bytes behind the leaves of one class in one tile, in index order, each under its length. A pack grows
// until its tile is full, so it is read in pieces by HTTP Range from where the reader stopped. Whether bytes match a leaf
// is checked with `leafMatches`; nothing here is trusted.
import { type LeafClass, leafClasses } from "./leaf.ts";
import { encodeTileIndex, parseTileIndex } from "./tile.ts";

/** The longest record: the largest envelope class (64 KiB, SL1) and some room for long notes in clear. */
export const maxPackRecordBytes = 68 * 1024;

const lengthBytes = 4;

export interface Pack {
  readonly class: LeafClass;
  /** The tile whose leaves it serves. */
  readonly index: number;
}

interface PackChunk {
  /** The complete records of the chunk, in order. */
  readonly records: readonly Uint8Array[];
  /** Bytes of the chunk that they take. The next chunk starts behind them. */
  readonly consumed: number;
}

/** The path of a pack, without a leading slash; the index is written as in tile paths: `pack/case/x001/234`. */
export function packPath(pack: Pack): string {
  return `pack/${pack.class}/${encodeTileIndex(pack.index)}`;
}

/** The pack named by a path; null for any other spelling. */
export function parsePackPath(path: string): Pack | null {
  const [, className, indexText] = /^pack\/([a-z]+)\/([x0-9/]+)$/.exec(path) ?? [];
  const leafClass = leafClasses.find((name) => name === className);
  const index = indexText === undefined ? null : parseTileIndex(indexText);
  return leafClass === undefined || index === null ? null : { class: leafClass, index };
}

/** How many bytes the record of so many bytes takes. */
export function packRecordBytes(length: number): number {
  return lengthBytes + length;
}

/** One record: a uint32 length, big-endian, and the bytes. Throws RangeError for nothing and for more than the maximum. */
export function encodePackRecord(bytes: Uint8Array): Uint8Array {
  if (!isRecordLength(bytes.length)) throw new RangeError("not a record that a pack may hold");
  const record = new Uint8Array(lengthBytes + bytes.length);
  new DataView(record.buffer).setUint32(0, bytes.length);
  record.set(bytes, lengthBytes);
  return record;
}

/**
 * The complete records at the start of a chunk; an incomplete one at its end is left for the next chunk. Null when the
 * length of any record is 0 or above the maximum, even if the record itself is not there yet.
 */
export function parsePackChunk(chunk: Uint8Array): PackChunk | null {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  const records: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes <= chunk.length) {
    const length = view.getUint32(at);
    if (!isRecordLength(length)) return null;
    const end = at + lengthBytes + length;
    if (end > chunk.length) break;
    records.push(chunk.slice(at + lengthBytes, end));
    at = end;
  }
  return { records, consumed: at };
}

function isRecordLength(length: number): boolean {
  return length > 0 && length <= maxPackRecordBytes;
}
