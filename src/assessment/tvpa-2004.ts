// The minimum standards as they stood for the reports of 2004 and 2005: ten criteria, three watch-list grounds, a presumption from missing
// data that good faith could waive, and no downgrade by itself. The numbering of the criteria is partly from general knowledge.
import type { Criterion, Ground, Scheme, StepRule } from "./assessment.ts";
import {
  commonCriteria,
  judged,
  manyVictims,
  noEvidenceOfIncrease,
  officialData,
  prosecutionData,
  tvpaStandards,
} from "./tvpa-rules.ts";

const criteria: readonly Criterion[] = [
  {
    key: "prosecution",
    number: 1,
    ...commonCriteria.prosecution,
    presumption: { facts: prosecutionData, unless: "good-faith-on-data" },
  },
  { key: "victim-protection", number: 2, ...commonCriteria.victimProtection },
  { key: "prevention", number: 3, ...commonCriteria.prevention },
  { key: "interstate-investigation", number: 4, ...commonCriteria.interstateInvestigation },
  { key: "extradition", number: 5, ...commonCriteria.extradition },
  { key: "migration-monitoring", number: 6, ...commonCriteria.migrationMonitoring },
  {
    key: "official-complicity",
    number: 7,
    ...commonCriteria.officialComplicity,
    presumption: { facts: officialData, unless: "good-faith-on-data" },
  },
  { key: "non-citizen-share", number: 8, ...commonCriteria.nonCitizenShare },
  { key: "self-monitoring", number: 9, ...commonCriteria.selfMonitoring },
  { key: "progress", number: 10, ...commonCriteria.progress },
];

const watchList: readonly Ground[] = [
  { key: "victims-very-significant", when: manyVictims },
  noEvidenceOfIncrease,
  { key: "efforts-rest-on-commitments", when: judged("efforts-rest-on-commitments") },
];

/** Nothing was withheld, or good faith is judged. The presumption stands until somebody waives it. */
const dataGiven: StepRule = {
  any: [{ not: { withheld: prosecutionData } }, { shown: judged("good-faith-on-data") }],
};
/** Full compliance is judged, and no presumption from withheld data stands against it. */
const complies: StepRule = { all: [judged("complies-fully"), dataGiven] };
const fallsShort: StepRule = {
  any: [judged("complies-fully", false), { all: [judged("complies-fully"), { not: dataGiven }] }],
};

export const tvpa2004: Scheme = {
  id: "tvpa-2004",
  list: "tvpa",
  reports: [2004, 2005],
  period: "april-march",
  checked: "partly-general-knowledge",
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
    "efforts-rest-on-commitments",
    "good-faith-on-data",
    "special-case",
  ],
  tiers: [
    { tier: "SC", key: "special-case", when: { shown: judged("special-case") } },
    { tier: "1", key: "full-compliance", when: complies },
    { tier: "3", key: "no-significant-efforts", when: { all: [fallsShort, judged("significant-efforts", false)] } },
    {
      tier: "2WL",
      key: "watch-list",
      grounds: true,
      when: { all: [fallsShort, judged("significant-efforts"), { any: watchList.map(({ when }) => when) }] },
    },
    { tier: "2", key: "significant-efforts", when: { all: [fallsShort, judged("significant-efforts")] } },
  ],
};
