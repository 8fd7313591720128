// A release in one language, as a table for a file (CN8): each number with its least and its most, so that nobody takes a rounded one for an exact one.
import { several } from "../core/year-count.ts";
import type { Table } from "../record/table/row-table.ts";
import type { Release } from "../statistics/release.ts";
import type { Words } from "../words/words.ts";
import { ownPeriodWords, rowName } from "./own-numbers.ts";

/** The words of forms must be loaded. */
export function releaseTable({ period, tables }: Release, words: Words): Table {
  const name = (of: string, key: string) =>
    key === several ? words.message("numbers.several") : rowName(of === "totals" ? "course" : of, key, words);
  const title = (of: string) => words.text(`numbers.table.${of === "totals" ? "course" : of}`);
  return [
    [
      words.message("numbers.period"),
      words.message("numbers.column.table"),
      words.message("numbers.column.class"),
      words.message("numbers.column.shown"),
      words.message("numbers.column.least"),
      words.message("numbers.column.most"),
    ],
    ...tables.flatMap(({ of, rows }) =>
      rows.map(({ key, shown, least, most }) => [
        ownPeriodWords(period, words),
        title(of),
        name(of, key),
        shown === null ? words.message("numbers.fewer") : String(shown),
        String(least),
        String(most),
      ]),
    ),
  ];
}

/** What a release does not say, in words, and what may be given instead. */
export function leftOutWords({ leftOut }: Release, words: Words): readonly string[] {
  const lines = leftOut.map(({ of, why }) => {
    const what = of === "new" || of === "helped" ? rowName("course", of, words) : words.text(`numbers.table.${of}`);
    return words.message(why === "few" ? "numbers.left-out-few" : "numbers.left-out-follows", { what });
  });
  return leftOut.some(({ why }) => why === "few") ? [...lines, words.message("numbers.left-out-instead")] : lines;
}
