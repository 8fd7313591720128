// Writes src/core/country-names.ts from the CLDR of the Node that runs it. Run it by hand when the pinned Node changes, and read the difference:
// `node bin/panoh.js --run test/support/make-country-names.ts && npm run format`. The table is kept as data because browsers lack languages: Chromium
// has no Tajik names and gives English ones for Uzbek.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CountryNames } from "../../src/core/country-names.ts";
import { tagsOfFolders } from "./words/files.ts";

// New languages come last, so that the difference is one column.
const first = ["en", "ru", "tg", "uz", "fa"];
const tags = [...first, ...tagsOfFolders().filter((tag) => !first.includes(tag))];

/** What CLDR names with two letters and ISO 3166-1 does not hold: reserved codes, groups of countries, codes for tests. */
const noCountries = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"];

/** Every country with its names as the running Node knows them. */
export function countryNamesOfCldr(): Readonly<Record<string, CountryNames>> {
  const known = tags.map((tag) => new Intl.DisplayNames([tag], { type: "region", fallback: "none" }));
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    // A retired code (DD, SU) is spelled as its successor.
    .filter((code) => !noCountries.includes(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
    .filter((code) => known[0]?.of(code) !== undefined);
  return Object.fromEntries(codes.map((code) => [code, namesOf(code, known)]));
}

function namesOf(code: string, known: readonly Intl.DisplayNames[]): CountryNames {
  return known.map((names) => {
    const name = names.of(code);
    if (name === undefined) throw new Error(`no name in one of the languages: ${code}`);
    // CLDR writes the Uzbek letter in two ways; the screens write it in one.
    return name.replaceAll("\u2018", "\u02bb");
  });
}

function sourceText(names: Readonly<Record<string, CountryNames>>): string {
  const rows = Object.entries(names).map(([code, row]) => `  ${code}: ${JSON.stringify(row)},`);
  return `// Countries by their two letters in the languages of the screens: the names of Unicode's CLDR ${process.versions["cldr"]} (Unicode License v3).
// Written by test/support/make-country-names.ts; nobody edits it by hand.

/** The languages of the names, in their order. */
export const namedIn: readonly string[] = ${JSON.stringify(tags)};

export type CountryNames = readonly string[];

/** ISO 3166-1, and XK, which it leaves to its users and which passports of Kosovo need. */
export const countryNames: Readonly<Record<string, CountryNames>> = {
${rows.join("\n")}
};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../../src/core/country-names.ts", import.meta.url));
  writeFileSync(file, sourceText(countryNamesOfCldr()));
}
