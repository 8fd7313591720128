// The name of a country in one of the languages of the screens, the same on every platform.
import { countryNames, countryNamesIn } from "./country-names.ts";
import { nameOfCode } from "./name-of-code.ts";

/** All countries by their two letters, in the order of the letters. */
export const countryCodes: readonly string[] = Object.keys(countryNames);

/** The name of a country, in English where the table lacks the language; the code itself where there is no such country. */
export function countryName(code: string, language: string): string {
  return nameOfCode(countryNames, countryNamesIn, code, language);
}
