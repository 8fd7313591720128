// What the record's first page counts: all of it follows from the folded record and the day. Pure; it decides nothing.
import { citedRegisters } from "../../core/registers/pieces.ts";
import { yearOfRow } from "../../core/registers/row.ts";
import type { RecordBook } from "../../record/book.ts";
import { evidenceReader, isStale } from "../../record/evidence.ts";
import type { Statement } from "../../record/statement.ts";
import { perList } from "../per-list.ts";

const byImport = perList((all: readonly Statement[]) => Map.groupBy(all, (row) => row.import));

/** The rows in force that came together under this name; none of an import that is not here, since it is sealed to others or was corrected since. */
export function rowsOfImport({ all }: RecordBook, id: string): readonly Statement[] {
  return byImport(all).get(id) ?? [];
}

/** Judgements that rest on rows which were corrected or withdrawn since. */
export function staleJudgements(book: RecordBook): readonly Statement<"judgement">[] {
  const read = evidenceReader(book.all);
  return book.statements("judgement").filter(({ values }) => isStale(read(values.evidence ?? [])));
}

/** For each year how many rows are dated in it of which a report may speak. */
export function rowsByYear(statements: readonly Statement[]): ReadonlyMap<number, number> {
  const years = new Map<number, number>();
  for (const { register, sealed, values } of statements) {
    const year = sealed || !citedRegisters.includes(register) ? null : yearOfRow(values);
    if (year !== null) years.set(year, (years.get(year) ?? 0) + 1);
  }
  return years;
}

/** The years with the most rows, so many at most, the newest first: an older year that was entered whole is named too. */
export function fullestYears(
  counts: ReadonlyMap<number, number>,
  most: number,
): readonly (readonly [number, number])[] {
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || b - a)
    .slice(0, most)
    .sort(([a], [b]) => b - a);
}
