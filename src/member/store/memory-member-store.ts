// A store that ends with the program: for a reader of the public record, who leaves nothing behind on the device, and for a log that is read beside
// the one that is kept (ST2 without what lasts).

import { Problem } from "../../core/problem.ts";
import type { Change, MemberStore, ReadsNow, StoreRow, StoreTable } from "./store.ts";
import { isSameRow, tables } from "./store.ts";

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

  readonly now: ReadsNow = {
    getAll: (table, keys) => {
      const rows = this.#rows(table);
      return keys.flatMap((key) => {
        const value = rows.get(key);
        return value === undefined ? [] : [{ key, value: value.slice() }];
      });
    },
    list: (table, from, to) => this.#list(table, from, to),
  };

  async getAll(table: StoreTable, keys: readonly string[]): Promise<readonly StoreRow[]> {
    return this.now.getAll(table, keys);
  }

  async list(table: StoreTable, from = "", to?: string): Promise<readonly StoreRow[]> {
    return this.#list(table, from, to);
  }

  async keys(table: StoreTable, from = "", to?: string): Promise<readonly string[]> {
    return this.#list(table, from, to).map(({ key }) => key);
  }

  #list(table: StoreTable, from: string, to?: string): readonly StoreRow[] {
    return [...this.#rows(table)]
      .filter(([key]) => key >= from && (to === undefined || key < to))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({ key, value: value.slice() }));
  }

  async write(changes: readonly Change[]): Promise<void> {
    // All of them are looked at before the first one is taken, so that a bad change leaves nothing.
    if (!changes.every(isChange)) throw new Problem("store", "failed");
    for (const { table, key, value, onlyOver, was } of changes) {
      const rows = this.#rows(table);
      if (was !== undefined && !isSameRow(rows.get(key) ?? null, was)) continue;
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
