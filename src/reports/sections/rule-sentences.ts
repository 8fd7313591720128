// Rules and how they came out, in words. Evidence is told as what the record says, never as the rule would like it; so the same
// sentence stands whichever way the rule came out.
import type { JudgementGiven, Reading, Rule, Truth } from "../../assessment/assessment.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run } from "../say.ts";
import { isCountedApart, nameOf, quoted, type Report, valueInline, withSources, wordFor } from "./report.ts";
import { schemeNames } from "./scheme-words.ts";

/** The leaves that made a reading come out as it did, each as a statement of what is in the record, without repeats. */
export function evidence(report: Report, reading: Reading): readonly Inlines[] {
  const lines = leavesOf(reading).flatMap((leaf) =>
    "judgement" in leaf.rule
      ? judgementSentences(report, leaf.rule)
      : [withSources(report, leafSentence(report, leaf), leaf.records)],
  );
  return [...new Map(lines.map((inlines) => [plain(inlines), inlines])).values()];
}

/** What would have to be so for a rule to come out in another way. */
export function condition(report: Report, rule: Rule, to: Truth): string {
  const { rules, tier, answers, values } = report.text;
  const yes = to === "yes";
  if ("fact" in rule) {
    const name = nameOf(report, rule.fact);
    if ("atLeast" in rule) return yes ? rules.ifAtLeast(name, rule.atLeast) : rules.ifLess(name, rule.atLeast);
    if ("is" in rule) {
      const words = rule.is.map((answer) => wordFor(answers, answer)).join(rules.or);
      return yes ? rules.ifIs(name, words) : rules.ifIsNot(name, words);
    }
    if ("known" in rule) return rule.known === yes ? rules.ifKnown(name) : rules.ifNotKnown(name);
    if (report.facts.get(rule.fact)?.definition.unit === "answer") {
      if (rule.than === "more") return yes ? rules.ifBetter(name) : rules.ifNotBetter(name);
      return yes ? rules.ifWorse(name) : rules.ifNotWorse(name);
    }
    if (rule.than === "more") return yes ? rules.ifMore(name) : rules.ifNotMore(name);
    return yes ? rules.ifFewer(name) : rules.ifNotFewer(name);
  }
  if ("judgement" in rule)
    return rules.judged(tier.questions[rule.judgement], rule.is === yes ? values.yes : values.no);
  if ("rating" in rule) {
    const name = schemeNames(report).tier(rule.rating);
    return yes ? rules.rated(name, rule.years) : rules.ratedNot(name, rule.years);
  }
  if ("not" in rule) return condition(report, rule.not, opposite(to));
  if ("shown" in rule) return condition(report, rule.shown, to);
  const parts = "all" in rule ? rule.all : rule.any;
  return [...new Set(parts.map((part) => condition(report, part, to)))].join(report.text.semicolon);
}

/**
 * The conditions that settled it: those parts of `all` and `any` that came out as it did. Where evidence is lacking since it was not shown, all
 * that is not there.
 */
export function leavesOf(reading: Reading, isLacking = false): readonly Reading[] {
  const { rule, truth, parts } = reading;
  if (parts.length === 0) return [reading];
  const lacks = isLacking || ("shown" in rule && truth === "no" && parts[0]?.truth === "unknown");
  const settling =
    "all" in rule || "any" in rule
      ? parts.filter((part) => (lacks ? part.truth !== "yes" : part.truth === truth))
      : parts;
  return settling.flatMap((part) => leavesOf(part, lacks));
}

function leafSentence(report: Report, { rule, truth }: Reading): Inlines {
  const { rules, values } = report.text;
  if ("fact" in rule) {
    const fact = report.facts.get(rule.fact);
    const name = nameOf(report, rule.fact);
    if (fact === undefined) return run([`${name}: ${values.noData}`]);
    const now = [valueInline(report, fact.definition, fact.now)];
    const before = valueInline(report, fact.definition, fact.before);
    const isSilent = fact.now.state === "no-data" && fact.before.state === "no-data" && plain(now) === before.text;
    if (!("than" in rule) || isSilent) return rules.value(name, now);
    return run([rules.than(name, now, [before]), isCountedApart(fact) ? ` (${rules.notAlike})` : null]);
  }
  if ("rating" in rule) {
    const name = schemeNames(report).tier(rule.rating);
    return run([
      truth === "yes"
        ? rules.rated(name, rule.years)
        : truth === "no"
          ? rules.ratedNot(name, rule.years)
          : rules.ratedUnknown(name, rule.years),
    ]);
  }
  return [];
}

/** Every answer to the question, each with its own mark; that offices differ, where they do; or that nobody answered. */
export function judgementSentences(
  report: Report,
  { judgement }: Extract<Rule, { readonly judgement: unknown }>,
): readonly Inlines[] {
  const { tier } = report.text;
  const question = tier.questions[judgement];
  const given = report.data.assessment.judgements.filter((one) => one.question === judgement);
  if (given.length === 0) return [run([tier.unjudged(question)])];
  return [
    ...given.map((one) => withSources(report, judgementSentence(report, one), [one.ref])),
    ...(isDisputedQuestion(report, judgement)
      ? [run([{ kind: "link", text: `${tier.differ(question)}.`, to: "contradictions" }])]
      : []),
  ];
}

/** True when offices answer it differently, which leaves it open. */
export function isDisputedQuestion({ data }: Report, asked: JudgementGiven["question"]): boolean {
  const given = data.assessment.judgements.filter(({ question }) => question === asked);
  return new Set(given.map(({ answer }) => answer)).size > 1;
}

/** A judgement as a sentence, with the office that signed it and its reasons. */
export function judgementSentence({ text }: Report, { question, answer, office, reasons }: JudgementGiven): Inlines {
  const { questions, denials, judgement } = text.tier;
  return judgement((answer ? questions : denials)[question], quoted(office), quoted(reasons));
}

function opposite(truth: Truth): Truth {
  return truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown";
}
