// `panoh adopt`: takes what others wrote and the rules refused under the own organisation's name (FD5), so that nobody is lost to a
// formality.
import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const adoptCommand: Command = {
  usage: ["CASE --vault DIR", "CASE --entry ID... --vault DIR"],
  about: [
    "Takes the refused entries of a case under this organisation's name: all of them, or the named ones.",
    "The organisation then answers for them. An entry that it may not write itself, or that rests on a withdrawn consent, stays refused.",
  ],
  options: {
    ...vaultOptions,
    entry: { value: "ID", many: true, help: "an entry to adopt; panoh case --json shows the ids" },
  },
  takes: ["CASE"],
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      await member.sync();
      const { state } = findCase(member, given.argument(0));
      const entries = given.all("entry");
      await must(member.cases.adopt(state.id, entries.length === 0 ? undefined : entries));
      await member.sync();
      const adopted = (member.cases.view(state.id)?.state.entries ?? []).filter(
        ({ verdict }) => verdict.is === "effective" && verdict.adoptedBy !== undefined,
      );
      return {
        lines: [`Case       ${state.id}`, `  ${adopted.length} entries count under this organisation's name`],
        json: { case: state.id, adopted: adopted.map(({ id }) => id) },
      };
    }),
};
