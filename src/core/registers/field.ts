// The fields of a record: what a cell of a register may hold. One description of each field is read by the schema of signed notes, by
// the import of tables, by the forms on screens and by the documentation.

/** How many of something a source says: a whole number, or its word that it does not report it. Never zero for want of data (R17). */
export type Count = number | "not-reported";

export type FieldShape =
  /** Text on one line. `exact`: things are distinguished by it, so that no character may hide in it. */
  | { readonly type: "line"; readonly max: number; readonly exact?: true }
  /** Text on any number of lines. */
  | { readonly type: "text"; readonly max: number }
  /** One of a closed list. */
  | { readonly type: "code"; readonly codes: readonly string[] }
  /** Several of a closed list, all different. */
  | { readonly type: "codes"; readonly codes: readonly string[] }
  /** A date as far as it is known: 2003, 2003-08 or 2003-08-01. */
  | { readonly type: "date" }
  /** The same, or with two dots before it for what had come by then: `..2003` is in 2003 or before. */
  | { readonly type: "since" }
  /** A whole number from 0 on. */
  | { readonly type: "whole" }
  /** A whole number from 0 on, or `not-reported`. */
  | { readonly type: "count" }
  | { readonly type: "yes-no" }
  /** A country of ISO 3166-1. */
  | { readonly type: "country" }
  | { readonly type: "countries" }
  /** A currency of ISO 4217. */
  | { readonly type: "currency" }
  /** A language by its tag, with its script where it has several: `fa`, `uz-Latn`. */
  | { readonly type: "language" }
  /** The key of a row of another register. */
  | { readonly type: "key"; readonly register: string }
  | { readonly type: "keys"; readonly register: string }
  /** Several short texts on one line each: offices that are members, for example. */
  | { readonly type: "lines"; readonly max: number }
  /** Rows in the version that somebody read: the id of the note, a colon, the index of the row in it. */
  | { readonly type: "versions" }
  /** One-way tokens of persons in sealed files, 32 hexadecimal digits each; they link and name nobody. */
  | { readonly type: "tokens" }
  /** A UUID or a SHA-256, in lower-case hexadecimal. */
  | { readonly type: "uuid" }
  | { readonly type: "hash" };

/** Shapes that only answers of a form have. */
export type AnswerOnlyShape =
  /** A day: 2031-02-03. */
  | { readonly type: "day" }
  /** A time of day: 14:05. */
  | { readonly type: "time" }
  /** A sum of money with its currency: `120.50 TJS`. */
  | { readonly type: "amount" }
  | { readonly type: "languages" }
  /** A country, a region of it (ISO 3166-2) or a district of that. */
  | { readonly type: "place" }
  | { readonly type: "places" }
  /** An organisation of the directory. */
  | { readonly type: "organisation" }
  /** Another sheet of the same case: its form's key, a slash, its id. */
  | { readonly type: "sheet" };

export interface Field<S extends FieldShape = FieldShape, R extends boolean = boolean> {
  readonly shape: S;
  readonly required: R;
}

/** What a field of this shape holds in a signed note. */
type ValueOf<S extends FieldShape> = S extends { readonly type: "code"; readonly codes: readonly (infer C)[] }
  ? C
  : S extends { readonly type: "codes"; readonly codes: readonly (infer C)[] }
    ? readonly C[]
    : S extends { readonly type: "whole" }
      ? number
      : S extends { readonly type: "count" }
        ? Count
        : S extends { readonly type: "yes-no" }
          ? boolean
          : S extends { readonly type: "countries" | "keys" | "lines" | "tokens" | "versions" }
            ? readonly string[]
            : string;

/** A field that every row has. */
export function needed<const S extends FieldShape>(shape: S): Field<S, true> {
  return { shape, required: true };
}

/** A field that a row may leave out. */
export function maybe<const S extends FieldShape>(shape: S): Field<S, false> {
  return { shape, required: false };
}

export type Fields = { readonly [name: string]: Field };

type RequiredNames<F extends Fields> = { [N in keyof F]: F[N]["required"] extends true ? N : never }[keyof F];

/** The values of a row with these fields. */
export type ValuesOf<F extends Fields> = { readonly [N in RequiredNames<F>]: ValueOf<F[N]["shape"]> } & {
  readonly [N in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[N]["shape"]>;
};
