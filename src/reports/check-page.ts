// What a page that somebody shows is worth: a report that a person wrote, or an annex, by what the record of the checker gives. The one way for the command, the
// screen and the page about the open record. Nothing in the page is believed.
import type { Period } from "../assessment/fact-value.ts";
import type { RecordRead } from "../record/record-read.ts";
import type { LanguageTag } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { checkReport, maxReportBytes, type ReportCheck } from "./check-report.ts";
import { checkEdition, type Finding, openFindings } from "./edition/checks.ts";
import type { PublishedEdition } from "./edition/edition.ts";
import { checkEditionPage, type EditionCheck, unfilledIn } from "./edition/edition-page.ts";
import { Grounds } from "./edition/grounds.ts";
import { readShownPage } from "./shown-page.ts";

/** What a checker has. */
interface Sight {
  /** The country's log. */
  readonly origin: string;
  /** The record at this size of the log, or the newest one; null where the log is not trusted so far. */
  readonly recordAt: (size?: number) => RecordRead | null | Promise<RecordRead | null>;
  readonly wordsIn: (language: LanguageTag) => Promise<Words>;
  readonly hash: (text: string) => string;
}

/** The report that a person wrote; and what the checks find in its text that nobody answered. */
interface EditionVerdict {
  readonly is: "edition";
  readonly check: EditionCheck;
  readonly unanswered: readonly Finding[];
}

export type PageVerdict =
  | { readonly is: "no-report" | "foreign" | "not-trusted" }
  | EditionVerdict
  | {
      readonly is: "checked";
      readonly period: Period;
      readonly language: LanguageTag;
      /** The size of the log from which it was made, and how far the log goes by now. */
      readonly size: number;
      readonly newest: number;
      readonly check: ReportCheck;
    };

export type FileVerdict = PageVerdict | { readonly is: "too-large" };

/** A file as a browser has it. */
interface GivenFile {
  readonly size: number;
  text(): Promise<string>;
}

/** One that is larger than any report is not even read (RP17b). */
export async function checkFile(file: GivenFile, sight: Sight): Promise<FileVerdict> {
  return file.size > maxReportBytes ? { is: "too-large" } : checkPage(await file.text(), sight);
}

export async function checkPage(html: string, { origin, recordAt, wordsIn, hash }: Sight): Promise<PageVerdict> {
  const shown = readShownPage(html);
  if (shown === null) return { is: "no-report" };
  if (shown.origin !== origin) return { is: "foreign" };
  const [then, newest] = await Promise.all([recordAt(shown.size), recordAt()]);
  if (then === null || newest === null) return { is: "not-trusted" };
  const { period, size, language } = shown;
  const sight = { record: then, newest, words: await wordsIn(language), hash };
  if (period !== undefined)
    return { is: "checked", period, language, size, newest: newest.log.size, check: checkReport(html, period, sight) };
  const check = checkEditionPage(html, shown, sight);
  return { is: "edition", check, unanswered: check.edition === null ? [] : unansweredIn(check.edition, then) };
}

/** The same of an edition that was published, whatever page is shown of it: which of its numbers and rows were not so in the record of then. */
export function checkPublished(edition: PublishedEdition, then: RecordRead, isOlder: boolean): EditionVerdict {
  const unfilled = unfilledIn(edition, then);
  const verdict = unfilled.length === 0 ? "same" : "refused";
  const check: EditionCheck = { verdict, reason: null, altered: [], unfilled, isOlder, edition };
  return { is: "edition", check, unanswered: unansweredIn(edition, then) };
}

/**
 * What the checks find in it and no reason of it answers (ED12c): a program that left the checks out, or had fewer of them, publishes such a text all the same. What
 * differs from an edition in another language is its writers' to look at.
 */
function unansweredIn(edition: PublishedEdition, { statements }: RecordRead): readonly Finding[] {
  const grounds = new Grounds(statements, edition.kind);
  return openFindings(checkEdition(edition, { grounds, asks: grounds.asks(edition), first: null }));
}
