// `panoh withdraw`: records that the person takes a consent back (FD7). Sharing on it stops at once; what was read cannot be unread.
import type { Command } from "../command.ts";
import { CommandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const withdraw: Command = {
  usage: ["CASE --organisation ID --vault DIR"],
  about: [
    "Records that the person takes back the consent for one organisation. It cannot be undone; she can consent anew.",
  ],
  options: { ...vaultOptions, organisation: { value: "ID", help: "the organisation for which the consent was given" } },
  takes: ["CASE"],
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      const { state } = findCase(member, given.argument(0));
      const organisation = given.get("organisation");
      const held = state.consents.filter((consent) => consent.organisation === organisation && !consent.withdrawn);
      if (held.length === 0)
        throw new CommandProblem("no-such-consent", "the case holds no consent for this organisation that still holds");
      for (const consent of held) await member.withdrawConsent(state.id, consent.id);
      await member.sync();
      return {
        lines: [`Case       ${state.id}`, "  consent withdrawn"],
        json: { case: state.id, withdrawn: held.map(({ id }) => id) },
      };
    }),
};
