// The table beside a plot: the same numbers in words. What is counted leads to its definition, and every number to its records.
import { presentFields } from "../../core/present-fields.ts";
import type { Column } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import type { Plot } from "../plots.ts";

interface PlotTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Inlines[])[];
}

export function plotTable(plot: Plot): PlotTable {
  switch (plot.kind) {
    case "bars":
      return {
        columns: [{ title: plot.labelTitle }, ...[plot.now, plot.before ?? []].flat().map(numeric)],
        rows: plot.rows.map(({ label, fact, now, before }) => [
          words(label, fact),
          ...[now, before ?? []].flat().map(({ value, text }) => words(text, value === null ? undefined : fact)),
        ]),
      };
    case "series": {
      const years = new Map(plot.panels.flatMap((panel) => panel.points.map((point) => [point.year, point.yearText])));
      return {
        columns: [
          { title: plot.yearTitle },
          ...plot.panels.map(({ label, fact }) => ({ ...numeric(label), ...presentFields({ fact }) })),
        ],
        rows: [...years]
          .sort(([a], [b]) => a - b)
          .map(([year, yearText]) => [
            words(yearText),
            ...plot.panels.map(({ fact, points }) => {
              const point = points.find((one) => one.year === year);
              return words(point?.text ?? "", (point?.value ?? null) === null ? undefined : fact);
            }),
          ]),
      };
    }
  }
}

function numeric(title: string): Column {
  return { title, numeric: true };
}

/** Words that lead to a fact, where they are of one. */
function words(text: string, fact?: string): Inlines {
  const inline: Inline = fact === undefined ? { kind: "text", text } : { kind: "figure", text, fact };
  return [inline];
}
