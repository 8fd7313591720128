// Composes a report from its data in one language: a pure function, so that the same data and language always give the same document.
// A sentence is made only when its fact is known; what is not there is said to be not there.

import type { Words } from "../words/words.ts";
import type { ReportData } from "./data/report-data.ts";
import type { Block, ReportDocument, Section } from "./document.ts";
import { run } from "./say.ts";
import { contradictions, gaps, method, records, sources } from "./sections/appendix.ts";
import { counted } from "./sections/counted.ts";
import { criteria } from "./sections/criteria.ts";
import { partnership, prevention, prosecution, protection } from "./sections/pillars.ts";
import { seriesPlot } from "./sections/plots.ts";
import { recommendations } from "./sections/recommendations.ts";
import { countryOf, reportOf } from "./sections/report.ts";
import { schemeMark } from "./sections/scheme-words.ts";
import { noRoutes, saysAnything, summary } from "./sections/summary.ts";
import { other, tier } from "./sections/tier.ts";
import { reportTextOf } from "./text/report-text.ts";

/** The report as a document. `hash` is the data's hash, which the document shows; it is never computed here. */
export function composeReport(data: ReportData, words: Words, hash: string): ReportDocument {
  const text = reportTextOf(words);
  const report = reportOf(data, text);
  const { head } = text;
  const section = (id: keyof typeof text.sections, blocks: readonly Block[]): readonly Section[] =>
    blocks.length === 0 ? [] : [{ id, title: text.sections[id], blocks }];
  const parts = saysAnything(report)
    ? [
        ...section("prosecution", prosecution(report)),
        ...section("protection", protection(report)),
        ...section("prevention", prevention(report)),
        ...section("partnership", partnership(report)),
      ]
    : [];
  return {
    language: text.tag,
    direction: text.direction,
    kicker: head.kicker,
    title: head.title(countryOf(report), data.period),
    subtitle: head.subtitle,
    warning: data.trial ? head.warning : null,
    notice: data.holds === "all" ? null : head.madeWithout[data.holds],
    marks: [
      { name: head.periodOf, value: run([text.capital(text.period(data.period))]) },
      { name: head.scheme, value: schemeMark(report) },
      { name: head.origin, value: [{ kind: "code", text: data.origin }] },
      {
        name: head.log,
        value: run([head.logSize(data.log.size), text.comma, { kind: "code", text: data.log.root }]),
      },
      { name: head.hash, value: [{ kind: "code", text: hash }] },
    ],
    sections: [
      ...section("summary", [...summary(report), ...seriesPlot(report), ...noRoutes(report)]),
      ...section("tier", tier(report)),
      ...parts,
      ...section("recommendations", recommendations(report)),
      ...section("criteria", criteria(report)),
      ...section("other", other(report)),
      ...section("contradictions", contradictions(report)),
      ...section("gaps", gaps(report)),
      ...section("method", method(report)),
      ...section("counted", counted(report)),
      ...section("sources", sources(report)),
      ...section("records", records(report)),
    ],
    words: { contents: head.contents, asTable: head.asTable },
  };
}
