// `panoh token`: records that the person agrees that an organisation of justice gets the token of the case, and shows it (RC9). That organisation gets
// nothing of it.
import { caseBodies } from "../../core/entry-kind.ts";
import type { TokenConsent } from "../../member/cases/case-writer.ts";
import { must } from "../../member/verb.ts";
import type { Command } from "../command.ts";
import { usageProblem } from "../command.ts";
import { consentGiven, consentOptions, consentRule } from "../consent-options.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const tokenCommand: Command = {
  usage: ["CASE --organisation ID --language TAG --manner HOW --interpreter WHICH --vault DIR"],
  about: [
    "Records that the person agrees that a prosecutor, a court or an investigation unit gets the token of the case, and shows the token.",
    "It links the case to proceedings and names nobody. Everyone in the case reads this consent, but not that organisation: give it the token yourself.",
    "The person can withdraw the consent: see panoh withdraw.",
  ],
  options: {
    ...vaultOptions,
    organisation: { value: "ID", help: "the organisation to which the person agrees to give it" },
    ...consentOptions,
  },
  takes: ["CASE"],
  run: (given, terminal) => {
    const yes: TokenConsent = {
      organisation: given.get("organisation"),
      ...consentGiven(given),
    };
    if (!caseBodies["consent.give"]({ ...yes, purposes: ["police-report"], compartments: ["referral"] }))
      throw usageProblem(`--organisation is a UUID, ${consentRule}`);
    return useDevice(given, terminal, async (member) => {
      const { state } = findCase(member, given.argument(0));
      await must(member.cases.giveToken(state.id, yes));
      await member.sync();
      const { victimToken } = findCase(member, state.id);
      return {
        lines: [`Case       ${state.id}`, `Token      ${victimToken ?? "not shown here"}`],
        json: { case: state.id, organisation: yes.organisation, victimToken },
      };
    });
  },
};
