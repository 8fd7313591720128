// What a fact is by rows as whoever counts them has them, sealed ones too: that is how tallies are made. Reports read a sealed register by its tallies alone.
import { countRecords } from "../../src/assessment/count-records.ts";
import { factFrom } from "../../src/assessment/evaluate-facts.ts";
import type { FactDefinition, FactValue, Period } from "../../src/assessment/fact-value.ts";
import { daysOf } from "../../src/assessment/period.ts";
import type { StatementIndex } from "../../src/assessment/statement-index.ts";

export function rowsEvaluated(index: StatementIndex, definition: FactDefinition, period: Period): FactValue {
  const { formula } = definition;
  const counted = formula === undefined ? null : countRecords(index, formula, daysOf(period));
  return factFrom(index, definition, period, counted ?? { statements: [], unplaced: [] });
}
