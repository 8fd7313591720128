// Which report a page says that it is (RP13a): the annex of a year, or an edition that a person wrote. Nothing of the page is believed; whoever is shown it makes it
// again.
import { yearKinds } from "../core/registers/partial-date.ts";
import { code, integer, type Of, object, openObject, text } from "../core/schema.ts";
import { languageTags } from "../words/languages.ts";
import { shownInHtml } from "./print/html.ts";

const form = "panoh.org/report/v4";

/** A page of another program is none of this one's. */
const shownPage = object(
  {
    form: code([form]),
    /** The country's log, and its size from which the page says that it was made. */
    origin: text(200),
    size: integer(0, Number.MAX_SAFE_INTEGER),
    language: code(languageTags),
  },
  {
    /** Of an annex: a year of which every day, and the year before, can be written (RC7). */
    period: object({ year: integer(1001, 2998), kind: code(yearKinds) }),
    /** Of an edition: which of its organisation's imports it is. */
    edition: object({ organisation: text(200), import: text(200) }),
  },
);
const isShown = openObject({ report: shownPage });

export type ShownPage = Of<typeof shownPage>;

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
