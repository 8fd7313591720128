// The lines of a task in `panoh tasks` (FM9). Nothing here names a person.
import type { FormBook } from "../core/form/form.ts";
import { dayOfTask, isMeeting, type Task } from "../core/form/tasks.ts";
import { marksOnScreen } from "../core/visible-marks.ts";
import { readWords } from "../words/read-words.ts";
import type { Call } from "./command.ts";
import { languageAsked, wordsOfFormAsked } from "./form-words.ts";

/** The lines of each of these, in the language that is asked for. */
export async function taskLines(call: Call, book: FormBook | null, tasks: readonly Task[]) {
  const meet = (await readWords(languageAsked(call), ["desk"])).text("task.meet");
  const versions = [...new Set(tasks.map(({ form }) => form))].flatMap((key) => book?.newest(key) ?? []);
  const words = new Map(
    await Promise.all(
      versions.map(async (version) => [version.form.key, await wordsOfFormAsked(call, version, book)] as const),
    ),
  );
  const titleOf = (task: Task) => (isMeeting(task) ? meet : (words.get(task.form)?.due[task.rule] ?? task.rule));
  return (task: Task & { readonly caseId: string }): readonly string[] => [
    [dayOfTask(task), task.at, ` ${titleOf(task)}${task.state === "open" ? "" : `: ${task.state}`}`]
      .filter((part) => part !== undefined)
      .join(" "),
    [
      `  case ${task.caseId.slice(0, 8)}`,
      task.kind,
      isMeeting(task) ? "done by panoh answer meet" : `form ${task.does}`,
      ...(task.where === undefined ? [] : [`at ${marksOnScreen(task.where)}`]),
      ...(task.worker === undefined ? [] : [`for ${task.worker}`]),
    ].join(", "),
    `  ${task.id}`,
  ];
}
