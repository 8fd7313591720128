// The links that an organisation says between its own cases (FD12): family, and that two cases are of one person. Each stands once, in the case with the lower
// id, and is seen from both. A case of which nothing is shown any more is linked to none.
import type { CaseLink } from "../../core/case/fold.ts";
import type { LinkWord } from "../../core/entry-kind.ts";
import { Problem } from "../../core/problem.ts";
import type { LinkedCase } from "../views.ts";
import type { CaseWriter } from "./case-writer.ts";
import type { HeldCases } from "./held-cases.ts";

interface LinkParts {
  readonly cases: HeldCases;
  readonly organisation: string;
  /** The links that the entries of a case say to others. */
  readonly linksIn: (caseId: string) => readonly CaseLink[];
  /** True for a case on which this organisation works, or did. */
  readonly isShown: (caseId: string) => boolean;
}

/** All words that stand between a case and others, from its side. */
function wordsAt(caseId: string, { cases, organisation, linksIn }: LinkParts): readonly LinkedCase[] {
  const ours = (links: readonly CaseLink[]) => links.filter(({ by }) => by === organisation);
  const here = ours(linksIn(caseId)).map(({ other, as, at }) => ({ caseId: other, as, at }));
  const there = [...new Set(cases.linksTo(caseId).values())].flatMap((home) =>
    ours(linksIn(home))
      .filter(({ other }) => other === caseId)
      .map(({ as, at }) => ({ caseId: home, as: fromTheOther(as), at })),
  );
  return [...here, ...there];
}

/** The cases that are linked to this one. Two words stand for one case where they were said without seeing each other. */
export function linkedCases(caseId: string, parts: LinkParts): readonly LinkedCase[] {
  if (!parts.isShown(caseId)) return [];
  return wordsAt(caseId, parts)
    .filter(({ as, caseId: other }) => as !== "none" && as !== "not-same" && parts.isShown(other))
    .toSorted((a, b) => (`${a.as} ${a.caseId}` < `${b.as} ${b.caseId}` ? -1 : 1));
}

/** The cases of which something was said: nobody has to be asked about them again. */
export function saidOfLink(caseId: string, parts: LinkParts): ReadonlySet<string> {
  return new Set(
    wordsAt(caseId, parts)
      .filter(({ as }) => as !== "none")
      .map(({ caseId: other }) => other),
  );
}

/** By case the person, for all cases of which another one is of the same person: the lowest id of their cases. Where anybody says otherwise, they are two. */
export function personsOf(parts: LinkParts): ReadonlyMap<string, string> {
  const { cases, organisation, linksIn, isShown } = parts;
  const above = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  };
  const homes = new Set([...cases.links.values()].map(({ home }) => home));
  for (const home of [...homes].filter(isShown)) {
    const ours = Map.groupBy(
      linksIn(home).filter(({ by }) => by === organisation),
      ({ other }) => other,
    );
    for (const [other, words] of ours) {
      if (!isShown(other) || !words.every(({ as }) => as === "same")) continue;
      const [low, high] = [rootOf(home), rootOf(other)].sort() as [string, string];
      if (low !== high) above.set(high, low);
    }
  }
  const members = new Set([...above].flat());
  return new Map([...members].map((id) => [id, rootOf(id)]));
}

/** Says what another case is to this one, for the own organisation alone. Throws a Problem of the engine `not-allowed` for two cases that cannot be linked. */
export async function sayLink(
  { isShown, organisation, writer }: LinkParts & { readonly writer: CaseWriter },
  caseId: string,
  other: string,
  as: LinkWord,
): Promise<void> {
  if (caseId === other || !isShown(caseId) || !isShown(other)) throw new Problem("engine", "not-allowed");
  const [home, body] = caseId < other ? [caseId, { other, as }] : [other, { other: caseId, as: fromTheOther(as) }];
  await writer.write(home, "case.link", body, { to: [organisation] });
}

function fromTheOther(as: LinkWord): LinkWord {
  return as === "child" ? "parent" : as === "parent" ? "child" : as;
}
