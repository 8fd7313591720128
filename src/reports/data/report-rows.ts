// The open rows that the annex shows one by one: those of the year, as an edition may cite them, and every other one on which something of it rests.
import type { Period } from "../../assessment/fact-value.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import { dateOfRow } from "../../core/registers/row.ts";
import { compareTexts, refId, type Statement } from "../../record/statement.ts";
import type { ReportData, ReportRow } from "./report-data.ts";
import { statementsOfYear } from "./statements-of-year.ts";

/** The rows of one register, in the order in which they happened. */
export function reportRowsOf<R extends RegisterName>(rows: readonly ReportRow[], register: R): readonly ReportRow<R>[] {
  return rows.filter((row): row is ReportRow<R> => row.register === register);
}

/** What of a report rests on rows. */
type Resting = Pick<ReportData, "facts" | "contradictions" | "assessment" | "splits">;

/** The rows that a report about this period shows, with the laws that its numbers name. */
export function rowsToShow(statements: readonly Statement[], period: Period, resting: Resting): readonly ReportRow[] {
  const articles = new Set([
    ...resting.splits.flatMap(({ by, cell }) => (by === "article" ? [cell] : [])),
    ...resting.facts.flatMap(({ now, before }) =>
      [...now.statements, ...before.statements].flatMap((one) => one.articles),
    ),
  ]);
  const shown = new Set([...statementsOfYear(statements, period).map(({ ref }) => refId(ref)), ...refsIn(resting)]);
  return statements
    .filter(({ register, key, ref }) => shown.has(refId(ref)) || (register === "law" && articles.has(key)))
    .map(({ register, key, source, values, ref, leaf, organisation, signedOff }) => {
      return { register, key, source, values, ref, leaf, organisation, signedOff };
    })
    .sort(inOrder);
}

/** Every record to which plain data refer. */
function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("note" in value && "row" in value) return [`${value.note}:${value.row}`];
  return Object.values(value).flatMap(refsIn);
}

/** In the order in which they happened. */
function inOrder(a: ReportRow, b: ReportRow): number {
  const placeOf = (row: ReportRow) =>
    [dateOfRow(row.values) ?? "", row.register, row.key, row.source, refId(row.ref)].join(" ");
  return compareTexts(placeOf(a), placeOf(b));
}
