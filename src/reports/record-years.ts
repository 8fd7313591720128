// A few facts over the years as small plots (docs/spec/record.md, RC21): one fact, and so one unit, on an axis.
import { findDefinition } from "../assessment/catalogue.ts";
import { evaluateYears } from "../assessment/evaluate-facts.ts";
import type { FactValue, Period } from "../assessment/fact-value.ts";
import { indexStatements } from "../assessment/statement-index.ts";
import { yearOfRow } from "../core/registers/row.ts";
import type { Statement } from "../record/statement.ts";
import type { Words } from "../words/words.ts";
import type { Plot } from "./print/plots.ts";

/** Each is a count that a country has from year to year. */
const plotted = [
  "investigations",
  "prosecutions",
  "convictions",
  "victims-identified",
  "victims-assisted",
  "persons-trained",
] as const;
const mostYears = 10;

/** One plot for each fact that two years or more have; none before there are any. `nameOf` is the name of a fact. */
export function yearPlots(
  statements: readonly Statement[],
  thisYear: number,
  words: Words,
  nameOf: (fact: string) => string,
): readonly Plot[] {
  const years = yearsOf(statements, thisYear);
  const definitions = plotted.flatMap((key) => findDefinition(key) ?? []);
  const values = evaluateYears(indexStatements(statements), years, definitions);
  return definitions.flatMap(({ key }, i): readonly Plot[] => {
    const all = values.flatMap((ofYear, n) =>
      ofYear[i] === undefined ? [] : [pointOf(ofYear[i], values[n - 1]?.[i], words)],
    );
    const isKnown = ({ mark }: (typeof all)[number]) => mark.value !== null;
    const points = all.slice(all.findIndex(isKnown), all.findLastIndex(isKnown) + 1);
    if (points.filter(isKnown).length < 2) return [];
    const known = points.filter(isKnown).map(({ year, mark }) => `${year}: ${mark.text}`);
    return [
      {
        id: `years-${key}`,
        title: nameOf(key),
        description: words.language.commas(known.reverse()),
        labelTitle: words.message("field.year"),
        columns: points.map(({ year }) => ({ title: year, short: year })),
        rows: [{ label: nameOf(key), marks: points.map(({ mark }) => mark) }],
        isSmall: true,
      },
    ];
  });
}

/** A year and its number; with a mark where it is of another series than the year after it (AS27), and with one where other sources say other numbers. */
function pointOf(value: FactValue, after: FactValue | undefined, words: Words) {
  const number = value.state === "known" && typeof value.value === "number" ? value.value : null;
  const isApart = number !== null && after?.state === "known" && after.compared === undefined;
  const marks = (isApart ? "\u00a0†" : "") + (value.contradicted ? "\u00a0‡" : "");
  return {
    year: words.language.digits(String(value.period.year)),
    mark: { value: number, text: number === null ? "" : words.language.number(number) + marks },
  };
}

/** The newest years that rows name, none of them to come, newest first and without a gap: a year without rows is one without a number. */
function yearsOf(statements: readonly Statement[], thisYear: number): readonly Period[] {
  let [first, last] = [thisYear, 0];
  for (const { register, values } of statements) {
    if (register !== "figure" && register !== "tally" && register !== "training") continue;
    const year = yearOfRow(values);
    if (year === null || year > thisYear) continue;
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const from = Math.max(first, last - mostYears + 1);
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, i) => ({ year: last - i, kind: "calendar" }));
}
