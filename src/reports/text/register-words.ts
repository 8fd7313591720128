// The words of a report for what the registers of the record name: fields and codes as they stand in a sentence, and a whole row as the values of
// its sentences.
import { type RegisterName, type RowValues, registerOf } from "../../core/registers/register-table.ts";
import { fieldWord, first, wordOfCode } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import type { Words } from "../../words/words.ts";
import { type FieldValues, lower, valueInWords } from "./value-words.ts";

type InWords<V> = V extends string | readonly unknown[] ? string : V;

/** A row as its sentences take it: a message names the fields that it needs. */
export type RowInWords<R extends RegisterName> = {
  readonly [N in keyof Required<RowValues<R>>]: InWords<RowValues<R>[N]>;
};

export function registerWords(words: Words) {
  const { language } = words;
  const country = (code: string): string => countryName(code, language.tag);
  /** A code of a register in words, as it stands in a sentence. */
  const code = (register: string, field: string, spelled: string): string =>
    own(register, field, spelled) ?? lower(wordOfCode(words, field, spelled));
  /** The same as it begins a line. */
  const name = (register: string, field: string, spelled: string): string =>
    own(register, field, spelled) ?? wordOfCode(words, field, spelled);
  const own = (register: string, field: string, spelled: string): string | null =>
    first(words, `in-sentence.${register}.${field}.${spelled}`);

  /** A row: codes, countries and lists in words. Dates, numbers and answers stay: a message writes them itself. */
  const row = <R extends RegisterName>(register: R, values: RowValues<R>): RowInWords<R> => {
    const { fields } = registerOf(register);
    const inWords = (name: string, value: unknown): unknown => {
      const { shape } = fields[name] ?? {};
      switch (shape?.type) {
        case "code":
          return code(register, name, value as string);
        case "codes":
          return language.list(
            inOrder(shape.codes, value as readonly string[]).map((one) => code(register, name, one)),
          );
        case "countries":
          return language.list((value as readonly string[]).map(country));
        case "lines":
          return (value as readonly string[]).join(", ");
        default:
          return value;
      }
    };
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, inWords(name, value)]),
    ) as RowInWords<R>;
  };

  return {
    code,
    name,
    row,
    country,
    value: (register: RegisterName, field: string, value: unknown, values: FieldValues): string =>
      valueInWords(words, register, field, value, values),
    field: (name: string): string =>
      lower(first(words, `in-sentence.field.${name}`) ?? fieldWord(words, "", name)).replaceAll("_", " "),
    unit: (unit: string): string => first(words, `report.unit.${unit}`) ?? code("figure", "unit", unit),
    register: (name: string): string => lower(first(words, `register.${name}`) ?? name),
  };
}

/** Codes in the order of their list; those that are newer than the list, behind it. */
function inOrder(codes: readonly string[], given: readonly string[]): readonly string[] {
  return [...codes.filter((one) => given.includes(one)), ...given.filter((one) => !codes.includes(one))];
}
