// The lines of a task in `panoh tasks` (FM9). Nothing here names a person.
import type { FormBook } from "../core/form/form.ts";
import { asksOfReferral, dayOfTask, isMeeting, type Task } from "../core/form/tasks.ts";
import { marksOnScreen } from "../core/visible-marks.ts";
import { readWords } from "../words/read-words.ts";
import type { Call } from "./command.ts";
import { languageAsked, wordsOfFormAsked } from "./form-words.ts";

/** The lines of each of these, in the language that is asked for. */
export async function taskLines(call: Call, book: FormBook | null, tasks: readonly Task[]) {
  const desk = await readWords(languageAsked(call), ["desk"]);
  const versions = [...new Set(tasks.map(({ form }) => form))].flatMap((key) => book?.newest(key) ?? []);
  const words = new Map(
    await Promise.all(
      versions.map(async (version) => [version.form.key, await wordsOfFormAsked(call, version, book)] as const),
    ),
  );
  const titleOf = (task: Task) => {
    const asks = isMeeting(task) ? "meet" : asksOfReferral(task);
    return asks === null ? (words.get(task.form)?.due[task.rule] ?? task.rule) : desk.text(`task.${asks}`);
  };
  return (task: Task & { readonly caseId: string }): readonly string[] => [
    [dayOfTask(task), task.at, ` ${titleOf(task)}${task.state === "open" ? "" : `: ${task.state}`}`]
      .filter((part) => part !== undefined)
      .join(" "),
    [
      `  case ${task.caseId.slice(0, 8)}`,
      task.kind,
      doneBy(task),
      ...(task.where === undefined ? [] : [`at ${marksOnScreen(task.where)}`]),
      ...(task.worker === undefined ? [] : [`for ${task.worker}`]),
    ].join(", "),
    `  ${task.id}`,
  ];
}

function doneBy(task: Task): string {
  if (isMeeting(task)) return "done by panoh answer meet";
  switch (asksOfReferral(task)) {
    case "give":
      return "done by panoh give";
    case "next":
      return "done by panoh ask, or by a sheet (task, service, outside) with --for";
    case null:
      return `form ${task.does}`;
  }
}
