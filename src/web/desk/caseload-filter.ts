// Which cases the list shows: counts over it that filter, and a choice of worker. The counts are of what the chosen worker has.
import { silentFrom } from "../../member/cases/caseload.ts";
import type { CaseloadItem } from "../../member/views.ts";

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
  return items.filter((item) => isOfWorker(item, worker) && (count === null || isCounted(item, count)));
}

/** How many persons: two cases of one are counted once (FD12). */
export function countCaseload(items: readonly CaseloadItem[], count: CaseloadCount, worker: string | null): number {
  return new Set(filterCaseload(items, { count, worker }).map(({ person }) => person)).size;
}

/** The workers who stand in the cases, by name. */
export function workersIn(items: readonly CaseloadItem[], order: (a: string, b: string) => number): readonly string[] {
  return [...new Set(items.flatMap(({ worker }) => worker ?? []))].sort(order);
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
