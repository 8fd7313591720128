// From the open record to what the public page shows: rows with their sources, released numbers as this browser found them, published reports. Pure.

import { checkedProceedings } from "../../assessment/checked-proceedings.ts";
import { ownFiles } from "../../core/registers/row.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import type { RecordBook } from "../../record/book.ts";
import { checkedCases } from "../../record/checked-cases.ts";
import type { Statement } from "../../record/statement.ts";
import { isOlder, publishedEditions } from "../../reports/edition/edition.ts";
import { type PublicView, type ShownProceedings, shownRegisters } from "./public-view.ts";

/** The parts of the view that follow from the record. */
type ComposedView = Pick<PublicView, "cases" | "proceedings" | "editions" | "rows" | "notCounted">;

/** Who could sign a release off, at a leaf of the log: one of cases, and one of proceedings. */
interface Offices {
  readonly officesAt: (leaf: number) => readonly string[];
  readonly reviewersAt: (leaf: number) => readonly string[];
}

export function composeView(book: RecordBook, { officesAt, reviewersAt }: Offices): ComposedView {
  const sourceOf = (row: Statement) => (row.source === ownFiles ? null : (book.sourceOf(row)?.values ?? null));
  const [cases, proceedings] = [checkedCases(book, officesAt), checkedProceedings(book, reviewersAt)];
  const editions = publishedEditions(book.statements("paragraph"), hashOfText);
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
    notCounted: book.refused.length + book.incomplete.length,
  };
}
