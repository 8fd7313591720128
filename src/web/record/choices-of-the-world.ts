// Countries and currencies to choose from, as the browser knows them, in the reader's language as far as it has words.
import type { Language } from "../text/languages.ts";

export interface NamedChoice {
  readonly value: string;
  readonly label: string;
}

const noCountries: readonly string[] = [
  "AC",
  "CP",
  "CQ",
  "DG",
  "EA",
  "EU",
  "EZ",
  "IC",
  "QO",
  "TA",
  "UN",
  "XA",
  "XB",
  "ZZ",
];
const known = new Map<string, readonly NamedChoice[]>();

/** Countries by name. */
export function countryChoices(language: Language): readonly NamedChoice[] {
  return remembered(`countries ${language}`, () => {
    const names = new Intl.DisplayNames([language, "ru"], { type: "region", fallback: "none" });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    return letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => !noCountries.includes(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
      .flatMap((value) => {
        const label = names.of(value);
        return label === undefined ? [] : [{ value, label }];
      })
      .sort((a, b) => a.label.localeCompare(b.label, language));
  });
}

/** Currencies by their three letters, with their names. */
export function currencyChoices(language: Language): readonly NamedChoice[] {
  return remembered(`currencies ${language}`, () => {
    const names = new Intl.DisplayNames([language, "ru"], { type: "currency" });
    return Intl.supportedValuesOf("currency").map((value) => ({
      value,
      label: `${value} – ${names.of(value) ?? value}`,
    }));
  });
}

function remembered(key: string, make: () => readonly NamedChoice[]): readonly NamedChoice[] {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
