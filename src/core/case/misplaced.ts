// Saves that their author's organisation said were written into the wrong case (FD13): which they are, and who said so.
import type { CaseContent, NewerContent } from "../entry.ts";
import type { BodyOf } from "../entry-kind.ts";

/** As much of a judged entry as this asks for. */
interface Judged {
  readonly content: CaseContent | NewerContent;
  readonly verdict: { readonly is: string };
  readonly organisation: string | null;
}

/** What all words of a case say that count. */
export interface NamedMisplaced {
  readonly isEmpty: boolean;
  /** True for an entry that somebody named. */
  isNamed(id: string): boolean;
  /** True for a save of this organisation, by the device that signed it, that the organisation said is of another case. */
  has(id: string, content: CaseContent | NewerContent, organisation: string | undefined): boolean;
}

export function misplacedIn({ entries }: { readonly entries: readonly Judged[] }): NamedMisplaced {
  const words = entries.flatMap(({ content, verdict, organisation }) =>
    verdict.is === "effective" && content.kind === "answers.misplaced" && !("newer" in content)
      ? [{ organisation, body: content.body }]
      : [],
  );
  const named = new Set(words.flatMap(({ body }) => body.saves));
  return {
    isEmpty: words.length === 0,
    isNamed: (id) => named.has(id),
    has: (id, content, by) => words.some((word) => word.organisation === by && isMeant(id, content, word.body)),
  };
}

/** True for a save that is named, or that stands in the sheet that is: a colleague may not have heard of it while they wrote on in there. */
export function isMeant(
  id: string,
  content: CaseContent | NewerContent,
  { saves, sheet }: BodyOf<"answers.misplaced">,
): boolean {
  if (content.kind !== "answers" || "newer" in content) return false;
  return saves.includes(id) || (sheet !== undefined && content.body.sheet === sheet);
}
