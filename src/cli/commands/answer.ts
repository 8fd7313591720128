// `panoh answer`: accepts, declines, waitlists, meets or closes a referral, as the policy table allows it, and lets help that ended go on. The
// referrer's device gets a receipt with state and time. A case of our own is met and closed by it too (FD9).

import type { Bar } from "../../core/case/referrals.ts";
import { declineReasons, outcomes } from "../../core/entry-kind.ts";
import { type AnswerVerb, answerVerbs, stateAfter } from "../../core/policy-table.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { Command, Given } from "../command.ts";
import { commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const answerCommand: Command = {
  usage: [
    "accept|waitlist|meet|reopen CASE --vault DIR",
    "decline CASE --reason REASON --vault DIR",
    "close CASE --outcome OUTCOME --vault DIR",
  ],
  about: [
    "Identity, contact and story open once the acceptance is logged.",
    "A case of our own is met and closed as well. With reopen, help that was closed goes on.",
    `Reasons: ${declineReasons.join(", ")}.`,
    `Outcomes: ${outcomes.join(", ")}.`,
  ],
  options: {
    ...vaultOptions,
    referral: { value: "ID", help: "which referral of the case; default the one that waits" },
    reason: { value: "REASON", help: "with decline: why" },
    outcome: { value: "OUTCOME", help: "with close: how the help ended" },
  },
  takes: ["VERB", "CASE"],
  run: async (given, terminal) => {
    const verb = answerVerbs.find((candidate) => candidate === given.argument(0));
    if (verb === undefined) throw usageProblem(`the answer is one of: ${answerVerbs.join(", ")}`);
    const write = writerOf(verb, given);
    return useDevice(given, terminal, async (member) => {
      const view = findCase(member, given.argument(1));
      const caseId = view.state.id;
      const referral =
        given.find("referral") ?? member.cases.inbox.find((item) => item.caseId === caseId)?.referral ?? null;
      if (referral === null)
        throw commandProblem("no-such-referral", "the case holds no referral to this organisation");
      refuseBarred(verb, view.actions.find((action) => action.referral === referral)?.bar ?? null);
      await write(member, caseId, referral);
      await member.sync();
      return {
        lines: [`Case       ${caseId}`, `  ${stateAfter(verb)}`],
        json: { case: caseId, referral, state: stateAfter(verb) },
      };
    });
  },
};

// Said before the engine refuses it, because the reason is another organisation's step and not a mistake (FD2, FD8).
function refuseBarred(verb: AnswerVerb, bar: Bar | null): void {
  if (bar?.is === "elsewhere" && (verb === "accept" || verb === "waitlist"))
    throw commandProblem("accepted-elsewhere", "another organisation has accepted this referral");
  if (bar?.is !== "not-yet" || verb !== "accept") return;
  const until = bar.from === null ? "" : ` until ${bar.from}`;
  throw commandProblem("too-early", `an organisation that was asked before still has time to answer${until}`);
}

type Write = (member: Device, caseId: string, referral: string) => Promise<void>;

function writerOf(verb: AnswerVerb, given: Given): Write {
  if (verb === "decline") {
    const reason = given.code("reason", declineReasons);
    return (member, caseId, referral) => must(member.cases.decline(caseId, referral, reason));
  }
  if (verb === "close") {
    const outcome = given.code("outcome", outcomes);
    return (member, caseId, referral) => must(member.cases.close(caseId, referral, outcome));
  }
  return (member, caseId, referral) => must(member.cases[verb](caseId, referral));
}
