// A network that reports how far the reading of a log has come: how many notes in clear its leaves promise, and how many have come. It is for
// display only and decides nothing.
import { type LeafClass, parseLeaf } from "../../log/leaf.ts";
import { parsePackChunk, parsePackPath } from "../../log/pack.ts";
import { parseEntryBundle, parseTilePath } from "../../log/tile.ts";
import type { Network } from "../../member/trust/host-client.ts";

/** Notes in clear: how many came, and of how many. Until all leaves are here, `of` grows. */
export interface Progress {
  readonly come: number;
  readonly of: number;
}

const inClear: readonly LeafClass[] = ["directory", "update", "public"];

/** The same network; `onProgress` is called whenever leaves or notes have come. What comes twice counts once. */
export function countedNetwork(network: Network, onProgress: (progress: Progress) => void): Network {
  const promised = new Map<string, number>();
  const come = new Map<string, number>();
  return async (url, request) => {
    const answer = await network(url, request);
    if (answer === null || answer.flaw !== null) return answer;
    const path = new URL(url).pathname.slice(1);
    if (note(path, answer.body, request.range ?? 0)) {
      const of = total(promised);
      onProgress({ come: Math.min(total(come), of), of });
    }
    return answer;
  };

  function note(path: string, body: Uint8Array, offset: number): boolean {
    const tile = parseTilePath(path);
    if (tile?.level === "entries") {
      const leaves = parseEntryBundle(body, tile.width) ?? [];
      const clear = leaves.filter((leaf) => inClear.some((name) => name === parseLeaf(leaf)?.class)).length;
      promised.set(String(tile.index), Math.max(promised.get(String(tile.index)) ?? 0, clear));
      return true;
    }
    const pack = parsePackPath(path);
    if (pack === null || !inClear.includes(pack.class)) return false;
    come.set(`${path}@${offset}`, parsePackChunk(body)?.records.length ?? 0);
    return true;
  }
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
