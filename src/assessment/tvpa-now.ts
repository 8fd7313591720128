// The minimum standards as they stand: twelve criteria, two watch-list grounds, a presumption from missing data without waiver, and a
// downgrade after two years on the list. Only concrete actions of the period count, so commitments are no longer a ground.
import type { Criterion, Ground, Rule, Scheme, StepRule } from "./assessment.ts";
import { findingFact } from "./catalogue-findings.ts";
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

const { victimProtection, prevention, interstateInvestigation } = commonCriteria;

/** Law enforcement is trained in sessions. The persons trained stand beside them; short lessons on devices alone are no evidence of it. */
const trainedInSessions: Rule = {
  any: [some("law-enforcement-sessions"), { all: [some("law-enforcement-sessions"), some("law-enforcement-trained")] }],
};

const criteria: readonly Criterion[] = [
  { key: "prosecution", number: 1, ...commonCriteria.prosecution, presumption: { facts: prosecutionData } },
  {
    key: "victim-protection",
    number: 2,
    ...victimProtection,
    // Training of officials on identification and treatment is part of this criterion now.
    for: [
      ...victimProtection.for,
      found("law-enforcement-training", "partial", "regular"),
      found("identification-procedures", "partial", "in-force"),
      trainedInSessions,
    ],
    against: [
      ...victimProtection.against,
      found("law-enforcement-training", "lacking"),
      found("identification-procedures", "none"),
    ],
    needs: [...victimProtection.needs, [findingFact("law-enforcement-training"), "law-enforcement-sessions"]],
  },
  {
    key: "prevention",
    number: 3,
    ...prevention,
    // So are rules for recruiters of labour abroad, and action against forced labour.
    for: [
      ...prevention.for,
      some("recruiter-licences"),
      some("recruiter-inspections"),
      found("state-forced-labour", "none"),
    ],
    against: [...prevention.against, found("state-forced-labour", "pattern", "reported")],
    needs: [...prevention.needs, "recruiter-inspections"],
  },
  {
    key: "interstate-investigation",
    number: 4,
    ...interstateInvestigation,
    for: [...interstateInvestigation.for, some("agreements")],
    needs: [...interstateInvestigation.needs, "agreements"],
  },
  { key: "extradition", number: 5, ...commonCriteria.extradition },
  { key: "migration-monitoring", number: 6, ...commonCriteria.migrationMonitoring },
  { key: "official-complicity", number: 7, ...commonCriteria.officialComplicity, presumption: { facts: officialData } },
  { key: "non-citizen-share", number: 8, ...commonCriteria.nonCitizenShare },
  {
    key: "partnerships",
    number: 9,
    pillar: "partnership",
    for: [found("cooperation-with-ngos", "some", "regular"), some("shared-actions"), some("agreements")],
    against: [found("cooperation-with-ngos", "none")],
    needs: [[findingFact("cooperation-with-ngos"), "shared-actions"]],
  },
  { key: "self-monitoring", number: 10, ...commonCriteria.selfMonitoring },
  { key: "progress", number: 11, ...commonCriteria.progress },
  {
    key: "demand-reduction",
    number: 12,
    pillar: "prevention",
    for: [found("demand-reduction", "some", "sustained"), some("demand-actions")],
    against: [found("demand-reduction", "none")],
    needs: [[findingFact("demand-reduction"), "demand-actions"]],
  },
];

const watchList: readonly Ground[] = [
  {
    key: "victims-without-proportional-actions",
    when: { all: [manyVictims, judged("actions-proportional", false)] },
  },
  noEvidenceOfIncrease,
];

const dataGiven: StepRule = { not: { withheld: prosecutionData } };
/** Full compliance is judged, and no presumption from withheld data stands against it. */
const complies: StepRule = { all: [judged("complies-fully"), dataGiven] };
const fallsShort: StepRule = {
  any: [judged("complies-fully", false), { all: [judged("complies-fully"), { not: dataGiven }] }],
};
const onTheList: StepRule = {
  all: [fallsShort, judged("significant-efforts"), { any: watchList.map(({ when }) => when) }],
};

export const tvpaNow: Scheme = {
  id: "tvpa-now",
  list: "tvpa",
  reports: [2019, null],
  period: "april-march",
  checked: "verified",
  standards: tvpaStandards,
  criteria,
  watchList,
  judgements: [
    "complies-fully",
    "significant-efforts",
    "increasing-efforts",
    "vigorous-prosecution",
    "victims-very-significant",
    "victims-increasing",
    "actions-proportional",
    "policy-or-pattern",
    "waiver-granted",
    "special-case",
  ],
  tiers: [
    { tier: "SC", key: "special-case", when: { shown: judged("special-case") } },
    { tier: "3", key: "policy-or-pattern", when: { shown: judged("policy-or-pattern") } },
    { tier: "1", key: "full-compliance", when: complies },
    { tier: "3", key: "no-significant-efforts", when: { all: [fallsShort, judged("significant-efforts", false)] } },
    {
      tier: "3",
      key: "two-years-on-the-list",
      grounds: true,
      when: {
        all: [{ shown: { rating: "2WL", years: 2 } }, { not: { shown: judged("waiver-granted") } }, onTheList],
      },
    },
    { tier: "2WL", key: "watch-list", grounds: true, when: onTheList },
    { tier: "2", key: "significant-efforts", when: { all: [fallsShort, judged("significant-efforts")] } },
  ],
};
