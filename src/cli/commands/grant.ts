// `panoh grant`: brings an organisation into a case with the person's consent (SL8). It reads what the person agreed to share, and no more.

import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { sharingGiven, sharingOptions } from "../consent-options.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const grantCommand: Command = {
  usage: [
    "CASE --organisation ID --share PART... --purpose PURPOSE... --language TAG --manner HOW --interpreter WHICH --vault DIR",
  ],
  about: [
    "Brings an organisation into a case, with the person's consent. It gets the whole notes of the parts that the person agreed to share.",
    "What was read cannot be unread; the person can withdraw the consent: see panoh withdraw.",
  ],
  options: {
    ...vaultOptions,
    organisation: { value: "ID", help: "the organisation to bring in" },
    ...sharingOptions,
  },
  takes: ["CASE"],
  run: (given, terminal) => {
    const consent = sharingGiven(given);
    return useDevice(given, terminal, async (member) => {
      await member.sync();
      const { state } = findCase(member, given.argument(0));
      await must(member.cases.grant(state.id, consent));
      await member.sync();
      return {
        lines: [`Case       ${state.id}`, `  shared with ${consent.organisation}: ${consent.compartments.join(", ")}`],
        json: { case: state.id, organisation: consent.organisation, compartments: consent.compartments },
      };
    });
  },
};
