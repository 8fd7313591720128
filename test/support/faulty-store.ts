// A store in front of a real one, with the faults of a store that may pass: rows whose bytes cannot be had, a read that is wrong for once, a write that is
// refused. Behind it everything stays as it is.
import { Problem } from "../../src/core/problem.ts";
import type { MemberStore, StoreRow, StoreTable } from "../../src/member/store/store.ts";

export interface FaultyStore extends MemberStore {
  /** True for a row of which no bytes come, as of a file that is not found. */
  isAway: (table: StoreTable, key: string) => boolean;
  /** True for a row that is read with one bit flipped. */
  isMisread: (table: StoreTable, key: string) => boolean;
  /** So many writes are refused. */
  refusals: number;
}

export function faulty(store: MemberStore): FaultyStore {
  const read = (table: StoreTable, { key, value }: StoreRow): StoreRow => {
    if (faults.isAway(table, key)) return { key, value: new Uint8Array(0), away: true };
    if (!faults.isMisread(table, key) || value.length === 0) return { key, value };
    const middle = value.length >> 1;
    return { key, value: value.map((byte, at) => (at === middle ? byte ^ 1 : byte)) };
  };
  const here = (table: StoreTable, row: StoreRow): StoreRow => {
    const { away, ...had } = read(table, row);
    if (away === true) throw new Problem("store", "unavailable");
    return had;
  };
  const faults: FaultyStore = {
    isAway: () => false,
    isMisread: () => false,
    refusals: 0,
    now: null,
    get: async (table, key) => {
      const value = await store.get(table, key);
      return value === null ? null : here(table, { key, value }).value;
    },
    getAll: async (table, keys) => (await store.getAll(table, keys)).map((row) => here(table, row)),
    list: async (table, from, to) => (await store.list(table, from, to)).map((row) => read(table, row)),
    keys: (table, from, to) => store.keys(table, from, to),
    write: async (changes) => {
      if (faults.refusals > 0) {
        faults.refusals -= 1;
        throw new Problem("store", "full");
      }
      // As the store of a browser does: what cannot be read cannot be compared.
      await store.write(changes.filter(({ table, key, was }) => was === undefined || !faults.isAway(table, key)));
    },
    close: () => store.close(),
  };
  return faults;
}

/** Another store in memory with the same rows. */
export async function copied(from: MemberStore, to: MemberStore, tables: readonly StoreTable[]): Promise<MemberStore> {
  for (const table of tables) await to.write((await from.list(table)).map(({ key, value }) => ({ table, key, value })));
  return to;
}
