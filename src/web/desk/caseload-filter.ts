// Which cases the list shows: counts over it that filter, and a choice of worker. The counts are of what the chosen worker has.
import { silentFrom } from "../../member/cases/caseload.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { perList } from "../per-list.ts";

export const caseloadCounts = ["overdue", "today", "week", "silent"] as const;
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
  const { counted } = factsOf(items);
  const known = counted.get(worker) ?? { overdue: new Map(), today: new Map(), week: new Map(), silent: new Map() };
  if (!counted.has(worker)) for (const item of items) addCounted(known, item, worker, 1);
  counted.set(worker, known);
  return known[count].size;
}

/** How many there are of each; none of what there is no more. */
type Tally = Map<string, number>;

function add(tally: Tally, what: string, by: 1 | -1): void {
  const now = (tally.get(what) ?? 0) + by;
  if (now === 0) tally.delete(what);
  else tally.set(what, now);
}

/** Each person who is counted, by how many cases. */
type Counted = Readonly<Record<CaseloadCount, Tally>>;

function addCounted(counted: Counted, item: CaseloadItem, worker: string | null, by: 1 | -1): void {
  if (!isOfWorker(item, worker)) return;
  for (const span of item.due) add(counted[span], item.person, by);
  if (isSilent(item)) add(counted.silent, item.person, by);
}

interface Facts {
  /** The persons of whom there are several cases, each with these. */
  readonly byPerson: ReadonlyMap<string, readonly CaseloadItem[]>;
  /** The workers who stand in the cases. */
  readonly workers: Tally;
  /** Of all cases, and of a worker's once that is chosen. */
  readonly counted: Map<string | null, Counted>;
}

/** Ten thousand lines are gone through once for all that is said of them. */
const factsOf = perList<CaseloadItem, Facts>(
  (items) => {
    const linked = new Set<string>();
    const workers: Tally = new Map();
    for (const { caseId, person, worker } of items) {
      if (person !== caseId) linked.add(person);
      if (worker !== null) add(workers, worker, 1);
    }
    const ofSeveral = linked.size === 0 ? [] : items.filter(({ person }) => linked.has(person));
    return { byPerson: Map.groupBy(ofSeveral, ({ person }) => person), workers, counted: new Map() };
  },
  (facts, { gone, came }) => {
    const { byPerson, workers, counted } = facts;
    if ([...gone, ...came].some(({ person, caseId }) => person !== caseId || byPerson.has(person))) return null;
    for (const [some, by] of [
      [gone, -1],
      [came, 1],
    ] as const)
      for (const item of some) {
        if (item.worker !== null) add(workers, item.worker, by);
        for (const [worker, known] of counted) addCounted(known, item, worker, by);
      }
    return facts;
  },
);

/** The persons of whom there are several cases, each with these. */
export function casesByPerson(items: readonly CaseloadItem[]): Facts["byPerson"] {
  return factsOf(items).byPerson;
}

/** The workers who stand in the cases, by name. */
export function workersIn(items: readonly CaseloadItem[], order: (a: string, b: string) => number): readonly string[] {
  return [...factsOf(items).workers.keys()].toSorted(order);
}

/** True where a worker has the case; nobody has only what this organisation works on. */
function isOfWorker(item: CaseloadItem, worker: string | null): boolean {
  if (worker === null) return true;
  return worker === "" ? item.worker === null && item.silentDays !== null : item.worker === worker;
}

function isCounted(item: CaseloadItem, count: CaseloadCount): boolean {
  return count === "silent" ? isSilent(item) : item.due.includes(count);
}

export function isSilent({ silentDays }: Pick<CaseloadItem, "silentDays">): boolean {
  return silentDays !== null && silentDays >= silentFrom;
}
