// How far a plan is: the state of each measure from what was reported of it, and what follows for the plan. A measure is overdue by the
// same rule as the fact `measures-overdue` of the yearly report. Sources that differ are shown as differing; none of them is chosen.
import { compareDates, earliestDay, isSurelyBefore, rangeOf } from "../../core/registers/partial-date.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { rowsOf, type ShownRow } from "./public-view.ts";

/** In the order in which a plan is drawn. `differs`: the newest reports contradict each other. */
export const measureStates = ["done", "under-way", "overdue", "not-begun", "differs", "dropped"] as const;
export type MeasureState = (typeof measureStates)[number];

type Measure = Pick<RowValues<"measure">, "until">;
type Progress = Pick<RowValues<"progress">, "on" | "state">;
type Plan = Pick<RowValues<"plan">, "on" | "stage">;

export interface PlanProgress {
  /** Its rows, the newest stage first; none for measures of plans that nobody entered. */
  readonly stages: readonly ShownRow<"plan">[];
  readonly measures: readonly {
    readonly state: MeasureState;
    /** What was last said of it, where that is one thing; null when nothing was said, or sources differ. */
    readonly said: Progress["state"] | null;
    /** One for each source that names it. */
    readonly versions: readonly ShownRow<"measure">[];
  }[];
  /** It lies behind: it ended or its time is over, and nothing of it is overdue. */
  readonly isPast: boolean;
}

/** Plans by the title that their stages share; those whose newest stage is newer come first, and last the measures of plans that nobody entered. */
export function plansOf(rows: readonly ShownRow[], today: string): readonly PlanProgress[] {
  const plans = grouped(rowsOf(rows, "plan"), ({ key, values }) => [`key ${key}`, `title ${values.title}`]);
  const sorted = plans.map((stages) => newestFirst(stages, ({ values }) => values.on));
  const all = [...newestFirst(sorted, ([newest]) => newest?.values.on ?? earliestDay), []];
  const things = [...Map.groupBy(rowsOf(rows, "measure"), ({ key }) => key)];
  const planOf = (versions: readonly ShownRow<"measure">[]) =>
    all.find((stages) => versions.some(({ values }) => stages.some(({ key }) => key === values.plan))) ?? all.at(-1);
  return all
    .map((stages): PlanProgress => {
      const inForce = isInForce(
        stages.map(({ values }) => values),
        today,
      );
      const measures = things
        .filter(([, versions]) => planOf(versions) === stages)
        .map(([key, versions]) => {
          const reports = rowsOf(rows, "progress").flatMap(({ values }) => (values.measure === key ? [values] : []));
          const said = newestSaid(reports);
          const state = measureState(
            versions.map(({ values }) => values),
            reports,
            inForce,
            today,
          );
          return { state, said: said === "differs" ? null : said, versions };
        });
      const overdue = measures.filter(({ state }) => state === "overdue").length;
      const [newest] = stages;
      return { stages, measures, isPast: newest !== undefined && isPast(newest.values, overdue, today) };
    })
    .filter(({ stages, measures }) => stages.length + measures.length > 0);
}

/** Groups things that share any of their marks with another of the group, in the order in which they come. */
export function grouped<T>(things: readonly T[], marksOf: (thing: T) => readonly string[]): readonly (readonly T[])[] {
  let groups: readonly { readonly marks: readonly string[]; readonly things: readonly T[] }[] = [];
  for (const thing of things) {
    const marks = marksOf(thing);
    const touched = groups.filter((group) => marks.some((mark) => group.marks.includes(mark)));
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      {
        marks: [...touched.flatMap((group) => group.marks), ...marks],
        things: [...touched.flatMap((group) => group.things), thing],
      },
    ];
  }
  return groups.map((group) => group.things);
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
