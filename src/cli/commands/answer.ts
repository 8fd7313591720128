// `panoh answer`: accepts, declines, waitlists, meets or closes a referral, as the policy table allows it, and says that help that ended goes on. The
// referrer's device gets a receipt with state and time. A case of our own is met and closed by it too (FD9).

import type { Bar } from "../../core/case/referrals.ts";
import { answerCodes } from "../../core/entry-kind.ts";
import { type AnswerVerb, answerOf, answerVerbs, fieldOfAnswer, type GivenAnswer } from "../../core/policy-table.ts";
import { must } from "../../member/verb.ts";
import type { CaseView } from "../../member/views.ts";
import type { Command, Given } from "../command.ts";
import { commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "./case.ts";

export const answerCommand: Command = {
  usage: [
    "accept|waitlist|meet CASE --vault DIR",
    "decline CASE --reason REASON --vault DIR",
    "close CASE --outcome OUTCOME --vault DIR",
    "reopen CASE --why WHY --vault DIR",
  ],
  about: [
    "Identity, contact and story open once the acceptance is logged.",
    "A case of our own is met and closed as well. With reopen, help that ended goes on, where it was before, while the person's consent holds.",
    `Reasons: ${answerCodes.reason.join(", ")}.`,
    `Outcomes: ${answerCodes.outcome.join(", ")}.`,
    `Why it goes on: ${answerCodes.why.join(", ")}.`,
  ],
  options: {
    ...vaultOptions,
    referral: { value: "ID", help: "which referral of the case; default the one that waits" },
    reason: { value: "REASON", help: "with decline: why" },
    outcome: { value: "OUTCOME", help: "with close: how the help ended" },
    why: { value: "WHY", help: "with reopen: why the help goes on" },
  },
  takes: ["VERB", "CASE"],
  run: async (given, terminal) => {
    const verb = answerVerbs.find((candidate) => candidate === given.argument(0));
    if (verb === undefined) throw usageProblem(`the answer is one of: ${answerVerbs.join(", ")}`);
    const answer = answerGiven(verb, given);
    return useDevice(given, terminal, async (member) => {
      const view = findCase(member, given.argument(1));
      const caseId = view.state.id;
      const referral =
        given.find("referral") ?? member.cases.inbox.find((item) => item.caseId === caseId)?.referral ?? null;
      if (referral === null)
        throw commandProblem("no-such-referral", "the case holds no referral to this organisation");
      refuseBarred(verb, view.actions.find((action) => action.referral === referral)?.bar ?? null);
      await must(member.cases.answer(caseId, referral, answer));
      await member.sync();
      const state = stateIn(findCase(member, caseId), referral, member.directory.self?.organisation);
      return { lines: [`Case       ${caseId}`, `  ${state}`], json: { case: caseId, referral, state } };
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

/** Where this organisation stands now. */
function stateIn({ state }: CaseView, referral: string, self: string | undefined): string {
  const places = state.referrals.find(({ id }) => id === referral)?.places ?? [];
  return places.find(({ organisation }) => organisation === self)?.state ?? state.own?.state ?? "";
}

function answerGiven(verb: AnswerVerb, given: Given): GivenAnswer {
  const field = fieldOfAnswer(verb);
  const code = field === null ? undefined : given.code<string>(field, answerCodes[field]);
  const answer = answerOf(verb, code);
  if (answer === null) throw usageProblem(`the answer is one of: ${answerVerbs.join(", ")}`);
  return answer;
}
