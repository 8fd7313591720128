// The entries of one case as a graph: parents and named entries come before those that name them (FD1). Pure and repeatable: the
// same entries give the same order, whatever the order in which they arrived and however often.
import type { CaseContent, NewerContent } from "./entry.ts";

/** An entry with its place: leaf index (null while it is not logged) and position in its envelope. */
export interface PlacedEntry {
  readonly id: string;
  readonly content: CaseContent | NewerContent;
  readonly leaf: number | null;
  readonly position: number;
  /** The grant that carried it to this reader, if it came that way; its leaf is then the granter's word (SL8). */
  readonly grantedBy?: string;
}

export interface CaseGraph {
  /** Causal order, then leaf index, then position; unlogged entries come last (FD1). */
  readonly order: readonly PlacedEntry[];
  /** Entries whose parents, consents or named entries are not here, or themselves wait. */
  readonly waiting: readonly PlacedEntry[];
  /** True when `earlier` is among what `later` builds on. */
  readonly isAncestor: (earlier: string, later: string) => boolean;
}

/** Orders the entries of one case. */
export function orderCase(entries: readonly PlacedEntry[]): CaseGraph {
  const byId = new Map<string, PlacedEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || isBetterCopy(entry, known)) byId.set(entry.id, entry);
  }
  const unmet = new Map<string, number>();
  const dependents = new Map<string, PlacedEntry[]>();
  for (const entry of byId.values()) {
    const needs = dependenciesOf(entry.content);
    unmet.set(entry.id, needs.size);
    for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), entry]);
  }
  const ready = [...byId.values()].filter((entry) => unmet.get(entry.id) === 0);
  const order: PlacedEntry[] = [];
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (let next = takeFirst(ready); next !== null; next = takeFirst(ready)) {
    order.push(next);
    const above = new Set<string>();
    for (const need of dependenciesOf(next.content)) {
      above.add(need);
      for (const older of ancestors.get(need) ?? []) above.add(older);
    }
    ancestors.set(next.id, above);
    for (const dependent of dependents.get(next.id) ?? []) {
      const left = (unmet.get(dependent.id) ?? 0) - 1;
      unmet.set(dependent.id, left);
      if (left === 0) ready.push(dependent);
    }
  }
  const placed = new Set(order.map((entry) => entry.id));
  return {
    order,
    waiting: [...byId.values()].filter((entry) => !placed.has(entry.id)).sort((a, b) => (comesBefore(a, b) ? -1 : 1)),
    isAncestor: (earlier, later) => ancestors.get(later)?.has(earlier) ?? false,
  };
}

/** The maximal entries of a set: those that no other one of the set builds on. Sorted, so that a list of parents has one spelling. */
export function headsAmong(graph: CaseGraph, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => !ids.some((other) => graph.isAncestor(id, other))).sort();
}

/** The entries that an entry names and cannot be understood without. */
function dependenciesOf(content: CaseContent | NewerContent): ReadonlySet<string> {
  const needs = new Set(content.parents);
  if (content.case !== undefined) needs.add(content.case);
  if ("newer" in content) return needs;
  for (const consent of content.consent ?? []) needs.add(consent);
  switch (content.kind) {
    case "consent.withdraw":
      return needs.add(content.body.given);
    case "withdraw.confirmed":
    case "purge.done":
      return needs.add(content.body.withdrawal);
    case "referral.receive":
    case "referral.accept":
    case "referral.decline":
    case "referral.waitlist":
    case "referral.meet":
    case "referral.close":
      return needs.add(content.body.referral);
    case "grant":
      return needs.add(content.body.consent);
    case "adopt":
      for (const entry of content.body.entries) needs.add(entry);
      return needs;
    default:
      return needs;
  }
}

function comesBefore(a: PlacedEntry, b: PlacedEntry): boolean {
  const leafA = a.leaf ?? Number.POSITIVE_INFINITY;
  const leafB = b.leaf ?? Number.POSITIVE_INFINITY;
  if (leafA !== leafB) return leafA < leafB;
  if (a.position !== b.position) return a.position < b.position;
  return a.id < b.id;
}

// Of several copies the one whose leaf this reader saw in the log counts; then a granter's word; then a copy that is not logged.
function isBetterCopy(a: PlacedEntry, b: PlacedEntry): boolean {
  const rank = (entry: PlacedEntry) => (entry.leaf === null ? 2 : entry.grantedBy === undefined ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) < rank(b);
  if (comesBefore(a, b) || comesBefore(b, a)) return comesBefore(a, b);
  return (a.grantedBy ?? "") < (b.grantedBy ?? "");
}

function takeFirst(ready: PlacedEntry[]): PlacedEntry | null {
  let best = 0;
  for (let i = 1; i < ready.length; i++) {
    const candidate = ready[i];
    const current = ready[best];
    if (candidate !== undefined && current !== undefined && comesBefore(candidate, current)) best = i;
  }
  return ready.splice(best, 1)[0] ?? null;
}
