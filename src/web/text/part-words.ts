// The parts of a case in words: one name for each on every screen, and what it holds (FD11e). Lists of them are made of keys, never of sentences.
import { type Part, parts } from "../../core/part-table.ts";
import { apart, t } from "./translate.ts";

/** The names of these parts, in the order of the table. */
export function partNames(of: readonly Part[]): string {
  return apart(...inOrder(of).map((part) => t(`part.${part}`)));
}

/** The contents of these parts in words. */
export function partContents(of: readonly Part[]): string {
  return apart(...inOrder(of).map((part) => t(`part-about.${part}`)));
}

function inOrder(of: readonly Part[]): readonly Part[] {
  return parts.filter((part) => of.includes(part));
}
