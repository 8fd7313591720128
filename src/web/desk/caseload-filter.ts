// Which cases the list shows: counts over it that filter, and a choice of worker. The counts are of what the chosen worker has.
import { silentFrom } from "../../member/cases/caseload.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { perList } from "../per-list.ts";

export const caseloadCounts = ["danger", "overdue", "today", "week", "silent"] as const;
type CaseloadCount = (typeof caseloadCounts)[number];

export interface CaseloadFilter {
  /** Null for all. */
  readonly count: CaseloadCount | null;
  /** The name of a worker; empty for the cases that nobody has; null for everybody's. */
  readonly worker: string | null;
}

export const everyCase: CaseloadFilter = { count: null, worker: null };

export function filterCaseload(
  items: readonly CaseloadItem[],
  { count, worker }: CaseloadFilter,
): readonly CaseloadItem[] {
  if (count === null && worker === null) return items;
  return items.filter((item) => isOfWorker(item, worker) && (count === null || isCounted(item, count)));
}

/** How many persons: two cases of one are counted once (FD12). */
export function countCaseload(items: readonly CaseloadItem[], count: CaseloadCount, worker: string | null): number {
  const { counts } = factsOf(items);
  const known = counts.get(worker) ?? countAll(items, worker);
  counts.set(worker, known);
  return known[count];
}

type Counts = Record<CaseloadCount, number>;

interface Facts {
  /** The persons of whom there are several cases, each with these. */
  readonly byPerson: ReadonlyMap<string, readonly CaseloadItem[]>;
  /** The workers who stand in the cases, each with the number of these. */
  readonly workers: Map<string, number>;
  /** Of all cases, and of a worker's once that is chosen. */
  readonly counts: Map<string | null, Counts>;
}

/** Ten thousand lines are gone through once for all that is said of them, and not again for a few of them that say something else. */
const factsOf = perList<CaseloadItem, Facts>(
  (items) => {
    const linked = new Set<string>();
    const workers = new Map<string, number>();
    for (const { caseId, person, worker } of items) {
      if (person !== caseId) linked.add(person);
      if (worker !== null) workers.set(worker, (workers.get(worker) ?? 0) + 1);
    }
    const ofSeveral = linked.size === 0 ? [] : items.filter(({ person }) => linked.has(person));
    return { byPerson: Map.groupBy(ofSeveral, ({ person }) => person), workers, counts: new Map() };
  },
  (facts, { gone, came }) => {
    const { byPerson, workers, counts } = facts;
    // A person of several cases is counted by all of them.
    if ([...gone, ...came].some(({ person, caseId }) => person !== caseId || byPerson.has(person))) return null;
    const change = (item: CaseloadItem, by: 1 | -1) => {
      if (item.worker !== null) workers.set(item.worker, (workers.get(item.worker) ?? 0) + by);
      for (const [worker, known] of counts) for (const count of countsOf(item, worker)) known[count] += by;
    };
    for (const item of gone) change(item, -1);
    for (const item of came) change(item, 1);
    return facts;
  },
);

function countAll(items: readonly CaseloadItem[], worker: string | null): Counts {
  const counts = { danger: 0, overdue: 0, today: 0, week: 0, silent: 0 };
  const several = casesByPerson(items);
  const counted = {
    danger: new Set(),
    overdue: new Set(),
    today: new Set(),
    week: new Set(),
    silent: new Set(),
  };
  for (const item of items)
    for (const count of countsOf(item, worker)) {
      if (several.has(item.person)) {
        if (counted[count].has(item.person)) continue;
        counted[count].add(item.person);
      }
      counts[count] += 1;
    }
  return counts;
}

/** What of a worker's cases counts this one. */
function countsOf(item: CaseloadItem, worker: string | null): readonly CaseloadCount[] {
  return isOfWorker(item, worker) ? caseloadCounts.filter((count) => isCounted(item, count)) : [];
}

/** The persons of whom there are several cases, each with these. */
export function casesByPerson(items: readonly CaseloadItem[]): Facts["byPerson"] {
  return factsOf(items).byPerson;
}

/** The workers who stand in the cases, by name. */
export function workersIn(items: readonly CaseloadItem[], order: (a: string, b: string) => number): readonly string[] {
  const { workers } = factsOf(items);
  return [...workers.keys()].filter((name) => workers.get(name) !== 0).toSorted(order);
}

/** True where a worker has the case; nobody has only what this organisation works on. */
function isOfWorker(item: CaseloadItem, worker: string | null): boolean {
  if (worker === null) return true;
  return worker === "" ? item.worker === null && item.silentDays !== null : item.worker === worker;
}

function isCounted(item: CaseloadItem, count: CaseloadCount): boolean {
  if (count === "danger") return item.inDanger;
  return count === "silent" ? isSilent(item) : item.due.includes(count);
}

export function isSilent({ silentDays }: Pick<CaseloadItem, "silentDays">): boolean {
  return silentDays !== null && silentDays >= silentFrom;
}
