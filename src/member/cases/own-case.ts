// A case that a provider opens for itself: its own organisation alone is named in the draft. No referral is made of it, and no receipt key. The
// person's consent to this file is an entry like any other, so that it can be withdrawn (FD7).
import type { BodyOf } from "../../core/entry-kind.ts";
import { Problem } from "../../core/problem.ts";
import { draftGaps, firstSaid, type ReferralDraft } from "../../core/referral-draft.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import { savesOf } from "../sending/compose-referral.ts";
import type { Composer } from "../sending/composer.ts";

/** True for a draft that names the own organisation and no other. Throws a Problem of the engine `draft-incomplete` for one that names it among others. */
export function isOwnCase({ choices = [] }: ReferralDraft, organisation: string): boolean {
  const isNamed = choices.some((choice) => choice.organisation === organisation);
  // A provider that helps the person itself brings others in with the person's consent (SL8); a referral to oneself is none.
  if (isNamed && choices.length > 1) throw new Problem("engine", "draft-incomplete");
  return isNamed;
}

/** The entries of such a case, sealed to the own organisation; the first one is its opening. */
export function composeOwnCase(
  composer: Composer,
  draft: ReferralDraft,
  organisation: string,
): readonly [EntryNote, ...EntryNote[]] {
  if (draftGaps(draft, composer.asked).length > 0) throw new Problem("engine", "draft-incomplete");
  const to = [organisation];
  const opening = composer.entry("case.open", { parents: [], to }, { lead: organisation });
  const caseId = opening.id;
  const draftConsent = draft.consent as Omit<BodyOf<"consent.give">, "organisation">;
  const compartments = draft.choices?.[0]?.compartments ?? [];
  const purposes = (["support", "statistics"] as const).filter(
    (each) => each === "support" || draftConsent.purposes.includes(each),
  );
  const consent = composer.entry(
    "consent.give",
    { caseId, parents: [caseId], to },
    { ...draftConsent, purposes, organisation, compartments },
  );
  const place = { caseId, to, consent: [consent.id] };
  const entries: [EntryNote, ...EntryNote[]] = [opening, consent];
  for (const save of savesOf(composer, draft))
    if (compartments.includes(save.part))
      entries.push(composer.entry("answers", { ...place, parents: [entries.at(-1)?.id ?? caseId] }, save));
  if (firstSaid(draft, composer.asked).decision === "presumed")
    entries.push(
      composer.entry("status", { caseId, to, parents: [entries.at(-1)?.id ?? caseId] }, { status: "presumed" }),
    );
  return entries;
}
