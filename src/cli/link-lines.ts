// The lines of `panoh link`: the cases of the own organisation that are linked to one or are perhaps of the same person (FD12). Nobody outside learns of it.
import { caseMark } from "../core/case/mark.ts";
import type { LinkedCase, PerhapsSame } from "../member/views.ts";

export function linkLines(links: readonly LinkedCase[], perhaps: readonly PerhapsSame[]): readonly string[] {
  const nameOf = (id: string) => `${id.slice(0, 8)} (${caseMark(id)})`;
  return [
    ...links.map((link) => `${nameOf(link.caseId)}: ${link.as}`),
    ...perhaps.map((each) => `${nameOf(each.caseId)}: perhaps the same person (${each.because.join(", ")})`),
    ...(links.length + perhaps.length === 0 ? ["No other case is linked to it."] : []),
  ];
}

/** The end of the search, which goes step by step. */
export function lastOfSearch(steps: Generator<undefined, readonly PerhapsSame[]> | null): readonly PerhapsSame[] {
  for (let step = steps?.next(); step !== undefined; step = steps?.next()) if (step.done === true) return step.value;
  return [];
}
