// The letter of a request to another country, from its row in the register of requests: to print, or to seal into a file. What is asked in
// substance is written by a person and comes in as text; it stands in the letter and in no register.
import type { RowValues } from "../core/registers/register-table.ts";
import type { Words } from "../words/words.ts";
import { reportStyle } from "./print/html-style.ts";
import { escapeXml } from "./print/xml.ts";
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
export function requestLetter(letter: RequestLetter, language: Words): string {
  const text = reportTextOf(language);

  const { request, reference, country, office, substance, trial } = letter;
  const rows: readonly (readonly [string, string])[] = [
    [text.t("report.letter.to"), text.t("report.letter.authorities", { country: text.country(request.country) })],
    [text.t("report.letter.from"), `${office}, ${text.country(country)}`],
    [text.t("report.letter.reference"), reference],
    ...(request.case === undefined ? [] : [[text.t("report.letter.in-case"), request.case] as const]),
    [text.t("field.on"), text.date(request.on)],
  ];
  const paragraphs = substance.split(/\n{2,}/).filter((part) => part.trim() !== "");
  return [
    `<!doctype html>`,
    `<html lang="${text.tag}" dir="${text.direction}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    `<title>${escapeXml(`${text.t(`report.letter.kinds.${request.kind}`)} – ${reference}`)}</title>`,
    `<style>${reportStyle(reference, text.tag)}</style></head>`,
    `<body><div class="sheet"><header><h1>${escapeXml(text.t(`report.letter.kinds.${request.kind}`))}</h1>`,
    trial ? `<p class="warning">${escapeXml(text.t("report.letter.warning"))}</p>` : "",
    `<dl class="marks">${rows.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd>`).join("")}</dl></header>`,
    `<main><section><p>${escapeXml(text.t(`report.letter.opening.${request.kind}`))}</p>`,
    ...paragraphs.map((part) => `<p>${escapeXml(part).replaceAll("\n", "<br>")}</p>`),
    `<p>${escapeXml(text.t("report.letter.confidential"))}</p><p>${escapeXml(text.t("report.letter.answer"))}</p>`,
    `<p>${escapeXml(text.t("report.letter.signature"))}: ______________________</p></section></main></div></body></html>`,
    "",
  ]
    .filter((line, i, all) => line !== "" || i === all.length - 1)
    .join("\n");
}
