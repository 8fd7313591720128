// What follows under the rules: the tier, beside what was published, with each judgement on which it rests, what it waits for, and what other answers would lead to.
import type { Assessment } from "../../assessment/assessment.ts";
import { reportYearOf } from "../../assessment/period.ts";
import { heading, listed, paragraph, table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { type Inlines, link, plain, spaced, strong } from "../print/say.ts";
import { missingName } from "./criteria.ts";
import { type Report, recordLinks, schemeNames } from "./report.ts";
import { evidence, isDisputed, judgementLine } from "./rule-sentences.ts";

export function tier(report: Report): readonly Element[] {
  const { assessment } = report.data;
  const { t } = report.text;
  const names = schemeNames(report);
  return [
    follows(report),
    reading(report),
    ...assessment.published.map(({ year, tier, ref }) => {
      const name = strong(names.tier(tier));
      return paragraph(spaced([report.text.say("report.tier.published", { tier: name, year }), recordLinks([ref])]));
    }),
    ...listed(
      t("report.tier.judgements"),
      assessment.judgements.map((judgement) => judgementLine(report, judgement)),
    ),
    ...listed(t("report.tier.why"), whyLines(report, assessment)),
    ...presumptions(report),
    ...listed(
      t("report.tier.asks"),
      assessment.asks.map((key) => {
        const question = t(`report.tier.questions.${key}`);
        const given = assessment.judgements.filter((one) => one.question === key);
        if (isDisputed(given)) return link(t("report.tier.differ", { question }), "contradictions");
        return t(given.length > 0 ? "report.tier.stale" : "report.tier.unjudged", { question });
      }),
    ),
    ...assessment.differing.map(({ year, records }) =>
      paragraph(spaced([t("report.tier.rated-differ", { year }), recordLinks(records)])),
    ),
    ...paths(report),
  ];
}

/** What settled the tier besides judgements, which stand apart, and the grounds that hold. */
function whyLines(report: Report, { why, grounds }: Assessment): readonly Inlines[] {
  const names = schemeNames(report);
  const holding = grounds.filter(({ reading: { truth } }) => truth === "yes");
  const lines = [
    ...why.flatMap(({ settling, ...reading }) =>
      evidence(report, { ...reading, settling: settling.filter(({ rule }) => !("judgement" in rule)) }),
    ),
    ...holding.map(({ ground }) => report.text.say("report.why.ground", { name: strong(names.ground(ground.key)) })),
    ...holding.flatMap(({ beside }) => beside.flatMap((reading) => evidence(report, reading))),
  ];
  return [...new Map(lines.filter((line) => line.length > 0).map((line) => [plain(line), line])).values()];
}

/** The tier that follows; or that none does, and what it waits for. */
function follows(report: Report): Element {
  const { data, text } = report;
  const { assessment } = data;
  const { name: scheme, tier: named } = schemeNames(report);
  const { tier, asks } = assessment;
  if (tier !== null) return paragraph(text.say("report.tier.follows", { tier: strong(named(tier)), scheme }), "lead");
  const waits = asks.length > 0 ? text.t("report.tier.waits") : null;
  return paragraph(spaced([text.t("report.tier.not-yet", { scheme }), waits]), "lead");
}

/** That it is a reading of rules, and how far these go. */
function reading({ data, text }: Report): Element {
  const { id, checked, first } = data.assessment.scheme;
  return paragraph(
    spaced([
      text.t("report.tier.reading"),
      checked === "verified" ? null : text.t("report.tier.general-knowledge"),
      text.word(`report.tier.limits.${id}`, ""),
      first <= reportYearOf(data.period) ? null : text.t("report.tier.outside", { from: first }),
    ]),
    "notice",
  );
}

/** What follows with which answers to the judgements that are missing. */
function paths(report: Report): readonly Element[] {
  const { data, text } = report;
  const { t } = text;
  if (data.assessment.paths.length === 0) return [];
  return [
    heading(t("report.tier.paths")),
    table({
      caption: t("report.tier.paths-caption"),
      columns: [t("report.tier.if-judged"), t("report.tier.then-tier")],
      rows: data.assessment.paths.map(({ answers, tier }) => ({
        cells: [
          spaced(answers.map(({ question, is }) => `${t(`report.tier.${is ? "questions" : "denials"}.${question}`)}.`)),
          tier === null ? t("report.tier.no-tier") : schemeNames(report).tier(tier),
        ],
      })),
    }),
  ];
}

/** By which rule full compliance, judged or still to be judged, leads to another tier than its own. */
function presumptions(report: Report): readonly Element[] {
  const { data, text } = report;
  const names = schemeNames(report);
  return data.assessment.presumptions.map(({ criterion, missing, unless }) =>
    paragraph(
      text.t("report.tier.presumption", {
        tier: names.tier("1"),
        criterion: names.criterion(criterion),
        missing: text.semicolons(missing.map((one) => missingName(report, one))),
        waiver: unless === undefined ? undefined : text.t(`report.tier.questions.${unless}`),
      }),
    ),
  );
}
