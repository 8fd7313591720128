// The list of records as the data of a report spell it: rows of one note that agree are one line. Ten thousand rows of an import are then as
// many lines as it has notes, and a report that names every record behind it stays small.
import { maxRows } from "../../core/registers/row-schema.ts";
import { hexOf, integer, list, nullable, object, type Schema, truth } from "../../core/schema.ts";
import { byNoteAndRow, type RecordUsed } from "./record-places.ts";
import { spansOf } from "./record-runs.ts";

/** More records than these are behind no report that can be read. */
export const maxRecords = 200_000;

/** A line for rows of one note; of rows that follow each other the first and the last stand under `rows`. */
type RecordLine = Omit<RecordUsed, "row"> & { readonly rows: readonly (readonly number[])[] };

const short: Schema<string> = (one): one is string => typeof one === "string" && one.length <= 400;
/** A line is read once for each of its rows: it has known fields only, and each of them is short. */
const isLine: Schema<RecordLine> = object({
  note: hexOf(32),
  rows: list(list(integer(0, maxRows - 1), 2, 2), maxRows, 1),
  leaf: nullable(integer(0, Number.MAX_SAFE_INTEGER)),
  register: nullable(short),
  sealed: truth,
  organisation: nullable(short),
  source: nullable(short),
  signedOff: list(object({ organisation: short, office: short }), 100),
});

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

/**
 * The records of lines, in order of note and row; each has the shape that its line has, and no more is looked at than what that needs. Other
 * things than lines, a row in two of them, and more than `maxRecords` records throw RangeError.
 */
export function recordsOfLines(lines: unknown): readonly RecordUsed[] {
  if (!Array.isArray(lines) || !lines.every(isLine)) throw new RangeError("records stand in lines");
  const sizes = lines.flatMap(({ rows }) => rows.map(([first = 0, last = 0]) => last - first + 1));
  if (sizes.reduce((sum, size) => sum + Math.max(size, 0), 0) > maxRecords) throw new RangeError("too many records");
  const records = lines.flatMap(({ rows, ...rest }) =>
    rows.flatMap(([first = 0, last = 0]) =>
      Array.from({ length: Math.max(last - first + 1, 0) }, (_, i): RecordUsed => ({ ...rest, row: first + i })),
    ),
  );
  records.sort(byNoteAndRow);
  if (records.some((one, i) => i > 0 && byNoteAndRow(records[i - 1] ?? one, one) === 0))
    throw new RangeError("a record stands in one line");
  return records;
}
