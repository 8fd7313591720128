// The report of 2003 that the demonstration holds as a person wrote it, in each of its languages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { completeText } from "../../src/reports/edition/complete.ts";
import type { Edition, EditionName, Paragraph } from "../../src/reports/edition/edition.ts";
import { readEditionFile } from "../../src/reports/edition/edition-file.ts";
import { editionPage } from "../../src/reports/edition/edition-page.ts";
import { Grounds } from "../../src/reports/edition/grounds.ts";
import { demonstrationStatements } from "./demonstration-statements.ts";
import { recordRead } from "./record-read.ts";
import { wordsIn } from "./report-words.ts";

export const seedLanguages = ["en", "ru", "fa"] as const;
export type SeedLanguage = (typeof seedLanguages)[number];

const statements = demonstrationStatements();
export const seedGrounds = new Grounds(statements, "calendar");

export function seedEdition(language: SeedLanguage = "en"): Edition {
  const name: EditionName = { year: 2003, kind: "calendar", language };
  const file = readFileSync(new URL(`../../src/demonstration/edition/2003.${language}.txt`, import.meta.url), "utf8");
  const paragraphs = (readEditionFile(file) ?? assert.fail()).map(({ section, text: typed }, i): Paragraph => {
    const completed = completeText(typed, { grounds: seedGrounds, language, before: [] });
    if ("flaw" in completed) assert.fail(`${completed.flaw}: ${completed.at}`);
    const { text, pieces } = completed;
    return {
      key: `2003.${language}.${i}`,
      section,
      place: i,
      text,
      pieces,
      at: "",
      version: `${i}`,
      isStruck: false,
      others: [],
    };
  });
  return { ...name, organisation: "ombudsman", paragraphs, answers: [], signatures: [], putAway: [], struck: [] };
}

/** As the demonstration names it. */
const organisationNames = new Map([["ombudsman", { en: "Example Ombudsman" }]]);

/** The page of it, as if it were published. */
export function seedPage(language: SeedLanguage): string {
  const record = recordRead(statements, { country: "TJ", title: {}, organisationNames });
  const published = { ...seedEdition(language), import: "0".repeat(32), size: record.log.size, signedOff: [] };
  return editionPage({ ...published, at: "2026-03-01T00:00:00Z" }, record, wordsIn[language]);
}
