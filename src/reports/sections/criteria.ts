// The standards of a scheme and its criteria, each with what the record has on it: evidence for and against, and what is missing.
import type { CriterionReading, Reading } from "../../assessment/assessment.ts";
import { isUnplaced } from "../../assessment/fact-value.ts";
import { factsOfNeed } from "../../assessment/schemes.ts";
import { standardFacts } from "../../assessment/tvpa-rules.ts";
import { isUnread } from "../data/sealed-facts.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { factFigures, joinedBy } from "./recommendations.ts";
import { lackWord, nameOf, type Report } from "./report.ts";
import { evidence } from "./rule-sentences.ts";
import { schemeNames } from "./scheme-words.ts";

export function criteria(report: Report): readonly Block[] {
  const { data, text } = report;
  const words = text.criteria;
  const names = schemeNames(report);
  return [
    ...standards(report),
    {
      kind: "table",
      caption: words.caption,
      columns: [
        { title: words.number, numeric: true },
        { title: words.criterion },
        { title: words.for },
        { title: words.against },
        { title: words.missing },
      ],
      rows: data.assessment.criteria.map((reading) => ({
        id: `criterion-${reading.criterion.number}`,
        cells: [
          run([String(reading.criterion.number)]),
          run([names.criterion(reading.criterion.key)]),
          joinedEvidence(report, reading.for),
          joinedEvidence(report, reading.against),
          missing(report, reading),
        ],
      })),
    },
  ];
}

/** What the record has on each standard of the program's schemes; nothing for others. */
function standards(report: Report): readonly Block[] {
  const { data, text } = report;
  const { standards: words } = text;
  const known = data.scheme.standards.filter((key) =>
    Object.hasOwn(standardFacts, key),
  ) as (keyof typeof standardFacts)[];
  if (known.length === 0) return [];
  return [
    {
      kind: "table",
      caption: words.caption,
      columns: [{ title: words.standard }, { title: words.record }],
      rows: known.map((key) => {
        const facts = factFigures(report, standardFacts[key]);
        return { cells: [run([words.named[key]]), facts.length === 0 ? run([words.byCriteria]) : facts] };
      }),
    },
    { kind: "paragraph", tone: "quiet", content: run([words.judged]) },
  ];
}

function missing(report: Report, reading: CriterionReading): Inlines {
  const { values, criteria: words } = report.text;
  const { presumedNotMet, notJudged } = reading;
  const names = reading.missing.map(({ fact }) => {
    const found = report.facts.get(fact);
    const lack = found === undefined ? values.noData : lackWord(report, found.definition, found.now);
    return `${nameOf(report, fact)} (${lack})`;
  });
  const follows = presumedNotMet ? words.presumed : notJudged === true ? whyNotJudged(report, reading) : null;
  if (names.length === 0 && follows === null) return run([words.nothing]);
  return run([
    names.join(report.text.semicolon),
    follows === null ? null : `${names.length === 0 ? "" : ". "}${follows}`,
  ]);
}

/** Why nobody can say whether the data on which the presumption hangs are there. */
function whyNotJudged({ data, text, facts }: Report, { criterion }: CriterionReading): string {
  const lacking = (criterion.presumption?.facts ?? [])
    .map((need) => factsOfNeed(need).flatMap((key) => facts.get(key) ?? []))
    .filter((any) => any.every(({ now }) => now.state !== "known"))
    .flat();
  const { notJudged, notJudgedByDate } = text.criteria;
  return [
    lacking.some(({ now }) => isUnplaced(now)) ? notJudgedByDate : "",
    lacking.some(({ definition }) => isUnread(data, definition)) ? notJudged : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function joinedEvidence(report: Report, readings: readonly Reading[]): Inlines {
  const lines = distinct(
    readings.filter(({ truth }) => truth === "yes").flatMap((reading) => evidence(report, reading)),
  );
  return lines.length === 0 ? run([report.text.criteria.nothing]) : joinedBy(report, lines);
}

function distinct(list: readonly Inlines[]): readonly Inlines[] {
  return [...new Map(list.map((inlines) => [JSON.stringify(inlines), inlines])).values()];
}
