// The fold of a case as this reader holds it: its entries, what grants carried of it, and the links of what is not here any more.
import { type CaseState, foldOrdered } from "../../core/case/fold.ts";
import { type AbsentEntries, type CaseGraph, orderCase, type PlacedEntry } from "../../core/case/graph.ts";
import type { Directory } from "../../core/directory.ts";
import type { ReadersLog } from "../../core/readers-log.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import { carriedEntries, grantIn, isCounted, isOfCase, placedByGrant } from "./carried-notes.ts";
import type { HeldCases, Links } from "./held-cases.ts";

/** Grants of each organisation that are tried, grants of one case that count, and entries without content that they may add. */
export const mostGrants = 16;
const mostCounting = 32;
const maxAbsent = 2_000;

/** The entries of a case, and those of which only the links are known. */
interface HeldCase {
  readonly entries: readonly PlacedEntry[];
  readonly absent: AbsentEntries;
  readonly graph: CaseGraph;
  /** The links of the absent ones, and of those that a grant gave again. */
  readonly links: ReadonlyMap<string, Links>;
  /** Saves whose answers were replaced by absent ones (FD10). */
  readonly replaced: ReadonlySet<string>;
}

export interface FoldedCase {
  readonly state: CaseState;
  readonly source: HeldCase;
}

/**
 * A case: its state, and the entries and links that make it. What a grant carries and leaves out counts only if the grant does, or did
 * until the consent was withdrawn: so grants are looked at one after another, in the order of the log, each on what those before it gave.
 */
export function foldHeld(cases: HeldCases, caseId: string, log: ReadersLog): FoldedCase {
  const { directory } = log;
  const own = cases.of(caseId).entries.flatMap(({ entry, leaf, position, verified }): readonly PlacedEntry[] => {
    const { id, content } = entry;
    if (!verified || !isOfCase(content)) return [];
    return [{ id, content, leaf, position, ...carriedBy(cases, entry, directory) }];
  });
  const foldWith = (grants: readonly PlacedEntry[]): FoldedCase => {
    const all = withGrants(cases, caseId, { own, grants }, directory);
    return { state: foldOrdered(caseId, all.graph, log, all.absent), source: all };
  };
  let grants: readonly PlacedEntry[] = [];
  let result = foldWith(grants);
  for (const candidate of candidatesAmong(own, directory)) {
    if (grants.length === mostCounting) break;
    const attempt = foldWith([...grants, candidate]);
    const verdict = attempt.state.entries.find(({ id }) => id === candidate.id)?.verdict;
    if (verdict === undefined || !isCounted(verdict) || attempt.source.absent.size > maxAbsent) continue;
    grants = [...grants, candidate];
    result = attempt;
  }
  return result;
}

/** The notes that a grant carries beside its own entry, for whoever tries it on the fold. */
export function carriedBy(cases: HeldCases, entry: EntryNote, directory: Directory): Pick<PlacedEntry, "carried"> {
  return grantIn(entry.content) === null ? {} : { carried: carriedEntries(cases.carried.of(entry, directory)) };
}

/** The whole notes of a case by entry, held or carried by a grant in it. */
export function notesIn(cases: HeldCases, caseId: string, directory: Directory): ReadonlyMap<string, string> {
  const own = cases.of(caseId).entries.map(({ entry }) => entry);
  const fromGrants = own.flatMap((entry) => cases.carried.of(entry, directory) ?? []).map(({ entry }) => entry);
  return new Map([...fromGrants, ...own].map(({ id, note }) => [id, note]));
}

function withGrants(
  cases: HeldCases,
  caseId: string,
  { own, grants }: { readonly own: readonly PlacedEntry[]; readonly grants: readonly PlacedEntry[] },
  directory: Directory,
): HeldCase {
  const entries = [...own];
  const { entries: all, erased } = cases.of(caseId);
  const whole = new Map(all.map(({ entry }) => [entry.id, entry]));
  const links = new Map(erased);
  for (const { id } of grants) {
    const grant = whole.get(id);
    if (grant === undefined) continue;
    // Also what was purged: a grant that came before the purge was purged itself, so the person consented to this one anew.
    entries.push(...placedByGrant(cases.carried.of(grant, directory) ?? [], id));
    // The first word on a left-out entry holds: a later grant cannot move it.
    for (const { entry, ...left } of grantIn(grant.content)?.body.left_out ?? [])
      if (!links.has(entry) && !whole.has(entry)) links.set(entry, left);
  }
  const here = new Set(entries.map(({ id }) => id));
  const replacedIds = [...links].filter(([id]) => !here.has(id)).flatMap(([, { over }]) => over ?? []);
  const absent = new Map([...links].map(([id, { needs }]) => [id, needs]));
  return { entries, links, absent, graph: orderCase(entries, absent), replaced: new Set(replacedIds) };
}

/** Grants that may count, in the order of the log: some of each provider, so that nobody keeps the grants of another one out. */
function candidatesAmong(entries: readonly PlacedEntry[], directory: Directory): readonly PlacedEntry[] {
  const granterOf = ({ content }: PlacedEntry) => directory.device(content.device)?.organisation ?? "";
  const counts = new Map<string, number>();
  return entries
    .filter((entry) => entry.carried !== undefined && entry.carried !== null)
    .filter((entry) => directory.organisation(granterOf(entry))?.party === "provider")
    .sort((a, b) => (a.leaf ?? Infinity) - (b.leaf ?? Infinity) || a.position - b.position || (a.id < b.id ? -1 : 1))
    .filter((entry) => {
      const count = (counts.get(granterOf(entry)) ?? 0) + 1;
      counts.set(granterOf(entry), count);
      return count <= mostGrants;
    });
}
