// The files of words that a report is made of, and the languages in which it can be had: all that there are words in.
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import type { WordPart } from "../../words/message-key.ts";

export const reportParts = ["report", "report-facts", "codes"] as const satisfies readonly WordPart[];

export type ReportLanguage = LanguageTag;
export const reportLanguages = languageTags;
