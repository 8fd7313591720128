// What an organisation gave in a period as a table in one language, for whoever pays for it (FM14). No person, no case and no day stands in it.
import { type HelpGiven, type HelpRow, quartersOf, type Range } from "../core/case/help-given.ts";
import { addMonths } from "../core/form/calendar-day.ts";
import type { FormBook, FormWords } from "../core/form/form.ts";
import { needsMetBy } from "../core/kinds-of-help.ts";
import type { Table } from "../record/table/row-table.ts";
import { formWords } from "../words/form-words.ts";
import type { Words } from "../words/words.ts";

/** A quarter or a year in words. */
export function periodWords(period: string, words: Words): string {
  const [first = "", ...others] = quartersOf(period);
  if (others.length > 0) return words.language.date(period);
  const month = (of: string) => words.language.date(of.slice(0, "2031-02".length));
  return words.message("help-given.quarter", { from: month(first), to: month(addMonths(first, 2)) });
}

/** The table with a header; its last row, of a year, is all help. A range has two columns, an exact number one. The words of forms must be loaded. */
export function helpTable(given: HelpGiven, forms: FormBook, words: Words): Table {
  const lists = Object.fromEntries(
    (["service", "stay"] as const).map((key) => {
      const version = forms.newest(key);
      return [key, version === undefined ? {} : formWords(words, words.language.tag, version.form, version.id).lists];
    }),
  ) as { readonly [F in HelpRow["form"]]: { readonly [list: string]: { readonly [code: string]: string } } };
  const kindOf = ({ form, kind }: HelpRow) =>
    form === "service"
      ? (lists.service["need"]?.[kind] ?? kind)
      : words.message("help-given.stay", { kind: lists.stay["stay-kind"]?.[kind] ?? kind });
  const needWords = fieldsOf("needs", forms, words);
  const needsOf = ({ form, kind }: HelpRow) =>
    words.language.list((form === "stay" ? ["shelter"] : needsMetBy(kind)).map((need) => needWords[need]?.[0] ?? need));
  const unitOf = ({ form, unit }: HelpRow) =>
    form === "stay" ? words.message("help-given.nights") : (lists.service["unit"]?.[unit] ?? unit);
  const columnsOf = (what: string) =>
    given.isExact
      ? [what]
      : [words.message("help-given.column.least", { what }), words.message("help-given.column.most", { what })];
  const written = (range: Range | null) => {
    const { least, most } = range ?? { least: "", most: "" };
    return given.isExact ? [String(least)] : [String(least), String(most)];
  };
  const period = periodWords(given.period, words);
  return [
    [
      words.message("help-given.column.period"),
      words.message("help-given.column.kind"),
      words.message("help-given.column.need"),
      words.message("help-given.column.unit"),
      words.message("help-given.column.currency"),
      ...columnsOf(words.message("help-given.column.number")),
      ...columnsOf(words.message("help-given.column.times")),
      ...columnsOf(words.message("help-given.column.persons")),
    ],
    ...given.rows.map((row) => [
      period,
      kindOf(row),
      needsOf(row),
      unitOf(row),
      row.currency,
      ...written(row.unit === "" ? null : (row.sums?.number ?? null)),
      ...written(row.sums?.times ?? null),
      ...written(row.persons),
    ]),
    ...(given.persons === null
      ? []
      : [
          [
            period,
            words.message("help-given.all"),
            "",
            "",
            "",
            ...written(null),
            ...written(null),
            ...written(given.persons),
          ],
        ]),
  ];
}

function fieldsOf(key: string, forms: FormBook, words: Words): FormWords["fields"] {
  const version = forms.newest(key);
  return version === undefined ? {} : formWords(words, words.language.tag, version.form, version.id).fields;
}
