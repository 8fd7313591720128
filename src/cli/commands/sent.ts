// `panoh sent`: where sent referrals are, step by step (LG6). It knows states and times only, never to whom one went (SL7).
import { momentOf } from "../../core/moment.ts";
import type { SentView } from "../../member/views.ts";
import type { Command } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const sentCommand: Command = {
  usage: ["--vault DIR"],
  about: [
    "Shows each sent referral: saved here, sent, confirmed independently, and what receipts say. Sends what still waits.",
    '"received" means that their device received it: their program says so by itself. It is no answer.',
    "No receipt comes to an organisation that reads cases: the answers stand in its case (panoh inbox, panoh case).",
  ],
  options: vaultOptions,
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => ({
      lines:
        member.drafts.sent.length === 0 ? ["Nothing was sent from this device."] : member.drafts.sent.flatMap(linesOf),
      json: member.drafts.sent,
    })),
};

function linesOf({
  entry,
  part,
  sealedAt,
  loggedAt,
  witnessedAt,
  leaf,
  answers,
  answer,
  receivedAt,
  late,
  lost,
  refused,
}: SentView): readonly string[] {
  return [
    `Entry      ${entry}${part === undefined ? "" : part === "near" ? " near the person" : " at home"}`,
    `  saved      ${momentOf(sealedAt)}`,
    ...(loggedAt === null ? [] : [`  sent       ${momentOf(loggedAt)} leaf ${leaf}`]),
    ...(witnessedAt === null ? [] : [`  confirmed  ${momentOf(witnessedAt)}`]),
    ...(lost === true ? ["  lost: only the false history of the log held it; refer the person again"] : []),
    ...(refused === null ? [] : [`  refused by the host (${refused}); it is kept and sent again`]),
    ...(late ? ["  late: not sent after 30 minutes online; carry it another way"] : []),
    ...answers.map(({ state, at }) => `  ${state.padEnd(10)} ${momentOf(at)}`),
    ...(receivedAt !== null && answer === null ? ["  their device received it; nobody has answered yet"] : []),
  ];
}
