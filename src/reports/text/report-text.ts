// How the sections of a report put things into words: sentences of src/words with links in them, a row of a register as the values of its
// sentences, and the words for codes, fields, years and terms of prison.
import type { Period } from "../../assessment/fact-value.ts";
import type { FieldShape } from "../../core/registers/field.ts";
import {
  type RegisterName,
  type RowValues,
  registerOf,
  type registerTable,
} from "../../core/registers/register-table.ts";
import { fieldWord, first, wordOfCode } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import type { Value } from "../../words/message.ts";
import type { MessageKey, MessageValuesOf, ValuesArgument, Words } from "../../words/words.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { run } from "../say.ts";

export type ReportText = ReturnType<typeof reportTextOf>;

/** A row of a register, as much of it as sentences need. */
type Row<R extends RegisterName> = { readonly register: R; readonly values: RowValues<R> };

type ShapeOf<R extends RegisterName, N> = N extends keyof (typeof registerTable)[R]["fields"]
  ? (typeof registerTable)[R]["fields"][N] extends { readonly shape: infer S extends FieldShape }
    ? S["type"]
    : never
  : never;

/** A row as its sentences take it: a message names the fields that it needs. */
type RowInWords<R extends RegisterName> = {
  readonly [N in keyof RowValues<R>]-?: ShapeOf<R, N> extends "code" | "codes" | "countries" | "line" | "lines" | "text"
    ? Value<Inline>
    : undefined extends RowValues<R>[N]
      ? RowValues<R>[N] | undefined
      : RowValues<R>[N];
};

/** What a report says, in the language of these words. */
export function reportTextOf(words: Words) {
  const { language } = words;
  /** Words alone. */
  const t = <K extends MessageKey>(key: K, ...values: ValuesArgument<K>): string => words.message(key, ...values);
  /** A sentence in which figures, links and quotations may stand. */
  const say = <K extends MessageKey>(key: K, values: MessageValuesOf<K, Inline>): Inlines =>
    run(words.marked(key, values));
  const country = (code: string): string => countryName(code, language.tag);
  const date = (written: string): string => language.date(written, "plain");

  /** A code of a register in words, as it stands in a sentence. */
  const code = (register: string, field: string, spelled: string): string =>
    own(register, field, spelled) ?? lower(wordOfCode(words, field, spelled));
  /** The same as it begins a line. */
  const name = (register: string, field: string, spelled: string): string =>
    own(register, field, spelled) ?? wordOfCode(words, field, spelled);
  const own = (register: string, field: string, spelled: string): string | null =>
    first(words, `in-sentence.${register}.${field}.${spelled}`);

  /** A row: codes and countries in words, what a person entered as a quotation. Dates, numbers and answers stay: a message writes them itself. */
  const row = <R extends RegisterName>({ register, values }: Row<R>): RowInWords<R> => {
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
        case "line":
        case "lines":
        case "text":
          // The number of an article is no quotation.
          return name === "article" ? value : { kind: "quoted", text: [value].flat().join(", ") };
        default:
          return value;
      }
    };
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, inWords(name, value)]),
    ) as RowInWords<R>;
  };

  /** Months as years, where they are whole years. */
  const span = (n: number): string => {
    const [years, months] = [Math.floor(n / 12), n % 12];
    const inYears = t("report.span.years", { n: years });
    const inMonths = t("report.span.months", { n: months });
    if (years === 0) return inMonths;
    return months === 0 ? inYears : t("report.span.both", { years: inYears, months: inMonths });
  };

  return {
    tag: language.tag,
    direction: language.direction,
    t,
    say,
    /** The same for a sentence that may begin with a value. */
    sentence: <K extends MessageKey>(key: K, values: MessageValuesOf<K, Inline>): Inlines => opening(say(key, values)),
    /** The sentence of a row whose register has one sentence for all its rows. */
    rowSentence: <R extends RegisterName>(given: Row<R>): Inlines =>
      opening(run(words.marked(`report.row.${given.register}` as never, row(given) as never))),
    /** Words that a newer record or the file of a scheme may not have here: then what it is called there. */
    word: (key: string, otherwise: string): string => first(words, key) ?? otherwise,
    /** Whether a fact has a sentence with its number; and what it says: "28 investigations". */
    isCounted: (fact: string): boolean => words.has(`report.number.${fact}`),
    counted: (fact: string, n: number): string => words.text(`report.number.${fact}`, { n }),
    code,
    name,
    row,
    /** The word of forms itself, where a sentence quotes it. */
    quotedCode: (field: string, spelled: string): string => lower(wordOfCode(words, field, spelled)),
    field: (name: string): string =>
      lower(first(words, `in-sentence.field.${name}`) ?? fieldWord(words, "", name)).replaceAll("_", " "),
    unit: (unit: string): string => first(words, `report.unit.${unit}`) ?? code("figure", "unit", unit),
    register: (name: string): string => lower(first(words, `register.${name}`) ?? name),
    period: ({ year, kind }: Period): string => words.text(`report.period.${kind}`, { year, next: year + 1 }),
    inPeriod: ({ year, kind }: Period): string => words.text(`report.in-period.${kind}`, { year, next: year + 1 }),
    span,
    country,
    number: (n: number): string => language.number(n),
    /** A year, or the number of a source: without groups. */
    digits: (written: string): string => language.digits(written),
    date,
    when: (written: string): string => language.date(written, "in"),
    list: (items: readonly string[]): string => language.list(items),
    commas: (items: readonly string[]): string => language.commas(items),
    semicolons: (items: readonly string[]): string => items.join(language.semicolon),
    /** One of several: a, b or c. */
    either: (items: readonly string[]): string =>
      items.reduce((one, other) => (one === "" ? other : t("report.counted.or", { one, other })), ""),
    /** All of several. */
    both: (items: readonly string[]): string =>
      items.reduce((one, other) => (one === "" ? other : t("report.counted.and", { one, other })), ""),
    capital,
    listColon: ": ",
    comma: language.comma,
    semicolon: language.semicolon,
  };
}

/** Codes in the order of their list; those that are newer than the list, behind it. */
function inOrder(codes: readonly string[], given: readonly string[]): readonly string[] {
  return [...codes.filter((one) => given.includes(one)), ...given.filter((one) => !codes.includes(one))];
}

/** The first letter as a capital. */
function capital(text: string): string {
  const [letter = ""] = text;
  return letter.toUpperCase() + text.slice(letter.length);
}

/** A sentence begins with a capital, unless it begins with what a person entered. */
function opening([begins, ...rest]: Inlines): Inlines {
  if (begins === undefined) return [];
  return [begins.kind === "quoted" ? begins : { ...begins, text: capital(begins.text) }, ...rest];
}

/** A word that stands alone elsewhere, as it stands in a sentence. An abbreviation keeps its capitals. */
function lower(word: string): string {
  return /^\p{Lu}{2}/u.test(word) ? word : word.slice(0, 1).toLowerCase() + word.slice(1);
}
