// The lines of a referral that came, in `panoh inbox`, and of one that was sent, in `panoh sent`. The latter has states and times only, never to whom it went (SL7).
import { momentOf } from "../core/moment.ts";
import type { InboxItem, SentView } from "../member/views.ts";

export function inboxLines({ caseId, state, turnAt, danger, inDanger, ...item }: InboxItem): readonly string[] {
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

export function sentLines({
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
