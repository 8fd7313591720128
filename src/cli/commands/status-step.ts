// `panoh status-step`: records a step of status that the own organisation took (FD6). No step ends the case or any help.

import { caseBodies, statuses } from "../../core/entry-kind.ts";
import { must } from "../../member/verb.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import type { Command } from "../command.ts";
import { usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const statusStepCommand: Command = {
  usage: ["CASE --status STATUS --vault DIR", "CASE --status STATUS --grounds FILE --vault DIR"],
  about: [
    "Records a status that this organisation gives. Formal identification is the competent authority's alone.",
    "The grounds are optional, and every participant of the case reads them.",
    `Statuses: ${statuses.join(", ")}.`,
  ],
  options: {
    ...vaultOptions,
    status: { value: "STATUS", help: "the step" },
    grounds: { value: "FILE", help: "a file with the grounds, at most 1000 characters" },
  },
  takes: ["CASE"],
  run: (given, terminal) => {
    const status = given.code("status", statuses);
    const grounds = given.has("grounds") ? readSmallFile(given.get("grounds")).trim() : null;
    if (!caseBodies.status(grounds === null ? { status } : { status, grounds }))
      throw usageProblem("--grounds names a file with 1 to 1000 characters of text");
    return useDevice(given, terminal, async (member) => {
      const { state } = findCase(member, given.argument(0));
      await must(member.cases.takeStatusStep(state.id, status, grounds));
      await member.sync();
      return { lines: [`Case       ${state.id}`, `  status ${status}`], json: { case: state.id, status } };
    });
  },
};
