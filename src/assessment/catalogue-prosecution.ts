// Facts about laws and proceedings. Cases, suspects and persons are counted apart. Proceedings for another offence than trafficking, such
// as an official's forged papers, are no prosecutions of trafficking: they count among officials only.
import { type Condition, type FactDefinition, type FactsOfList, type Formula, inPillar } from "./fact-value.ts";

/** The field has one of these values. */
export const is = (field: string, ...values: readonly (string | boolean)[]): Condition => ({ field, is: values });
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

const lawDefinitions: FactsOfList = {
  "laws-in-force": { unit: "laws", better: "more", formula: laws([inForce]) },
  "trafficking-laws": { unit: "laws", better: "more", formula: laws([againstTrafficking, inForce]) },
  "laws-adopted": {
    unit: "laws",
    formula: {
      kind: "count",
      register: "law",
      where: [is("stage", "adopted", "in-force")],
      on: "on",
      distinct: ["act", "article"],
    },
  },
  "laws-in-preparation": { unit: "laws", formula: laws([is("stage", "drafted", "in-parliament")]) },
  "comprehensive-law": {
    unit: "answer",
    formula: { kind: "newest", register: "law", where: [is("subject", "comprehensive")], from: "on", field: "stage" },
  },
  "penalty-minimum": {
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { lowest: "minimum_months" }),
  },
  "penalty-maximum": {
    unit: "months",
    formula: laws([is("subject", "trafficking"), inForce], { highest: "maximum_months" }),
  },
};

const caseDefinitions: FactsOfList = {
  investigations: { unit: "cases", better: "more", formula: cases(begun) },
  "investigations-carried-over": {
    unit: "cases",
    detailOf: "investigations",
    formula: carriedOver(begun, ...tried, ...ends),
  },
  "investigations-ongoing": {
    unit: "cases",
    detailOf: "investigations",
    formula: { ...carriedOver(begun, ...tried, ...ends), atEnd: true },
  },
  "investigations-child-victims": { unit: "cases", detailOf: "investigations", formula: cases(begun, ofChildren) },
  "groups-under-investigation": { unit: "groups", formula: cases(begun, is("group", true)) },
  suspects: { unit: "suspects", detailOf: "investigations", formula: persons(is("event", "suspect")) },
  prosecutions: { unit: "cases", better: "more", formula: cases(prosecuted) },
  "prosecutions-carried-over": {
    unit: "cases",
    detailOf: "prosecutions",
    formula: carriedOver(is("event", ...tried), ...ends),
  },
  "prosecutions-child-victims": { unit: "cases", detailOf: "prosecutions", formula: cases(prosecuted, ofChildren) },
  "groups-prosecuted": { unit: "groups", detailOf: "prosecutions", formula: cases(prosecuted, is("group", true)) },
  "prosecutions-ongoing": {
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
  defendants: { unit: "persons", better: "more", formula: persons(is("event", ...tried)) },
  convictions: { unit: "persons", better: "more", formula: persons(...convicted) },
  "convictions-cases": { unit: "cases", detailOf: "convictions", formula: cases(...convicted) },
  "convictions-child-victims": { unit: "persons", detailOf: "convictions", formula: persons(...convicted, ofChildren) },
  "convictions-other-article": {
    unit: "persons",
    detailOf: "convictions",
    formula: { kind: "persons", where: convicted, on: "on", notAsCharged: true },
  },
  acquittals: { unit: "persons", formula: persons(is("event", "verdict"), is("verdict", "acquitted")) },
  dropped: {
    unit: "cases",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "dropped"), is("verdict", "dropped")] }),
  },
  requalified: {
    unit: "cases",
    detailOf: "prosecutions",
    formula: cases({ any: [is("event", "requalified"), is("verdict", "requalified")] }),
  },
  appeals: { unit: "cases", detailOf: "convictions", formula: cases(is("event", "appeal")) },
  fugitives: { unit: "persons", formula: persons(is("event", "fled")) },
  // More is not better: that a victim takes part is the victim's to decide.
  "victims-in-proceedings": {
    unit: "persons",
    formula: {
      kind: "count",
      register: "proceeding",
      where: [present("victims"), ofTrafficking],
      on: "on",
      distinct: "victims",
    },
  },
};

const sentenceDefinitions: FactsOfList = {
  "sentence-lowest": { unit: "months", several: "lowest", detailOf: "convictions", formula: sentence("lowest") },
  "sentence-highest": { unit: "months", several: "highest", detailOf: "convictions", formula: sentence("highest") },
  "sentences-prison": { unit: "persons", detailOf: "convictions", better: "more", formula: persons(...imprisoned) },
  "sentences-suspended": {
    unit: "persons",
    detailOf: "convictions",
    better: "less",
    formula: persons(...convicted, is("suspended", true)),
  },
  confiscations: {
    unit: "cases",
    detailOf: "convictions",
    better: "more",
    formula: cases(...convicted, is("confiscation", true)),
  },
  fines: { unit: "amount", detailOf: "convictions", formula: money("fine") },
  compensation: { unit: "amount", detailOf: "convictions", better: "more", formula: money("compensation") },
};

const officialDefinitions: FactsOfList = {
  "officials-investigated": { unit: "persons", formula: officials(is("event", "investigation", "suspect")) },
  "officials-prosecuted": { unit: "persons", formula: officials(is("event", ...tried)) },
  "officials-convicted": { unit: "persons", formula: officials(...convicted) },
  "officials-imprisoned": { unit: "persons", detailOf: "officials-convicted", formula: officials(...imprisoned) },
  // A measure of the office itself is no proceeding of a court: only figures count it.
  "officials-disciplined": { unit: "persons" },
  "officials-fled": { unit: "persons", detailOf: "officials-prosecuted", formula: officials(is("event", "fled")) },
};

/** Investigations, prosecutions and convictions once more for a form that national figures name as this part. */
const ofForm = (form: string, part: string): FactsOfList => {
  const detail = (whole: string) => ({ figure: whole, part, detailOf: whole });
  return {
    [`investigations-${form}`]: { unit: "cases", ...detail("investigations"), formula: cases(begun, is("form", form)) },
    [`prosecutions-${form}`]: {
      unit: "cases",
      ...detail("prosecutions"),
      formula: cases(prosecuted, is("form", form)),
    },
    [`convictions-${form}`]: {
      unit: "persons",
      ...detail("convictions"),
      formula: persons(...convicted, is("form", form)),
    },
  };
};

const unitDefinitions: FactsOfList = {
  "special-units": {
    unit: "bodies",
    better: "more",
    formula: {
      kind: "standing",
      register: "body",
      where: [
        is("kind", "police-unit", "prosecution-unit"),
        // Without an event its source says that it is there.
        { any: [is("event", "formed", "met", "decided", "trained"), { field: "event", present: false }] },
      ],
      from: "on",
      thing: "body",
    },
  },
  "special-unit-staff": { unit: "persons", several: "last", detailOf: "special-units", better: "more" },
  "special-unit-budget": { unit: "amount", detailOf: "special-units", better: "more" },
};

/** Laws, cases, sentences, officials and special units, in the order of a report. */
export const prosecutionDefinitions: readonly FactDefinition[] = inPillar("prosecution", {
  ...lawDefinitions,
  ...caseDefinitions,
  ...ofForm("sexual", "sexual"),
  ...ofForm("labour", "labour"),
  ...ofForm("other", "other-form"),
  ...sentenceDefinitions,
  ...officialDefinitions,
  ...unitDefinitions,
});
