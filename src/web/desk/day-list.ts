// What the list of a day has, as it is printed: who is in danger now first, whether something is due or not; then what is due by today. No name.
import { dayOfTask, type Task } from "../../core/form/tasks.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { filterCaseload } from "./caseload-filter.ts";

export type CaseTask = Task & { readonly caseId: string };

export interface DayLine {
  readonly item: CaseloadItem;
  /** Null for a case in danger in which nothing is due: its state is what is to be looked at. */
  readonly task: CaseTask | null;
}

/** The lines of the list of `today` (EN13a). `tasks` are those of the chosen worker, in their order; `worker` as in caseload-filter.ts. */
export function dayLines(
  items: readonly CaseloadItem[],
  tasks: readonly CaseTask[],
  worker: string | null,
  today: string,
): readonly DayLine[] {
  const due = Map.groupBy(
    tasks.filter((task) => task.due <= today),
    ({ caseId }) => caseId,
  );
  const ofWorker = new Set(filterCaseload(items, { count: "danger", worker }));
  const inDanger = items.filter((item) => ofWorker.has(item) || (item.inDanger && due.has(item.caseId)));
  const others = items.filter((item) => !item.inDanger && due.has(item.caseId));
  const linesOf = (item: CaseloadItem): readonly DayLine[] =>
    (due.get(item.caseId) ?? [null]).map((task) => ({ item, task }));
  const places = new Map(tasks.map((task, place) => [task, place]));
  const placeOf = ({ task }: DayLine) => (task === null ? 0 : (places.get(task) ?? 0));
  return [...inDanger.flatMap(linesOf), ...others.flatMap(linesOf).toSorted((a, b) => placeOf(a) - placeOf(b))];
}

/** Tasks by what they stand under: who is in danger now, overdue, today, each day to come, and what is later. Days without a task are left out. */
export function taskGroups(
  tasks: readonly CaseTask[],
  isInDanger: (caseId: string) => boolean,
  today: string,
  lastDay: string,
): readonly (readonly [group: string, tasks: readonly CaseTask[]])[] {
  const nameOf = (task: CaseTask) => {
    if (task.due <= today && isInDanger(task.caseId)) return "danger";
    const day = dayOfTask(task);
    return day < today ? "overdue" : day === today ? "today" : day > lastDay ? "later" : day;
  };
  return [...Map.groupBy(tasks, nameOf)].toSorted(([a], [b]) => Number(b === "danger") - Number(a === "danger"));
}
