// The registers of the country's record: which there are, who may enter into each, whether its rows are open or sealed, and their
// fields. One table, checked by the compiler, read by the schema of notes, the import of tables, the screens, the public page, the report and the
// documentation: pages show registers in its order.
// The dated fields are events, so that a calendar year and a year from April to March both follow from the same rows.
import type { Party } from "../party.ts";
import { countFacts, countSplitNames } from "./count-facts.ts";
import { type Fields, maybe, needed, type ValuesOf } from "./field.ts";
import { officialBodies } from "./official-bodies.ts";

/** Forms of exploitation, as far as national figures distinguish them. */
const forms = ["sexual", "labour", "other", "not-told"] as const;

/** Professions that take part in trainings. */
const professions = [
  "police",
  "border-guard",
  "investigator",
  "prosecutor",
  "judge",
  "consul",
  "labour-inspector",
  "social-worker",
  "peacekeeper",
  "other",
] as const;

/** Parts of the world that reports name without naming countries. */
const worldRegions = [
  "central-asia",
  "gulf-states",
  "middle-east",
  "south-asia",
  "east-asia",
  "europe",
  "north-america",
  "latin-america",
  "africa",
] as const;

/** What is found about a country's conduct, and the answers that a finding may give. Order within a topic: from worst to best. */
export const findingTopics = {
  corruption: ["endemic", "widespread", "present", "rare"],
  "border-control": ["absent", "weak", "partial", "effective"],
  "border-monitoring": ["no", "yes"],
  "law-enforcement-training": ["lacking", "partial", "regular"],
  "victims-encouraged-to-cooperate": ["no", "yes"],
  "victim-protection": ["none", "partial", "full"],
  "reintegration-programme": ["none", "partial", "full"],
  "witness-protection": ["none", "partial", "full"],
  "victims-punished": ["yes", "no"],
  "referral-system": ["none", "partial", "in-force"],
  "cooperation-on-investigations": ["none", "some", "regular"],
  "consular-tools": ["none", "partial", "full"],
  "national-plan": ["none", "draft", "in-force"],
  "cooperation-with-ngos": ["none", "some", "regular"],
  "problem-recognised": ["no", "yes"],
  "state-forced-labour": ["pattern", "reported", "none"],
  "identification-procedures": ["none", "partial", "in-force"],
  "demand-reduction": ["none", "some", "sustained"],
  extradition: ["refused", "possible", "done"],
  "public-assessment": ["none", "published"],
  // What a source says of a year against the one before without a number.
  "prosecution-trend": ["less", "same", "more"],
  "protection-trend": ["less", "same", "more"],
} as const satisfies { readonly [topic: string]: readonly string[] };
export type FindingTopic = keyof typeof findingTopics;
const findingAnswers = [...new Set(Object.values(findingTopics).flat())];

/** In what a figure may be counted. Money has its currency besides. */
export const figureUnitCodes = [
  "cases",
  "suspects",
  "persons",
  "groups",
  "requests",
  "places",
  "calls",
  "months",
  "days",
  "hours",
  "languages",
  "amount",
] as const;
export type FigureUnit = (typeof figureUnitCodes)[number];

/**
 * The yearly facts that a source may report as a figure, and for each unit the fact of the catalogue that such a figure gives: prosecutions
 * counted in persons are defendants. A unit that is not here is counted by no fact, and nobody enters it.
 */
export const figureUnits = {
  investigations: {
    cases: "investigations",
    suspects: "suspects",
    persons: "suspects",
    groups: "groups-under-investigation",
  },
  "groups-under-investigation": { groups: "groups-under-investigation" },
  prosecutions: { cases: "prosecutions", suspects: "defendants", persons: "defendants", groups: "groups-prosecuted" },
  defendants: { persons: "defendants", suspects: "defendants" },
  convictions: { persons: "convictions", cases: "convictions-cases" },
  acquittals: { persons: "acquittals" },
  dropped: { cases: "dropped" },
  requalified: { cases: "requalified" },
  "sentence-lowest": { months: "sentence-lowest" },
  "sentence-highest": { months: "sentence-highest" },
  "sentences-prison": { persons: "sentences-prison" },
  "sentences-suspended": { persons: "sentences-suspended" },
  compensation: { amount: "compensation" },
  "officials-investigated": { persons: "officials-investigated" },
  "officials-prosecuted": { persons: "officials-prosecuted" },
  "officials-convicted": { persons: "officials-convicted" },
  "officials-disciplined": { persons: "officials-disciplined" },
  "special-unit-staff": { persons: "special-unit-staff" },
  "special-unit-budget": { amount: "special-unit-budget" },
  "victims-identified": { persons: "victims-identified" },
  "formal-identifications": { persons: "formal-identifications" },
  "identification-days": { days: "identification-days" },
  "victims-referred": { persons: "victims-referred" },
  "victims-assisted": { persons: "victims-assisted" },
  "victims-punished": { persons: "victims-punished" },
  "reflection-periods-asked": { persons: "reflection-periods-asked" },
  "reflection-periods-granted": { persons: "reflection-periods-granted" },
  "residence-permits-asked": { persons: "residence-permits-asked" },
  "residence-permits-granted": { persons: "residence-permits-granted" },
  "shelter-places": { places: "shelter-places" },
  "hotline-calls": { calls: "hotline-calls" },
  "hotline-languages": { languages: "hotline-languages" },
  "hotline-hours": { hours: "hotline-hours" },
  "hotline-victims-found": { persons: "hotline-victims-found" },
  "persons-trained": { persons: "persons-trained" },
  "persons-reached": { persons: "persons-reached" },
  "requests-sent": { requests: "requests-sent" },
  "requests-received": { requests: "requests-received" },
  extraditions: { requests: "extraditions" },
  "joint-investigations": { cases: "joint-investigations" },
  repatriations: { persons: "repatriations" },
  "repatriations-out": { persons: "repatriations-out" },
  "repatriations-risk-assessed": { persons: "repatriations-risk-assessed" },
  // Inspections and sanctions are counted in themselves: no unit is named.
  "recruiter-inspections": {},
  "recruiter-sanctions": {},
  "government-funding": { amount: "government-funding" },
  "donor-funding": { amount: "donor-funding" },
  "joint-funding": { amount: "joint-funding" },
} as const satisfies { readonly [fact: string]: { readonly [U in FigureUnit]?: string } };

/** Their definitions are in the catalogue of facts. */
export const figureKeys = Object.keys(figureUnits) as readonly FigureKey[];
export type FigureKey = keyof typeof figureUnits;

/** The units in which a figure of this fact may be counted; none where it is counted in itself. */
export function unitsOf(fact: FigureKey): readonly FigureUnit[] {
  return Object.keys(figureUnits[fact]) as FigureUnit[];
}

/** The fact of the catalogue that a figure gives: without a unit the one of its name. Null where no fact is counted in this unit. */
export function factOfFigure(fact: FigureKey, unit: FigureUnit | undefined): string | null {
  const facts: { readonly [U in FigureUnit]?: string } = figureUnits[fact];
  return unit === undefined ? fact : (facts[unit] ?? null);
}

/** Figures that are money unless their unit says otherwise: their values need a currency. */
export const amountFigures: readonly FigureKey[] = figureKeys.filter((key) => unitsOf(key).includes("amount"));

/** What a part of a figure is a part by. `not-trafficking` marks what the source counts and the definition does not (Palermo). */
const figureParts = [
  "sexual",
  "labour",
  "child-trade",
  "other-form",
  "not-trafficking",
  "women",
  "men",
  "girls",
  "boys",
  // Of any age.
  "female",
  "male",
  "children",
  "adults",
  "citizens",
  "foreigners",
  "at-home",
  "abroad",
  "by-government",
  "by-ngos",
  "by-international",
  "shelter",
  "health",
  "legal-aid",
  "reintegration",
] as const;

/** What the minimum standards ask a government for, each by the first of the facts that give it. */
const requestedFacts = [
  "investigations",
  "prosecutions",
  "convictions",
  "sentence-highest",
  "officials-investigated",
  "officials-prosecuted",
  "officials-convicted",
  "victims-identified",
  "victims-referred",
  "victims-assisted",
  "victims-punished",
  "government-funding",
] as const satisfies readonly FigureKey[];

/** Questions that no rule answers; a named office answers them with reasons. Schemes of assessment say which they ask. */
export const judgementQuestions = [
  "complies-fully",
  "significant-efforts",
  "increasing-efforts",
  "victims-very-significant",
  "victims-increasing",
  "efforts-rest-on-commitments",
  "actions-proportional",
  "vigorous-prosecution",
  "policy-or-pattern",
  "waiver-granted",
  "good-faith-on-data",
  "special-case",
  // Whether one criterion of a scheme is met; the row says which.
  "criterion-met",
] as const;
export type JudgementQuestion = (typeof judgementQuestions)[number];

/** Criteria of the schemes that there are. */
const criterionKeys = [
  "prosecution",
  "victim-protection",
  "prevention",
  "interstate-investigation",
  "extradition",
  "migration-monitoring",
  "official-complicity",
  "non-citizen-share",
  "partnerships",
  "self-monitoring",
  "progress",
  "demand-reduction",
] as const;

/** Tiers of the schemes that there are. */
const tiers = ["1", "2", "2WL", "3", "SC"] as const;
export type Tier = (typeof tiers)[number];

interface Register {
  /** Open rows are public notes. Sealed rows are sealed to the author's organisation and to the reviewers. */
  readonly open: boolean;
  /** Of a sealed register whose rows are nobody's word about the country: they go to the author's own organisation alone, or besides to the two offices (YC4). */
  readonly readers?: "own" | "offices";
  /** Parties whose devices may enter rows. */
  readonly authors: readonly Party[];
  /** Where pages show it: among what is done in one of the pillars, what sources say of the country, or the control of the record itself. */
  readonly about: "prosecution" | "protection" | "prevention" | "partnership" | "says" | "control";
  /** The fields that say what a row is, on one line. */
  readonly line: readonly string[];
  readonly fields: Fields;
}

const line = (max: number) => ({ type: "line", max }) as const;
const exact = (max: number) => ({ type: "line", max, exact: true }) as const;
const text = (max: number) => ({ type: "text", max }) as const;
const date = { type: "date" } as const;
const since = { type: "since" } as const;
const whole = { type: "whole" } as const;
const count = { type: "count" } as const;
const yesNo = { type: "yes-no" } as const;
const currency = { type: "currency" } as const;
const code = <const C extends readonly string[]>(codes: C) => ({ type: "code", codes }) as const;
const codes = <const C extends readonly string[]>(list: C) => ({ type: "codes", codes: list }) as const;
const keyOf = <const R extends string>(register: R) => ({ type: "key", register }) as const;
const keysOf = <const R extends string>(register: R) => ({ type: "keys", register }) as const;

/** What a source says, in its own words and language; a translation is nobody's word. */
const inItsWords = { words: maybe(text(600)), language: maybe({ type: "language" }) } as const;

/** The parts of a report that a person writes, in their order. */
export const editionSections = ["lead", "tier", "recommendations", "prosecution", "protection", "prevention"] as const;
export type EditionSection = (typeof editionSections)[number];

/** What places a row in an edition: its year, how that is counted, its language and its place in a section; and its text (docs/spec/edition.md). */
const inEdition = {
  year: needed(date),
  /** The calendar year where it is left out. */
  period: maybe(code(["calendar", "april-march"])),
  language: needed({ type: "language" }),
  place: needed(whole),
  text: needed(text(8000)),
  /** Of an answer, a signature or what was put away: what it answers, signs or puts away, one a line; of what was struck out its section. */
  regards: maybe(text(8000)),
} as const;

const watchers = ["coordinator", "rapporteur", "justice", "authority", "provider"] as const;
/** Educators enter what they teach, the sources of it, and sign-offs; they say nothing about the country. */
const everybody = [...watchers, "educator"] as const;

export const registerTable = {
  /** What a row rests on. Rows of the author's own files have the source `own`. */
  source: {
    open: true,
    authors: everybody,
    about: "says",
    line: ["title", "publisher"],
    fields: {
      title: needed(line(200)),
      publisher: needed(line(120)),
      kind: needed(code(["official-statistics", "law-text", "report", "press"])),
      published: maybe(date),
      from: maybe(date),
      until: maybe(date),
      /** How sure the person is who entered it: read in the source, in a second-hand copy, or from general knowledge. */
      checked: needed(code(["verified", "secondary", "general-knowledge"])),
      reference: maybe(line(300)),
    },
  },
  /** One article or act in one version and stage. */
  law: {
    open: true,
    authors: ["coordinator", "justice"],
    about: "prosecution",
    line: ["act", "article", "stage"],
    fields: {
      act: needed(line(200)),
      article: maybe(line(40)),
      /** The law that this one changes: a new version makes nothing a crime that was one. */
      amends: maybe(keyOf("law")),
      /** The article came into the act by an amendment of it, be it the first on its matter or not. */
      by_amendment: maybe(yesNo),
      subject: needed(
        code([
          "trafficking",
          "comprehensive",
          "slave-labour",
          "recruitment",
          "child-trade",
          "child-pornography",
          "victim-assistance",
          "other",
        ]),
      ),
      stage: needed(code(["drafted", "in-parliament", "adopted", "in-force", "repealed"])),
      /** Since when it is in this stage. Left out, nobody says it. */
      on: maybe(since),
      until: maybe(date),
      /** When the next stage is expected: a promise, never an action. */
      expected: maybe(date),
      minimum_months: maybe(whole),
      maximum_months: maybe(whole),
      confiscation: maybe(yesNo),
      text: maybe(text(1000)),
      ...inItsWords,
    },
  },
  /** One dated event of one proceeding. Cases, suspects and persons are counted apart. */
  proceeding: {
    open: false,
    authors: ["justice"],
    about: "prosecution",
    line: ["case", "event", "verdict"],
    fields: {
      case: needed(exact(60)),
      event: needed(
        code([
          "investigation",
          "suspect",
          "charge",
          "prosecution",
          "trial",
          "verdict",
          "appeal",
          "appeal-verdict",
          "fled",
          "dropped",
          "requalified",
        ]),
      ),
      on: needed(date),
      /** One suspect of the case, by a letter or number that says no name. */
      suspect: maybe(exact(20)),
      /** How many suspects, when the file does not name them one by one. */
      suspects: maybe(whole),
      articles: maybe(keysOf("law")),
      form: maybe(code(forms)),
      /** An investigation or prosecution of a criminal group. */
      group: maybe(yesNo),
      child_victims: maybe(yesNo),
      verdict: maybe(code(["convicted", "acquitted", "dropped", "requalified"])),
      prison_months: maybe(whole),
      suspended: maybe(yesNo),
      fine: maybe(whole),
      compensation: maybe(whole),
      currency: maybe(currency),
      confiscation: maybe(yesNo),
      /** Set when the suspect is an official: the body from which this record is hidden (R26). */
      official_body: maybe(code(officialBodies)),
      office_level: maybe(code(["low", "middle", "high"])),
      offence: maybe(code(["trafficking", "false-documents", "bribery", "other"])),
      victims: maybe({ type: "tokens" }),
    },
  },
  /** Commissions, committees, working groups and units, one dated event each. */
  body: {
    open: true,
    authors: ["coordinator", "justice"],
    about: "prevention",
    line: ["name", "event"],
    fields: {
      body: needed(line(60)),
      name: needed(line(200)),
      kind: needed(code(["commission", "committee", "working-group", "police-unit", "prosecution-unit", "centre"])),
      purpose: needed(code(["coordination", "plan", "training", "investigation", "assistance"])),
      /** Left out, the source says that the body is there. */
      event: maybe(code(["formed", "met", "decided", "trained", "ended"])),
      on: maybe(since),
      /** The source calls it the first of its kind. */
      first: maybe(yesNo),
      members: maybe({ type: "lines", max: 20 }),
      mandate: maybe(text(1000)),
      decision: maybe(text(1000)),
      remark: maybe(line(300)),
      ...inItsWords,
    },
  },
  training: {
    open: true,
    authors: everybody,
    about: "prevention",
    line: ["kind", "topic", "profession", "participants"],
    fields: {
      on: needed(date),
      topic: needed(code(["recognition", "investigation", "prosecution", "victim-care", "consular", "law", "other"])),
      profession: needed(code(professions)),
      participants: needed(count),
      /** Short lessons in the program (docs/spec/lessons.md), of a month and no session: participants are devices. Left out, it is a session. */
      kind: maybe(code(["session", "lessons"])),
      /** A word by which rows of one session, one for each profession, are one. */
      session: maybe(line(60)),
      trainer: maybe(line(120)),
      body: maybe(line(60)),
      ...inItsWords,
    },
  },
  /** A plan in a stage: a working group on it and a draft are stages of a plan. */
  plan: {
    open: true,
    authors: ["coordinator"],
    about: "prevention",
    line: ["title", "stage"],
    fields: {
      title: needed(line(200)),
      stage: needed(code(["working-group", "draft", "in-force", "ended"])),
      on: needed(since),
      from: maybe(since),
      until: maybe(date),
      ...inItsWords,
    },
  },
  measure: {
    open: true,
    authors: ["coordinator"],
    about: "prevention",
    line: ["measure", "agency"],
    fields: {
      plan: needed(keyOf("plan")),
      objective: needed(line(300)),
      problem: maybe(line(300)),
      measure: needed(line(300)),
      agency: needed(line(120)),
      from: maybe(date),
      until: maybe(date),
      indicator: maybe(line(300)),
      budget: maybe(count),
      currency: maybe(currency),
      ...inItsWords,
    },
  },
  progress: {
    open: true,
    authors: ["coordinator"],
    about: "prevention",
    line: ["measure", "state"],
    fields: {
      measure: needed(keyOf("measure")),
      on: needed(date),
      state: needed(code(["not-begun", "under-way", "done", "dropped"])),
      /** Since the row before of this measure, not since its beginning: a year is the sum of its rows. */
      spent: maybe(whole),
      currency: maybe(currency),
      evidence: maybe(line(300)),
      ...inItsWords,
    },
  },
  /** A service or programme that the government or others fund. */
  protection: {
    open: true,
    authors: ["coordinator", "authority", "provider"],
    about: "protection",
    line: ["what", "funder", "places"],
    fields: {
      what: needed(
        code([
          "shelter",
          "assistance-centre",
          "legal-aid",
          "health",
          "reintegration",
          "witness-protection",
          "hotline",
          "consular-assistance",
        ]),
      ),
      from: maybe(since),
      until: maybe(date),
      places: maybe(whole),
      funder: needed(code(["government", "donor", "both"])),
      amount: maybe(count),
      currency: maybe(currency),
      ...inItsWords,
    },
  },
  /** A person punished for what they were made to do, and what was done about it. Counts only, nobody is described. */
  breach: {
    open: true,
    authors: ["coordinator", "rapporteur", "authority", "provider"],
    about: "protection",
    line: ["what", "persons", "remedy"],
    fields: {
      on: needed(date),
      what: needed(code(["jailed", "fined", "detained", "deported", "other"])),
      persons: needed(count),
      remedy: needed(code(["none", "released", "annulled", "compensated"])),
      ...inItsWords,
    },
  },
  prevention: {
    open: true,
    authors: ["coordinator", "authority", "provider", "rapporteur"],
    about: "prevention",
    line: ["what", "by", "reach"],
    fields: {
      what: needed(
        code([
          "campaign",
          "brochures",
          "resource-centre",
          "hotline",
          "recruiter-licence",
          "recruiter-inspection",
          "border-check",
          "research",
          "demand-reduction",
        ]),
      ),
      on: needed(date),
      until: maybe(date),
      /** How many people it reached, or how many checks were made. */
      reach: maybe(count),
      found: maybe(count),
      by: needed(line(120)),
      partner: maybe(code(["ngo", "international", "government", "private"])),
      government_supports: maybe(yesNo),
      ...inItsWords,
    },
  },
  agreement: {
    open: true,
    authors: ["coordinator", "justice"],
    about: "partnership",
    line: ["title", "with", "partner"],
    fields: {
      title: needed(line(200)),
      with: maybe({ type: "countries" }),
      /** An organisation, where it is no country. */
      partner: maybe(line(120)),
      kind: needed(code(["mutual-legal-assistance", "police", "labour-migration", "ngo", "international-body"])),
      on: needed(since),
      until: maybe(date),
      ...inItsWords,
    },
  },
  /** A request to or from another country, in its newest stage. Sealed, since it shows that there is a proceeding. */
  request: {
    open: false,
    authors: ["justice"],
    about: "partnership",
    line: ["direction", "kind", "country", "stage"],
    fields: {
      direction: needed(code(["sent", "received"])),
      kind: needed(code(["mutual-legal-assistance", "joint-investigation", "extradition", "consular"])),
      country: needed({ type: "country" }),
      /** When it was sent or received, also in a later stage; of a draft, when it was drafted. */
      on: needed(date),
      answered: maybe(date),
      case: maybe(exact(60)),
      stage: needed(code(["drafted", "sent", "received", "answered"])),
      answer: maybe(code(["granted", "partly", "refused"])),
      how: maybe(code(["sealed-file", "letter"])),
      /** Set when it is about an official: the body from which this record is hidden (R26). */
      official_body: maybe(code(officialBodies)),
    },
  },
  /** A number that a source gives. `not-reported` is the source's word that it does not have it. */
  figure: {
    open: true,
    authors: watchers,
    about: "says",
    line: ["fact", "part", "value"],
    fields: {
      fact: needed(code(figureKeys)),
      from: needed(date),
      until: maybe(date),
      /** Up to when the source counted: the number of the year as it stood then. */
      as_of: maybe(date),
      value: needed(count),
      part: maybe(code(figureParts)),
      unit: maybe(code(figureUnitCodes)),
      currency: maybe(currency),
      /** The source counts only proceedings under these articles. */
      articles: maybe(keysOf("law")),
      /** What the number is of: the country, or what one body or place counts. Left out, it is of the country. */
      scope: maybe(code(["country", "body", "place"])),
      whose: maybe(line(120)),
      /** The figure inside which this one is, and whether it shares nobody with others inside it: only such parts add up. */
      of: maybe(keyOf("figure")),
      disjoint: maybe(yesNo),
      /** A number as the source limits it; a share is in hundredths of the figure inside which it is. */
      approx: maybe(code(["roughly", "at-least", "share"])),
      nationality: maybe({ type: "country" }),
      /** How far the persons are recognised as victims. */
      status: maybe(code(["potential", "presumed", "identified"])),
      remark: maybe(line(300)),
      ...inItsWords,
    },
  },
  /** What the rows of a sealed register add up to in an ended year, for one fact and source. Only those of a release count. */
  tally: {
    open: true,
    authors: ["rapporteur"],
    about: "says",
    line: ["fact", "by", "cell", "value"],
    fields: {
      fact: needed(exact(60)),
      year: needed(date),
      /** How the year is counted; left out, from January to December. */
      period: maybe(code(["april-march"])),
      value: needed(whole),
      /** Set where there may be more than the value, and then at least so many. */
      least: maybe(whole),
      /** Of a number of cases that is rounded, or not said: at most so many. */
      most: maybe(whole),
      /** A part of the fact, by what: an article of law, officials of a level and offence, groups, a step of the flow, a class of persons; and which. */
      by: maybe(code(["article", "official", "group", "case-flow", ...countSplitNames])),
      cell: maybe(exact(100)),
      /** Of a part: the years that are joined, of which the last one is its year (docs/spec/offices.md, YC11). */
      years: maybe({ type: "lines", max: 5 }),
      currency: maybe(currency),
    },
  },
  /** What an organisation counted of its own cases of a year, for the two offices alone (docs/spec/offices.md). */
  count: {
    open: false,
    readers: "offices",
    authors: ["provider", "authority"],
    about: "control",
    line: ["fact", "by", "cell", "value"],
    fields: {
      year: needed(date),
      fact: needed(code(["signed", ...countFacts])),
      value: needed(whole),
      /** A part of the fact, by what; and which. `days` is no part, but how many days all of it took together. */
      by: maybe(code(["days", ...countSplitNames])),
      cell: maybe(exact(60)),
      /** One for each of `value` cases or answers. */
      tokens: maybe({ type: "tokens" }),
      /** Of `signed`: the import, and the SHA-256 of the ids of its notes, sorted, as lower-case hexadecimal joined by newlines. */
      import: maybe({ type: "uuid" }),
      notes: maybe({ type: "hash" }),
    },
  },
  /** Whether a sealed register holds everything of a year, as whoever enters rows into it says. */
  coverage: {
    open: true,
    authors: ["justice"],
    about: "says",
    line: ["register", "complete", "office"],
    fields: {
      register: needed(code(["proceeding", "request"])),
      year: needed(date),
      period: maybe(code(["april-march"])),
      complete: needed(yesNo),
      office: needed(line(120)),
    },
  },
  finding: {
    open: true,
    authors: watchers,
    about: "says",
    line: ["topic", "answer"],
    fields: {
      topic: needed(code(Object.keys(findingTopics) as readonly FindingTopic[])),
      answer: needed(code(findingAnswers)),
      from: needed(since),
      until: maybe(date),
      /** The reason that is given for it. */
      reason: maybe(code(["lack-of-resources", "lack-of-law", "lack-of-will", "not-told"])),
      remark: maybe(line(300)),
      ...inItsWords,
    },
  },
  /** What a source says of the country and no field holds, in its own words. */
  said: {
    open: true,
    authors: watchers,
    about: "says",
    line: ["pillar", "words"],
    fields: {
      pillar: needed(code(["prosecution", "protection", "prevention", "partnership"])),
      words: needed(text(600)),
      language: needed({ type: "language" }),
      from: needed(since),
      until: maybe(date),
      /** The body or place that it is about. */
      whose: maybe(line(120)),
    },
  },
  /** Who is taken where, as a source says. */
  route: {
    open: true,
    authors: watchers,
    about: "says",
    line: ["role", "persons", "countries", "regions"],
    fields: {
      role: needed(code(["source", "transit", "destination", "internal"])),
      persons: needed(codes(["men", "women", "children"])),
      forms: needed(codes(["sexual", "labour", "other"])),
      countries: maybe({ type: "countries" }),
      regions: maybe(codes(worldRegions)),
      from: needed(since),
      until: maybe(date),
      ...inItsWords,
    },
  },
  judgement: {
    open: true,
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["question", "criterion", "answer", "office"],
    fields: {
      question: needed(code(judgementQuestions)),
      /** Of the question whether a criterion is met: which. */
      criterion: maybe(code(criterionKeys)),
      answer: needed(yesNo),
      year: needed(date),
      office: needed(line(120)),
      reasons: needed(text(2000)),
      /** The open rows on which it rests, as they were when it was signed. */
      evidence: maybe({ type: "versions" }),
      ...inItsWords,
    },
  },
  /** Data that an office asked a body for: only what was refused, or not answered in time, was withheld. */
  "data-request": {
    open: true,
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["facts", "whom", "answer"],
    fields: {
      facts: needed(codes(requestedFacts)),
      year: needed(date),
      /** The office that asks, and the body that is asked. */
      office: needed(line(120)),
      whom: needed(line(120)),
      on: needed(date),
      /** By when an answer was asked for. */
      due: maybe(date),
      answer: maybe(code(["given", "refused", "unanswered"])),
      answered: maybe(date),
      ...inItsWords,
    },
  },
  /** A tier that the makers of a scheme published. */
  rating: {
    open: true,
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["scheme", "tier"],
    fields: {
      scheme: needed(line(40)),
      year: needed(date),
      tier: needed(code(tiers)),
      /** The source does not state it: it follows from what the source says of another year. */
      inferred: maybe(yesNo),
      ...inItsWords,
    },
  },
  /** Another device than the one that entered an import vouches for all of it. */
  signoff: {
    open: true,
    authors: everybody,
    about: "control",
    line: ["office"],
    fields: {
      import: needed({ type: "uuid" }),
      /** SHA-256 of the ids of the import's notes in order, as lower-case hexadecimal joined by newlines. */
      notes: needed({ type: "hash" }),
      office: needed(line(120)),
    },
  },
  /** The tallies of a year were released: which import they are, and from which sealed notes they were counted. */
  release: {
    open: true,
    authors: ["rapporteur"],
    about: "control",
    line: ["edition", "office"],
    fields: {
      year: needed(date),
      period: maybe(code(["april-march"])),
      /** Of what; left out, of proceedings and requests. */
      what: maybe(code(["cases"])),
      /** Of cases: how many organisations were to count theirs, and how many did. */
      asked: maybe(whole),
      sent: maybe(whole),
      edition: needed(whole),
      /** The import of the tallies. */
      import: needed({ type: "uuid" }),
      /** Up to which size of the log sealed rows were counted. */
      until: needed(whole),
      /** SHA-256 of the ids of the sealed notes that were counted, sorted, as lower-case hexadecimal joined by newlines. */
      notes: needed({ type: "hash" }),
      office: needed(line(120)),
    },
  },
  /** A report was published: the hash of its data, so that it can be recomputed and not be swapped. */
  publication: {
    open: true,
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["report", "scheme"],
    fields: {
      report: needed(code(["assessment"])),
      year: needed(date),
      scheme: needed(line(40)),
      data: needed({ type: "hash" }),
      /** The size of the log from which it was made. */
      size: needed(whole),
    },
  },
  /** A paragraph of an edition while it is written or once it is struck out, an answer to a check, a proposal that was put away (ED3). */
  draft: {
    open: false,
    readers: "own",
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["section", "year", "language"],
    fields: {
      ...inEdition,
      section: needed(code([...editionSections, "struck", "reason", "signed", "put-away"])),
      /** The versions that its writer read and replaces, each as its note, a colon and its row. */
      over: maybe({ type: "versions" }),
    },
  },
  /** A paragraph of a published edition: its text with what each number and word rests on, filled at a size of the log. */
  paragraph: {
    open: true,
    authors: ["coordinator", "rapporteur"],
    about: "control",
    line: ["section", "year", "language"],
    fields: { ...inEdition, section: needed(code([...editionSections, "reason", "signed"])), size: needed(whole) },
  },
  /** To whom exact numbers or coded cases may be given, who agreed to it, and what was given (CN9). */
  "exact-numbers": {
    open: false,
    readers: "own",
    authors: ["provider", "authority"],
    about: "control",
    line: ["step", "to"],
    fields: {
      step: needed(code(["agreed", "signed", "given"])),
      to: needed(line(120)),
      /** Of what is agreed: its age recipient. */
      recipient: maybe(exact(2100)),
      /** Names of tables of the own numbers. */
      tables: maybe({ type: "lines", max: 12 }),
      until: maybe(date),
      /** Of a signature, and of what was given: the agreement, in the version that is meant. */
      over: maybe({ type: "versions" }),
      /** Of what was given: the period, and the SHA-256 of the file before it was sealed. */
      counted: maybe(exact(30)),
      file: maybe({ type: "hash" }),
    },
  },
} as const satisfies { readonly [name: string]: Register };

/** Fields that hold money, in whatever register; the value of a figure does where its unit is an amount. */
export const moneyFields = ["fine", "compensation", "budget", "spent", "amount"] as const;

export type RegisterName = keyof typeof registerTable;
export const registerNames = Object.keys(registerTable) as readonly RegisterName[];

/** The values of a row of a register. */
export type RowValues<R extends RegisterName> = ValuesOf<(typeof registerTable)[R]["fields"]>;

/** True for a register whose rows say nothing of the country by themselves: what is drafted, and what is counted for the offices. */
export function isNoStatement(name: RegisterName): boolean {
  return registerOf(name).readers !== undefined;
}

/** True for a sealed register whose rows only the own organisation reads, without a reviewer. */
export function isOwnAlone(name: RegisterName): boolean {
  return registerOf(name).readers === "own";
}

/** True for a register whose rows come from screens and commands of their own, which look at more than one row: no table or form is read into it. */
export function isWrittenApart(name: RegisterName): boolean {
  return apart.includes(name);
}

const apart: readonly RegisterName[] = [
  "signoff",
  "publication",
  "draft",
  "paragraph",
  "tally",
  "release",
  "count",
  "exact-numbers",
];

/** The description of a register. */
export function registerOf(name: RegisterName): Register {
  return registerTable[name];
}

export const reviewers: readonly Party[] = ["rapporteur"];
