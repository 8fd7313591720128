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

/** Persons identified. The same persons stand under each dimension: nobody adds over it. */
export function unodcTable(tallies: Tallies, { iso3, name, source }: OutsideCountry): Table {
  const rows = identified(tallies).map((tally) => {
    const { by, cell = "", year } = tally;
    return [
      ...[iso3, name, "", "", "Detected victims of trafficking in persons"],
      ...[by === undefined ? total : (dimensions[by] ?? by), by === undefined ? total : cell],
      ...[by === "sex" ? cell : total, by === "age" ? cell : total, year, "Persons", numberText(tally)],
      tally.most === undefined ? source : `${source}; rounded or kept back`,
    ];
  });
  return [unodcColumns, ...rows];
}

/** Of what may be four or fewer no number is said, also where it was rounded to 0; and of five or more what the release shows. */
function numberText({ value, least = value, most = value }: Tallies[number]): string {
  return least < 5 && (value === 0 ? most > 0 : value < 5) ? "<5" : String(value);
}

/** Registered victims by registering body, sex, age group, form and citizenship, each with its bounds; suspects, prosecuted and convicted come from the tallies of proceedings. */
export function euTable(tallies: Tallies): Table {
  const rows = identified(tallies).map(({ year, by, cell = "", value, least = value, most }) => [
    "registered victims",
    by === undefined ? total : (dimensions[by] ?? by),
    by === undefined ? total : cell,
    year,
    ...[String(value), String(least), most === undefined && least !== value ? "" : String(most ?? value)],
  ]);
  const proceedings = tallies.flatMap(({ fact, year, by, value, least = value }) =>
    by === undefined && Object.hasOwn(proceedingFacts, fact)
      ? [[proceedingFacts[fact] ?? fact, total, total, year, String(value), String(least), String(value)]]
      : [],
  );
  return [["statistic", "dimension", "category", "year", "shown", "at least", "at most"], ...rows, ...proceedings];
}

const proceedingFacts: { readonly [fact: string]: string } = {
  suspects: "suspects",
  defendants: "prosecuted persons",
  convictions: "convicted persons",
};

function identified(tallies: Tallies): Tallies {
  return tallies.filter(({ fact, by }) => fact === "victims-identified" && (by === undefined || by in dimensions));
}
