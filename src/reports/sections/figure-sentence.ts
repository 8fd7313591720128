// One figure as a sentence: its number with what its source remarks, beside that of the year before; what was taken out of it, its parts, the
// articles to which it is limited, and that sources differ on it.
import type { FactDefinition, FactStatement, FactValue, FactYear } from "../../assessment/fact-value.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf } from "../data/report-rows.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, say, sentences } from "../say.ts";
import { partsBySplit } from "./figure-parts.ts";
import {
  articleName,
  beforeBeside,
  daysInWords,
  figure,
  givenNumbers,
  isAtLeast,
  isComparedHere,
  isCountedApart,
  lessonsNote,
  nameOf,
  numberIn,
  quoted,
  type Report,
  sourceTitle,
  valueBefore,
  valueText,
  whyApart,
  wordFor,
} from "./report.ts";

/** Null for what is not a known figure with words of its own, and for what tells more of another fact and was counted. `short` leaves out remarks, parts and articles; what is `shared` stands behind several sentences (`sharedNotes`). */
export function figureSentence(
  report: Report,
  fact: FactYear,
  length: "whole" | "short",
  shared: Shared = { remarks: new Map(), articles: new Map() },
): Inlines | null {
  const { definition, now, before } = fact;
  const { text } = report;
  const { key } = definition;
  const value = numberIn(now);
  const [counts] = now.statements;
  if (!text.facts.isCounted(key)) return null;
  const unsettled = unsettledSentence(report, fact, length);
  if (unsettled !== null) return unsettled;
  if (value === null || counts === undefined) return null;
  if (definition.detailOf !== undefined && counts.from !== "figure") return null;
  const isWhole = length === "whole";
  const { published } = counts;
  const remarks = isWhole ? remarksOn(report, totalsOf(counts)) : [];
  const articles = articlesNote(report, counts);
  const name = nameOf(report, key);
  const earlier = before.state === "no-data" ? null : valueBefore(report, fact);
  const isAmount = definition.unit === "amount";
  const words = isAmount ? valueText(report, definition, value, counts.currency) : text.facts.counted(key, value);
  // What a source remarks is of the number that it published.
  const number = run([
    figure((isAtLeast(now) && !isAmount ? text.values.atLeast(words) : words) + lessonsNote(report, now), key),
    published === undefined && !shared.remarks.has(plain(remarks)) ? remarks : null,
  ]);
  const asOf = [counts, beforeBeside(fact)].map((one) => asOfNote(report, one)) as [string, string];
  const isApart = isCountedApart(fact) && !isComparedHere(fact);
  const sentence = isAmount
    ? text.counts.named(name, number, now.period, earlier)
    : earlier === null
      ? text.counts.alone(number, now.period, asOf[0])
      : (isApart ? text.counts.beside : text.counts.against)(number, now.period, earlier, before.period, ...asOf);
  return run([
    capitalised(sentence, text.capital),
    isApart ? ` ${whyApart(report, fact)}` : null,
    registerNote(report, fact),
    isWhole && isApart ? seriesNote(report, fact) : null,
    published === undefined ? null : publishedNote(report, definition, counts, isWhole),
    isWhole ? partsNote(report, definition, counts) : null,
    isWhole && articles !== "" && !shared.articles.has(articles) ? text.counts.onlyArticles(articles) : null,
    isDisputed(report, now)
      ? differNote(report)
      : isDisputed(report, before)
        ? say` ${contradictionsLink(text.counts.differBefore)}`
        : null,
  ]);
}

/** A figure that has no number of the year that counts: two of one source, or those for other days. Null for any other. */
function unsettledSentence(report: Report, { definition, now }: FactYear, length: "whole" | "short"): Inlines | null {
  const { text } = report;
  const name = nameOf(report, definition.key);
  if (now.state === "two-figures") {
    const numbers = figure(givenNumbers(report, definition, now), definition.key);
    return text.counts.twoFigures(name, now.period, numbers, contradictionsLink(text.counts.seeContradictions));
  }
  if (now.state !== "other-period") return null;
  const each = (now.otherPeriods ?? []).map((one) => {
    const words = valueText(report, definition, one.value, one.currency);
    const number: Inline =
      one.value === "not-reported" ? { kind: "missing", text: words } : figure(words, definition.key);
    const value = run([number, length === "whole" ? remarksOn(report, totalsOf(one)) : null]);
    return run([
      text.counts.otherPeriod(name, daysInWords(report, one), value),
      length === "whole" ? partsNote(report, definition, one) : null,
    ]);
  });
  return sentences(each);
}

/** Up to when a number was counted, where its source says so. */
function asOfNote({ text }: Report, counts: FactStatement | undefined): string {
  return counts?.asOf === undefined ? "" : text.counts.asOf(counts.asOf);
}

/** What a register holds that was begun in the year: beside the number of the whole year, or by itself. */
function registerNote({ text }: Report, { definition, now: { statements } }: FactYear): Inlines {
  const [counts] = statements;
  const register = statements.find(({ begun }) => begun !== undefined);
  if (register?.begun === undefined || typeof register.value !== "number") return [];
  if (register === counts) return run([text.counts.registerBegun(register.begun)]);
  return text.counts.register(register.begun, figure(text.number(register.value), definition.key));
}

/** What the first source says that has both years, where the value that counts is of none (AS27). */
function seriesNote(report: Report, { definition, now, before }: FactYear): Inlines {
  const [i, j] = now.compared ?? [-1, -1];
  const [one, other] = [now.statements[i], before.statements[j]];
  if (one === undefined || other === undefined) return [];
  const [a, b] = [one, other].map(({ value, currency }) =>
    figure(valueText(report, definition, value, currency), definition.key),
  );
  const number = report.sourceNumbers.get(one.source);
  if (a === undefined || b === undefined || number === undefined) return [];
  return report.text.counts.inSeries(sourceTitle(report, number), a, now.period, b, before.period);
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
  const { sharedRemark, sharedArticles } = text.counts;
  return [
    ...[...articles].map(([words, names]) => run([sharedArticles(text.list(names), words)])),
    ...[...remarks.values()].map(({ names, remark }) => run([sharedRemark(text.list(names), remark)])),
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

/** After a sentence on which sources differ. */
export function differNote({ text }: Report): Inlines {
  return say` ${contradictionsLink(text.counts.differ)}`;
}

const outside = "not-trafficking";

/** The number as it was published, and what of it is taken out. */
function publishedNote(report: Report, { key }: FactDefinition, counts: FactStatement, isWhole: boolean): Inlines {
  const { text } = report;
  const published = counts.published ?? 0;
  const taken = counts.parts.filter(({ part }) => part === outside).map(({ ref }) => ref);
  return text.counts.published(
    run([figure(text.number(published), key), isWhole ? remarksOn(report, totalsOf(counts)) : null]),
    text.number(published - Number(counts.value)),
    isWhole ? remarksOn(report, taken) : [],
  );
}

/** The parts of the number that its source tells apart, each with what it remarks of that part. */
function partsNote(report: Report, definition: FactDefinition, { parts, published, currency }: FactStatement): Inlines {
  const { text } = report;
  const apart = parts.filter(({ part }) => part !== outside || published === undefined);
  const itemOf = ({ part, value, ref }: (typeof apart)[number]) => {
    const words = valueText(report, definition, value, currency);
    const number: Inline = value === "not-reported" ? { kind: "missing", text: words } : figure(words, definition.key);
    return run([`${wordFor(text.facts.parts, part)}${text.listColon}`, number, remarksOn(report, [ref])]);
  };
  return run(
    partsBySplit(apart).map((split) =>
      text.counts.parts(run(split.flatMap((one, place) => [place === 0 ? null : text.semicolon, itemOf(one)]))),
    ),
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

/** What sources remark in these rows about figures, each remark in brackets behind a space. */
function remarksOn({ data, text }: Report, refs: readonly RecordRef[]): Inlines {
  const ids = new Set(refs.map(refId));
  const rows = rowsOf(data.rows, "figure").filter(({ ref }) => ids.has(refId(ref)));
  return run(
    rows.flatMap(({ values: { remark } }) => (remark === undefined ? [] : [say` ${text.remark(quoted(remark))}`])),
  );
}

function capitalised([first, ...rest]: Inlines, capital: (text: string) => string): Inlines {
  return first === undefined ? [] : [{ ...first, text: capital(first.text) }, ...rest];
}

function contradictionsLink(text: string): Inline {
  return { kind: "link", text, to: "contradictions" };
}
