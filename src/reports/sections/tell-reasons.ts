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
import { findingSentence } from "./rows.ts";
import { schemeNames } from "./scheme-told.ts";
import { judgementsTold, leavesOf } from "./tell-rule.ts";
import {
  apartTold,
  beforeBeside,
  beforeTold,
  isComparedHere,
  isCountedApart,
  lackTold,
  nameOf,
  type Teller,
  valueTold,
  withSources,
} from "./teller.ts";

type FactRule = Extract<Rule, { readonly fact: string }>;
type FactLeaf = Reading & { readonly rule: FactRule };

/** Each condition that settled these readings in a sentence or more, without those that settled `but`. Nothing is told twice. */
export function reasons(
  teller: Teller,
  readings: readonly Reading[],
  but: readonly Reading[] = [],
): readonly Inlines[] {
  const spelled = ({ rule }: Reading) => JSON.stringify(rule);
  const told = new Set(but.flatMap((one) => leavesOf(one)).map(spelled));
  const leaves = readings.flatMap((one) => leavesOf(one)).filter((leaf) => !told.has(spelled(leaf)));
  const ofFacts = leaves.filter((leaf): leaf is FactLeaf => "fact" in leaf.rule);
  const byFact = Map.groupBy(ofFacts, ({ rule }) => rule.fact);
  const items = leaves.flatMap((leaf): readonly Inlines[] => {
    const { rule } = leaf;
    // What no tier follows without is asked for by itself.
    if ("judgement" in rule) return isAsked(teller, rule.judgement) ? [] : judgementsTold(teller, rule);
    if ("rating" in rule) return [ratingTold(teller, leaf, rule)];
    if (!("fact" in rule)) return [];
    const sentence = factTold(teller, byFact.get(rule.fact) ?? []);
    return sentence === null ? [] : [sentence];
  });
  return [...new Map([...items, ...silences(teller, byFact)].map((item) => [plain(item), item])).values()];
}

/** True for a question that nobody has answered and of which the report says that it is missing. */
function isAsked({ data: { assessment } }: Teller, question: JudgementQuestion): boolean {
  return assessment.asks.includes(question) && !assessment.judgements.some((one) => one.question === question);
}

function ratingTold(
  teller: Teller,
  { truth, records }: Reading,
  { rating, years }: Extract<Rule, { readonly rating: unknown }>,
): Inlines {
  const { rated } = teller.text.why;
  return withSources(teller, run([rated[truth](schemeNames(teller).tier(rating), years)]), records);
}

/** What the record says of a fact, and how each comparison came out for which a rule asks. Null where it says nothing. */
function factTold(teller: Teller, leaves: readonly FactLeaf[]): Inlines | null {
  const fact = teller.facts.get(leaves[0]?.rule.fact ?? "");
  if (fact === undefined) return null;
  const { definition, now, before } = fact;
  const { why: words, counts } = teller.text;
  const name = nameOf(teller, definition.key);
  const isCompared = leaves.some(({ rule }) => "than" in rule);
  const records = leaves.flatMap((leaf) => leaf.records);
  const earlier = beforeTold(teller, fact);
  const isUnsettled = now.state === "two-figures" || now.state === "other-period";
  if (isUnsettled) {
    const told = figureSentence(teller, fact, "short");
    return told === null ? null : withSources(teller, told, records);
  }
  if (now.state !== "known") {
    if (!isCompared || before.state !== "known") return null;
    const lack: Inline = { kind: "missing", text: lackTold(teller, definition, now) };
    return withSources(teller, words.noneNow(name, now.period, lack, earlier), records);
  }
  const outcomes = new Set(leaves.map((leaf) => outcomeTold(teller, fact, leaf)));
  const finding = findingSentence(teller, fact);
  if (finding !== null) return sentences([finding, ...outcomes]);
  const besides = isCompared && before.state !== "no-data" ? earlier : null;
  const sentence =
    figureSentence(teller, fact, "short") ??
    sentences([
      counts.named(name, [valueTold(teller, definition, now)], now.period, besides),
      besides !== null && isCountedApart(fact) && !isComparedHere(fact) ? apartTold(teller, fact) : null,
    ]);
  return withSources(teller, sentences([sentence, ...outcomes]), records);
}

/** How a comparison came out: with the year before, or with a number. Nothing for a rule that asks for no comparison, and where the years are not alike. */
function outcomeTold(teller: Teller, fact: FactYear, { rule, truth }: FactLeaf): string | null {
  const { why: words, number } = teller.text;
  if ("atLeast" in rule) return rule.atLeast > 1 ? words.atLeast[truth](number(rule.atLeast)) : null;
  if (!("than" in rule) || (isCountedApart(fact) && !isComparedHere(fact))) return null;
  const { definition, now, before } = fact;
  if (before.state !== "known") return words.noneBefore(lackTold(teller, definition, before));
  if (truth === "unknown") return words.unclear;
  if (now.value === (beforeBeside(fact)?.value ?? before.value)) return words.same;
  const isMore = (rule.than === "more") === (truth === "yes");
  const [more, less] = definition.unit === "answer" ? [words.better, words.worse] : [words.more, words.less];
  return isMore ? more : less;
}

/** The facts of which nothing can be told, by why that is so: a sentence for each. */
function silences(teller: Teller, byFact: ReadonlyMap<string, readonly FactLeaf[]>): readonly Inlines[] {
  const words = lackSentences(teller.text);
  const lackIn = (key: string): Lack => {
    const fact = teller.facts.get(key);
    return (fact === undefined ? null : lackOf(teller.data, fact.definition, fact.now)) ?? "no-data";
  };
  const all = [...byFact.keys()].filter((key) => factTold(teller, byFact.get(key) ?? []) === null);
  // What tells more of a fact is silent with it; a figure in another unit, or a finding, speaks for it.
  const silent = all.filter((key) => {
    const whole = teller.facts.get(key)?.definition.detailOf;
    return !all.includes(whole ?? "") && !(lackIn(key) === "no-data" && isSpokenOf(teller, key));
  });
  return (Object.keys(words) as Lack[]).flatMap((lack) => {
    const those = silent.filter((key) => lackIn(key) === lack);
    if (those.length === 0) return [];
    const records = those.flatMap((key): readonly RecordRef[] => {
      const now = teller.facts.get(key)?.now;
      return now === undefined
        ? []
        : [...now.statements.flatMap((one) => one.records), ...now.unplaced, ...(now.aside ?? [])];
    });
    const names = teller.text.commas(those.map((key) => nameOf(teller, key)));
    return [withSources(teller, run([words[lack](names)]), records)];
  });
}
