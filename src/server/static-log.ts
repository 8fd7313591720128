// The static resources of the log: hash tiles, entry bundles and packs. What is complete never changes and may be cached for ever.
import { Problem } from "../core/problem.ts";
import { encodeLeaf } from "../log/leaf.ts";
import { encodePackRecord, parsePackPath } from "../log/pack.ts";
import { encodeEntryBundle, parseTilePath, sizeHasTile, tileWidth } from "../log/tile.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { HostStore } from "./store/host-store.ts";
import type { Tree } from "./tree.ts";

/** A log as its static resources are made from it: a host's, or a mirror's copy. */
export interface ServedLog {
  readonly founding: FoundingNote;
  /** What is signed is what may be seen: never a leaf that no checkpoint covers. */
  readonly head: { readonly size: number };
  readonly tree: Tree;
  readonly store: Pick<HostStore, "leaves" | "bytesOf" | "publishedHead">;
}

const forEver = "public, max-age=31536000, immutable";
const briefly = "no-cache";

/** A hash tile or entry bundle of any width that the tree has. */
export async function serveTile(log: ServedLog, path: string): Promise<Response> {
  const tile = parseTilePath(path.slice(1));
  if (tile === null || !sizeHasTile(log.head.size, tile)) throw new Problem("not-found");
  const from = tile.index * tileWidth;
  const bytes =
    tile.level === "entries"
      ? encodeEntryBundle(
          (await log.store.leaves(from, from + tile.width)).map((leaf) => encodeLeaf(leaf.class, leaf.hash)),
        )
      : log.tree.tile(tile.level, tile.index, tile.width);
  return octets(bytes, 200, { "cache-control": forEver });
}

/** A pack, or the part of it from the byte that a Range header names. */
export async function servePack(log: ServedLog, path: string, range: string | null): Promise<Response> {
  const pack = parsePackPath(path.slice(1));
  const from = (pack?.index ?? 0) * tileWidth;
  if (pack === null || from >= log.head.size) throw new Problem("not-found");
  const to = Math.min(from + tileWidth, log.head.size);
  const records = (await log.store.bytesOf(pack.class, from, to)).map(encodePackRecord);
  const bytes = Buffer.concat(records);
  const cache = { "cache-control": to === from + tileWidth ? forEver : briefly, "accept-ranges": "bytes" };
  if (range === null) return octets(bytes, 200, cache);
  const start = /^bytes=(\d{1,12})-$/.exec(range)?.[1];
  if (start === undefined) return octets(bytes, 200, cache);
  if (Number(start) >= bytes.length) {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${bytes.length}`, ...cache } });
  }
  const part = bytes.subarray(Number(start));
  return octets(part, 206, { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}`, ...cache });
}

function octets(bytes: Uint8Array, status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(new Uint8Array(bytes), {
    status,
    headers: { "content-type": "application/octet-stream", ...headers },
  });
}
