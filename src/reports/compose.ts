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
import { schemeMark } from "./sections/scheme-told.ts";
import { noRoutes, saysAnything, summary } from "./sections/summary.ts";
import { countryTold, tellerOf } from "./sections/teller.ts";
import { other, tier } from "./sections/tier.ts";
import { reportTextOf } from "./text/report-text.ts";

/** The report as a document. `hash` is the data's hash, which the document shows; it is never computed here. */
export function composeReport(data: ReportData, words: Words, hash: string): ReportDocument {
  const text = reportTextOf(words);
  const teller = tellerOf(data, text);
  const { head } = text;
  const section = (id: keyof typeof text.sections, blocks: readonly Block[]): readonly Section[] =>
    blocks.length === 0 ? [] : [{ id, title: text.sections[id], blocks }];
  const parts = saysAnything(teller)
    ? [
        ...section("prosecution", prosecution(teller)),
        ...section("protection", protection(teller)),
        ...section("prevention", prevention(teller)),
        ...section("partnership", partnership(teller)),
      ]
    : [];
  return {
    language: text.tag,
    direction: text.direction,
    kicker: head.kicker,
    title: head.title(countryTold(teller), data.period),
    subtitle: head.subtitle,
    warning: data.trial ? head.warning : null,
    notice: data.holds === "all" ? null : head.madeWithout[data.holds],
    marks: [
      { name: head.periodOf, value: run([text.capital(text.period(data.period))]) },
      { name: head.scheme, value: schemeMark(teller) },
      { name: head.origin, value: [{ kind: "code", text: data.origin }] },
      {
        name: head.log,
        value: run([head.logSize(data.log.size), text.comma, { kind: "code", text: data.log.root }]),
      },
      { name: head.hash, value: [{ kind: "code", text: hash }] },
    ],
    sections: [
      ...section("summary", [...summary(teller), ...seriesPlot(teller), ...noRoutes(teller)]),
      ...section("tier", tier(teller)),
      ...parts,
      ...section("recommendations", recommendations(teller)),
      ...section("criteria", criteria(teller)),
      ...section("other", other(teller)),
      ...section("contradictions", contradictions(teller)),
      ...section("gaps", gaps(teller)),
      ...section("method", method(teller)),
      ...section("counted", counted(teller)),
      ...section("sources", sources(teller)),
      ...section("records", records(teller)),
    ],
    words: { contents: head.contents, asTable: head.asTable },
  };
}
