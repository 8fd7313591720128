// Rules and how they came out, in words. Evidence is what the record says, in words that do not depend on how the rule came
// out.
import type { AtomReading, JudgementGiven, RuleReading } from "../../assessment/assessment.ts";
import { isSilent } from "../../assessment/fact-value.ts";
import { type Inlines, plain, quoted, spaced } from "../print/say.ts";
import { factLine, nameOf, type Report, recordLinks, schemeNames } from "./report.ts";

/** The conditions that made a reading come out as it did, each as a statement of what is in the record, without repeats. */
export function evidence(report: Report, { settling }: RuleReading): readonly Inlines[] {
  const { judgements } = report.data.assessment;
  const lines = settling.flatMap((one) => {
    const { rule } = one;
    if (!("judgement" in rule)) return [sentenceOf(report, one)];
    return judgements
      .filter(({ question }) => question === rule.judgement)
      .map((given) => judgementLine(report, given));
  });
  return [...new Map(lines.map((inlines) => [plain(inlines), inlines])).values()];
}

/** A fact leads to what sources say of it, anything else to its rows. */
function sentenceOf(report: Report, { rule, truth, records }: AtomReading): Inlines {
  const { say, sentence, semicolons, t } = report.text;
  // That the country was on a tier for some years, that it was not, or that nobody knows.
  if ("rating" in rule) {
    const [tier, { years }] = [schemeNames(report).tier(rule.rating), rule];
    return spaced([sentence(`report.rules.rated.${truth}`, { tier, years }), recordLinks(records)]);
  }
  // Data that were asked for and withheld, or that none of them were.
  if ("withheld" in rule) {
    const names = semicolons(rule.withheld.map(([first = ""]) => nameOf(report, first)));
    const key = truth === "yes" ? "report.rules.if-withheld" : "report.rules.if-given";
    return spaced([t(key, { names }), recordLinks(records)]);
  }
  if (!("fact" in rule)) return [];
  const fact = report.facts.get(rule.fact);
  if (fact === undefined)
    return say("report.rules.value", { name: nameOf(report, rule.fact), value: t("report.lack.no-data") });
  const isBothSilent = isSilent(fact.now) && isSilent(fact.before);
  // With its direction: the number of the year before stands beside it wherever the two are of one series (AS27).
  return factLine(
    report,
    fact,
    (rule.is === "more" || rule.is === "less" || fact.now.compared !== undefined) && !isBothSilent,
  );
}

/** True when offices answer it differently, which leaves it open. */
export function isDisputed(given: readonly JudgementGiven[]): boolean {
  return new Set(given.map(({ answer }) => answer)).size > 1;
}

/** A judgement with links that lead to it and to the rows on which it rests; where these are others by now, that it is stale. */
export function judgementLine(report: Report, one: JudgementGiven): Inlines {
  const { stale, evidence = [] } = one;
  const sentence = spaced([judgementSentence(report, one), recordLinks([one.ref])]);
  if (stale !== undefined) {
    const { corrected, gone } = stale;
    const words = report.text.t("report.tier.stale-rows", { corrected: corrected.length, gone });
    return spaced([sentence, words, recordLinks(corrected)]);
  }
  if (evidence.length === 0) return sentence;
  return spaced([sentence, report.text.t("report.tier.rests", { n: evidence.length }), recordLinks(evidence)]);
}

/** A judgement as a sentence, with the office that signed it and its reasons. */
function judgementSentence({ text }: Report, { question, answer, office, reasons }: JudgementGiven): Inlines {
  return text.say("report.tier.judgement", {
    sentence: text.t(`report.tier.${answer ? "questions" : "denials"}.${question}`),
    office: quoted(office),
    reasons: quoted(reasons),
  });
}
