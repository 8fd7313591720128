// `panoh danger`: says anew whether the person is in danger (FD2). What was seen when they were referred does not hold for ever.
import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

const answers = ["now", "not-now", "unclear"] as const;

export const dangerCommand: Command = {
  usage: ["CASE --danger DANGER --vault DIR"],
  about: [
    "Records whether the person is in danger, as this organisation knows it today: it accepted the person, opened the case or was brought in.",
    "Everyone in the case reads it, with the day and who said it; what was said before stays in the history.",
    `Answers: ${answers.join(", ")}.`,
  ],
  options: { ...vaultOptions, danger: { value: "DANGER", help: "whether the person is in danger" } },
  takes: ["CASE"],
  run: (given, terminal) => {
    const said = given.code("danger", answers);
    return useDevice(given, terminal, async (member) => {
      const { state } = findCase(member, given.argument(0));
      await must(member.cases.sayDanger(state.id, said));
      await member.sync();
      return { lines: [`Case       ${state.id}`, `  danger ${said}`], json: { case: state.id, danger: said } };
    });
  },
};
