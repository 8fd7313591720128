// All countries to choose from, by name in the reader's language.
import { countryCodes, countryName } from "../../core/country-name.ts";
import type { Language } from "./languages.ts";

export interface NamedChoice {
  readonly value: string;
  readonly label: string;
}

const known = new Map<Language, readonly NamedChoice[]>();

export function countryChoices(language: Language): readonly NamedChoice[] {
  const choices = known.get(language) ?? choicesIn(language);
  known.set(language, choices);
  return choices;
}

function choicesIn(language: Language): readonly NamedChoice[] {
  return countryCodes
    .map((value) => ({ value, label: countryName(value, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
