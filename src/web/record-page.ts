// The pages of the country's record. Types only: the first screen knows them without loading the pages.
import type { RegisterName } from "../core/registers/register-table.ts";
import type { LanguageTag } from "../words/languages.ts";

export type RecordPage =
  | { readonly at: "overview" }
  | { readonly at: "register"; readonly register: RegisterName }
  | { readonly at: "thing"; readonly register: RegisterName; readonly key: string }
  /** A new row; about a thing that is known when `key` is given; a correction of the own statement when `source` is given too. */
  | { readonly at: "enter"; readonly register: RegisterName; readonly key?: string; readonly source?: string }
  | { readonly at: "import"; readonly register: RegisterName }
  | { readonly at: "sign-off"; readonly import: string; readonly organisation: string }
  /** The country's cases of a year, for the offices that count them. */
  | { readonly at: "cases" }
  /** Proceedings and requests of a year, for the offices that release them. */
  | { readonly at: "tallies" }
  | { readonly at: "report" }
  /** The report of a year that a person writes: the edition that is named, else the one that they likely want. */
  | {
      readonly at: "edition";
      readonly year?: number;
      readonly kind?: "calendar" | "april-march";
      readonly language?: LanguageTag;
    }
  | { readonly at: "check-report" };
