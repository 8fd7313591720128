// The record in the words of the page's language: values, states of measures, money. What a person entered stays as it is.

import type { FieldShape } from "../../core/registers/field.ts";
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import { wordOfCode } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import { languageName } from "../../words/spoken-languages.ts";
import type { Words } from "../../words/words.ts";
import type { MeasureState } from "./plan-progress.ts";
import type { Money } from "./public-view.ts";

/** How far a measure is: what a row says of it, or what follows from several. */
export function stateWord(words: Words, state: MeasureState): string {
  const isFound = state === "overdue" || state === "differs";
  return isFound ? words.message(`shown.state.${state}`) : wordOfCode(words, "state", state);
}

export function valueWord(words: Words, register: RegisterName, field: string, value: unknown): string {
  const { language } = words;
  if (value === "not-reported") return words.message("shown.not-reported");
  if (typeof value === "boolean") return words.message(value ? "value.yes" : "value.no");
  if (typeof value === "number") {
    const number = language.number(value);
    const isYears = field.endsWith("_months") && value > 0 && value % 12 === 0;
    return isYears ? words.message("shown.in-years", { months: number, n: value / 12 }) : number;
  }
  const shape = registerOf(register).fields[field]?.shape;
  if (Array.isArray(value)) return language.list(value.map((each) => partWord(words, shape, field, String(each))));
  return partWord(words, shape, field, String(value));
}

function partWord(words: Words, shape: FieldShape | undefined, field: string, value: string): string {
  switch (shape?.type) {
    case "code":
    case "codes":
      return wordOfCode(words, field, value);
    case "country":
    case "countries":
      return countryName(value, words.language.tag);
    case "date":
    case "since":
      return words.language.date(value);
    case "language":
      return languageName(value);
    case "versions":
      // As short as the line under each row has its note.
      return `${value.slice(0, 12)}…${value.slice(64)}`;
    default:
      return value;
  }
}

export function moneyWord(words: Words, { amount, currency }: Money): string {
  return `${words.language.number(amount)} ${currency}`;
}
