// What a client keeps, as a small ordered table store: IndexedDB in the browser, SQLite for the command line (ST2). Both pass
// the suite in test/contracts/member-store.ts. A list of changes is written as a whole or not at all, and is durable
// when the promise resolves. What is secret comes here already encrypted under the vault's storage key.

import { isProblem } from "../../core/problem.ts";

/** The tables. Which are ciphertext is said in docs/spec/member.md; the rest is public or shows only times. */
export const tables = [
  "meta",
  "leaves",
  "clear",
  "entry",
  "line",
  "counted",
  "roster",
  "place",
  "outbox",
  "token",
  "sent",
  "draft",
  "label",
  "alarm",
] as const;
export type StoreTable = (typeof tables)[number];

export interface Change {
  readonly table: StoreTable;
  readonly key: string;
  /** Null removes. */
  readonly value: Uint8Array | null;
  /** Nothing is written where the key has no row (any more). Such a change is the only one of its key in a write. */
  readonly onlyOver?: true;
  /** Nothing is written unless the row is exactly this (null for none): another program may have written there. Such a change is the only one of its key in a write. */
  readonly was?: Uint8Array | null;
}

export interface StoreRow {
  readonly key: string;
  readonly value: Uint8Array;
  /** The row is there, and its bytes cannot be had now: `value` is empty. A later read may have them. */
  readonly away?: true;
}

/** Beginnings of keys of `draft`: what was saved of a sheet, and what was begun of one. All other rows of it are referrals that are being written. */
export const savePrefix = "save-";
export const sheetPrefix = "sheet-";

/** True for a row that is a referral which is being written: nothing of it may be left on the device after sending (SL7). */
export function isReferralDraft(table: StoreTable, key: string): boolean {
  return table === "draft" && !key.startsWith(savePrefix) && !key.startsWith(sheetPrefix);
}

/** Reading without waiting. Throws a Problem of the store. */
export interface ReadsNow {
  getAll(table: StoreTable, keys: readonly string[]): readonly StoreRow[];
  list(table: StoreTable, from: string, to: string): readonly StoreRow[];
}

/** Every call rejects with a Problem of the store when the platform cannot do it; then nothing has changed. */
export interface MemberStore {
  /** Rejects as `unavailable` for a row that is there and whose bytes cannot be had now. */
  get(table: StoreTable, key: string): Promise<Uint8Array | null>;
  /** The rows of these keys that are there, as one read. Rejects as `unavailable` like `get`. */
  getAll(table: StoreTable, keys: readonly string[]): Promise<readonly StoreRow[]>;
  /**
   * All rows of a table whose key is `from` or later, and before `to` where one is given, in the order of their keys (by UTF-16 code unit; keys are ASCII).
   * One whose bytes cannot be had now is among them, as `away`.
   */
  list(table: StoreTable, from?: string, to?: string): Promise<readonly StoreRow[]>;
  /** The keys of these rows; what is in them is not read. */
  keys(table: StoreTable, from?: string, to?: string): Promise<readonly string[]>;
  /** The same without waiting; null where the platform cannot, as in a browser. */
  readonly now: ReadsNow | null;
  /** Takes keys and bytes as they are at the call, in this order; of several changes to one key the last one holds. */
  write(changes: readonly Change[]): Promise<void>;
  /** Ends after the writes that were begun. Closing again does nothing. */
  close(): Promise<void>;
}

/** True for two rows of the same bytes, or none. */
export function isSameRow(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

const digits = [..."0123456789abcdef"];

/** A table whose keys begin with a digit of a hash, in pieces: from where to where each goes. */
export const pieces = piecesBetween(digits);

/** The same in 256 smaller ones, for whoever lets others come between: some 500 keys each of 132,000. */
export function smallPieces(): typeof pieces {
  return piecesBetween(digits.flatMap((first) => digits.map((second) => first + second)));
}

function piecesBetween(starts: readonly string[]) {
  return starts.map((start, at) => [at === 0 ? "" : start, starts[at + 1]] as const);
}

/** A log index as a key that sorts as a number. */
export function indexKey(index: number): string {
  return String(index).padStart(12, "0");
}

/** For what is tidied up: a store that refuses it now may take it the next time. */
export function unlessStore(error: unknown): void {
  if (!isProblem(error, "store")) throw error;
}
