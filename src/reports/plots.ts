// The plots of a report as plain structures, before they are drawn. Every number is there with its words, so that the table beside a
// plot says the same.

export interface Mark {
  /** Null where there is no value; `text` then says why. */
  readonly value: number | null;
  readonly text: string;
}

export interface BarsPlot {
  readonly kind: "bars";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly labelTitle: string;
  readonly now: string;
  readonly before: string;
  /** Written at the bars themselves, so that nobody has to look up which is which. */
  readonly nowShort: string;
  readonly beforeShort: string;
  readonly rows: readonly { readonly label: string; readonly now: Mark; readonly before: Mark }[];
}

export interface SeriesPlot {
  readonly kind: "series";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly yearTitle: string;
  readonly panels: readonly {
    readonly label: string;
    /** Where `isApart`, the year is not counted like the one before: no line joins them. */
    readonly points: readonly (Mark & { readonly year: number; readonly isApart: boolean })[];
  }[];
}

export interface FlowPlot {
  readonly kind: "flow";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly stepTitle: string;
  readonly valueTitle: string;
  /** The way, in order. */
  readonly stages: readonly {
    readonly key: string;
    readonly label: string;
    readonly cases: number;
    readonly text: string;
  }[];
  /** From a stage to another one, or to an end beside the way. */
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly cases: number;
    readonly text: string;
  }[];
}

export type Plot = BarsPlot | SeriesPlot | FlowPlot;

/** The numbers of a plot as a table: titles of the columns and rows of words. */
export function tableOf(plot: Plot): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  switch (plot.kind) {
    case "bars":
      return {
        columns: [plot.labelTitle, plot.now, plot.before],
        rows: plot.rows.map(({ label, now, before }) => [label, now.text, before.text]),
      };
    case "series": {
      const years = [...new Set(plot.panels.flatMap((panel) => panel.points.map((point) => point.year)))].sort();
      return {
        columns: [plot.yearTitle, ...plot.panels.map((panel) => panel.label)],
        rows: years.map((year) => [
          String(year),
          ...plot.panels.map((panel) => panel.points.find((point) => point.year === year)?.text ?? ""),
        ]),
      };
    }
    case "flow":
      return {
        columns: [plot.stepTitle, plot.valueTitle],
        rows: [
          ...plot.stages.map(({ label, text }) => [label, text]),
          ...plot.links
            .filter(({ to }) => plot.stages.every(({ key }) => key !== to))
            .map(({ from, label, text }) => [
              `${plot.stages.find(({ key }) => key === from)?.label ?? from} → ${label}`,
              text,
            ]),
        ],
      };
  }
}
