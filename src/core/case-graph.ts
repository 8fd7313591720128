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
  /** For a grant: the notes that it carries, as far as a case goes; null when one of them is not a verified note of this case. */
  readonly carried?: readonly CarriedEntry[] | null;
}

export interface CarriedEntry {
  readonly id: string;
  readonly content: CaseContent;
}

/** Entries of which only the place is known, by id, with what each builds on: erased here, or left out of a grant (SL8, FD7). */
export type AbsentEntries = ReadonlyMap<string, readonly string[]>;

export const nothingAbsent: AbsentEntries = new Map();

export interface CaseGraph {
  /** Causal order, then leaf index, then position; unlogged entries come last (FD1). */
  readonly order: readonly PlacedEntry[];
  /** Entries whose parents, consents or named entries are not here, or themselves wait. */
  readonly waiting: readonly PlacedEntry[];
  /** True when `earlier` is among what `later` builds on. */
  readonly isAncestor: (earlier: string, later: string) => boolean;
}

/** Orders the entries of one case. Absent ones hold the graph together and are not in the order. */
export function orderCase(entries: readonly PlacedEntry[], absent: AbsentEntries = nothingAbsent): CaseGraph {
  const byId = new Map<string, PlacedEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || isBetterCopy(entry, known)) byId.set(entry.id, entry);
  }
  const nodes: Node[] = [...byId.values()].map((entry) => ({
    id: entry.id,
    needs: dependenciesOf(entry.content),
    entry,
  }));
  for (const [id, needs] of absent) if (!byId.has(id)) nodes.push({ id, needs: new Set(needs), entry: null });
  const unmet = new Map<string, number>();
  const dependents = new Map<string, Node[]>();
  for (const node of nodes) {
    unmet.set(node.id, node.needs.size);
    for (const need of node.needs) dependents.set(need, [...(dependents.get(need) ?? []), node]);
  }
  const ready = nodes.filter((node) => node.needs.size === 0);
  const order: PlacedEntry[] = [];
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (let next = takeFirst(ready); next !== null; next = takeFirst(ready)) {
    if (next.entry !== null) order.push(next.entry);
    const above = new Set<string>();
    for (const need of next.needs) {
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

interface Node {
  readonly id: string;
  readonly needs: ReadonlySet<string>;
  /** Null for an absent one. */
  readonly entry: PlacedEntry | null;
}

/** The entries that an entry names and cannot be understood without. */
export function dependenciesOf(content: CaseContent | NewerContent): ReadonlySet<string> {
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

function takeFirst(ready: Node[]): Node | null {
  let best = 0;
  for (let i = 1; i < ready.length; i++) {
    const candidate = ready[i];
    const current = ready[best];
    if (candidate !== undefined && current !== undefined && isTakenBefore(candidate, current)) best = i;
  }
  return ready.splice(best, 1)[0] ?? null;
}

// An absent entry changes no state, so it only must not hold up what builds on it.
function isTakenBefore(a: Node, b: Node): boolean {
  if (a.entry === null || b.entry === null) return b.entry !== null || (a.entry === null && a.id < b.id);
  return comesBefore(a.entry, b.entry);
}
