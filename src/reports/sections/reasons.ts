// Why a tier follows, in sentences: for each condition that settled it what the record says, with links. A fact has the sentence that the
// other parts of a report have for it; a comparison says how it came out; facts without a value stand together, by why they have none.
import type { Rule, RuleReading } from "../../assessment/assessment.ts";
import type { FactYear } from "../../assessment/fact-value.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import type { RecordRef } from "../../record/statement.ts";
import { type Lack, lackOf, lacks } from "../data/lack.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { figureSentence } from "./figure-sentence.ts";
import { isSpokenOf } from "./figures.ts";
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
import { judgementSentences, leavesOf, withheld } from "./rule-sentences.ts";
import { schemeNames } from "./scheme-words.ts";

type FactRule = Extract<Rule, { readonly fact: string }>;
type FactLeaf = RuleReading & { readonly rule: FactRule };

/** Each condition that settled these readings in a sentence or more, without those that settled `but`. No sentence stands twice. */
export function reasons(
  report: Report,
  readings: readonly RuleReading[],
  but: readonly RuleReading[] = [],
): readonly Inlines[] {
  const spelled = ({ rule }: RuleReading) => JSON.stringify(rule);
  const besides = new Set(but.flatMap((one) => leavesOf(one)).map(spelled));
  const leaves = readings.flatMap((one) => leavesOf(one)).filter((leaf) => !besides.has(spelled(leaf)));
  const ofFacts = leaves.filter((leaf): leaf is FactLeaf => "fact" in leaf.rule);
  const byFact = Map.groupBy(ofFacts, ({ rule }) => rule.fact);
  const items = leaves.flatMap((leaf): readonly Inlines[] => {
    const { rule } = leaf;
    // What no tier follows without is asked for by itself.
    if ("judgement" in rule) return isAsked(report, rule.judgement) ? [] : judgementSentences(report, rule);
    if ("rating" in rule) return [ratingSentence(report, leaf, rule)];
    if ("withheld" in rule)
      return leaf.truth === "yes" ? [withSources(report, run([withheld(report, rule, "yes")]), leaf.records)] : [];
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
  { truth, records }: RuleReading,
  { rating, years }: Extract<Rule, { readonly rating: unknown }>,
): Inlines {
  const tier = schemeNames(report).tier(rating);
  return withSources(report, run([report.text.t(`report.why.rated.${truth}`, { tier, years })]), records);
}

/** What the record says of a fact, and how each comparison came out for which a rule asks. Null where it says nothing. */
function factSentence(report: Report, leaves: readonly FactLeaf[]): Inlines | null {
  const fact = report.facts.get(leaves[0]?.rule.fact ?? "");
  if (fact === undefined) return null;
  const { text } = report;
  const { definition, now, before } = fact;
  const name = nameOf(report, definition.key);
  const isCompared = leaves.some(({ rule }) => "than" in rule);
  const records = leaves.flatMap((leaf) => leaf.records);
  const earlier = valueBefore(report, fact);
  if (now.state === "two-figures" || now.state === "other-period") {
    const sentence = figureSentence(report, fact, "short");
    return sentence === null ? null : withSources(report, sentence, records);
  }
  if (now.state !== "known") {
    if (!isCompared || before.state !== "known") return null;
    const lack: Inline = { kind: "missing", text: lackWord(report, definition, now) };
    const period = text.inPeriod(now.period);
    return withSources(report, text.say("report.why.none-now", { name, period, lack, before: earlier }), records);
  }
  const outcomes = new Set(leaves.map((leaf) => outcomeWords(report, fact, leaf)));
  const finding = findingSentence(report, fact);
  if (finding !== null) return spaced([finding, ...outcomes]);
  const besides = isCompared && before.state !== "no-data" ? earlier : undefined;
  const sentence =
    figureSentence(report, fact, "short") ??
    spaced([
      text.say("report.counts.named", {
        name,
        now: valueInline(report, definition, now),
        period: text.inPeriod(now.period),
        before: besides,
      }),
      besides !== undefined && isCountedApart(fact) && !isComparedHere(fact) ? whyApart(report, fact) : null,
    ]);
  return withSources(report, spaced([sentence, ...outcomes]), records);
}

/** How a comparison came out: with the year before, or with a number. Nothing for a rule that asks for no comparison, and where the years are not alike. */
function outcomeWords(report: Report, fact: FactYear, { rule, truth }: FactLeaf): string | null {
  const { t, number } = report.text;
  if ("atLeast" in rule)
    return rule.atLeast > 1 ? t(`report.why.at-least.${truth}`, { n: number(rule.atLeast) }) : null;
  if (!("than" in rule) || (isCountedApart(fact) && !isComparedHere(fact))) return null;
  const { definition, now, before } = fact;
  if (before.state !== "known") return t("report.why.none-before", { lack: lackWord(report, definition, before) });
  if (truth === "unknown") return t("report.why.unclear");
  if (now.value === (beforeBeside(fact)?.value ?? before.value)) return t("report.why.same");
  const isMore = (rule.than === "more") === (truth === "yes");
  if (definition.unit === "answer") return t(isMore ? "report.why.better" : "report.why.worse");
  return t(isMore ? "report.why.more" : "report.why.less");
}

/** The facts that have no value, by why they have none: a sentence for each reason. */
function silences(report: Report, byFact: ReadonlyMap<string, readonly FactLeaf[]>): readonly Inlines[] {
  const lackIn = (key: string): Lack => {
    const fact = report.facts.get(key);
    return (fact === undefined ? null : lackOf(report.data, fact.definition, fact.now)) ?? "no-data";
  };
  const all = [...byFact.keys()].filter((key) => factSentence(report, byFact.get(key) ?? []) === null);
  // A detail is silent with its whole fact; a figure in another unit, or a finding, speaks for a fact.
  const silent = all.filter((key) => {
    const whole = report.facts.get(key)?.definition.detailOf;
    return !all.includes(whole ?? "") && !(lackIn(key) === "no-data" && isSpokenOf(report, key));
  });
  return lacks.flatMap((lack) => {
    const those = silent.filter((key) => lackIn(key) === lack);
    if (those.length === 0) return [];
    const records = those.flatMap((key): readonly RecordRef[] => {
      const now = report.facts.get(key)?.now;
      return now === undefined
        ? []
        : [...now.statements.flatMap((one) => one.records), ...now.unplaced, ...(now.aside ?? [])];
    });
    const names = report.text.semicolons(those.map((key) => nameOf(report, key)));
    return [withSources(report, run([report.text.t(`report.lacking.${lack}`, { names })]), records)];
  });
}
