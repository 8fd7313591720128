// A country and its record at one checkpoint, as far as somebody can read it: what a report is made from.
import type { Statement } from "./statement.ts";

export interface RecordRead {
  readonly origin: string;
  /** True for a demonstration or a trial: every form of a report says so. */
  readonly trial: boolean;
  readonly country: string;
  /** The country's own name for itself by language, from its founding note. */
  readonly title: Readonly<Record<string, string>>;
  /** The checkpoint up to which the record was read; its root in base64. */
  readonly log: { readonly size: number; readonly root: string };
  readonly statements: readonly Statement[];
  /** Names of the organisations in the directory, by id. */
  readonly organisationNames: ReadonlyMap<string, Readonly<Record<string, string>>>;
}
