// Where the public pages of each language lie, from the root of the site.
import type { LanguageTag } from "../../words/languages.ts";

const fileOf = (name: string) => (language: LanguageTag) =>
  language === "en" ? `${name}.html` : `${name}.${language}.html`;

export const leafletFile = fileOf("public");
/** The page about checking the system. */
export const checkFile = fileOf("check");
/** The page about the open record. */
export const recordPageFile = fileOf("record");
/** The first page of the demonstration. */
export const rolesFile = fileOf("demonstration");
/** The page on which a person opens their own file (OF8a). */
export const openFile = fileOf("open");
