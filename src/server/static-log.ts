// The static resources of the log: hash tiles, entry bundles and packs. What is complete never changes and may be cached for ever.

import { presentFields } from "../core/present-fields.ts";
import { Problem } from "../core/problem.ts";
import { encodeLeaf, type Leaf, type LeafClass } from "../log/leaf.ts";
import { encodePackRecord, packRecordBytes, parsePackPath } from "../log/pack.ts";
import { encodeEntryBundle, parseTilePath, sizeHasTile, tileWidth } from "../log/tile.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { Slot, Turns } from "./limits.ts";
import type { HostStore } from "./store/host-store.ts";
import type { Tree } from "./tree.ts";

/** A log as its static resources are made from it: a host's, or a mirror's copy. */
export interface ServedLog {
  readonly founding: FoundingNote;
  /** What is signed is what may be seen: never a leaf that no checkpoint covers. */
  readonly head: { readonly size: number };
  readonly tree: Tree;
  /** Leaves whose bytes are known to be rotten. */
  readonly rotten?: ReadonlySet<number>;
  readonly store: Pick<HostStore, "leaves" | "lengthsOf" | "bytesOf" | "publishedHead">;
  /** Where another host writes: looks for a newer head. Whoever got one from that host finds here what belongs to it. Never fails. */
  readonly follow?: () => Promise<void>;
}

const forEver = "public, max-age=31536000, immutable";
const briefly = "no-cache";

/** A hash tile or entry bundle of any width that the tree has. */
export async function serveTile(log: ServedLog, path: string): Promise<Response> {
  const tile = parseTilePath(path.slice(1));
  if (tile === null) throw new Problem("host", "not-found");
  if (!sizeHasTile(log.head.size, tile)) await log.follow?.();
  if (!sizeHasTile(log.head.size, tile)) throw new Problem("host", "not-found");
  const from = tile.index * tileWidth;
  const bytes =
    tile.level === "entries"
      ? encodeEntryBundle(
          (await allLeaves(log, from, from + tile.width)).map((leaf) => encodeLeaf(leaf.class, leaf.hash)),
        )
      : log.tree.tile(tile.level, tile.index, tile.width);
  return octets(bytes, 200, { "cache-control": forEver });
}

/** Leaves that the head covers. Throws when the store has fewer, as one that is an older copy: nobody between may keep what is short. */
async function allLeaves(log: ServedLog, from: number, to: number): Promise<readonly Leaf[]> {
  const leaves = await log.store.leaves(from, to);
  if (leaves.length < to - from) throw new Error("the store has fewer leaves than the head");
  return leaves;
}

/** How a pack is asked for, and its place among the answers that are being sent. */
interface PackRequest {
  readonly path: string;
  readonly range: string | null;
  /** False for a HEAD. */
  readonly wantsBody: boolean;
  /** A place for the answer (LG9); throws a Problem when there is none. */
  readonly enter: (cut: () => void) => Slot;
  /** When the next part may be read from the store. */
  readonly turns: Turns;
}

/** A pack, or the part of it from the byte that a Range header names, read from the store no faster than it is taken. */
export async function servePack(
  log: ServedLog,
  { path, range, wantsBody, enter, turns }: PackRequest,
): Promise<Response> {
  const pack = parsePackPath(path.slice(1));
  const from = (pack?.index ?? 0) * tileWidth;
  if (pack === null) throw new Problem("host", "not-found");
  if (from + tileWidth > log.head.size) await log.follow?.();
  if (from >= log.head.size) throw new Problem("host", "not-found");
  const to = Math.min(from + tileWidth, log.head.size);
  await allLeaves(log, from, to);
  const records = await log.store.lengthsOf(pack.class, from, to);
  const length = records.reduce((sum, record) => sum + packRecordBytes(record.length), 0);
  // What rotted is found out by whoever compares it with its leaf; nobody between keeps it for ever.
  const isRotten =
    records.some((record) => record.length === 0) ||
    [...(log.rotten ?? [])].some((index) => index >= from && index < to);
  const kept = to === from + tileWidth ? forEver : briefly;
  const cache = { "cache-control": isRotten ? "no-store" : kept, "accept-ranges": "bytes" };
  const start = /^bytes=(\d{1,12})-$/.exec(range ?? "")?.[1];
  const first = Number(start ?? 0);
  if (start !== undefined && first >= length)
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${length}`, ...cache } });
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": `${length - first}`,
    ...presentFields({ "content-range": start && `bytes ${first}-${length - 1}/${length}` }),
    ...cache,
  };
  const body = wantsBody && length > 0 ? streamed(packParts(log, pack.class, records, first), enter, turns) : null;
  return new Response(body, { status: start === undefined ? 200 : 206, headers });
}

/** A part of a pack holds whole records, and more than this only when one record does. */
const partBytes = 65_536;

/** The bytes of a pack from the byte `first` on. */
async function* packParts(
  log: ServedLog,
  leafClass: LeafClass,
  records: readonly { readonly index: number; readonly length: number }[],
  first: number,
): AsyncGenerator<Uint8Array, void> {
  let skip = first;
  for (let at = 0; at < records.length; ) {
    const start = records[at];
    if (start === undefined) return;
    let size = packRecordBytes(start.length);
    if (skip >= size) {
      skip -= size;
      at += 1;
      continue;
    }
    let end = at + 1;
    for (let next = records[end]; next !== undefined; next = records[end]) {
      if (size + packRecordBytes(next.length) > partBytes) break;
      size += packRecordBytes(next.length);
      end += 1;
    }
    const bytes = await log.store.bytesOf(leafClass, start.index, (records[end - 1]?.index ?? 0) + 1);
    yield Buffer.concat(bytes.map(encodePackRecord)).subarray(skip);
    skip = 0;
    at = end;
  }
}

/** A body that is made as it is taken: one part is held for whoever does not read, and nothing once they are gone. */
function streamed(
  parts: AsyncGenerator<Uint8Array, void>,
  enter: PackRequest["enter"],
  turns: Turns,
): ReadableStream<Uint8Array> {
  let place: Slot | null = null;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        place = enter(() => controller.error(new Error("cut off for others")));
      },
      pull: async (controller) => {
        place?.moved();
        await turns.next();
        try {
          const { done, value } = await parts.next();
          if (!done) return controller.enqueue(value);
          place?.leave();
          controller.close();
        } catch (error) {
          place?.leave();
          throw error;
        }
      },
      cancel: () => place?.leave(),
    },
    { highWaterMark: 0 },
  );
}

function octets(bytes: Uint8Array, status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(new Uint8Array(bytes), {
    status,
    headers: { "content-type": "application/octet-stream", ...headers },
  });
}
