// The name of a currency in one of the languages of the screens, the same on every platform.
import { currencyNames, currencyNamesIn } from "./currency-names.ts";
import { nameOfCode } from "./name-of-code.ts";

/** All currencies by their three letters, in the order of the letters. */
export const currencyCodes: readonly string[] = Object.keys(currencyNames);

export function currencyName(code: string, language: string): string {
  return nameOfCode(currencyNames, currencyNamesIn, code, language);
}
