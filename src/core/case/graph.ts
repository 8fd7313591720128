// The entries of one case as a graph: parents and named entries come before those that name them (FD1). Pure and repeatable: the
// same entries give the same order, whatever the order in which they arrived and however often.
import { type CaseContent, isOfReferral, type NewerContent } from "../entry.ts";

/** An entry with its leaf (null while it is not logged) and its index in its envelope. */
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

/** Entries of which only the links are known, by id, with what each builds on: erased here, or left out of a grant (SL8, FD7). */
export type AbsentEntries = ReadonlyMap<string, readonly string[]>;

export const nothingAbsent: AbsentEntries = new Map();

export interface CaseGraph {
  /** Causal order, then leaf index, then position; unlogged entries come last (FD1). */
  readonly order: readonly PlacedEntry[];
  /** Entries whose parents, consents or named entries are not here, or themselves wait. */
  readonly waiting: readonly PlacedEntry[];
  /** True when `earlier` is among what `later` builds on. */
  readonly isAncestor: (earlier: string, later: string) => boolean;
  /** Everything on which one of these builds, as far as they are in the order. */
  readonly ancestorsOf: (ids: Iterable<string>) => ReadonlySet<string>;
}

/**
 * Orders the entries of one case. Absent ones are not in the order and hold nothing up: what builds on one comes after the entries that it
 * builds on, as far as they are here. Their links are somebody's word, so a loop that they make is broken and nobody waits for it.
 */
export function orderCase(entries: readonly PlacedEntry[], absent: AbsentEntries = nothingAbsent): CaseGraph {
  const byId = new Map<string, PlacedEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known === undefined || isBetterCopy(entry, known)) byId.set(entry.id, entry);
  }
  const nodes = new Map([...byId.values()].map((entry) => [entry.id, nodeOf(entry, byId, absent)]));
  const dependents = new Map<string, Node[]>();
  for (const node of nodes.values()) {
    for (const need of [...node.hard, ...node.soft]) {
      const others = dependents.get(need);
      if (others === undefined) dependents.set(need, [node]);
      else others.push(node);
    }
  }
  const done = new Set<string>();
  const order: PlacedEntry[] = [];
  // What waits for nothing; and what waits only for what should come before it, for when nothing else is left.
  const [ready, almost] = [new Queue(), new Queue()];
  const queue = (node: Node) => {
    if (node.hardLeft > 0) return;
    if (node.softLeft === 0) ready.add(node);
    else almost.add(node);
  };
  for (const node of nodes.values()) queue(node);
  for (let next = ready.take() ?? almost.take(); next !== null; next = ready.take() ?? almost.take()) {
    const { id } = next.entry;
    if (done.has(id)) continue;
    done.add(id);
    order.push(next.entry);
    for (const dependent of dependents.get(id) ?? []) {
      if (dependent.hard.has(id)) dependent.hardLeft--;
      else dependent.softLeft--;
      if (!done.has(dependent.entry.id)) queue(dependent);
    }
  }
  const known = new Map<string, readonly string[]>();
  const next = (id: string) => {
    const needs = known.get(id) ?? needsOf(id, byId, absent);
    known.set(id, needs);
    return needs;
  };
  const above = new Map<string, ReadonlySet<string>>();
  const ancestorsOf = (ids: Iterable<string>) => reach([...ids].filter((id) => done.has(id)).flatMap(next), next);
  return {
    order,
    waiting: [...byId.values()].filter((entry) => !done.has(entry.id)).sort((a, b) => (comesBefore(a, b) ? -1 : 1)),
    isAncestor: (earlier, later) => {
      const ancestors = above.get(later) ?? ancestorsOf([later]);
      above.set(later, ancestors);
      return ancestors.has(earlier);
    },
    ancestorsOf,
  };
}

/** The maximal entries of a set: those that no other one of the set builds on. Sorted, so that a list of parents has one spelling. */
export function headsAmong(graph: CaseGraph, ids: readonly string[]): readonly string[] {
  const covered = graph.ancestorsOf(ids);
  return ids.filter((id) => !covered.has(id)).sort();
}

/** An entry names so many parents at most. */
const maxParents = 16;

/**
 * The parents of a new entry for these readers: the heads among the entries that each of them holds (FD1), the last ones when there are more
 * than an entry can name. Only those that count: who is out of the case, or never was in it, may have kept its entry from some of the readers.
 */
export function parentsFor(
  graph: CaseGraph,
  readers: readonly string[],
  counts: (id: string) => boolean = () => true,
): readonly string[] {
  const held = graph.order
    .filter(({ id, content }) => counts(id) && readers.every((reader) => content.to.includes(reader)))
    .map(({ id }) => id);
  const heads = new Set(headsAmong(graph, held));
  return held
    .filter((id) => heads.has(id))
    .slice(-maxParents)
    .sort();
}

interface Node {
  readonly entry: PlacedEntry;
  /** What it names, where that is an entry or is not here at all. */
  readonly hard: ReadonlySet<string>;
  /** Entries that come before it if they can: those on which it builds by way of absent ones, the parents of an ending, and what a save replaces. */
  readonly soft: ReadonlySet<string>;
  hardLeft: number;
  softLeft: number;
}

function nodeOf(entry: PlacedEntry, byId: ReadonlyMap<string, PlacedEntry>, absent: AbsentEntries): Node {
  const named = [...dependenciesOf(entry.content)];
  const needed = endedBy(entry.content);
  const hard = new Set(named.filter((id) => (needed?.has(id) ?? true) && (byId.has(id) || !absent.has(id))));
  const gone = named.filter((id) => !hard.has(id) && !byId.has(id));
  const soft = new Set([...named, ...replacedBy(entry.content)].filter((id) => !hard.has(id) && byId.has(id)));
  for (const id of reach(gone, (each) => (byId.has(each) ? [] : (absent.get(each) ?? []))))
    if (byId.has(id) && id !== entry.id && !hard.has(id)) soft.add(id);
  return { entry, hard, soft, hardLeft: hard.size, softLeft: soft.size };
}

function needsOf(id: string, byId: ReadonlyMap<string, PlacedEntry>, absent: AbsentEntries): readonly string[] {
  const entry = byId.get(id);
  return entry === undefined
    ? (absent.get(id) ?? [])
    : [...dependenciesOf(entry.content), ...replacedBy(entry.content)];
}

/** These, and everything that can be reached from them. */
function reach(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const left = [...from];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const each of next(id)) left.push(each);
  }
  return seen;
}

/**
 * What an entry that ends something cannot be understood without; null for all others. It waits for nothing else: who keeps an entry from one
 * reader must not keep from it the ending that builds on that entry.
 */
function endedBy(content: CaseContent | NewerContent): ReadonlySet<string> | null {
  if ("newer" in content) return null;
  switch (content.kind) {
    case "consent.withdraw":
      return new Set([content.case ?? "", content.body.given]);
    case "withdraw.confirmed":
    case "purge.done":
      return new Set([content.case ?? "", content.body.withdrawal]);
    case "answers.misplaced":
    case "consent.give":
      return new Set([content.case ?? ""]);
    default:
      return null;
  }
}

/** The entries whose answers an entry replaces. It waits for none of them: their readers may be others than its own (FD1). */
export function replacedBy(content: CaseContent | NewerContent): readonly string[] {
  return content.kind === "answers" && !("newer" in content) ? content.body.over : [];
}

/** The entries that an entry names and cannot be understood without. */
export function dependenciesOf(content: CaseContent | NewerContent): ReadonlySet<string> {
  const needs = new Set(content.parents);
  if (content.case !== undefined) needs.add(content.case);
  if ("newer" in content) return needs;
  for (const consent of content.consent ?? []) needs.add(consent);
  if (isOfReferral(content)) return needs.add(content.body.referral);
  switch (content.kind) {
    case "consent.withdraw":
      return needs.add(content.body.given);
    case "withdraw.confirmed":
    case "purge.done":
      return needs.add(content.body.withdrawal);
    case "grant":
      return needs.add(content.body.consent);
    case "consent.give":
      return content.body.upon === undefined ? needs : needs.add(content.body.upon);
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

/** Entries of which the one that comes first is taken first: a heap, so that a case of thousands is ordered at once. */
class Queue {
  readonly #heap: Node[] = [];

  add(node: Node): void {
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isFirst(at, above)) break;
      this.#swap(at, above);
      at = above;
    }
  }

  take(): Node | null {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < heap.length && this.#isFirst(below, least)) least = below;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #isFirst(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    return one !== undefined && other !== undefined && comesBefore(one.entry, other.entry);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
