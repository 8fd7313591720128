// The plots of a report as plain structures, before they are drawn. Every number is there with its words, so that the table beside a
// plot (`plot-table.ts`) says the same.
import type { Inlines } from "./inlines.ts";

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

export interface FlowPlot {
  readonly kind: "flow";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly stepTitle: string;
  readonly valueTitle: string;
  readonly recordsTitle: string;
  /** The way, in order. */
  readonly stages: readonly {
    readonly key: string;
    readonly label: string;
    readonly cases: number;
    readonly text: string;
    /** Links to the records of these cases. */
    readonly records: Inlines;
  }[];
  /** From a stage to another one, or to an end beside the way. */
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    /** Both ends, with an arrow that points as the language reads. */
    readonly way: string;
    readonly cases: number;
    readonly text: string;
    readonly records: Inlines;
  }[];
}

export type Plot = BarsPlot | SeriesPlot | FlowPlot;
