// A client's store in the browser: one IndexedDB object store whose keys are [table, key] (ST2). One transaction a write, strict
// durability, no second copy of anything. It must never keep more bytes than the caller's view shows.

import type { Change, MemberStore, StoreFailure } from "../member/store.ts";
import { StoreProblem } from "../member/store.ts";

const databaseVersion = 1;
const items = "item";

/**
 * Opens (and makes) the store of this name in this origin. Rejects with StoreProblem: `busy` while an older program in another window holds
 * it, `newer` when a newer program made it, `failed` where the browser forbids storage. When a newer program wants the
 * store, or its data are cleared, it closes by itself and every later call rejects with `closed`.
 */
export async function openIndexedDbMemberStore(name: string): Promise<MemberStore> {
  return new IndexedDbMemberStore(await openDatabase(name));
}

class IndexedDbMemberStore implements MemberStore {
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
    database.onversionchange = () => database.close();
  }

  async get(table: string, key: string): Promise<Uint8Array | null> {
    const value: unknown = await this.#read((store) => store.get([table, key]));
    return value instanceof Uint8Array ? value : null;
  }

  async list(table: string, from = ""): Promise<readonly { readonly key: string; readonly value: Uint8Array }[]> {
    // In the order of IndexedDB every array comes after every string, so this ends with the table's last key.
    const range = IDBKeyRange.bound([table, from], [table, []]);
    const transaction = this.#begin("readonly");
    const store = transaction.objectStore(items);
    const [keys, values] = [store.getAllKeys(range), store.getAll(range)];
    await ended(transaction);
    return values.result.map((value: Uint8Array, i) => ({ key: keyIn(keys.result[i]), value }));
  }

  async write(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const transaction = this.#begin("readwrite", { durability: "strict" });
    const end = ended(transaction);
    try {
      const store = transaction.objectStore(items);
      for (const { table, key, value } of changes) {
        if (value === null) store.delete([table, key]);
        else store.put(ownBytes(value), [table, key]);
      }
    } catch (error) {
      // Without this, what was put before the bad change would be committed.
      transaction.abort();
      await end.catch(() => undefined);
      throw problemFor(error);
    }
    await end;
  }

  async close(): Promise<void> {
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

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = openRequest(name);
    let refused = false;
    request.onupgradeneeded = () => request.result.createObjectStore(items);
    request.onblocked = () => {
      refused = true;
      reject(new StoreProblem("busy"));
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

/** Resolves when the transaction is done: for strict ones, when it is on the disk. */
function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(problemFor(transaction.error));
  });
}

/** A copy of what the view shows: IndexedDB would keep the whole buffer behind it, whatever else lies there. */
function ownBytes(value: Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return value.slice();
  throw new TypeError("a value is bytes");
}

function keyIn(key: IDBValidKey | undefined): string {
  return Array.isArray(key) ? String(key[1]) : "";
}

const failures: Readonly<Record<string, StoreFailure>> = {
  QuotaExceededError: "full",
  VersionError: "newer",
};

/** Names alone, as they are the only part of these errors that a specification fixes. */
function problemFor(error: unknown, invalidState: StoreFailure = "failed"): StoreProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return new StoreProblem(name === "InvalidStateError" ? invalidState : (failures[name] ?? "failed"), error);
}
