// The record in the words of the page's language: sentences, names of fields and codes, dates as far as they are known, numbers. What
// a person entered stays as it is.
import { countryName } from "../../core/country-name.ts";
import type { FieldShape } from "../../core/registers/field.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import type { Language } from "../../words/language.ts";
import { isLanguage, languages } from "../../words/languages.ts";
import type { RecordText } from "../record/text/record-text.ts";
import type { Money, Names } from "./public-view.ts";
import type { ShownKey, ShownText } from "./text/shown-en.ts";

const loaders: Readonly<Record<string, () => Promise<readonly [ShownText, RecordText]>>> = {
  en: async () => [(await import("./text/shown-en.ts")).shownEnglish, (await import("../record/text/en.ts")).english],
  ru: async () => [(await import("./text/shown-ru.ts")).shownRussian, (await import("../record/text/ru.ts")).russian],
  tg: async () => [(await import("./text/shown-tg.ts")).shownTajik, (await import("../record/text/tg.ts")).tajik],
  uz: async () => [(await import("./text/shown-uz.ts")).shownUzbek, (await import("../record/text/uz.ts")).uzbek],
  fa: async () => [(await import("./text/shown-fa.ts")).shownPersian, (await import("../record/text/fa.ts")).persian],
};

export class Words {
  readonly #language: Language;
  readonly #shown: ShownText;
  readonly #record: RecordText;

  private constructor(language: Language, shown: ShownText, record: RecordText) {
    this.#language = language;
    this.#shown = shown;
    this.#record = record;
  }

  /** The words of a language; those of English for one that the page does not have. */
  static async load(tag: string): Promise<Words> {
    const language = languages[isLanguage(tag) ? tag : "en"];
    const load = loaders[language.tag];
    if (load === undefined) throw new Error("no words");
    const [shown, record] = await load();
    return new Words(language, shown, record);
  }

  /** A sentence. What is put in keeps its own direction. */
  say(key: ShownKey, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#shown[key].replace(/\{([a-z]+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? this.number(value) : `\u2068${value}\u2069`;
    });
  }

  field(register: RegisterName, field: string): string {
    const { special, fields } = this.#record;
    return found(special, `${register}.${field}`) ?? found(fields, field) ?? field;
  }

  code(field: string, code: string): string {
    const { special, codes } = this.#record;
    return found(special, `${field}.${code}`) ?? found(codes, code) ?? code;
  }

  /** The value of a field in words. */
  value(register: RegisterName, field: string, value: unknown): string {
    if (value === "not-reported") return this.say("not-reported");
    if (typeof value === "boolean") return this.say(value ? "yes" : "no");
    if (typeof value === "number") {
      const isYears = field.endsWith("_months") && value > 0 && value % 12 === 0;
      return isYears ? this.say("in-years", { months: this.number(value), n: value / 12 }) : this.number(value);
    }
    const shape = registerOf(register).fields[field]?.shape;
    if (Array.isArray(value)) return this.list(value.map((each) => this.#part(shape, field, String(each))));
    return this.#part(shape, field, String(value));
  }

  /** The rules by which a report was made; their id where the page does not know them. */
  scheme(id: string): string {
    return found(this.#shown, `scheme.${id}`) ?? id;
  }

  number(n: number): string {
    return this.#language.number(n);
  }

  money({ amount, currency }: Money): string {
    return `${this.number(amount)} ${currency}`;
  }

  list(words: readonly string[]): string {
    return this.#language.list(words);
  }

  /** A date as far as it is known: 2003, August 2003, 1 August 2003; of the calendar in which records are kept. */
  date(date: string): string {
    return this.#language.date(date);
  }

  /** The day of a moment by this device's clock. */
  ownDay(at: number): string {
    return this.#language.day(at);
  }

  /** The day of a moment in the calendar of the record. */
  day(at: number): string {
    return this.date(new Date(at).toISOString().slice(0, 10));
  }

  /** Day and time of day by this device's clock. */
  moment(at: number): string {
    return this.#language.moment(at);
  }

  /** The name in the page's language, else in one that its readers likely read. */
  name(names: Names): string {
    return this.#language.pick(names);
  }

  #part(shape: FieldShape | undefined, field: string, value: string): string {
    switch (shape?.type) {
      case "code":
      case "codes":
        return this.code(field, value);
      case "country":
      case "countries":
        return countryName(value, this.#language.tag);
      case "date":
        return this.date(value);
      default:
        return value;
    }
  }
}

function found(words: object, key: string): string | null {
  return Object.hasOwn(words, key) ? ((words as Readonly<Record<string, string>>)[key] ?? null) : null;
}
