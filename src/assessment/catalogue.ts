// The catalogue of yearly facts, as data: what each counts, in which unit, and by which formula it follows from the registers. It starts
// from the facts that countries are asked to submit under the TVPA. Words for people are in docs/spec/assessment.md and in the reports.

import { findingTopics, registerOf } from "../core/registers/register-table.ts";
import { findingDefinitions } from "./catalogue-findings.ts";
import { prosecutionDefinitions } from "./catalogue-prosecution.ts";
import { type Condition, type FactDefinition, type FactOfList, type Formula, inPillar } from "./fact-value.ts";

const is = (field: string, ...values: readonly (string | boolean)[]): Condition => ({ field, is: values });

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

const protectionDefinitions = inPillar("protection", [
  { key: "victims-identified", unit: "persons", figure: "victims-identified", better: "more" },
  {
    key: "victims-foreign",
    unit: "persons",
    detailOf: "victims-identified",
    figure: "victims-identified",
    part: "foreigners",
  },
  {
    key: "formal-identifications",
    unit: "persons",
    figure: "formal-identifications",
    better: "more",
  },
  {
    key: "identification-days",
    unit: "days",
    figure: "identification-days",
    several: "none",
    detailOf: "formal-identifications",
    better: "less",
  },
  { key: "victims-referred", unit: "persons", figure: "victims-referred", better: "more" },
  { key: "victims-assisted", unit: "persons", figure: "victims-assisted", better: "more" },
  {
    key: "victims-punished",
    unit: "persons",
    figure: "victims-punished",
    better: "less",
    formula: { kind: "sum", register: "breach", where: [], on: "on", field: "persons" },
  },
  {
    key: "breaches",
    unit: "cases",
    better: "less",
    formula: { kind: "count", register: "breach", where: [], on: "on" },
  },
  {
    key: "breaches-remedied",
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
  ...(["reflection-periods", "residence-permits"] as const).flatMap((what): readonly FactOfList[] => [
    {
      key: `${what}-asked`,
      unit: "persons",
      figure: `${what}-asked`,
      detailOf: `${what}-granted`,
    },
    { key: `${what}-granted`, unit: "persons", figure: `${what}-granted`, better: "more" },
  ]),
  {
    key: "shelters",
    unit: "services",
    better: "more",
    formula: standing("protection", [is("what", "shelter")]),
  },
  {
    key: "shelter-places",
    unit: "places",
    figure: "shelter-places",
    several: "last",
    better: "more",
    formula: standing("protection", [is("what", "shelter")], { sum: "places" }),
  },
  {
    key: "services",
    unit: "services",
    better: "more",
    formula: standing("protection", []),
  },
  {
    key: "services-government",
    unit: "services",
    better: "more",
    formula: standing("protection", [is("funder", "government", "both")]),
  },
  {
    key: "government-funding",
    unit: "amount",
    figure: "government-funding",
    better: "more",
    formula: fundedBy("government"),
  },
  {
    key: "donor-funding",
    unit: "amount",
    figure: "donor-funding",
    detailOf: "government-funding",
    formula: fundedBy("donor"),
  },
  {
    key: "joint-funding",
    unit: "amount",
    figure: "joint-funding",
    detailOf: "government-funding",
    formula: fundedBy("both"),
  },
  { key: "repatriations", unit: "persons", figure: "repatriations" },
  {
    key: "repatriations-out",
    unit: "persons",
    figure: "repatriations-out",
    detailOf: "repatriations",
  },
  {
    key: "repatriations-risk-assessed",
    unit: "persons",
    figure: "repatriations-risk-assessed",
    detailOf: "repatriations",
    better: "more",
  },
]);

const preventionDefinitions = inPillar("prevention", [
  {
    key: "bodies-formed",
    unit: "bodies",
    better: "more",
    formula: { kind: "count", register: "body", where: [is("event", "formed")], on: "on", distinct: "body" },
  },
  {
    key: "body-meetings",
    unit: "meetings",
    better: "more",
    formula: { kind: "count", register: "body", where: [is("event", "met", "decided")], on: "on" },
  },
  { key: "plans-in-force", unit: "plans", better: "more", formula: plans("in-force") },
  { key: "plans-in-preparation", unit: "plans", formula: plans("working-group", "draft") },
  {
    key: "plan-stage",
    unit: "answer",
    formula: { kind: "newest", register: "plan", where: [], from: "on", field: "stage", thing: "title" },
  },
  {
    key: "measures-done",
    unit: "measures",
    better: "more",
    formula: { kind: "count", register: "progress", where: [is("state", "done")], on: "on", distinct: "measure" },
  },
  {
    key: "measures-due",
    unit: "measures",
    formula: { kind: "count", register: "measure", where: [], on: "until" },
  },
  { key: "measures-overdue", unit: "measures", better: "less", formula: { kind: "overdue" } },
  {
    key: "plan-budget",
    unit: "amount",
    detailOf: "plans-in-force",
    better: "more",
    formula: { kind: "sum", register: "measure", where: [], on: "from", field: "budget", inForce: true },
  },
  {
    key: "plan-spending",
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
  {
    key: "trainings",
    unit: "sessions",
    better: "more",
    formula: sessions(),
  },
  {
    key: "persons-trained",
    unit: "persons",
    figure: "persons-trained",
    better: "more",
    formula: trained(),
  },
  {
    key: "trained-by-lessons",
    unit: "persons",
    detailOf: "persons-trained",
    better: "more",
    formula: { kind: "sum", register: "training", where: [is("kind", "lessons")], on: "on", field: "participants" },
  },
  {
    key: "law-enforcement-trained",
    pillar: "prosecution",
    unit: "persons",
    better: "more",
    formula: trained(...lawEnforcement),
  },
  // Lessons that somebody did on a device show no training: what shows one is a session.
  {
    key: "law-enforcement-sessions",
    pillar: "prosecution",
    unit: "sessions",
    detailOf: "law-enforcement-trained",
    better: "more",
    formula: sessions(is("profession", ...lawEnforcement)),
  },
  { key: "consuls-trained", pillar: "protection", unit: "persons", better: "more", formula: trained("consul") },
  {
    key: "peacekeepers-trained",
    unit: "persons",
    detailOf: "persons-trained",
    better: "more",
    formula: trained("peacekeeper"),
  },
  { key: "campaigns", unit: "actions", better: "more", formula: actions("campaign") },
  {
    key: "persons-reached",
    unit: "persons",
    figure: "persons-reached",
    better: "more",
    formula: reach("reach", "campaign", "brochures", "resource-centre"),
  },
  { key: "brochure-actions", unit: "actions", better: "more", formula: actions("brochures") },
  {
    key: "resource-centres",
    unit: "services",
    better: "more",
    formula: standing("prevention", [is("what", "resource-centre")]),
  },
  {
    key: "hotline-calls",
    unit: "calls",
    figure: "hotline-calls",
    better: "more",
    formula: reach("reach", "hotline"),
  },
  ...(["languages", "hours"] as const).map(
    (unit): FactOfList => ({
      key: `hotline-${unit}`,
      unit,
      figure: `hotline-${unit}`,
      several: "last",
      detailOf: "hotline-calls",
      better: "more",
    }),
  ),
  {
    key: "hotline-victims-found",
    unit: "persons",
    figure: "hotline-victims-found",
    detailOf: "hotline-calls",
    better: "more",
    formula: reach("found", "hotline"),
  },
  {
    key: "recruiter-licences",
    unit: "licences",
    formula: { ...reach("reach", "recruiter-licence"), otherwise: 1 },
  },
  {
    key: "recruiter-inspections",
    unit: "checks",
    figure: "recruiter-inspections",
    better: "more",
    formula: reach("reach", "recruiter-inspection"),
  },
  {
    key: "recruiter-finds",
    unit: "cases",
    detailOf: "recruiter-inspections",
    formula: reach("found", "recruiter-inspection"),
  },
  {
    key: "recruiter-sanctions",
    unit: "actions",
    figure: "recruiter-sanctions",
    detailOf: "recruiter-inspections",
    better: "more",
  },
  {
    key: "border-checks",
    unit: "checks",
    better: "more",
    formula: reach("reach", "border-check"),
  },
  { key: "border-finds", unit: "persons", formula: reach("found", "border-check") },
  { key: "research", unit: "actions", better: "more", formula: actions("research") },
  {
    key: "demand-actions",
    unit: "actions",
    better: "more",
    formula: actions("demand-reduction"),
  },
  {
    key: "assessments-published",
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
]);

const partnershipDefinitions = inPillar("partnership", [
  {
    key: "agreements",
    unit: "agreements",
    better: "more",
    formula: standing("agreement", []),
  },
  {
    key: "shared-actions",
    unit: "actions",
    better: "more",
    formula: {
      kind: "count",
      register: "prevention",
      where: [is("partner", "ngo", "international", "private")],
      on: "on",
    },
  },
  {
    key: "requests-sent",
    unit: "requests",
    figure: "requests-sent",
    better: "more",
    formula: requests("on", [is("direction", "sent"), is("stage", "sent", "answered")]),
  },
  {
    key: "requests-received",
    unit: "requests",
    figure: "requests-received",
    formula: requests("on", [is("direction", "received"), is("stage", "received", "answered")]),
  },
  {
    key: "legal-assistance-sent",
    unit: "requests",
    detailOf: "requests-sent",
    formula: requests("on", [
      is("kind", "mutual-legal-assistance"),
      is("direction", "sent"),
      is("stage", "sent", "answered"),
    ]),
  },
  {
    key: "legal-assistance-received",
    unit: "requests",
    detailOf: "requests-received",
    formula: requests("on", [
      is("kind", "mutual-legal-assistance"),
      is("direction", "received"),
      is("stage", "received", "answered"),
    ]),
  },
  {
    key: "requests-answered",
    unit: "requests",
    better: "more",
    formula: requests("answered", [is("direction", "received"), is("stage", "answered")]),
  },
  {
    key: "joint-investigations",
    unit: "cases",
    figure: "joint-investigations",
    better: "more",
    formula: {
      kind: "count",
      register: "request",
      where: [is("kind", "joint-investigation"), is("answer", "granted", "partly")],
      on: "answered",
      distinct: "case",
    },
  },
  {
    key: "extraditions",
    unit: "requests",
    figure: "extraditions",
    better: "more",
    formula: requests("answered", [is("kind", "extradition"), is("answer", "granted", "partly")]),
  },
]);

const contextDefinitions: readonly FactDefinition[] = [
  { key: "routes", pillar: "context", unit: "rows", formula: { kind: "rows", register: "route" } },
];

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

/** The codes of which the fact is one, for an answer in words; null for a number. */
export function answersOfFinding({ formula }: FactDefinition): readonly string[] | null {
  if (formula?.kind === "finding") return findingTopics[formula.topic];
  if (formula?.kind !== "newest") return null;
  const shape = registerOf(formula.register).fields[formula.field]?.shape;
  return shape?.type === "code" ? shape.codes : null;
}

const byKey = new Map(catalogue.map((definition) => [definition.key, definition]));
