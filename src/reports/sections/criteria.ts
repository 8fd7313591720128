// The standards of a scheme and its criteria, each with what the record has on it: evidence for and against, and what is missing.
import type { CriterionReading, RuleReading } from "../../assessment/assessment.ts";
import { standardFacts } from "../../assessment/tvpa.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { joined, run } from "../say.ts";
import { factLine, joinedBy, nameOf, nameWithLack, numberIn, type Report, schemeNames } from "./report.ts";
import { evidence, isDisputed, judgementLine } from "./rule-sentences.ts";

export function criteria(report: Report): readonly Block[] {
  const { data, text } = report;
  return [
    ...standards(report),
    {
      kind: "table",
      caption: text.t("report.criteria.caption"),
      columns: [
        { title: text.t("report.criteria.number"), numeric: true },
        { title: text.t("report.criteria.criterion") },
        { title: text.t("report.criteria.for") },
        { title: text.t("report.criteria.against") },
        { title: text.t("report.criteria.missing") },
      ],
      rows: data.assessment.criteria.map((reading) => ({
        id: `criterion-${reading.criterion.key}`,
        cells: [
          run([
            reading.criterion.number === null
              ? text.t("report.criteria.nothing")
              : text.digits(String(reading.criterion.number)),
          ]),
          named(report, reading),
          joinedEvidence(report, reading.for),
          joinedEvidence(report, reading.against),
          missing(report, reading),
        ],
      })),
    },
  ];
}

/** A criterion with the reports that know it, where others are older or it is over, and with what offices judge of it. */
function named(report: Report, { criterion, judged }: CriterionReading): Inlines {
  const { t } = report.text;
  const { first, last, checked } = criterion.years;
  const firsts = report.data.assessment.criteria.map((one) => one.criterion.years.first);
  const isAlways = first === Math.min(...firsts) && last === null;
  const lines = [
    run([schemeNames(report).criterion(criterion.key)]),
    ...(isAlways ? [] : [run([t("report.criteria.years", { first, last: last ?? undefined, checked })])]),
    ...(criterion.added === undefined ? [] : [run([t("report.criteria.added", { first: criterion.added.first })])]),
    ...judged.map((one) => judgementLine(report, one)),
    ...(isDisputed(judged) ? [run([t("report.criteria.differ")])] : []),
  ];
  return joined(lines, ". ");
}

/** What the record has on each standard. */
function standards(report: Report): readonly Block[] {
  const { text } = report;
  return [
    {
      kind: "table",
      caption: text.t("report.standards.caption"),
      columns: [{ title: text.t("report.standards.standard") }, { title: text.t("report.standards.record") }],
      rows: (Object.keys(standardFacts) as (keyof typeof standardFacts)[]).map((key) => {
        const facts = factFigures(report, standardFacts[key]);
        return {
          cells: [
            run([text.t(`report.standards.named.${key}`)]),
            facts.length === 0 ? run([text.t("report.standards.by-criteria")]) : facts,
          ],
        };
      }),
    },
    { kind: "paragraph", tone: "quiet", content: run([text.t("report.standards.judged")]) },
  ];
}

/** Each fact with its value, and with that of the year before where both are numbers. */
function factFigures(report: Report, keys: readonly string[]): Inlines {
  const facts = keys.flatMap((key) => report.facts.get(key) ?? []);
  return joinedBy(
    report,
    facts.map((fact) => factLine(report, fact, numberIn(fact.now) !== null && numberIn(fact.before) !== null)),
  );
}

function missing(report: Report, reading: CriterionReading): Inlines {
  const { text } = report;
  const names = text.semicolons(reading.missing.map((one) => missingName(report, one)));
  const follows = reading.presumedNotMet ? run([text.t("report.criteria.presumed")]) : [];
  if (names === "" && follows.length === 0) return run([text.t("report.criteria.nothing")]);
  return joined([names, follows], ". ");
}

/** A fact that is asked for, with why there is none. */
export function missingName(report: Report, { fact, why }: CriterionReading["missing"][number]): string {
  if (why !== "withheld") return nameWithLack(report, fact);
  return `${nameOf(report, fact)} (${report.text.t("report.lack.withheld")})`;
}

function joinedEvidence(report: Report, readings: readonly RuleReading[]): Inlines {
  const lines = readings.filter(({ truth }) => truth === "yes").flatMap((reading) => evidence(report, reading));
  const distinct = [...new Map(lines.map((inlines) => [JSON.stringify(inlines), inlines])).values()];
  return lines.length === 0 ? run([report.text.t("report.criteria.nothing")]) : joinedBy(report, distinct);
}
