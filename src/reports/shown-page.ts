// Which report a page says that it is (RP13a): the annex of a year, or an edition that a person wrote. Nothing of the page is believed; whoever is shown it makes it
// again.
import type { Period } from "../assessment/fact-value.ts";
import { code, integer, object, openObject, type Schema, text } from "../core/schema.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import { shownInHtml } from "./print/html.ts";

const form = "panoh.org/report/v4" as const;

export interface ShownPage {
  readonly form: typeof form;
  /** The country's log, and its size from which the page says that it was made. */
  readonly origin: string;
  readonly size: number;
  readonly language: LanguageTag;
  /** Of an annex. */
  readonly period?: Period;
  /** Of an edition: which of its organisation's imports it is. */
  readonly edition?: { readonly organisation: string; readonly import: string };
}

/** Years of which every day, and the year before, can be written (RC7). A page of another program is none of this one's. */
const isShown = openObject({
  report: object(
    {
      form: code([form]) as Schema<typeof form>,
      origin: text(200),
      size: integer(0, Number.MAX_SAFE_INTEGER),
      language: code(languageTags),
    },
    {
      period: object({ year: integer(1001, 2998), kind: code(["calendar", "april-march"]) }),
      edition: object({ organisation: text(200), import: text(200) }),
    },
  ),
});

/** What stands in a page. */
export function shownAs(shown: Omit<ShownPage, "form">): { readonly report: ShownPage } {
  return { report: { form, ...shown } };
}

/** Null for what is no page of a report. */
export function readShownPage(html: string): ShownPage | null {
  const shown = shownInHtml(html);
  return isShown(shown) && (shown.report.period === undefined) !== (shown.report.edition === undefined)
    ? shown.report
    : null;
}
