// Keys that rows name and that nobody entered yet. Such rows count, and the record flags them; a person who enters them sees it before.

import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";

/** Keys that rows name and that neither the record nor the rows themselves hold: entered all the same, but shown as unknown. */
export function unknownKeys(register: RegisterName, rows: readonly Row[], record: RecordBook): readonly string[] {
  const known = new Set(record.all.map((statement) => `${statement.register} ${statement.key}`));
  for (const { key } of rows) known.add(`${register} ${key}`);
  const missing = new Set<string>();
  const fields = Object.entries(registerOf(register).fields);
  for (const row of rows) {
    if (row.source !== ownFiles && !known.has(`source ${row.source}`)) missing.add(`source ${row.source}`);
    if (!("values" in row)) continue;
    const values = row.values as { readonly [field: string]: unknown };
    for (const [name, { shape }] of fields) {
      if (shape.type !== "key" && shape.type !== "keys") continue;
      for (const key of [values[name] ?? []].flat()) {
        if (!known.has(`${shape.register} ${String(key)}`)) missing.add(`${shape.register} ${String(key)}`);
      }
    }
  }
  return [...missing].sort();
}
