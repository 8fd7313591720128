// What rows of one source make of a fact: the value with the rows behind it. Shared by every formula, so that each value is made in one way.

import { presentFields } from "../core/present-fields.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { RecordRef } from "../record/statement.ts";
import type { FactStatement } from "./fact-value.ts";
import type { IndexedRow } from "./statement-index.ts";

export interface Counted {
  readonly statements: readonly FactStatement[];
  readonly unplaced: readonly RecordRef[];
}

/** What a statement has besides; what is undefined it has not. */
type MoreOfStatement = { readonly [K in keyof FactStatement]?: FactStatement[K] | undefined };

/** A statement made of the rows of one voice (AS4); there is at least one row. Own files name it where some of the rows are theirs. Of an open number there may be more. */
export function statementOf(
  rows: readonly Pick<IndexedRow, "statement">[],
  value: FactStatement["value"],
  { isOpen = false, ...more }: MoreOfStatement & { readonly isOpen?: boolean } = {},
): FactStatement {
  const first = rows.find(({ statement }) => statement.source === ownFiles) ?? rows[0];
  if (first === undefined) throw new RangeError("a statement of no rows");
  const organisations = [...new Set(rows.map(({ statement }) => statement.organisation))].sort();
  return {
    source: first.statement.source,
    from: "records",
    value,
    parts: [],
    records: rows.map(({ statement }) => statement.ref),
    articles: [],
    organisation: first.statement.organisation,
    ...(organisations.length > 1 ? { organisations } : {}),
    signedOff: rows.every(({ statement }) => statement.signedOff.length > 0),
    ...(isOpen && typeof value === "number" ? { bounds: { least: value, most: Number.POSITIVE_INFINITY } } : {}),
    ...presentFields(more),
  };
}

/** The sum of a field: not reported when rows say only that, null when they say nothing, incomplete when some say no number. */
export function sumOf(
  rows: readonly IndexedRow[],
  field: string,
  otherwise?: number,
): { readonly value: number | "not-reported"; readonly incomplete: boolean } | null {
  const values = rows.map((row) => row.fields[field] ?? otherwise);
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length > 0) {
    return { value: numbers.reduce((sum, value) => sum + value, 0), incomplete: numbers.length < values.length };
  }
  return values.includes("not-reported") ? { value: "not-reported", incomplete: false } : null;
}
