// A row of a case worker's list: what of the case is due, overdue and silent, and its place. It adds to the line of the inbox what the sheets say; nothing in it
// names a person.
import type { CaseState } from "../../core/case/fold.ts";
import { addDays, dayNumber } from "../../core/form/calendar-day.ts";
import type { RiskLevel } from "../../core/form/roles.ts";
import { dayOfTask, isMissing, type Task } from "../../core/form/tasks.ts";
import { dayAt } from "../../core/moment.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { CaseloadItem, DueSpan, InboxItem, SheetsView } from "../views.ts";
import { rankOf as inboxRank, isUnanswered } from "./case-view.ts";

/**
 * An open task as a line has it. Its form, its rule, and the sheet of this organisation from which it follows, stand in its id (FM9a). Most ask for a sheet of their
 * form, and are of the same kind: then neither is said.
 */
type LineTask = Omit<Task, "form" | "rule" | "state" | "from" | "does" | "kind"> &
  Partial<Pick<Task, "from" | "does" | "kind">>;

const usualKind: Task["kind"] = "care";

/** The part of a line that is the same on every day; which task is due, and which case is silent, follows from it and the day. */
export interface CaseLine {
  readonly item: InboxItem;
  readonly risk: { readonly level: RiskLevel; readonly on: string } | null;
  /** Open tasks, by due day. */
  readonly tasks: readonly LineTask[];
  readonly worker: string | null;
  readonly hasPlan: boolean;
  /** The last day on which this organisation wrote in it. */
  readonly lastWord: string | null;
}

export function lineTask(
  { form, rule: _rule, state: _state, does, kind, from, ...task }: Task,
  organisation: string,
): LineTask {
  const isOfOwnSheet = "sheet" in from && from.organisation === organisation;
  return {
    ...task,
    ...presentFields({
      does: does === form ? undefined : does,
      kind: kind === usualKind ? undefined : kind,
      from: isOfOwnSheet ? undefined : from,
    }),
  };
}

/** The task again. */
export function taskOfLine({ does, kind = usualKind, from, ...task }: LineTask, organisation: string): Task {
  const [form = "", rule = "", sheet = ""] = task.id.split("/");
  return { ...task, form, rule, does: does ?? form, kind, from: from ?? { sheet, organisation }, state: "open" };
}

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
  "withdrawn",
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
  {
    item,
    state,
    work,
  }: {
    readonly item: InboxItem;
    readonly state: CaseState;
    readonly work: Pick<SheetsView, "facts" | "tasks" | "worker"> | null;
  },
  organisation: string,
  riskOn: string | undefined,
): CaseLine {
  const level: RiskLevel | undefined = work?.facts.risk;
  const tasks = isWorkedOn(item) ? (work?.tasks ?? []).filter((task) => task.state === "open") : [];
  return {
    item,
    risk: level === undefined || riskOn === undefined ? null : { level, on: riskOn },
    tasks: tasks.map((task) => lineTask(task, organisation)),
    worker: work?.worker ?? null,
    hasPlan: work?.facts.hasPlan === true,
    lastWord: lastWord(state, organisation),
  };
}

/** The items that lines give on a day. Most lines name the same few days: each is counted once. */
export function linesOn(today: string, organisation: string): (line: CaseLine) => CaseloadItem {
  const end = addDays(today, 7);
  const numbers = new Map<string, number>();
  const now = dayNumber(today);
  // A clock that ran ahead makes nobody silent for fewer than no days.
  const daysSince = (day: string) => {
    const days = numbers.get(day) ?? Math.max(0, now - dayNumber(day));
    numbers.set(day, days);
    return days;
  };
  const spans: Readonly<Record<DueSpan, (task: LineTask) => boolean>> = {
    overdue: (task) => dayOfTask(task) < today,
    // A reminder of a day that is still to come is of today, from its first day on.
    today: (task) => dayOfTask(task) >= today && task.due <= today,
    week: (task) => dayOfTask(task) >= today && task.due < end,
  };
  return ({ item, risk, tasks, worker, hasPlan, lastWord: word }) => {
    const next = nextOf(tasks, today);
    return {
      ...item,
      risk: risk === null ? null : { level: risk.level, days: daysSince(risk.on) },
      next: next === null ? null : taskOfLine(next, organisation),
      due: dueSpans.filter((span) => tasks.some(spans[span])),
      worker,
      hasPlan,
      silentDays: helping.has(item.state) ? daysSince(word ?? dayAt(item.since)) : null,
      person: item.caseId,
    };
  };
}

const dueSpans: readonly DueSpan[] = ["overdue", "today", "week"];

/** That nobody has seen who was to arrive, else an overdue day of safety, else one of the law, else the first day of all. */
function nextOf(tasks: readonly LineTask[], today: string): LineTask | null {
  let next: LineTask | null = null;
  for (const task of tasks) {
    const graver = next === null ? -1 : gravity(task, today) - gravity(next, today);
    if (next === null || graver < 0 || (graver === 0 && task.due < next.due)) next = task;
  }
  return next;
}

/**
 * The place of a case in a case worker's list, as a number (EN13): who is in danger now, who did not arrive, overdue safety, overdue law, what else waits for an answer (who waits
 * longest first), what is due by today, then by the next day; where that is the same, who was silent longest. What has nothing due comes last. Who is in danger
 * and what has nothing due stand as the inbox orders them.
 */
export function caseloadRank(today: string): (item: CaseloadItem) => number {
  const numbers = new Map<string, number>();
  const dayOf = (due: string) => {
    const day = numbers.get(due) ?? dayNumber(due);
    numbers.set(due, day);
    return day;
  };
  return (item) => {
    const rank = rankIn(item, today);
    const isByInbox = rank === ranks.danger || rank === ranks.answer || rank === ranks.nothing;
    const day = isByInbox || item.next === null ? 0 : dayOf(item.next.due);
    const silent = isByInbox ? 0 : (item.silentDays ?? -1);
    return ((rank * mostDays + day) * mostDays - silent) * 100 + inboxRank(item);
  };
}

/** More than any number of days here, and few enough that all of them fit one number. */
const mostDays = 2 ** 20;

const ranks = { danger: 0, missing: 1, safety: 2, law: 3, answer: 4, today: 5, later: 6, nothing: 7 } as const;
const rankOfGravity = [ranks.missing, ranks.safety, ranks.law] as const;

function rankIn(item: CaseloadItem, today: string): number {
  const { next } = item;
  if (item.inDanger) return ranks.danger;
  const grave = next === null ? undefined : rankOfGravity[gravity(next, today)];
  if (grave !== undefined) return grave;
  if (isUnanswered(item.state) || news.has(item.state)) return ranks.answer;
  if (next === null) return ranks.nothing;
  return next.due <= today ? ranks.today : ranks.later;
}

/** That somebody did not arrive comes before an overdue day of safety, that before one of the law, and all before what else there is. */
function gravity(task: LineTask, today: string): number {
  const { kind } = task;
  if (isMissing(task, today)) return 0;
  if (dayOfTask(task) >= today) return 3;
  return kind === "safety" ? 1 : kind === "law" ? 2 : 3;
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
