// Our numbers in one language: names of classes, a table for a file, and plots. Each of them says that it is exact and for the organisation alone (CN6b).
import { notSaid, stayKind } from "../core/counted-case.ts";
import { library } from "../core/form/library.ts";
import type { Table } from "../record/table/row-table.ts";
import { type OwnNumbers, type Split, splits, type TableName } from "../statistics/own-numbers.ts";
import { daysOf } from "../statistics/period.ts";
import type { RawTable } from "../statistics/raw-table.ts";
import { formWords } from "../words/form-words.ts";
import type { Words } from "../words/words.ts";
import { periodWords } from "./help-table.ts";
import type { BarsPlot } from "./plots.ts";

/** Classes are the codes of the library, so they have its words, whatever a country's own forms say. */
const listOf: { readonly [S in Split]: readonly [form: string, list: string] } = {
  sex: ["first-line", "sex"],
  age: ["first-line", "age-class"],
  form: ["exploitation", "exploitation-form"],
  help: ["service", "need"],
  outcome: ["close", "outcome"],
};

/** A row of a table in words. */
export type RowName = (of: string, key: string) => string;

/** Names of rows. The words of forms must be loaded. Made once: each asks for all words of a form. */
export function rowNames(words: Words): RowName {
  const lists = Object.fromEntries(
    splits.map((split) => {
      const [key, list] = listOf[split];
      const version = library.newest(key);
      const all = version === undefined ? {} : formWords(words, words.language.tag, version.form, version.id).lists;
      return [split, all[list] ?? {}];
    }),
  );
  return (of, key) => {
    if (key === notSaid) return words.message("numbers.not-said");
    if (of === "help" && key === stayKind) return words.message("numbers.stay");
    return of === "course" || of === "events" ? words.text(`numbers.row.${key}`) : (lists[of]?.[key] ?? key);
  };
}

/** A period in words: a month, a quarter, a year, or any days. */
export function ownPeriodWords(period: string, words: Words): string {
  if (/^\d{4}-\d\d$/.test(period)) return words.language.date(period);
  if (!period.includes("/")) return periodWords(period, words);
  const { first, last } = daysOf(period) ?? { first: "", last: "" };
  return words.message("help-given.quarter", { from: words.language.date(first), to: words.language.date(last) });
}

/** Of whom alone is counted, in words; empty where of everybody. */
export function chosenWords({ chosen }: Pick<OwnNumbers, "chosen">, words: Words, nameOf: RowName): string {
  const classes = splits.flatMap((split) => (chosen[split] === undefined ? [] : [nameOf(split, chosen[split])]));
  return classes.length === 0 ? "" : words.message("numbers.only", { classes: words.language.list(classes) });
}

/** The rows that say something: of how help went all, of a split those with somebody, and always what was not said. */
export function rowsShown({ of, rows }: RawTable): RawTable["rows"] {
  if (of === "course") return rows;
  return rows.filter(({ key, now, before }) => key === notSaid || now.persons > 0 || before.persons > 0);
}

/** The tables that are shown, as one table for a file. Each line says for whom it is, so that none loses it. */
export function ownNumbersTable(numbers: OwnNumbers, shown: readonly TableName[], words: Words): Table {
  const nameOf = rowNames(words);
  const only = chosenWords(numbers, words, nameOf);
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
        nameOf(table.of, key),
        String(now.persons),
        String(before.persons),
        only,
        words.message("numbers.exact"),
      ]),
    ),
  ];
}

export function tablesShown({ tables }: OwnNumbers, shown: readonly string[]): readonly RawTable[] {
  return tables.filter(({ of }) => shown.includes(of));
}

/** A table as a plot: bars of the period and of the one before. */
export function ownPlot(table: RawTable, numbers: OwnNumbers, words: Words, nameOf: RowName): BarsPlot {
  const [now, before] = [ownPeriodWords(numbers.period, words), ownPeriodWords(numbers.before, words)];
  const mark = (value: number) => ({ value, text: words.language.number(value) });
  const title = words.text(`numbers.table.${table.of}`);
  return {
    kind: "bars",
    id: `numbers-${table.of}`,
    title,
    description: words.message("numbers.plot", { now, before }),
    labelTitle: words.message("numbers.column.class"),
    now,
    before,
    nowShort: words.message("numbers.now"),
    beforeShort: words.message("numbers.before"),
    rows: rowsShown(table).map((row) => ({
      label: nameOf(table.of, row.key),
      now: mark(row.now.persons),
      before: mark(row.before.persons),
    })),
  };
}
