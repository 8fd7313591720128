// `panoh withdraw`: records that the person takes a consent back (FD7). Sharing on it stops at once; what was read cannot be unread.
import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const withdrawCommand: Command = {
  usage: ["CASE --organisation ID --vault DIR", "CASE --organisation ID --confirmed --vault DIR"],
  about: [
    "Records that the person withdraws the consent for one organisation. It cannot be undone; the person can consent again.",
    "With --confirmed, after a withdrawal: the person confirmed it directly to this organisation. Its holders then erase the data.",
  ],
  options: {
    ...vaultOptions,
    organisation: { value: "ID", help: "the organisation for which the consent was given" },
    confirmed: { help: "the person confirmed it directly: what was held is erased" },
  },
  takes: ["CASE"],
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      const { state } = findCase(member, given.argument(0));
      const organisation = given.get("organisation");
      const confirmed = given.has("confirmed");
      const held = state.consents.filter(
        (consent) => consent.organisation === organisation && consent.withdrawn === confirmed && !consent.purge,
      );
      if (held.length === 0)
        throw commandProblem(
          "no-such-consent",
          confirmed
            ? "the case holds no withdrawal for this organisation that waits to be confirmed"
            : "the case holds no consent for this organisation that still holds",
        );
      for (const { id } of held)
        await (confirmed
          ? must(member.cases.confirmWithdrawal(state.id, id))
          : must(member.cases.withdrawConsent(state.id, id)));
      await member.sync();
      const ids = held.map(({ id }) => id);
      return {
        lines: [`Case       ${state.id}`, confirmed ? "  withdrawal confirmed" : "  consent withdrawn"],
        json: { case: state.id, ...(confirmed ? { confirmed: ids } : { withdrawn: ids }) },
      };
    }),
};
