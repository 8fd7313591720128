// The plots of a report as plain structures, before they are drawn. Every number is there with its words, so that the table beside a
// plot (`plot-table.ts`) says the same.

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
  /** Left out where there is nothing before. */
  readonly before?: string;
  /** Written at the bars themselves, so that nobody has to look up which is which. */
  readonly nowShort: string;
  readonly beforeShort?: string;
  readonly rows: readonly {
    readonly label: string;
    readonly fact?: string;
    readonly now: Mark;
    readonly before?: Mark;
  }[];
}

export interface SeriesPlot {
  readonly kind: "series";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly yearTitle: string;
  /** How many panels stand beside each other; three where it is left out. */
  readonly columns?: number;
  readonly panels: readonly {
    readonly label: string;
    readonly fact?: string;
    /** Where `isApart`, the year is not counted like the one before: no line joins them. */
    readonly points: readonly (Mark & {
      readonly year: number;
      readonly yearText: string;
      readonly isApart: boolean;
    })[];
  }[];
}

export type Plot = BarsPlot | SeriesPlot;
