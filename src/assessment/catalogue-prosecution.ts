// Facts about laws and proceedings. Cases, suspects and persons are counted apart. Proceedings for another offence than trafficking, such
// as an official's forged papers, are no prosecutions of trafficking: they count among officials only.
import type { Condition, FactDefinition, Formula } from "./fact-value.ts";

const is = (field: string, ...values: readonly (string | boolean)[]): Condition => ({ field, is: values });
const present = (field: string): Condition => ({ field, present: true });

const ofTrafficking: Condition = { any: [is("offence", "trafficking"), { field: "offence", present: false }] };

const cases = (...where: readonly Condition[]): Formula => ({
  kind: "count",
  register: "proceeding",
  where: [...where, ofTrafficking],
  on: "on",
  distinct: "case",
});

const persons = (...where: readonly Condition[]): Formula => ({
  kind: "persons",
  where: [...where, ofTrafficking],
  on: "on",
});

const carriedOver = (begun: Condition, ...ended: readonly string[]): Extract<Formula, { kind: "carried-over" }> => ({
  kind: "carried-over",
  register: "proceeding",
  where: [begun, ofTrafficking],
  ended: [is("event", ...ended)],
  from: "on",
});

const officials = (...where: readonly Condition[]): Formula => ({
  kind: "persons",
  where: [...where, present("official_body")],
  on: "on",
});

const sentence = (kind: "lowest" | "highest"): Formula => ({
  kind,
  register: "proceeding",
  where: [...convicted, ofTrafficking],
  on: "on",
  field: "prison_months",
});

const money = (field: "fine" | "compensation"): Formula => ({
  kind: "sum",
  register: "proceeding",
  where: [is("event", "verdict"), present(field), ofTrafficking],
  on: "on",
  field,
});

const laws = (where: readonly Condition[], more = {}): Formula => ({
  kind: "standing",
  register: "law",
  where,
  from: "on",
  until: "until",
  thing: ["act", "article"],
  ...more,
});

const convicted = [is("event", "verdict"), is("verdict", "convicted")];
const imprisoned: readonly Condition[] = [
  ...convicted,
  present("prison_months"),
  { any: [is("suspended", false), { field: "suspended", present: false }] },
];
const begun = is("event", "investigation");
const prosecuted = is("event", "prosecution");
const ofChildren = is("child_victims", true);
const tried = ["charge", "prosecution", "trial"] as const;
/** What ends a prosecution; one who fled is still prosecuted. */
const ends = ["verdict", "appeal", "appeal-verdict", "dropped", "requalified"] as const;
const againstTrafficking = is("subject", "trafficking", "comprehensive");
const inForce = is("stage", "in-force");

const lawDefinitions: readonly FactDefinition[] = [
  {
    key: "laws-in-force",
    pillar: "prosecution",
    unit: "laws",
    better: "more",
    formula: laws([inForce]),
  },
  {
    key: "trafficking-laws",
    pillar: "prosecution",
    unit: "laws",
    better: "more",
    formula: laws([againstTrafficking, inForce]),
  },
  {
    key: "laws-adopted",
    pillar: "prosecution",
    unit: "laws",
    formula: {
      kind: "count",
      register: "law",
      where: [is("stage", "adopted", "in-force")],
      on: "on",
      distinct: ["act", "article"],
    },
  },
  {
    key: "laws-in-preparation",
    pillar: "prosecution",
    unit: "laws",
    formula: laws([is("stage", "drafted", "in-parliament")]),
  },
  {
    key: "comprehensive-law",
    pillar: "prosecution",
    unit: "answer",
    formula: { kind: "newest", register: "law", where: [is("subject", "comprehensive")], from: "on", field: "stage" },
  },
  {
    key: "penalty-minimum",
    pillar: "prosecution",
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { lowest: "minimum_months" }),
  },
  {
    key: "penalty-maximum",
    pillar: "prosecution",
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { highest: "maximum_months" }),
  },
];

const caseDefinitions: readonly FactDefinition[] = [
  {
    key: "investigations",
    pillar: "prosecution",
    unit: "cases",
    figure: "investigations",
    better: "more",
    formula: cases(begun),
  },
  {
    key: "investigations-carried-over",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "investigations",
    formula: carriedOver(begun, ...tried, ...ends),
  },
  {
    key: "investigations-ongoing",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "investigations",
    formula: { ...carriedOver(begun, ...tried, ...ends), atEnd: true },
  },
  {
    key: "investigations-child-victims",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "investigations",
    formula: cases(begun, ofChildren),
  },
  {
    key: "groups-under-investigation",
    pillar: "prosecution",
    unit: "groups",
    figure: "groups-under-investigation",
    formula: cases(begun, is("group", true)),
  },
  {
    key: "suspects",
    pillar: "prosecution",
    unit: "suspects",
    detailOf: "investigations",
    figure: "suspects",
    formula: persons(is("event", "suspect")),
  },
  {
    key: "prosecutions",
    pillar: "prosecution",
    unit: "cases",
    figure: "prosecutions",
    better: "more",
    formula: cases(prosecuted),
  },
  {
    key: "prosecutions-carried-over",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "prosecutions",
    formula: carriedOver(is("event", ...tried), ...ends),
  },
  {
    key: "prosecutions-child-victims",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "prosecutions",
    formula: cases(prosecuted, ofChildren),
  },
  {
    key: "groups-prosecuted",
    pillar: "prosecution",
    unit: "groups",
    detailOf: "prosecutions",
    figure: "groups-prosecuted",
    formula: cases(prosecuted, is("group", true)),
  },
  {
    key: "prosecutions-ongoing",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "prosecutions",
    formula: {
      kind: "standing",
      register: "proceeding",
      where: [is("event", ...tried), ofTrafficking],
      from: "on",
      thing: "case",
    },
  },
  {
    key: "defendants",
    pillar: "prosecution",
    unit: "persons",
    figure: "defendants",
    better: "more",
    formula: persons(is("event", ...tried)),
  },
  {
    key: "convictions",
    pillar: "prosecution",
    unit: "persons",
    figure: "convictions",
    better: "more",
    formula: persons(...convicted),
  },
  {
    key: "convictions-cases",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "convictions",
    figure: "convictions-cases",
    formula: cases(...convicted),
  },
  {
    key: "convictions-child-victims",
    pillar: "prosecution",
    unit: "persons",
    detailOf: "convictions",
    formula: persons(...convicted, ofChildren),
  },
  {
    key: "convictions-other-article",
    pillar: "prosecution",
    unit: "persons",
    detailOf: "convictions",
    formula: { kind: "persons", where: [...convicted], on: "on", notAsCharged: true },
  },
  {
    key: "acquittals",
    pillar: "prosecution",
    unit: "persons",
    figure: "acquittals",
    formula: persons(is("event", "verdict"), is("verdict", "acquitted")),
  },
  {
    key: "dropped",
    pillar: "prosecution",
    unit: "cases",
    figure: "dropped",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "dropped"), is("verdict", "dropped")] }),
  },
  {
    key: "requalified",
    pillar: "prosecution",
    unit: "cases",
    figure: "requalified",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "requalified"), is("verdict", "requalified")] }),
  },
  {
    key: "appeals",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "convictions",
    formula: cases(is("event", "appeal")),
  },
  { key: "fugitives", pillar: "prosecution", unit: "persons", formula: persons(is("event", "fled")) },
  // More is not better: that a victim takes part is the victim's to decide.
  {
    key: "victims-in-proceedings",
    pillar: "prosecution",
    unit: "persons",
    formula: {
      kind: "count",
      register: "proceeding",
      where: [present("victims"), ofTrafficking],
      on: "on",
      distinct: "victims",
    },
  },
];

const sentenceDefinitions: readonly FactDefinition[] = [
  ...(["lowest", "highest"] as const).map(
    (end): FactDefinition => ({
      key: `sentence-${end}`,
      pillar: "prosecution",
      unit: "months",
      figure: `sentence-${end}`,
      several: end,
      detailOf: "convictions",
      formula: sentence(end),
    }),
  ),
  {
    key: "sentences-prison",
    pillar: "prosecution",
    unit: "persons",
    figure: "sentences-prison",
    detailOf: "convictions",
    better: "more",
    formula: persons(...imprisoned),
  },
  {
    key: "sentences-suspended",
    pillar: "prosecution",
    unit: "persons",
    figure: "sentences-suspended",
    detailOf: "convictions",
    better: "less",
    formula: persons(...convicted, is("suspended", true)),
  },
  {
    key: "confiscations",
    pillar: "prosecution",
    unit: "cases",
    detailOf: "convictions",
    better: "more",
    formula: cases(...convicted, is("confiscation", true)),
  },
  { key: "fines", pillar: "prosecution", unit: "amount", detailOf: "convictions", formula: money("fine") },
  {
    key: "compensation",
    pillar: "prosecution",
    unit: "amount",
    figure: "compensation",
    detailOf: "convictions",
    better: "more",
    formula: money("compensation"),
  },
];

const officialDefinitions: readonly FactDefinition[] = [
  {
    key: "officials-investigated",
    pillar: "prosecution",
    unit: "persons",
    figure: "officials-investigated",
    formula: officials(is("event", "investigation", "suspect")),
  },
  {
    key: "officials-prosecuted",
    pillar: "prosecution",
    unit: "persons",
    figure: "officials-prosecuted",
    formula: officials(is("event", ...tried)),
  },
  {
    key: "officials-convicted",
    pillar: "prosecution",
    unit: "persons",
    figure: "officials-convicted",
    formula: officials(...convicted),
  },
  {
    key: "officials-imprisoned",
    pillar: "prosecution",
    unit: "persons",
    detailOf: "officials-convicted",
    formula: officials(...imprisoned),
  },
  // A measure of the office itself is no proceeding of a court: only figures count it.
  { key: "officials-disciplined", pillar: "prosecution", unit: "persons", figure: "officials-disciplined" },
  {
    key: "officials-fled",
    pillar: "prosecution",
    unit: "persons",
    detailOf: "officials-prosecuted",
    formula: officials(is("event", "fled")),
  },
];

/** Investigations, prosecutions and convictions once more for each form that national figures name. */
const formDefinitions: readonly FactDefinition[] = (
  [
    ["sexual", "sexual"],
    ["labour", "labour"],
    ["other", "other-form"],
  ] as const
).flatMap(([form, part]) => [
  {
    key: `investigations-${form}`,
    pillar: "prosecution",
    unit: "cases",
    figure: "investigations",
    part,
    detailOf: "investigations",
    formula: cases(begun, is("form", form)),
  },
  {
    key: `prosecutions-${form}`,
    pillar: "prosecution",
    unit: "cases",
    figure: "prosecutions",
    part,
    detailOf: "prosecutions",
    formula: cases(prosecuted, is("form", form)),
  },
  {
    key: `convictions-${form}`,
    pillar: "prosecution",
    unit: "persons",
    figure: "convictions",
    part,
    detailOf: "convictions",
    formula: persons(...convicted, is("form", form)),
  },
]);

const unitDefinitions: readonly FactDefinition[] = [
  {
    key: "special-units",
    pillar: "prosecution",
    unit: "bodies",
    better: "more",
    formula: {
      kind: "standing",
      register: "body",
      where: [is("kind", "police-unit", "prosecution-unit"), is("event", "formed", "met", "decided", "trained")],
      from: "on",
      thing: "body",
    },
  },
  {
    key: "special-unit-staff",
    pillar: "prosecution",
    unit: "persons",
    figure: "special-unit-staff",
    several: "last",
    detailOf: "special-units",
    better: "more",
  },
  {
    key: "special-unit-budget",
    pillar: "prosecution",
    unit: "amount",
    figure: "special-unit-budget",
    detailOf: "special-units",
    better: "more",
  },
];

/** Laws, cases, sentences, officials and special units, in the order of a report. */
export const prosecutionDefinitions: readonly FactDefinition[] = [
  ...lawDefinitions,
  ...caseDefinitions,
  ...formDefinitions,
  ...sentenceDefinitions,
  ...officialDefinitions,
  ...unitDefinitions,
];
