// One figure as a sentence: its number with what its source remarks, beside that of the year before; what was taken out of it, its parts, the
// articles to which it is limited, and that sources differ on it.
import type { FactDefinition, FactStatement, FactValue, FactYear } from "../../assessment/fact-value.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf } from "../data/report-rows.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { partsBySplit } from "./figure-parts.ts";
import {
  articleName,
  atLeast,
  beforeBeside,
  daysInWords,
  figure,
  givenNumbers,
  isComparedHere,
  isCountedApart,
  joinedBy,
  nameOf,
  numberIn,
  type Report,
  sourceTitle,
  valueBefore,
  valueText,
  whyApart,
  withLessons,
} from "./report.ts";

/**
 * Null for a fact that is no figure with words of its own, or has no value, and for a detail of another fact that was counted. `short` leaves out
 * remarks, parts and articles; what is `shared` stands behind several sentences (`sharedNotes`).
 */
export function figureSentence(
  report: Report,
  fact: FactYear,
  length: "whole" | "short",
  shared: Shared = { remarks: new Map(), articles: new Map() },
): Inlines | null {
  const { definition, now, before } = fact;
  const { text } = report;
  if (!text.isCounted(definition.key)) return null;
  const unsettled = unsettledSentence(report, fact, length);
  if (unsettled !== null) return unsettled;
  const [counts] = now.statements;
  if (numberIn(now) === null || counts === undefined) return null;
  if (definition.detailOf !== undefined && counts.from !== "figure") return null;
  const isWhole = length === "whole";
  const { published } = counts;
  const articles = articlesNote(report, counts);
  const isApart = isCountedApart(fact) && !isComparedHere(fact);
  return spaced([
    yearsSentence(report, fact, counts, length, shared),
    isApart ? whyApart(report, fact) : null,
    registerNote(report, fact),
    isWhole && isApart ? seriesNote(report, fact) : null,
    published === undefined ? null : publishedNote(report, definition, counts, isWhole),
    isWhole ? partsNote(report, definition, counts) : null,
    isWhole && articles !== "" && !shared.articles.has(articles)
      ? text.t("report.counts.only-articles", { articles })
      : null,
    isDisputed(report, now)
      ? differNote(report)
      : isDisputed(report, before)
        ? run([contradictionsLink(text.t("report.counts.differ-before"))])
        : null,
  ]);
}

/** The number of the year beside that of the year before. */
function yearsSentence(
  report: Report,
  fact: FactYear,
  counts: FactStatement,
  length: "whole" | "short",
  shared: Shared,
): Inlines {
  const { definition, now, before } = fact;
  const { text } = report;
  const isAmount = definition.unit === "amount";
  const inWords = isAmount
    ? valueText(report, definition, counts.value, counts.currency)
    : atLeast(report, counts, text.counted(definition.key, Number(counts.value)));
  const remarks = length === "whole" ? remarksOn(report, totalsOf(counts)) : [];
  // A remark of a source is about the number that it published.
  const isRemarked = counts.published === undefined && !shared.remarks.has(plain(remarks));
  const number = spaced([[figure(withLessons(report, now, inWords), definition.key)], isRemarked ? remarks : null]);
  const earlier = before.state === "no-data" ? undefined : valueBefore(report, fact);
  const period = text.inPeriod(now.period);
  if (isAmount)
    return text.say("report.counts.named", {
      name: nameOf(report, definition.key),
      now: number,
      period,
      before: earlier,
    });
  if (earlier === undefined) return text.sentence("report.counts.alone", { now: number, period, asOf: counts.asOf });
  return text.sentence(
    isCountedApart(fact) && !isComparedHere(fact) ? "report.counts.beside" : "report.counts.against",
    {
      now: number,
      period,
      before: earlier,
      earlier: text.inPeriod(before.period),
      asOf: counts.asOf,
      asOfBefore: beforeBeside(fact)?.asOf,
    },
  );
}

/** A figure that has no number of the year that counts: two of one source, or those for other days. Null for any other. */
function unsettledSentence(report: Report, { definition, now }: FactYear, length: "whole" | "short"): Inlines | null {
  const { text } = report;
  const name = nameOf(report, definition.key);
  if (now.state === "two-figures")
    return text.say("report.counts.two-figures", {
      name,
      period: text.inPeriod(now.period),
      numbers: figure(givenNumbers(report, definition, now), definition.key),
      see: contradictionsLink(text.t("report.counts.see-contradictions")),
    });
  if (now.state !== "other-period") return null;
  return spaced(
    (now.otherPeriods ?? []).flatMap((one) => [
      text.say("report.counts.other-period", {
        name,
        days: daysInWords(report, one),
        now: spaced([
          numberOf(report, definition, one.value, one.currency),
          length === "whole" ? remarksOn(report, totalsOf(one)) : null,
        ]),
      }),
      length === "whole" ? partsNote(report, definition, one) : null,
    ]),
  );
}

/** A number that leads to how it was counted; or that its source does not report it. */
function numberOf(
  report: Report,
  definition: FactDefinition,
  value: FactStatement["value"],
  currency?: string,
): Inlines {
  const inWords = valueText(report, definition, value, currency);
  return [value === "not-reported" ? { kind: "missing", text: inWords } : figure(inWords, definition.key)];
}

/** What a register holds that was begun in the year: beside the number of the whole year, or by itself. */
function registerNote({ text }: Report, { definition, now: { statements } }: FactYear): Inlines {
  const [counts] = statements;
  const register = statements.find(({ begun }) => begun !== undefined);
  if (register?.begun === undefined || typeof register.value !== "number") return [];
  if (register === counts) return run([text.t("report.counts.register-begun", { year: register.begun })]);
  return text.say("report.counts.register", {
    year: register.begun,
    n: figure(text.number(register.value), definition.key),
  });
}

/** What the first source says that has both years, where the value that counts is of none (AS27). */
function seriesNote(report: Report, { definition, now, before }: FactYear): Inlines {
  const { text } = report;
  const [i, j] = now.compared ?? [-1, -1];
  const [one, other] = [now.statements[i], before.statements[j]];
  const number = report.sourceNumbers.get(one?.source ?? "");
  if (one === undefined || other === undefined || number === undefined) return [];
  return text.say("report.counts.in-series", {
    source: sourceTitle(report, number),
    now: numberOf(report, definition, one.value, one.currency),
    period: text.inPeriod(now.period),
    before: numberOf(report, definition, other.value, other.currency),
    earlier: text.inPeriod(before.period),
  });
}

/** What is said alike of several figures of one paragraph: a remark or articles in words, and the names of the figures. */
interface Shared {
  readonly remarks: ReadonlyMap<string, { readonly names: readonly string[]; readonly remark: Inlines }>;
  readonly articles: ReadonlyMap<string, readonly string[]>;
}

export function sharedOf(report: Report, facts: readonly FactYear[]): Shared {
  const notes = facts.flatMap((fact) => {
    const [counts] = fact.now.statements;
    if (counts === undefined || figureSentence(report, fact, "short") === null) return [];
    const remark = counts.published === undefined ? remarksOn(report, totalsOf(counts)) : [];
    return [{ name: nameOf(report, fact.definition.key), remark, articles: articlesNote(report, counts) }];
  });
  const several = (of: (one: (typeof notes)[number]) => string) =>
    [...Map.groupBy(notes, of)].filter(([words, group]) => words !== "" && group.length > 1);
  const namesOf = (group: typeof notes) => group.map(({ name }) => name);
  return {
    remarks: new Map(
      several(({ remark }) => plain(remark)).map(([words, group]) => [
        words,
        { names: namesOf(group), remark: group[0]?.remark ?? [] },
      ]),
    ),
    articles: new Map(several((one) => one.articles).map(([words, group]) => [words, namesOf(group)])),
  };
}

/** What several figures share, once, behind their sentences. */
export function sharedNotes({ text }: Report, { remarks, articles }: Shared): readonly Inlines[] {
  return [
    ...[...articles].map(([words, names]) =>
      run([text.t("report.counts.shared-articles", { names: text.list(names), articles: words })]),
    ),
    ...[...remarks.values()].map(({ names, remark }) =>
      text.say("report.counts.shared-remark", { names: text.list(names), remark }),
    ),
  ];
}

/** The articles to which a figure is limited, in words; nothing where it is not. */
function articlesNote(report: Report, { articles }: FactStatement): string {
  return report.text.commas(articles.map((article) => articleName(report, article)));
}

/** True when sources differ on the value itself, or on something that one of its records says. */
export function isDisputed({ disputed }: Report, { contradicted, statements: [counts] }: FactValue): boolean {
  return contradicted || (counts?.records ?? []).some((ref) => disputed.has(refId(ref)));
}

/** That sources differ on what stands before. */
export function differNote({ text }: Report): Inlines {
  return [contradictionsLink(text.t("report.counts.differ"))];
}

const outside = "not-trafficking";

/** The number as it was published, and what of it is taken out. */
function publishedNote(report: Report, { key }: FactDefinition, counts: FactStatement, isWhole: boolean): Inlines {
  const { text } = report;
  const published = counts.published ?? 0;
  const taken = counts.parts.filter(({ part }) => part === outside).map(({ ref }) => ref);
  return text.say("report.counts.published", {
    published: spaced([[figure(text.number(published), key)], isWhole ? remarksOn(report, totalsOf(counts)) : null]),
    taken: spaced([text.number(published - Number(counts.value)), isWhole ? remarksOn(report, taken) : null]),
  });
}

/** The parts that its source gives of the number, each with the remark on it. */
function partsNote(report: Report, definition: FactDefinition, { parts, published, currency }: FactStatement): Inlines {
  const { text } = report;
  const shown = parts.filter(({ part }) => part !== outside || published === undefined);
  const itemOf = ({ part, value, ref }: (typeof shown)[number]) =>
    spaced([
      run([text.code("figure", "part", part), text.listColon, numberOf(report, definition, value, currency)]),
      remarksOn(report, [ref]),
    ]);
  return spaced(
    partsBySplit(shown).map((split) => text.say("report.counts.parts", { parts: joinedBy(report, split.map(itemOf)) })),
  );
}

/** What the source of a figure remarks on its number. */
export function remarksOf(report: Report, { statements: [counts] }: FactValue): Inlines {
  return counts?.from === "figure" ? remarksOn(report, totalsOf(counts)) : [];
}

/** The records of the number itself, without those of what was taken out of it. */
function totalsOf({ records, parts }: FactStatement): readonly RecordRef[] {
  const ofParts = new Set(parts.map(({ ref }) => refId(ref)));
  return records.filter((ref) => !ofParts.has(refId(ref)));
}

/** What sources remark in these rows about figures, each remark in brackets. */
function remarksOn({ data, text }: Report, refs: readonly RecordRef[]): Inlines {
  const ids = new Set(refs.map(refId));
  const rows = rowsOf(data.rows, "figure").filter(
    ({ ref, values }) => ids.has(refId(ref)) && values.remark !== undefined,
  );
  return spaced(rows.map((row) => text.say("report.remark", text.row(row))));
}

function contradictionsLink(text: string): Inline {
  return { kind: "link", text, to: "contradictions" };
}
