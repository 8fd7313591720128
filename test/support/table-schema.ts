// A table held against its Table Schema (Frictionless Data): each cell of its type and within its bounds, and no row twice by the primary key.
import assert from "node:assert/strict";
import type { Table } from "../../src/record/table/row-table.ts";

export interface TableSchema {
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly constraints?: {
      readonly required?: boolean;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly enum?: readonly string[];
    };
  }[];
  readonly primaryKey: readonly string[];
  readonly missingValues: readonly string[];
}

/** The rows by the names of their columns. */
export function assertTable(table: Table, { fields, primaryKey, missingValues }: TableSchema) {
  const [head = [], ...rows] = table.filter((row) => row.length > 1);
  assert.deepEqual(
    fields.map(({ name }) => name),
    head,
  );
  const named = rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? assert.fail(name)])));
  for (const row of named)
    for (const { name, type, constraints = {} } of fields) {
      const text = row[name] ?? assert.fail(name);
      if (missingValues.includes(text)) {
        assert.ok(constraints.required !== true, `${name} is missing`);
        continue;
      }
      if (type !== "string") assert.match(text, type === "year" ? /^\d{4}$/ : /^\d+$/, name);
      const { minimum = 0, maximum = Infinity, enum: codes = [text] } = constraints;
      if (type === "integer") assert.ok(Number(text) >= minimum && Number(text) <= maximum, `${name} ${text}`);
      assert.ok(codes.includes(text), `${name} ${text}`);
    }
  assert.equal(new Set(named.map((row) => primaryKey.map((name) => row[name]).join("\n"))).size, named.length);
  return named;
}
