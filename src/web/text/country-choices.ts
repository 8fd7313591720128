// All countries to choose from, by name in the reader's language.
import { countryCodes, countryName } from "../../words/country-name.ts";
import { type LanguageTag, languages } from "../../words/languages.ts";

export interface NamedChoice {
  readonly value: string;
  readonly label: string;
}

const choicesByLanguage = new Map<LanguageTag, readonly NamedChoice[]>();

export function countryChoices(language: LanguageTag): readonly NamedChoice[] {
  const choices = choicesByLanguage.get(language) ?? choicesIn(language);
  choicesByLanguage.set(language, choices);
  return choices;
}

function choicesIn(language: LanguageTag): readonly NamedChoice[] {
  return countryCodes
    .map((value) => ({ value, label: countryName(value, language) }))
    .sort((a, b) => languages[language].compare(a.label, b.label));
}
