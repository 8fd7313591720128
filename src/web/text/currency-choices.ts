// Currencies to choose from, by their three letters, with their names in the reader's language.
import { currencyCodes, currencyName } from "../../words/currency-name.ts";
import type { LanguageTag } from "../../words/languages.ts";
import type { NamedChoice } from "./country-choices.ts";

export function currencyChoices(language: LanguageTag): readonly NamedChoice[] {
  return currencyCodes.map((value) => ({ value, label: `${value} – ${currencyName(value, language)}` }));
}
