// Where the public pages of each language lie, from the root of the site.
import type { LanguageTag } from "../../words/languages.ts";

/** The file name of a language's leaflet, from the root of the site. */
export function leafletFile(language: LanguageTag): string {
  return language === "en" ? "public.html" : `public.${language}.html`;
}

/** The file name of a language's page about checking the system. */
export function checkFile(language: LanguageTag): string {
  return language === "en" ? "check.html" : `check.${language}.html`;
}

/** The file name of a language's page about the open record. */
export function recordPageFile(language: LanguageTag): string {
  return language === "en" ? "record.html" : `record.${language}.html`;
}

/** The file name of a language's first page of the demonstration. */
export function rolesFile(language: LanguageTag): string {
  return language === "en" ? "demonstration.html" : `demonstration.${language}.html`;
}
