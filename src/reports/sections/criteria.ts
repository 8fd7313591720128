// The standards of a scheme and its criteria, each with what the record has on it: evidence for and against, and what is missing.
import type { CriterionReading, Reading } from "../../assessment/assessment.ts";
import { isUnplaced } from "../../assessment/fact-value.ts";
import { factsOfNeed } from "../../assessment/schemes.ts";
import { standardFacts } from "../../assessment/tvpa-rules.ts";
import { isUnread } from "../data/sealed-facts.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { factsTold, joinedBy } from "./recommendations.ts";
import { schemeNames } from "./scheme-told.ts";
import { evidence } from "./tell-rule.ts";
import { lackTold, nameOf, type Teller } from "./teller.ts";

export function criteria(teller: Teller): readonly Block[] {
  const { data, text } = teller;
  const words = text.criteria;
  const names = schemeNames(teller);
  return [
    ...standards(teller),
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
          joinedEvidence(teller, reading.for),
          joinedEvidence(teller, reading.against),
          missing(teller, reading),
        ],
      })),
    },
  ];
}

/** What the record has on each standard of the program's schemes; nothing for others. */
function standards(teller: Teller): readonly Block[] {
  const { data, text } = teller;
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
        const facts = factsTold(teller, standardFacts[key]);
        return { cells: [run([words.named[key]]), facts.length === 0 ? run([words.byCriteria]) : facts] };
      }),
    },
    { kind: "paragraph", tone: "quiet", content: run([words.judged]) },
  ];
}

function missing(teller: Teller, reading: CriterionReading): Inlines {
  const { values, criteria: words } = teller.text;
  const { presumedNotMet, notJudged } = reading;
  const names = reading.missing.map(({ fact }) => {
    const found = teller.facts.get(fact);
    const lack = found === undefined ? values.noData : lackTold(teller, found.definition, found.now);
    return `${nameOf(teller, fact)} (${lack})`;
  });
  const follows = presumedNotMet ? words.presumed : notJudged === true ? notJudgedTold(teller, reading) : null;
  if (names.length === 0 && follows === null) return run([words.nothing]);
  return run([
    names.join(teller.text.semicolon),
    follows === null ? null : `${names.length === 0 ? "" : ". "}${follows}`,
  ]);
}

/** Why nobody can say whether the data on which the presumption hangs are there. */
function notJudgedTold({ data, text, facts }: Teller, { criterion }: CriterionReading): string {
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

function joinedEvidence(teller: Teller, readings: readonly Reading[]): Inlines {
  const told = distinct(
    readings.filter(({ truth }) => truth === "yes").flatMap((reading) => evidence(teller, reading)),
  );
  return told.length === 0 ? run([teller.text.criteria.nothing]) : joinedBy(teller, told);
}

function distinct(list: readonly Inlines[]): readonly Inlines[] {
  return [...new Map(list.map((inlines) => [JSON.stringify(inlines), inlines])).values()];
}
