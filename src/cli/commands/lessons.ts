// `panoh record lessons`: how many officers' devices did the short lessons, for the organisation that counts them and for reviewers, and the
// rows that come of it (docs/spec/lessons.md). The lessons themselves are in the app.

import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { enteredAnswer, mustEnter } from "./record.ts";

export const lessonsCommand: Command = {
  usage: ["--vault DIR", "--enter --vault DIR"],
  about: [
    "Shows how many officers' devices did the short lessons in each month, beside what is entered of it, and how many of each organisation did them in the last year.",
    "With --enter the organisation that counts enters what is new as rows of the register training; another device may then sign them off with panoh record sign-off.",
    "Only numbers are shown, and only to the organisation that counts and to the reviewers.",
  ],
  options: { ...vaultOptions, enter: { help: "enter what is not entered yet" } },
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      if (!given.has("enter"))
        return { lines: linesOf(member), json: { counts: member.lessons.counts, coverage: member.lessons.coverage } };
      mustEnter(member, "training");
      const result = await must(member.lessons.enter());
      return result === null
        ? { lines: ["Nothing to enter: all that this organisation counts is entered."], json: { rows: 0 } }
        : enteredAnswer("training", result, member);
    }),
};

const hindrances = {
  "taken-back": "the row was withdrawn: enter it by hand if it is to count",
  "other-row": "another row has its key",
} as const;

function linesOf(member: Device): readonly string[] {
  const counts = member.lessons.counts;
  const own = member.view?.self?.organisation.id;
  return [
    ...(counts.length === 0 ? ["Nobody has reported lessons to this organisation."] : []),
    ...counts.map(({ month, profession, edition, participants, entered: said, hindrance, countedBy }) => {
      const by = countedBy === own ? "" : ` by ${organisationInEnglish(member, countedBy)}`;
      const words = hindrance === null ? `${said ?? "none"} entered${by}` : hindrances[hindrance];
      return `${month}  ${profession} (${edition}): ${participants} done, ${words}`;
    }),
    ...member.lessons.coverage
      .filter(({ devices }) => devices > 0)
      .map(
        ({ organisation, devices, done }) =>
          `${organisationInEnglish(member, organisation)}: ${done} of ${devices} in the last year`,
      ),
  ];
}
