// The minimum standards of the TVPA (22 U.S.C. 7106 and 7107) as one table of rules, each with the reports for which it holds and where that stands in
// `tvpa-minimum-standards.json`. What that file does not say is marked and never invented. What the record has for and against each criterion is
// `tvpa-evidence.json`, in lines that docs/spec/assessment.md explains.
import { presentFields } from "../core/present-fields.ts";
import { type JudgementQuestion, judgementQuestions } from "../core/registers/register-table.ts";
import type { Criterion, Ground, InForce, RulesOfYear, Scheme, Step, StepRule } from "./assessment.ts";
import { needsOf, rulesOf } from "./evidence-lines.ts";
import { atomsOf } from "./read-rule.ts";
import evidence from "./tvpa-evidence.json" with { type: "json" };
import file from "./tvpa-minimum-standards.json" with { type: "json" };

/** What the record has on each standard but the last, which the criteria spell out. None is measured by a rule: whether all are met is judged. */
export const standardFacts: { readonly [S in keyof typeof evidence.standards]: readonly string[] } = evidence.standards;

/** A judgement that was signed with this answer. */
const judged = (judgement: JudgementQuestion, is = true): StepRule => ({ judgement, is });

/** The first report of which the file says anything. */
const first = 2004;
/** The first report in which good faith no longer waived what is presumed from missing data. */
const endOfGoodFaith = 2006;
/** The last report under the wording of 2003, and the first under the present one. */
const [lastOfOld, firstOfNew] = [2018, 2019];

const inForce = (
  source: string,
  checked: InForce["checked"],
  from: number = first,
  last: number | null = null,
): InForce => ({ first: from, last, source, checked });

/** What of a criterion is evidence, and what it asks for. */
interface Lines {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly needs: string;
  /** Data which, asked for and withheld, let it be presumed not met: those that the law names, each by itself. */
  readonly presumed?: string;
  /** What the present text adds. The file does not say since when: it is read from the first report under that text on. */
  readonly added?: Lines;
}

const linesOf: { readonly [key: string]: Lines } = evidence.criteria;

function criteriaIn(year: number): readonly Criterion[] {
  return file.criteria.map(({ key, n, n2004 = n, in2004, since }, place): Criterion => {
    const lines = linesOf[key];
    if (lines === undefined) throw new RangeError(`no evidence of ${key}`);
    const { presumed, added } = lines;
    const read = [lines, ...(added !== undefined && year >= firstOfNew ? [added] : [])];
    const old = in2004 ? n2004 : null;
    return {
      key,
      // Between two lists only what has one number in both has it for sure.
      number: year < endOfGoodFaith ? old : year >= firstOfNew || old === n ? n : null,
      years: inForce(`/criteria/${place}`, "general-knowledge", since),
      for: read.flatMap((each) => each.for.flatMap(rulesOf)),
      against: read.flatMap((each) => each.against.flatMap(rulesOf)),
      needs: [...read.map(({ needs }) => needs), ...(presumed === undefined ? [] : [presumed])].flatMap(needsOf),
      ...presentFields({
        presumption: presumed === undefined ? undefined : presumption(presumed, place, year),
        added: read.length > 1 ? inForce(`/criteria/${place}/t`, "not-read", firstOfNew) : undefined,
      }),
    };
  });
}

/** In the reports of 2004 and 2005 good faith could waive what is presumed from missing data. */
function presumption(data: string, place: number, year: number): NonNullable<Criterion["presumption"]> {
  const facts = needsOf(data);
  return year < endOfGoodFaith
    ? { facts, unless: "good-faith-on-data", years: inForce("/transition2004", "verified", first, endOfGoodFaith - 1) }
    : { facts, years: inForce(`/criteria/${place}`, "verified", endOfGoodFaith) };
}

/** The number of victims is very significant, or it is increasing significantly: both are judged. */
const manyVictims: StepRule = { any: [judged("victims-very-significant"), judged("victims-increasing")] };

/** The wording of 2003 to 2018, and the present one; each ground holds in all reports of a scheme or in none. */
const allGrounds: readonly Ground[] = [
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
      // Years on the list count after 23 December 2008: the reports of 2009 and 2010 are the first two.
      years: inForce("/watchList/autoDowngrade/now", "verified", 2011),
      when: {
        all: [{ shown: { rating: "2WL", years: 2 } }, { not: { shown: judged("waiver-granted") } }, onTheList],
      },
    },
    { tier: "2WL", key: "watch-list", years: inForce("/tiers/2", "verified"), when: onTheList },
    {
      tier: "2",
      key: "significant-efforts",
      years: inForce("/tiers/1", "verified"),
      when: { all: [fallsShort, judged("significant-efforts")] },
    },
  ];
}

/** The rules of a scheme as they hold for reports of this year; of a year outside its own, as they do for the nearest one of these. */
export function rulesOfYear({ reports: [from, until] }: Scheme, reportYear: number): RulesOfYear {
  const year = Math.min(Math.max(from, reportYear), until ?? Number.POSITIVE_INFINITY);
  const holds = ({ years }: { readonly years: InForce }) =>
    years.first <= year && (years.last === null || year <= years.last);
  const grounds = allGrounds.filter(holds);
  const steps = stepsOver(grounds, year < endOfGoodFaith).filter(holds);
  const criteria = criteriaIn(year).filter(holds);
  const rules = [...[...steps, ...grounds].map(({ when }) => when), ...criteria.flatMap((each) => each.for)];
  const asked = new Set(rules.flatMap(atomsOf).flatMap((atom) => ("judgement" in atom ? atom.judgement : [])));
  return { criteria, grounds, steps, questions: judgementQuestions.filter((question) => asked.has(question)) };
}
