// A client's store in the browser: one IndexedDB object store whose keys are [table, key] (ST2). One transaction a write, strict
// durability, no second copy of anything; drafts are files beside it. It must never keep more bytes than the caller's view shows.

import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import type { Change, MemberStore, StoreRow, StoreTable } from "../member/store/store.ts";
import { isSameRow } from "../member/store/store.ts";
import type { DraftFiles } from "./draft-files.ts";
import { openDraftFiles } from "./draft-files.ts";

const databaseVersion = 1;
const items = "item";
/** The table whose rows are files (SL7). */
const drafts = "draft";

/** A change with bytes that nobody else holds. */
type OwnChange = Omit<Change, "value"> & { readonly value: Uint8Array<ArrayBuffer> | null };
/** A change as the database keeps it: of a draft the name of its file. */
type Kept = Omit<Change, "value"> & { readonly value: Uint8Array | string | null };

/**
 * Opens (and makes) the store of this name in this origin. Rejects with a Problem of the store: `busy` while an older program in another window holds
 * it, `newer` when a newer program made it, `failed` where the browser forbids storage. When a newer program wants the
 * store, or its data are cleared, it closes by itself and every later call rejects with `closed`.
 */
export async function openIndexedDbMemberStore(name: string): Promise<MemberStore> {
  const database = await openDatabase(name);
  return new IndexedDbMemberStore(database, await openDraftFiles(name));
}

class IndexedDbMemberStore implements MemberStore {
  readonly now = null;
  readonly #database: IDBDatabase;
  readonly #files: DraftFiles | null;
  /** The last write with drafts, which are files: what is asked after it waits for it. Null when none is under way. */
  #busy: Promise<void> | null = null;
  #isTidy = false;

  constructor(database: IDBDatabase, files: DraftFiles | null) {
    this.#database = database;
    this.#files = files;
    database.onversionchange = () => database.close();
  }

  async get(table: string, key: string): Promise<Uint8Array | null> {
    return this.#reading(table, async () => this.#bytesOf(await this.#read((store) => store.get([table, key]))));
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
      const value = await this.#bytesOf(request.result);
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
        if (bytes !== null) rows.push({ key, value: bytes });
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
      own = changes.map((change) => ({ ...change, value: change.value === null ? null : ownBytes(change.value) }));
    } catch (error) {
      return Promise.reject(problemFor(error));
    }
    const files = own.some(({ table }) => table === drafts) ? this.#files : null;
    const commit =
      files === null ? async () => void (await this.#commit(own)) : () => this.#commitWithDrafts(files, own);
    return files === null && this.#busy === null ? commit() : this.#inTurn(commit);
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
  async #commitWithDrafts(files: DraftFiles, changes: readonly OwnChange[]): Promise<void> {
    const made: string[] = [];
    let unnamed: readonly string[];
    try {
      const kept: Kept[] = [];
      for (const change of changes) {
        const { table, value } = change;
        if (table !== drafts || value === null) kept.push(change);
        else {
          const name = await files.keep(value);
          made.push(name);
          kept.push({ ...change, value: name });
        }
      }
      unnamed = await this.#commit(kept);
    } catch (error) {
      await files.remove(made).catch(() => undefined);
      throw isProblem(error, "store") ? error : problemFor(error);
    }
    // What cannot be removed now is found when the store is opened again: it undoes no write.
    await files.remove(unnamed).catch(() => undefined);
  }

  /** Removes files that no row names: a program died between a transaction and what follows it. */
  #tidyOnce(): Promise<void> {
    const files = this.#files;
    if (files === null || this.#isTidy) return Promise.resolve();
    this.#isTidy = true;
    return this.#inTurn(async () => {
      try {
        const names = await files.names();
        const named = new Set((await this.#rows(drafts, "")).map(({ value }) => value));
        await files.remove(names.filter((name) => !named.has(name)));
      } catch {
        // They hold nobody up, and are looked for again when the store is opened the next time.
      }
    });
  }

  /** What was asked before it is done first. A draft's file is read before another write lets it go: its row would be taken for damaged. */
  async #reading<T>(table: string, read: () => Promise<T>): Promise<T> {
    if (table === drafts && this.#files !== null) return this.#inTurn(read);
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

  async #bytesOf(value: unknown): Promise<Uint8Array | null> {
    if (typeof value !== "string") return value instanceof Uint8Array ? value : null;
    try {
      // A file that is gone leaves a row without bytes: who reads it finds that it is damaged.
      return (await this.#files?.read(value)) ?? new Uint8Array(0);
    } catch (error) {
      throw problemFor(error);
    }
  }

  async close(): Promise<void> {
    if (this.#busy !== null) await this.#busy;
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
    request.onupgradeneeded = () => request.result.createObjectStore(items);
    request.onblocked = () => {
      refused = true;
      reject(new Problem("store", "busy"));
    };
    request.onerror = () => reject(problemFor(request.error));
    request.onsuccess = () => {
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
type Made = Map<string, Uint8Array | string | null>;

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
    const isMade =
      was !== undefined ? isSameRow(row instanceof Uint8Array ? row : null, was) : onlyOver !== true || row !== null;
    if (isMade) {
      put();
      made.set(name, value);
    }
    const left = isMade ? row : value;
    if (typeof left === "string") unnamed.push(left);
  };
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
