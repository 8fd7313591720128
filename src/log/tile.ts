// Tiles and entry bundles of C2SP tlog-tiles: coordinates, paths and bytes. A level counts tiles upwards: level 0 holds
// leaf hashes, level 1 the hashes of full level-0 tiles. This file hashes nothing and trusts no width it did not compute.
import { parseDecimal } from "./decimal.ts";
import { leafBytes } from "./leaf.ts";

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;

/** 63 by the specification; sizes below 2^53 need levels 0 to 6 only. */
const maxTileLevel = 63;

/** A level of hash tiles, or the entry bundles. */
type TileLevel = number | "entries";

export interface Tile {
  readonly level: TileLevel;
  /** Position within the level: tile n covers items 256n to 256n + 255. */
  readonly index: number;
  /** Items in the tile: 256 when full, 1 to 255 when partial. */
  readonly width: number;
}

const entryBytes = 2 + leafBytes;

/** The path of a tile or bundle, without a leading slash: `tile/0/x001/234.p/8`. */
export function tilePath(tile: Tile): string {
  const partial = tile.width === tileWidth ? "" : `.p/${tile.width}`;
  return `tile/${tile.level}/${encodeTileIndex(tile.index)}${partial}`;
}

/** The tile named by a path; null for any other spelling than that of `tilePath`. */
export function parseTilePath(path: string): Tile | null {
  const [, levelText, indexText, , widthText] = /^tile\/(entries|[0-9]+)\/([x0-9/]+)(\.p\/([0-9]+))?$/.exec(path) ?? [];
  if (levelText === undefined || indexText === undefined) return null;
  const level = levelText === "entries" ? levelText : parseDecimal(levelText);
  const index = parseTileIndex(indexText);
  const width = widthText === undefined ? tileWidth : parseDecimal(widthText);
  if (level === null || index === null || width === null) return null;
  if (level !== "entries" && level > maxTileLevel) return null;
  if (width < 1 || width > tileWidth || (widthText !== undefined && width === tileWidth)) return null;
  return { level, index, width };
}

/** A tile index in path form: three digits an element, all but the last behind an `x` (1234067 is `x001/x234/067`). */
export function encodeTileIndex(index: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError("not a tile index");
  let path = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  }
  return path;
}

/** The index in path form; null for any other spelling. */
export function parseTileIndex(path: string): number | null {
  if (!/^(?:x[0-9]{3}\/){0,5}[0-9]{3}$/.test(path)) return null;
  const index = Number(path.replace(/[x/]/g, ""));
  return Number.isSafeInteger(index) && encodeTileIndex(index) === path ? index : null;
}

/** How many items a level holds in a tree of this size: entries or leaf hashes at the bottom, full tiles above. */
function levelSize(level: TileLevel, size: number): number {
  return level === "entries" ? size : Math.floor(size / tileWidth ** level);
}

/** True when a tree of this size has this tile in this width, or has outgrown it. */
export function sizeHasTile(size: number, tile: Tile): boolean {
  return tile.index * tileWidth + tile.width <= levelSize(tile.level, size);
}

/** The bytes of an entry bundle: for each leaf a uint16 length, big-endian, and its 33 bytes (LG1). */
export function encodeEntryBundle(leaves: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(leaves.length * entryBytes);
  leaves.forEach((leaf, i) => {
    if (leaf.length !== leafBytes) throw new RangeError("not a leaf");
    bytes[i * entryBytes + 1] = leafBytes;
    bytes.set(leaf, i * entryBytes + 2);
  });
  return bytes;
}

/** The leaves of a bundle of this width; null unless every entry has 33 bytes and nothing is left over. */
export function parseEntryBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] | null {
  if (bytes.length !== width * entryBytes) return null;
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += entryBytes) {
    if (bytes[at] !== 0 || bytes[at + 1] !== leafBytes) return null;
    leaves.push(bytes.slice(at + 2, at + entryBytes));
  }
  return leaves;
}
