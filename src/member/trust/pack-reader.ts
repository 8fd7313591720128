// Fetches the bytes behind the leaves of the followed classes (LG3). Bytes are matched to leaves by their hash, never by what the
// host says they are; a leaf without bytes is an alarm, and then the mirrors are tried.
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import type { LeafClass } from "../../log/leaf.ts";
import { parsePackChunk } from "../../log/pack.ts";
import { tileWidth } from "../../log/tile.ts";
import type { HostClient } from "./host-client.ts";
import type { LogFollower } from "./log-follower.ts";

export interface LeafBytes {
  readonly index: number;
  readonly bytes: Uint8Array;
}

interface PackResult {
  /** In log order. */
  readonly found: readonly LeafBytes[];
  /** Indexes of leaves whose bytes nobody served. */
  readonly missing: readonly number[];
  /** Indexes of leaves whose bytes did not come yet: the line broke before them, and nobody can be blamed. */
  readonly awaited: readonly number[];
}

/** The leaves that are known, in order: all of a follower's, or the first of them. */
export type KnownLeaves = Pick<LogFollower, "size" | "leaf">;

/** Where in a pack this client stopped reading. */
interface PackPlace {
  readonly at: number;
  /** How many rounds in a row the line broke without giving the first record that lacks, although the host answered other requests meanwhile. */
  readonly broken: number;
  /** How many requests the host had answered then. */
  readonly answers: number;
}

/** Where in each pack this client stopped reading, so that the next request asks only for what is new. */
export type PackOffsets = Map<string, PackPlace>;

/** A line that breaks so often at the same record, and nowhere else, is somebody's doing. */
const brokenTooOften = 3;

/**
 * The bytes of the leaves of one class from index `from` to the follower's size. Asks the hosts in turn until each leaf has its
 * bytes. `offsets` is read and moved on. `take` gets what a request gave before the next one is sent, so that it can be kept.
 */
export async function readPacks(
  leafClass: LeafClass,
  from: number,
  follower: KnownLeaves,
  hosts: readonly HostClient[],
  offsets: PackOffsets,
  take: (found: readonly LeafBytes[]) => Promise<void> = async () => undefined,
): Promise<PackResult> {
  const found: LeafBytes[] = [];
  const missing: number[] = [];
  const awaited: number[] = [];
  for (let tile = Math.floor(from / tileWidth); tile * tileWidth < follower.size; tile++) {
    const wanted = wantedIn(
      leafClass,
      Math.max(from, tile * tileWidth),
      Math.min(follower.size, (tile + 1) * tileWidth),
      follower,
    );
    const [first, ...mirrors] = hosts;
    if (wanted.size === 0 || first === undefined) continue;
    const firstOf = () => [...wanted.values()][0]?.[0];
    const before = firstOf();
    const took = async (some: readonly LeafBytes[]) => {
      found.push(...some);
      if (some.length > 0) await take(some);
    };
    const key = `${leafClass}/${tile}`;
    const place = offsets.get(key);
    const read = await fill(first, leafClass, tile, place?.at ?? 0, wanted, took);
    let { isWhole } = read;
    // What the incremental read did not give is looked for in whole packs, here and at the mirrors.
    for (const host of isWhole ? [first, ...mirrors] : mirrors)
      if (wanted.size > 0) isWhole = (await fill(host, leafClass, tile, 0, wanted, took)).isWhole && isWhole;
    const hasAnswered = first.answers > (place?.answers ?? 0);
    // Counted at the first that lacks, whatever else came: a host may give records in any order, and a line gives them in theirs.
    const stoodStill = !isWhole && firstOf() === before;
    const broken = stoodStill ? (place?.broken ?? 0) + (hasAnswered ? 1 : 0) : 0;
    offsets.set(key, { at: read.at, broken, answers: first.answers });
    (isWhole || broken >= brokenTooOften ? missing : awaited).push(...[...wanted.values()].flat());
  }
  const inOrder = (indexes: readonly number[]) => indexes.toSorted((a, b) => a - b);
  return { found: found.sort((a, b) => a.index - b.index), missing: inOrder(missing), awaited: inOrder(awaited) };
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

/**
 * Reads a pack from an offset on, takes what is wanted, and goes on behind the last whole record while a line that breaks gives any. Gives where it
 * stopped, and whether the pack ended there: a host that cannot be reached is not one that lacks something.
 */
async function fill(
  host: HostClient,
  leafClass: LeafClass,
  tile: number,
  offset: number,
  wanted: Map<string, number[]>,
  take: (found: readonly LeafBytes[]) => Promise<void>,
): Promise<{ readonly at: number; readonly isWhole: boolean }> {
  let at = offset;
  for (let turn = 0; turn < tileWidth; turn++) {
    const part = await host.pack({ class: leafClass, index: tile }, at);
    const parsed = part === null ? null : parsePackChunk(part.bytes);
    if (part === null || parsed === null) return { at, isWhole: part !== null || host.reachable === true };
    const found: LeafBytes[] = [];
    for (const bytes of parsed.records) {
      const key = encodeHex(sha256(bytes));
      for (const index of wanted.get(key) ?? []) found.push({ index, bytes });
      wanted.delete(key);
    }
    await take(found);
    at += parsed.consumed;
    if (part.isWhole || parsed.consumed === 0 || wanted.size === 0) return { at, isWhole: part.isWhole };
  }
  return { at, isWhole: false };
}
