// Words of a report with what is marked in them: figures, links, what a person entered, what is missing.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  /** Words that a person entered, in the language in which they did. */
  | { readonly kind: "quoted"; readonly text: string }
  /** A figure; it leads to how it was counted. */
  | { readonly kind: "figure"; readonly text: string; readonly fact: string }
  /** Leads to a place in this document. */
  | { readonly kind: "link"; readonly text: string; readonly to: string }
  /** Something to copy exactly: a hash, a record's id. */
  | { readonly kind: "code"; readonly text: string }
  /** A value that is not there: not reported, or no data. */
  | { readonly kind: "missing"; readonly text: string };

export type Inlines = readonly Inline[];
