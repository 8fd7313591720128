// What is due: in one case, or in all of ours. A task reminds; opening it opens the form that does it.
import type { JSX } from "preact";
import { asksOfReferral, dayOfTask, isMeeting, isMissing, type Task } from "../../core/form/tasks.ts";
import { presentFields } from "../../core/present-fields.ts";
import { marksOnScreen } from "../../core/visible-marks.ts";
import type { SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { apart, isolate, language, t } from "../text/translate.ts";
import type { SheetAsked } from "./sheet-page.tsx";
import { taskDetails, taskText, taskTitle } from "./sheet-words.ts";

/** In how many days something is due; negative where it is overdue. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
}

/** Overdue by so many days, today, tomorrow, or the day itself. */
function dueWords(due: string, today: string): string {
  const days = daysUntil(due, today);
  if (days < 0) return t("task.overdue", { n: -days });
  if (days === 0) return t("task.today");
  if (days === 1) return t("task.tomorrow");
  if (days <= 14) return t("task.in-days", { n: days });
  return language().date(due);
}

/** When a task is: an appointment on its own day and at its hour, whenever its reminder is due; anything else by its due day. */
export function whenWords(task: When, today: string): string {
  if (task.on === undefined) return dueWords(task.due, today);
  const past = -daysUntil(task.on, today);
  return apart(past > 0 ? t("task.was", { n: past }) : dueWords(task.on, today), hourWords(task));
}

/**
 * The first thing that is due today or before, and when: for safety before the law, and the law before help. Null where nothing is, and where something else is
 * to be done (`isIdle` false) and nobody is missing.
 */
export function dueFirst(engine: Engine, { tasks }: SheetsView, isIdle: boolean): string | null {
  const today = todayOf(engine);
  const now = tasks.filter(({ state, due }) => state === "open" && due <= today);
  const missing = now.find((each) => isMissing(each, today));
  const others = () => now.find(({ kind }) => kind === "safety") ?? now.find(({ kind }) => kind === "law") ?? now[0];
  const task = missing ?? (isIdle ? others() : undefined);
  return task === undefined ? null : apart(taskTitle(engine, task), whenWords(task, today));
}

/** When a task is, in words that are true on any day, as far as it has a day of its own. */
export function exactWhen(task: When, today: string): string {
  return task.on === undefined ? dueWords(task.due, today) : apart(language().date(task.on), hourWords(task));
}

type When = Pick<Task, "due" | "on" | "at">;

function hourWords({ at }: When): string | null {
  return at === undefined ? null : language().digits(at);
}

/** Where an appointment is; null where its sheet does not say it. */
export function whereWords({ where }: Pick<Task, "where">): string | null {
  return where === undefined ? null : isolate(marksOnScreen(where));
}

/** How a due day looks: red is kept for danger to a person. */
export function dueLook(task: Pick<Task, "due" | "on" | "kind">, today: string): string {
  if (daysUntil(task.due, today) > 0) return "quiet";
  return task.kind === "safety" && dayOfTask(task) < today ? "mark-word danger" : "mark-word waiting";
}

/**
 * The sheet that does a task; none meets a person, or answers for a referral. One that ends once its own sheet says something more (was the appointment kept, is the goal reached) opens that sheet, or the
 * worker writes a second appointment; all others ask for a new one.
 */
export function sheetToDo(engine: Engine, self: string, task: Task): SheetAsked | null {
  if (isMeeting(task) || asksOfReferral(task) !== null) return null;
  const { id, form, rule, does, from, on } = task;
  // FM9d: a reminder of a day opens the sheet in which the day stands.
  const isOfItsSheet = (on !== undefined && does === form) || endsWithItsSheet(engine, task);
  const sheet = isOfItsSheet && "sheet" in from && from.organisation === self ? from.sheet : null;
  const day = engine.directory.forms.newest(form)?.form.due.find((each) => each.id === rule)?.from;
  return {
    ...{ form: does, sheet, task: task.lasts === true ? null : id },
    ...presentFields({ moves: sheet !== null && on !== undefined ? day : undefined }),
  };
}

function endsWithItsSheet(engine: Engine, { form, rule, does }: Task): boolean {
  const when = engine.directory.forms.newest(form)?.form.due.find((each) => each.id === rule)?.when ?? "";
  return does === form && ownField.test(when);
}

const ownField = /\$\{(?!case\.)/;

export function TaskLines(props: {
  readonly engine: Engine;
  readonly tasks: readonly Task[];
  readonly today: string;
  readonly onDo: (task: Task) => void;
  /** The sheets of the case: what somebody is to do stands in one of them. */
  readonly view: SheetsView;
}): JSX.Element {
  const { engine, tasks, today, view } = props;
  return (
    <ul class="tasks">
      {tasks.map((task) => (
        <li key={task.id}>
          <button type="button" class="task" onClick={() => props.onDo(task)}>
            <span class="task-what">{taskText(engine, view, task) ?? taskTitle(engine, task)}</span>
            <span class={dueLook(task, today)}>{whenWords(task, today)}</span>
            <span class="quiet">
              {apart(
                whereWords(task),
                ...(endsWithItsSheet(engine, task) ? taskDetails(engine, view, task) : []),
                t(`task.kind.${task.kind}`),
                task.worker,
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
