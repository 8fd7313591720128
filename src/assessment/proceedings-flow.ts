// How cases go from investigation to prosecution, verdict and prison, and where they leave on the way: counts for a plot, source by source.
// Cases are counted, not persons: a case goes as far as the one of its suspects who goes furthest.
import type { RecordRef } from "../record/statement.ts";
import type { Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";
import { bySource, rowsIn } from "./row-conditions.ts";
import { compareSources, datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

export const flowStages = ["investigation", "prosecution", "verdict", "prison"] as const;
export type FlowStage = (typeof flowStages)[number];

/** Where a case is at the end of the period when it did not go on. `pending` cases may go on later. */
export const flowEnds = ["pending", "dropped", "requalified", "fled", "acquitted", "other-sentence"] as const;
type FlowEnd = (typeof flowEnds)[number];

export interface FlowLink {
  readonly from: FlowStage;
  readonly to: FlowStage | FlowEnd;
  readonly cases: number;
  readonly records: readonly RecordRef[];
}

export interface ProceedingsFlow {
  readonly source: string;
  /** Cases that went through each stage, by the record; a case whose investigation is not in the record begins where the record does. */
  readonly stages: { readonly [S in FlowStage]: number };
  /** Only links with at least one case, in the order of stages and ends. */
  readonly links: readonly FlowLink[];
}

/**
 * The flow of cases that had an event in the period, by the state at its end: one flow for each source with records, the one whose word counts
 * first in front; none without records. Proceedings for another offence than trafficking are left out, and so are cases that are hidden from
 * some body (TA7).
 */
export function proceedingsFlows(index: StatementIndex, period: Period): readonly ProceedingsFlow[] {
  const days = daysOf(period);
  const ofTrafficking = index.rows.proceeding.filter(
    (row) => (textOf(row, "offence") ?? "trafficking") === "trafficking" && !row.statement.shielded,
  );
  const active = bySource(rowsIn(ofTrafficking, [], "on", days).rows);
  const known = bySource(ofTrafficking.filter((row) => (datesOf(row, "on")?.last ?? days.last) <= days.last));
  return [...active]
    .sort(([, [a]], [, [b]]) =>
      a === undefined || b === undefined ? 0 : compareSources(index, a.statement, b.statement),
    )
    .map(([source, rows]) => {
      const cases = new Map<string, IndexedRow[]>(rows.map((row) => [caseOf(row), []]));
      for (const row of known.get(source) ?? []) cases.get(caseOf(row))?.push(row);
      return flowOf(source, [...cases.values()]);
    });
}

function flowOf(source: string, cases: readonly (readonly IndexedRow[])[]): ProceedingsFlow {
  const paths = cases.map((rows) => ({ rows, path: pathOf(rows) }));
  const stages = Object.fromEntries(
    flowStages.map((stage) => [stage, paths.filter(({ path }) => path.includes(stage)).length]),
  ) as { readonly [S in FlowStage]: number };
  const links = flowStages.flatMap((from) =>
    [...flowStages, ...flowEnds].flatMap((to): readonly FlowLink[] => {
      const going = paths.filter(({ path }) => path.some((step, i) => step === from && path[i + 1] === to));
      const records = going.flatMap(({ rows }) => rows.map(({ statement }) => statement.ref));
      return going.length === 0 ? [] : [{ from, to, cases: going.length, records }];
    }),
  );
  return { source, stages, links };
}

/** The stages of a case that the record shows, then its end; nothing when it shows none of them. */
function pathOf(rows: readonly IndexedRow[]): readonly (FlowStage | FlowEnd)[] {
  const events = new Set(rows.map((row) => textOf(row, "event")));
  const verdicts = new Set(rows.map((row) => textOf(row, "verdict")));
  const isPrison = rows.some(
    (row) =>
      textOf(row, "verdict") === "convicted" &&
      Number(row.fields["prison_months"] ?? 0) > 0 &&
      row.fields["suspended"] !== true,
  );
  const path: (FlowStage | FlowEnd)[] = [];
  if (["investigation", "suspect"].some((event) => events.has(event))) path.push("investigation");
  if (["charge", "prosecution", "trial"].some((event) => events.has(event))) path.push("prosecution");
  if (events.has("verdict")) path.push("verdict");
  if (path.length === 0) return [];
  if (isPrison) return [...path, "prison"];
  if (verdicts.has("convicted")) return [...path, "other-sentence"];
  const ends = ["acquitted", "dropped", "requalified", "fled"] as const;
  return [...path, ends.find((end) => verdicts.has(end) || events.has(end)) ?? "pending"];
}

function caseOf(row: IndexedRow): string {
  return textOf(row, "case") ?? "";
}
