// The database of a host as all that it holds, for a move (ST7). Whoever moves holds the lease.
import type { PostgresAddress } from "./postgres-address.ts";
import { insertLeaves, sizeSql, storedIn, wholeSql } from "./postgres-host-store.ts";
import { storedLayout } from "./postgres-layouts.ts";
import { Lease, usualLock } from "./postgres-lease.ts";
import { usualPatience } from "./postgres-session.ts";
import { moveKey, rowsSql, type SmallRow, type StoreContents, smallTableNames, smallTables } from "./store-contents.ts";
import { layoutUnder, markedNumber, markedState } from "./store-mark.ts";

/** Opens (and makes) the store in a database, whatever state it is in; `onLossy` as of a host. Throws a Problem of the store, `busy` while a host writes there. */
export async function openPostgresContents(
  address: PostgresAddress,
  onLossy: (settings: readonly string[]) => void = () => undefined,
): Promise<StoreContents> {
  const parts = { address, patience: usualPatience, lock: usualLock, inAnyState: true };
  const lease = new Lease({ ...parts, onLost: () => undefined, onLossy });
  try {
    await lease.take();
    const [number, move] = await lease.exclusively(async (session) => {
      const [[bytes] = []] = await session.ask("SELECT bytes FROM kept_key WHERE what = $1", [moveKey]);
      return [await storedLayout((text) => session.ask(text)), bytes];
    });
    return contentsOf(lease, number, move instanceof Uint8Array ? move : null);
  } catch (error) {
    await lease.close();
    throw error;
  }
}

function contentsOf(lease: Lease, number: number, move: Uint8Array | null): StoreContents {
  return {
    state: markedState(number),
    move,
    size: () => lease.exclusively(async (session) => Number((await session.ask(sizeSql))[0]?.[0])),
    stored: (from, to) => lease.exclusively(async (session) => (await session.ask(wholeSql, [from, to])).map(storedIn)),
    append: (start, leaves) =>
      lease.change(async (session) => {
        const [[size] = []] = await session.ask(sizeSql);
        if (size !== start) throw new Error("the leaves do not begin at the present size");
        await insertLeaves(session, start, leaves);
      }),
    rows: (table, after, limit) =>
      lease.exclusively(async (session) => {
        const key = (after ?? []).slice(0, smallTables[table].key);
        const sql = rowsSql(table, after !== null, (n) => `$${n}`, ' COLLATE "C"');
        return (await session.ask(sql, [limit, ...key])) as readonly SmallRow[];
      }),
    replaceRows: (rows) =>
      lease.change(async (session) => {
        for (const table of smallTableNames)
          await session.ask(`DELETE FROM ${table}${table === "kept_key" ? ` WHERE what <> '${moveKey}'` : ""}`);
        for await (const [table, some] of rows) {
          const values = some.map((row, at) => `(${row.map((_, i) => `$${at * row.length + i + 1}`).join(", ")})`);
          await session.ask(`INSERT INTO ${table} VALUES ${values.join(", ")}`, some.flat());
        }
      }),
    mark: (state, of) =>
      lease.change(async (session) => {
        await session.ask("DELETE FROM kept_key WHERE what = $1", [moveKey]);
        if (of !== null) await session.ask("INSERT INTO kept_key VALUES ($1, $2)", [moveKey, of]);
        await session.ask("UPDATE layout SET number = $1", [markedNumber(layoutUnder(number), state)]);
      }),
    close: () => lease.close(),
  };
}
