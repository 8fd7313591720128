// What is due in all cases, or in those of one worker, by day: a line opens its case with the form that does it. On paper the list of today has marks, tasks
// and days, and no name.
import type { JSX, RefObject } from "preact";
import { Fragment } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import type { Task } from "../../core/form/tasks.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { exactDate } from "../text/moments.ts";
import { apart, between, language, t } from "../text/translate.ts";
import { itemOf } from "./case-line.ts";
import type { CaseloadFilter } from "./caseload-filter.ts";
import { WorkerChoice } from "./caseload-filters.tsx";
import { taskTitle } from "./sheet-words.ts";
import { daysUntil, dueLook, dueWords } from "./task-lines.tsx";

export type CaseTask = Task & { readonly caseId: string };

/** Days that stand for themselves; what is due after them is one group. */
const daysAhead = 14;

export function TaskPane(props: {
  readonly engine: Engine;
  readonly list: RefObject<HTMLUListElement | null>;
  /** Whose tasks are shown: see caseload-filter.ts. */
  readonly worker: CaseloadFilter["worker"];
  readonly onWorker: (worker: CaseloadFilter["worker"]) => void;
  readonly onDo: (task: CaseTask) => void;
}): JSX.Element {
  const { engine } = props;
  const today = todayOf(engine);
  // Drawn anew with the list of cases, from which the tasks follow.
  const items = engine.caseload.value;
  const workerOf = (task: CaseTask) => task.worker ?? itemOf(engine, task.caseId)?.worker ?? null;
  const open = items.length === 0 ? [] : engine.cases.openTasks;
  const shown = props.worker === null ? open : open.filter((task) => (workerOf(task) ?? "") === props.worker);
  const groups = groupsOf(shown, today);
  const now = shown.filter(({ due }) => due <= today);
  if (open.length === 0) return <p class="empty">{t("tasks.none")}</p>;
  return (
    <>
      <div class="caseload-filters">
        <WorkerChoice items={items} worker={props.worker} onWorker={props.onWorker} />
      </div>
      {shown.length === 0 && <p class="empty">{t("tasks.none")}</p>}
      <ul class="rows tasks" ref={props.list}>
        {groups.map(([day, tasks]) => (
          <Fragment key={day}>
            <li>
              <h2 class="task-day-title">{dayWords(day)}</h2>
            </li>
            {tasks.map((task) => (
              <li key={`${task.caseId} ${task.id}`}>
                <button type="button" class="task" data-case={task.caseId} onClick={() => props.onDo(task)}>
                  <span class="task-what">{taskTitle(engine, task)}</span>
                  <span class={dueLook(task, today)}>{dueWords(task.due, today)}</span>
                  <span class="quiet">
                    <bdi class="case-mark">{caseMark(task.caseId)}</bdi>
                    {between()}
                    {apart(t(`task.kind.${task.kind}`), workerOf(task))}
                  </span>
                </button>
              </li>
            ))}
          </Fragment>
        ))}
      </ul>
      <button type="button" class="button plain" onClick={() => print()}>
        {t("tasks.print")}
      </button>
      <section class="print-today">
        <h2>{t("tasks.print-title", { date: exactDate(engine.now()) })}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("tasks.mark")}</th>
              <th scope="col">{t("tasks.what")}</th>
              <th scope="col">{t("tasks.when")}</th>
            </tr>
          </thead>
          <tbody>
            {now.map((task) => (
              <tr key={`${task.caseId} ${task.id}`}>
                <td>
                  <bdi>{caseMark(task.caseId)}</bdi>
                </td>
                <td>{taskTitle(engine, task)}</td>
                <td>{dueWords(task.due, today)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Overdue, today, each day to come, and what is later; days without a task are left out. */
function groupsOf<T extends Pick<Task, "due">>(
  tasks: readonly T[],
  today: string,
): readonly (readonly [string, readonly T[]])[] {
  const nameOf = ({ due }: T) => {
    const days = daysUntil(due, today);
    return days < 0 ? "overdue" : days === 0 ? "today" : days > daysAhead ? "later" : due;
  };
  return [...Map.groupBy(tasks, nameOf)];
}

function dayWords(day: string): string {
  if (day === "overdue" || day === "today" || day === "later") return t(`tasks.day.${day}`);
  return language().date(day);
}
