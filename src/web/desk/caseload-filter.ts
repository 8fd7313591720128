// Which cases the list shows: counts over it that filter, and a choice of worker. The counts are of what the chosen worker has.
import { silentFrom } from "../../member/cases/caseload.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { perList } from "../per-list.ts";

const dayCounts = ["danger", "overdue", "today", "week"] as const;
/** What a supervisor looks after: work that is missing. None of it says whom a case is about (EN13c). */
const supervisorCounts = ["no-plan", "silent", "risk-overdue"] as const;
export const caseloadCounts = { day: dayCounts, supervisor: supervisorCounts } as const;
type CaseloadCount = (typeof dayCounts | typeof supervisorCounts)[number];
const allCounts: readonly CaseloadCount[] = [...dayCounts, ...supervisorCounts];

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
  /** The workers who stand in the cases. */
  readonly workers: ReadonlySet<string>;
  /** Of all cases, and of a worker's once that is chosen. */
  readonly counts: Map<string | null, Counts>;
}

/** All lines are gone through once for all that is said of them. */
const factsOf = perList((items: readonly CaseloadItem[]): Facts => {
  const linked = new Set<string>();
  const workers = new Set<string>();
  for (const { caseId, person, worker } of items) {
    if (person !== caseId) linked.add(person);
    if (worker !== null) workers.add(worker);
  }
  const ofSeveral = items.filter(({ person }) => linked.has(person));
  return { byPerson: Map.groupBy(ofSeveral, ({ person }) => person), workers, counts: new Map() };
});

function countAll(items: readonly CaseloadItem[], worker: string | null): Counts {
  const counts = Object.fromEntries(allCounts.map((count) => [count, 0])) as Counts;
  const several = casesByPerson(items);
  const counted = Object.fromEntries(allCounts.map((count) => [count, new Set<string>()])) as Record<
    CaseloadCount,
    Set<string>
  >;
  for (const item of items) {
    if (!isOfWorker(item, worker)) continue;
    const isOneOfSeveral = several.has(item.person);
    for (const count of allCounts) {
      if (!isCounted(item, count) || (isOneOfSeveral && counted[count].has(item.person))) continue;
      if (isOneOfSeveral) counted[count].add(item.person);
      counts[count] += 1;
    }
  }
  return counts;
}

/** The persons of whom there are several cases, each with these. */
export function casesByPerson(items: readonly CaseloadItem[]): Facts["byPerson"] {
  return factsOf(items).byPerson;
}

/** The workers who stand in the cases, by name. */
export function workersIn(items: readonly CaseloadItem[], order: (a: string, b: string) => number): readonly string[] {
  return [...factsOf(items).workers].toSorted(order);
}

/** True where a worker has the case; nobody has only what this organisation works on. */
function isOfWorker(item: CaseloadItem, worker: string | null): boolean {
  if (worker === null) return true;
  return worker === "" ? item.worker === null && item.silentDays !== null : item.worker === worker;
}

function isCounted(item: CaseloadItem, count: CaseloadCount): boolean {
  switch (count) {
    case "danger":
      return item.inDanger;
    case "silent":
      return isSilentCase(item);
    case "no-plan":
      // Where this organisation does not help, another one plans.
      return item.silentDays !== null && !item.hasPlan;
    case "risk-overdue":
      return (item.risk?.level === "extreme" || item.risk?.level === "high") && item.due.includes("overdue");
    default:
      return item.due.includes(count);
  }
}

export function isSilentCase({ silentDays }: Pick<CaseloadItem, "silentDays">): boolean {
  return silentDays !== null && silentDays >= silentFrom;
}
