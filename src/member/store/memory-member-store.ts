// A store that ends with the program: for a reader of the public record, who leaves nothing behind on the device, and for a log that is read beside
// the one that is kept (ST2 without what lasts).

import { Problem } from "../../core/problem.ts";
import type { Change, MemberStore, StoreTable } from "./store.ts";
import { tables } from "./store.ts";

/** An empty store. It never is full and never fails but after it was closed. */
export function openMemoryMemberStore(): MemberStore {
  return new MemoryMemberStore();
}

class MemoryMemberStore implements MemberStore {
  readonly #tables = new Map<StoreTable, Map<string, Uint8Array>>();
  #closed = false;

  async get(table: StoreTable, key: string): Promise<Uint8Array | null> {
    const value = this.#rows(table).get(key);
    return value === undefined ? null : value.slice();
  }

  async list(table: StoreTable, from = ""): Promise<readonly { readonly key: string; readonly value: Uint8Array }[]> {
    return [...this.#rows(table)]
      .filter(([key]) => key >= from)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({ key, value: value.slice() }));
  }

  async write(changes: readonly Change[]): Promise<void> {
    // All of them are looked at before the first one is taken, so that a bad change leaves nothing.
    if (!changes.every(isChange)) throw new Problem("store", "failed");
    for (const { table, key, value, onlyOver } of changes) {
      const rows = this.#rows(table);
      if (onlyOver === true && !rows.has(key)) continue;
      if (value === null) rows.delete(key);
      else rows.set(key, value.slice());
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#tables.clear();
  }

  #rows(table: StoreTable): Map<string, Uint8Array> {
    if (this.#closed) throw new Problem("store", "closed");
    const rows = this.#tables.get(table) ?? new Map<string, Uint8Array>();
    this.#tables.set(table, rows);
    return rows;
  }
}

function isChange({ table, key, value }: Change): boolean {
  return tables.includes(table) && typeof key === "string" && (value === null || value instanceof Uint8Array);
}
