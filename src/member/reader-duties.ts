// What a reader's device does by itself after each sync: it says that a referral arrived, forwards withdrawals to those whom it
// brought in (SL8), and erases what a confirmed withdrawal ends (FD7). All of it can be repeated without harm.
import type { CaseState, JudgedEntry } from "../core/case-fold.ts";
import type { Directory } from "../core/directory.ts";
import type { EntryKind } from "../core/entry-kind.ts";
import { grantIn } from "./carried-notes.ts";
import type { CaseBook } from "./case-book.ts";
import { isCounted } from "./case-book.ts";
import type { CaseWriter } from "./case-writer.ts";
import { withdrawalsOf } from "./case-writer.ts";
import { ComposeProblem } from "./composer.ts";
import type { MemberStore } from "./store.ts";

export interface DutyParts {
  readonly book: CaseBook;
  readonly writer: CaseWriter;
  readonly store: MemberStore;
  readonly directory: Directory;
  /** True for an organisation to which can be sealed now. */
  readonly canReceive: (organisation: string) => boolean;
  readonly device: string;
  readonly organisation: string;
}

/** Kinds whose content is about the person: erased when her withdrawal is confirmed. The coded path of the case stays. */
const personal: ReadonlySet<string> = new Set([
  "screening",
  "identity",
  "contact",
  "narrative",
  "note",
  "grant",
] satisfies EntryKind[]);

/** Does what is due in every case. A case in which nothing may be written now does not keep the others waiting. */
export async function doDuties(parts: DutyParts): Promise<void> {
  for (const caseId of parts.book.caseIds) {
    try {
      await doDutiesIn(caseId, parts);
    } catch (error) {
      if (!(error instanceof ComposeProblem)) throw error;
    }
  }
}

async function doDutiesIn(caseId: string, parts: DutyParts): Promise<void> {
  const { writer, organisation } = parts;
  await purge(caseId, parts);
  const state = writer.fold(caseId);
  for (const referral of state.referrals) {
    const place = referral.places.find((candidate) => candidate.organisation === organisation);
    if (place?.state !== "sent" || state.holdsNewer) continue;
    const receipt = { referral: referral.id, state: "received" as const };
    await writer.write(caseId, "referral.receive", { referral: referral.id }, { receipt });
  }
  await forwardWithdrawals(caseId, parts);
}

/** Entries about the person that must go: every consent for this organisation is withdrawn, and a provider confirmed it with her. */
export function dueForPurge(state: CaseState, organisation: string): readonly JudgedEntry[] {
  const own = state.consents.filter((consent) => consent.organisation === organisation);
  if (own.length === 0 || !own.every((consent) => consent.purge)) return [];
  return state.entries.filter(({ content }) => {
    if ("newer" in content) return true;
    return personal.has(content.kind) || (content.kind === "status" && content.body.grounds !== undefined);
  });
}

// `purge.done` says what this device did. It is sealed in the same transaction that erases, so that neither is without the other.
async function purge(caseId: string, parts: DutyParts): Promise<void> {
  const state = parts.writer.fold(caseId);
  const due = dueForPurge(state, parts.organisation);
  if (due.length === 0) return;
  const { changes, apply } = parts.book.purging(due, parts.directory);
  const given = state.consents.find((consent) => consent.organisation === parts.organisation)?.id ?? "";
  const withdrawal = withdrawalsOf(state, given).at(-1);
  if (withdrawal !== undefined && !hasSaid(state, parts.device)) {
    await parts.writer.write(caseId, "purge.done", { withdrawal: withdrawal.id }, { changes });
  } else await parts.store.write(changes);
  apply();
  parts.writer.forgetFolds();
}

function hasSaid(state: CaseState, device: string): boolean {
  return state.entries.some(({ content }) => content.kind === "purge.done" && content.device === device);
}

// SL8: who granted forwards. A withdrawal that the newcomer does not hold is logged once more, for everyone in the case.
async function forwardWithdrawals(caseId: string, { writer, organisation, canReceive }: DutyParts): Promise<void> {
  const state = writer.fold(caseId);
  const newcomers = state.entries
    .filter(({ verdict, organisation: by }) => isCounted(verdict) && by === organisation)
    .flatMap(({ content }) => grantIn(content)?.body.organisation ?? [])
    .filter(canReceive);
  if (newcomers.length === 0) return;
  for (const consent of state.consents.filter(({ withdrawn }) => withdrawn)) {
    const known = withdrawalsOf(state, consent.id);
    const all = known.find(({ to }) => newcomers.every((newcomer) => to.includes(newcomer)));
    if (all === undefined) await writer.withdrawConsent(caseId, consent.id);
    else if (consent.purge && !isConfirmedTo(state, all.id)) {
      await writer.write(caseId, "withdraw.confirmed", { withdrawal: all.id }, {});
    }
  }
}

function isConfirmedTo(state: CaseState, withdrawal: string): boolean {
  return state.entries.some(
    ({ content, verdict }) =>
      verdict.is === "effective" &&
      !("newer" in content) &&
      content.kind === "withdraw.confirmed" &&
      content.body.withdrawal === withdrawal,
  );
}
