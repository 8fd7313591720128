// A few facts over the years as small plots (docs/spec/record.md, RC21): one fact, and so one unit, on an axis.
import { findDefinition } from "../assessment/catalogue.ts";
import { evaluateYears } from "../assessment/evaluate-facts.ts";
import type { FactValue, Period } from "../assessment/fact-value.ts";
import { indexStatements } from "../assessment/statement-index.ts";
import { dateOfRow } from "../core/registers/row.ts";
import type { Statement } from "../record/statement.ts";
import type { Words } from "../words/words.ts";
import type { SeriesPlot } from "./plots.ts";

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
): readonly SeriesPlot[] {
  const years = yearsOf(statements, thisYear);
  const definitions = plotted.flatMap((key) => findDefinition(key) ?? []);
  const values = evaluateYears(indexStatements(statements), years, definitions);
  return definitions.flatMap(({ key }, i): readonly SeriesPlot[] => {
    const all = values.flatMap((ofYear, n) => {
      const [value, before] = [ofYear[i], values[n + 1]?.[i]];
      return value === undefined ? [] : [pointOf(value, before, words)];
    });
    const isKnown = ({ value }: (typeof all)[number]) => value !== null;
    const points = all.slice(all.findIndex(isKnown), all.findLastIndex(isKnown) + 1);
    if (points.filter(isKnown).length < 2) return [];
    const title = nameOf(key);
    return [
      {
        kind: "series",
        id: `years-${key}`,
        title,
        description: words.language.commas(
          points.flatMap(({ value, yearText, text }) => (value === null ? [] : [`${yearText}: ${text}`])).reverse(),
        ),
        yearTitle: words.message("field.year"),
        columns: 1,
        panels: [{ label: title, points: points.reverse() }],
      },
    ];
  });
}

function pointOf(value: FactValue, before: FactValue | undefined, words: Words) {
  const { year } = value.period;
  const number = value.state === "known" && typeof value.value === "number" ? value.value : null;
  return {
    year,
    yearText: words.language.digits(String(year)),
    value: number,
    text: number === null ? "" : words.language.number(number),
    // Numbers of two series stand side by side and no line joins them (AS27).
    isApart: before?.state === "known" && value.compared === undefined,
  };
}

/** The newest years that rows name, none of them to come, newest first and without a gap: a year without rows is one without a number. */
function yearsOf(statements: readonly Statement[], thisYear: number): readonly Period[] {
  let [first, last] = [thisYear, 0];
  for (const { register, values } of statements) {
    if (register !== "figure" && register !== "tally" && register !== "training") continue;
    const year = Number(dateOfRow(values)?.slice(0, 4) ?? 0);
    if (year === 0 || year > thisYear) continue;
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const from = Math.max(first, last - mostYears + 1);
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, i) => ({ year: last - i, kind: "calendar" }));
}
