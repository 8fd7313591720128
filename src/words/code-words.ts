// Words for what the registers of the country's record name: registers, fields, codes. One dictionary for forms, tables, pages, reports and commands: what a
// person reads on a form may stand in a table.
import type { Words } from "./words.ts";

/** A code in words, where a field gives it a meaning of its own that; one that is a register has its name. The code itself where a newer program knows more. */
export function wordOfCode(words: Words, field: string, code: string): string {
  return first(words, `code.${field}.${code}`, `code.${code}`, `register.${code}`) ?? code;
}

export function registerWord(words: Words, register: string): string {
  return first(words, `register.${register}`) ?? register;
}

/** The name of a field, where a register gives it a meaning of its own that. */
export function fieldWord(words: Words, register: string, field: string): string {
  return first(words, `field.${register}.${field}`, `field.${field}`) ?? field;
}

/** The name of one of the program's schemes of assessment; its id where a newer program knows it. */
export function schemeWord(words: Words, id: string): string {
  return first(words, `scheme.${id}`) ?? id;
}

/** The sentence of the first of these keys that there is. */
export function first(words: Words, ...keys: readonly string[]): string | null {
  const known = keys.find((key) => words.has(key));
  return known === undefined ? null : words.text(known);
}
