// The page of an annex, and its check by anybody (RP17): it is made again from the open rows up to the size of the log that it names, and compared byte by byte. Nothing
// of the page is believed, and no text of it is in the answer.
import type { Period } from "../assessment/fact-value.ts";
import type { LanguageTag } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { composeReport } from "./compose.ts";
import type { ReportData } from "./data/report-data.ts";
import type { PageSight } from "./edition/edition-page.ts";
import { markupOf } from "./print/elements.ts";
import { drawnOnPage, reportHtml } from "./print/html.ts";
import { reportOfYear } from "./report-of-year.ts";
import { shownAs } from "./shown-page.ts";

/** The page of these data. */
export function pageOf(data: ReportData, words: Words): string {
  const { origin, period, log } = data;
  const language = words.language.tag as LanguageTag;
  return reportHtml(composeReport(data, words), shownAs({ origin, size: log.size, language, period }));
}

/** No page is larger. Whoever reads a file looks at its size first, so none is made that nobody could check. */
export const maxReportBytes = 16 * 1024 * 1024;

/** True for a page that nobody would read. */
export function isTooLarge(page: string, most = maxReportBytes): boolean {
  return new TextEncoder().encode(page).length > most;
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
  period: Period,
  { record: then, newest, words }: Omit<PageSight, "hash">,
): ReportCheck {
  const own = reportOfYear(then, period);
  if (html !== pageOf(own, words)) return { verdict: "refused", differing: differingIn(html, own, words), later: null };
  const now = newest.log.size === then.log.size ? own : reportOfYear(newest, period);
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
