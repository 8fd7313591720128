// Words for the codes of the registers, one dictionary for forms, tables and commands: what a person reads on a form may stand in a table.
import type { CodeName } from "../../core/registers/register-table.ts";
import type { english } from "./en.ts";

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
