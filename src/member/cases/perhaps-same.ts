// The search for other cases of the same person (FD12d): on this device alone. It joins nothing.
import type { PerhapsSame } from "../views.ts";
import { saidOfLink } from "./case-links.ts";
import type { AllCases } from "./case-list.ts";
import { mostNamed } from "./find-named.ts";
import { isComparable, likenessTo, noMarks } from "./same-person.ts";

/**
 * The cases that are perhaps of the same person as this one, and of which nobody said what they are to it. It gives
 * way after each case that it looked at, so that whoever asks goes on when there is time.
 */
export function* perhapsSame(
  { cases, open, list }: AllCases,
  caseId: string,
): Generator<undefined, readonly PerhapsSame[]> {
  const { links } = list;
  const marksOf = (id: string) => list.keptLine(id)?.marks ?? (cases.isAtHand(id) ? open.of(id).marks : noMarks);
  const marks = links.isShown(caseId) ? marksOf(caseId) : noMarks;
  if (!isComparable(marks)) return [];
  const settledIds = saidOfLink(caseId, links);
  const likeness = likenessTo(marks);
  const results: PerhapsSame[] = [];
  for (const other of cases.caseIds) {
    if (other === caseId || settledIds.has(other) || !links.isShown(other)) continue;
    const because = likeness(marksOf(other));
    if (because.length > 0) results.push({ caseId: other, because });
    yield;
  }
  return results.slice(0, mostNamed);
}
