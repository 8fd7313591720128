// Keys that rows name and that nobody entered yet. Such rows count, and the record flags them; a person who enters them sees it before.
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";

/** The keys that a row names: its source, unless it is the author's own files, and those in its fields. */
export function keysNamed(register: RegisterName, row: Row) {
  const source = row.source === ownFiles ? [] : [{ field: "source", register: "source", key: row.source }];
  const values = "values" in row ? (row.values as { readonly [field: string]: unknown }) : {};
  const inFields = Object.entries(registerOf(register).fields).flatMap(([field, { shape }]) =>
    shape.type === "key" || shape.type === "keys"
      ? [values[field] ?? []].flat().map((key) => ({ field, register: shape.register, key: String(key) }))
      : [],
  );
  return [...source, ...inFields];
}

/** Keys that rows name and that neither the record nor the rows themselves hold: entered all the same, but shown as unknown. */
export function unknownKeys(register: RegisterName, rows: readonly Row[], record: RecordBook): readonly string[] {
  const known = new Set(record.all.map((statement) => `${statement.register} ${statement.key}`));
  for (const { key } of rows) known.add(`${register} ${key}`);
  const named = rows.flatMap((row) => keysNamed(register, row)).map((one) => `${one.register} ${one.key}`);
  return [...new Set(named.filter((key) => !known.has(key)))].sort();
}
