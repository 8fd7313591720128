// Checks a report page that somebody shows: it is made again from the open rows up to the size of the log that it names, and compared byte by byte. Nothing of
// the page is believed, and no text of it is in the answer.
import type { Scheme } from "../assessment/assessment.ts";
import type { Period } from "../assessment/fact-value.ts";
import { code, integer, object, openObject, type Schema } from "../core/schema.ts";
import type { RecordRead } from "../record/record-read.ts";
import type { Words } from "../words/words.ts";
import { composeReport } from "./compose.ts";
import { canonicalJson } from "./data/canonical-json.ts";
import { type ReportData, reportForm, reportText } from "./data/report-data.ts";
import { dataInHtml, reportHtml } from "./print/html.ts";
import { publishersOf } from "./publications.ts";
import { reportOfYear } from "./report-of-year.ts";
import { type ReportLanguage, reportLanguages } from "./text/report-words.ts";

/** Which report a page says that it is. */
interface ShownReport {
  readonly origin: string;
  readonly period: Period;
  readonly scheme: string;
  /** The size of the log from which it says that it was made. */
  readonly size: number;
  readonly language: ReportLanguage;
  /** Its data, as they stand in it. */
  readonly text: string;
}

const word: Schema<string> = (value): value is string => typeof value === "string";

/** What is read of a page's data. Years of which every day, and the year before, can be written (RC7). */
const isHead = openObject({
  form: code([reportForm]),
  origin: word,
  period: object({ year: integer(1001, 2998), kind: code(["calendar", "april-march"]) }),
  scheme: openObject({ id: word }),
  log: openObject({ size: integer(1, Number.MAX_SAFE_INTEGER) }),
});

/** Null for what is no report page of this program. */
export function readShownReport(html: string): ShownReport | null {
  const text = dataInHtml(html);
  const tag = /<html lang="([a-z]{2})"/.exec(html)?.[1];
  const language = reportLanguages.find((known) => known === tag);
  if (text === null || language === undefined) return null;
  try {
    const data: unknown = JSON.parse(text);
    if (!isHead(data)) return null;
    const { origin, period, scheme, log } = data;
    return { origin, period, scheme: scheme.id, size: log.size, language, text };
  } catch {
    return null;
  }
}

/** What a checker has: the record at the size from which the report says that it was made, the newest one, and the words of the page's language. */
interface Sight {
  readonly record: RecordRead;
  readonly newest: RecordRead;
  readonly scheme: Scheme;
  readonly words: Words;
  readonly hash: (text: string) => string;
}

export interface ReportCheck {
  readonly verdict: "whole" | "refused";
  /** Why it is refused: the open rows give other data, or its words are not those of its data. */
  readonly reason: "other-data" | "page-differs" | null;
  /** Facts of which it gives another value than the open rows, as far as its data can be read. */
  readonly differing: readonly string[];
  /** Organisations whose row in the log publishes it; none of a page that is refused. */
  readonly publishedBy: readonly string[];
  /** What the newest record gives for the same year otherwise; null of a page that is refused. */
  readonly later: { readonly figures: number; readonly tier: boolean } | null;
}

export function checkReport(
  html: string,
  shown: ShownReport,
  { record, newest, scheme, words, hash }: Sight,
): ReportCheck {
  const asked = { period: shown.period, scheme };
  const own = reportOfYear(record, asked);
  const text = reportText(own);
  if (html !== pageOf(own, words, hash)) {
    const reason = text === shown.text ? "page-differs" : "other-data";
    return { verdict: "refused", reason, differing: differingFacts(text, shown.text), publishedBy: [], later: null };
  }
  return {
    verdict: "whole",
    reason: null,
    differing: [],
    publishedBy: publishersOf(own, hash(text), newest.statements),
    later: laterChanges(own, newest.log.size === record.log.size ? own : reportOfYear(newest, asked)),
  };
}

/** The page of these data. */
export function pageOf(data: ReportData, words: Words, hash: (text: string) => string): string {
  const text = reportText(data);
  return reportHtml(composeReport(data, words, hash(text)), text);
}

function differingFacts(own: string, shown: string): readonly string[] {
  const [ours, theirs] = [figuresIn(own), figuresIn(shown)];
  return theirs.size === 0 ? [] : [...ours].flatMap(([fact, said]) => (theirs.get(fact) === said ? [] : [fact]));
}

/** What data say of each fact in the year and the year before; nothing of data in another shape. */
function figuresIn(text: string): ReadonlyMap<string, string> {
  try {
    const { facts } = JSON.parse(text) as Pick<ReportData, "facts">;
    return new Map(facts.map((fact) => [fact.definition.key, figureOf(fact)]));
  } catch {
    return new Map();
  }
}

function figureOf({ now, before }: ReportData["facts"][number]): string {
  return canonicalJson([now.state, now.value, before.state, before.value]);
}

/** That reports of the year were published meanwhile, this one among them, changes nothing in them. */
function laterChanges(then: ReportData, now: ReportData): NonNullable<ReportCheck["later"]> {
  return {
    figures: then.facts.filter((fact, i) => {
      const other = now.facts[i];
      const { formula } = fact.definition;
      if (formula?.kind === "count" && formula.register === "publication") return false;
      return other === undefined || figureOf(fact) !== figureOf(other);
    }).length,
    tier: then.assessment.tier !== now.assessment.tier,
  };
}
