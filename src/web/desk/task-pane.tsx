// What is due in all cases, or in those of one worker, by day: a line opens its case with the form that does it. On paper the list of today has marks, tasks
// and days, and no name.
import { Fragment, type JSX, type RefObject } from "preact";
import { caseMark } from "../../core/case/mark.ts";
import { addDays } from "../../core/form/calendar-day.ts";
import { missingFirst } from "../../core/form/tasks.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { exactDate, exactMoment } from "../text/moments.ts";
import { apart, between, language, t } from "../text/translate.ts";
import { itemOf } from "./case-in-words.ts";
import type { CaseloadFilter } from "./caseload-filter.ts";
import { WorkerChoice } from "./caseload-filters.tsx";
import { type CaseTask, type DayLine, dayLines, taskGroups } from "./day-list.ts";
import { taskTitle } from "./sheet-words.ts";
import { stateLabel } from "./state-label.ts";
import { dueLook, exactWhen, whenWords, whereWords } from "./task-lines.tsx";

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
  const open = items.length === 0 ? [] : engine.cases.list.openTasks;
  const ofWorker = props.worker === null ? open : open.filter((task) => (workerOf(task) ?? "") === props.worker);
  const shown = missingFirst(ofWorker, today);
  const isInDanger = (caseId: string) => itemOf(engine, caseId)?.inDanger === true;
  const groups = taskGroups(shown, isInDanger, today, addDays(today, daysAhead));
  const lines = dayLines(items, shown, props.worker, today);
  if (open.length + lines.length === 0) return <p class="empty">{t("tasks.none")}</p>;
  return (
    <>
      <div class="caseload-filters">
        <WorkerChoice items={items} worker={props.worker} onWorker={props.onWorker} />
      </div>
      {shown.length === 0 && <p class="empty">{t("tasks.none")}</p>}
      <ul class="rows tasks" ref={props.list}>
        {groups.map(([group, tasks]) => (
          <Fragment key={group}>
            <li>
              <h2 class={group === "danger" ? "task-day-title danger" : "task-day-title"}>{groupWords(group)}</h2>
            </li>
            {tasks.map((task) => (
              <li key={`${task.caseId} ${task.id}`}>
                <button type="button" class="task" data-case={task.caseId} onClick={() => props.onDo(task)}>
                  <span class="task-what">{taskTitle(engine, task)}</span>
                  <span class={dueLook(task, today)}>{whenWords(task, today)}</span>
                  <span class="quiet">
                    <bdi class="case-mark">{caseMark(task.caseId)}</bdi>
                    {between()}
                    {apart(whereWords(task), t(`task.kind.${task.kind}`), workerOf(task))}
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
      <PrintedList engine={engine} lines={lines} today={today} />
    </>
  );
}

/** The list of today on paper: relative words would be wrong tomorrow, so an appointment has its date there. */
function PrintedList(props: {
  readonly engine: Engine;
  readonly lines: readonly DayLine[];
  readonly today: string;
}): JSX.Element {
  const { engine, lines, today } = props;
  return (
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
          {lines.map(({ item, task }) => (
            <tr key={`${item.caseId} ${task?.id}`}>
              <td>
                <bdi>{caseMark(item.caseId)}</bdi>
              </td>
              <td>
                {item.inDanger && <strong class="print-danger">{t("danger.now")}</strong>}
                <span>{task === null ? stateLabel(item.state) : apart(taskTitle(engine, task), whereWords(task))}</span>
              </td>
              <td>{task === null ? exactMoment(item.since) : exactWhen(task, today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function groupWords(group: string): string {
  if (group === "danger") return t("danger.now");
  if (group === "overdue" || group === "today" || group === "later") return t(`tasks.day.${group}`);
  return language().date(group);
}
