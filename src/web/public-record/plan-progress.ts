// How far a plan is: the state of each measure from what was reported of it, and what follows for the plan. A measure is overdue by the
// same rule as the fact `measures-overdue` of the yearly report. Sources that differ are shown as differing; none of them is chosen.
import { compareDates, isSurelyBefore, rangeOf } from "../../core/registers/partial-date.ts";
import type { RowValues } from "../../core/registers/register-table.ts";

/** In the order in which a plan is drawn. `differs`: the newest reports contradict each other. */
export const measureStates = ["done", "under-way", "overdue", "not-begun", "differs", "dropped"] as const;
export type MeasureState = (typeof measureStates)[number];

type Measure = Pick<RowValues<"measure">, "until">;
type Progress = Pick<RowValues<"progress">, "on" | "state">;
type Plan = Pick<RowValues<"plan">, "on" | "stage">;

/**
 * What a measure's newest reports say: those that no other report is surely later than. Null when nobody reported; `differs` when they do
 * not say the same.
 */
export function newestSaid(reports: readonly Progress[]): Progress["state"] | "differs" | null {
  const newest = reports.filter(({ on }) => !reports.some((other) => isSurelyBefore(on, other.on)));
  const states = new Set(newest.map(({ state }) => state));
  const [state] = states;
  return state === undefined ? null : states.size > 1 ? "differs" : state;
}

/**
 * The state of a measure on a day, spelled in full. It is overdue when its time is surely over by all sources that name it, nobody reports it done
 * or dropped, and its plan has come into force.
 */
export function measureState(
  versions: readonly Measure[],
  reports: readonly Progress[],
  planInForce: boolean,
  today: string,
): MeasureState {
  const settled = reports.some(({ state }) => state === "done" || state === "dropped");
  const timeOver =
    versions.length > 0 && versions.every(({ until }) => until !== undefined && liesBefore(until, today));
  if (planInForce && timeOver && !settled) return "overdue";
  return newestSaid(reports) ?? "not-begun";
}

/** True when a plan that these rows name has come into force by a day, or has ended. A plan that no row names has. */
export function isInForce(rows: readonly Plan[], today: string): boolean {
  return (
    rows.length === 0 ||
    rows.some(({ stage, on }) => (stage === "in-force" || stage === "ended") && hasBegun(on, today))
  );
}

/** True when a plan lies behind: its newest row says that it ended, or its time is surely over, and no measure of it is overdue. */
export function isPast(newest: Pick<RowValues<"plan">, "stage" | "until">, overdue: number, today: string): boolean {
  const over = newest.stage === "ended" || (newest.until !== undefined && liesBefore(newest.until, today));
  return over && overdue === 0;
}

/** How many measures are in each state. */
export function countStates(states: readonly MeasureState[]): Readonly<Record<MeasureState, number>> {
  const counts = { done: 0, "under-way": 0, overdue: 0, "not-begun": 0, differs: 0, dropped: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** Orders dated things, the newest first. */
export function newestFirst<T>(things: readonly T[], dateOf: (thing: T) => string): readonly T[] {
  return [...things].sort((a, b) => compareDates(dateOf(b), dateOf(a)));
}

/** Sums of budgets by currency, in the order of the currencies' codes; a measure without one figure that all agree on counts as without. */
export function sumBudgets(measures: readonly (readonly Pick<RowValues<"measure">, "budget" | "currency">[])[]): {
  readonly sums: readonly { readonly amount: number; readonly currency: string }[];
  readonly without: number;
} {
  const sums = new Map<string, number>();
  let without = 0;
  for (const versions of measures) {
    const stated = new Map(
      versions.flatMap(({ budget, currency }) =>
        typeof budget === "number" && currency !== undefined ? [[`${budget} ${currency}`, { budget, currency }]] : [],
      ),
    );
    const [only] = stated.values();
    if (only === undefined || stated.size > 1) without += 1;
    else sums.set(only.currency, (sums.get(only.currency) ?? 0) + only.budget);
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return { sums: sorted.map(([currency, amount]) => ({ amount, currency })), without };
}

/** True when every day that a date may mean lies before a day. */
export function liesBefore(date: string, today: string): boolean {
  return rangeOf(date).last < today;
}

function hasBegun(date: string, today: string): boolean {
  return rangeOf(date).last <= today;
}
