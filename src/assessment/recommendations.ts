// Recommendations that follow from gaps, as data: a rule and the key of what is recommended when it holds. Words are in the reports; a
// recommendation never stands without the facts behind it.
import type { RecordRef } from "../record/statement.ts";
import type { Rule, RuleReading } from "./assessment.ts";
import { findingFact } from "./catalogue-findings.ts";
import type { FactValue, FactYear } from "./fact-value.ts";
import { evidenceOf, readRule } from "./read-rule.ts";
import { atomsOf } from "./rule-atoms.ts";
import { found, less, none, proceedings, some } from "./tvpa-rules.ts";

export interface Recommendation {
  readonly key: string;
  /** Facts from which it follows. */
  readonly facts: readonly string[];
  readonly records: readonly RecordRef[];
}

const noPlan: Rule = {
  all: [found("national-plan", "none", "draft"), { not: { shown: some("plans-in-force") } }],
};

const unpublished: Rule = {
  all: [found("public-assessment", "none"), { not: { shown: some("assessments-published") } }],
};

/** Of which a number of none, or one that fell, is a gap. */
const helping = ["victims-referred", "victims-assisted", "shelter-places"] as const;

/** In the order in which reports print them. */
export const recommendationTable: Readonly<Record<string, Rule>> = {
  "establish-plan": noPlan,
  "refer-to-ngos": found("referral-system", "none", "partial"),
  "protect-victims": found("victim-protection", "none"),
  "offer-reintegration": found("reintegration-programme", "none"),
  "protect-witnesses": found("witness-protection", "none"),
  "end-punishment-of-victims": { any: [found("victims-punished", "yes"), some("victims-punished"), some("breaches")] },
  "write-identification-procedures": found("identification-procedures", "none"),
  "equip-consulates": found("consular-tools", "none"),
  "train-law-enforcement": found("law-enforcement-training", "lacking", "partial"),
  "prosecute-more": { any: [...proceedings.map(none), ...proceedings.map(less), found("prosecution-trend", "less")] },
  "identify-victims": { any: [none("victims-identified"), less("victims-identified")] },
  "help-victims": {
    any: [...helping.map(none), ...helping.map(less), found("protection-trend", "less")],
  },
  "adopt-comprehensive-law": { fact: "comprehensive-law", is: ["drafted", "in-parliament"] },
  "act-against-complicity": { any: [found("corruption", "endemic", "widespread"), some("officials-fled")] },
  "bring-back-fugitives": some("fugitives"),
  "prison-instead-of-suspension": some("sentences-suspended"),
  "cooperate-on-investigations": found("cooperation-on-investigations", "none"),
  "cooperate-with-ngos": found("cooperation-with-ngos", "none"),
  "strengthen-borders": found("border-control", "absent", "weak"),
  "carry-out-plan": some("measures-overdue"),
  "end-state-forced-labour": found("state-forced-labour", "pattern", "reported"),
  "reduce-demand": found("demand-reduction", "none"),
  "publish-assessment": unpublished,
};

/** Facts that a source should report when it says that it does not, and that the record should have. */
const reportable = [
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
  findingFact("victims-punished"),
] as const;

/**
 * What follows from these facts, in the order of the table. A year without data gives no recommendation. `unread` are the facts at which whoever
 * reads could not look in full: that they have no value is no gap.
 */
export function recommend(
  facts: readonly FactYear[],
  unread: ReadonlySet<string> = new Set(),
): readonly Recommendation[] {
  const evidence = evidenceOf({ id: "" }, facts);
  const fromRules = Object.entries(recommendationTable).flatMap(([key, when]): readonly Recommendation[] => {
    const reading = readRule(when, evidence);
    if (reading.truth !== "yes") return [];
    return [{ key, facts: holdingFacts(reading), records: reading.records }];
  });
  const values = reportable.flatMap((fact) => evidence.facts.get(fact)?.now ?? []);
  const isAnyKnown = facts.some(({ now }) => now.state === "known");
  const report = values.filter(({ state }) => state === "not-reported");
  const isKnown = (fact: string) => evidence.facts.get(fact)?.now.state === "known";
  // Persons who were investigated or prosecuted show it as cases do: a source gives what it counts.
  const isGivenInPersons = (fact: string) =>
    isKnown({ investigations: "suspects", prosecutions: "defendants" }[fact] ?? "");
  const record = values.filter(
    ({ fact, state, unplaced, aside }) =>
      isAnyKnown &&
      state === "no-data" &&
      unplaced.length === 0 &&
      aside === undefined &&
      !unread.has(fact) &&
      !isGivenInPersons(fact),
  );
  return [...fromRules, ...gapOf("report-data", report), ...gapOf("record-data", record)];
}

function gapOf(key: string, lacking: readonly FactValue[]): readonly Recommendation[] {
  if (lacking.length === 0) return [];
  const records = lacking.flatMap(({ statements }) => statements.flatMap((one) => one.records));
  return [{ key, facts: lacking.map(({ fact }) => fact), records }];
}

/** Facts of those conditions that hold, or of all that were looked at under a `not`. */
function holdingFacts(reading: RuleReading): readonly string[] {
  if (reading.truth !== "yes") return [];
  const { rule, parts } = reading;
  if ("fact" in rule) return [rule.fact];
  if ("not" in rule) return [...new Set(atomsOf(rule).flatMap((atom) => ("fact" in atom ? [atom.fact] : [])))];
  return [...new Set(parts.flatMap(holdingFacts))];
}
