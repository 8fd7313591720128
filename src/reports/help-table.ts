// What an organisation gave in a period as a table in one language, for whoever pays for it (FM14). No person, no case and no day stands in it.
import { fewestPersons, type HelpGiven, type HelpRow } from "../core/case/help-given.ts";
import type { FormBook } from "../core/form/form.ts";
import type { Table } from "../record/table/row-table.ts";
import { formWords } from "../words/form-words.ts";
import type { Words } from "../words/words.ts";

/** The table with a header; its last row is the whole period. The words of forms must be loaded. */
export function helpTable(given: HelpGiven, forms: FormBook, words: Words, language: string): Table {
  const lists = Object.fromEntries(
    (["service", "stay"] as const).map((key) => {
      const version = forms.newest(key);
      return [key, version === undefined ? {} : formWords(words, language, version.form, version.id).lists];
    }),
  ) as { readonly [F in HelpRow["form"]]: { readonly [list: string]: { readonly [code: string]: string } } };
  const few = words.message("help-given.few", { n: fewestPersons });
  const kindOf = ({ form, kind }: HelpRow) =>
    form === "service"
      ? (lists.service["need"]?.[kind] ?? kind)
      : words.message("help-given.stay", { kind: lists.stay["stay-kind"]?.[kind] ?? kind });
  const unitOf = ({ form, unit }: HelpRow) =>
    form === "stay" ? words.message("help-given.nights") : (lists.service["unit"]?.[unit] ?? unit);
  const { from, to } = given.months;
  return [
    [
      words.message("help-given.column.month"),
      words.message("help-given.column.kind"),
      words.message("help-given.column.unit"),
      words.message("help-given.column.currency"),
      words.message("help-given.column.number"),
      words.message("help-given.column.times"),
      words.message("help-given.column.persons"),
    ],
    ...given.rows.map((row) => {
      const { sums, month, unit, currency } = row;
      const number = sums === null || unit === "" ? "" : String(sums.number);
      const counts = sums === null ? ["", few] : [String(sums.times), String(sums.persons)];
      return [month, kindOf(row), unitOf(row), currency, number, ...counts];
    }),
    [
      from === to ? from : `${from} – ${to}`,
      words.message("help-given.all"),
      ...["", "", "", ""],
      given.persons === null ? few : String(given.persons),
    ],
  ];
}
