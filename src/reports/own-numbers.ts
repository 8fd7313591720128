// Our numbers in one language: names of classes, a table for a file, and plots. Each of them says that it is exact and for the organisation alone (CN6b).
import { isCurrency, notSaid, stayKind } from "../core/counted-case.ts";
import { addMonths } from "../core/form/calendar-day.ts";
import type { Table } from "../record/table/row-table.ts";
import { type OwnNumbers, splits, type TableName } from "../statistics/own-numbers.ts";
import { daysOf, quartersOf } from "../statistics/period.ts";
import type { RawCount, RawTable } from "../statistics/raw-table.ts";
import type { Words } from "../words/words.ts";
import { className } from "./count-words.ts";
import type { Plot } from "./print/plots.ts";

/** A row of a table in words. Those of forms must be loaded. */
export function rowName(of: string, key: string, words: Words): string {
  if (of === "given") {
    const [kind = "", unit = ""] = key.split(" ");
    const unitName = unit === "nights" ? words.message("numbers.nights") : className("unit", unit, words);
    return words.message("numbers.given", { kind: rowName("help", kind, words), unit: unitName });
  }
  if (key === notSaid) return words.message("numbers.not-said");
  if (of === "help" && key === stayKind) return words.message("numbers.stay");
  return of === "course" || of === "events" ? words.text(`numbers.row.${key}`) : className(of, key, words);
}

/** The number of a row: persons, or how much was given in its unit. */
export function numberShown(key: string, { persons, number }: RawCount): number {
  if (number === undefined) return persons;
  return isCurrency(key.slice(-3)) ? number / 100 : number;
}

/** A period in words: a month, a quarter, a year, or any days. */
export function ownPeriodWords(period: string, words: Words): string {
  if (/^\d{4}-\d\d$/.test(period)) return words.language.date(period);
  const [first = "", ...others] = quartersOf(period);
  if (others.length > 0) return words.language.date(period);
  const days = daysOf(period) ?? { first: "", last: "" };
  const month = (day: string) => day.slice(0, "2031-10".length);
  const [from, to] = first === "" ? [days.first, days.last] : [month(first), month(addMonths(first, 2))];
  return words.message("numbers.days-of", { from: words.language.date(from), to: words.language.date(to) });
}

/** Of whom alone is counted, in words; empty where of everybody. */
export function chosenWords({ chosen }: Pick<OwnNumbers, "chosen">, words: Words): string {
  const classes = splits.flatMap((split) =>
    chosen[split] === undefined ? [] : [rowName(split, chosen[split], words)],
  );
  return classes.length === 0 ? "" : words.message("numbers.only", { classes: words.language.list(classes) });
}

/** The rows that say something: of how help went all, of a split those with somebody, and always what was not said. */
export function rowsShown({ of, rows }: RawTable): RawTable["rows"] {
  if (of === "course") return rows;
  return rows.filter(({ key, now, before }) => key === notSaid || now.persons > 0 || before.persons > 0);
}

/** The tables that are shown, as one table for a file. Each line says for whom it is, so that none loses it. */
export function ownNumbersTable(
  numbers: OwnNumbers,
  shown: readonly TableName[],
  words: Words,
  forWhom = words.message("numbers.exact"),
): Table {
  const only = chosenWords(numbers, words);
  return [
    [
      words.message("numbers.column.table"),
      words.message("numbers.column.class"),
      ownPeriodWords(numbers.period, words),
      ownPeriodWords(numbers.before, words),
      words.message("numbers.column.only"),
      words.message("numbers.column.note"),
    ],
    ...tablesShown(numbers, shown).flatMap((table) =>
      rowsShown(table).map(({ key, now, before }) => [
        words.text(`numbers.table.${table.of}`),
        rowName(table.of, key, words),
        String(numberShown(key, now)),
        String(numberShown(key, before)),
        only,
        forWhom,
      ]),
    ),
  ];
}

export function tablesShown({ tables }: OwnNumbers, shown: readonly string[]): readonly RawTable[] {
  return tables.filter(({ of }) => shown.includes(of));
}

/** A table as a plot: bars of the period and of the one before. */
export function ownPlot(table: RawTable, numbers: OwnNumbers, words: Words): Plot {
  const [now, before] = [ownPeriodWords(numbers.period, words), ownPeriodWords(numbers.before, words)];
  const mark = ({ persons }: RawCount) => ({ value: persons, text: words.language.number(persons) });
  return {
    id: `numbers-${table.of}`,
    title: words.text(`numbers.table.${table.of}`),
    description: words.message("numbers.plot", { now, before }),
    labelTitle: words.message("numbers.column.class"),
    columns: [
      { title: now, short: words.message("numbers.now") },
      { title: before, short: words.message("numbers.before") },
    ],
    rows: rowsShown(table).map((row) => ({
      label: rowName(table.of, row.key, words),
      marks: [mark(row.now), mark(row.before)],
    })),
  };
}
