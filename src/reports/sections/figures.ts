// The figures of one part of a report: the main ones as sentences beside last year's, all of them in one table, and in words which are not
// there. A figure that nobody gives is never a zero (R17).
import { findingFact } from "../../assessment/catalogue-findings.ts";
import type { FactYear, Pillar } from "../../assessment/fact-value.ts";
import type { FindingTopic } from "../../core/registers/register-table.ts";
import { lackOf, lacks } from "../data/lack.ts";
import { type Block, paragraph } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { differNote, figureSentence, remarksOf, sharedNotes, sharedOf } from "./figure-sentence.ts";
import { countedApartMark, figure, isCountedApart, nameOf, numberIn, type Report, valueInline } from "./report.ts";

export function factsOf({ data }: Report, pillar: Pillar): readonly FactYear[] {
  return data.facts.filter(({ definition }) => definition.pillar === pillar);
}

/** A sentence for each figure of the part that is known, with its words, beside the one of the year before. */
export function figureSentences(report: Report, pillar: Pillar): readonly Inlines[] {
  // Where all officials stand with their level and offence, the sentence with their number alone is left out.
  const charged = report.data.proceedings.officials.reduce((sum, one) => sum + one.charged, 0);
  const prosecuted = report.facts.get("officials-prosecuted")?.now;
  const standsElsewhere = (key: string) =>
    key === "officials-prosecuted" && charged > 0 && prosecuted !== undefined && numberIn(prosecuted) === charged;
  const facts = factsOf(report, pillar);
  const shared = sharedOf(
    report,
    facts.filter(({ definition }) => !standsElsewhere(definition.key)),
  );
  const sentences = facts.flatMap((fact) => {
    const { key } = fact.definition;
    const sentence = standsElsewhere(key) ? null : figureSentence(report, fact, "whole", shared);
    return [sentence ?? [], ...(key === "convictions" ? sentencePassed(report, "whole") : [])];
  });
  return [...sentences, ...sharedNotes(report, shared)];
}

const firstKeys = [
  ...["investigations", "suspects", "prosecutions", "defendants", "convictions", "convictions-cases"],
  ...["victims-identified", "victims-assisted"],
];

function isOnceMore(key: string): boolean {
  return ["suspects", "defendants", "convictions-cases"].includes(key);
}

/** The first figures of the year, for the summary: of those that are known, the ones that a reader asks for first. */
export function firstFigures(report: Report): readonly Inlines[] {
  return firstKeys.flatMap((key) => {
    const fact = report.facts.get(key);
    // What is counted from the same proceedings once more, person by person, stands in its own part.
    if (isOnceMore(key) && fact?.now.statements[0]?.from !== "figure") return [];
    const sentence = fact === undefined ? null : figureSentence(report, fact, "short");
    return [sentence ?? [], ...(key === "convictions" ? sentencePassed(report, "short") : [])];
  });
}

/** The sentences that were passed, where proceedings or a source name any: from the shortest to the longest, else each that is known. */
function sentencePassed(report: Report, length: "whole" | "short"): readonly Inlines[] {
  const { text } = report;
  const ends = ["sentence-lowest", "sentence-highest"].flatMap((key) => {
    const now = report.facts.get(key)?.now;
    const months = now === undefined ? null : numberIn(now);
    return now === undefined || months === null ? [] : [{ key, now, months, inWords: figure(text.span(months), key) }];
  });
  const suspended = suspendedSentence(report);
  const withRest = (sentence: Inlines, some: typeof ends) => {
    const remarks = length === "whole" ? some.map(({ now }) => remarksOf(report, now)) : [];
    const each = [...new Map(remarks.map((remark) => [plain(remark), remark])).values()];
    return spaced([
      sentence,
      ...each,
      some.some(({ key }) => key === "sentence-lowest") ? suspended : null,
      some.some(({ now }) => now.contradicted) ? differNote(report) : null,
    ]);
  };
  const [lowest, highest] = ends;
  if (lowest !== undefined && highest !== undefined && lowest.months <= highest.months) {
    const isOne = lowest.months === highest.months;
    return [
      withRest(
        isOne
          ? text.say("report.counts.sentence", { span: highest.inWords })
          : text.say("report.counts.sentences", { lowest: lowest.inWords, highest: highest.inWords }),
        ends,
      ),
    ];
  }
  // One of them alone, or two sources that cannot both be right: each by its own name.
  return ends.map((end) =>
    withRest(
      text.say("report.counts.named", {
        name: nameOf(report, end.key),
        now: end.inWords,
        period: text.inPeriod(end.now.period),
        before: undefined,
      }),
      [end],
    ),
  );
}

/** That suspended terms are among those that were counted: of the same source, as its cases are (the lowest counts them too). */
function suspendedSentence(report: Report): Inlines {
  const [lowest, some] = ["sentence-lowest", "sentences-suspended"].map((key) => report.facts.get(key)?.now);
  const [counts] = lowest?.statements ?? [];
  const [given] = (some?.statements ?? []).filter(({ source }) => source === counts?.source);
  if (counts?.from !== "records" || typeof given?.value !== "number" || given.value === 0) return [];
  return report.text.say("report.counts.suspended-too", {
    suspended: figure(report.text.number(given.value), "sentences-suspended"),
  });
}

/** Findings that speak of the same matter as a fact: where one does, nobody is silent about it. */
const findingOn: Readonly<Record<string, FindingTopic>> = {
  "victims-punished": "victims-punished",
  "plans-in-force": "national-plan",
  extraditions: "extradition",
  "joint-investigations": "cooperation-on-investigations",
};

/** True when a finding is about the matter of a fact, or a figure of its name is in another unit: then the record is not silent about it. */
export function isSpokenOf({ facts, inOtherUnits }: Report, key: string): boolean {
  const topic = Object.hasOwn(findingOn, key) ? findingOn[key] : undefined;
  return (topic !== undefined && facts.get(findingFact(topic))?.now.state === "known") || inOtherUnits.has(key);
}

/** The figures of the part that have no value, by why they have none: facts that a sentence can state, and details only where a source says that they are not reported. */
export function missingFigures(report: Report, pillar: Pillar): readonly Block[] {
  const { data, text } = report;
  // Several figures of one source, and figures for other days, have sentences of their own.
  const silent = lacks.filter((lack) => lack !== "two-figures" && lack !== "other-period");
  const parts = silent.flatMap((lack) => {
    const names = factsOf(report, pillar)
      .filter(({ definition }) => text.isCounted(definition.key))
      .filter(({ definition }) => definition.detailOf === undefined || lack === "not-reported")
      .filter(({ definition, now }) => lackOf(data, definition, now) === lack)
      .filter(({ definition }) => lack !== "no-data" || !isSpokenOf(report, definition.key))
      .map(({ definition }) => nameOf(report, definition.key));
    return names.length === 0 ? [] : [text.t(`report.lacking.${lack}`, { names: text.semicolons(names) })];
  });
  return parts.length === 0 ? [] : [paragraph(parts.join(" "), "quiet")];
}

/** Every number of the part that is known in this year or the one before. */
export function figureTable(report: Report, pillar: Pillar): readonly Block[] {
  const { text } = report;
  const known = factsOf(report, pillar).filter(
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
      caption: text.t("report.counts.table"),
      columns: [
        { title: text.t("report.counts.fact") },
        { title: text.capital(text.period(first.now.period)), numeric: true },
        { title: text.capital(text.period(first.before.period)), numeric: true },
      ],
      rows: known.map((fact) => ({
        cells: [
          run([nameOf(report, fact.definition.key)]),
          [valueInline(report, fact.definition, fact.now)],
          run([valueInline(report, fact.definition, fact.before), isCountedApart(fact) ? countedApartMark : null]),
        ],
      })),
    },
    ...(known.some(isCountedApart)
      ? [
          {
            kind: "paragraph",
            tone: "quiet",
            content: run([`†\u00a0${text.t("report.counts.counted-apart")}`]),
          } as const,
        ]
      : []),
  ];
}
