// The figures of one part of a report: the main ones as sentences beside last year's, all of them in one table, and in words which are not
// there. A figure that nobody gives is never a zero (R17).
import { findingFact } from "../../assessment/catalogue-findings.ts";
import type { FactYear, Pillar } from "../../assessment/fact-value.ts";
import type { FindingTopic } from "../../core/registers/register-table.ts";
import { type Lack, lackOf } from "../data/sealed-facts.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run } from "../say.ts";
import type { ReportText } from "../text/report-text.ts";
import { differTold, figureSentence, remarksOf, sharedOf, sharedTold } from "./figure-sentence.ts";
import { countedApartMark, figure, isCountedApart, nameOf, numberIn, type Teller, valueTold } from "./teller.ts";

export function factsOf({ data }: Teller, pillar: Pillar): readonly FactYear[] {
  return data.facts.filter(({ definition }) => definition.pillar === pillar);
}

/** A sentence for each figure of the part that is known, with its words, beside the one of the year before. */
export function figureSentences(teller: Teller, pillar: Pillar): readonly Inlines[] {
  // Officials who are told with their level and offence are told so instead, when these are all of them.
  const charged = teller.data.proceedings.officials.reduce((sum, one) => sum + one.charged, 0);
  const prosecuted = teller.facts.get("officials-prosecuted")?.now;
  const isToldElsewhere = (key: string) =>
    key === "officials-prosecuted" && charged > 0 && prosecuted !== undefined && numberIn(prosecuted) === charged;
  const facts = factsOf(teller, pillar);
  const shared = sharedOf(
    teller,
    facts.filter(({ definition }) => !isToldElsewhere(definition.key)),
  );
  const told = facts.flatMap((fact) => {
    const { key } = fact.definition;
    const sentence = isToldElsewhere(key) ? null : figureSentence(teller, fact, "whole", shared);
    return [sentence ?? [], ...(key === "convictions" ? sentencePassed(teller, "whole") : [])];
  });
  return [...told, ...sharedTold(teller, shared)];
}

const firstKeys = [
  ...["investigations", "suspects", "prosecutions", "defendants", "convictions", "convictions-cases"],
  ...["victims-identified", "victims-assisted"],
];

function isOnceMore(key: string): boolean {
  return ["suspects", "defendants", "convictions-cases"].includes(key);
}

/** The first figures of the year, for the summary: of those that are known, the ones that a reader asks for first. */
export function firstFigures(teller: Teller): readonly Inlines[] {
  return firstKeys.flatMap((key) => {
    const fact = teller.facts.get(key);
    // What is counted from the same proceedings once more, person by person, is told in its own part.
    if (isOnceMore(key) && fact?.now.statements[0]?.from !== "figure") return [];
    const sentence = fact === undefined ? null : figureSentence(teller, fact, "short");
    return [sentence ?? [], ...(key === "convictions" ? sentencePassed(teller, "short") : [])];
  });
}

/** The sentences that were passed, when proceedings or a source tell of any: from the shortest to the longest, else each that is told. */
function sentencePassed(teller: Teller, length: "whole" | "short"): readonly Inlines[] {
  const { text } = teller;
  const ends = ["sentence-lowest", "sentence-highest"].flatMap((key) => {
    const now = teller.facts.get(key)?.now;
    const months = now === undefined ? null : numberIn(now);
    return now === undefined || months === null ? [] : [{ key, now, months, told: figure(text.span(months), key) }];
  });
  const suspended = suspendedTold(teller);
  const withRest = (sentence: Inlines, some: typeof ends) => {
    const remarks = length === "whole" ? some.map(({ now }) => remarksOf(teller, now)) : [];
    const each = [...new Map(remarks.map((remark) => [plain(remark), remark])).values()];
    return run([
      sentence,
      ...each,
      some.some(({ key }) => key === "sentence-lowest") ? suspended : null,
      some.some(({ now }) => now.contradicted) ? differTold(teller) : null,
    ]);
  };
  const [lowest, highest] = ends;
  if (lowest !== undefined && highest !== undefined && lowest.months <= highest.months) {
    const { sentence, sentences } = text.counts;
    const isOne = lowest.months === highest.months;
    return [withRest(isOne ? sentence(highest.told) : sentences(lowest.told, highest.told), ends)];
  }
  // One of them alone, or two sources that cannot both be right, are told each by its own name.
  return ends.map((end) =>
    withRest(text.counts.named(nameOf(teller, end.key), run([end.told]), end.now.period, null), [end]),
  );
}

/** That suspended terms are among those that were counted: of the same source, as its cases are (the lowest counts them too). */
function suspendedTold(teller: Teller): Inlines {
  const [lowest, some] = ["sentence-lowest", "sentences-suspended"].map((key) => teller.facts.get(key)?.now);
  const [counts] = lowest?.statements ?? [];
  const [given] = (some?.statements ?? []).filter(({ source }) => source === counts?.source);
  if (counts?.from !== "records" || typeof given?.value !== "number" || given.value === 0) return [];
  return teller.text.counts.suspendedToo(figure(teller.text.number(given.value), "sentences-suspended"));
}

/** Findings that speak of the same matter as a fact: where one does, nobody is silent about it. */
const findingOn: Readonly<Record<string, FindingTopic>> = {
  "victims-punished": "victims-punished",
  "plans-in-force": "national-plan",
  extraditions: "extradition",
  "joint-investigations": "cooperation-on-investigations",
};

/** True when a finding tells of the matter of a fact, or a figure of its name in another unit: then nobody is said to be silent about it. */
export function isSpokenOf({ facts, inOtherUnits }: Teller, key: string): boolean {
  const topic = Object.hasOwn(findingOn, key) ? findingOn[key] : undefined;
  return (topic !== undefined && facts.get(findingFact(topic))?.now.state === "known") || inOtherUnits.has(key);
}

/** Which figures of the part a source does not report, which records are too vague to place, at which the report could not look, and about which nobody says anything. */
export function missingFigures(teller: Teller, pillar: Pillar): readonly Block[] {
  const { data, text } = teller;
  const told = lackSentences(text);
  // Several figures of one source, and figures for other days, have sentences of their own.
  const silent = (Object.keys(told) as Lack[]).filter((lack) => lack !== "two-figures" && lack !== "other-period");
  const parts = silent.flatMap((lack) => {
    const names = factsOf(teller, pillar)
      .filter(({ definition }) => text.facts.isCounted(definition.key))
      // What tells more of another fact is named here by a source's own word alone; the rest stands with the gaps.
      .filter(({ definition }) => definition.detailOf === undefined || lack === "not-reported")
      .filter(({ definition, now }) => lackOf(data, definition, now) === lack)
      .filter(({ definition }) => lack !== "no-data" || !isSpokenOf(teller, definition.key))
      .map(({ definition }) => nameOf(teller, definition.key));
    return names.length === 0 ? [] : [told[lack](teller.text.commas(names))];
  });
  return parts.length === 0 ? [] : [{ kind: "paragraph", tone: "quiet", content: run([parts.join(" ")]) }];
}

/** For each want of a value the sentence that names the facts which lack it so. */
export function lackSentences({ counts }: ReportText): Readonly<Record<Lack, (names: string) => string>> {
  const { severalFigures, notReported, otherDays, unplaced, unread, aside, noData } = counts;
  return {
    "two-figures": severalFigures,
    "not-reported": notReported,
    "other-period": otherDays,
    unplaced,
    unread,
    aside,
    "no-data": noData,
  };
}

/** Every number of the part that is known in this year or the one before. */
export function figureTable(teller: Teller, pillar: Pillar): readonly Block[] {
  const { text } = teller;
  const known = factsOf(teller, pillar).filter(
    ({ definition, now, before }) =>
      definition.unit !== "answer" &&
      definition.unit !== "rows" &&
      (now.state !== "no-data" || before.state !== "no-data"),
  );
  const [first] = known;
  if (first === undefined) return [];
  return [
    {
      kind: "table",
      caption: text.counts.table,
      columns: [
        { title: text.counts.fact },
        { title: text.capital(text.period(first.now.period)), numeric: true },
        { title: text.capital(text.period(first.before.period)), numeric: true },
      ],
      rows: known.map((fact) => ({
        cells: [
          run([nameOf(teller, fact.definition.key)]),
          [valueTold(teller, fact.definition, fact.now)],
          run([valueTold(teller, fact.definition, fact.before), isCountedApart(fact) ? countedApartMark : null]),
        ],
      })),
    },
    ...(known.some(isCountedApart)
      ? [{ kind: "paragraph", tone: "quiet", content: run([`†\u00a0${text.counts.countedApart}`]) } as const]
      : []),
  ];
}
