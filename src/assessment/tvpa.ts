// The minimum standards of the TVPA as one table of rules, each with the reports for which it holds and where that stands in
// `tvpa-minimum-standards.json`; and the three schemes that follow from it. What that file does not say is marked and never invented.
import { presentFields } from "../core/present-fields.ts";
import { judgementQuestions } from "../core/registers/register-table.ts";
import type { Criterion, DataPresumption, Ground, InForce, Rule, Scheme, Step, StepRule } from "./assessment.ts";
import { findingFact } from "./catalogue-findings.ts";
import { atomsOf } from "./rule-atoms.ts";
import {
  commonCriteria,
  found,
  judged,
  manyVictims,
  noEvidenceOfIncrease,
  officialData,
  prosecutionData,
  some,
  tvpaStandards,
} from "./tvpa-rules.ts";

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

/** A criterion of the list of the file, by its place there. */
const ofList = (place: number, from: number = first) => inForce(`/criteria/${place}`, "general-knowledge", from);

/** In the reports of 2004 and 2005 good faith could waive what is presumed from missing data. */
const presumed = (facts: DataPresumption["facts"], place: number): readonly DataPresumption[] => [
  { facts, unless: "good-faith-on-data", years: inForce("/transition2004", "verified", first, 2005) },
  { facts, years: inForce(`/criteria/${place}`, "verified", 2006) },
];

/** What the present text of a criterion adds. The file does not say since when: it is read from the present scheme on. */
const addedToday = (place: number, more: Pick<Criterion, "for" | "against" | "needs">): Added => ({
  years: inForce(`/criteria/${place}/t`, "not-read", firstOfNew),
  ...more,
});

interface Added extends Pick<Criterion, "for" | "against" | "needs"> {
  readonly years: InForce;
}

/** A criterion over all schemes. Of numbers the file gives those of 2004 and those of today. */
interface CriterionOverTime extends Omit<Criterion, "number" | "presumption" | "added"> {
  readonly numbers: readonly [in2004: number | null, today: number];
  readonly presumptions?: readonly DataPresumption[];
  readonly added?: Added;
}

/** Law enforcement is trained in sessions. The persons trained stand beside them; short lessons on devices alone are no evidence of it. */
const trainedInSessions: Rule = {
  any: [some("law-enforcement-sessions"), { all: [some("law-enforcement-sessions"), some("law-enforcement-trained")] }],
};

const criteria: readonly CriterionOverTime[] = [
  {
    key: "prosecution",
    numbers: [1, 1],
    years: ofList(0),
    ...commonCriteria.prosecution,
    presumptions: presumed(prosecutionData, 0),
  },
  {
    key: "victim-protection",
    numbers: [2, 2],
    years: ofList(1),
    ...commonCriteria.victimProtection,
    // Training of officials on identification and treatment.
    added: addedToday(1, {
      for: [
        found("law-enforcement-training", "partial", "regular"),
        found("identification-procedures", "partial", "in-force"),
        trainedInSessions,
      ],
      against: [found("law-enforcement-training", "lacking"), found("identification-procedures", "none")],
      needs: [[findingFact("law-enforcement-training"), "law-enforcement-sessions"]],
    }),
  },
  {
    key: "prevention",
    numbers: [3, 3],
    years: ofList(2),
    ...commonCriteria.prevention,
    // Rules for recruiters of labour abroad, and action against forced labour.
    added: addedToday(2, {
      for: [some("recruiter-licences"), some("recruiter-inspections"), found("state-forced-labour", "none")],
      against: [found("state-forced-labour", "pattern", "reported")],
      needs: ["recruiter-inspections"],
    }),
  },
  {
    key: "interstate-investigation",
    numbers: [4, 4],
    years: ofList(3),
    ...commonCriteria.interstateInvestigation,
    added: addedToday(3, { for: [some("agreements")], against: [], needs: ["agreements"] }),
  },
  { key: "extradition", numbers: [5, 5], years: ofList(4), ...commonCriteria.extradition },
  { key: "migration-monitoring", numbers: [6, 6], years: ofList(5), ...commonCriteria.migrationMonitoring },
  {
    key: "official-complicity",
    numbers: [7, 7],
    years: ofList(6),
    ...commonCriteria.officialComplicity,
    presumptions: presumed(officialData, 6),
  },
  { key: "non-citizen-share", numbers: [8, 8], years: ofList(7), ...commonCriteria.nonCitizenShare },
  {
    key: "partnerships",
    numbers: [null, 9],
    years: ofList(8, 2013),
    pillar: "partnership",
    for: [found("cooperation-with-ngos", "some", "regular"), some("shared-actions"), some("agreements")],
    against: [found("cooperation-with-ngos", "none")],
    needs: [[findingFact("cooperation-with-ngos"), "shared-actions"]],
  },
  { key: "self-monitoring", numbers: [9, 10], years: ofList(9), ...commonCriteria.selfMonitoring },
  { key: "progress", numbers: [10, 11], years: ofList(10), ...commonCriteria.progress },
  {
    key: "demand-reduction",
    numbers: [null, 12],
    years: ofList(11, 2005),
    pillar: "prevention",
    for: [found("demand-reduction", "some", "sustained"), some("demand-actions")],
    against: [found("demand-reduction", "none")],
    needs: [[findingFact("demand-reduction"), "demand-actions"]],
  },
];

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
  { ...noEvidenceOfIncrease, years: inForce("/watchList/now/1", "verified") },
  {
    key: "efforts-rest-on-commitments",
    years: inForce("/watchList/2004/2", "verified", first, lastOfOld),
    when: judged("efforts-rest-on-commitments"),
  },
];

/** The steps in the order in which they are tried, over the grounds of a scheme, and what waives the presumption from missing data. */
function stepsOver(watchList: readonly Ground[], isWaived: boolean): readonly Step[] {
  const notWithheld: StepRule = { not: { withheld: prosecutionData } };
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
  const held = criteria.filter(meets).map(({ numbers, presumptions = [], added, ...criterion }): Criterion => {
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
    standards: tvpaStandards,
    criteria: held,
    watchList,
    judgements: judgementQuestions.filter((question) => questions.has(question)),
    tiers,
  };
}

export const tvpa2004 = scheme("tvpa-2004", [first, 2005], "partly-general-knowledge", 0);
export const tvpa2006 = scheme("tvpa-2006", [2006, lastOfOld], "partly-general-knowledge", null);
export const tvpaNow = scheme("tvpa-now", [firstOfNew, null], "verified", 1);
