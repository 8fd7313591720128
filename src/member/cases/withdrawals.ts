// The withdrawals in a case, and what of them the own organisation still has to say to those who must hear of them (SL8).
import type { CaseState, EntryVerdict } from "../../core/case/fold.ts";
import type { Directory } from "../../core/directory.ts";
import { helps } from "../../core/part-table.ts";
import type { Party } from "../../core/party.ts";
import { withdrawsForOthers } from "../../core/policy-table.ts";
import { grantIn, isCounted } from "./carried-notes.ts";

/** Where an entry is in the log, and how much of it its author had seen. */
interface Saying {
  readonly leaf: number | null;
  readonly seen: number;
}

interface Withdrawal extends Saying {
  readonly id: string;
  readonly to: readonly string[];
  readonly by: string | null;
}

/** The withdrawals of a consent that count, in the order of the fold. */
export function withdrawalsOf(state: CaseState, consentId: string): readonly Withdrawal[] {
  return state.entries.flatMap(({ id, content, verdict, organisation, leaf }) =>
    verdict.is === "effective" &&
    !("newer" in content) &&
    content.kind === "consent.withdraw" &&
    content.body.given === consentId
      ? [
          {
            id,
            to: heardBy(state, verdict, content.to),
            by: sayerOf(state, verdict, organisation),
            leaf,
            seen: content.seen.size,
          },
        ]
      : [],
  );
}

/**
 * FD7d: the leaves at which another organisation said that the person withdraws a consent, where that is none of its business, and so is refused, or where it
 * is the consent for this organisation and none is left, once for each, by who said it. What this organisation said first is no news to it.
 */
export function withdrawnByOthers(
  state: CaseState,
  organisation: string,
): readonly { readonly leaf: number; readonly by: string | null }[] {
  const sayings = state.entries.flatMap(({ content, verdict, organisation: by, leaf }) =>
    content.kind === "consent.withdraw" && !("newer" in content) && leaf !== null
      ? [{ given: content.body.given, verdict, by: sayerOf(state, verdict, by), leaf }]
      : [],
  );
  const refusals = sayings.filter(
    ({ verdict, by }) => by !== organisation && verdict.is === "refused" && verdict.reason === "not-in-contact",
  );
  const ours = state.consents.filter((consent) => consent.organisation === organisation && consent.held);
  const left = new Set(ours.filter((c) => !c.withdrawn && helps(c.purposes)).flatMap((c) => c.compartments));
  const isTaken = ({ withdrawn, purge, said: parts }: (typeof ours)[number]) =>
    withdrawn && (ours.every((c) => c.withdrawn) || (!purge && !parts.every((part) => left.has(part))));
  const losses = ours.filter(isTaken).flatMap(({ id }) => {
    // The first alone: this organisation's program says it once more for those who did not hear.
    const first = sayings.find(({ given: consent, verdict }) => consent === id && verdict.is === "effective");
    return first === undefined || first.by === organisation ? [] : [first];
  });
  return [...refusals, ...losses].map(({ leaf, by }) => ({ leaf, by }));
}

/** The readers of a withdrawal and of the adoption by which it counts. */
function heardBy(state: CaseState, verdict: EntryVerdict, to: readonly string[]): readonly string[] {
  const adoptedBy = verdict.is === "effective" ? verdict.adoptedBy : undefined;
  if (adoptedBy === undefined) return to;
  const adoption = state.entries.find(({ id }) => id === adoptedBy)?.content.to ?? [];
  return to.filter((reader) => adoption.includes(reader));
}

/** Whoever says an entry: its author, or who adopted it. */
function sayerOf(state: CaseState, verdict: EntryVerdict, author: string | null): string | null {
  const adoptedBy = verdict.is === "effective" ? verdict.adoptedBy : undefined;
  if (adoptedBy === undefined) return author;
  return state.entries.find(({ id }) => id === adoptedBy)?.organisation ?? author;
}

/** A withdrawal that is to be said once more, for everyone in the case, or that the person confirmed it. */
type WithdrawalToSay =
  | { readonly say: "withdrawn"; readonly given: string }
  | { readonly say: "confirmed"; readonly withdrawal: string };

export interface Hearing {
  /** Can be sealed to now. */
  readonly canReceive: (organisation: string) => boolean;
  readonly mayLack: (organisation: string, saying: Saying) => boolean;
  /** Of the organisation that says it. */
  readonly party: Party | undefined;
}

/** True for an organisation that may lack what was sealed to it then: it was suspended (DR8), or was brought back from an archive later (KR6c). */
export function mayLack(directory: Directory, organisation: string, { leaf, seen }: Saying): boolean {
  const isSuspended = leaf !== null && directory.isSuspended(organisation, leaf);
  return isSuspended || directory.recoveries.restoresOf(organisation).some((leafOfRestore) => leafOfRestore >= seen);
}

/**
 * SL8: a withdrawal that its holder, a newcomer of ours, who was suspended when it was logged (DR8), or who was brought back from an archive since (KR6c) may not hold is logged once
 * more. Who withdrew may have kept it from the very organisation that it stops. Only who can receive now is waited for.
 */
export function withdrawalsToSay(
  state: CaseState,
  organisation: string,
  { canReceive, mayLack: lacks, party }: Hearing,
): readonly WithdrawalToSay[] {
  const newcomers = state.entries
    .filter(({ verdict, organisation: by }) => isCounted(verdict) && by === organisation)
    .flatMap(({ content }) => grantIn(content)?.body.organisation ?? []);
  return state.consents
    .filter(({ withdrawn, organisation: of }) => withdrawn && maySay(party, of === organisation))
    .flatMap((consent): readonly WithdrawalToSay[] => {
      const holder = state.participants.filter((id) => id === consent.organisation && id !== organisation);
      const isNamed = (id: string) => consent.held || id !== consent.organisation;
      const sayings = withdrawalsOf(state, consent.id);
      const back = state.participants.filter((id) => id !== organisation && sayings.some((each) => lacks(id, each)));
      const mustHear = [...newcomers, ...holder, ...back].filter((id) => canReceive(id) && isNamed(id));
      const all = sayings.find((each) => mustHear.every((id) => each.to.includes(id) && !lacks(id, each)));
      if (all === undefined) return [{ say: "withdrawn", given: consent.id }];
      // An organisation that is not in contact says that in vain (FD7e).
      const unsure = [...newcomers, ...(state.inContact.includes(organisation) ? back : [])];
      const mustConfirm = unsure.some(canReceive) && consent.purge && !isConfirmedTo(state, all.id);
      return mustConfirm ? [{ say: "confirmed", withdrawal: all.id }] : [];
    });
}

// FD7d: of the consent for another organisation some parties say nothing; those who may do.
function maySay(party: Party | undefined, isOwn: boolean): boolean {
  return isOwn || (party !== undefined && withdrawsForOthers(party));
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
