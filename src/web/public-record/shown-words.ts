// The record in the words of the page's language: sentences, names of fields and codes, dates as far as they are known, numbers. What
// a person entered stays as it is.

import type { FieldShape } from "../../core/registers/field.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import { fieldWord, registerWord, schemeWord, wordOfCode } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import type { Language } from "../../words/language.ts";
import { isLanguage } from "../../words/languages.ts";
import type { MessageKey, ValuesArgument, Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import type { MeasureState } from "./plan-progress.ts";
import type { Money, NameByLanguage } from "./public-view.ts";

export class ShownWords {
  readonly #loaded: Words;
  readonly #language: Language;

  private constructor(loaded: Words) {
    this.#loaded = loaded;
    this.#language = loaded.language;
  }

  /** The words of a language; those of English for one that the page does not have. */
  static async load(tag: string): Promise<ShownWords> {
    return new ShownWords(await loadWords(isLanguage(tag) ? tag : "en", ["shown", "codes"]));
  }

  /** A sentence. What is put in keeps its own direction. */
  say<K extends MessageKey>(key: K, ...values: ValuesArgument<K>): string {
    return this.#loaded.message(key, ...values);
  }

  register(register: RegisterName): string {
    return registerWord(this.#loaded, register);
  }

  field(register: RegisterName, field: string): string {
    return fieldWord(this.#loaded, register, field);
  }

  code(field: string, code: string): string {
    return wordOfCode(this.#loaded, field, code);
  }

  /** How far a measure is: what a row says of it, or what follows from several. */
  state(state: MeasureState): string {
    const isFound = state === "overdue" || state === "differs";
    return isFound ? this.say(`shown.state.${state}`) : this.code("state", state);
  }

  /** The value of a field in words. */
  value(register: RegisterName, field: string, value: unknown): string {
    if (value === "not-reported") return this.say("shown.not-reported");
    if (typeof value === "boolean") return this.say(value ? "shown.yes" : "shown.no");
    if (typeof value === "number") {
      const isYears = field.endsWith("_months") && value > 0 && value % 12 === 0;
      return isYears ? this.say("shown.in-years", { months: this.number(value), n: value / 12 }) : this.number(value);
    }
    const shape = registerOf(register).fields[field]?.shape;
    if (Array.isArray(value)) return this.list(value.map((each) => this.#part(shape, field, String(each))));
    return this.#part(shape, field, String(value));
  }

  /** The rules by which a report was made; their id where the page does not know them. */
  scheme(id: string): string {
    return schemeWord(this.#loaded, id);
  }

  number(n: number): string {
    return this.#language.number(n);
  }

  money({ amount, currency }: Money): string {
    return `${this.number(amount)} ${currency}`;
  }

  /** Words beside each other. A dot between them would be a zero to readers of Persian. */
  apart(...words: readonly string[]): string {
    return this.#language.apart(words);
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
  name(names: NameByLanguage): string {
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
