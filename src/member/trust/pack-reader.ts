// Fetches the bytes behind the leaves of the followed classes (LG3). Bytes are matched to leaves by their hash, never by what the
// host says they are; a leaf without bytes is an alarm, and then the mirrors are tried.
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import type { LeafClass } from "../../log/leaf.ts";
import { type Pack, parsePackChunk } from "../../log/pack.ts";
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

/** A line that breaks so often at the same record, and nowhere else, is somebody's doing. */
const brokenTooOften = 3;

export class PackReader {
  readonly #hosts: readonly HostClient[];
  /** By class and tile where in the pack this client stopped reading, so that the next request asks only for what is new. */
  readonly #places = new Map<string, PackPlace>();

  constructor(hosts: readonly HostClient[]) {
    this.#hosts = hosts;
  }

  /** The next request for this pack begins at this offset: what stands before it is here. */
  goOnAt({ class: leafClass, index }: Pack, at: number): void {
    this.#places.set(`${leafClass}/${index}`, { at, broken: 0, answers: 0 });
  }

  /**
   * The bytes of the leaves of one class from index `from` to the follower's size. Asks the hosts in turn until each leaf has its
   * bytes. `take` gets what a request gave before the next one is sent, so that it can be kept.
   */
  async read(
    leafClass: LeafClass,
    from: number,
    follower: KnownLeaves,
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
      const [first, ...mirrors] = this.#hosts;
      if (wanted.size === 0 || first === undefined) continue;
      const firstOf = () => [...wanted.values()][0]?.[0];
      const before = firstOf();
      const keep = async (records: readonly Uint8Array[]) => {
        const some = records.flatMap((bytes) => takeFrom(wanted, bytes));
        found.push(...some);
        if (some.length > 0) await take(some);
        return wanted.size > 0;
      };
      const pack = { class: leafClass, index: tile };
      const key = `${leafClass}/${tile}`;
      const place = this.#places.get(key);
      const read = await readPack(first, pack, place?.at ?? 0, keep);
      let { isWhole } = read;
      // What the incremental read did not give is looked for in whole packs, here and at the mirrors.
      for (const host of isWhole ? [first, ...mirrors] : mirrors)
        if (wanted.size > 0) isWhole = (await readPack(host, pack, 0, keep)).isWhole && isWhole;
      const hasAnswered = first.answers > (place?.answers ?? 0);
      // Counted at the first that lacks, whatever else came: a host may give records in any order, and a line gives them in theirs.
      const stoodStill = !isWhole && firstOf() === before;
      const broken = stoodStill ? (place?.broken ?? 0) + (hasAnswered ? 1 : 0) : 0;
      this.#places.set(key, { at: read.at, broken, answers: first.answers });
      (isWhole || broken >= brokenTooOften ? missing : awaited).push(...[...wanted.values()].flat());
    }
    const inOrder = (indexes: readonly number[]) => indexes.toSorted((a, b) => a - b);
    return { found: found.sort((a, b) => a.index - b.index), missing: inOrder(missing), awaited: inOrder(awaited) };
  }
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

/** The leaves whose bytes these are, which are wanted no longer. */
function takeFrom(wanted: Map<string, number[]>, bytes: Uint8Array): readonly LeafBytes[] {
  const key = encodeHex(sha256(bytes));
  const indexes = wanted.get(key) ?? [];
  wanted.delete(key);
  return indexes.map((index) => ({ index, bytes }));
}

/**
 * Reads a pack from an offset on, as long as whoever takes the records wants more, and goes on behind the last whole record while a line that breaks gives
 * any. Gives where it stopped, and whether the pack ended there: a host that cannot be reached is not one that lacks something.
 */
async function readPack(
  host: HostClient,
  pack: Pack,
  offset: number,
  take: (records: readonly Uint8Array[]) => Promise<boolean>,
): Promise<{ readonly at: number; readonly isWhole: boolean }> {
  let at = offset;
  for (let turn = 0; turn < tileWidth; turn++) {
    const part = await host.pack(pack, at);
    const parsed = part === null ? null : parsePackChunk(part.bytes);
    if (part === null || parsed === null) return { at, isWhole: part !== null || host.reachable === true };
    const wantsMore = await take(parsed.records);
    at += parsed.consumed;
    if (part.isWhole || parsed.consumed === 0 || !wantsMore) return { at, isWhole: part.isWhole };
  }
  return { at, isWhole: false };
}
