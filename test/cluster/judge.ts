// Judges a log by what it served to everybody, with nothing of the host's own code: are all acknowledged entries at the places that were proved, and do all heads
// that anybody saw belong to one history? The bytes under the leaves are checked by `panoh verify`, which shares no code with the program that writes the log.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "./faults.ts";

export interface SeenHead {
  readonly size: number;
  readonly root: string;
}

export interface Judgement {
  /** Acknowledged entries that are not at the leaf that was proved. */
  readonly lost: number;
  /** Sizes at which two heads with different roots were seen. */
  readonly forks: readonly number[];
  /** Heads whose root is not that of the first leaves of this log. */
  readonly strangeHeads: number;
}

export interface PlayOutcome {
  readonly acknowledged: number;
  /** By the clients' own look, by the independent reader's, and what `panoh verify` said. */
  readonly lost: number;
  readonly lostToReader: number;
  readonly verdict: string;
  readonly headsSeen: number;
  readonly forks: number;
  readonly strangeHeads: number;
  readonly instead: Readonly<Record<string, number>>;
  /** Of each fault, the longest time without an acknowledgement in each round, in milliseconds. */
  readonly away: Readonly<Partial<Record<Fault, readonly number[]>>>;
}

/** In each round of a fault more submissions than these are acknowledged, before it and behind it. */
const fewestAcknowledged = 40;

/** In words what must not be so after a play (ST5); nothing when all is well. */
export function wrongWith(outcome: PlayOutcome): readonly string[] {
  const { lost, lostToReader, verdict, forks, strangeHeads, acknowledged, headsSeen, away } = outcome;
  // That it was away at all shows that the fault was one.
  const plays = Object.values(away).reduce((sum, times) => sum + times.length, 0);
  const idle = (["killed", "cut"] as const).filter((name) => away[name]?.some((time) => time <= 5_000));
  return [
    ...(lost + lostToReader > 0
      ? [`${lost} of ${acknowledged} acknowledged are lost, ${lostToReader} to the reader`]
      : []),
    ...(verdict === "whole" ? [] : [verdict]),
    ...(forks + strangeHeads > 0 ? [`${forks} forks, ${strangeHeads} heads of another history`] : []),
    ...(acknowledged > fewestAcknowledged * plays && headsSeen > 20
      ? []
      : [`${acknowledged} acknowledged, ${headsSeen} heads seen`]),
    ...idle.map((name) => `${name} kept nobody away`),
  ];
}

/** The tiles that `panoh verify --keep` left in a folder, against acknowledgements (leaf number and the bytes' hash, in hex) and heads. */
export function judge(
  folder: string,
  size: number,
  acknowledged: ReadonlyMap<string, number>,
  heads: Iterable<SeenHead>,
): Judgement {
  const rootOf = rootsOver(leafHashes(folder, size));
  let lost = 0;
  for (const [leaf, index] of acknowledged) if (index >= size || rootOf(index, index + 1) !== leaf) lost += 1;
  const roots = new Map<number, string>();
  const forks = new Set<number>();
  let strangeHeads = 0;
  for (const head of heads) {
    const before = roots.get(head.size);
    if (before !== undefined && before !== head.root) forks.add(head.size);
    roots.set(head.size, head.root);
    if (head.size > size || rootOf(0, head.size) !== head.root) strangeHeads += 1;
  }
  return { lost, forks: [...forks], strangeHeads };
}

function leafHashes(folder: string, size: number): readonly Buffer[] {
  const leaves: Buffer[] = [];
  for (let index = 0; leaves.length < size; index++) {
    const width = Math.min(256, size - leaves.length);
    const name = `${String(index % 1000).padStart(3, "0")}${width === 256 ? "" : `.p/${width}`}`;
    const place = index < 1000 ? name : `x${String(Math.floor(index / 1000)).padStart(3, "0")}/${name}`;
    const tile = readFileSync(join(folder, "tile", "0", place));
    for (let at = 0; at < width; at++) leaves.push(tile.subarray(at * 32, at * 32 + 32));
  }
  return leaves;
}

/** RFC 6962, 2.1: the root over the leaves from here to there, in hex. */
function rootsOver(leaves: readonly Buffer[]): (from: number, to: number) => string {
  const known = new Map<string, Buffer>();
  const root = (from: number, to: number): Buffer => {
    if (to - from === 1) return leaves[from] ?? Buffer.alloc(0);
    const name = `${from} ${to}`;
    let hash = known.get(name);
    if (hash === undefined) {
      let left = 1;
      while (left * 2 < to - from) left *= 2;
      const halves = [root(from, from + left), root(from + left, to)];
      hash = createHash("sha256")
        .update(Buffer.concat([Buffer.of(1), ...halves]))
        .digest();
      known.set(name, hash);
    }
    return hash;
  };
  return (from, to) => root(from, to).toString("hex");
}
