// Fetches the bytes behind the leaves of the followed classes (LG3). Bytes are matched to leaves by their hash, never by what the
// host says they are; a leaf without bytes is an alarm, and then the mirrors are tried.
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { LeafClass } from "../log/leaf.ts";
import { parsePackChunk } from "../log/pack.ts";
import { tileWidth } from "../log/tile.ts";
import type { HostClient } from "./host-client.ts";
import type { LogFollower } from "./log-follower.ts";

export interface LeafBytes {
  readonly index: number;
  readonly bytes: Uint8Array;
}

export interface PackResult {
  /** In log order. */
  readonly found: readonly LeafBytes[];
  /** Indexes of leaves whose bytes nobody served. */
  readonly missing: readonly number[];
}

/** The leaves that are known, in order: all of a follower's, or the first of them. */
export type KnownLeaves = Pick<LogFollower, "size" | "leaf">;

/** Where in each pack of a class this client stopped reading, so that the next request asks only for what is new. */
export type PackOffsets = Map<string, number>;

/**
 * The bytes of the leaves of one class from index `from` to the follower's size. Asks the hosts in turn until each leaf has its
 * bytes. `offsets` is read and moved on.
 */
export async function readPacks(
  leafClass: LeafClass,
  from: number,
  follower: KnownLeaves,
  hosts: readonly HostClient[],
  offsets: PackOffsets,
): Promise<PackResult> {
  const found: LeafBytes[] = [];
  const missing: number[] = [];
  for (let tile = Math.floor(from / tileWidth); tile * tileWidth < follower.size; tile++) {
    const wanted = wantedIn(
      leafClass,
      Math.max(from, tile * tileWidth),
      Math.min(follower.size, (tile + 1) * tileWidth),
      follower,
    );
    if (wanted.size === 0) continue;
    const [first, ...mirrors] = hosts;
    const key = `${leafClass}/${tile}`;
    if (first !== undefined) offsets.set(key, await fill(first, leafClass, tile, offsets.get(key) ?? 0, wanted, found));
    // What the incremental read did not give is looked for in whole packs, here and at the mirrors.
    for (const host of wanted.size === 0 ? [] : [first, ...mirrors]) {
      if (host !== undefined && wanted.size > 0) await fill(host, leafClass, tile, 0, wanted, found);
    }
    missing.push(...[...wanted.values()].flat());
  }
  return { found: found.sort((a, b) => a.index - b.index), missing: missing.sort((a, b) => a - b) };
}

// Several leaves never share a hash: the host refuses the same bytes twice, and here the lower index would win.
function wantedIn(leafClass: LeafClass, from: number, to: number, follower: KnownLeaves): Map<string, number[]> {
  const wanted = new Map<string, number[]>();
  for (let index = from; index < to; index++) {
    const leaf = follower.leaf(index);
    if (leaf?.class !== leafClass) continue;
    const key = encodeHex(leaf.hash);
    wanted.set(key, [...(wanted.get(key) ?? []), index]);
  }
  return wanted;
}

/** Reads a pack from an offset on, takes what is wanted, and returns where it stopped. */
async function fill(
  host: HostClient,
  leafClass: LeafClass,
  tile: number,
  offset: number,
  wanted: Map<string, number[]>,
  found: LeafBytes[],
): Promise<number> {
  const chunk = await host.pack({ class: leafClass, index: tile }, offset);
  const parsed = chunk === null ? null : parsePackChunk(chunk);
  if (parsed === null) return offset;
  for (const bytes of parsed.records) {
    const key = encodeHex(sha256(bytes));
    for (const index of wanted.get(key) ?? []) found.push({ index, bytes });
    wanted.delete(key);
  }
  return offset + parsed.consumed;
}
