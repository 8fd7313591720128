// From the open record to what the public page shows: rows with their sources, released numbers as this browser found them, published reports. Pure.

import { checkedProceedings } from "../../assessment/checked-proceedings.ts";
import { overdueMeasures } from "../../assessment/standing-rows.ts";
import { indexStatements } from "../../assessment/statement-index.ts";
import type { Directory } from "../../core/directory.ts";
import { addDays } from "../../core/form/calendar-day.ts";
import { rangeOf } from "../../core/registers/partial-date.ts";
import { ownFiles } from "../../core/registers/row.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import type { RecordBook } from "../../record/book.ts";
import { checkedCases } from "../../record/checked-cases.ts";
import { officesAt, reviewersAt } from "../../record/readers.ts";
import { refId, type Statement } from "../../record/statement.ts";
import { isOlder, publishedEditions } from "../../reports/edition/edition.ts";
import { type PublicView, type ShownProceedings, shownRegisters } from "./public-view.ts";

/** The parts of the view that follow from the record. */
type ComposedView = Pick<PublicView, "cases" | "proceedings" | "editions" | "rows" | "overdue" | "notCounted">;

/** `directory` says who could sign a release off at a leaf of the log; `today` is the day of which the log is. */
export function composeView(book: RecordBook, directory: Directory, today: string): ComposedView {
  const sourceOf = (row: Statement) => (row.source === ownFiles ? null : (book.sourceOf(row)?.values ?? null));
  const cases = checkedCases(book, (leaf) => officesAt(directory, leaf));
  const proceedings = checkedProceedings(book, (leaf) => reviewersAt(directory, leaf));
  const editions = publishedEditions(book.statements("paragraph"), hashOfText);
  const overdue = overdueMeasures(indexStatements(book.all), rangeOf(today), rangeOf(addDays(today, -1))).statements;
  return {
    // Of a release of which some row does not hold no number is shown.
    cases: { ...cases, years: cases.years.map((one) => (one.flaws.length > 0 ? { ...one, rows: [] } : one)) },
    proceedings: {
      ...proceedings,
      years: proceedings.years.map(({ isWhole, ...one }): ShownProceedings => {
        const rows = one.flaws.length > 0 ? [] : one.release.tallies;
        return {
          ...one,
          rows: rows.map((row) => ({
            values: row.values,
            source: row.source,
            title: sourceOf(row as Statement)?.title ?? null,
            isWhole: isWhole(row),
          })),
        };
      }),
    },
    editions: editions.map((edition) => ({ edition, isOlder: isOlder(edition, editions) })),
    rows: shownRegisters.flatMap((register) =>
      (book.statements(register) as readonly Statement[]).map((row) => ({ ...row, from: sourceOf(row) })),
    ),
    overdue: new Set(overdue.flatMap(({ records }) => records.map(refId))),
    notCounted: book.refused.length + book.incomplete.length,
  };
}
