// The page of an annex, and its check by anybody (RP17): it is made again from the open rows up to the size of the log that it names, and compared byte by byte. Nothing
// of the page is believed, and no text of it is in the answer.
import type { Period } from "../assessment/fact-value.ts";
import { code, integer, object, openObject, type Schema, text } from "../core/schema.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { composeReport } from "./compose.ts";
import type { ReportData } from "./data/report-data.ts";
import type { PageSight } from "./edition/edition-page.ts";
import { markupOf } from "./print/elements.ts";
import { drawnOnPage, reportHtml, shownInHtml } from "./print/html.ts";
import { reportOfYear } from "./report-of-year.ts";

const form = "panoh.org/report/v4" as const;

/** Which annex a page says that it is. */
export interface ShownReport {
  readonly form: typeof form;
  readonly origin: string;
  readonly period: Period;
  /** The size of the log from which it says that it was made. */
  readonly size: number;
  readonly language: LanguageTag;
}

/** Years of which every day, and the year before, can be written (RC7). A page of another program is none of this one's. */
const isShown = openObject({
  report: object({
    form: code([form]) as Schema<typeof form>,
    origin: text(200),
    period: object({ year: integer(1001, 2998), kind: code(["calendar", "april-march"]) }),
    size: integer(1, Number.MAX_SAFE_INTEGER),
    language: code(languageTags),
  }),
});

/** The page of these data. */
export function pageOf(data: ReportData, words: Words): string {
  const { origin, period, log } = data;
  const language = words.language.tag as LanguageTag;
  const report: ShownReport = { form, origin, period, size: log.size, language };
  return reportHtml(composeReport(data, words), { report });
}

/** No page is larger. Whoever reads a file looks at its size first, so none is made that nobody could check. */
export const maxReportBytes = 16 * 1024 * 1024;

/** True for a page that nobody would read. */
export function isTooLarge(page: string, most = maxReportBytes): boolean {
  return new TextEncoder().encode(page).length > most;
}

/** Null for what is no page of an annex. */
export function readShownReport(html: string): ShownReport | null {
  const shown = shownInHtml(html);
  return isShown(shown) ? shown.report : null;
}

export interface ReportCheck {
  readonly verdict: "whole" | "refused";
  /** Sections of which it says something else than the open rows give. */
  readonly differing: readonly string[];
  /** What the newest record gives for the same year otherwise; null of a page that is refused. */
  readonly later: { readonly figures: number; readonly tier: boolean } | null;
}

export function checkReport(
  html: string,
  shown: ShownReport,
  { record: then, newest, words }: Omit<PageSight, "hash">,
): ReportCheck {
  const own = reportOfYear(then, shown.period);
  if (html !== pageOf(own, words)) return { verdict: "refused", differing: differingIn(html, own, words), later: null };
  const now = newest.log.size === then.log.size ? own : reportOfYear(newest, shown.period);
  return { verdict: "whole", differing: [], later: laterChanges(own, now) };
}

function differingIn(html: string, own: ReportData, words: Words): readonly string[] {
  const document = composeReport(own, words);
  return drawnOnPage(document).sections.flatMap((section, i) =>
    html.includes(markupOf(section)) ? [] : [document.sections[i]?.title ?? ""],
  );
}

/** That a report of the year was published meanwhile changes nothing in them. */
function laterChanges(then: ReportData, now: ReportData): NonNullable<ReportCheck["later"]> {
  const figureOf = ({ now, before }: ReportData["facts"][number]) =>
    JSON.stringify([now.state, now.value, before.state, before.value]);
  return {
    figures: then.facts.filter((fact, i) => {
      const other = now.facts[i];
      const { formula } = fact.definition;
      if (formula?.kind === "count" && formula.register === "paragraph") return false;
      return other === undefined || figureOf(fact) !== figureOf(other);
    }).length,
    tier: then.assessment.tier !== now.assessment.tier,
  };
}
