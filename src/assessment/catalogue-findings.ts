// One fact for each topic on which a source may find something about a country's conduct. Answers are ordered from worst to best.
import type { FindingTopic } from "../core/registers/register-table.ts";
import type { FactDefinition, Pillar } from "./fact-value.ts";

const pillarOfTopic: { readonly [T in FindingTopic]: Pillar } = {
  corruption: "prosecution",
  "border-control": "prevention",
  "border-monitoring": "prevention",
  "law-enforcement-training": "prosecution",
  "victims-encouraged-to-cooperate": "protection",
  "victim-protection": "protection",
  "reintegration-programme": "protection",
  "witness-protection": "protection",
  "victims-punished": "protection",
  "referral-system": "protection",
  "cooperation-on-investigations": "partnership",
  "consular-tools": "protection",
  "national-plan": "prevention",
  "cooperation-with-ngos": "partnership",
  "problem-recognised": "context",
  "state-forced-labour": "context",
  "identification-procedures": "protection",
  "demand-reduction": "prevention",
  extradition: "partnership",
  "public-assessment": "prevention",
  "prosecution-trend": "prosecution",
  "protection-trend": "protection",
};

/** The key of the fact that says what is found on a topic. */
export function findingFact(topic: FindingTopic): string {
  return `finding-${topic}`;
}

export const findingDefinitions: readonly FactDefinition[] = (Object.keys(pillarOfTopic) as FindingTopic[]).map(
  (topic) => ({
    key: findingFact(topic),
    pillar: pillarOfTopic[topic],
    unit: "answer",
    formula: { kind: "finding", topic },
    better: "more",
  }),
);
