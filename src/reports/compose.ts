// Composes the annex to a country's report from its data in one language: a pure function, so that the same data and language always give the same document. It
// has tables and plots; sentences about the country are a person's (edition/). What is not there is said to be not there, once.
import { isSilent, pillars } from "../assessment/fact-value.ts";
import type { Words } from "../words/words.ts";
import type { ReportData } from "./data/report-data.ts";
import { type ReportDocument, sectionOf } from "./print/document.ts";
import type { Element } from "./print/elements.ts";
import { code } from "./print/say.ts";
import { contradictions, gaps, method, sources } from "./sections/appendix.ts";
import { criteria } from "./sections/criteria.ts";
import { pillarBlocks } from "./sections/facts.ts";
import { type Report, reportOf, schemeNames } from "./sections/report.ts";
import { rows } from "./sections/rows.ts";
import { tier } from "./sections/tier.ts";
import { countryIn } from "./text/report-text.ts";

type Blocks = (report: Report) => readonly Element[];

/** The sections in their order; one of which nothing is to be said is left out. */
const sections: readonly (readonly [string, Blocks])[] = [
  ["tier", tier],
  ["criteria", criteria],
  ...pillars.map((pillar) => [pillar, (report: Report) => pillarBlocks(report, pillar)] as const),
  ["rows", rows],
  ["contradictions", contradictions],
  ["gaps", gaps],
  ["method", method],
  ["sources", sources],
];

/** Of a year on which the record says nothing, that; else that it is not released. */
function notice({ data, text }: Report, country: string): string | null {
  const saysAnything = data.rows.length > 0 || data.facts.some(({ now }) => !isSilent(now));
  if (!saysAnything) return text.t("report.summary.nothing", { country, period: text.period(data.period) });
  return data.isReleased ? null : text.t("report.head.not-released");
}

/** The annex as a document. */
export function composeReport(data: ReportData, words: Words): ReportDocument {
  const report = reportOf(data, words);
  const { text } = report;
  const { t } = text;
  const country = countryIn(words, data);
  const { size, root } = data.log;
  return {
    language: text.tag,
    direction: text.direction,
    kicker: t("report.head.kicker"),
    title: t("report.head.title", { country, period: text.period(data.period) }),
    subtitle: t("report.head.subtitle"),
    warning: data.trial ? t("report.head.warning") : null,
    notice: notice(report, country),
    marks: [
      { name: t("report.counted.period"), value: text.capital(text.period(data.period)) },
      { name: t("report.head.scheme"), value: schemeNames(report).name },
      { name: t("report.head.origin"), value: code(data.origin) },
      { name: t("report.head.log"), value: [t("report.head.log-size", { size }), text.comma, code(root)] },
    ],
    sections: sections.flatMap(([id, blocksOf]) => sectionOf(id, text.section(id), blocksOf(report))),
    contents: t("report.head.contents"),
  };
}
