// The open rows that the annex shows one by one: those of the year, as an edition may cite them, the laws that its numbers name, and findings that still hold.
import type { FactYear, Period } from "../../assessment/fact-value.ts";
import type { RegisterName, RowValues } from "../../core/registers/register-table.ts";
import { dateOfRow } from "../../core/registers/row.ts";
import { compareTexts } from "../../record/fold.ts";
import { type RecordRef, refId, type Statement } from "../../record/statement.ts";
import { statementsOfYear } from "./statements-of-year.ts";

/** An open row, as its newest version says it. */
export type ReportRow<R extends RegisterName = RegisterName> = {
  [N in R]: {
    readonly register: N;
    readonly key: string;
    readonly source: string;
    readonly values: RowValues<N>;
    readonly ref: RecordRef;
  };
}[R];

/** The rows of one register, in the order in which they happened. */
export function rowsOf<R extends RegisterName>(rows: readonly ReportRow[], register: R): readonly ReportRow<R>[] {
  return rows.filter((row) => row.register === register) as readonly unknown[] as readonly ReportRow<R>[];
}

/** The rows that a report about this period shows. `articles` are keys of laws that are named besides those of facts. */
export function rowsToShow(
  statements: readonly Statement[],
  facts: readonly FactYear[],
  period: Period,
  articles: readonly string[],
): readonly ReportRow[] {
  const named = new Set([
    ...articles,
    ...facts.flatMap(({ now, before }) => [...now.statements, ...before.statements].flatMap((one) => one.articles)),
  ]);
  const ofYear = statementsOfYear(statements, period);
  const answers = new Set(
    facts
      .filter(({ definition: { formula } }) => formula?.kind === "finding")
      .flatMap(({ now }) => now.statements.flatMap(({ records }) => records.map(refId))),
  );
  const others = statements.filter(
    ({ register, key, ref }) => (register === "law" && named.has(key)) || answers.has(refId(ref)),
  );
  return [...new Set([...ofYear, ...others])]
    .filter(({ register }) => register !== "tally")
    .map(({ register, key, source, values, ref }) => ({ register, key, source, values, ref }) as ReportRow)
    .sort(inOrder);
}

/** In the order in which they happened. */
function inOrder(a: ReportRow, b: ReportRow): number {
  const placeOf = (row: ReportRow) =>
    [dateOfRow(row.values) ?? "", row.register, row.key, row.source, refId(row.ref)].join(" ");
  return compareTexts(placeOf(a), placeOf(b));
}
