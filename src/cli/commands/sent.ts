// `panoh sent`: where sent referrals are, step by step (LG6). It knows states and times only, never to whom one went (SL7).
import type { SentView } from "../../member/views.ts";
import type { Command } from "../command.ts";
import { moment } from "../moment.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const sent: Command = {
  usage: ["--vault DIR"],
  about: [
    "Shows each sent referral: sealed, logged, witnessed, and what receipts tell. Sends what still waits.",
    '"received" means that it reached their device: their program says so by itself. It is no answer.',
    "No receipt comes to an organisation that reads cases: the answers stand in its case (panoh inbox, panoh case).",
  ],
  options: vaultOptions,
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => ({
      lines: member.sent.length === 0 ? ["Nothing was sent from this device."] : member.sent.flatMap(linesOf),
      json: member.sent,
    })),
};

function linesOf({
  entry,
  sealedAt,
  loggedAt,
  witnessedAt,
  leaf,
  answers,
  answer,
  receivedAt,
  late,
}: SentView): readonly string[] {
  return [
    `Entry      ${entry}`,
    `  sealed     ${moment(sealedAt)}`,
    ...(loggedAt === null ? [] : [`  logged     ${moment(loggedAt)} leaf ${leaf}`]),
    ...(witnessedAt === null ? [] : [`  witnessed  ${moment(witnessedAt)}`]),
    ...(late ? ["  late: not logged for 30 minutes online; carry it another way"] : []),
    ...answers.map(({ state, at }) => `  ${state.padEnd(10)} ${moment(at)}`),
    ...(receivedAt !== null && answer === null ? ["  it has reached their device; nobody has answered yet"] : []),
  ];
}
