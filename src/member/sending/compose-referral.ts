// Makes the entries of a draft of a referral: the case, what the person agreed to, what was said, and whom it asks. It decides for whom each is; the composer signs
// them, and its caller seals them.
import { standingOf } from "../../core/eligibility.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { partsOpened } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import type { DraftChoice, ReferralDraft } from "../../core/referral-draft.ts";
import {
  choicesByReferral,
  draftGaps,
  firstSaid,
  forWhom,
  isTransfer,
  partsOfDraft,
} from "../../core/referral-draft.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer } from "./composer.ts";

/** The entries of a draft, in the two envelopes in which they are sealed. */
interface ComposedReferral {
  readonly first: readonly EntryNote[];
  readonly later: readonly EntryNote[];
  /** One, or two of one case: near the person, and at home (FD2). */
  readonly referrals: readonly ComposedPart[];
}

/** One referral of a draft. */
interface ComposedPart {
  readonly referral: EntryNote;
  /** How many organisations it asks. */
  readonly asked: number;
  /** The public half of the referral's receipt key, in base64. Its secret is in the referral and nowhere else (SL7). */
  readonly receiptKey: string;
}

/**
 * The entries of a draft: those that the receivers need to answer, and those that wait for acceptance (FD8). Who wants to go home is referred
 * twice in one case, since of one referral only one acceptance counts (FD2); everybody who is asked knows of both. A
 * provider who refers keeps a copy for its own organisation; a referrer keeps none (SL7). The later ones do not all have the same
 * readers, and a part that nobody may learn is left out.
 */
export function composeReferral(composer: Composer, draft: ReferralDraft, ownCopy: string | null): ComposedReferral {
  if (draftGaps(draft, composer.asked).length > 0) throw new Problem("engine", "draft-incomplete");
  const groups = choicesByReferral(draft.choices ?? []);
  const choices = groups.flat();
  refuseMisfits(composer, draft, choices);
  for (const { organisation, compartments = [] } of choices) composer.mustBeReadable(organisation, compartments);
  const receivers = choices.map((choice) => choice.organisation);
  const to = ownCopy === null ? receivers : [ownCopy, ...receivers];
  const opening = composer.entry("case.open", { parents: [], to }, { lead: receivers[0] ?? "" });
  const caseId = opening.id;
  const given = draft.consent as Omit<BodyOf<"consent.give">, "organisation">;
  const { wants, danger, decision, place = "" } = firstSaid(draft, composer.asked);
  const consents = choices.map((choice) => {
    const { organisation, compartments = [] } = choice;
    const purposes = purposesOf(composer, choice, place, given.purposes);
    return composer.entry(
      "consent.give",
      { caseId, parents: [opening.id], to },
      { ...given, purposes, organisation, compartments },
    );
  });
  const consent = consents.map((entry) => entry.id);
  const parents = [...consent].sort();
  const saves = savesOf(composer, draft);
  const first = [opening, ...consents];
  // The coded path of the case goes to everybody who is asked, and they need it to answer.
  for (const save of saves.filter(({ part }) => part === "referral"))
    first.push(composer.entry("answers", { caseId, parents, to, consent }, save));
  const referrals: ComposedPart[] = [];
  let last = first.at(-1)?.id ?? caseId;
  for (const group of groups) {
    const receiptSeed = composer.chance(32);
    const referral = composer.entry(
      "referral.send",
      { caseId, parents: [last], to, consent },
      {
        choices: group.map(({ organisation, service }) => ({
          organisation,
          ...presentFields({ service }),
          consent: consent[receivers.indexOf(organisation)] ?? "",
        })),
        needs: wants,
        escort: draft.escort ?? false,
        // FD8: nobody who is in danger waits for one organisation after another.
        at_once: danger === "now",
        ...presentFields({ ring_back: draft.ring_back }),
        receipt_seed: encodeHex(receiptSeed),
      },
    );
    referrals.push({ referral, asked: group.length, receiptKey: encodeBase64(ed25519PublicKey(receiptSeed)) });
    last = referral.id;
  }
  first.push(...referrals.map(({ referral }) => referral));
  if (decision === "presumed") {
    first.push(composer.entry("status", { caseId, parents: [last], to }, { status: "presumed" }));
  }
  // Each part goes to those alone for whom the person agreed to it and whose party may read it, and rests on their consents only (FD7, FD11).
  const later = saves.flatMap((save): readonly EntryNote[] => {
    if (save.part === "referral") return [];
    const covered = choices.flatMap(({ organisation, compartments = [] }, i) => {
      const agreed = { compartments, purposes: given.purposes };
      const { later } = partsOpened(agreed, composer.directory.readableParts(organisation));
      return later.includes(save.part) ? [{ organisation, consent: consent[i] ?? "" }] : [];
    });
    const readers = covered.map(({ organisation }) => organisation);
    if (ownCopy !== null) readers.unshift(ownCopy);
    if (readers.length === 0) return [];
    const parents = [first.at(-1)?.id ?? last];
    return [
      composer.entry("answers", { caseId, parents, to: readers, consent: covered.map((each) => each.consent) }, save),
    ];
  });
  return { first, later, referrals };
}

/** The first saves of the sheets of a draft: one for each part of each, of the version in force (FM15c). */
export function savesOf(composer: Composer, draft: ReferralDraft): readonly BodyOf<"answers">[] {
  const ids = new Map<string, string>();
  return partsOfDraft(draft, composer.asked).map(({ many, form, ...said }) => {
    const sheet = ids.get(form) ?? (many ? composer.fresh(16) : "one");
    ids.set(form, sheet);
    return { form, ...said, sheet, over: [] };
  });
}

// R22: what goes to another country rests on a consent that says so, organisation by organisation.
function purposesOf(
  composer: Composer,
  choice: DraftChoice,
  place: string,
  purposes: BodyOf<"consent.give">["purposes"],
): BodyOf<"consent.give">["purposes"] {
  const { directory } = composer;
  // Both count: a service note is its organisation's own word, and that organisation reads what is sealed.
  const read = [directory.organisation(choice.organisation), directory.service(choice.service ?? "")];
  const isAbroad = read.some((one) => one !== null && isTransfer(one.country, place, directory.founding.country));
  if (!isAbroad) return purposes;
  if (choice.abroad !== true) throw new Problem("engine", "transfer-not-agreed");
  return [...purposes.filter((purpose) => purpose !== "transfer-abroad"), "transfer-abroad"];
}

// A shelter for women cannot take a man in, however often it is asked.
function refuseMisfits(composer: Composer, draft: ReferralDraft, choices: readonly DraftChoice[]): void {
  const who = forWhom(firstSaid(draft, composer.asked));
  for (const { organisation, service, anyway } of choices) {
    if (anyway === true) continue;
    const meant = composer.directory
      .services()
      .filter(({ id, organization_id }) => (service === undefined ? organization_id === organisation : id === service));
    if (meant.length > 0 && meant.every((each) => standingOf(each, who) === "others"))
      throw new Problem("engine", "for-others");
  }
}
