// `panoh tasks`: what is due in the cases of a device (FM9). Nothing here names a person.
import { dayOfTask, isMeeting, type Task } from "../../core/form/tasks.ts";
import { marksOnScreen } from "../../core/visible-marks.ts";
import type { Device } from "../../member/device.ts";
import { readWords } from "../../words/read-words.ts";
import type { Command, Given } from "../command.ts";
import { languageAsked, languageOption, wordsOfFormAsked } from "../form-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const tasksCommand: Command = {
  usage: ["--vault DIR", "--all --vault DIR"],
  about: [
    "Lists what is due in the cases of this device, the first day first: the case, what is asked for, and the form by which it is done. An appointment stands on its own day, with its hour and place. Nothing of it is sent.",
    "A task is done by panoh sheet with --for and the task's name, or by a sheet of that form about that day. With --all what is done or dropped is listed too.",
  ],
  options: { ...vaultOptions, ...languageOption, all: { help: "also what is done or dropped" } },
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      const listed = given.has("all") ? member.cases.tasks : member.cases.openTasks;
      const meet = (await readWords(languageAsked(given), ["desk"])).text("task.meet");
      const titleOf = (task: Task) => (isMeeting(task) ? meet : (words.get(task.form)?.due[task.rule] ?? task.rule));
      const words = await wordsByForm(given, member, new Set(listed.map(({ form }) => form)));
      return {
        lines:
          listed.length === 0
            ? ["Nothing is due."]
            : listed.flatMap((task) => [
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
              ]),
        json: listed,
      };
    }),
};

async function wordsByForm(given: Given, member: Device, forms: ReadonlySet<string>) {
  const book = member.cases.forms;
  const known = [...forms].flatMap((key) => book?.newest(key) ?? []);
  return new Map(
    await Promise.all(
      known.map(async (version) => [version.form.key, await wordsOfFormAsked(given, version, book)] as const),
    ),
  );
}
