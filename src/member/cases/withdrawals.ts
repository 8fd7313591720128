// The withdrawals in a case, and what of them the own organisation still has to say to those who must hear of them (SL8).
import type { CaseState } from "../../core/case/fold.ts";
import { grantIn, isCounted } from "./carried-notes.ts";

/** The withdrawals of a consent that count, in the order of the fold. */
export function withdrawalsOf(
  state: CaseState,
  given: string,
): readonly { readonly id: string; readonly to: readonly string[] }[] {
  return state.entries.flatMap(({ id, content, verdict }) =>
    verdict.is === "effective" &&
    !("newer" in content) &&
    content.kind === "consent.withdraw" &&
    content.body.given === given
      ? [{ id, to: content.to }]
      : [],
  );
}

/** A withdrawal that is to be said once more, for everyone in the case, or that the person confirmed it. */
type WithdrawalToSay =
  | { readonly say: "withdrawn"; readonly given: string }
  | { readonly say: "confirmed"; readonly withdrawal: string };

/**
 * SL8: a withdrawal that its holder or a newcomer of ours does not hold is logged once more. Who withdrew may have kept it from the very organisation that it
 * stops. Only who can receive now is waited for.
 */
export function withdrawalsToSay(
  state: CaseState,
  organisation: string,
  canReceive: (organisation: string) => boolean,
): readonly WithdrawalToSay[] {
  const newcomers = state.entries
    .filter(({ verdict, organisation: by }) => isCounted(verdict) && by === organisation)
    .flatMap(({ content }) => grantIn(content)?.body.organisation ?? []);
  return state.consents
    .filter(({ withdrawn }) => withdrawn)
    .flatMap((consent): readonly WithdrawalToSay[] => {
      const holder = state.participants.filter((id) => id === consent.organisation && id !== organisation);
      const isNamed = (id: string) => consent.held || id !== consent.organisation;
      const mustHear = [...newcomers, ...holder].filter((id) => canReceive(id) && isNamed(id));
      const all = withdrawalsOf(state, consent.id).find(({ to }) => mustHear.every((id) => to.includes(id)));
      if (all === undefined) return [{ say: "withdrawn", given: consent.id }];
      const mustConfirm = newcomers.some(canReceive) && consent.purge && !isConfirmedTo(state, all.id);
      return mustConfirm ? [{ say: "confirmed", withdrawal: all.id }] : [];
    });
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
