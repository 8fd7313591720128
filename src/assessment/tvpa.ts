// The minimum standards of the TVPA (22 U.S.C. 7106 and 7107) as one table of rules, each with the reports for which it holds and where that stands in
// `tvpa-minimum-standards.json`; and the three schemes that follow from it. What that file does not say is marked and never invented. What the record has for
// and against each criterion is `tvpa-evidence.json`, in lines that docs/spec/assessment.md explains.
import { presentFields } from "../core/present-fields.ts";
import { type JudgementQuestion, judgementQuestions } from "../core/registers/register-table.ts";
import type { Criterion, DataPresumption, Ground, InForce, Scheme, Step, StepRule } from "./assessment.ts";
import { needsOf, rulesOf } from "./evidence-lines.ts";
import type { Pillar } from "./fact-value.ts";
import { atomsOf } from "./read-rule.ts";
import evidence from "./tvpa-evidence.json" with { type: "json" };
import file from "./tvpa-minimum-standards.json" with { type: "json" };

/** What the record has on each standard but the last, which the criteria spell out. None is measured by a rule: whether all are met is judged. */
export const standardFacts: { readonly [S in keyof typeof evidence.standards]: readonly string[] } = evidence.standards;

/** A judgement that was signed with this answer. */
const judged = (judgement: JudgementQuestion, is = true): StepRule => ({ judgement, is });

/** The first report of which the file says anything. */
const first = 2004;
/** The last report under the wording of 2003, and the first under the present one. */
const lastOfOld = 2018;
const firstOfNew = 2019;

const inForce = (
  source: string,
  checked: InForce["checked"],
  from: number = first,
  last: number | null = null,
): InForce => ({ first: from, last, source, checked });

/** In the reports of 2004 and 2005 good faith could waive what is presumed from missing data. */
const presumed = (facts: DataPresumption["facts"], place: number): readonly DataPresumption[] => [
  { facts, unless: "good-faith-on-data", years: inForce("/transition2004", "verified", first, 2005) },
  { facts, years: inForce(`/criteria/${place}`, "verified", 2006) },
];

/** What of a criterion is evidence, and what it asks for. */
interface Lines {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly needs: string;
  /** Data which, asked for and withheld, let it be presumed not met: those that the law names, each by itself. */
  readonly presumed?: string;
  /** What the present text adds. The file does not say since when: it is read from the present scheme on. */
  readonly added?: Lines;
}

const evidenceIn = (lines: Lines): Pick<Criterion, "for" | "against" | "needs"> => ({
  for: lines.for.flatMap(rulesOf),
  against: lines.against.flatMap(rulesOf),
  needs: [lines.needs, ...(lines.presumed === undefined ? [] : [lines.presumed])].flatMap(needsOf),
});

/** A criterion over all schemes. Of numbers the file gives those of 2004 and those of today. */
interface CriterionOverTime extends Omit<Criterion, "number" | "presumption" | "added"> {
  readonly numbers: readonly [in2004: number | null, today: number];
  readonly presumptions: readonly DataPresumption[];
  readonly added?: Pick<Criterion, "for" | "against" | "needs"> & { readonly years: InForce };
}

const linesOf: { readonly [key: string]: Lines } = evidence.criteria;

const criteria = file.criteria.map((one, place): CriterionOverTime => {
  const key = one.key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const lines = linesOf[key];
  if (lines === undefined) throw new RangeError(`no evidence of ${key}`);
  const { presumed: data, added } = lines;
  return {
    key,
    pillar: one.p as Pillar | null,
    numbers: [one.in2004 ? (one.n2004 ?? one.n) : null, one.n],
    years: inForce(`/criteria/${place}`, "general-knowledge", one.since ?? first),
    ...evidenceIn(lines),
    presumptions: data === undefined ? [] : presumed(needsOf(data), place),
    ...(added === undefined
      ? {}
      : { added: { years: inForce(`/criteria/${place}/t`, "not-read", firstOfNew), ...evidenceIn(added) } }),
  };
});

/** The number of victims is very significant, or it is increasing significantly: both are judged. */
const manyVictims: StepRule = { any: [judged("victims-very-significant"), judged("victims-increasing")] };

/** The wording of 2003 to 2018, and the present one; each ground holds in all reports of a scheme or in none. */
const grounds: readonly Ground[] = [
  {
    key: "victims-very-significant",
    years: inForce("/watchList/2004/0", "verified", first, lastOfOld),
    when: manyVictims,
  },
  {
    key: "victims-without-proportional-actions",
    years: inForce("/watchList/now/0", "verified", firstOfNew),
    when: { all: [manyVictims, judged("actions-proportional", false)] },
  },
  {
    // A judgement, since the law weighs efforts and counts none. Beside it stands what the record has of the three parts that the law names: more investigations,
    // prosecutions or convictions, more assistance to victims, less sign of official complicity.
    key: "no-increasing-efforts",
    years: inForce("/watchList/now/1", "verified"),
    when: judged("increasing-efforts", false),
    beside: [
      { not: { shown: { any: evidence.increase.flatMap(rulesOf) } } },
      ...evidence["no-increase"].flatMap(rulesOf),
    ],
  },
  {
    key: "efforts-rest-on-commitments",
    years: inForce("/watchList/2004/2", "verified", first, lastOfOld),
    when: judged("efforts-rest-on-commitments"),
  },
];

/** The steps in the order in which they are tried, over the grounds of a scheme, and what waives the presumption from missing data. */
function stepsOver(watchList: readonly Ground[], isWaived: boolean): readonly Step[] {
  const notWithheld: StepRule = { not: { withheld: needsOf(evidence.criteria.prosecution.presumed) } };
  // The presumption stands until somebody waives it.
  const dataGiven: StepRule = isWaived ? { any: [notWithheld, { shown: judged("good-faith-on-data") }] } : notWithheld;
  const fallsShort: StepRule = {
    any: [judged("complies-fully", false), { all: [judged("complies-fully"), { not: dataGiven }] }],
  };
  const onTheList: StepRule = {
    all: [fallsShort, judged("significant-efforts"), { any: watchList.map(({ when }) => when) }],
  };
  return [
    {
      tier: "SC",
      key: "special-case",
      years: inForce("/tiers/4", "verified"),
      when: { shown: judged("special-case") },
    },
    {
      tier: "3",
      key: "policy-or-pattern",
      years: inForce("/tier3Proof/0", "general-knowledge", firstOfNew),
      when: { shown: judged("policy-or-pattern") },
    },
    {
      tier: "1",
      key: "full-compliance",
      years: inForce("/tiers/0", "verified"),
      // Full compliance is judged, and no presumption from withheld data stands against it.
      when: { all: [judged("complies-fully"), dataGiven] },
    },
    {
      tier: "3",
      key: "no-significant-efforts",
      years: inForce("/tiers/3", "verified"),
      when: { all: [fallsShort, judged("significant-efforts", false)] },
    },
    {
      tier: "3",
      key: "two-years-on-the-list",
      grounds: true,
      // Years on the list count after 23 December 2008: the reports of 2009 and 2010 are the first two.
      years: inForce("/watchList/autoDowngrade/now", "verified", 2011),
      when: {
        all: [{ shown: { rating: "2WL", years: 2 } }, { not: { shown: judged("waiver-granted") } }, onTheList],
      },
    },
    { tier: "2WL", key: "watch-list", grounds: true, years: inForce("/tiers/2", "verified"), when: onTheList },
    {
      tier: "2",
      key: "significant-efforts",
      years: inForce("/tiers/1", "verified"),
      when: { all: [fallsShort, judged("significant-efforts")] },
    },
  ];
}

/** What of the table holds in some of these reports. `list` is whose numbers criteria have, where they are known. */
function scheme(id: string, reports: Scheme["reports"], checked: Scheme["checked"], list: 0 | 1 | null): Scheme {
  const [from, until] = reports;
  const meets = ({ years }: { readonly years: InForce }) =>
    (until === null || years.first <= until) && (years.last === null || years.last >= from);
  const watchList = grounds.filter(meets);
  const tiers = stepsOver(watchList, from === first).filter(meets);
  const held = criteria.filter(meets).map(({ numbers, presumptions, added, ...criterion }): Criterion => {
    const more = added === undefined || !meets(added) ? null : added;
    return {
      ...criterion,
      // Between two lists only what has one number in both has it for sure.
      number: list === null ? (numbers[0] === numbers[1] ? numbers[1] : null) : numbers[list],
      for: [...criterion.for, ...(more?.for ?? [])],
      against: [...criterion.against, ...(more?.against ?? [])],
      needs: [...criterion.needs, ...(more?.needs ?? [])],
      ...presentFields({ presumption: presumptions.find(meets), added: more?.years }),
    };
  });
  const rules = [...tiers, ...watchList].map(({ when }) => when);
  const asked = [...rules, ...held.flatMap((each) => each.for)].flatMap(atomsOf);
  const questions = new Set(asked.flatMap((atom) => ("judgement" in atom ? [atom.judgement] : [])));
  return {
    id,
    list: "tvpa",
    reports,
    period: "april-march",
    checked,
    standards: Object.keys(standardFacts),
    criteria: held,
    watchList,
    judgements: judgementQuestions.filter((question) => questions.has(question)),
    tiers,
  };
}

export const tvpa2004 = scheme("tvpa-2004", [first, 2005], "partly-general-knowledge", 0);
export const tvpa2006 = scheme("tvpa-2006", [2006, lastOfOld], "partly-general-knowledge", null);
export const tvpaNow = scheme("tvpa-now", [firstOfNew, null], "verified", 1);
