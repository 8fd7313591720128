// The catalogue of yearly facts, as data: what each counts, in which unit, and by which formula it follows from the registers. It starts
// from the facts that countries are asked to submit under the TVPA. Words for people are in docs/spec/assessment.md and in the reports.

import { findingDefinitions } from "./catalogue-findings.ts";
import { is, prosecutionDefinitions } from "./catalogue-prosecution.ts";
import { type Condition, type FactDefinition, type Formula, inPillar } from "./fact-value.ts";

const standing = (
  register: "protection" | "prevention" | "agreement",
  where: readonly Condition[],
  more = {},
): Formula => ({
  kind: "standing",
  register,
  where,
  from: register === "protection" ? "from" : "on",
  until: "until",
  ...more,
});

const actions = (...what: readonly string[]): Formula => ({
  kind: "count",
  register: "prevention",
  where: [is("what", ...what)],
  on: "on",
});

const reach = (field: "reach" | "found", ...what: readonly string[]): Extract<Formula, { kind: "sum" }> => ({
  kind: "sum",
  register: "prevention",
  where: what.length === 0 ? [] : [is("what", ...what)],
  on: "on",
  field,
});

/** A request is one row, in its newest stage: `on` stays the day on which it was sent or received. */
const requests = (on: "on" | "answered", where: readonly Condition[]): Formula => ({
  kind: "count",
  register: "request",
  where,
  on,
});

const plans = (...stages: readonly string[]): Formula => ({
  kind: "standing",
  register: "plan",
  where: [is("stage", ...stages)],
  from: "on",
  until: "until",
  thing: "title",
});

const trained = (...profession: readonly string[]): Formula => ({
  kind: "sum",
  register: "training",
  where: profession.length === 0 ? [] : [is("profession", ...profession)],
  on: "on",
  field: "participants",
});

/** The short lessons of the program are no session. */
const sessions = (...where: readonly Condition[]): Formula => ({
  kind: "count",
  register: "training",
  where: [{ any: [{ field: "kind", present: false }, is("kind", "session")] }, ...where],
  on: "on",
  distinct: "session",
  ofSource: true,
});

/** Money of one funder alone, or of both together. */
const fundedBy = (funder: "government" | "donor" | "both"): Formula => ({
  kind: "sum",
  register: "protection",
  where: [is("funder", funder)],
  on: "from",
  field: "amount",
});

const lawEnforcement = ["police", "border-guard", "investigator", "prosecutor", "judge"] as const;

const protectionDefinitions = inPillar("protection", {
  "victims-identified": { unit: "persons", better: "more" },
  "victims-foreign": {
    unit: "persons",
    detailOf: "victims-identified",
    figure: "victims-identified",
    part: "foreigners",
  },
  "formal-identifications": { unit: "persons", better: "more" },
  "identification-days": { unit: "days", several: "none", detailOf: "formal-identifications", better: "less" },
  "victims-referred": { unit: "persons", better: "more" },
  "victims-assisted": { unit: "persons", better: "more" },
  // Counted of cases alone (docs/spec/offices.md): no source gives them as a figure.
  "victims-presumed": { unit: "persons", detailOf: "victims-identified" },
  "victims-refused": { unit: "persons", detailOf: "victims-assisted" },
  "referrals-accepted": { unit: "referrals", detailOf: "victims-referred" },
  "referrals-declined": { unit: "referrals", detailOf: "victims-referred" },
  "referrals-unanswered": { unit: "referrals", detailOf: "victims-referred" },
  "victims-punished": {
    unit: "persons",
    better: "less",
    formula: { kind: "sum", register: "breach", where: [], on: "on", field: "persons" },
  },
  breaches: { unit: "cases", better: "less", formula: { kind: "count", register: "breach", where: [], on: "on" } },
  "breaches-remedied": {
    unit: "persons",
    detailOf: "breaches",
    formula: {
      kind: "sum",
      register: "breach",
      where: [is("remedy", "released", "annulled", "compensated")],
      on: "on",
      field: "persons",
    },
  },
  "reflection-periods-asked": { unit: "persons", detailOf: "reflection-periods-granted" },
  "reflection-periods-granted": { unit: "persons", better: "more" },
  "residence-permits-asked": { unit: "persons", detailOf: "residence-permits-granted" },
  "residence-permits-granted": { unit: "persons", better: "more" },
  shelters: { unit: "services", better: "more", formula: standing("protection", [is("what", "shelter")]) },
  "shelter-places": {
    unit: "places",
    several: "last",
    better: "more",
    formula: standing("protection", [is("what", "shelter")], { sum: "places" }),
  },
  services: { unit: "services", better: "more", formula: standing("protection", []) },
  "services-government": {
    unit: "services",
    better: "more",
    formula: standing("protection", [is("funder", "government", "both")]),
  },
  "government-funding": { unit: "amount", better: "more", formula: fundedBy("government") },
  "donor-funding": { unit: "amount", detailOf: "government-funding", formula: fundedBy("donor") },
  "joint-funding": { unit: "amount", detailOf: "government-funding", formula: fundedBy("both") },
  repatriations: { unit: "persons" },
  "repatriations-out": { unit: "persons", detailOf: "repatriations" },
  "repatriations-risk-assessed": { unit: "persons", detailOf: "repatriations", better: "more" },
});

const preventionDefinitions = inPillar("prevention", {
  "bodies-formed": {
    unit: "bodies",
    better: "more",
    formula: { kind: "count", register: "body", where: [is("event", "formed")], on: "on", distinct: "body" },
  },
  "body-meetings": {
    unit: "meetings",
    better: "more",
    formula: { kind: "count", register: "body", where: [is("event", "met", "decided")], on: "on" },
  },
  "plans-in-force": { unit: "plans", better: "more", formula: plans("in-force") },
  "plans-in-preparation": { unit: "plans", formula: plans("working-group", "draft") },
  "plan-stage": {
    unit: "answer",
    formula: { kind: "newest", register: "plan", where: [], from: "on", field: "stage", thing: "title" },
  },
  "measures-done": {
    unit: "measures",
    better: "more",
    formula: { kind: "count", register: "progress", where: [is("state", "done")], on: "on", distinct: "measure" },
  },
  "measures-due": { unit: "measures", formula: { kind: "count", register: "measure", where: [], on: "until" } },
  "measures-overdue": { unit: "measures", better: "less", formula: { kind: "overdue" } },
  "plan-budget": {
    unit: "amount",
    detailOf: "plans-in-force",
    better: "more",
    formula: { kind: "sum", register: "measure", where: [], on: "from", field: "budget", inForce: true },
  },
  "plan-spending": {
    unit: "amount",
    detailOf: "plans-in-force",
    better: "more",
    formula: {
      kind: "sum",
      register: "progress",
      where: [{ field: "spent", present: true }],
      on: "on",
      field: "spent",
    },
  },
  trainings: { unit: "sessions", better: "more", formula: sessions() },
  "persons-trained": { unit: "persons", better: "more", formula: trained() },
  "trained-by-lessons": {
    unit: "persons",
    detailOf: "persons-trained",
    better: "more",
    formula: { kind: "sum", register: "training", where: [is("kind", "lessons")], on: "on", field: "participants" },
  },
  "law-enforcement-trained": {
    pillar: "prosecution",
    unit: "persons",
    better: "more",
    formula: trained(...lawEnforcement),
  },
  // Lessons that somebody did on a device show no training: what shows one is a session.
  "law-enforcement-sessions": {
    pillar: "prosecution",
    unit: "sessions",
    detailOf: "law-enforcement-trained",
    better: "more",
    formula: sessions(is("profession", ...lawEnforcement)),
  },
  "consuls-trained": { pillar: "protection", unit: "persons", better: "more", formula: trained("consul") },
  "peacekeepers-trained": {
    unit: "persons",
    detailOf: "persons-trained",
    better: "more",
    formula: trained("peacekeeper"),
  },
  campaigns: { unit: "actions", better: "more", formula: actions("campaign") },
  "persons-reached": {
    unit: "persons",
    better: "more",
    formula: reach("reach", "campaign", "brochures", "resource-centre"),
  },
  "brochure-actions": { unit: "actions", better: "more", formula: actions("brochures") },
  "resource-centres": {
    unit: "services",
    better: "more",
    formula: standing("prevention", [is("what", "resource-centre")]),
  },
  "hotline-calls": { unit: "calls", better: "more", formula: reach("reach", "hotline") },
  "hotline-languages": { unit: "languages", several: "last", detailOf: "hotline-calls", better: "more" },
  "hotline-hours": { unit: "hours", several: "last", detailOf: "hotline-calls", better: "more" },
  "hotline-victims-found": {
    unit: "persons",
    detailOf: "hotline-calls",
    better: "more",
    formula: reach("found", "hotline"),
  },
  "recruiter-licences": { unit: "licences", formula: { ...reach("reach", "recruiter-licence"), otherwise: 1 } },
  "recruiter-inspections": { unit: "checks", better: "more", formula: reach("reach", "recruiter-inspection") },
  "recruiter-finds": {
    unit: "cases",
    detailOf: "recruiter-inspections",
    formula: reach("found", "recruiter-inspection"),
  },
  "recruiter-sanctions": { unit: "actions", detailOf: "recruiter-inspections", better: "more" },
  "border-checks": { unit: "checks", better: "more", formula: reach("reach", "border-check") },
  "border-finds": { unit: "persons", formula: reach("found", "border-check") },
  research: { unit: "actions", better: "more", formula: actions("research") },
  "demand-actions": { unit: "actions", better: "more", formula: actions("demand-reduction") },
  "assessments-published": {
    unit: "assessments",
    better: "more",
    formula: {
      kind: "count",
      register: "publication",
      where: [],
      on: "year",
      ofYear: true,
      distinct: "scheme",
    },
  },
});

const partnershipDefinitions = inPillar("partnership", {
  agreements: { unit: "agreements", better: "more", formula: standing("agreement", []) },
  "shared-actions": {
    unit: "actions",
    better: "more",
    formula: {
      kind: "count",
      register: "prevention",
      where: [is("partner", "ngo", "international", "private")],
      on: "on",
    },
  },
  "requests-sent": {
    unit: "requests",
    better: "more",
    formula: requests("on", [is("direction", "sent"), is("stage", "sent", "answered")]),
  },
  "requests-received": {
    unit: "requests",
    formula: requests("on", [is("direction", "received"), is("stage", "received", "answered")]),
  },
  "legal-assistance-sent": {
    unit: "requests",
    detailOf: "requests-sent",
    formula: requests("on", [
      is("kind", "mutual-legal-assistance"),
      is("direction", "sent"),
      is("stage", "sent", "answered"),
    ]),
  },
  "legal-assistance-received": {
    unit: "requests",
    detailOf: "requests-received",
    formula: requests("on", [
      is("kind", "mutual-legal-assistance"),
      is("direction", "received"),
      is("stage", "received", "answered"),
    ]),
  },
  "requests-answered": {
    unit: "requests",
    better: "more",
    formula: requests("answered", [is("direction", "received"), is("stage", "answered")]),
  },
  "joint-investigations": {
    unit: "cases",
    better: "more",
    formula: {
      kind: "count",
      register: "request",
      where: [is("kind", "joint-investigation"), is("answer", "granted", "partly")],
      on: "answered",
      distinct: "case",
    },
  },
  extraditions: {
    unit: "requests",
    better: "more",
    formula: requests("answered", [is("kind", "extradition"), is("answer", "granted", "partly")]),
  },
});

const contextDefinitions = inPillar("context", {
  routes: { unit: "rows", formula: { kind: "rows", register: "route" } },
});

/** Every yearly fact, pillar by pillar. Keys are unique and stay as they are: reports and schemes name them. */
export const catalogue: readonly FactDefinition[] = [
  ...prosecutionDefinitions,
  ...protectionDefinitions,
  ...preventionDefinitions,
  ...partnershipDefinitions,
  ...findingDefinitions,
  ...contextDefinitions,
];

/** The definition of a fact; null for a key that is in no catalogue. */
export function findDefinition(key: string): FactDefinition | null {
  return byKey.get(key) ?? null;
}

const byKey = new Map(catalogue.map((definition) => [definition.key, definition]));
