// One figure as a sentence: its number with what its source remarks, beside that of the year before; what was taken out of it, its parts, the
// articles to which it is limited, and that sources differ on it.
import type { FactDefinition, FactStatement, FactValue, FactYear } from "../../assessment/fact-value.ts";
import type { RecordRef } from "../../record/statement.ts";
import { refId } from "../data/record-places.ts";
import { rowsOf } from "../data/rows-told.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, say, sentences } from "../say.ts";
import { partsBySplit } from "./figure-parts.ts";
import {
  apartTold,
  articleTold,
  beforeBeside,
  beforeTold,
  daysTold,
  figure,
  isAtLeast,
  isComparedHere,
  isCountedApart,
  lessonsTold,
  nameOf,
  numberIn,
  numbersTold,
  quoted,
  sourceTitle,
  type Teller,
  valueText,
  wordFor,
} from "./teller.ts";

/** Null for what is not a known figure with words of its own, and for what tells more of another fact and was counted. `short` leaves out remarks, parts and articles; what is `shared` stands behind several sentences (`sharedTold`). */
export function figureSentence(
  teller: Teller,
  fact: FactYear,
  length: "whole" | "short",
  shared: Shared = { remarks: new Map(), articles: new Map() },
): Inlines | null {
  const { definition, now, before } = fact;
  const { text } = teller;
  const { key } = definition;
  const value = numberIn(now);
  const [counts] = now.statements;
  if (!text.facts.isCounted(key)) return null;
  const unsettled = unsettledSentence(teller, fact, length);
  if (unsettled !== null) return unsettled;
  if (value === null || counts === undefined) return null;
  if (definition.detailOf !== undefined && counts.from !== "figure") return null;
  const isWhole = length === "whole";
  const { published } = counts;
  const remarks = isWhole ? remarksOn(teller, totalsOf(counts)) : [];
  const articles = articlesTold(teller, counts);
  const name = nameOf(teller, key);
  const earlier = before.state === "no-data" ? null : beforeTold(teller, fact);
  const isAmount = definition.unit === "amount";
  const words = isAmount ? valueText(teller, definition, value, counts.currency) : text.facts.counted(key, value);
  // What a source remarks is of the number that it published.
  const told = run([
    figure((isAtLeast(now) && !isAmount ? text.values.atLeast(words) : words) + lessonsTold(teller, now), key),
    published === undefined && !shared.remarks.has(plain(remarks)) ? remarks : null,
  ]);
  const asOf = [counts, beforeBeside(fact)].map((one) => asOfTold(teller, one)) as [string, string];
  const isApart = isCountedApart(fact) && !isComparedHere(fact);
  const sentence = isAmount
    ? text.counts.named(name, told, now.period, earlier)
    : earlier === null
      ? text.counts.alone(told, now.period, asOf[0])
      : (isApart ? text.counts.beside : text.counts.against)(told, now.period, earlier, before.period, ...asOf);
  return run([
    capitalised(sentence, text.capital),
    isApart ? ` ${apartTold(teller, fact)}` : null,
    registerTold(teller, fact),
    isWhole && isApart ? seriesTold(teller, fact) : null,
    published === undefined ? null : publishedTold(teller, definition, counts, isWhole),
    isWhole ? partsTold(teller, definition, counts) : null,
    isWhole && articles !== "" && !shared.articles.has(articles) ? text.counts.onlyArticles(articles) : null,
    isDisputed(teller, now)
      ? differTold(teller)
      : isDisputed(teller, before)
        ? say` ${contradictionsLink(text.counts.differBefore)}`
        : null,
  ]);
}

/** A figure that has no number of the year that counts: two of one source, or those for other days. Null for any other. */
function unsettledSentence(teller: Teller, { definition, now }: FactYear, length: "whole" | "short"): Inlines | null {
  const { text } = teller;
  const name = nameOf(teller, definition.key);
  if (now.state === "two-figures") {
    const numbers = figure(numbersTold(teller, definition, now), definition.key);
    return text.counts.twoFigures(name, now.period, numbers, contradictionsLink(text.counts.seeContradictions));
  }
  if (now.state !== "other-period") return null;
  const each = (now.otherPeriods ?? []).map((one) => {
    const words = valueText(teller, definition, one.value, one.currency);
    const number: Inline =
      one.value === "not-reported" ? { kind: "missing", text: words } : figure(words, definition.key);
    const told = run([number, length === "whole" ? remarksOn(teller, totalsOf(one)) : null]);
    return run([
      text.counts.otherPeriod(name, daysTold(teller, one), told),
      length === "whole" ? partsTold(teller, definition, one) : null,
    ]);
  });
  return sentences(each);
}

/** Up to when a number was counted, where its source says so. */
function asOfTold({ text }: Teller, counts: FactStatement | undefined): string {
  return counts?.asOf === undefined ? "" : text.counts.asOf(counts.asOf);
}

/** What a register holds that was begun in the year: beside the number of the whole year, or by itself. */
function registerTold({ text }: Teller, { definition, now: { statements } }: FactYear): Inlines {
  const [counts] = statements;
  const register = statements.find(({ begun }) => begun !== undefined);
  if (register?.begun === undefined || typeof register.value !== "number") return [];
  if (register === counts) return run([text.counts.registerBegun(register.begun)]);
  return text.counts.register(register.begun, figure(text.number(register.value), definition.key));
}

/** What the first source says that has both years, where the value that counts is of none (AS27). */
function seriesTold(teller: Teller, { definition, now, before }: FactYear): Inlines {
  const [i, j] = now.compared ?? [-1, -1];
  const [one, other] = [now.statements[i], before.statements[j]];
  if (one === undefined || other === undefined) return [];
  const [a, b] = [one, other].map(({ value, currency }) =>
    figure(valueText(teller, definition, value, currency), definition.key),
  );
  const number = teller.sourceNumbers.get(one.source);
  if (a === undefined || b === undefined || number === undefined) return [];
  return teller.text.counts.inSeries(sourceTitle(teller, number), a, now.period, b, before.period);
}

/** What is said alike of several figures of one paragraph: a remark or articles in words, and the names of the figures. */
interface Shared {
  readonly remarks: ReadonlyMap<string, { readonly names: readonly string[]; readonly remark: Inlines }>;
  readonly articles: ReadonlyMap<string, readonly string[]>;
}

export function sharedOf(teller: Teller, facts: readonly FactYear[]): Shared {
  const told = facts.flatMap((fact) => {
    const [counts] = fact.now.statements;
    if (counts === undefined || figureSentence(teller, fact, "short") === null) return [];
    const remark = counts.published === undefined ? remarksOn(teller, totalsOf(counts)) : [];
    return [{ name: nameOf(teller, fact.definition.key), remark, articles: articlesTold(teller, counts) }];
  });
  const several = (of: (one: (typeof told)[number]) => string) =>
    [...Map.groupBy(told, of)].filter(([words, group]) => words !== "" && group.length > 1);
  const namesOf = (group: typeof told) => group.map(({ name }) => name);
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
export function sharedTold({ text }: Teller, { remarks, articles }: Shared): readonly Inlines[] {
  const { sharedRemark, sharedArticles } = text.counts;
  return [
    ...[...articles].map(([words, names]) => run([sharedArticles(text.list(names), words)])),
    ...[...remarks.values()].map(({ names, remark }) => run([sharedRemark(text.list(names), remark)])),
  ];
}

/** The articles to which a figure is limited, in words; nothing where it is not. */
function articlesTold(teller: Teller, { articles }: FactStatement): string {
  return teller.text.commas(articles.map((article) => articleTold(teller, article)));
}

/** True when sources differ on the value itself, or on something that one of its records says. */
export function isDisputed({ disputed }: Teller, { contradicted, statements: [counts] }: FactValue): boolean {
  return contradicted || (counts?.records ?? []).some((ref) => disputed.has(refId(ref)));
}

/** After a sentence on which sources differ. */
export function differTold({ text }: Teller): Inlines {
  return say` ${contradictionsLink(text.counts.differ)}`;
}

const outside = "not-trafficking";

/** The number as it was published, and what of it is taken out. */
function publishedTold(teller: Teller, { key }: FactDefinition, counts: FactStatement, isWhole: boolean): Inlines {
  const { text } = teller;
  const published = counts.published ?? 0;
  const taken = counts.parts.filter(({ part }) => part === outside).map(({ ref }) => ref);
  return text.counts.published(
    run([figure(text.number(published), key), isWhole ? remarksOn(teller, totalsOf(counts)) : null]),
    text.number(published - Number(counts.value)),
    isWhole ? remarksOn(teller, taken) : [],
  );
}

/** The parts of the number that its source tells apart, each with what it remarks of that part. */
function partsTold(teller: Teller, definition: FactDefinition, { parts, published, currency }: FactStatement): Inlines {
  const { text } = teller;
  const told = parts.filter(({ part }) => part !== outside || published === undefined);
  const itemTold = ({ part, value, ref }: (typeof told)[number]) => {
    const words = valueText(teller, definition, value, currency);
    const number: Inline = value === "not-reported" ? { kind: "missing", text: words } : figure(words, definition.key);
    return run([`${wordFor(text.facts.parts, part)}${text.listColon}`, number, remarksOn(teller, [ref])]);
  };
  return run(
    partsBySplit(told).map((split) =>
      text.counts.parts(run(split.flatMap((one, place) => [place === 0 ? null : text.semicolon, itemTold(one)]))),
    ),
  );
}

/** What the source of a figure remarks on its number. */
export function remarksOf(teller: Teller, { statements: [counts] }: FactValue): Inlines {
  return counts?.from === "figure" ? remarksOn(teller, totalsOf(counts)) : [];
}

/** The records of the number itself, without those of what was taken out of it. */
function totalsOf({ records, parts }: FactStatement): readonly RecordRef[] {
  const ofParts = new Set(parts.map(({ ref }) => refId(ref)));
  return records.filter((ref) => !ofParts.has(refId(ref)));
}

/** What sources remark in these rows about figures, each remark in brackets behind a space. */
function remarksOn({ data, text }: Teller, refs: readonly RecordRef[]): Inlines {
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
