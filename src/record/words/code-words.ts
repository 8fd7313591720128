// Words for the codes of the registers, one dictionary for forms, tables and commands: what a person reads on a form may stand in a table.
import type { RegisterName, registerTable } from "../../core/registers/register-table.ts";
import type { english } from "./en.ts";

type FieldsOf<R extends RegisterName> = (typeof registerTable)[R]["fields"];
type CodesOf<F> = {
  [N in keyof F]: F[N] extends { readonly shape: { readonly codes: readonly (infer C extends string)[] } } ? C : never;
}[keyof F];

export type FieldName = { [R in RegisterName]: keyof FieldsOf<R> & string }[RegisterName];
export type CodeName = { [R in RegisterName]: CodesOf<FieldsOf<R>> }[RegisterName];

export interface CodeWords {
  readonly codes: Readonly<Record<CodeName, string>>;
  /** Where a field or code means something of its own in one register: `register.field` or `field.code`. */
  readonly special: Readonly<Record<keyof (typeof english)["special"], string>>;
}

/** A code in words; the code itself where a newer program knows more. */
export function wordOfCode({ codes, special }: CodeWords, field: string, code: string): string {
  return found(special, `${field}.${code}`) ?? found(codes, code) ?? code;
}

function found(words: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}
