// A fact as a report tells it: the year and the one before, and of the facts that people follow over time some years before these, each with
// everything behind it.
import type { FactValue, FactYear } from "../../assessment/fact-value.ts";

export interface ReportFact extends FactYear {
  /** The years before the last one, newest first; only of facts that are followed over the years (`followedFacts`). */
  readonly earlier?: readonly FactValue[];
}

/** Every year that is told of the fact, newest first. */
export function yearsOf({ now, before, earlier = [] }: ReportFact): readonly FactValue[] {
  return [now, before, ...earlier];
}

/** The fact with each of its years made anew. */
export function mapYears(
  { definition, now, before, earlier }: ReportFact,
  to: (value: FactValue) => FactValue,
): ReportFact {
  return {
    definition,
    now: to(now),
    before: to(before),
    ...(earlier === undefined ? {} : { earlier: earlier.map(to) }),
  };
}
