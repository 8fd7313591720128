// A fact in a report: the year and the one before, of some facts the years before these too, each with everything behind it.

import type { FactValue, FactYear } from "../../assessment/fact-value.ts";
import { presentFields } from "../../core/present-fields.ts";

export interface ReportFact extends FactYear {
  /** The years before the last one, newest first; only of facts that are followed over the years (`followedFacts`). */
  readonly earlier?: readonly FactValue[];
}

/** Every year of the fact, newest first. */
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
    ...presentFields({ earlier: earlier?.map(to) }),
  };
}
