// How far a plan is: the state of each measure from what was reported of it, and what follows for the plan. Which measures are overdue, the
// assessment found. Sources that differ are shown as differing; none of them is chosen.
import { compareDates, earliestDay, isSurelyBefore, rangeOf } from "../../core/registers/partial-date.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { refId } from "../../record/statement.ts";
import { type PublicView, rowsOf, type ShownRow } from "./public-view.ts";

/** In the order in which a plan is drawn. `differs`: the newest reports contradict each other. */
export const measureStates = ["done", "under-way", "overdue", "not-begun", "differs", "dropped"] as const;
export type MeasureState = (typeof measureStates)[number];

type Progress = Pick<RowValues<"progress">, "on" | "state">;

export interface PlanProgress {
  /** Its rows, the newest stage first; none for measures of plans that nobody entered. */
  readonly stages: readonly ShownRow<"plan">[];
  readonly measures: readonly {
    readonly state: MeasureState;
    /** What was last said of it; null when nothing was. */
    readonly said: ReturnType<typeof newestSaid>;
    /** One for each source that names it. */
    readonly versions: readonly ShownRow<"measure">[];
  }[];
  /** It lies behind: it ended or its time is over, and nothing of it is overdue. */
  readonly isPast: boolean;
}

/** Plans by the title that their stages share; those whose newest stage is newer come first, and last the measures of plans that nobody entered. */
export function plansOf(
  { rows, overdue }: Pick<PublicView, "rows" | "overdue">,
  today: string,
): readonly PlanProgress[] {
  const plans = grouped(rowsOf(rows, "plan"), ({ key, values }) => [`key ${key}`, `title ${values.title}`]);
  const sorted = plans.map((stages) => newestFirst(stages, ({ values }) => values.on));
  const all = [...newestFirst(sorted, ([newest]) => newest?.values.on ?? earliestDay), []];
  const things = [...Map.groupBy(rowsOf(rows, "measure"), ({ key }) => key)];
  const reports = Map.groupBy(rowsOf(rows, "progress"), ({ values }) => values.measure);
  const planOf = (versions: readonly ShownRow<"measure">[]) =>
    all.find((stages) => versions.some(({ values }) => stages.some(({ key }) => key === values.plan))) ?? all.at(-1);
  return all
    .map((stages): PlanProgress => {
      const measures = things
        .filter(([, versions]) => planOf(versions) === stages)
        .map(([key, versions]) => {
          const said = newestSaid((reports.get(key) ?? []).map(({ values }) => values));
          const isOverdue = versions.every(({ ref }) => overdue.has(refId(ref)));
          return { state: isOverdue ? "overdue" : (said ?? "not-begun"), said, versions } as const;
        });
      const [newest] = stages;
      const isPlanPast = newest !== undefined && isPast(newest.values, measures, today);
      return { stages, measures, isPast: isPlanPast };
    })
    .filter(({ stages, measures }) => stages.length + measures.length > 0);
}

/** Groups things that share any of their marks with another of the group, in the order in which they come. */
export function grouped<T>(things: readonly T[], marksOf: (thing: T) => readonly string[]): readonly (readonly T[])[] {
  let groups: readonly (readonly T[])[] = [];
  for (const thing of things) {
    const marks = marksOf(thing);
    const touched = groups.filter((group) => group.some((one) => marksOf(one).some((mark) => marks.includes(mark))));
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), thing]];
  }
  return groups;
}

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

/** True when a plan lies behind: its newest row says that it ended, or its time is surely over, and no measure of it is overdue. */
export function isPast(
  { stage, until }: Pick<RowValues<"plan">, "stage" | "until">,
  measures: readonly { readonly state: MeasureState }[],
  today: string,
): boolean {
  const isOver = stage === "ended" || (until !== undefined && liesBefore(until, today));
  return isOver && measures.every(({ state }) => state !== "overdue");
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
