// The rows of the index of cases as they rest (case-index.ts). Which they are anybody can read; what is in the pages nobody can without the vault's key. So they are
// read while the passphrase is stretched.
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import type { Change, MemberStore, StoreRow } from "../store/store.ts";

/** What of a page lies apart and is opened when somebody asks: what a search asks for, and the rest. Without these a line is none. */
export type Aside = "names" | "traits";
export const asides: readonly Aside[] = ["names", "traits"];

/** Where it stands which progress of reading the index goes with. */
export const progressKey = "progress";

export interface RestingIndex {
  /** The pages that have all that lies apart. */
  readonly pages: readonly StoreRow[];
  readonly asides: readonly StoreRow[];
}

/** The pages as they rest. Whether the index is one, and which of their lines count, is for whoever opens them to ask, afterwards: something may have changed. */
export async function readRestingIndex(store: MemberStore): Promise<RestingIndex> {
  const keys = await store.keys("line");
  const all = new Set(keys);
  // Of a line without its names nobody would be found.
  const whole = keys.filter((key) => !isAside(key) && asides.every((aside) => all.has(asideKey(key, aside))));
  const pages = await store.getAll("line", whole);
  return { pages, asides: await store.getAll("line", keys.filter(isAside)) };
}

/** False where the index is none, or was left behind by a program that knows none. */
export async function isIndexed(store: MemberStore): Promise<boolean> {
  const mark = await store.get("place", progressKey);
  const progress = await store.get("meta", progressKey);
  return mark !== null && encodeHex(mark) === encodeHex(progressMark(progress));
}

/** The row that says with which progress the index goes: a program that knows no index moves the one without the other. */
export function markingProgress(progress: Uint8Array | null): Change {
  return { table: "place", key: progressKey, value: progressMark(progress) };
}

/** The same where nobody can vouch for the index: the next start makes it anew. */
export const unmarkingProgress: Change = { table: "place", key: progressKey, value: null };

const markBytes = 8;

function progressMark(progress: Uint8Array | null): Uint8Array {
  return progress === null ? new Uint8Array(markBytes) : sha256(progress).slice(0, markBytes);
}

export function asideKey(page: string, aside: Aside): string {
  return `${page}-${aside}`;
}

function isAside(key: string): boolean {
  return key.includes("-");
}
