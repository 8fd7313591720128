// Why a tier follows, in sentences: for each condition that settled it what the record says, with links. Facts are told by the sentences that the
// other parts of a report have for them; a comparison says how it came out; who is silent is told once, with all on which nobody speaks.
import type { Reading, Rule } from "../../assessment/assessment.ts";
import type { FactYear } from "../../assessment/fact-value.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import type { RecordRef } from "../../record/statement.ts";
import { type Lack, lackOf } from "../data/sealed-facts.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, sentences } from "../say.ts";
import { figureSentence } from "./figure-sentence.ts";
import { isSpokenOf, lackSentences } from "./figures.ts";
import {
  beforeBeside,
  isComparedHere,
  isCountedApart,
  lackWord,
  nameOf,
  type Report,
  valueBefore,
  valueInline,
  whyApart,
  withSources,
} from "./report.ts";
import { findingSentence } from "./rows.ts";
import { judgementSentences, leavesOf } from "./rule-sentences.ts";
import { schemeNames } from "./scheme-words.ts";

type FactRule = Extract<Rule, { readonly fact: string }>;
type FactLeaf = Reading & { readonly rule: FactRule };

/** Each condition that settled these readings in a sentence or more, without those that settled `but`. Nothing is told twice. */
export function reasons(
  report: Report,
  readings: readonly Reading[],
  but: readonly Reading[] = [],
): readonly Inlines[] {
  const spelled = ({ rule }: Reading) => JSON.stringify(rule);
  const besides = new Set(but.flatMap((one) => leavesOf(one)).map(spelled));
  const leaves = readings.flatMap((one) => leavesOf(one)).filter((leaf) => !besides.has(spelled(leaf)));
  const ofFacts = leaves.filter((leaf): leaf is FactLeaf => "fact" in leaf.rule);
  const byFact = Map.groupBy(ofFacts, ({ rule }) => rule.fact);
  const items = leaves.flatMap((leaf): readonly Inlines[] => {
    const { rule } = leaf;
    // What no tier follows without is asked for by itself.
    if ("judgement" in rule) return isAsked(report, rule.judgement) ? [] : judgementSentences(report, rule);
    if ("rating" in rule) return [ratingSentence(report, leaf, rule)];
    if (!("fact" in rule)) return [];
    const sentence = factSentence(report, byFact.get(rule.fact) ?? []);
    return sentence === null ? [] : [sentence];
  });
  return [...new Map([...items, ...silences(report, byFact)].map((item) => [plain(item), item])).values()];
}

/** True for a question that nobody has answered and of which the report says that it is missing. */
function isAsked({ data: { assessment } }: Report, question: JudgementQuestion): boolean {
  return assessment.asks.includes(question) && !assessment.judgements.some((one) => one.question === question);
}

function ratingSentence(
  report: Report,
  { truth, records }: Reading,
  { rating, years }: Extract<Rule, { readonly rating: unknown }>,
): Inlines {
  const { rated } = report.text.why;
  return withSources(report, run([rated[truth](schemeNames(report).tier(rating), years)]), records);
}

/** What the record says of a fact, and how each comparison came out for which a rule asks. Null where it says nothing. */
function factSentence(report: Report, leaves: readonly FactLeaf[]): Inlines | null {
  const fact = report.facts.get(leaves[0]?.rule.fact ?? "");
  if (fact === undefined) return null;
  const { definition, now, before } = fact;
  const { why: words, counts } = report.text;
  const name = nameOf(report, definition.key);
  const isCompared = leaves.some(({ rule }) => "than" in rule);
  const records = leaves.flatMap((leaf) => leaf.records);
  const earlier = valueBefore(report, fact);
  const isUnsettled = now.state === "two-figures" || now.state === "other-period";
  if (isUnsettled) {
    const sentence = figureSentence(report, fact, "short");
    return sentence === null ? null : withSources(report, sentence, records);
  }
  if (now.state !== "known") {
    if (!isCompared || before.state !== "known") return null;
    const lack: Inline = { kind: "missing", text: lackWord(report, definition, now) };
    return withSources(report, words.noneNow(name, now.period, lack, earlier), records);
  }
  const outcomes = new Set(leaves.map((leaf) => outcomeWords(report, fact, leaf)));
  const finding = findingSentence(report, fact);
  if (finding !== null) return sentences([finding, ...outcomes]);
  const besides = isCompared && before.state !== "no-data" ? earlier : null;
  const sentence =
    figureSentence(report, fact, "short") ??
    sentences([
      counts.named(name, [valueInline(report, definition, now)], now.period, besides),
      besides !== null && isCountedApart(fact) && !isComparedHere(fact) ? whyApart(report, fact) : null,
    ]);
  return withSources(report, sentences([sentence, ...outcomes]), records);
}

/** How a comparison came out: with the year before, or with a number. Nothing for a rule that asks for no comparison, and where the years are not alike. */
function outcomeWords(report: Report, fact: FactYear, { rule, truth }: FactLeaf): string | null {
  const { why: words, number } = report.text;
  if ("atLeast" in rule) return rule.atLeast > 1 ? words.atLeast[truth](number(rule.atLeast)) : null;
  if (!("than" in rule) || (isCountedApart(fact) && !isComparedHere(fact))) return null;
  const { definition, now, before } = fact;
  if (before.state !== "known") return words.noneBefore(lackWord(report, definition, before));
  if (truth === "unknown") return words.unclear;
  if (now.value === (beforeBeside(fact)?.value ?? before.value)) return words.same;
  const isMore = (rule.than === "more") === (truth === "yes");
  const [more, less] = definition.unit === "answer" ? [words.better, words.worse] : [words.more, words.less];
  return isMore ? more : less;
}

/** The facts of which nothing can be told, by why that is so: a sentence for each. */
function silences(report: Report, byFact: ReadonlyMap<string, readonly FactLeaf[]>): readonly Inlines[] {
  const words = lackSentences(report.text);
  const lackIn = (key: string): Lack => {
    const fact = report.facts.get(key);
    return (fact === undefined ? null : lackOf(report.data, fact.definition, fact.now)) ?? "no-data";
  };
  const all = [...byFact.keys()].filter((key) => factSentence(report, byFact.get(key) ?? []) === null);
  // What tells more of a fact is silent with it; a figure in another unit, or a finding, speaks for it.
  const silent = all.filter((key) => {
    const whole = report.facts.get(key)?.definition.detailOf;
    return !all.includes(whole ?? "") && !(lackIn(key) === "no-data" && isSpokenOf(report, key));
  });
  return (Object.keys(words) as Lack[]).flatMap((lack) => {
    const those = silent.filter((key) => lackIn(key) === lack);
    if (those.length === 0) return [];
    const records = those.flatMap((key): readonly RecordRef[] => {
      const now = report.facts.get(key)?.now;
      return now === undefined
        ? []
        : [...now.statements.flatMap((one) => one.records), ...now.unplaced, ...(now.aside ?? [])];
    });
    const names = report.text.commas(those.map((key) => nameOf(report, key)));
    return [withSources(report, run([words[lack](names)]), records)];
  });
}
