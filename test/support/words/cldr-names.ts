// Writes src/words/country-names.ts and currency-names.ts from the CLDR of the Node that runs it. Run it by hand when the pinned Node changes, and read the
// difference: `node bin/panoh.js --run test/support/words/cldr-names.ts && npm run format`. The tables are kept as data because browsers lack languages:
// Chromium has no Tajik names and gives English ones for Uzbek.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tagsOfFolders, wordsFolder } from "./files.ts";

// New languages come last, so that the difference is one column.
const first = ["en", "ru", "tg", "uz", "fa"];
const tags = [...first, ...tagsOfFolders().filter((tag) => !first.includes(tag))];

type Names = Readonly<Record<string, readonly string[]>>;

/** What CLDR names with two letters and ISO 3166-1 does not hold: reserved codes, groups of countries, codes for tests. */
const noCountries = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"];

/** Every country with its names as the running Node knows them. */
export function countryNamesOfCldr(): Names {
  const known = namesIn("region");
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    // A retired code (DD, SU) is spelled as its successor.
    .filter((code) => !noCountries.includes(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
    .filter((code) => known[0]?.of(code) !== undefined);
  return Object.fromEntries(codes.map((code) => [code, namesOf(code, known)]));
}

/** Every currency with its names; where a language has none, the Russian or else the English one. */
export function currencyNamesOfCldr(): Names {
  const known = namesIn("currency");
  return Object.fromEntries(Intl.supportedValuesOf("currency").map((code) => [code, namesOf(code, known)]));
}

function namesIn(type: "region" | "currency"): readonly Intl.DisplayNames[] {
  return tags.map((tag) => new Intl.DisplayNames([tag], { type, fallback: "none" }));
}

function namesOf(code: string, known: readonly Intl.DisplayNames[]): readonly string[] {
  return known.map((names) => {
    const name = [names, known[1], known[0]].map((each) => each?.of(code)).find((each) => each !== undefined);
    if (name === undefined) throw new Error(`no name in any of the languages: ${code}`);
    // CLDR writes the Uzbek letter in two ways; the screens write it in one.
    return name.replaceAll("\u2018", "\u02bb");
  });
}

function sourceText(what: string, constant: string, comment: string, names: Names): string {
  const rows = Object.entries(names).map(([code, row]) => `  ${code}: ${JSON.stringify(row)},`);
  return `// ${what} in the languages of the screens: the names of Unicode's CLDR ${process.versions["cldr"]} (Unicode License v3).
// Written by test/support/words/cldr-names.ts; nobody edits it by hand.

/** The languages of the names, in their order. */
export const ${constant}In: readonly string[] = ${JSON.stringify(tags)};

/** ${comment} */
export const ${constant}: Readonly<Record<string, readonly string[]>> = {
${rows.join("\n")}
};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const iso = "ISO 3166-1, and XK, which it leaves to its users and which passports of Kosovo need.";
  writeFileSync(
    join(wordsFolder, "country-names.ts"),
    sourceText("Countries by their two letters", "countryNames", iso, countryNamesOfCldr()),
  );
  writeFileSync(
    join(wordsFolder, "currency-names.ts"),
    sourceText("Currencies by their three letters", "currencyNames", "ISO 4217.", currencyNamesOfCldr()),
  );
}
