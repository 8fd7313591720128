// The file of a host as all that it holds, for a move (ST7).
import { hostSteps } from "./host-layouts.ts";
import { leafRows } from "./leaf-rows.ts";
import { openLaidOut, transaction } from "./sqlite-layout.ts";
import { moveKey, rowsSql, type SmallRow, type StoreContents, smallTableNames, smallTables } from "./store-contents.ts";
import { layoutUnder, markedNumber, markedState } from "./store-mark.ts";

/** Opens (and makes) the file, whatever state it is in; no host has it meanwhile. */
export function openSqliteContents(file: string): StoreContents {
  const database = openLaidOut(file, { steps: hostSteps, alone: true, inAnyState: true });
  const { append, size, stored } = leafRows(database);
  const number = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const move = database.prepare("SELECT bytes FROM kept_key WHERE what = ?").get(moveKey)?.["bytes"];
  return {
    state: markedState(number),
    move: move instanceof Uint8Array ? move : null,
    size: async () => size(),
    stored: async (from, to) => stored(from, to),
    append: async (start, leaves) => void transaction(database, () => append(start, leaves)),
    rows: async (table, after, limit) => {
      const key = (after ?? []).slice(0, smallTables[table].key);
      const statement = database.prepare(rowsSql(table, after !== null, (n) => `?${n}`));
      return statement.all(limit, ...key).map((row) => Object.values(row) as SmallRow);
    },
    replaceRows: async (rows) => {
      const all: (readonly [string, SmallRow])[] = [];
      for await (const [table, some] of rows) for (const row of some) all.push([table, row]);
      transaction(database, () => {
        for (const table of smallTableNames)
          database.exec(`DELETE FROM ${table}${table === "kept_key" ? ` WHERE what <> '${moveKey}'` : ""}`);
        for (const [table, row] of all)
          database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => "?").join(", ")})`).run(...row);
      });
    },
    mark: async (state, of) =>
      transaction(database, () => {
        database.prepare("DELETE FROM kept_key WHERE what = ?").run(moveKey);
        if (of !== null) database.prepare("INSERT INTO kept_key VALUES (?, ?)").run(moveKey, of);
        database.exec(`PRAGMA user_version = ${markedNumber(layoutUnder(number), state)}`);
      }),
    close: async () => database.close(),
  };
}
