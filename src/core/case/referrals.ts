// The referrals of one case: which organisations were asked in which order, and the state of each (FD4, FD8). An acceptance brings an organisation
// into contact with the person. A provider that opened the case for itself has a place without any referral.

import type { Directory } from "../directory.ts";
import type { ContentOf, OfReferral } from "../entry.ts";
import type { AnswerCode } from "../entry-kind.ts";
import type { Party } from "../party.ts";
import { policyRow, type ReferralState, standsAs } from "../policy-table.ts";
import { presentFields } from "../present-fields.ts";
import { endOfWait, hasWaited, isOver } from "../waits.ts";
import type { CaseConsents } from "./consent.ts";
import type { CaseContact } from "./contact.ts";
import type { PlacedEntry } from "./graph.ts";

/** Why a referral or an answer does not count. */
/** The form that goes with a question in a running case (FD16c). */
export const askForm = "ask";

type GivenRefusal = "no-such-referral" | "wrong-state" | "consent-withdrawn" | "already-given" | "no-consent";
type ReferralRefusal =
  | "readers-not-allowed"
  | "no-consent"
  | "consent-withdrawn"
  | "consent-expired"
  | "no-such-referral"
  | "wrong-state"
  | "already-accepted"
  | "not-in-contact"
  | "author-inactive"
  | "too-early";

export interface Place {
  readonly organisation: string;
  readonly state: ReferralState;
  readonly since: string;
  readonly reason?: AnswerCode<"reason">;
  readonly outcome?: AnswerCode<"outcome">;
  /** Where it was before it closed, and where it is again when the help goes on (FD9). */
  readonly before?: "accepted" | "met";
  /** Since when it was there. */
  readonly beforeSince?: string;
  /** Why it may not accept now although it has not answered; absent when nothing stands in its way. */
  readonly bar?: Bar;
}

/**
 * What stands between an unanswered place and an acceptance (FD2, FD8). `elsewhere`: another choice took the referral, `since` then.
 * `not-yet`: a choice before it still has time; `from` says until when, once the log's time notes show it. `suspended`: the organisation was suspended since
 * it was asked, and cannot know whether another one accepted meanwhile.
 */
export type Bar =
  | { readonly is: "elsewhere"; readonly since: string }
  | { readonly is: "suspended" }
  | { readonly is: "not-yet"; readonly from: string | null };

export interface Referral {
  readonly id: string;
  readonly sentBy: string;
  readonly sentAt: string;
  /** Every choice may accept at any time (FD8). */
  readonly atOnce: boolean;
  /** False for one in a running case: whoever accepts it is in no contact by that (FD16). */
  readonly contact: boolean;
  readonly needs: readonly ServiceType[];
  /** What the person agreed to for the time when it is accepted (FD16e). */
  readonly agreed?: Agreed;
  /** The consent that followed upon its acceptance. */
  readonly given?: string;
  /** In the order of choice. */
  readonly places: readonly Place[];
}

type Agreed = NonNullable<ContentOf<"referral.send">["body"]["agreed"]>;
type ServiceType = ContentOf<"referral.send">["body"]["needs"][number];

interface MutablePlace {
  organisation: string;
  consent: string;
  state: ReferralState;
  since: string;
  reason?: AnswerCode<"reason">;
  outcome?: AnswerCode<"outcome">;
  before?: "accepted" | "met";
  beforeSince?: string;
}

interface MutableReferral {
  id: string;
  leaf: number;
  writtenBy: string;
  /** An acceptance of it makes contact with the person (FD7). */
  makesContact: boolean;
  sentBy: string;
  sentAt: string;
  atOnce: boolean;
  contact: boolean;
  needs: readonly ServiceType[];
  agreed?: Agreed;
  given?: string;
  places: MutablePlace[];
}

export class CaseReferrals {
  readonly #directory: Directory;
  readonly #now: number;
  readonly #consents: CaseConsents;
  readonly #contact: CaseContact;
  readonly #referrals = new Map<string, MutableReferral>();
  #own: { readonly id: string; readonly place: MutablePlace } | null = null;

  constructor(directory: Directory, now: number, consents: CaseConsents, contact: CaseContact) {
    this.#directory = directory;
    this.#now = now;
    this.#consents = consents;
    this.#contact = contact;
  }

  all(): readonly Referral[] {
    return [...this.#referrals.values()].map((referral) => ({
      id: referral.id,
      sentBy: referral.sentBy,
      sentAt: referral.sentAt,
      atOnce: referral.atOnce,
      contact: referral.contact,
      needs: referral.needs,
      ...presentFields({ agreed: referral.agreed, given: referral.given }),
      places: referral.places.map(({ consent: _consent, ...place }, choice) => {
        const bar = this.#barOf(referral, choice);
        return bar === null ? place : { ...place, bar };
      }),
    }));
  }

  /** The places of an organisation, in all referrals and without one. */
  placesOf(organisation: string): readonly Place[] {
    const all = [...this.#referrals.values()].flatMap(({ places }) => places);
    return [...all, ...(this.#own === null ? [] : [this.#own.place])].filter(
      (place) => place.organisation === organisation,
    );
  }

  /** Where the provider stands that opened the case for itself; null when nobody did. */
  get own(): Place | null {
    if (this.#own === null) return null;
    const { consent: _consent, ...place } = this.#own.place;
    return place;
  }

  /** A provider opened the case and leads it itself: it has accepted, and answers in the name of the opening. */
  openOwn(opening: string, organisation: string, since: string): void {
    this.#own = { id: opening, place: { organisation, consent: "", state: "accepted", since } };
  }

  /** Takes a referral; gives why it is refused, or null. `by` is the entry through which it is said: itself, or its adoption. */
  send(
    content: ContentOf<"referral.send">,
    sent: { readonly id: string; readonly writtenBy: string; readonly sentBy: string; readonly by: PlacedEntry },
  ): ReferralRefusal | null {
    const organisations = content.body.choices.map((choice) => choice.organisation);
    if (new Set(organisations).size < organisations.length) return "readers-not-allowed";
    for (const choice of content.body.choices) {
      // FD15a: an authority is asked alone, so that it takes the person from nobody who helps.
      const isAskable = this.#isOf(choice.organisation, "provider") || this.#isAuthorityAlone(organisations);
      if (!isAskable || !content.to.includes(choice.organisation)) return "readers-not-allowed";
      // Else its withdrawal would not stop the choice.
      if (content.consent?.includes(choice.consent) !== true) return "no-consent";
      if (this.#consents.holderOf(choice.consent) !== choice.organisation) return "no-consent";
    }
    const { id, writtenBy, sentBy, by } = sent;
    const { contact = true, needs, agreed } = content.body;
    if (!contact) {
      // FD16: nobody else can grant what the person agreed to for it.
      if (writtenBy !== sentBy || !this.#contact.isIn(sentBy, by)) return "not-in-contact";
      if (organisations.includes(sentBy)) return "readers-not-allowed";
      for (const organisation of organisations) this.#contact.askedOn(organisation);
    }
    this.#referrals.set(id, {
      id,
      leaf: by.leaf ?? this.#now,
      writtenBy,
      makesContact: contact && this.#contact.makesContact(writtenBy, sentBy, by),
      contact,
      needs,
      ...presentFields({ agreed }),
      sentBy,
      sentAt: content.at,
      atOnce: content.body.at_once,
      places: content.body.choices.map(({ organisation, consent }) => ({
        organisation,
        consent,
        state: "sent",
        since: content.at,
      })),
    });
    return null;
  }

  /** Moves the author's place in the referral; gives why it cannot, or null. */
  answer(content: OfReferral, author: string, by: PlacedEntry): ReferralRefusal | null {
    if (content.kind === "referral.recall") return this.#recall(content, author, by);
    if (content.body.referral === this.#own?.id && author === this.#own.place.organisation) {
      return this.#move(this.#own.place, content, by);
    }
    const referral = this.#referrals.get(content.body.referral);
    const choice = referral?.places.findIndex((place) => place.organisation === author) ?? -1;
    const place = referral?.places[choice];
    if (referral === undefined || place === undefined) return "no-such-referral";
    if (!isAnswerTo(place, content.kind)) return "wrong-state";
    if (content.kind === "referral.accept" || content.kind === "referral.waitlist") {
      if (this.#consents.isStopped(place.consent, by)) return "consent-withdrawn";
      if (takenElsewhere(referral, choice) !== undefined) return "already-accepted";
    }
    const leaf = by.leaf ?? this.#now;
    if (content.kind === "referral.accept" && this.#mayHaveMissed(referral, author, leaf)) return "author-inactive";
    if (content.kind === "referral.accept" && !this.#isItsTurn(referral, choice, leaf)) return "too-early";
    const refusal = this.#move(place, content, by);
    if (refusal !== null) return refusal;
    const isHelp = referral.makesContact && referral.writtenBy !== author && this.#isOf(author, "provider");
    if (content.kind === "referral.accept" && isHelp) this.#contact.speaks(author);
    if (content.kind === "referral.accept" && !referral.contact) this.#contact.acceptedOn(author);
    if (content.kind === "referral.decline") {
      place.reason = content.body.reason;
      // Who cannot give one help more goes on with the help that it was brought in for.
      if (referral.contact) this.#contact.declined(author);
      else this.#isAskedNoMore(author);
    }
    return null;
  }

  #isAuthorityAlone([first, ...others]: readonly string[]): boolean {
    return first !== undefined && others.length === 0 && this.#isOf(first, "authority");
  }

  #isOf(organisation: string, party: Party): boolean {
    return this.#directory.organisation(organisation)?.party === party;
  }

  // FD16f: by who asked, or speaks with the person now, and only while nobody has said that it arrived.
  #recall({ body, at }: ContentOf<"referral.recall">, author: string, by: PlacedEntry): ReferralRefusal | null {
    const referral = this.#referrals.get(body.referral);
    if (referral === undefined || referral.contact) return "no-such-referral";
    if (author !== referral.sentBy && !this.#contact.isIn(author, by)) return "not-in-contact";
    const [place] = referral.places;
    if (place?.state !== "sent") return "wrong-state";
    place.state = "recalled";
    place.since = at;
    this.#isAskedNoMore(place.organisation);
    return null;
  }

  // FD16b: a question that came to nothing keeps nobody from being brought in later.
  #isAskedNoMore(organisation: string): void {
    const places = [...this.#referrals.values()].flatMap((referral) => (referral.contact ? [] : referral.places));
    const isAsked = places.some((place) => place.organisation === organisation && !standsAs(place, "out"));
    if (!isAsked) this.#contact.askedNoMore(organisation);
  }

  /**
   * The consent that follows upon an acceptance (FD16e): the first one counts, and opens no more than was agreed to. Gives why another one does not count, or null.
   * A referral that is not here is judged by those who hold it: `isHeld` is true of an entry that is here, and so may be refused.
   */
  give(
    consent: string,
    { upon, organisation, compartments }: ContentOf<"consent.give">["body"],
    by: PlacedEntry,
    isHeld: (id: string) => boolean,
  ): GivenRefusal | null {
    if (upon === undefined) return null;
    const referral = this.#referrals.get(upon);
    if (referral === undefined) return isHeld(upon) ? "no-such-referral" : null;
    const place = referral.places.find((each) => each.organisation === organisation);
    if (place === undefined || referral.agreed === undefined) return "no-such-referral";
    if (!standsAs(place, "helps", "helped")) return "wrong-state";
    // Whoever took their word back has said no since.
    if (this.#consents.isStopped(place.consent, by)) return "consent-withdrawn";
    if (referral.given !== undefined) return "already-given";
    if (!compartments.every((part) => referral.agreed?.compartments.includes(part))) return "no-consent";
    referral.given = consent;
    return null;
  }

  /** Moves a place as the table says; gives why it cannot, or null. */
  #move(place: MutablePlace, content: OfReferral, by: PlacedEntry): ReferralRefusal | null {
    const { leadsTo } = policyRow(content.kind);
    if (leadsTo === undefined || !isAnswerTo(place, content.kind)) return "wrong-state";
    if (leadsTo === "before") return this.#goOn(place, by);
    if (content.kind === "referral.close") {
      place.before = place.state === "met" ? "met" : "accepted";
      place.beforeSince = place.since;
      place.outcome = content.body.outcome;
    }
    place.state = leadsTo;
    place.since = content.at;
    return null;
  }

  /** FD9: help that ended goes on, while the person agrees to it. Of a place that did not close nothing changes. */
  #goOn(place: MutablePlace, by: PlacedEntry): ReferralRefusal | null {
    if (this.#consents.hasLost(place.organisation, by)) return "consent-withdrawn";
    const isOverAt = (lastDay: string) => isOver(this.#directory.times, lastDay, by.leaf ?? this.#now);
    if (this.#consents.isOverFor(place.organisation, by, isOverAt)) return "consent-expired";
    if (place.state !== "closed") return null;
    place.state = place.before ?? "accepted";
    place.since = place.beforeSince ?? place.since;
    delete place.outcome;
    delete place.before;
    delete place.beforeSince;
    return null;
  }

  // FD8: in a referral that does not ask all at once, the next choice may accept once those before it declined, or a time note shows that their time
  // is over.
  #isItsTurn(referral: MutableReferral, choice: number, leaf: number): boolean {
    if (referral.atOnce) return true;
    const before = referral.places.slice(0, choice);
    if (before.every((place) => place.state === "declined")) return true;
    return hasWaited(this.#directory.times, referral.leaf, this.#hoursBefore(referral, choice), leaf);
  }

  // FD8: what others accepted while an organisation was suspended never reaches it (DR8): it is asked once more.
  #mayHaveMissed(referral: MutableReferral, organisation: string, leaf: number): boolean {
    return referral.places.length > 1 && this.#directory.wasSuspendedBetween(organisation, referral.leaf, leaf);
  }

  #hoursBefore(referral: MutableReferral, choice: number): number {
    return this.#directory.waitsAt(referral.leaf).answer * choice;
  }

  // What an acceptance that is written now would be refused for, so that nobody is asked for it.
  #barOf(referral: MutableReferral, choice: number): Bar | null {
    const { follows } = policyRow("referral.accept");
    const { state, organisation } = referral.places[choice] ?? {};
    if (follows === "start" || follows === "case" || state === undefined || !follows.includes(state)) return null;
    if (this.#mayHaveMissed(referral, organisation ?? "", this.#now)) return { is: "suspended" };
    const taken = takenElsewhere(referral, choice);
    if (taken !== undefined) return { is: "elsewhere", since: taken.since };
    if (this.#isItsTurn(referral, choice, this.#now)) return null;
    const end = endOfWait(this.#directory.times, referral.leaf, this.#hoursBefore(referral, choice));
    return { is: "not-yet", from: end === null ? null : new Date(end * 1000).toISOString() };
  }
}

/** The state to which an answer moves a place; undefined where it moves none. */
export function stateAfter(kind: OfReferral["kind"], place: Place | undefined): ReferralState | undefined {
  const { leadsTo } = policyRow(kind);
  return leadsTo === "before" ? place?.before : leadsTo;
}

function isAnswerTo({ state }: MutablePlace, kind: OfReferral["kind"]): boolean {
  const { follows } = policyRow(kind);
  return follows !== "start" && follows !== "case" && follows.includes(state);
}

function takenElsewhere({ places }: MutableReferral, choice: number): MutablePlace | undefined {
  return places.find((place, other) => other !== choice && standsAs(place, "helps", "helped"));
}
