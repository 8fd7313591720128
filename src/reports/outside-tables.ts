// A country's released cases of a year in the columns of others: UNODC's long table, and the set that Directive (EU) 2024/1712 asks of its members (YC12). From open tallies
// alone, so that nothing is in it that not everybody reads; nothing is made exact for anybody.
import type { RowValues } from "../core/registers/register-table.ts";
import type { Table } from "../record/table/row-table.ts";

/** Where a number stands in UNODC's file. The 13 columns were seen in public programs that load it, not in the file itself; the words in them are ours. */
const unodcColumns = [
  "Iso3_code",
  "Country",
  "Region",
  "Subregion",
  "Indicator",
  "Dimension",
  "Category",
  "Sex",
  "Age",
  "Year",
  "Unit of measurement",
  "txtVALUE",
  "Source",
] as const;

/** The tallies of one release of cases. */
type Tallies = readonly RowValues<"tally">[];

interface OutsideCountry {
  /** ISO 3166-1 alpha-3, as its people know it; the program has no list of them. */
  readonly iso3: string;
  readonly name: string;
  /** Which edition of which office, and whether some were missing. */
  readonly source: string;
}

const total = "Total";
const dimensions: { readonly [by: string]: string } = {
  sex: "by sex",
  age: "by age",
  form: "by form of exploitation",
  body: "by registering body",
  "citizenship-country": "by citizenship and country of exploitation",
};

/** Between which bounds a number is; `most` is null where it is at least so many, as in a year in which a count is missing. */
function boundsOf({ value, least, most }: Tallies[number]): { readonly least: number; readonly most: number | null } {
  return { least: least ?? value, most: most ?? (least === undefined ? value : null) };
}

/** Persons identified in one year, since the columns have one. The same persons stand under each dimension: nobody adds over it. A number that is at least so many, and may be four or fewer, is left out. */
export function unodcTable(tallies: Tallies, { iso3, name, source }: OutsideCountry): Table {
  const ofYear = identified(tallies).filter(({ years }) => years === undefined);
  const rows = ofYear.flatMap((tally) => {
    const { by, cell = "", year } = tally;
    const text = numberText(tally);
    if (text === null) return [];
    const row = [
      ...[iso3, name, "", "", "Detected victims of trafficking in persons"],
      ...[by === undefined ? total : (dimensions[by] ?? by), by === undefined ? total : cell],
      ...[by === "sex" ? cell : total, by === "age" ? cell : total, year, "Persons", text],
      tally.most === undefined ? source : `${source}; rounded or kept back`,
    ];
    return [row];
  });
  return [unodcColumns, ...rows];
}

/** Of what may be four or fewer no number is said, also where it was rounded to 0; and of five or more what the release shows. Null where the columns have no word for it. */
function numberText(tally: Tallies[number]): string | null {
  const { value } = tally;
  const { least, most } = boundsOf(tally);
  if (most === null) return value < 5 ? null : String(value);
  return least < 5 && (value === 0 ? most > 0 : value < 5) ? "<5" : String(value);
}

/**
 * Registered victims by registering body, sex, age group, form and citizenship, and suspects, prosecuted and convicted persons, each with its bounds: none at most where
 * it is at least so many. `proceedings` are the tallies of a release of proceedings.
 */
export function euTable(tallies: Tallies, proceedings: Tallies, source: string): Table {
  const rows = identified(tallies).map((tally) => {
    const { by, cell = "" } = tally;
    const dimension = by === undefined ? total : (dimensions[by] ?? by);
    return ["registered victims", dimension, by === undefined ? total : cell, ...numbersOf(tally), source];
  });
  const others = proceedings.flatMap((tally) => {
    const name = Object.hasOwn(proceedingFacts, tally.fact) ? proceedingFacts[tally.fact] : undefined;
    return name === undefined || tally.by !== undefined ? [] : [[name, total, total, ...numbersOf(tally), ""]];
  });
  const head = ["statistic", "dimension", "category", "year", "shown", "at least", "at most", "source"];
  return [head, ...rows, ...others];
}

function numbersOf(tally: Tallies[number]): readonly string[] {
  const { least, most } = boundsOf(tally);
  // Years that are joined stand in the column together, so that none of them is taken for one.
  const years = tally.years?.join(" ") ?? tally.year;
  return [years, String(tally.value), String(least), most === null ? "" : String(most)];
}

const proceedingFacts: { readonly [fact: string]: string } = {
  suspects: "suspects",
  defendants: "prosecuted persons",
  convictions: "convicted persons",
};

function identified(tallies: Tallies): Tallies {
  return tallies.filter(({ fact, by }) => fact === "victims-identified" && (by === undefined || by in dimensions));
}
