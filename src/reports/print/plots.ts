// The plots of a report as plain structures, before they are drawn: bars in groups, each with its number.
export interface Mark {
  /** Null where there is no value; `text` then says why. */
  readonly value: number | null;
  readonly text: string;
}

export interface Plot {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What its rows are, over their names in the table. */
  readonly labelTitle: string;
  /** What each bar of a row is, the newest first; `short` stands at the bars themselves, so that nobody has to look up which is which. */
  readonly columns: readonly { readonly title: string; readonly short: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly fact?: string;
    /** One for each column. */
    readonly marks: readonly Mark[];
  }[];
  /** Several stand beside each other. */
  readonly isSmall?: true;
}
