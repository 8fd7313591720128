// How the sections of a report put things into words: sentences of src/words with links in them, and the words for years, terms of prison and
// what registers name.
import type { Period } from "../../assessment/fact-value.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { first } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import { countryNames } from "../../words/country-names.ts";
import type { MessageKey } from "../../words/message-key.ts";
import type { MessageValuesOf, ValuesArgument, Words } from "../../words/words.ts";
import type { Element } from "../print/elements.ts";
import { type Inlines, run } from "../print/say.ts";
import { registerWords } from "./register-words.ts";

export type ReportText = ReturnType<typeof reportTextOf>;

/** What a report says, in the language of these words. */
export function reportTextOf(words: Words) {
  const { language } = words;
  /** Words alone. */
  const t = <K extends MessageKey>(key: K, ...values: ValuesArgument<K>): string => words.message(key, ...values);
  /** A sentence in which figures, links and quotations may stand. */
  const say = <K extends MessageKey>(key: K, values: MessageValuesOf<K, Element>): Inlines =>
    run(words.marked(key, values));
  const inRegisters = registerWords(words);
  const date = (written: string): string => language.date(written, "plain");

  /** Months as years, where they are whole years. */
  const span = (n: number): string => {
    const [years, months] = [Math.floor(n / 12), n % 12];
    const inYears = t("value.years", { n: years });
    const inMonths = t("value.months", { n: months });
    if (years === 0) return inMonths;
    return months === 0 ? inYears : t("report.span.both", { years: inYears, months: inMonths });
  };

  return {
    tag: language.tag,
    direction: language.direction,
    t,
    say,
    ...inRegisters,
    /** Words alone of a sentence that may begin with a value. */
    sentence: <K extends MessageKey>(key: K, ...values: ValuesArgument<K>): string => capital(t(key, ...values)),
    /** Words that a newer record or the file of a scheme may not have here: then what it is called there. */
    word: (key: string, otherwise: string): string => first(words, key) ?? otherwise,
    /** The name of a fact. */
    fact: (key: string): string => first(words, `report.fact.${key}`) ?? inRegisters.name("figure", "fact", key),
    /** The title of a section: where a register is called so, that. */
    section: (id: string): string => first(words, `report.sections.${id}`, `register.${id}`) ?? id,
    /** Whether a fact has a sentence with its number; and what it says: "28 investigations". */
    isCounted: (fact: string): boolean => words.has(`report.number.${fact}`),
    counted: (fact: string, n: number): string => words.text(`report.number.${fact}`, { n }),
    period: ({ year, kind }: Period): string => words.text(`report.period.${kind}`, { year, next: year + 1 }),
    inPeriod: ({ year, kind }: Period): string => words.text(`report.in-period.${kind}`, { year, next: year + 1 }),
    span,
    /** Months with one number: years where they are whole ones. */
    term: (months: number): string =>
      months % 12 === 0 ? t("value.years", { n: months / 12 }) : t("value.months", { n: months }),
    number: (n: number): string => language.number(n),
    /** A year, or the number of a source: without groups. */
    digits: (written: string): string => language.digits(written),
    date,
    /** In one day, month or year, or from one to another. */
    days: (from: string, until?: string): string =>
      until === undefined || until === from ? language.date(from, "in") : t("report.days", { from, until }),
    list: (items: readonly string[]): string => language.list(items),
    commas: (items: readonly string[]): string => language.commas(items),
    semicolons: (items: readonly string[]): string => items.join(language.semicolon),
    capital,
    listColon: ": ",
    comma: language.comma,
    semicolon: language.semicolon,
  };
}

/** Names an article by the key of its law. */
export type ArticleOf = (key: string) => string;

/** As its act and its number; by the key where no such law is here. */
export function articleIn(
  laws: readonly { readonly key: string; readonly values: RowValues<"law"> }[],
  words: Words,
): ArticleOf {
  return (key) => {
    const { act, article } = laws.find((row) => row.key === key)?.values ?? { act: key };
    return article === undefined ? act : words.message("report.laws.article-of", { act, article });
  };
}

/** The name of the record's country; of a country that has none, as of the demonstration's, the title of its record. */
export function countryIn(words: Words, { country, title }: Pick<RecordRead, "country" | "title">): string {
  const { tag } = words.language;
  return Object.hasOwn(countryNames, country) ? countryName(country, tag) : (title[tag] ?? title["en"] ?? country);
}

/** The first letter as a capital. */
export function capital(text: string): string {
  const [letter = ""] = text;
  return letter.toUpperCase() + text.slice(letter.length);
}
