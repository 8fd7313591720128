// The record in the words of the page's language: sentences, names of fields and codes, dates as far as they are known, numbers. The page itself
// brings its months. What a person entered stays as it is.
import { countryName } from "../../core/country-name.ts";
import type { FieldShape } from "../../core/registers/field.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import { registerOf } from "../../core/registers/register-table.ts";
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

/** How the page's language is written: its tag for Intl, and where browsers know it badly its own months and "and". */
export interface Locale {
  readonly language: string;
  readonly intl: string;
  readonly own: { readonly months: readonly string[]; readonly and: string } | null;
}

export class Words {
  readonly #locale: Locale;
  readonly #shown: ShownText;
  readonly #record: RecordText;

  private constructor(locale: Locale, shown: ShownText, record: RecordText) {
    this.#locale = locale;
    this.#shown = shown;
    this.#record = record;
  }

  /** The words of a language; those of English for one that the page does not have. */
  static async load(locale: Locale): Promise<Words> {
    const load = loaders[locale.language] ?? loaders["en"];
    if (load === undefined) throw new Error("no words");
    const [shown, record] = await load();
    return new Words(locale, shown, record);
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
    return new Intl.NumberFormat(this.#locale.intl).format(n);
  }

  money({ amount, currency }: Money): string {
    return `${this.number(amount)} ${currency}`;
  }

  list(words: readonly string[]): string {
    const { intl, own } = this.#locale;
    if (own === null) return new Intl.ListFormat(intl, { type: "conjunction" }).format(words);
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${own.and} ${words.at(-1)}`;
  }

  /** A date as far as it is known: 2003, August 2003, 1 August 2003; of the calendar in which records are kept. */
  date(date: string): string {
    const [year = 0, month, day] = date.split("-").map(Number);
    const { intl, own } = this.#locale;
    const plain = new Intl.NumberFormat(intl, { useGrouping: false });
    // Where readers have another calendar than the record, it is named.
    const era = this.#locale.language === "fa" ? " میلادی" : "";
    if (month === undefined) return `${plain.format(year)}${era}`;
    if (own !== null) {
      const parts = [day === undefined ? null : plain.format(day), own.months[month - 1] ?? "", plain.format(year)];
      return parts.filter((part) => part !== null).join(" ");
    }
    const parts = new Intl.DateTimeFormat(`${intl}-u-ca-gregory`, {
      year: "numeric",
      month: "long",
      ...(day === undefined ? {} : { day: "numeric" }),
      timeZone: "UTC",
    }).formatToParts(Date.UTC(year, month - 1, day ?? 1));
    const told = parts.filter(({ type }) => type !== "era").map(({ value }) => value);
    return `${told.join("").trim()}${era}`;
  }

  /** The day of a moment, of this device's time zone, in the reader's own calendar. */
  ownDay(at: number): string {
    const { intl, own } = this.#locale;
    if (own !== null) return this.day(at);
    return new Intl.DateTimeFormat(intl, { dateStyle: "long" }).format(at);
  }

  /** The day of a moment in the calendar of the record. */
  day(at: number): string {
    return this.date(new Date(at).toISOString().slice(0, 10));
  }

  /** Day and time of day, of this device's time zone, in the reader's own calendar. */
  moment(at: number): string {
    const { intl, own } = this.#locale;
    if (own === null) return new Intl.DateTimeFormat(intl, { dateStyle: "long", timeStyle: "short" }).format(at);
    const date = new Date(at);
    const time = new Intl.DateTimeFormat(intl, { hour: "2-digit", minute: "2-digit" }).format(at);
    return `${date.getDate()} ${own.months[date.getMonth()] ?? ""} ${date.getFullYear()}, ${time}`;
  }

  /** The name in the page's language, else in one that its readers more likely read. */
  name(names: Names): string {
    const { language } = this.#locale;
    const others = language === "fa" ? ["en", "tg", "ru"] : ["ru", "en"];
    const known = [language, ...others].find((tag) => names[tag] !== undefined);
    return names[known ?? ""] ?? Object.values(names)[0] ?? "";
  }

  #part(shape: FieldShape | undefined, field: string, value: string): string {
    switch (shape?.type) {
      case "code":
      case "codes":
        return this.code(field, value);
      case "country":
      case "countries":
        return countryName(value, this.#locale.language);
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
