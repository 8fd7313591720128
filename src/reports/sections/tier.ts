// What follows under a scheme, and why: the tier with its reasons, missing judgements, what would change it, and what another scheme says. It
// always says that it is a reading of rules and not a decision.
import { reportYearOf } from "../../assessment/period.ts";
import type { JudgementQuestion } from "../../core/registers/register-table.ts";
import { type Block, paragraph, strong } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { missingName } from "./criteria.ts";
import { differNote } from "./figure-sentence.ts";
import { reasons } from "./reasons.ts";
import { nameOf, type Report, withSources } from "./report.ts";
import { condition, isDisputedQuestion, judgementLine } from "./rule-sentences.ts";
import { programNames, schemeNames } from "./scheme-words.ts";
import { saysAnything } from "./summary.ts";

export function tier(report: Report): readonly Block[] {
  const { assessment } = report.data;
  const { t } = report.text;
  const isSilent = !saysAnything(report);
  const [why, blocks] = isSilent ? [[], []] : whyBlocks(report);
  const shown = new Set(why.map(plain));
  return [
    follows(report),
    reading(report),
    ...assessment.published.map(({ year, tier, ref }) => {
      const name = strong(schemeNames(report).tier(tier));
      return paragraph(
        spaced([
          withSources(report, report.text.say("report.tier.published", { tier: name, year }), [ref]),
          assessment.published.some((one) => one.tier !== tier) ? differNote(report) : null,
        ]),
      );
    }),
    ...blocks,
    ...waived(report),
    ...(isSilent ? [] : presumptions(report)),
    ...listed(
      t("report.tier.judgements"),
      assessment.judgements
        .map((judgement) => judgementLine(report, judgement))
        .filter((inlines) => !shown.has(plain(inlines))),
    ),
    ...listed(
      t("report.tier.asks"),
      assessment.asks.map((key) => {
        const question = t(`report.tier.questions.${key}`);
        const isGiven = assessment.judgements.some((one) => one.question === key);
        const why = isDisputedQuestion(report, key) ? "differ" : isGiven ? "stale" : "unjudged";
        return run([t(`report.tier.${why}`, { question })]);
      }),
    ),
    ...assessment.differing.map(({ year, records }) =>
      paragraph(withSources(report, run([t("report.tier.rated-differ", { year })]), records)),
    ),
    ...paths(report),
    ...wouldChange(report),
  ];
}

/** The tier that follows; or that none does, and what it waits for. */
function follows(report: Report): Block {
  const { data, text } = report;
  const { assessment } = data;
  const names = schemeNames(report);
  const scheme = names.name;
  if (assessment.tier !== null)
    return paragraph(
      spaced([text.say("report.tier.follows", { tier: strong(names.tier(assessment.tier)), scheme })]),
      "lead",
    );
  return paragraph(
    spaced([
      text.t("report.tier.not-yet", { scheme }),
      assessment.asks.length > 0 ? text.t("report.tier.waits") : null,
    ]),
    "lead",
  );
}

/** That it is a reading of rules, and how far these go. */
function reading({ data, text }: Report): Block {
  const { id, checked, reports } = data.scheme;
  const [from, until] = reports;
  const year = reportYearOf(data.period);
  return paragraph(
    spaced([
      text.t("report.tier.reading"),
      checked === "verified" ? null : text.t("report.tier.general-knowledge"),
      text.word(`report.tier.limits.${id}`, ""),
      from <= year && (until === null || year <= until)
        ? null
        : text.t("report.tier.outside", { from, until: until ?? undefined }),
    ]),
    "notice",
  );
}

/** The reasons under their grounds, and all of them in one list. */
function whyBlocks(report: Report): readonly [why: readonly Inlines[], blocks: readonly Block[]] {
  const { assessment } = report.data;
  const { say, t } = report.text;
  const names = schemeNames(report);
  const holding = assessment.grounds.filter(({ reading }) => reading.truth === "yes");
  // Where a ground would settle it and none does, that none does is a reason.
  const without =
    assessment.tier !== null && assessment.tier !== "2"
      ? []
      : assessment.grounds.filter(({ reading }) => reading.truth === "no");
  const why = reasons(
    report,
    assessment.why,
    holding.map(({ reading }) => reading),
  );
  const grounds = holding.map(({ ground, reading, beside }) => ({
    name: strong(names.ground(ground.key)),
    because: reasons(report, [reading, ...beside]),
  }));
  const blocks = [
    ...listOf(why),
    ...grounds.flatMap(({ name, because }) => [paragraph(say("report.why.ground", { name })), ...listOf(because)]),
    ...without.flatMap(({ ground, reading }) => [
      paragraph(say("report.why.no-ground", { name: strong(names.ground(ground.key)) })),
      ...listOf(reasons(report, [reading])),
    ]),
  ];
  return [
    [...why, ...grounds.flatMap(({ because }) => because)],
    blocks.length === 0 ? [] : [{ kind: "heading", text: t("report.tier.why") }, ...blocks],
  ];
}

/** The tier that a waiver keeps away: the one that would follow without it. */
function waived(report: Report): readonly Block[] {
  const without = report.data.assessment.wouldChange.find(
    ({ rule, from, to, tier }) =>
      "judgement" in rule && rule.judgement === "waiver-granted" && from === "yes" && to === "no" && tier !== null,
  );
  if (without === undefined || without.tier === null) return [];
  return [paragraph(report.text.t("report.tier.waived", { tier: schemeNames(report).tier(without.tier) }))];
}

/** What would follow under another scheme, and how its rules differ from those of the report. */
export function other(report: Report): readonly Block[] {
  const { data, text } = report;
  const { t } = text;
  if (data.other === null) return [];
  const { scheme, tier, asks, grounds: holding, period, differences } = data.other;
  // What is asked here is called as this scheme calls it, what is asked there as the other does.
  const [here, there] = [schemeNames(report), programNames(scheme, text)];
  const { criteria, grounds, steps, changedCriteria } = differences;
  const waived = (way: "added" | "removed") =>
    changedCriteria.filter(({ waiver }) => waiver === way).map(({ key }) => key);
  const lists = [
    ["report.other.asks", questionNames(report, asks)],
    ["report.other.criteria-added", criteria.added.map(there.criterion)],
    ["report.other.criteria-removed", criteria.removed.map(here.criterion)],
    ["report.other.waiver-added", waived("added").map(here.criterion)],
    ["report.other.waiver-removed", waived("removed").map(here.criterion)],
    ["report.other.grounds-added", grounds.added.map(there.ground)],
    ["report.other.grounds-removed", grounds.removed.map(here.ground)],
    ["report.other.steps-added", steps.added.map(there.step)],
    ["report.other.steps-removed", steps.removed.map(here.step)],
  ] as const;
  const changed = (key: "report.other.criterion-adds" | "report.other.criterion-drops", way: "added" | "removed") =>
    changedCriteria
      .filter(({ facts }) => facts[way].length > 0)
      .map(({ key: criterion, facts }) => {
        const names = text.semicolons(facts[way].map((fact) => nameOf(report, fact)));
        return run([t(key, { name: here.criterion(criterion), facts: names })]);
      });
  return [
    paragraph(
      tier === null
        ? t("report.other.no-tier", { scheme: there.name })
        : text.say("report.other.tier", { tier: strong(there.tier(tier)), scheme: there.name }),
    ),
    ...(period === data.period.kind ? [] : [paragraph(t(`report.other.years.${period}`))]),
    ...(saysAnything(report) ? holding : []).map((key) =>
      paragraph(text.say("report.why.ground", { name: strong(there.ground(key)) })),
    ),
    {
      kind: "list",
      items: [
        ...lists
          .filter(([, names]) => names.length > 0)
          .map(([key, names]) => run([t(key, { names: text.semicolons(names) })])),
        ...changed("report.other.criterion-adds", "added"),
        ...changed("report.other.criterion-drops", "removed"),
      ],
    },
    paragraph(t("report.tier.reading"), "quiet"),
  ];
}

/** Questions in quotation marks. */
function questionNames({ text }: Report, asks: readonly JudgementQuestion[]): readonly string[] {
  const { t } = text;
  return asks.map((key) => t("report.contradictions.key", { key: t(`report.tier.questions.${key}`) }));
}

function wouldChange(report: Report): readonly Block[] {
  const { data, text } = report;
  const { t } = text;
  if (data.assessment.wouldChange.length === 0) return [];
  const openFor = (asks: readonly JudgementQuestion[]) =>
    asks.length === 0
      ? t("report.tier.no-tier")
      : t("report.tier.open-for", { questions: text.semicolons(questionNames(report, asks)) });
  return [
    { kind: "heading", text: t("report.tier.would-change") },
    {
      kind: "table",
      caption: t("report.tier.would-change-caption"),
      columns: [{ title: t("report.tier.if-this") }, { title: t("report.tier.then-tier") }],
      rows: data.assessment.wouldChange.map(({ rule, to, tier, asks }) => ({
        cells: [
          run([condition(report, rule, to)]),
          run([tier === null ? openFor(asks) : schemeNames(report).tier(tier)]),
        ],
      })),
    },
  ];
}

/** What follows with which answers to the judgements that are missing. */
function paths(report: Report): readonly Block[] {
  const { data, text } = report;
  const { t } = text;
  if (data.assessment.paths.length === 0) return [];
  return [
    { kind: "heading", text: t("report.tier.paths") },
    {
      kind: "table",
      caption: t("report.tier.paths-caption"),
      columns: [{ title: t("report.tier.if-judged") }, { title: t("report.tier.then-tier") }],
      rows: data.assessment.paths.map(({ answers, tier }) => ({
        cells: [
          spaced(answers.map(({ question, is }) => `${t(`report.tier.${is ? "questions" : "denials"}.${question}`)}.`)),
          run([tier === null ? t("report.tier.no-tier") : schemeNames(report).tier(tier)]),
        ],
      })),
    },
  ];
}

/** By which rule full compliance, judged or still to be judged, leads to another tier than its own. */
function presumptions(report: Report): readonly Block[] {
  const { data, text } = report;
  const names = schemeNames(report);
  return data.assessment.presumptions.map(({ criterion, missing, unless, tier }) =>
    paragraph(
      text.t("report.tier.presumption", {
        tier: names.tier(tier),
        criterion: names.criterion(criterion),
        missing: text.semicolons(missing.map((one) => missingName(report, one))),
        waiver: unless === undefined ? undefined : text.t(`report.tier.questions.${unless}`),
      }),
    ),
  );
}

function listed(title: string, items: readonly Inlines[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "heading", text: title }, ...listOf(items)];
}

function listOf(items: readonly Inlines[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
}
