// The parts that a source tells apart of one number, split by split: who is told apart by citizenship is told apart by age as well, so that
// parts of two splits are no sum. Each split has its order, whatever the order of rows.
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

/** The parts of each split of which any is told; what is in no split, since a register is newer, is one of its own. */
export function partsBySplit(parts: readonly Part[]): readonly (readonly Part[])[] {
  const known = splits.flat();
  return [
    ...splits.map((split) => split.flatMap((key) => parts.filter(({ part }) => part === key))),
    parts.filter(({ part }) => !known.includes(part)),
  ].filter((split) => split.length > 0);
}
