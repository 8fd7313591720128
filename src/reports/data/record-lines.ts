// The list of records as the data of a report spell it: rows of one note that agree are one line. Ten thousand rows of an import are then as
// many lines as it has notes, and a report that names every record behind it stays small.
import type { RecordUsed } from "./record-places.ts";
import { spansOf } from "./record-runs.ts";

/** A line for rows of one note; of rows that follow each other the first and the last stand under `rows`. */
type RecordLine = Omit<RecordUsed, "row"> & { readonly rows: readonly (readonly number[])[] };

/** The lines of records that are in order of note and row, in the order of their first. */
export function recordLines(records: readonly RecordUsed[]): readonly RecordLine[] {
  const lines = Map.groupBy(records, ({ row, ...rest }) => JSON.stringify(rest));
  return [...lines.values()].flatMap((line): readonly RecordLine[] => {
    const [first] = line;
    if (first === undefined) return [];
    const { row: _, ...rest } = first;
    return [{ ...rest, rows: spansOf(line.map(({ row }) => row)) }];
  });
}
