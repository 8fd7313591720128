// The list of a case worker's cases: what of each is due, overdue and silent, and in which order they stand. It adds to the line of the inbox what the
// sheets say; nothing of it is stored, and nothing in it names a person.
import type { CaseState } from "../../core/case/fold.ts";
import { addDays, dayNumber } from "../../core/form/calendar-day.ts";
import type { RiskLevel } from "../../core/form/roles.ts";
import type { Task } from "../../core/form/tasks.ts";
import type { CaseloadItem, DueSpan, InboxItem, SheetsView } from "../views.ts";
import type { CaseLine } from "./case-line.ts";
import { compareInbox, isUnanswered } from "./case-view.ts";

/** From so many days without a word of this organisation on, a line says so. */
export const silentFrom = 14;

const dayLength = "2026-01-31".length;

/** Kinds that a program writes by itself, or that say nothing of the person: reading is no contact. */
const quietKinds: ReadonlySet<string> = new Set([
  "opened",
  "referral.receive",
  "purge.done",
  "adopt",
  "grant",
  "answers.misplaced",
  "case.link",
]);

/** States in which this organisation helps the person now, or is the one that would hear of them. */
const helping: ReadonlySet<string> = new Set([
  "accepted",
  "met",
  "granted",
  "own",
  "asked",
  "asked-waitlisted",
  "asked-accepted",
  "asked-met",
  "asked-declined",
]);

/** News that stand with what waits for an answer, as they do in the inbox. */
const news: ReadonlySet<string> = new Set(["too-late", "asked-declined", "refused"]);

/** True where something of a case can be due here: this organisation helps, or has helped and follows up. */
export function isWorkedOn({ state }: Pick<InboxItem, "state">): boolean {
  return helping.has(state) || state === "closed" || state === "asked-closed";
}

/** A case as its line in the list says it. `riskOn` is the day on which the risk was said. */
export function caseLine(
  item: InboxItem,
  state: CaseState,
  view: Pick<SheetsView, "facts" | "tasks" | "worker"> | null,
  organisation: string,
  riskOn: string | undefined,
): CaseLine {
  const level: RiskLevel | undefined = view?.facts.risk;
  return {
    item,
    risk: level === undefined || riskOn === undefined ? null : { level, on: riskOn },
    tasks: isWorkedOn(item) ? (view?.tasks ?? []).filter((task) => task.state === "open") : [],
    worker: view?.worker ?? null,
    lastWord: lastWord(state, organisation),
  };
}

/** The line on a day. */
export function caseloadItem({ item, risk, tasks, worker, lastWord: said }: CaseLine, today: string): CaseloadItem {
  const last = said ?? new Date(item.since).toISOString().slice(0, dayLength);
  return {
    ...item,
    risk: risk === null ? null : { level: risk.level, days: daysSince(risk.on, today) },
    next: tasks.toSorted((a, b) => gravity(a, today) - gravity(b, today) || compare(a.due, b.due))[0] ?? null,
    due: dueSpans(tasks, today),
    worker,
    silentDays: helping.has(item.state) ? daysSince(last, today) : null,
    person: item.caseId,
  };
}

/**
 * Who is in danger now and waits for an answer, overdue safety (who is in danger now first), overdue law, what else waits for an answer (who waits longest first), what is due by
 * today, then by the next day; where that is the same, who was silent longest. What has nothing due comes last, as the inbox orders it.
 */
export function compareCaseload(today: string): (a: CaseloadItem, b: CaseloadItem) => number {
  const known = new Map<CaseloadItem, number>();
  const rankOn = (item: CaseloadItem) => {
    const rank = known.get(item) ?? rankOf(item, today);
    known.set(item, rank);
    return rank;
  };
  return (a, b) => {
    const rank = rankOn(a);
    const apart = rank - rankOn(b);
    if (apart !== 0) return apart;
    if (rank === ranks.safety && a.inDanger !== b.inDanger) return a.inDanger ? -1 : 1;
    if (rank === ranks.danger || rank === ranks.answer || rank === ranks.nothing) return compareInbox(a, b);
    const byDay = compare(a.next?.due ?? "", b.next?.due ?? "");
    return byDay || (b.silentDays ?? -1) - (a.silentDays ?? -1) || compareInbox(a, b);
  };
}

const ranks = { danger: 0, safety: 1, law: 2, answer: 3, today: 4, later: 5, nothing: 6 } as const;

function rankOf(item: CaseloadItem, today: string): number {
  const { next } = item;
  if (item.inDanger && isUnanswered(item.state)) return ranks.danger;
  const grave = next === null ? 2 : gravity(next, today);
  if (grave < 2) return grave === 0 ? ranks.safety : ranks.law;
  if (isUnanswered(item.state) || news.has(item.state)) return ranks.answer;
  if (next === null) return ranks.nothing;
  return next.due <= today ? ranks.today : ranks.later;
}

/** An overdue day of safety before one of the law, and both before all else. */
function gravity({ kind, due }: Task, today: string): number {
  if (due >= today) return 2;
  return kind === "safety" ? 0 : kind === "law" ? 1 : 2;
}

function dueSpans(open: readonly Task[], today: string): readonly DueSpan[] {
  const end = addDays(today, 7);
  const isIn: Readonly<Record<DueSpan, (due: string) => boolean>> = {
    overdue: (due) => due < today,
    today: (due) => due === today,
    week: (due) => due >= today && due < end,
  };
  return (Object.keys(isIn) as DueSpan[]).filter((span) => open.some(({ due }) => isIn[span](due)));
}

function lastWord(state: CaseState, organisation: string): string | null {
  const days = state.entries
    .filter(
      ({ verdict, content, organisation: by }) =>
        verdict.is === "effective" && by === organisation && !quietKinds.has(content.kind),
    )
    .map(({ content }) => content.at.slice(0, dayLength));
  return days.toSorted().at(-1) ?? null;
}

// A clock that ran ahead makes nobody silent for fewer than no days.
function daysSince(day: string, today: string): number {
  return Math.max(0, dayNumber(today) - dayNumber(day));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
