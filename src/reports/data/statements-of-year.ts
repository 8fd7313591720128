// Which open rows say something of a year: an edition may cite them, and the annex shows them.
import type { Period } from "../../assessment/fact-value.ts";
import { daysOf, reportYearOf } from "../../assessment/period.ts";
import { rangeOf } from "../../core/registers/partial-date.ts";
import { citedRegisters } from "../../core/registers/pieces.ts";
import { dateOfRow } from "../../core/registers/row.ts";
import type { Statement } from "../../record/statement.ts";

/** Rows that are dated in the year, or name it. What stood before it and still stands is not a row of the year. */
export function statementsOfYear(statements: readonly Statement[], period: Period): readonly Statement[] {
  const { first, last } = daysOf(period);
  return statements
    .filter(({ register, sealed }) => !sealed && citedRegisters.includes(register))
    .filter((statement) => {
      if (statement.register === "rating")
        return Number((statement.values as Statement<"rating">["values"]).year) === reportYearOf(period);
      const { year, by } = statement.values as { readonly year?: string; readonly by?: string };
      // Of a tally's parts no fact reads any: its number stands for them, until somebody cites one.
      if (statement.register === "tally") return by === undefined && isTallyOf(statement, period);
      if (year !== undefined) return Number(year.slice(0, 4)) === period.year;
      const date = dateOfRow(statement.values);
      if (date === null) return false;
      const days = rangeOf(date.replace(/^\.\./, ""));
      return days.first <= last && days.last >= first;
    });
}

/** True for a tally of this year, counted as the year is. */
function isTallyOf({ register, values }: Statement, { year, kind }: Period): boolean {
  if (register !== "tally") return false;
  const its = values as Statement<"tally">["values"];
  return Number(its.year) === year && (its.period ?? "calendar") === kind;
}
