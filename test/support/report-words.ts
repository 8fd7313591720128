// The words of reports for tests, in every language, and the languages in which tests spell out what a report says.
import { type ReportText, reportTextOf } from "../../src/reports/text/report-text.ts";
import { reportParts } from "../../src/reports/text/report-words.ts";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import { readWords } from "../../src/words/read-words.ts";
import type { Words } from "../../src/words/words.ts";

const read = await Promise.all(languageTags.map(async (tag) => [tag, await readWords(tag, reportParts)] as const));

export const wordsIn = Object.fromEntries(read) as Readonly<Record<LanguageTag, Words>>;
export const reportTexts = Object.fromEntries(read.map(([tag, words]) => [tag, reportTextOf(words)])) as Readonly<
  Record<LanguageTag, ReportText>
>;

export const spelledLanguages = ["en", "ru", "tg"] as const satisfies readonly LanguageTag[];
export type SpelledLanguage = (typeof spelledLanguages)[number];
