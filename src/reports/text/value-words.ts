// The value of a field of the record in words: one way, wherever a row is shown. What a person entered is shown as it is.
import { unitOf } from "../../assessment/number-unit.ts";
import type { FieldShape } from "../../core/registers/field.ts";
import { moneyFields, type RegisterName, registerOf, registerTable } from "../../core/registers/register-table.ts";
import { marksOnScreen } from "../../core/visible-marks.ts";
import { fieldWord, first, wordOfCode } from "../../words/code-words.ts";
import { countryName } from "../../words/country-name.ts";
import { languageName } from "../../words/spoken-languages.ts";
import type { Words } from "../../words/words.ts";

export type FieldValues = Readonly<Record<string, unknown>>;

/** The value of a field, a number with its unit. `values` are those of the row: a figure names its unit in another field. */
export function valueInWords(
  words: Words,
  register: RegisterName,
  field: string,
  value: unknown,
  values: FieldValues = {},
): string {
  const shape: FieldShape | undefined = registerOf(register).fields[field]?.shape;
  if (typeof value === "number") return numberInWords(words, register, field, value, values);
  if (shape?.type === "count" && value === "not-reported") return words.message("value.not-reported");
  if (field === "cell") return cellWords(words, values["by"], String(value));
  if (typeof value === "boolean") return wordOfCode(words, field, value ? "yes" : "no");
  if (!Array.isArray(value)) return partWords(words, shape, field, String(value));
  if (shape?.type === "versions") return words.message("value.rows", { n: value.length });
  return words.language.list(value.map((each) => partWords(words, shape, field, String(each))));
}

/** What a row says, each value with the name of its field; `not` are said elsewhere. */
export function fieldsInWords(
  words: Words,
  register: RegisterName,
  values: object,
  not: readonly string[] = [],
): string {
  return Object.entries(values)
    .filter(([field]) => !not.includes(field) && !isSaidOfMoney(register, field, values as FieldValues))
    .map(([field, value]) => {
      const said = valueInWords(words, register, field, value, values as FieldValues);
      return `${fieldWord(words, register, field)}: ${words.language.isolate(said)}`;
    })
    .join(words.language.semicolon);
}

/** 14 months (1 year 2 months); 101 (persons); a number without a unit of its own as it is; money with its currency. */
export function numberInWords(
  words: Words,
  register: RegisterName,
  field: string,
  value: number,
  values: FieldValues,
): string {
  const { language } = words;
  const number = language.number(value);
  const unit = unitOf(register, field, values);
  if (unit === "months") return monthsWords(words, value);
  if (unit !== null) return `${number} (${language.isolate(wordOfCode(words, "unit", unit))})`;
  const currency = values["currency"];
  return typeof currency === "string" && isMoney(register, field)
    ? `${number}\u00a0${language.isolate(currency)}`
    : number;
}

function monthsWords(words: Words, value: number): string {
  const all = words.message("value.months", { n: value });
  const [years, months] = [Math.floor(value / 12), value % 12];
  if (years === 0) return all;
  return words.message("value.span", {
    all,
    years: words.message("value.years", { n: years }),
    months: months === 0 ? null : words.message("value.months", { n: months }),
  });
}

/** True for a currency that stands at its amount. */
export function isSaidOfMoney(register: RegisterName, field: string, values: FieldValues): boolean {
  return (
    field === "currency" && Object.keys(values).some((one) => isMoney(register, one) && typeof values[one] === "number")
  );
}

/** The value of a figure has a currency only where it is money. */
function isMoney(register: RegisterName, field: string): boolean {
  return register === "figure" ? field === "value" : (moneyFields as readonly string[]).includes(field);
}

/** Which part a tally says: officials by level and offence, the way of cases by its steps; an article by the key of its law. */
function cellWords(words: Words, by: unknown, cell: string): string {
  const { language } = words;
  const [from = "", to = ""] = cell.split("/");
  if (by === "official") {
    const offence = wordOfCode(words, "offence", to);
    if (from === "any") return offence;
    return `${wordOfCode(words, "office_level", from)}${language.comma}${lower(offence)}`;
  }
  if (by !== "case-flow") return marksOnScreen(cell);
  const steps = from === "stage" ? [to] : [from, to];
  return steps.map((step) => stepWord(words, step)).join(language.direction === "rtl" ? " ← " : " → ");
}

/** A stage of proceedings, or how a case ends: a verdict, an event, or what only the way of cases names. */
function stepWord(words: Words, step: string): string {
  const { event, verdict } = registerTable.proceeding.fields;
  const isOneOf = (codes: readonly string[]) => codes.includes(step);
  const own = first(words, `step.${step}`);
  if (own !== null) return own;
  if (isOneOf(verdict.shape.codes)) return lower(wordOfCode(words, "verdict", step));
  const word = wordOfCode(words, "event", step);
  return step === "fled" || !isOneOf(event.shape.codes) ? lower(word) : word;
}

/** A word that stands alone elsewhere, as it stands in a sentence. An abbreviation keeps its capitals. */
export function lower(word: string): string {
  return /^\p{Lu}{2}/u.test(word) ? word : word.slice(0, 1).toLowerCase() + word.slice(1);
}

function partWords(words: Words, shape: FieldShape | undefined, field: string, value: string): string {
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
    default:
      return marksOnScreen(value);
  }
}
