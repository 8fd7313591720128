// The minimum standards of the TVPA (22 U.S.C. 7106 and 7107) as one table of rules. `tvpa-years.json` has the reports for which steps and grounds hold, and where that stands in
// `tvpa-minimum-standards.json`. What that file does not say is marked and never invented. What the record has for and against each criterion is
// `tvpa-evidence.json`, in lines that docs/spec/assessment.md explains.
import { presentFields } from "../core/present-fields.ts";
import { type JudgementQuestion, judgementQuestions, type Tier } from "../core/registers/register-table.ts";
import type { Criterion, RulesOfYear, StepRule, TierGround, TierStep } from "./assessment.ts";
import { needsOf, rulesOf } from "./evidence-lines.ts";
import { atomsOf } from "./read-rule.ts";
import { schemeOfReport } from "./schemes.ts";
import evidence from "./tvpa-evidence.json" with { type: "json" };
import file from "./tvpa-minimum-standards.json" with { type: "json" };
import yearsFile from "./tvpa-years.json" with { type: "json" };

/** What the record has on each standard but the last, which the criteria spell out. None is measured by a rule: whether all are met is judged. */
export const standardFacts: { readonly [S in keyof typeof evidence.standards]: readonly string[] } = evidence.standards;

/** A judgement that was signed with this answer. */
const judged = (judgement: JudgementQuestion, is = true): StepRule => ({ judgement, is });

/** The first report of which the file says anything. */
const first = 2004;

/** The reports for which a rule holds; `last` is null while it does. */
type InForce = { readonly first: number; readonly last: number | null };
const years = yearsFile as {
  readonly grounds: { readonly [K in keyof typeof yearsFile.grounds]: InForce };
  readonly steps: { readonly [K in keyof typeof yearsFile.steps]: InForce };
};
/** In these reports good faith could waive what is presumed from missing data, and since this one the present wording holds. */
const [lastOfGoodFaith, firstOfNew] = [yearsFile.waiver.last, yearsFile["present-text"].first];

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
  return file.criteria.map(({ key, n, n2004 = n, in2004, since }): Criterion => {
    const lines = linesOf[key];
    if (lines === undefined) throw new RangeError(`no evidence of ${key}`);
    const { presumed, added } = lines;
    const read = [lines, ...(added !== undefined && year >= firstOfNew ? [added] : [])];
    const old = in2004 ? n2004 : null;
    const unless = year <= lastOfGoodFaith ? ("good-faith-on-data" as const) : undefined;
    return {
      key,
      // Between two lists only what has one number in both has it for sure.
      number: year <= lastOfGoodFaith ? old : year >= firstOfNew || old === n ? n : null,
      since: since ?? first,
      for: read.flatMap((each) => each.for.flatMap(rulesOf)),
      against: read.flatMap((each) => each.against.flatMap(rulesOf)),
      needs: [...read.map(({ needs }) => needs), ...(presumed === undefined ? [] : [presumed])].flatMap(needsOf),
      ...presentFields({
        presumption: presumed === undefined ? undefined : { facts: needsOf(presumed), ...presentFields({ unless }) },
        added: read.length > 1 ? firstOfNew : undefined,
      }),
    };
  });
}

/** The number of victims is very significant, or it is increasing significantly: both are judged. */
const manyVictims: StepRule = { any: [judged("victims-very-significant"), judged("victims-increasing")] };

/** The wording of 2003 to 2018, and the present one; each ground holds in all reports of a scheme or in none. */
const groundRules: { readonly [K in keyof typeof years.grounds]: Pick<TierGround, "when" | "beside"> } = {
  "victims-very-significant": { when: manyVictims },
  "victims-without-proportional-actions": { when: { all: [manyVictims, judged("actions-proportional", false)] } },
  // A judgement, since the law weighs efforts and counts none. Beside it stands what the record has of the three parts that the law names: more investigations,
  // prosecutions or convictions, more assistance to victims, less sign of official complicity.
  "no-increasing-efforts": {
    when: judged("increasing-efforts", false),
    beside: [
      { not: { shown: { any: evidence.increase.flatMap(rulesOf) } } },
      ...evidence["no-increase"].flatMap(rulesOf),
    ],
  },
  "efforts-rest-on-commitments": { when: judged("efforts-rest-on-commitments") },
};

/** The steps in the order in which they are tried, over the grounds of a year, and what waives the presumption from missing data. */
function stepRules(
  grounds: readonly TierGround[],
  isWaived: boolean,
): { readonly [K in keyof typeof years.steps]: readonly [Tier, StepRule] } {
  const notWithheld: StepRule = { not: { withheld: needsOf(evidence.criteria.prosecution.presumed) } };
  // The presumption stands until somebody waives it.
  const dataGiven: StepRule = isWaived ? { any: [notWithheld, { shown: judged("good-faith-on-data") }] } : notWithheld;
  const fallsShort: StepRule = {
    any: [judged("complies-fully", false), { all: [judged("complies-fully"), { not: dataGiven }] }],
  };
  const onTheList: StepRule = {
    all: [fallsShort, judged("significant-efforts"), { any: grounds.map(({ when }) => when) }],
  };
  const twoYears: StepRule = { shown: { rating: "2WL", years: 2 } };
  return {
    "special-case": ["SC", { shown: judged("special-case") }],
    "policy-or-pattern": ["3", { shown: judged("policy-or-pattern") }],
    // Full compliance is judged, and no presumption from withheld data stands against it.
    "full-compliance": ["1", { all: [judged("complies-fully"), dataGiven] }],
    "no-significant-efforts": ["3", { all: [fallsShort, judged("significant-efforts", false)] }],
    // Years on the list count after 23 December 2008: the reports of 2009 and 2010 are the first two.
    "two-years-on-the-list": ["3", { all: [twoYears, { not: { shown: judged("waiver-granted") } }, onTheList] }],
    "watch-list": ["2WL", onTheList],
    "significant-efforts": ["2", { all: [fallsShort, judged("significant-efforts")] }],
  };
}

/** The rules as they hold for reports of this year; of a year before all schemes, as they do for the first one. */
export function rulesOfYear(reportYear: number): RulesOfYear {
  const scheme = schemeOfReport(reportYear);
  const year = Math.max(scheme.first, reportYear);
  const holds = ({ first, last }: InForce) => first <= year && (last === null || year <= last);
  const grounds = keysOf(groundRules)
    .filter((key) => holds(years.grounds[key]))
    .map((key): TierGround => ({ key, ...groundRules[key] }));
  const byStep = stepRules(grounds, year <= lastOfGoodFaith);
  const steps = keysOf(byStep)
    .filter((key) => holds(years.steps[key]))
    .map((key): TierStep => ({ key, tier: byStep[key][0], when: byStep[key][1] }));
  const criteria = criteriaIn(year).filter(({ since }) => since <= year);
  const rules = [...[...steps, ...grounds].map(({ when }) => when), ...criteria.flatMap((each) => each.for)];
  const asked = new Set(rules.flatMap(atomsOf).flatMap((atom) => ("judgement" in atom ? atom.judgement : [])));
  return { scheme, criteria, grounds, steps, questions: judgementQuestions.filter((question) => asked.has(question)) };
}

function keysOf<T extends object>(table: T): readonly (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
