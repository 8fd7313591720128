// Released proceedings and requests of years in one language (docs/spec/tally.md, TA11): a table of the facts, of articles, of officials and of the way of cases, with plots; and
// the same rows as a file for programs (TA14), whose columns released-proceedings.schema.json describes.
import { catalogue, findDefinition } from "../assessment/catalogue.ts";
import type { Period } from "../assessment/fact-value.ts";
import { sealedRegisterOf } from "../assessment/tally.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { ShownRelease } from "../record/checked-cases.ts";
import type { Table } from "../record/table/row-table.ts";
import type { Words } from "../words/words.ts";
import { proceedingsNames } from "./proceedings-names.ts";
import schema from "./released-proceedings.schema.json" with { type: "json" };
import { type Column, type Said, type TableOfYears, tableOf } from "./released-tables.ts";
import { placeOf } from "./sections/splits.ts";
import type { ArticleOf } from "./text/report-text.ts";

export interface ReleasedTally {
  readonly values: RowValues<"tally">;
  /** Key and title of the source; no title of own files. */
  readonly source: string;
  readonly title: string | null;
  /** False of own files where nobody of justice says that all of the year is there (TA6). */
  readonly isWhole: boolean;
}

/** A year of one office, of which every row holds. */
export interface YearOfProceedings extends Period, ShownRelease {
  readonly rows: readonly ReleasedTally[];
}

/** What is drawn; everything else stands in the table alone. */
const drawn = [
  "investigations",
  "prosecutions",
  "convictions-cases",
  "suspects",
  "defendants",
  "convictions",
  "acquittals",
];

/** The newest year first. */
export function proceedingsTables(
  years: readonly YearOfProceedings[],
  words: Words,
  articleOf: ArticleOf,
): readonly TableOfYears[] {
  const names = proceedingsNames(words, articleOf);
  const nameOf = ({ values, source, title }: ReleasedTally) => {
    const name = names.tally(values);
    return source === ownFiles ? name : words.language.commas([name, title ?? source]);
  };
  const columns = years.map(({ year, kind, release }, at): Column => {
    const same = years.filter((one) => one.year === year && one.kind === kind);
    const title = names.year({ year, kind });
    return {
      title: same.length === 1 ? title : words.language.commas([title, release.values.office]),
      short: words.language.digits(String(year)),
      year,
      isApart: false,
      isDrawn: kind === years[0]?.kind && same[0] === years[at],
    };
  });
  const table = (of: string, title: string, all: readonly ReleasedTally[]) => {
    const rows = [...Map.groupBy(all, nameOf)].map(([name, ofName]) => {
      const { values, source } = ofName[0] ?? {};
      const isDrawn = of !== "proceedings" || (source === ownFiles && drawn.includes(values?.fact ?? ""));
      return {
        name,
        axis: isDrawn ? (findDefinition(values?.fact ?? "")?.unit === "cases" ? "cases" : "persons") : null,
        said: years.map((year) => {
          const found = ofName.find((one) => year.rows.includes(one));
          return found === undefined ? null : saidOf(found, words, names.span);
        }),
      };
    });
    return tableOf({ of, title, hasAllYears: of === "proceedings", rows }, columns, words);
  };
  const all = years.flatMap(({ rows }) => rows);
  const facts = catalogue.filter((definition) => sealedRegisterOf(definition) !== null);
  const parts = (by: RowValues<"tally">["by"]) =>
    all.filter(({ values }) => values.by === by).toSorted((a, b) => placeOf(a.values) - placeOf(b.values));
  return [
    ...table(
      "proceedings",
      words.message("released.proceedings.facts"),
      facts.flatMap(({ key }) => all.filter(({ values }) => values.fact === key && values.by === undefined)),
    ),
    ...table("article", words.message("report.counts.by-article"), parts("article")),
    ...table("official", names.fact("officials-prosecuted"), parts("official")),
    ...table("case-flow", words.message("report.plots.flow"), parts("case-flow")),
  ];
}

/** Of a number of which some part may be missing it is at least so many; of the shortest of terms, which may be shorter, about so many (TA4b). */
function saidOf({ values, isWhole }: ReleasedTally, words: Words, span: (months: number) => string): Said {
  const { fact, value, least, currency } = values;
  const definition = findDefinition(fact);
  const number = words.language.number(value);
  const n =
    definition?.unit === "months" ? span(value) : currency === undefined ? number : `${number}\u00a0${currency}`;
  const isAbout = (least !== undefined && least < value) || (!isWhole && definition?.formula?.kind === "lowest");
  const isAtLeast = !isAbout && (least !== undefined || !isWhole);
  const full = isAbout
    ? words.message("released.short", { n })
    : isAtLeast
      ? words.message("released.at-least", { n })
      : n;
  return { value, text: full, full };
}

/** The rows of years as codes and numbers, for programs; the words of no language are in it. */
export function proceedingsFile(years: readonly YearOfProceedings[]): Table {
  return [
    schema.fields.map(({ name }) => name),
    ...years.flatMap(({ year, kind, release: { values: release }, signed, rows }) =>
      rows.map(({ values: { fact, by = "", cell = "", value, least, currency = "" }, source, isWhole }) => [
        ...[
          String(year),
          kind,
          String(release.edition),
          release.office,
          typeof signed === "string" ? "" : signed.office,
          source,
        ],
        ...[fact, by, cell, currency, String(value), String(least ?? value)],
        least === undefined && isWhole ? String(value) : "",
      ]),
    ),
  ];
}

/** What the columns of the file mean, as a Table Schema of Frictionless Data. */
export const proceedingsSchema = schema;
