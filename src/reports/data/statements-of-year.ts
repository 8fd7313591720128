// Which open rows say something of a year: an edition may cite them, and the annex shows them.
import type { Period } from "../../assessment/fact-value.ts";
import { daysOf, reportYearOf } from "../../assessment/period.ts";
import { orBefore, overlapOf, rangeOf } from "../../core/registers/partial-date.ts";
import { citedRegisters } from "../../core/registers/pieces.ts";
import { dateOfRow } from "../../core/registers/row.ts";
import type { Statement } from "../../record/statement.ts";

/** Rows that are dated in the year, or name it. What stood before it and still stands is not a row of the year. */
export function statementsOfYear(statements: readonly Statement[], period: Period): readonly Statement[] {
  return statements
    .filter(({ register, sealed }) => !sealed && citedRegisters.includes(register))
    .filter(({ register, values }) => {
      const { year, by, period: kind = "calendar" } = values as Partial<Statement<"tally">["values"]>;
      if (register === "rating") return Number(year) === reportYearOf(period);
      // Of a tally's parts no fact reads any: its number stands for them, until somebody cites one.
      if (register === "tally") return by === undefined && Number(year) === period.year && kind === period.kind;
      if (year !== undefined) return Number(year.slice(0, 4)) === period.year;
      const date = dateOfRow(values);
      return date !== null && overlapOf(rangeOf(date.replace(orBefore, "")), daysOf(period)) !== "outside";
    });
}
