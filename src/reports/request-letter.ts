// The letter of a request to another country, from its row in the register of requests: to print, or to seal into a file. What is asked in
// substance is written by a person and comes in as text; it stands in the letter and in no register.
import type { RowValues } from "../core/registers/register-table.ts";
import type { LanguageTag } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import { printedAnswer, printedHtml, printedLine } from "./printed-page.ts";
import { reportTextOf } from "./text/report-text.ts";

export interface RequestLetter {
  readonly request: RowValues<"request">;
  /** The row's key: the reference under which an answer is expected. */
  readonly reference: string;
  /** ISO code of the country that asks, and the name of the office. */
  readonly country: string;
  readonly office: string;
  /** What is asked, in the writer's own words. */
  readonly substance: string;
  /** Set for a demonstration or a trial. */
  readonly trial: boolean;
}

/** The letter as one page of HTML that prints. The same input gives the same bytes. */
export function requestLetter(letter: RequestLetter, words: Words): string {
  const text = reportTextOf(words);
  const { request, reference, country, office, substance, trial } = letter;
  const title = text.t(`report.letter.kinds.${request.kind}`);
  const authorities = text.t("report.letter.authorities", { country: text.country(request.country) });
  const lines = [
    ...(trial ? [printedLine(text.t("report.letter.warning"))] : []),
    printedAnswer(text.t("report.letter.to"), authorities),
    printedAnswer(text.t("report.letter.from"), `${office}, ${text.country(country)}`),
    printedAnswer(text.t("report.letter.reference"), reference),
    ...(request.case === undefined ? [] : [printedAnswer(text.t("report.letter.in-case"), request.case)]),
    printedAnswer(text.t("field.on"), text.date(request.on)),
    printedLine(text.t(`report.letter.opening.${request.kind}`)),
    ...substance.split(/\n{2,}/).flatMap((part) => (part.trim() === "" ? [] : [printedLine(part)])),
    printedLine(text.t("report.letter.confidential")),
    printedLine(text.t("report.letter.answer")),
    printedAnswer(text.t("report.letter.signature"), "______________________"),
  ];
  const page = { language: words.language.tag as LanguageTag, size: "short", title, lines } as const;
  return printedHtml(page, `${title} – ${reference}`);
}
