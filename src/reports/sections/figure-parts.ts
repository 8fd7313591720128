// The parts that a source gives of one number, split by split. The same persons are split by citizenship and by age, so parts of two splits are
// no sum. Each split has its order, whatever the order of rows.
import type { FactStatement } from "../../assessment/fact-value.ts";

type Part = FactStatement["parts"][number];

const splits: readonly (readonly string[])[] = [
  ["by-government", "by-ngos", "by-international"],
  ["citizens", "foreigners"],
  ["women", "men", "girls", "boys", "adults", "children"],
  ["sexual", "labour", "child-trade", "other-form", "not-trafficking"],
  ["at-home", "abroad"],
  // Kinds of help: who was given two stands in both.
  ["shelter", "health", "legal-aid", "reintegration"],
];

/** The given parts of each split; parts of no split (a register may be newer) are one of their own. */
export function partsBySplit(parts: readonly Part[]): readonly (readonly Part[])[] {
  const known = splits.flat();
  return [
    ...splits.map((split) => split.flatMap((key) => parts.filter(({ part }) => part === key))),
    parts.filter(({ part }) => !known.includes(part)),
  ].filter((split) => split.length > 0);
}
