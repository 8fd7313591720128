// The standards of a scheme and its criteria, each with what the record has on it: evidence for and against, and what is missing.
import type { CriterionReading, RuleReading } from "../../assessment/assessment.ts";
import { standardFacts } from "../../assessment/tvpa.ts";
import { paragraph, table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { type Inlines, joined } from "../print/say.ts";
import { factLine, lackWord, nameOf, numberIn, type Report, schemeNames } from "./report.ts";
import { evidence, isDisputed, judgementLine } from "./rule-sentences.ts";

export function criteria(report: Report): readonly Element[] {
  const { data, text } = report;
  return [
    ...standards(report),
    table({
      caption: text.t("report.criteria.caption"),
      columns: [
        { numeric: text.t("report.criteria.number") },
        text.t("report.criteria.criterion"),
        text.t("report.criteria.for"),
        text.t("report.criteria.against"),
        text.t("report.criteria.missing"),
      ],
      rows: data.assessment.criteria.map((reading) => ({
        id: `criterion-${reading.criterion.key}`,
        cells: [
          reading.criterion.number === null
            ? text.t("report.criteria.nothing")
            : text.digits(String(reading.criterion.number)),
          named(report, reading),
          joinedEvidence(report, reading.for),
          joinedEvidence(report, reading.against),
          lacking(report, reading),
        ],
      })),
    }),
  ];
}

/** A criterion with the reports that know it, where others are older, and with what offices judge of it. */
function named(report: Report, { criterion, judged }: CriterionReading): Inlines {
  const { t } = report.text;
  const { key, since, added } = criterion;
  const isAlways = since === Math.min(...report.data.assessment.criteria.map((one) => one.criterion.since));
  const lines = [
    schemeNames(report).criterion(key),
    ...(isAlways ? [] : [t("report.criteria.since", { first: since })]),
    ...(added === undefined ? [] : [t("report.criteria.added", { first: added })]),
    ...judged.map((one) => judgementLine(report, one)),
    ...(isDisputed(judged) ? [t("report.criteria.differ")] : []),
  ];
  return joined(lines, ". ");
}

/** What the record has on each standard. */
function standards(report: Report): readonly Element[] {
  const { text } = report;
  return [
    table({
      caption: text.t("report.standards.caption"),
      columns: [text.t("report.standards.standard"), text.t("report.standards.record")],
      rows: (Object.keys(standardFacts) as (keyof typeof standardFacts)[]).map((key) => {
        const facts = factFigures(report, standardFacts[key]);
        const record = facts.length === 0 ? text.t("report.standards.by-criteria") : facts;
        return { cells: [text.t(`report.standards.named.${key}`), record] };
      }),
    }),
    paragraph(text.t("report.standards.judged"), "quiet"),
  ];
}

/** Each fact with its value, and with that of the year before where both are numbers. */
function factFigures(report: Report, keys: readonly string[]): Inlines {
  const facts = keys.flatMap((key) => report.facts.get(key) ?? []);
  const lines = facts.map((fact) =>
    factLine(report, fact, numberIn(fact.now) !== null && numberIn(fact.before) !== null),
  );
  return joined(lines, report.text.semicolon);
}

function lacking(report: Report, reading: CriterionReading): Inlines {
  const { text } = report;
  const names = text.semicolons(reading.missing.map((one) => missingName(report, one)));
  const follows = reading.presumedNotMet ? text.t("report.criteria.presumed") : "";
  return names + follows === "" ? [text.t("report.criteria.nothing")] : joined([names, follows], ". ");
}

/** A fact that is asked for, with why there is none. */
export function missingName(report: Report, { fact, why }: CriterionReading["missing"][number]): string {
  const { now } = report.facts.get(fact) ?? {};
  const lack = why === "withheld" || now === undefined ? null : lackWord(report, now);
  return `${nameOf(report, fact)} (${lack ?? report.text.t(`report.lack.${why === "withheld" ? why : "no-data"}`)})`;
}

function joinedEvidence(report: Report, readings: readonly RuleReading[]): Inlines {
  const lines = readings.filter(({ truth }) => truth === "yes").flatMap((reading) => evidence(report, reading));
  const distinct = [...new Map(lines.map((inlines) => [JSON.stringify(inlines), inlines])).values()];
  return lines.length === 0 ? [report.text.t("report.criteria.nothing")] : joined(distinct, report.text.semicolon);
}
