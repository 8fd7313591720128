// `panoh consent`: records what the person agrees to now for an organisation that is in the case (FD7): again after a withdrawal, or less than before.

import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { sharingGiven, sharingOptions } from "../consent-options.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const consentCommand: Command = {
  usage: [
    "CASE --organisation ID --share PART... --purpose PURPOSE... --language TAG --manner HOW --interpreter WHICH --vault DIR",
    "CASE --organisation ID --instead --share PART... --purpose PURPOSE... --language TAG --manner HOW --interpreter WHICH --vault DIR",
  ],
  about: [
    "Records what the person agrees to now for an organisation that is in the case. It sends nothing to it: see panoh grant.",
    "With --instead it takes the place of all earlier consents for the organisation, which the person withdrew directly to us: its programs erase what others wrote in parts that are not shared any more, and keep what it wrote itself. It cannot be undone.",
  ],
  options: {
    ...vaultOptions,
    organisation: { value: "ID", help: "the organisation, which is in the case" },
    instead: { help: "in the place of what the person agreed to before" },
    ...sharingOptions,
  },
  takes: ["CASE"],
  run: (given, terminal) => {
    const consent = sharingGiven(given);
    const isInstead = given.has("instead");
    return useDevice(given, terminal, async (member) => {
      await member.sync();
      const { state } = findCase(member, given.argument(0));
      const write = isInstead ? member.cases.narrowConsent : member.cases.renewConsent;
      await must(write(state.id, consent));
      await member.sync();
      const { organisation } = consent;
      return {
        lines: [`Case       ${state.id}`, `  agreed for ${organisation}: ${consent.compartments.join(", ")}`],
        json: { case: state.id, organisation, compartments: consent.compartments, instead: isInstead },
      };
    });
  },
};
