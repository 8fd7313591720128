// Which row of the register `source` a statement means by the source that it names (RC1).
import { ownFiles } from "../core/registers/row.ts";
import { compareTexts, ofRegister, type Statement } from "./statement.ts";

/** What the record says of sources: by their keys, the rows of each in the order of the log. */
export type SourceRows = ReadonlyMap<string, readonly Statement<"source">[]>;

/** Who names a source: its key means something as this organisation says it. */
export type Sourced = Pick<Statement, "source" | "organisation">;

/** The rows about sources among these statements. */
export function sourceRows(statements: readonly Statement[]): SourceRows {
  return Map.groupBy(ofRegister(statements, "source").toSorted(inLogOrder), ({ key }) => key);
}

/** The row of its source that a statement means: its own organisation's, else the one that was logged first (RC1); null when there is none. */
export function sourceOf(sources: SourceRows, { source, organisation }: Sourced): Statement<"source"> | null {
  const rows = source === ownFiles ? [] : (sources.get(source) ?? []);
  return rows.find((row) => row.organisation === organisation) ?? rows[0] ?? null;
}

/** The order of the log by what was entered first, which every reader of the record has alike: a correction keeps its place (RC1). */
export function inLogOrder({ first: a }: Statement, { first: b }: Statement): number {
  const leafOf = ({ leaf }: typeof a) => leaf ?? Number.MAX_SAFE_INTEGER;
  return leafOf(a) - leafOf(b) || compareTexts(a.ref.note, b.ref.note) || a.ref.row - b.ref.row;
}
