// Currencies to choose from, as the browser knows them, in the reader's language as far as it has words.

import type { LanguageTag } from "../../../words/languages.ts";
import type { NamedChoice } from "../../text/country-choices.ts";

const known = new Map<LanguageTag, readonly NamedChoice[]>();

/** Currencies by their three letters, with their names. */
export function currencyChoices(language: LanguageTag): readonly NamedChoice[] {
  const choices = known.get(language) ?? choicesIn(language);
  known.set(language, choices);
  return choices;
}

function choicesIn(language: LanguageTag): readonly NamedChoice[] {
  const names = new Intl.DisplayNames([language, "ru"], { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}
