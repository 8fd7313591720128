// `panoh inbox`: the referrals to the own organisation, those in danger and those that wait longest first.
import { momentOf } from "../../core/moment.ts";
import type { InboxItem } from "../../member/views.ts";
import type { Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const inboxCommand: Command = {
  usage: ["--vault DIR"],
  about: [
    'Shows every referral to this organisation, its own cases, and the cases that it referred to others. A sync sends the receipt "received" for new ones: that this device holds them, not an answer.',
  ],
  options: vaultOptions,
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      if (!member.isReader) throw commandProblem("write-only", "this device only sends: see panoh sent");
      const items = member.cases.inbox;
      return { lines: items.length === 0 ? ["No referral has come."] : items.flatMap(linesOf), json: items };
    }),
};

function linesOf({ caseId, state, turnAt, danger, inDanger, ...item }: InboxItem): readonly string[] {
  const { treatAsChild, since, unlogged } = item;
  const words = [
    standing(state, turnAt),
    danger === "now" && !inDanger ? "in danger when referred" : `danger ${danger ?? "unclear"}`,
    treatAsChild === null ? "age not known" : treatAsChild ? "treat as child" : "adult",
    `since ${momentOf(since)}`,
  ];
  return [`Case       ${caseId}`, `  ${[...words, ...(unlogged ? ["not logged yet"] : [])].join(", ")}`];
}

// A place that may not accept does not wait for an answer (FD2, FD8).
function standing(state: string, turnAt: number | null): string {
  switch (state) {
    case "sent":
    case "received":
      return "waits for your answer";
    case "elsewhere":
      return "another organisation accepted";
    case "too-late":
      return "your acceptance came too late: another organisation accepted before";
    case "not-yet":
      return `not your turn yet${turnAt === null ? "" : `: the time of those before ends ${momentOf(turnAt)}`}`;
    case "granted":
      return "shared with you";
    case "withdrawn":
      return "shared with you, and the consent was withdrawn";
    case "own":
      return "your own case";
    case "asked":
      return "referred by you, nobody has answered";
    case "asked-declined":
      return "referred by you, all who were asked declined";
    case "asked-waitlisted":
    case "asked-accepted":
    case "asked-met":
    case "asked-closed":
      return `referred by you, ${state.slice("asked-".length)}`;
    default:
      return state;
  }
}
