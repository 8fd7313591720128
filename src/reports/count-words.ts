// The count of a year in words (docs/spec/offices.md): what an organisation sends, as sentences of which a person sees that they are all; and what an office releases.
import { notSaid } from "../core/counted-case.ts";
import { type CountSplit, countFacts, countSplitNames, countSplits } from "../core/registers/count-facts.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { fewestOfSender, several, type YearCount } from "../core/year-count.ts";
import { first } from "../words/code-words.ts";
import { countryName } from "../words/country-name.ts";
import type { Words } from "../words/words.ts";

/** Every number that leaves, each as a sentence. The words of forms must be loaded, and those of reasons. */
export function countSentences({ tokens, cells, days }: YearCount, words: Words): readonly string[] {
  const line = (what: string, n: number) => words.message("count.line", { what, n: words.language.number(n) });
  return [
    ...countFacts.map((fact) => line(words.message(`count.fact.${fact}`), tokens[fact].length)),
    ...(tokens["victims-identified"].length > 0 && tokens["victims-identified"].length < fewestOfSender
      ? [words.message("count.few")]
      : []),
    ...cells.toSorted(byCell).map(({ by, cell, value }) => line(partName(by, cell, words), value)),
    ...(days === null ? [] : [line(words.message("count.days"), days)]),
  ];
}

/** What a tally of cases says, as everybody will read it; under a heading that names its split, only which part it is. */
export function talliedSentence(values: RowValues<"tally">, words: Words, isUnderSplit = false): string {
  const { fact, cell = "", value, least, most, years } = values;
  const split = splitOf(values);
  const nameOf = isUnderSplit ? cellName : partName;
  const part = split === null ? words.text(`count.fact.${fact}`) : nameOf(split, cell, words);
  const what =
    years === undefined ? part : words.message("count.part", { split: part, cell: yearsTogether(years, words) });
  if (least === undefined) return words.message("count.line", { what, n: words.language.number(value) });
  if (most === undefined) return words.message("count.at-least", { what, n: words.language.number(least) });
  if (most < 5) return words.message("count.fewer", { what });
  return words.message("count.range", {
    what,
    shown: words.language.number(value),
    least: words.language.number(least),
    most: words.language.number(most),
  });
}

/** By what a tally of cases parts a number; null for a whole one. */
export function splitOf({ by }: { readonly by?: unknown }): CountSplit | null {
  return typeof by === "string" && Object.hasOwn(countSplits, by) ? (by as CountSplit) : null;
}

/** The years of a window (YC11). */
export function yearsTogether(years: readonly string[], words: Words): string {
  const { language } = words;
  return words.message("count.together", { years: language.list(years.map((year) => language.digits(year))) });
}

/** Totals before their parts, as they are read, and between them what is neither. */
export function inReadingOrder<R extends { readonly values: RowValues<"tally"> }>(rows: readonly R[]): readonly R[] {
  const placeOf = ({ values: { fact, by } }: R) => {
    const place = (countFacts as readonly string[]).indexOf(fact);
    return by === undefined && place >= 0 ? place : countFacts.length + (by === undefined ? 0 : 1);
  };
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b) || byCell(a.values, b.values));
}

type OfSplit = Pick<RowValues<"tally">, "by" | "cell">;

/** Splits in their order; of one split ages as they grow, and what was not said last. */
function byCell(a: OfSplit, b: OfSplit): number {
  const splitOf = ({ by }: OfSplit) => (countSplitNames as readonly unknown[]).indexOf(by);
  const isSaid = ({ cell }: OfSplit) => (cell === notSaid ? 1 : 0);
  return splitOf(a) - splitOf(b) || isSaid(a) - isSaid(b) || firstNumber(a) - firstNumber(b);
}

/** From which age on; 0 of what is no age. */
function firstNumber({ cell = "" }: OfSplit): number {
  return Number.parseInt(cell, 10) || 0;
}

/** What is not said, and why. */
export function leftOutSentence(
  { of, why }: { readonly of: string; readonly why: "few" | "follows" | "waits" },
  words: Words,
): string {
  const what = words.text(`count.${Object.hasOwn(countSplits, of) ? "split" : "fact"}.${of}`);
  return words.message(`count.left.${why}`, { what });
}

function partName(by: CountSplit, cell: string, words: Words): string {
  return words.message("count.part", { split: words.message(`count.split.${by}`), cell: cellName(by, cell, words) });
}

/** A cell of a split. */
export function cellName(by: CountSplit, cell: string, words: Words): string {
  if (cell === notSaid) return words.message("count.not-said");
  if (cell === several) return words.message("count.several");
  if (by === "citizenship-country") {
    const [from = "", to = ""] = cell.split("/").map((country) => countryName(country, words.language.tag));
    return words.message("count.way", { from, to });
  }
  return className(by, cell, words);
}

/** A class of a split; its code where a newer program knows more. Of forms, cases and the desk the words must be loaded. */
export function className(by: string, code: string, words: Words): string {
  return first(words, ...(keysOfClass[by] ?? []).map((key) => `${key}.${code}`)) ?? code;
}

/** Classes are the codes of the library, so they have its words, whatever a country's own forms say. */
const keysOfClass: { readonly [by: string]: readonly string[] } = {
  sex: ["sex"],
  age: ["age-class"],
  form: ["form.exploitation.list.exploitation-form", "form.any.code"],
  help: ["need"],
  unit: ["form.service.list.unit", "form.any.code"],
  outcome: ["form.close.list.outcome", "outcome"],
  body: ["count.body"],
  reason: ["reason"],
};
