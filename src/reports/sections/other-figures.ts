// Figures of the year that no fact reads (AS26), for the table of facts: nothing that was entered vanishes.

import type { FactDefinition, Pillar } from "../../assessment/fact-value.ts";
import { refId } from "../../record/statement.ts";
import { type ReportRow, rowsOf } from "../data/report-rows.ts";
import type { Report } from "./report.ts";

export interface OtherFigure {
  readonly pillar: Pillar;
  readonly row: ReportRow<"figure">;
  /** As it is entered; without one, that of the fact which has the figure's name. */
  readonly unit: FactDefinition["unit"];
}

/** Every figure of the year that no fact reads, in the order of the rows. */
export function otherFigures({ data }: Pick<Report, "data">): readonly OtherFigure[] {
  const aside = new Set(data.facts.flatMap(({ now }) => (now.aside ?? []).map(refId)));
  return rowsOf(data.rows, "figure")
    .filter(({ ref }) => aside.has(refId(ref)))
    .flatMap((row): readonly OtherFigure[] => {
      const { fact, unit } = row.values;
      const definition = data.facts.map((one) => one.definition).find(({ key }) => key === fact);
      return definition === undefined ? [] : [{ pillar: definition.pillar, row, unit: unit ?? definition.unit }];
    });
}
