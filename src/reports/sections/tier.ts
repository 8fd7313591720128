// What follows under a scheme, and on what: the tier with its reasons, missing judgements, what would change it, and what another scheme says. It
// always says that it is a reading of rules and not a decision.
import { reportYearOf } from "../../assessment/period.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import { waitsForDates, waitsForSealed } from "../data/sealed-facts.ts";
import type { Block } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run } from "../say.ts";
import { differNote } from "./figure-sentence.ts";
import { reasons } from "./reasons.ts";
import { lackWord, nameOf, type Report, withSources } from "./report.ts";
import { condition, isDisputedQuestion, judgementSentence } from "./rule-sentences.ts";
import { programNames, schemeNames } from "./scheme-words.ts";
import { saysAnything } from "./summary.ts";

export function tier(report: Report): readonly Block[] {
  const { data, text } = report;
  const { assessment } = data;
  const words = text.tier;
  const names = schemeNames(report);
  const [from, until] = data.scheme.reports;
  const reportYear = reportYearOf(data.period);
  const holding = assessment.grounds.filter(({ reading }) => reading.truth === "yes");
  const isSilent = !saysAnything(report);
  const why = isSilent
    ? []
    : reasons(
        report,
        assessment.why,
        holding.map(({ reading }) => reading),
      );
  const grounds = isSilent
    ? []
    : holding.map(({ ground, reading, beside }) => ({ ground, because: reasons(report, [reading, ...beside]) }));
  // Where a ground would settle it and none does, that none does is a reason.
  const without =
    isSilent || (assessment.tier !== null && assessment.tier !== "2")
      ? []
      : assessment.grounds.filter(({ reading }) => reading.truth === "no");
  const inWhy = new Set([...why, ...grounds.flatMap(({ because }) => because)].map(plain));
  return [
    {
      kind: "paragraph",
      tone: "lead",
      content:
        assessment.tier === null
          ? run([
              words.notYet(names.inSentence),
              waitsForSealed(data) ? ` ${words.sealed}` : null,
              waitsForDates(data) ? ` ${words.tooVague}` : null,
              assessment.asks.length > 0 ? ` ${words.waits}` : null,
            ])
          : run([
              words.follows({ kind: "strong", text: names.tier(assessment.tier) }, names.inSentence),
              data.scheme.file === undefined ? null : ` ${words.byStep(names.step(assessment.step ?? ""))}`,
            ]),
    },
    {
      kind: "paragraph",
      tone: "notice",
      content: run([
        words.reading,
        data.scheme.checked === "verified" ? null : ` ${words.generalKnowledge}`,
        data.scheme.file !== undefined || words.limits[data.scheme.id] === undefined
          ? null
          : ` ${words.limits[data.scheme.id]}`,
        from <= reportYear && (until === null || reportYear <= until) ? null : ` ${words.outside(from, until)}`,
        names.borrowed === null ? null : ` ${words.borrowed(names.borrowed)}`,
      ]),
    },
    ...assessment.published.map(
      ({ year, tier, ref }): Block => ({
        kind: "paragraph",
        content: run([
          withSources(report, words.published({ kind: "strong", text: names.tier(tier) }, year), [ref]),
          assessment.published.some((one) => one.tier !== tier) ? differNote(report) : null,
        ]),
      }),
    ),
    ...(why.length + grounds.length + without.length === 0 ? [] : [{ kind: "heading", text: words.why } as const]),
    ...listOf(why),
    ...grounds.flatMap(({ ground, because }): readonly Block[] => [
      { kind: "paragraph", content: text.why.ground({ kind: "strong", text: names.ground(ground.key) }) },
      ...listOf(because),
    ]),
    ...without.flatMap(({ ground, reading }): readonly Block[] => [
      { kind: "paragraph", content: text.why.noGround({ kind: "strong", text: names.ground(ground.key) }) },
      ...listOf(reasons(report, [reading])),
    ]),
    ...waived(report),
    ...(isSilent ? [] : presumptions(report)),
    ...listed(
      words.judgements,
      assessment.judgements
        .map((judgement) => withSources(report, judgementSentence(report, judgement), [judgement.ref]))
        .filter((inlines) => !inWhy.has(plain(inlines))),
    ),
    ...listed(
      words.asks,
      assessment.asks.map((question) => {
        const name = words.questions[question];
        return run([isDisputedQuestion(report, question) ? `${words.differ(name)}.` : words.unjudged(name)]);
      }),
    ),
    ...paths(report),
    ...wouldChange(report),
  ];
}

/** The tier that a waiver keeps away: the one that would follow without it. */
function waived(report: Report): readonly Block[] {
  const { data, text } = report;
  const without = data.assessment.wouldChange.find(
    ({ rule, from, to, tier }) =>
      "judgement" in rule && rule.judgement === "waiver-granted" && from === "yes" && to === "no" && tier !== null,
  );
  if (without === undefined || without.tier === null) return [];
  return [{ kind: "paragraph", content: run([text.tier.waived(schemeNames(report).tier(without.tier))]) }];
}

/** What would follow under another scheme, and how its rules differ from those of the report. */
export function other(report: Report): readonly Block[] {
  const { data, text } = report;
  if (data.other === null) return [];
  const { scheme, tier, asks, grounds: holding, period, differences } = data.other;
  const words = text.other;
  // What is asked here is called as this scheme calls it, what is asked there as the other does.
  const [here, there] = [schemeNames(report), programNames(scheme, text)];
  const named = (nameOfKey: (key: string) => string, keys: readonly string[]) =>
    keys.map(nameOfKey).join(text.semicolon);
  const { criteria, grounds, steps, changedCriteria } = differences;
  const waived = (way: "added" | "removed") =>
    changedCriteria.filter(({ waiver }) => waiver === way).map(({ key }) => key);
  const changed = (sentence: (name: string, facts: string) => string, way: "added" | "removed") =>
    changedCriteria.flatMap(({ key, facts }): readonly Inlines[] => {
      const names = facts[way].map((fact) => nameOf(report, fact)).join(text.semicolon);
      return names === "" ? [] : [run([sentence(here.criterion(key), names)])];
    });
  const lists: readonly (readonly [sentence: (names: string) => string, names: string])[] = [
    [words.asks, asks.map((question) => text.contradictions.key(text.tier.questions[question])).join(text.semicolon)],
    [words.criteriaAdded, named(there.criterion, criteria.added)],
    [words.criteriaRemoved, named(here.criterion, criteria.removed)],
    [words.waiverAdded, named(here.criterion, waived("added"))],
    [words.waiverRemoved, named(here.criterion, waived("removed"))],
    [words.groundsAdded, named(there.ground, grounds.added)],
    [words.groundsRemoved, named(here.ground, grounds.removed)],
    [words.stepsAdded, named(there.step, steps.added)],
    [words.stepsRemoved, named(here.step, steps.removed)],
  ];
  return [
    {
      kind: "paragraph",
      content:
        tier === null
          ? run([words.noTier(there.name)])
          : words.tier({ kind: "strong", text: there.tier(tier) }, there.name),
    },
    ...(period === data.period.kind ? [] : [{ kind: "paragraph", content: run([words.years[period]]) } as const]),
    ...(saysAnything(report) ? holding : []).map(
      (key): Block => ({
        kind: "paragraph",
        content: text.why.ground({ kind: "strong", text: there.ground(key) }),
      }),
    ),
    {
      kind: "list",
      items: [
        ...lists.filter(([, names]) => names !== "").map(([sentence, names]) => run([sentence(names)])),
        ...changed(words.criterionAdds, "added"),
        ...changed(words.criterionDrops, "removed"),
      ],
    },
    { kind: "paragraph", tone: "quiet", content: run([text.tier.reading]) },
  ];
}

function wouldChange(report: Report): readonly Block[] {
  const { data, text } = report;
  const words = text.tier;
  const names = schemeNames(report);
  if (data.assessment.wouldChange.length === 0) return [];
  return [
    { kind: "heading", text: words.wouldChange },
    {
      kind: "table",
      caption: words.wouldChangeCaption,
      columns: [{ title: words.ifThis }, { title: words.thenTier }],
      rows: data.assessment.wouldChange.map((change) => ({
        cells: [
          run([condition(report, change.rule, change.to)]),
          run([change.tier === null ? openQuestions(report, change.asks) : names.tier(change.tier)]),
        ],
      })),
    },
  ];
}

/** What follows with which answers to the judgements that are missing. */
function paths(report: Report): readonly Block[] {
  const { data, text } = report;
  const { tier: words } = text;
  const names = schemeNames(report);
  if (data.assessment.paths.length === 0) return [];
  const answerWords = ({ answers }: (typeof data.assessment.paths)[number]) =>
    answers.map(({ question, is }) => `${(is ? words.questions : words.denials)[question]}.`).join(" ");
  return [
    { kind: "heading", text: words.paths },
    {
      kind: "table",
      caption: words.pathsCaption,
      columns: [{ title: words.ifJudged }, { title: words.thenTier }],
      rows: data.assessment.paths.map((path) => ({
        cells: [run([answerWords(path)]), run([path.tier === null ? words.noTier : names.tier(path.tier)])],
      })),
    },
  ];
}

/** By which rule full compliance, judged or still to be judged, leads to another tier than its own. */
function presumptions(report: Report): readonly Block[] {
  const { data, text, facts } = report;
  const { tier: words, values } = text;
  const names = schemeNames(report);
  return data.assessment.presumptions.map(({ criterion, missing, unless, tier }): Block => {
    const lacking = missing.map(({ fact }) => {
      const found = facts.get(fact);
      return `${nameOf(report, fact)} (${found === undefined ? values.noData : lackWord(report, found.definition, found.now)})`;
    });
    const isProgram = data.scheme.file === undefined;
    const waiver = unless === undefined ? null : words.questions[unless];
    const sentence = words.presumption(
      names.tier(tier),
      names.criterion(criterion),
      lacking.join(text.semicolon),
      isProgram,
      waiver,
    );
    return { kind: "paragraph", content: run([sentence]) };
  });
}

/** That no tier would follow, and for which judgements it would wait. */
function openQuestions({ text }: Report, asks: readonly JudgementQuestion[]): string {
  const { noTier, openFor, questions } = text.tier;
  return asks.length === 0
    ? noTier
    : openFor(asks.map((key) => text.contradictions.key(questions[key])).join(text.semicolon));
}

function listed(title: string, items: readonly Inlines[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "heading", text: title }, ...listOf(items)];
}

function listOf(items: readonly Inlines[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
