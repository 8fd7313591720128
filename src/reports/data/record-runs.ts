// The records behind a report as its table lists them: each by itself while they are few, and rows of one note together once they are many.
// Ten thousand rows of an import are then as many lines as it has notes, and every record still has its place.
import { type RecordRef, refId } from "../../record/statement.ts";
import { recordAnchor } from "../document.ts";
import type { RecordUsed } from "./record-places.ts";

/** With more records than these, rows of one note that agree in all but the row stand in one line. */
const fewRecords = 50;

/** Records that one line of the table stands for. */
export interface RecordRun {
  readonly anchor: string;
  /** The first one; all but the row is the same for all. */
  readonly record: RecordUsed;
  /** Rows of the note, in order. */
  readonly rows: readonly number[];
}

/** The lines of the table, in the order of their first records. */
export function recordRuns(records: readonly RecordUsed[]): readonly RecordRun[] {
  const together = records.length > fewRecords;
  const nameOf = ({ row, ...rest }: RecordUsed) => JSON.stringify(together ? rest : [rest, row]);
  return [...Map.groupBy(records, nameOf).values()].flatMap((run): readonly RecordRun[] => {
    const [record] = run;
    if (record === undefined) return [];
    return [{ anchor: recordAnchor(record.note, record.row), record, rows: run.map(({ row }) => row) }];
  });
}

/** For each record the place of its line. */
export function anchorsOf(runs: readonly RecordRun[]): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap(({ anchor, record: { note }, rows }) => rows.map((row) => [refId({ note, row }), anchor] as const)),
  );
}

/** Rows in short: 0–99, 103. They must be in order. */
export function rowSpans(rows: readonly number[]): readonly string[] {
  return spansOf(rows).map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
}

/** The first and the last of rows that follow each other. They must be in order. */
function spansOf(rows: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const spans: [first: number, last: number][] = [];
  for (const row of rows) {
    const open = spans.at(-1);
    if (open !== undefined && open[1] + 1 === row) open[1] = row;
    else spans.push([row, row]);
  }
  return spans;
}

/** References by the line that they lead to, in the order of their first. */
export function refsByAnchor(
  refs: readonly RecordRef[],
  anchors: ReadonlyMap<string, string>,
): readonly (readonly [anchor: string, refs: readonly RecordRef[]])[] {
  const anchorOf = (ref: RecordRef) => anchors.get(refId(ref)) ?? recordAnchor(ref.note, ref.row);
  return [...Map.groupBy(refs, anchorOf)];
}
