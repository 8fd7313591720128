// A client's store in the browser: one IndexedDB object store whose keys are [table, key] (ST2). One transaction a write, strict durability, no second copy
// of anything; a referral that is being written is a file beside it. It must never keep more bytes than the caller's view shows, and a file that cannot be
// had now is away and not damaged (ST2a).

import { presentFields } from "../core/present-fields.ts";
import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import type { Change, MemberStore, StoreRow, StoreTable } from "../member/store/store.ts";
import { isReferralDraft, isSameRow } from "../member/store/store.ts";
import { type DraftFiles, openDraftFiles } from "./draft-files.ts";

/** The layout (ST4d). 1: every row of `draft` was a file, and a program of before takes one that it cannot read for lost. */
const databaseVersion = 2;
const items = "item";
/** The table some of whose rows are files (SL7). Before, all of them were. */
const drafts = "draft";
/** In a private window Chromium lets go of files for which nobody asked in ten minutes. */
const listingMilliseconds = 4 * 60_000;

/** So long may an older program take to let go of the store. */
const lettingGoMilliseconds = 2_000;

/** A change with bytes that nobody else holds. */
type OwnChange = Omit<Change, "value"> & { readonly value: Uint8Array<ArrayBuffer> | null };
/** What the database has under a key: bytes, the name of the file that has them, or nothing. */
type Item = Uint8Array | string | null;
/** A change as the database keeps it. */
type Kept = Omit<Change, "value" | "was"> & { readonly value: Item; readonly was?: Item };

/**
 * Opens (and makes) the store of this name in this origin. Rejects with a Problem of the store: `busy` while an older program in another window holds
 * it, `newer` when a newer program made it, `failed` where the browser forbids storage, `unavailable` while rows are files and the browser gives no
 * files: then it may be tried again. When a newer program wants the store, or its data are cleared, it closes by itself and every later call rejects
 * with `closed`.
 */
export async function openIndexedDbMemberStore(name: string): Promise<MemberStore> {
  const database = await openDatabase(name);
  const files = await openDraftFiles(name);
  const store = new IndexedDbMemberStore(database, files);
  if (files === null && (await store.hasFiles())) {
    await store.close();
    throw new Problem("store", "unavailable");
  }
  return store;
}

class IndexedDbMemberStore implements MemberStore {
  readonly now = null;
  readonly #database: IDBDatabase;
  readonly #files: DraftFiles | null;
  /** The last write with drafts, which are files: what is asked after it waits for it. Null when none is under way. */
  #busy: Promise<void> | null = null;
  #isTidy = false;
  readonly #listing: ReturnType<typeof setInterval> | null;

  constructor(database: IDBDatabase, files: DraftFiles | null) {
    this.#database = database;
    this.#files = files;
    this.#listing =
      files === null ? null : setInterval(() => void files.names().catch(() => undefined), listingMilliseconds);
    database.onversionchange = () => this.#end();
  }

  /** True when a row is the name of a file. */
  async hasFiles(): Promise<boolean> {
    return (await this.#rows(drafts, "")).some(({ value }) => typeof value === "string");
  }

  async get(table: string, key: string): Promise<Uint8Array | null> {
    return this.#reading(table, async () =>
      mustBeHere(await this.#bytesOf(await this.#read((store) => store.get([table, key])))),
    );
  }

  async getAll(table: StoreTable, keys: readonly string[]): Promise<readonly StoreRow[]> {
    return this.#reading(table, () => this.#getAll(table, keys));
  }

  async #getAll(table: StoreTable, keys: readonly string[]): Promise<readonly StoreRow[]> {
    const transaction = this.#begin("readonly");
    const store = transaction.objectStore(items);
    const asked = keys.map((key) => ({ key, request: store.get([table, key]) as IDBRequest<unknown> }));
    await ended(transaction);
    const rows: StoreRow[] = [];
    for (const { key, request } of asked) {
      const value = mustBeHere(await this.#bytesOf(request.result));
      if (value !== null) rows.push({ key, value });
    }
    return rows;
  }

  async list(table: string, from = "", to?: string): Promise<readonly StoreRow[]> {
    if (table === drafts) await this.#tidyOnce();
    return this.#reading(table, async () => {
      const rows: StoreRow[] = [];
      for (const { key, value } of await this.#rows(table, from, to)) {
        const bytes = await this.#bytesOf(value);
        if (bytes === "away") rows.push({ key, value: new Uint8Array(0), away: true });
        else if (bytes !== null) rows.push({ key, value: bytes });
      }
      return rows;
    });
  }

  async keys(table: string, from = "", to?: string): Promise<readonly string[]> {
    if (this.#busy !== null) await this.#busy;
    if (to !== undefined && to <= from) return [];
    return (await this.#read((store) => store.getAllKeys(rangeOf(table, from, to)))).map(keyIn);
  }

  write(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    let own: readonly OwnChange[];
    try {
      own = changes.map(({ was, ...change }) => ({
        ...change,
        value: change.value === null ? null : ownBytes(change.value),
        ...presentFields({ was: was && ownBytes(was) }),
      }));
    } catch (error) {
      return Promise.reject(problemFor(error));
    }
    const isOfDrafts = own.some(({ table }) => table === drafts);
    const commit = isOfDrafts ? () => this.#commitWithDrafts(own) : async () => void (await this.#commit(own));
    return isOfDrafts || this.#busy !== null ? this.#inTurn(commit) : commit();
  }

  /** Gives the files that no row names any more. */
  async #commit(changes: readonly Kept[]): Promise<readonly string[]> {
    const transaction = this.#begin("readwrite", { durability: "strict" });
    const end = ended(transaction);
    const unnamed: string[] = [];
    try {
      const store = transaction.objectStore(items);
      const made: Made = new Map();
      for (const change of changes) make(store, change, made, unnamed);
    } catch (error) {
      // Without this, what was put before the bad change would be committed.
      transaction.abort();
      await end.catch(() => undefined);
      throw problemFor(error);
    }
    await end;
    return unnamed;
  }

  // New files first, then the transaction, which alone decides what is kept, then the files that it let go.
  async #commitWithDrafts(changes: readonly OwnChange[]): Promise<void> {
    const files = this.#files;
    const made: string[] = [];
    let unnamed: readonly string[];
    try {
      const kept: Kept[] = [];
      for (const change of changes) {
        const { table, key, value, was } = change;
        const isFile = files !== null && value !== null && isReferralDraft(table, key);
        const item = isFile ? await files.keep(value) : value;
        if (typeof item === "string") made.push(item);
        const before = table === drafts && was instanceof Uint8Array ? await this.#itemOf(table, key, was) : was;
        kept.push({ ...change, value: item, ...presentFields({ was: before }) });
      }
      unnamed = await this.#commit(kept);
    } catch (error) {
      await files?.remove(made).catch(() => undefined);
      throw isProblem(error, "store") ? error : problemFor(error);
    }
    // What cannot be removed now is found when the store is opened again: it undoes no write.
    await files?.remove(unnamed).catch(() => undefined);
  }

  /** As what the row is kept when it is these bytes: the name of its file, whose bytes a transaction cannot compare. */
  async #itemOf(table: StoreTable, key: string, bytes: Uint8Array): Promise<Item> {
    const item = await this.#read((store) => store.get([table, key]) as IDBRequest<unknown>);
    if (typeof item !== "string") return bytes;
    const held = await this.#bytesOf(item);
    return held instanceof Uint8Array && isSameRow(held, bytes) ? item : bytes;
  }

  /**
   * Once all files can be read: takes into the database what is no referral's, as programs of before left it, and removes files that no row names, since a
   * program died between a transaction and what follows it. While one cannot be read nothing is removed.
   */
  #tidyOnce(): Promise<void> {
    const files = this.#files;
    if (files === null || this.#isTidy) return Promise.resolve();
    return this.#inTurn(async () => {
      try {
        const names = await files.names();
        const named = (await this.#rows(drafts, "")).filter(({ value }) => typeof value === "string");
        const read = await Promise.all(
          named.map(async (row) => ({ ...row, bytes: await files.read(String(row.value)) })),
        );
        const moving = read.flatMap(({ key, value, bytes }): readonly Kept[] => {
          if (bytes === null || isReferralDraft(drafts, key)) return [];
          return [{ table: drafts, key, value: bytes, was: String(value) }];
        });
        if (moving.length > 0) await this.#commit(moving);
        if (read.some(({ bytes }) => bytes === null)) return;
        const moved = new Set(moving.map(({ was }) => was));
        const kept = new Set(named.map(({ value }) => value).filter((value) => !moved.has(String(value))));
        await files.remove(names.filter((name) => !kept.has(name)));
        this.#isTidy = true;
      } catch {
        // They hold nobody up, and are looked for again at the next list.
      }
    });
  }

  /** What was asked before it is done first. A draft's file is read before another write lets it go: its row would be taken for one that is away. */
  async #reading<T>(table: string, read: () => Promise<T>): Promise<T> {
    if (table === drafts) return this.#inTurn(read);
    if (this.#busy !== null) await this.#busy;
    return read();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = (this.#busy ?? Promise.resolve()).then(work);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#busy = settled;
    void settled.then(() => {
      if (this.#busy === settled) this.#busy = null;
    });
    return turn;
  }

  async #rows(
    table: string,
    from: string,
    to?: string,
  ): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
    if (to !== undefined && to <= from) return [];
    const range = rangeOf(table, from, to);
    const transaction = this.#begin("readonly");
    const store = transaction.objectStore(items);
    const [keys, values] = [store.getAllKeys(range), store.getAll(range)];
    await ended(transaction);
    return values.result.map((value: unknown, i) => ({ key: keyIn(keys.result[i]), value }));
  }

  async #bytesOf(value: unknown): Promise<Uint8Array | "away" | null> {
    if (typeof value !== "string") return value instanceof Uint8Array ? value : null;
    return (await this.#files?.read(value)) ?? "away";
  }

  async close(): Promise<void> {
    if (this.#busy !== null) await this.#busy;
    this.#end();
  }

  #end(): void {
    if (this.#listing !== null) clearInterval(this.#listing);
    this.#database.close();
  }

  async #read<T>(request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const transaction = this.#begin("readonly");
    const asked = request(transaction.objectStore(items));
    await ended(transaction);
    return asked.result;
  }

  #begin(mode: IDBTransactionMode, options?: IDBTransactionOptions): IDBTransaction {
    try {
      return this.#database.transaction(items, mode, options);
    } catch (error) {
      throw problemFor(error, "closed");
    }
  }
}

/** In the order of IndexedDB every array comes after every string, so without an end this ends with the table's last key. */
function rangeOf(table: string, from: string, to?: string): IDBKeyRange {
  return IDBKeyRange.bound([table, from], [table, to ?? []], false, true);
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = openRequest(name);
    let refused = false;
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion === 0) request.result.createObjectStore(items);
    };
    let waits: ReturnType<typeof setTimeout> | undefined;
    request.onblocked = () => {
      // Whoever lets go may still be ending a write.
      waits = setTimeout(() => {
        refused = true;
        reject(new Problem("store", "busy"));
      }, lettingGoMilliseconds);
    };
    request.onerror = () => reject(problemFor(request.error));
    request.onsuccess = () => {
      clearTimeout(waits);
      // The other window went away after we had already said `busy`: nobody waits for this handle, so it must not block others.
      if (refused) request.result.close();
      else resolve(request.result);
    };
  });
}

function openRequest(name: string): IDBOpenDBRequest {
  try {
    return indexedDB.open(name, databaseVersion);
  } catch (error) {
    throw problemFor(error);
  }
}

/** The rows that this transaction changed after it had looked at them. */
type Made = Map<string, Item>;

/** Makes a change in the transaction of the store. `unnamed` gets the file that no row names after it: of the row before, or of a change that is not to be made. */
function make(store: IDBObjectStore, change: Kept, made: Made, unnamed: string[]): void {
  const { table, key, value, onlyOver, was } = change;
  const at = [table, key];
  const name = at.join(" ");
  const put = () => (value === null ? store.delete(at) : store.put(value, at));
  if (table !== drafts && was === undefined && onlyOver !== true) {
    put();
    return;
  }
  const asked: IDBRequest<unknown> = store.get(at);
  asked.onsuccess = () => {
    // It was asked for before the change in front of this one was made.
    const row = made.has(name) ? made.get(name) : (asked.result ?? null);
    const isMade = was !== undefined ? isSameItem(row, was) : onlyOver !== true || row !== null;
    if (isMade) {
      put();
      made.set(name, value);
    }
    const left = isMade ? row : value;
    if (typeof left === "string") unnamed.push(left);
  };
}

/** A file is never written over: two rows of one name have the same bytes. */
function isSameItem(row: unknown, was: Item): boolean {
  if (typeof row === "string" || typeof was === "string") return row === was;
  return isSameRow(row instanceof Uint8Array ? row : null, was);
}

function mustBeHere(bytes: Uint8Array | "away" | null): Uint8Array | null {
  if (bytes === "away") throw new Problem("store", "unavailable");
  return bytes;
}

/** Resolves when the transaction is done: for strict ones, when it is on the disk. */
function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(problemFor(transaction.error));
  });
}

/** A copy of what the view shows: IndexedDB would keep the whole buffer behind it, whatever else lies there. */
function ownBytes(value: Uint8Array): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return value.slice();
  throw new TypeError("a value is bytes");
}

function keyIn(key: IDBValidKey | undefined): string {
  return Array.isArray(key) ? String(key[1]) : "";
}

const failures: Readonly<Record<string, ProblemCode<"store">>> = {
  QuotaExceededError: "full",
  VersionError: "newer",
};

/** Names alone, as they are the only part of these errors that a specification fixes. */
function problemFor(error: unknown, invalidState: ProblemCode<"store"> = "failed"): Problem<"store"> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return new Problem("store", name === "InvalidStateError" ? invalidState : (failures[name] ?? "failed"), error);
}
