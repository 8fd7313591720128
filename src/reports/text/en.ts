// The report's words in English. This file is the source of the keys: the other languages have the same shape, checked by the compiler.
// A sentence says only what its arguments say.

import type { Period } from "../../assessment/fact-value.ts";
import { countryName } from "../../core/country-name.ts";
import type {
  FigureKey,
  FindingTopic,
  findingTopics,
  JudgementQuestion,
  Tier,
} from "../../core/registers/register-table.ts";
import { languages } from "../../words/languages.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { say } from "../say.ts";
import { type Definitions, definitions } from "./en-definitions.ts";
import { registerWords } from "./en-register-words.ts";
import { capital, yearsAndMonths } from "./words.ts";

const language = languages.en;

type FindingSentences = { readonly [T in FindingTopic]: { readonly [A in (typeof findingTopics)[T][number]]: string } };
/** The forms of a noun by number, as many as a language has: in English after 1 and after others. */
export type Nouns = readonly string[];

function count(n: number, nouns: Nouns): string {
  const [one = "", other = one] = nouns;
  return `${number(n)} ${language.plural(n) === "one" ? one : other}`;
}

function number(n: number): string {
  return language.number(n);
}

function date(text: string): string {
  return language.date(text, "plain");
}

function when(text: string): string {
  return language.date(text, "in");
}

function list(items: readonly string[]): string {
  return language.list(items);
}

function period({ year, kind }: Period): string {
  return kind === "calendar" ? String(year) : `April ${year} to March ${year + 1}`;
}

function inPeriod(given: Period): string {
  return given.kind === "calendar" ? `in ${given.year}` : `from ${period(given)}`;
}

function span(n: number): string {
  const [years, rest] = yearsAndMonths(n);
  const parts = [
    years > 0 ? count(years, ["year", "years"]) : "",
    rest > 0 || years === 0 ? count(rest, ["month", "months"]) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Facts that are told in sentences: what sources report as figures, and what is counted alone. Terms of prison have a sentence of their own. */
export type ToldKey =
  | Exclude<FigureKey, "sentence-lowest" | "sentence-highest">
  | "suspects"
  | "groups-prosecuted"
  | "convictions-cases"
  | "victims-in-proceedings";

const figures: Readonly<Record<ToldKey, { name: string; counted: Nouns; definition: string }>> = {
  investigations: {
    name: "Investigations",
    counted: ["investigation", "investigations"],
    definition: "Cases of trafficking in which an investigation began in the period.",
  },
  "groups-under-investigation": {
    name: "Criminal groups under investigation",
    counted: ["criminal group under investigation", "criminal groups under investigation"],
    definition: "Cases in which an investigation of a criminal group began in the period.",
  },
  suspects: {
    name: "Suspects",
    counted: ["suspect", "suspects"],
    definition: "Persons who became suspects of trafficking in the period.",
  },
  prosecutions: {
    name: "Prosecutions",
    counted: ["prosecution", "prosecutions"],
    definition: "Cases of trafficking that went to prosecution in the period.",
  },
  "groups-prosecuted": {
    name: "Groups prosecuted",
    counted: ["criminal group prosecuted", "criminal groups prosecuted"],
    definition: "Cases of trafficking that went to prosecution in the period against a criminal group.",
  },
  defendants: {
    name: "Persons prosecuted",
    counted: ["person prosecuted", "persons prosecuted"],
    definition: "Persons charged, prosecuted or tried for trafficking in the period.",
  },
  convictions: {
    name: "Convictions",
    counted: ["conviction", "convictions"],
    definition: "Persons convicted of trafficking by a first verdict in the period.",
  },
  "convictions-cases": {
    name: "Cases with a conviction",
    counted: ["case with a conviction", "cases with a conviction"],
    definition: "Cases in which at least one person was convicted of trafficking by a first verdict in the period.",
  },
  acquittals: {
    name: "Acquittals",
    counted: ["acquittal", "acquittals"],
    definition: "Persons acquitted of trafficking by a first verdict in the period.",
  },
  dropped: {
    name: "Cases dropped",
    counted: ["case dropped", "cases dropped"],
    definition: "Cases dropped in the period, before or by the verdict.",
  },
  requalified: {
    name: "Cases requalified to another article",
    counted: ["case requalified to another article", "cases requalified to another article"],
    definition: "Cases turned into another offence in the period, before or by the verdict.",
  },
  "sentences-prison": {
    name: "Persons sentenced to prison",
    counted: ["person sentenced to prison", "persons sentenced to prison"],
    definition: "Persons convicted in the period whose imprisonment was not suspended.",
  },
  "sentences-suspended": {
    name: "Suspended sentences",
    counted: ["suspended sentence", "suspended sentences"],
    definition: "Persons convicted in the period whose sentence was suspended.",
  },
  compensation: {
    name: "Compensation awarded",
    counted: ["unit of currency awarded to victims", "units of currency awarded to victims"],
    definition: "The sum awarded to victims in verdicts of the period, for each currency.",
  },
  "officials-investigated": {
    name: "Officials investigated",
    counted: ["official investigated", "officials investigated"],
    definition:
      "Officials against whom an investigation began or who became suspects in the period, for whatever offence.",
  },
  "officials-prosecuted": {
    name: "Officials prosecuted",
    counted: ["official prosecuted", "officials prosecuted"],
    definition: "Officials charged, prosecuted or tried in the period, for whatever offence.",
  },
  "officials-convicted": {
    name: "Officials convicted",
    counted: ["official convicted", "officials convicted"],
    definition: "Officials convicted by a first verdict in the period, for whatever offence.",
  },
  "officials-disciplined": {
    name: "Officials disciplined",
    counted: ["official disciplined", "officials disciplined"],
    definition:
      "Officials on whom a disciplinary measure was imposed in the period for what is connected with trafficking, as sources report.",
  },
  "special-unit-staff": {
    name: "Staff of special units",
    counted: ["member of staff in special units", "members of staff in special units"],
    definition:
      "Persons who worked in special units of the police or the prosecution at the end of the period, as sources report.",
  },
  "special-unit-budget": {
    name: "Budget of special units",
    counted: ["unit of currency for special units", "units of currency for special units"],
    definition:
      "Money for special units of the police or the prosecution in the period, for each currency, as sources report.",
  },
  "victims-in-proceedings": {
    name: "Victims in proceedings",
    counted: ["victim linked to proceedings", "victims linked to proceedings"],
    definition:
      "Different tokens by which victims are linked to events of proceedings for trafficking in the period. A person linked by none is not counted; one with two files may be counted twice. Cases that are hidden from an official’s body are not counted.",
  },
  "victims-identified": {
    name: "Victims identified",
    counted: ["victim identified", "victims identified"],
    definition: "Persons identified as victims in the period, as sources report.",
  },
  "formal-identifications": {
    name: "Victims formally identified",
    counted: ["victim formally identified", "victims formally identified"],
    definition: "Persons formally identified as victims by the competent authority in the period, as sources report.",
  },
  "identification-days": {
    name: "Days to formal identification",
    counted: [
      "day on average from first contact to formal identification",
      "days on average from first contact to formal identification",
    ],
    definition:
      "Days from first contact to the decision on formal identification, on average of the decisions of the period, as sources report.",
  },
  "victims-referred": {
    name: "Victims referred",
    counted: ["victim referred to help", "victims referred to help"],
    definition: "Persons referred to a provider in the period, as sources report.",
  },
  "victims-assisted": {
    name: "Victims assisted",
    counted: ["victim assisted", "victims assisted"],
    definition: "Persons helped in the period, as sources report.",
  },
  "victims-punished": {
    name: "Victims punished",
    counted: ["victim punished", "victims punished"],
    definition:
      "Victims jailed, fined, detained, deported or otherwise punished in the period for what they were made to do.",
  },
  "reflection-periods-asked": {
    name: "Reflection periods asked for",
    counted: ["reflection period asked for", "reflection periods asked for"],
    definition: "Persons for whom a reflection period was asked in the period, as sources report.",
  },
  "reflection-periods-granted": {
    name: "Reflection periods granted",
    counted: ["reflection period granted", "reflection periods granted"],
    definition: "Persons to whom a reflection period was granted in the period, as sources report.",
  },
  "residence-permits-asked": {
    name: "Residence permits asked for",
    counted: ["residence permit asked for", "residence permits asked for"],
    definition: "Persons for whom a residence permit as a victim was asked in the period, as sources report.",
  },
  "residence-permits-granted": {
    name: "Residence permits granted",
    counted: ["residence permit granted", "residence permits granted"],
    definition: "Persons to whom a residence permit as a victim was granted in the period, as sources report.",
  },
  "shelter-places": {
    name: "Places in shelters",
    counted: ["place in shelters", "places in shelters"],
    definition: "Places in shelters that are open at the end of the period.",
  },
  "hotline-calls": {
    name: "Calls to hotlines",
    counted: ["call to hotlines", "calls to hotlines"],
    definition: "Calls to hotlines in the period.",
  },
  "hotline-languages": {
    name: "Languages of hotlines",
    counted: ["language of hotlines", "languages of hotlines"],
    definition: "Languages in which hotlines answered at the end of the period, as sources report.",
  },
  "hotline-hours": {
    name: "Hours of hotlines",
    counted: ["hour a day of hotlines", "hours a day of hotlines"],
    definition: "Hours a day at which hotlines answered at the end of the period, as sources report.",
  },
  "hotline-victims-found": {
    name: "Victims found through hotlines",
    counted: ["victim found through hotlines", "victims found through hotlines"],
    definition: "Victims found through hotlines in the period.",
  },
  "persons-trained": {
    name: "Persons trained",
    counted: ["person trained", "persons trained"],
    definition:
      "Participants of trainings in the period, counted once for each training, and devices on which the short lessons were done.",
  },
  "persons-reached": {
    name: "Persons reached",
    counted: ["person reached by prevention", "persons reached by prevention"],
    definition: "Persons reached by campaigns, brochures and resource centres begun in the period.",
  },
  "requests-sent": {
    name: "Requests sent",
    counted: ["request sent to other countries", "requests sent to other countries"],
    definition: "Requests sent to other countries in the period.",
  },
  "requests-received": {
    name: "Requests received",
    counted: ["request received from other countries", "requests received from other countries"],
    definition: "Requests received from other countries in the period.",
  },
  extraditions: {
    name: "Extraditions",
    counted: ["extradition", "extraditions"],
    definition: "Extraditions granted in the period, by either side.",
  },
  "joint-investigations": {
    name: "Joint investigations",
    counted: ["joint investigation", "joint investigations"],
    definition: "Cases in which a joint investigation was granted in the period, by either side.",
  },
  repatriations: {
    name: "Returns",
    counted: ["person helped to return", "persons helped to return"],
    definition: "Persons brought back to their country in the period, as sources report.",
  },
  "repatriations-out": {
    name: "Returns to other countries",
    counted: ["person sent back to another country", "persons sent back to other countries"],
    definition: "Persons sent back from the country to their own countries in the period, as sources report.",
  },
  "repatriations-risk-assessed": {
    name: "Returns after a risk assessment",
    counted: ["person returned after a risk assessment", "persons returned after a risk assessment"],
    definition:
      "Persons brought or sent back in the period, in either direction, for whom the risk was assessed first, as sources report.",
  },
  "recruiter-inspections": {
    name: "Inspections of recruiters",
    counted: ["inspection of recruiters", "inspections of recruiters"],
    definition: "Inspections of recruiters of labour in the period.",
  },
  "recruiter-sanctions": {
    name: "Sanctions against recruiters",
    counted: ["sanction against recruiters", "sanctions against recruiters"],
    definition: "Sanctions imposed on recruiters of labour in the period, as sources report.",
  },
  "government-funding": {
    name: "Government funding",
    counted: ["unit of currency from the government", "units of currency from the government"],
    definition: "Money that the government alone gave to services begun in the period, for each currency.",
  },
  "donor-funding": {
    name: "Funding by donors",
    counted: ["unit of currency from donors", "units of currency from donors"],
    definition: "Money that donors alone gave to services begun in the period, for each currency.",
  },
  "joint-funding": {
    name: "Funding by government and donors together",
    counted: ["unit of currency from government and donors", "units of currency from government and donors"],
    definition: "Money that government and donors together gave to services begun in the period, for each currency.",
  },
};

/** Names of the facts of the catalogue that no source reports under a key of its own. */
const derived = {
  "laws-in-force": "Laws in force",
  "trafficking-laws": "Laws against trafficking in force",
  "laws-adopted": "Laws adopted or brought into force",
  "laws-in-preparation": "Laws in preparation",
  "comprehensive-law": "Stage of a comprehensive law",
  "penalty-minimum": "Lowest penalty in the law",
  "penalty-maximum": "Highest penalty in the law",
  "investigations-carried-over": "Investigations carried over",
  "investigations-ongoing": "Investigations ongoing at the end",
  "investigations-child-victims": "Investigations with child victims",
  "prosecutions-carried-over": "Prosecutions carried over",
  "prosecutions-child-victims": "Prosecutions with child victims",
  "prosecutions-ongoing": "Prosecutions ongoing at the end",
  "convictions-child-victims": "Convictions with child victims",
  "convictions-other-article": "Convictions under another article than charged",
  appeals: "Appeals",
  fugitives: "Suspects who fled",
  "sentence-lowest": "Lowest sentence",
  "sentence-highest": "Highest sentence",
  confiscations: "Cases with confiscation",
  fines: "Fines",
  "officials-fled": "Officials who fled",
  "officials-imprisoned": "Officials imprisoned",
  "special-units": "Special units",
  "victims-foreign": "Victims identified who are foreigners",
  "investigations-sexual": "Investigations of sexual exploitation",
  "investigations-labour": "Investigations of forced labour",
  "prosecutions-sexual": "Prosecutions of sexual exploitation",
  "prosecutions-labour": "Prosecutions of forced labour",
  "convictions-sexual": "Convictions for sexual exploitation",
  "convictions-labour": "Convictions for forced labour",
  "investigations-other": "Investigations of other forms",
  "prosecutions-other": "Prosecutions of other forms",
  "convictions-other": "Convictions for other forms",
  breaches: "Breaches of non-punishment",
  "breaches-remedied": "Punished victims for whom it was put right",
  shelters: "Shelters",
  services: "Services",
  "services-government": "Services that the government funds",
  "bodies-formed": "Bodies formed",
  "body-meetings": "Meetings of bodies",
  "plans-in-force": "Plans in force",
  "plans-in-preparation": "Plans in preparation",
  "plan-stage": "Stage of a plan",
  "measures-done": "Measures done",
  "measures-due": "Measures due",
  "measures-overdue": "Measures overdue",
  "plan-budget": "Budget of plans",
  "plan-spending": "Spending on plans",
  trainings: "Trainings",
  "trained-by-lessons": "Trained by short lessons",
  "law-enforcement-trained": "Law enforcement officials trained",
  "law-enforcement-sessions": "Training sessions for law enforcement",
  "consuls-trained": "Consuls trained",
  "peacekeepers-trained": "Peacekeepers trained",
  campaigns: "Campaigns",
  "brochure-actions": "Distributions of brochures",
  "resource-centres": "Resource centres",
  "recruiter-licences": "Licences of recruiters",
  "recruiter-finds": "Cases found by inspections of recruiters",
  "border-checks": "Checks at borders",
  "border-finds": "Persons found at borders",
  research: "Research",
  "demand-actions": "Actions to reduce demand",
  "assessments-published": "Own assessments published",
  agreements: "Agreements",
  "shared-actions": "Actions together with others",
  "legal-assistance-sent": "Requests for legal assistance sent",
  "legal-assistance-received": "Requests for legal assistance received",
  "requests-answered": "Requests answered",
  routes: "Routes",
};

const findings: FindingSentences = {
  corruption: {
    endemic: "Corruption, including among officials, is endemic.",
    widespread: "Corruption among officials is widespread.",
    present: "There is corruption among officials.",
    rare: "Corruption among officials is rare.",
  },
  "border-control": {
    absent: "There is no control of the borders.",
    weak: "Border control is weak.",
    partial: "The borders are controlled in part.",
    effective: "Border control is effective.",
  },
  "border-monitoring": {
    no: "The borders are not monitored for trafficking.",
    yes: "The government takes steps to monitor its borders.",
  },
  "law-enforcement-training": {
    lacking: "Training of law enforcement officials on trafficking is lacking.",
    partial: "Some law enforcement officials are trained on trafficking.",
    regular: "Law enforcement officials are regularly trained on trafficking.",
  },
  "victims-encouraged-to-cooperate": {
    no: "Victims are not encouraged to co-operate with the authorities.",
    yes: "Victims are encouraged to co-operate with the authorities.",
  },
  "victim-protection": {
    none: "There is no protection for victims.",
    partial: "Victims are protected in part.",
    full: "Victims are protected.",
  },
  "reintegration-programme": {
    none: "There is no programme of reintegration.",
    partial: "There are programmes of reintegration for some.",
    full: "There are programmes of reintegration.",
  },
  "witness-protection": {
    none: "There is no protection for witnesses.",
    partial: "Witnesses are protected in part.",
    full: "Witnesses are protected.",
  },
  "victims-punished": {
    yes: "Victims were jailed, fined, detained or otherwise punished.",
    no: "No victim was jailed, fined, detained or otherwise punished.",
  },
  "referral-system": {
    none: "There is no system to refer victims to non-governmental organisations.",
    partial: "Victims are referred to help in part of the country or of the cases.",
    "in-force": "A system of referral is in force.",
  },
  "cooperation-on-investigations": {
    none: "There was no co-operation with other governments on investigations.",
    some: "There was some co-operation with other governments on investigations.",
    regular: "There was regular co-operation with other governments on investigations.",
  },
  "consular-tools": {
    none: "Embassies and consulates have no tools to identify and help victims.",
    partial: "Some embassies and consulates have tools to identify and help victims.",
    full: "Embassies and consulates have tools to identify and help victims.",
  },
  "national-plan": {
    none: "There is no national plan of action.",
    draft: "A national plan of action is a draft.",
    "in-force": "A national plan of action is in force.",
  },
  "cooperation-with-ngos": {
    none: "The government does not co-operate with non-governmental organisations.",
    some: "The government co-operates with non-governmental organisations.",
    regular: "The government co-operates regularly with non-governmental organisations.",
  },
  "problem-recognised": {
    no: "The government does not recognise the problem.",
    yes: "The government recognises the problem.",
  },
  "state-forced-labour": {
    pattern: "There is a pattern of forced labour under the state.",
    reported: "Forced labour under the state is reported.",
    none: "No forced labour under the state was found.",
  },
  "identification-procedures": {
    none: "There are no procedures to identify victims.",
    partial: "There are procedures to identify victims in part.",
    "in-force": "Procedures to identify victims are in force.",
  },
  "demand-reduction": {
    none: "No efforts to reduce demand were made.",
    some: "Some efforts to reduce demand were made.",
    sustained: "Sustained efforts to reduce demand were made.",
  },
  extradition: {
    refused: "Extradition for trafficking is refused.",
    possible: "The law allows extradition for trafficking.",
    done: "Persons were extradited for trafficking.",
  },
  "public-assessment": {
    none: "The government publishes no assessment of its efforts.",
    published: "The government published an assessment of its efforts.",
  },
  "prosecution-trend": {
    less: "Efforts to investigate and prosecute were smaller than the year before.",
    same: "Efforts to investigate and prosecute were the same as the year before.",
    more: "Efforts to investigate and prosecute were greater than the year before.",
  },
  "protection-trend": {
    less: "Efforts to protect and help victims were smaller than the year before.",
    same: "Efforts to protect and help victims were the same as the year before.",
    more: "Efforts to protect and help victims were greater than the year before.",
  },
};

const topics: Readonly<Record<FindingTopic, string>> = {
  corruption: "Corruption",
  "border-control": "Border control",
  "border-monitoring": "Monitoring of borders",
  "law-enforcement-training": "Training of law enforcement",
  "victims-encouraged-to-cooperate": "Encouragement to co-operate",
  "victim-protection": "Protection of victims",
  "reintegration-programme": "Reintegration",
  "witness-protection": "Protection of witnesses",
  "victims-punished": "Punishment of victims",
  "referral-system": "System of referral",
  "cooperation-on-investigations": "Co-operation on investigations",
  "consular-tools": "Tools of consulates",
  "national-plan": "National plan",
  "cooperation-with-ngos": "Co-operation with NGOs",
  "problem-recognised": "Recognition of the problem",
  "state-forced-labour": "Forced labour under the state",
  "identification-procedures": "Procedures to identify victims",
  "demand-reduction": "Reduction of demand",
  extradition: "Extradition",
  "public-assessment": "Public assessment",
  "prosecution-trend": "Trend in prosecution",
  "protection-trend": "Trend in protection",
};

const answers = {
  drafted: "drafted",
  "in-parliament": "in parliament",
  adopted: "adopted",
  repealed: "repealed",
  "working-group": "a working group",
  ended: "ended",
  endemic: "endemic",
  widespread: "widespread",
  present: "present",
  rare: "rare",
  absent: "absent",
  weak: "weak",
  partial: "in part",
  effective: "effective",
  no: "no",
  yes: "yes",
  lacking: "lacking",
  regular: "regular",
  none: "none",
  full: "in full",
  "in-force": "in force",
  some: "some",
  draft: "draft",
  pattern: "a pattern",
  reported: "reported",
  sustained: "sustained",
  refused: "refused",
  possible: "possible",
  done: "done",
  published: "published",
  less: "less",
  same: "the same",
  more: "more",
};

const questions: Readonly<Record<JudgementQuestion, string>> = {
  "complies-fully": "The country fully complies with the minimum standards",
  "significant-efforts": "The government makes significant efforts",
  "victims-very-significant": "The number of victims is very significant",
  "victims-increasing": "The number of victims is increasing significantly",
  "efforts-rest-on-commitments": "The efforts count as significant because of commitments for the next year",
  "actions-proportional": "Concrete actions are in proportion to the number of victims",
  "vigorous-prosecution": "Investigation and prosecution are vigorous",
  "waiver-granted": "A waiver is granted",
  "good-faith-on-data": "The government made a good-faith effort to give data",
  "special-case": "The country is a special case",
};

/** The same questions answered with no. */
const denials: Readonly<Record<JudgementQuestion, string>> = {
  "complies-fully": "The country does not fully comply with the minimum standards",
  "significant-efforts": "The government makes no significant efforts",
  "victims-very-significant": "The number of victims is not very significant",
  "victims-increasing": "The number of victims is not increasing significantly",
  "efforts-rest-on-commitments":
    "Commitments for the next year are not the reason for which the efforts count as significant",
  "actions-proportional": "Concrete actions are not in proportion to the number of victims",
  "vigorous-prosecution": "Investigation and prosecution are not vigorous",
  "waiver-granted": "No waiver is granted",
  "good-faith-on-data": "The government made no good-faith effort to give data",
  "special-case": "The country is no special case",
};

const tierNames: Readonly<Record<Tier, string>> = {
  "1": "Tier 1",
  "2": "Tier 2",
  "2WL": "Tier 2 watch list",
  "3": "Tier 3",
  SC: "Special case",
};

export const en = {
  tag: "en" as string,
  direction: "ltr" as "ltr" | "rtl",
  number,
  date,
  when,
  list,
  period,
  inPeriod,
  span,
  capital,
  count,
  country: (code: string) => countryName(code, "en"),
  listColon: ": ",

  /** A request to another country, as a letter. */
  letter: {
    warning: "Demonstration or trial: no office stands behind this letter.",
    kinds: {
      "mutual-legal-assistance": "Request for mutual legal assistance",
      "joint-investigation": "Proposal of a joint investigation",
      extradition: "Request for extradition",
      consular: "Request for consular assistance",
    },
    opening: {
      "mutual-legal-assistance": "We ask for your legal assistance in a case of trafficking in persons.",
      "joint-investigation": "We propose to investigate a case of trafficking in persons together with you.",
      extradition: "We ask for the extradition of a person sought in a case of trafficking in persons.",
      consular: "We ask for your consular assistance to a person who may have been trafficked.",
    },
    to: "To",
    from: "From",
    reference: "Reference",
    inCase: "Our case",
    date: "Date",
    authorities: (country: string) => `The competent authorities: ${country}`,
    confidential:
      "Please treat this letter as confidential. A name that becomes known can endanger a life. Do not pass it on to the country or persons from whom somebody fled.",
    answer:
      "Please answer under the reference above and say what was granted, in part or whole, or why it was refused.",
    signature: "Name, office, signature",
  },

  head: {
    kicker: "Yearly report on action against trafficking in persons",
    title: (country: string, given: Period) => `${country}, ${period(given)}`,
    subtitle: "Composed from the country's record. Each figure leads to how it was counted and to its records.",
    warning: "Demonstration or trial: no office stands behind this report.",
    madeWithout: {
      none: "Made without the keys to the sealed registers: what proceedings and requests hold is not in this report.",
      some: "Made with some of the keys to the sealed registers: not all that proceedings and requests hold is in this report.",
    },
    contents: "Contents",
    asTable: "The same numbers as a table",
    origin: "Record",
    scheme: "Read under",
    schemeFile: "from the file with the hash",
    periodOf: "Period",
    log: "State of the log",
    logSize: (size: number) => count(size, ["entry", "entries"]),
    hash: "Hash of the data",
  },

  sections: {
    summary: "Summary",
    tier: "What follows under the rules",
    prosecution: "Prosecution",
    protection: "Protection",
    prevention: "Prevention",
    partnership: "Co-operation",
    recommendations: "Recommendations",
    other: "Under other rules",
    criteria: "Criteria",
    contradictions: "Contradictions",
    gaps: "Gaps",
    method: "Method",
    counted: "How each figure was counted",
    sources: "Sources",
    records: "Records",
  },

  summary: {
    /** `isAll`: the report's maker could look at the whole record. */
    nothing: (country: string, given: Period, isAll: boolean) =>
      say`${isAll ? "The record" : "What could be looked at of the record"} of ${country} holds nothing about ${period(given)}. This report therefore states no figure and says nothing about how things stand. No data does not mean none.`,
    noRoutes: "The record says nothing about who was taken where.",
    vagueRoutes: "What the record says about who was taken where is dated too vaguely for this period.",
    roles: {
      source: (country: string, persons: string) => `${country} is a source country for ${persons} trafficked`,
      transit: (country: string, persons: string) => `${country} is a transit country for ${persons} trafficked`,
      destination: (country: string, persons: string) =>
        `${country} is a destination country for ${persons} trafficked`,
      internal: (country: string, persons: string) => `Within ${country}, ${persons} are trafficked`,
    },
    places: {
      source: (places: string) => ` to ${places}`,
      transit: (places: string) => ` between ${places}`,
      destination: (places: string) => ` from ${places}`,
      internal: (places: string) => ` to ${places}`,
    },
    forms: (forms: string) => `, for ${forms}.`,
    persons: { men: "men", women: "women", children: "children" },
    form: { sexual: "sexual exploitation", labour: "forced labour", other: "other forms of exploitation" },
    regions: {
      "central-asia": "Central Asia",
      "gulf-states": "the Gulf States",
      "middle-east": "the Middle East",
      "south-asia": "South Asia",
      "east-asia": "East Asia",
      europe: "Europe",
      "north-america": "North America",
      "latin-america": "Latin America",
      africa: "Africa",
    },
    otherCountries: {
      "central-asia": "other Central Asian countries",
      "gulf-states": "other Gulf States",
      "middle-east": "other countries of the Middle East",
      "south-asia": "other countries of South Asia",
      "east-asia": "other countries of East Asia",
      europe: "other European countries",
      "north-america": "other countries of North America",
      "latin-america": "other countries of Latin America",
      africa: "other African countries",
    },
  },

  counts: {
    /** A year's figure beside the one of the year before. */
    against: (now: Inlines, given: Period, before: Inline, earlier: Period, asOf: string, asOfBefore: string) =>
      say`${now} ${inPeriod(given)}${asOf}, against ${before} ${inPeriod(earlier)}${asOfBefore}.`,
    /** The same of two years that are not compared. */
    beside: (now: Inlines, given: Period, before: Inline, earlier: Period, asOf: string, asOfBefore: string) =>
      say`${now} ${inPeriod(given)}${asOf}; ${before} ${inPeriod(earlier)}${asOfBefore}.`,
    /** When the number of a year was counted, behind the year. */
    asOf: (text: string) => `, as counted ${when(text)}`,
    countedApart: "The two years are not counted alike.",
    otherSource: "The two years are from different sources and are not compared.",
    /** What another source, which has both years, says of them. */
    inSeries: (source: string, now: Inline, given: Period, before: Inline, earlier: Period) =>
      say` From ${source}: ${now} ${inPeriod(given)}, against ${before} ${inPeriod(earlier)}.`,
    /** A register of own files that was begun in the year, beside a number of the whole year; and where it is the only one. */
    register: (year: number, n: Inline) => say` The register, begun in ${String(year)}, holds at least ${n}.`,
    registerBegun: (year: number) => ` The register was begun in ${String(year)}.`,
    /** One source gives several numbers for one thing. */
    twoFigures: (name: string, given: Period, numbers: Inline, see: Inline) =>
      say`${name} ${inPeriod(given)}: one source gives ${numbers}, so the number is not known; ${see}.`,
    seeContradictions: "see the contradictions",
    otherPeriod: (name: string, days: string, now: Inlines) => say`${name} ${days}: ${now}.`,
    severalFigures: (names: string) => `One source gives several figures for: ${names}.`,
    otherDays: (names: string) => `There are only figures for other days for: ${names}.`,
    alone: (now: Inlines, given: Period, asOf: string) => say`${now} ${inPeriod(given)}${asOf}.`,
    /** `remark` is the source's on what is taken out, with a space before it, or nothing. */
    published: (published: Inlines, taken: string, remark: Inlines) =>
      say` The source published ${published}; taken out as not trafficking: ${taken}${remark}.`,
    /** What the source tells apart of a number. */
    parts: (parts: Inlines) => say` Told apart: ${parts}.`,
    onlyArticles: (articles: string) => ` Counted only under ${articles}.`,
    sentence: (span: Inline) => say`The sentence: ${span} in prison.`,
    sentences: (lowest: Inline, highest: Inline) => say`Sentences were from ${lowest} to ${highest} in prison.`,
    /** `suspended`: how many sentences were. */
    suspendedToo: (suspended: Inline) => say` Suspended terms count among them (suspended sentences: ${suspended}).`,
    /** What is said of several figures stands once, behind them. */
    sharedArticles: (names: string, articles: string) => `Counted only under ${articles}: ${names}.`,
    sharedRemark: (names: string, remark: Inlines) => say`The source remarks on ${names}${remark}.`,
    named: (name: string, now: Inlines, given: Period, before: Inline | null) =>
      say`${name} ${inPeriod(given)}: ${now}${before === null ? null : say`, against ${before} the year before`}.`,
    table: "The figures of this section",
    fact: "Fact",
    byArticle: "By article of law",
    article: "Article",
    byArticleOnly:
      "As far as proceedings name an article, without cases that are hidden from a body. What falls under two articles stands under each.",
    differ: "Sources differ; see the contradictions.",
    differBefore: "On the year before, sources differ; see the contradictions.",
    notReported: (names: string) => `A source says that these are not reported: ${names}.`,
    unplaced: (names: string) => `Dated too vaguely to say whether in this period: ${names}.`,
    unread: (names: string) => `This report could not look at: ${names}. None of these is zero.`,
    aside: (names: string) => `Only figures that stand under “Other figures” tell of: ${names}.`,
    noData: (names: string) => `The record has no figure or answer for: ${names}. None of these is zero.`,
  },

  otherFigures: {
    caption: "Other figures",
    figure: "Figure",
    why: "No fact reads these figures: they are in a unit of their own, for other days, of a part without its whole, or a second figure of one source for the same thing. They count nowhere and are not compared.",
  },

  laws: {
    /** `from` is the date as it was entered: after "since" some languages say it otherwise. */
    crimeSince: (from: string, act: Inline, article: string | null, amendment: boolean) =>
      say`Trafficking in persons has been a crime since ${date(from)}${amendment ? ", by an amendment" : ""}: ${act}${article === null ? "" : `, article ${article}`}.`,
    madeCrime: (when: string, act: Inline, article: string | null, amendment: boolean) =>
      say`Trafficking in persons was made a crime ${when}${amendment ? " by an amendment" : ""}: ${act}${article === null ? "" : `, article ${article}`}.`,
    inForce: (subject: string, act: Inline, article: string | null, when: string, amendment: boolean) =>
      say`A law came into force ${when}${amendment ? " as an amendment" : ""} (${subject}): ${act}${article === null ? "" : `, article ${article}`}.`,
    adopted: (subject: string, act: Inline, article: string | null, when: string, amendment: boolean) =>
      say`A law was adopted ${when}${amendment ? " as an amendment" : ""} (${subject}): ${act}${article === null ? "" : `, article ${article}`}.`,
    amended: (act: Inline, article: string | null, when: string) =>
      say`A law was changed ${when}: ${act}${article === null ? "" : `, article ${article}`}.`,
    drafted: (subject: string, act: Inline, when: string) => say`A law was drafted ${when} (${subject}): ${act}.`,
    inParliament: (subject: string, act: Inline, when: string) =>
      say`A law was before parliament ${when} (${subject}): ${act}.`,
    repealed: (subject: string, act: Inline, when: string) => say`A law was repealed ${when} (${subject}): ${act}.`,
    expected: (when: string) => ` Its adoption was expected ${when}; a promise is not counted as an action.`,
    /** Of a law that another one replaced. */
    until: (until: string) => ` It was in force until ${date(until)}.`,
    articleOf: (act: string, article: string) => `“${act}”, article ${article}`,
    penalty: (lowest: number | null, highest: number | null): string => {
      if (lowest === null) return `up to ${span(highest ?? 0)} in prison`;
      if (highest === null) return `at least ${span(lowest)} in prison`;
      const from = lowest % 12 === 0 && highest % 12 === 0 ? number(lowest / 12) : span(lowest);
      return `${from} to ${span(highest)} in prison`;
    },
    penalties: (penalties: Inlines) => say`Penalty: ${penalties}.`,
    confiscation: ", with confiscation",
    subjects: {
      trafficking: "trafficking in persons",
      comprehensive: "comprehensive law on trafficking",
      "slave-labour": "use of slave labour",
      recruitment: "recruitment for exploitation",
      "child-trade": "trade in children",
      "child-pornography": "child pornography",
      "victim-assistance": "help for victims",
      other: "another subject",
    },
  },

  proceedings: {
    ongoingGroups: (cases: Inline, form: string | null) =>
      say`${cases} ongoing against a group${form === null ? "" : ` (${form})`}.`,
    ongoingNouns: ["prosecution", "prosecutions"] as Nouns,
    officials: (officials: Inline, offence: string) => say`${officials} charged: ${offence}.`,
    officialNouns: {
      any: ["official", "officials"] as Nouns,
      low: ["low-level official", "low-level officials"] as Nouns,
      middle: ["middle-level official", "middle-level officials"] as Nouns,
      high: ["high-level official", "high-level officials"] as Nouns,
    },
    offences: {
      trafficking: "trafficking",
      "false-documents": "falsified documents",
      bribery: "bribery",
      other: "another offence",
    },
    fledAll: (charged: number): string =>
      charged === 1 ? " The official fled." : charged === 2 ? " Both fled." : " All of them fled.",
    fledSome: (fled: number) => ` ${number(fled)} of them fled.`,
  },

  bodies: {
    kinds: {
      commission: "commission",
      committee: "committee",
      "working-group": "working group",
      "police-unit": "police unit",
      "prosecution-unit": "prosecution unit",
      centre: "centre",
    },
    purposes: {
      coordination: "to co-ordinate",
      plan: "to write a plan",
      training: "to be trained",
      investigation: "to investigate",
      assistance: "to assist",
    },
    formed: (kind: string, when: string, name: Inline, purpose: string) =>
      say`A ${kind} was formed ${when} ${purpose}: ${name}.`,
    members: (members: Inline) => say` Members: ${members}.`,
    trained: (name: Inline, when: string) => say`${name} was trained ${when}.`,
    met: (name: Inline, when: string) => say`${name} met ${when}.`,
    decided: (name: Inline, when: string, decision: Inline | null) =>
      decision === null ? say`${name} decided ${when}.` : say`${name} decided ${when}: ${decision}.`,
    mandate: (mandate: Inline) => say` Mandate: ${mandate}.`,
    ended: (name: Inline, when: string) => say`${name} ended ${when}.`,
    first: " The source calls it the first of its kind.",
  },

  plans: {
    "working-group": (title: Inline, when: string) => say`A working group on a plan was formed ${when}: ${title}.`,
    draft: (title: Inline, when: string) => say`A plan was a draft ${when}: ${title}.`,
    "in-force": (title: Inline, when: string) => say`A plan came into force ${when}: ${title}.`,
    ended: (title: Inline, when: string) => say`A plan ended ${when}: ${title}.`,
  },

  protection: {
    open: (services: Inlines) => say`Services: ${services}.`,
    what: {
      shelter: "shelter",
      "assistance-centre": "assistance centre",
      "legal-aid": "legal aid",
      health: "health care",
      reintegration: "reintegration",
      "witness-protection": "witness protection",
      hotline: "hotline",
      "consular-assistance": "consular assistance",
    },
    funder: {
      government: "paid by the government",
      donor: "paid by donors",
      both: "paid by the government and donors",
    },
    since: (from: string) => `since ${date(from)}`,
    places: (n: number) => count(n, ["place", "places"]),
  },

  breaches: (kinds: string) =>
    `Victims punished for what they were made to do, by what was done, and in brackets what put it right: ${kinds}.`,

  prevention: {
    done: (what: string, when: string, by: Inline) => say`${capital(what)}, ${when}, by ${by}.`,
    supported: " The government supports it.",
    span: (from: string, until: string) => `from ${from} to ${until}`,
    what: {
      campaign: "campaign",
      brochures: "brochures",
      "resource-centre": "resource centre for potential migrants",
      hotline: "hotline",
      "recruiter-licence": "licences of recruiters",
      "recruiter-inspection": "inspection of recruiters",
      "border-check": "checks at borders",
      research: "research",
      "demand-reduction": "reduction of demand",
    },
    partners: {
      ngo: "non-governmental organisation",
      international: "international organisation",
      government: "government",
      private: "private sector",
    },
    more: (n: number) => `And ${count(n, ["more entry", "more entries"])} in the record.`,
  },

  trainings: {
    caption: "Training sessions",
    when: "When",
    topic: "Topic",
    professions: "For whom",
    participants: "Participants",
    trainer: "Taught by",
    more: (n: number) => `And ${count(n, ["more session", "more sessions"])} in the record.`,
  },

  agreements: {
    told: (kind: string, partner: Inline | null, countries: string, title: Inline, date: string) =>
      say`${capital(kind)}${partner === null ? null : say` (${partner})`}${countries === "" ? "" : `, with ${countries}`}, ${date}: ${title}.`,
    kinds: {
      "mutual-legal-assistance": "agreement on mutual legal assistance",
      police: "agreement between police forces",
      "labour-migration": "agreement on labour migration",
      ngo: "agreement with non-governmental organisations",
      "international-body": "agreement with an international body",
    },
  },

  findings,
  reasons: {
    "lack-of-resources": "The reason given is lack of resources.",
    "lack-of-law": "The reason given is lack of a law.",
    "lack-of-will": "The reason given is lack of will.",
    "not-told": "",
  },
  remark: (remark: Inline) => say`(${remark})`,
  topics,
  answers,

  facts: {
    figures,
    derived,
    definitions: definitions as Definitions,
    units: {
      cases: "cases",
      suspects: "suspects",
      persons: "persons",
      groups: "groups",
      requests: "requests",
      places: "places",
      calls: "calls",
      sessions: "sessions",
      meetings: "meetings",
      months: "months",
      days: "days",
      hours: "hours",
      languages: "languages",
      measures: "measures",
      laws: "laws",
      bodies: "bodies",
      plans: "plans",
      services: "services",
      actions: "actions",
      checks: "checks",
      licences: "licences",
      assessments: "assessments",
      agreements: "agreements",
      amount: "amount of money",
      answer: "one of a list of answers",
      rows: "entries as they are",
    },
    parts: {
      sexual: "sexual exploitation",
      labour: "forced labour",
      "child-trade": "trade in children",
      "other-form": "other forms",
      "not-trafficking": "not trafficking",
      women: "women",
      men: "men",
      girls: "girls",
      boys: "boys",
      children: "children",
      adults: "adults",
      citizens: "citizens",
      foreigners: "foreigners",
      "at-home": "in the country",
      abroad: "abroad",
      "by-government": "by the government",
      "by-ngos": "by non-governmental organisations",
      "by-international": "by international organisations",
      shelter: "shelter",
      health: "health care",
      "legal-aid": "legal aid",
      reintegration: "reintegration",
    },
  },

  values: {
    notReported: "not reported",
    /** Of a fact for which one source gives several figures. */
    twoFigures: "several figures of one source",
    /** Of a fact of which there are only figures for other days than the year's. */
    otherPeriod: "other days only",
    /** Of a fact of which there are only figures that it does not read (AS26). */
    aside: "other figures only",
    noData: "no data",
    /** Of a fact of which there are records that may be of the period, and may not. */
    tooVague: "dated too vaguely",
    /** Of a fact that is counted from sealed registers, in a report made without all of their keys. */
    unread: "not looked at",
    /** The source tells of so many; there may be more. */
    atLeast: (value: string) => `at least ${value}`,
    /** Behind a number of persons trained, whose rows are those of short lessons alone. */
    lessonsAlone: " (devices of short lessons)",
    /** Where such rows are among them; `n` devices, as far as that is known. */
    lessonsToo: (n: string | null) =>
      n === null ? " (short lessons are among them)" : ` (devices of short lessons are among them: ${n})`,
    yes: "yes",
    no: "no",
    months: span,
  },

  tier: {
    follows: (tier: Inline, scheme: string) => say`Under the ${scheme}, ${tier} follows from the record.`,
    /** A scheme that came as a file, in the sentence that tells what follows. */
    ownRules: (name: string) => `report's own rules from a file (${name})`,
    /** A tier as a file calls it, with its code. */
    coded: (name: string, code: string) => `${name} (tier ${code})`,
    /** The step of a scheme that came as a file. */
    byStep: (step: string) => `The step that holds: ${step}.`,
    /** Names of a scheme that came as a file, in the language with this tag. */
    borrowed: (tag: string) => `These rules have no names in English; they stand in the language “${tag}”.`,
    waits: "It waits for judgements; those that are missing stand below.",
    notYet: (scheme: string) => `Under the ${scheme}, no tier follows from the record.`,
    sealed: "It waits for facts that are sealed, at which this report could not look.",
    tooVague: "It waits for facts that are dated too vaguely for this period.",
    reading: "This is a reading of rules, not a decision.",
    why: "Why",
    asks: "Judgements that are missing",
    judgements: "Judgements in the record",
    /** `sentence`: the question as it was answered. */
    judgement: (sentence: string, office: Inline, reasons: Inline) => say`${sentence}, as ${office} judges: ${reasons}`,
    unjudged: (question: string) => `Nobody has judged whether this is so: “${question}”.`,
    /** Offices answer this question differently. */
    differ: (question: string) => `Offices differ on “${question}”, so the question is open`,
    /** Why full compliance leads to no higher tier: a presumption from missing data (AS19). */
    presumption: (tier: string, criterion: string, missing: string, isProgram: boolean, waiver: string | null) =>
      `Full compliance does not lead to ${tier} here: without data these rules presume that the criterion “${criterion}” is not met. Missing: ${missing}. So a country that is judged to comply fully is read as one that falls short${isProgram ? ": with significant efforts tier 2 follows, and the watch list where a ground for it holds" : ""}.${waiver === null ? "" : ` The presumption falls where this is judged: “${waiver}”.`}`,
    wouldChange: "What would change it",
    wouldChangeCaption: "One change, and the tier that would then follow",
    ifThis: "If this were so",
    thenTier: "the tier would be",
    noTier: "open: further judgements would decide",
    /** The waiver that keeps a lower tier away. */
    waived: (tier: string) => `Without the waiver, ${tier} would follow.`,
    outside: (from: number, until: number | null) =>
      until === null
        ? `These rules hold for reports from ${from} on; the report about this year falls outside.`
        : `These rules held for the reports of ${from} to ${until}; the report about this year falls outside.`,
    /** What of the program's schemes is not read. */
    limits: {
      "tvpa-2004":
        "Not read here: whether the country has a significant number of victims at all, and the special list of countries that moved up.",
      "tvpa-now":
        "Not read here: the special list of countries that moved up, and that after a downgrade only one year on the list may follow.",
    } as Readonly<Record<string, string>>,
    published: (tier: Inline, year: number) =>
      say`The tier that was published in the report of ${String(year)}: ${tier}.`,
    paths: "What would follow once they are given",
    pathsCaption: "Answers, and the tier that would then follow",
    ifJudged: "If this were judged",
    openFor: (questions: string) => `open: it would wait for these judgements: ${questions}`,
    generalKnowledge: "Parts of this scheme's wording are from general knowledge and not verified.",
    names: tierNames,
    questions,
    denials,
    schemes: {
      "tvpa-2004": "minimum standards of 2004",
      "tvpa-now": "present minimum standards",
    },
    steps: {
      "special-case": "special case",
      "full-compliance": "full compliance",
      "no-significant-efforts": "no significant efforts",
      "watch-list": "a ground for the watch list holds",
      "two-years-on-the-list": "two years on the watch list",
      "significant-efforts": "significant efforts",
    } as Readonly<Record<string, string>>,
    groundNames: {
      "victims-without-proportional-actions":
        "The number of victims is very significant or increases significantly, without concrete actions in proportion",
      "no-increasing-efforts": "Evidence of increased efforts is lacking",
      "victims-very-significant": "The number of victims is very significant or increases significantly",
      "efforts-rest-on-commitments": "The efforts count as significant because of commitments for the next year",
    } as Readonly<Record<string, string>>,
    criteria: {
      prosecution: "Vigorous investigation and prosecution, and sentences that are served",
      "victim-protection": "Protection of victims",
      prevention: "Prevention",
      "interstate-investigation": "Co-operation with other governments in cases",
      extradition: "Extradition",
      "migration-monitoring": "Watching migration for signs of trafficking",
      "official-complicity": "Action against officials who take part",
      "non-citizen-share": "Share of victims who are not citizens",
      partnerships: "Partnerships with measurable outcomes",
      "self-monitoring": "Watching and publishing one's own efforts",
      progress: "Progress against the year before",
      "demand-reduction": "Reduction of demand",
    } as Readonly<Record<string, string>>,
  },

  other: {
    tier: (tier: Inline, scheme: string) => say`Under the ${scheme}, ${tier} would follow from the same record.`,
    noTier: (scheme: string) => `Under the ${scheme}, no tier follows from the same record.`,
    asks: (questions: string) => `These judgements would be needed: ${questions}.`,
    criteriaAdded: (names: string) => `Criteria that are asked there and not here: ${names}.`,
    criteriaRemoved: (names: string) => `Criteria that are asked here and not there: ${names}.`,
    /** How the other scheme counts years, where it does so in another way than this report. */
    years: {
      calendar: "There the year is the calendar year; what is told here is read in the year of this report.",
      "april-march": "There the year runs from April to March; what is told here is read in the year of this report.",
    },
    criterionAdds: (name: string, facts: string) => `“${name}” looks there at more: ${facts}.`,
    criterionDrops: (name: string, facts: string) => `“${name}” does not look there at: ${facts}.`,
    waiverAdded: (names: string) =>
      `A judgement can lift the presumption from missing data there, and not here: ${names}.`,
    waiverRemoved: (names: string) =>
      `A judgement can lift the presumption from missing data here, and not there: ${names}.`,
    groundsAdded: (names: string) => `Grounds for the watch list there and not here: ${names}.`,
    groundsRemoved: (names: string) => `Grounds for the watch list here and not there: ${names}.`,
    stepsAdded: (names: string) => `Steps there and not here: ${names}.`,
    stepsRemoved: (names: string) => `Steps here and not there: ${names}.`,
  },

  rules: {
    than: (name: string, now: Inlines, before: Inlines) => say`${name}: ${now}, against ${before} the year before`,
    notAlike: "not counted alike",
    value: (name: string, value: Inlines) => say`${name}: ${value}`,
    judged: (question: string, answer: string) => `Judgement “${question}”: ${answer}`,
    rated: (tier: string, years: number) => `${tier} in each of the last ${count(years, ["year", "years"])}`,
    ratedNot: (tier: string, years: number) => `Not ${tier} in each of the last ${count(years, ["year", "years"])}`,
    ratedUnknown: (tier: string, years: number) =>
      `Whether it was ${tier} in each of the last ${count(years, ["year", "years"])} is not known`,
    ifAtLeast: (name: string, n: number) => `${name}: at least ${number(n)}`,
    ifLess: (name: string, n: number) => `${name}: fewer than ${number(n)}`,
    ifIs: (name: string, answer: string) => `${name}: ${answer}`,
    ifIsNot: (name: string, answer: string) => `${name}: not ${answer}`,
    ifKnown: (name: string) => `${name}: data given`,
    ifNotKnown: (name: string) => `${name}: no data`,
    ifBetter: (name: string) => `${name}: better than the year before`,
    ifNotBetter: (name: string) => `${name}: not better than the year before`,
    ifWorse: (name: string) => `${name}: worse than the year before`,
    ifNotWorse: (name: string) => `${name}: not worse than the year before`,
    ifMore: (name: string) => `${name}: more than the year before`,
    ifNotMore: (name: string) => `${name}: not more than the year before`,
    ifFewer: (name: string) => `${name}: fewer than the year before`,
    ifNotFewer: (name: string) => `${name}: not fewer than the year before`,
    or: " or ",
  },

  why: {
    ground: (name: Inline) => say`A ground for the watch list holds: ${name}.`,
    noGround: (name: Inline) => say`This ground for the watch list does not hold: ${name}.`,
    noneBefore: (lack: string) => `It cannot be compared with the year before: ${lack}.`,
    noneNow: (name: string, given: Period, lack: Inline, before: Inline) =>
      say`${name} ${inPeriod(given)}: ${lack}; the year before ${before}, so the two cannot be compared.`,
    more: "That is more than the year before.",
    less: "That is less than the year before.",
    better: "That is better than the year before.",
    worse: "That is worse than the year before.",
    same: "That is the same as the year before.",
    unclear: "How that compares with the year before cannot be said.",
    atLeast: {
      yes: (n: string) => `That is at least ${n}.`,
      no: (n: string) => `That is less than ${n}.`,
      unknown: (n: string) => `Whether that is at least ${n} cannot be said.`,
    },
    rated: {
      yes: (tier: string, years: number) => `It was ${tier} in each of the last ${count(years, ["year", "years"])}.`,
      no: (tier: string, years: number) => `It was not ${tier} in each of the last ${count(years, ["year", "years"])}.`,
      unknown: (tier: string, years: number) =>
        `Whether it was ${tier} in each of the last ${count(years, ["year", "years"])} is not known.`,
    },
  },

  standards: {
    caption: "The minimum standards, and what the record has on each",
    standard: "Standard",
    record: "What the record has",
    byCriteria: "what the criteria below tell",
    judged: "Whether the standards are met in full is a judgement; no rule derives it.",
    named: {
      "prohibit-and-punish": "Trafficking is prohibited, and acts of it are punished",
      "punish-as-grave-crime": "Its gravest forms are punished like other grave crimes",
      "punish-to-deter": "Punishment is stringent enough to deter, and fits the gravity",
      "serious-and-sustained-efforts": "Serious and sustained efforts to end trafficking",
    },
  },

  criteria: {
    caption: "Each criterion with the evidence in the record",
    number: "No.",
    criterion: "Criterion",
    for: "Evidence for",
    against: "Evidence against",
    missing: "Missing",
    presumed: "Without these data the criterion is presumed not met.",
    notJudged: "Not judged here: these facts are sealed.",
    notJudgedByDate: "Not judged: these facts are dated too vaguely for this period.",
    nothing: "–",
  },

  recommendations: {
    from: (evidence: Inlines) => say` (${evidence})`,
    intro: "Each follows from a gap that the record shows.",
    none: "No recommendation follows from the record.",
    named: {
      "establish-plan": "Establish a national plan of action.",
      "refer-to-ngos": "Refer victims to non-governmental organisations that help, by a system that is in force.",
      "protect-victims": "Protect victims.",
      "offer-reintegration": "Offer programmes of reintegration.",
      "protect-witnesses": "Protect witnesses.",
      "end-punishment-of-victims": "End the punishment of victims for what they were made to do.",
      "write-identification-procedures": "Write procedures to identify victims.",
      "equip-consulates": "Give consulates the tools to identify and help victims.",
      "train-law-enforcement": "Train law enforcement officials.",
      "prosecute-more": "Investigate and prosecute more.",
      "identify-victims": "Identify more victims.",
      "help-victims": "Refer and help more victims.",
      "adopt-comprehensive-law": "Adopt the comprehensive law.",
      "act-against-complicity": "Act against officials who take part in trafficking or let it happen.",
      "bring-back-fugitives": "Bring those who fled before a court.",
      "prison-instead-of-suspension": "Pass sentences that are served.",
      "cooperate-on-investigations": "Co-operate with other governments on investigations.",
      "cooperate-with-ngos": "Co-operate with non-governmental organisations.",
      "strengthen-borders": "Strengthen border control.",
      "carry-out-plan": "Carry out the measures of the plan that are overdue.",
      "end-state-forced-labour": "End forced labour under the state.",
      "reduce-demand": "Reduce demand.",
      "publish-assessment": "Publish an assessment of the efforts each year.",
      "record-data": "Keep figures on what the record does not tell.",
      "report-data": "Report the figures that are not reported.",
    } as Readonly<Record<string, string>>,
  },

  registers: registerWords,

  contradictions: {
    none: "No two sources in the record differ about this period.",
    intro:
      "Where sources differ, all are shown. The first of a fact counts in this report; of a number from which something is taken out, what is left of it.",
    caption: "What differs and who says what",
    about: "About",
    source: "Source",
    says: "Says",
    records: "Records",
    sealed: "sealed",
    firstOfItsKind: (register: string) =>
      `${register}: one is said to be the first of its kind, and another was formed before it`,
    asPublished: (value: string) => `${value} as published`,
    withoutOthers: (value: string, taken: string) => `${value} without what is not trafficking (${taken})`,
    key: (key: string) => `“${key}”`,
    /** `name` of the thing: its key in quotation marks, or an article; empty for a sealed one. */
    thing: (register: string, name: string, field: string) => `${register}${name === "" ? "" : ` ${name}`}, ${field}`,
  },

  gaps: {
    intro:
      "None of these is zero. Details of a fact without a value are only counted here; the report as a table file names each.",
    caption: "Facts without a value",
    part: "Part",
    context: "The country",
    /** A fact and how many facts there are that tell more of it. */
    withDetails: (name: string, n: number) => `${name} (and ${count(n, ["detail", "details"])})`,
    /** Where the fact itself is lacking in another way. */
    details: (name: string, n: number) => `${name}: ${count(n, ["detail", "details"])}`,
    unplaced: (n: number) =>
      `${count(n, ["record is", "records are"])} dated too vaguely to say whether in this period.`,
    none: "Every fact of the catalogue has a value.",
  },

  method: {
    paragraphs: (given: Period) => [
      `The period is ${period(given)}. A record counts in it when all days that its date may mean lie in it.`,
      "A figure comes either from a source that states it, or from counting that source's records. Where several say something, official statistics come before the country's own files, law texts, reports and the press; among equals the newest comes first; a figure that a source states comes before a count of its records, which may be incomplete.",
      "“Not reported” is a source's own word. “Dated too vaguely” means that a record may be of this period, and may not. “No data” means that the record has neither a figure nor an answer. None of these is zero.",
      "Cases, suspects and persons are counted apart. Judgements that no rule yields are signed by a named office with its reasons. The tier is a reading of rules, not a decision.",
      "Sealed records are told as counts only; for each, its place in the log is given, so that whoever may open it can check it. The data of this report have one spelling; its hash can be published in the log, and anyone may recompute it.",
      "Sentences are composed from records by templates. What was entered in words stands in quotation marks and is not translated.",
    ],
  },

  counted: {
    intro:
      "For each fact: what is counted, how, and every statement about it with its records. A source that states a figure may have counted otherwise.",
    unit: "Unit",
    way: "Way",
    figureOnly: "as sources state it",
    figureToo: "figures that sources state stand beside it",
    finding: "the newest answer of a finding",
    rows: (register: string) => `entries of “${register}” as they are`,
    countOf: (register: string) => `number of entries of “${register}”`,
    distinctOf: (register: string, field: string) =>
      `number of different values of “${field}” among entries of “${register}”`,
    /** Of words by which entries of one source are one. */
    eachWithout: ", source by source, and each entry that gives none",
    sumOf: (register: string, field: string) => `sum of “${field}” over entries of “${register}”`,
    lowestOf: (register: string, field: string) => `lowest “${field}” among entries of “${register}”`,
    highestOf: (register: string, field: string) => `highest “${field}” among entries of “${register}”`,
    personsOf: "persons in “proceedings”, case by case; the kind of event with the highest number counts",
    notAsCharged: ", with articles none of which was among those of the charge",
    newestOf: (register: string, field: string) =>
      `newest “${field}” among entries of “${register}” by the end of the period`,
    overdue: "measures of plans in force whose time is over and which are neither done nor dropped",
    carriedOver: (begun: string, ended: string) =>
      `number of different cases among entries of “proceedings” before the period where ${begun}, without those ended before it by an entry where ${ended}`,
    openAtEnd: (begun: string, ended: string) =>
      `number of different cases among entries of “proceedings” by the end of the period where ${begun}, without those ended by then by an entry where ${ended}`,
    inForce: ", without those of plans that are still drafts",
    standingOf: (register: string) => `entries of “${register}” that stand at the end of the period`,
    where: (conditions: string) => ` where ${conditions}`,
    conditionIs: (field: string, values: readonly string[]) =>
      `${field} is ${values.map((value) => `“${value}”`).join(" or ")}`,
    conditionPresent: (field: string, present: boolean) => `${field} is ${present ? "given" : "not given"}`,
    or: " or ",
    and: " and ",
    caption: (name: string) => `Statements: ${name}`,
    period: "Period",
    source: "Source",
    value: "Value",
    how: "How",
    enteredBy: "Entered by",
    signedOff: "Signed off",
    records: "Records",
    from: { figure: "stated", records: "counted from records", finding: "finding" },
    begun: (year: number) => `register begun in ${String(year)}`,
    publishedAs: (n: string) => `published as ${n}`,
    onlyArticles: (articles: string) => `only under ${articles}`,
    counts: "counts",
    /** How many sealed records a figure of a year before the last one counts. */
    ofItsYear: (n: number) =>
      count(n, ["sealed record; see the report of that year", "sealed records; see the report of that year"]),
    /** How many records a figure counts that are not among those before it. */
    withheld: (n: number) =>
      count(n, [
        "record that is not named, since it is about officials",
        "records that are not named, since they are about officials",
      ]),
  },

  sources: {
    caption: "Sources",
    number: "No.",
    title: "Title",
    kind: "Kind",
    publishedOn: "Published",
    checked: "How sure",
    ownFiles: "Own files of the organisation that entered it",
    kinds: {
      "official-statistics": "official statistics",
      "law-text": "text of law",
      report: "report",
      press: "press",
    },
    sureness: {
      verified: "read in the source",
      secondary: "from a second-hand copy",
      "general-knowledge": "from general knowledge",
    },
  },

  records: {
    intro:
      "Each record by the beginning of its note's hash and its row. A sealed record can be opened only by those to whom it is sealed.",
    together: "Rows of one note of which the same is told stand together.",
    caption: "Records behind this report",
    record: "Record",
    register: "Register",
    leaf: "Leaf",
    notLogged: "not logged",
    open: "open",
    sealed: "sealed",
    state: "Open or sealed",
    ownSignature: "signed by its own office",
    notHere: "not readable here",
    registers: {
      source: "sources",
      law: "laws",
      proceeding: "proceedings",
      body: "bodies",
      training: "trainings",
      plan: "plans",
      measure: "measures",
      progress: "progress",
      protection: "protection",
      breach: "breaches of non-punishment",
      prevention: "prevention",
      agreement: "agreements",
      request: "requests",
      figure: "figures",
      finding: "findings",
      route: "routes",
      judgement: "judgements",
      rating: "ratings",
      signoff: "sign-offs",
      publication: "publications",
    },
  },

  plots: {
    bars: (now: string, before: string) => `${now} beside ${before}`,
    barsDescription: "Two bars for each fact: above the year of this report, filled; below the year before, hatched.",
    series: "Over the years",
    seriesDescription: "One small plot for each fact. A year without a value has no point, and the line breaks there.",
    seriesApart: "Not counted like the year before; no line joins the two.",
    flow: "From investigation to sentence",
    flowDescription:
      "Cases with an event in the period, as far as they came by its end. Each band is as wide as its number of cases; bands that bend down have left the way.",
    /** Of a step at which no record tells a case; a source may still give a figure. */
    noCases: "no single cases recorded",
    fact: "Fact",
    step: "Step",
    cases: "Cases",
    year: "Year",
    steps: {
      investigation: "Investigated",
      prosecution: "Prosecuted",
      verdict: "Judged",
      prison: "Sentenced to prison",
      pending: "pending",
      dropped: "dropped",
      requalified: "requalified",
      fled: "suspect fled",
      acquitted: "acquitted",
      "other-sentence": "other sentence",
    },
  },
};

export type ReportText = typeof en;
