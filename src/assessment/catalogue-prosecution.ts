// Facts about laws and proceedings. Cases, suspects and persons are counted apart. Proceedings for another offence than trafficking, such
// as an official's forged papers, are no prosecutions of trafficking: they count among officials only.
import { type Condition, type FactDefinition, type FactOfList, type Formula, inPillar } from "./fact-value.ts";

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

const lawDefinitions: readonly FactOfList[] = [
  {
    key: "laws-in-force",
    unit: "laws",
    better: "more",
    formula: laws([inForce]),
  },
  {
    key: "trafficking-laws",
    unit: "laws",
    better: "more",
    formula: laws([againstTrafficking, inForce]),
  },
  {
    key: "laws-adopted",
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
    unit: "laws",
    formula: laws([is("stage", "drafted", "in-parliament")]),
  },
  {
    key: "comprehensive-law",
    unit: "answer",
    formula: { kind: "newest", register: "law", where: [is("subject", "comprehensive")], from: "on", field: "stage" },
  },
  {
    key: "penalty-minimum",
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { lowest: "minimum_months" }),
  },
  {
    key: "penalty-maximum",
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { highest: "maximum_months" }),
  },
];

const caseDefinitions: readonly FactOfList[] = [
  {
    key: "investigations",
    unit: "cases",
    figure: "investigations",
    better: "more",
    formula: cases(begun),
  },
  {
    key: "investigations-carried-over",
    unit: "cases",
    detailOf: "investigations",
    formula: carriedOver(begun, ...tried, ...ends),
  },
  {
    key: "investigations-ongoing",
    unit: "cases",
    detailOf: "investigations",
    formula: { ...carriedOver(begun, ...tried, ...ends), atEnd: true },
  },
  {
    key: "investigations-child-victims",
    unit: "cases",
    detailOf: "investigations",
    formula: cases(begun, ofChildren),
  },
  {
    key: "groups-under-investigation",
    unit: "groups",
    figure: "groups-under-investigation",
    formula: cases(begun, is("group", true)),
  },
  {
    key: "suspects",
    unit: "suspects",
    detailOf: "investigations",
    figure: "suspects",
    formula: persons(is("event", "suspect")),
  },
  {
    key: "prosecutions",
    unit: "cases",
    figure: "prosecutions",
    better: "more",
    formula: cases(prosecuted),
  },
  {
    key: "prosecutions-carried-over",
    unit: "cases",
    detailOf: "prosecutions",
    formula: carriedOver(is("event", ...tried), ...ends),
  },
  {
    key: "prosecutions-child-victims",
    unit: "cases",
    detailOf: "prosecutions",
    formula: cases(prosecuted, ofChildren),
  },
  {
    key: "groups-prosecuted",
    unit: "groups",
    detailOf: "prosecutions",
    figure: "groups-prosecuted",
    formula: cases(prosecuted, is("group", true)),
  },
  {
    key: "prosecutions-ongoing",
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
    unit: "persons",
    figure: "defendants",
    better: "more",
    formula: persons(is("event", ...tried)),
  },
  {
    key: "convictions",
    unit: "persons",
    figure: "convictions",
    better: "more",
    formula: persons(...convicted),
  },
  {
    key: "convictions-cases",
    unit: "cases",
    detailOf: "convictions",
    figure: "convictions-cases",
    formula: cases(...convicted),
  },
  {
    key: "convictions-child-victims",
    unit: "persons",
    detailOf: "convictions",
    formula: persons(...convicted, ofChildren),
  },
  {
    key: "convictions-other-article",
    unit: "persons",
    detailOf: "convictions",
    formula: { kind: "persons", where: [...convicted], on: "on", notAsCharged: true },
  },
  {
    key: "acquittals",
    unit: "persons",
    figure: "acquittals",
    formula: persons(is("event", "verdict"), is("verdict", "acquitted")),
  },
  {
    key: "dropped",
    unit: "cases",
    figure: "dropped",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "dropped"), is("verdict", "dropped")] }),
  },
  {
    key: "requalified",
    unit: "cases",
    figure: "requalified",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "requalified"), is("verdict", "requalified")] }),
  },
  {
    key: "appeals",
    unit: "cases",
    detailOf: "convictions",
    formula: cases(is("event", "appeal")),
  },
  { key: "fugitives", unit: "persons", formula: persons(is("event", "fled")) },
  // More is not better: that a victim takes part is the victim's to decide.
  {
    key: "victims-in-proceedings",
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

const sentenceDefinitions: readonly FactOfList[] = [
  ...(["lowest", "highest"] as const).map(
    (end): FactOfList => ({
      key: `sentence-${end}`,
      unit: "months",
      figure: `sentence-${end}`,
      several: end,
      detailOf: "convictions",
      formula: sentence(end),
    }),
  ),
  {
    key: "sentences-prison",
    unit: "persons",
    figure: "sentences-prison",
    detailOf: "convictions",
    better: "more",
    formula: persons(...imprisoned),
  },
  {
    key: "sentences-suspended",
    unit: "persons",
    figure: "sentences-suspended",
    detailOf: "convictions",
    better: "less",
    formula: persons(...convicted, is("suspended", true)),
  },
  {
    key: "confiscations",
    unit: "cases",
    detailOf: "convictions",
    better: "more",
    formula: cases(...convicted, is("confiscation", true)),
  },
  { key: "fines", unit: "amount", detailOf: "convictions", formula: money("fine") },
  {
    key: "compensation",
    unit: "amount",
    figure: "compensation",
    detailOf: "convictions",
    better: "more",
    formula: money("compensation"),
  },
];

const officialDefinitions: readonly FactOfList[] = [
  {
    key: "officials-investigated",
    unit: "persons",
    figure: "officials-investigated",
    formula: officials(is("event", "investigation", "suspect")),
  },
  {
    key: "officials-prosecuted",
    unit: "persons",
    figure: "officials-prosecuted",
    formula: officials(is("event", ...tried)),
  },
  {
    key: "officials-convicted",
    unit: "persons",
    figure: "officials-convicted",
    formula: officials(...convicted),
  },
  {
    key: "officials-imprisoned",
    unit: "persons",
    detailOf: "officials-convicted",
    formula: officials(...imprisoned),
  },
  // A measure of the office itself is no proceeding of a court: only figures count it.
  { key: "officials-disciplined", unit: "persons", figure: "officials-disciplined" },
  {
    key: "officials-fled",
    unit: "persons",
    detailOf: "officials-prosecuted",
    formula: officials(is("event", "fled")),
  },
];

/** Investigations, prosecutions and convictions once more for each form that national figures name. */
const formDefinitions: readonly FactOfList[] = (
  [
    ["sexual", "sexual"],
    ["labour", "labour"],
    ["other", "other-form"],
  ] as const
).flatMap(([form, part]) => [
  {
    key: `investigations-${form}`,
    unit: "cases",
    figure: "investigations",
    part,
    detailOf: "investigations",
    formula: cases(begun, is("form", form)),
  },
  {
    key: `prosecutions-${form}`,
    unit: "cases",
    figure: "prosecutions",
    part,
    detailOf: "prosecutions",
    formula: cases(prosecuted, is("form", form)),
  },
  {
    key: `convictions-${form}`,
    unit: "persons",
    figure: "convictions",
    part,
    detailOf: "convictions",
    formula: persons(...convicted, is("form", form)),
  },
]);

const unitDefinitions: readonly FactOfList[] = [
  {
    key: "special-units",
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
    unit: "persons",
    figure: "special-unit-staff",
    several: "last",
    detailOf: "special-units",
    better: "more",
  },
  {
    key: "special-unit-budget",
    unit: "amount",
    figure: "special-unit-budget",
    detailOf: "special-units",
    better: "more",
  },
];

/** Laws, cases, sentences, officials and special units, in the order of a report. */
export const prosecutionDefinitions: readonly FactDefinition[] = inPillar("prosecution", [
  ...lawDefinitions,
  ...caseDefinitions,
  ...formDefinitions,
  ...sentenceDefinitions,
  ...officialDefinitions,
  ...unitDefinitions,
]);
