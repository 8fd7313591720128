// What the person consented to in one case (FD2, FD7): which consents count, what each covers, what a withdrawal stops, and at which entry
// everything that an organisation was given ends. Withdrawals and narrower consents look forward: what the log held before them has happened.

import type { Assent, Guardian } from "../consent-basis.ts";
import type { ContentOf } from "../entry.ts";
import type { Compartment } from "../entry-kind.ts";
import { presentFields } from "../present-fields.ts";
import type { CaseGraph, PlacedEntry } from "./graph.ts";

export interface Consent {
  readonly id: string;
  readonly organisation: string;
  readonly purposes: ContentOf<"consent.give">["body"]["purposes"];
  /** What it covers, after narrowing by consents of other branches (FD2). */
  readonly compartments: readonly Compartment[];
  /** What was agreed to when it was given. */
  readonly said: readonly Compartment[];
  readonly expires?: string;
  readonly basis: ContentOf<"consent.give">["body"]["basis"];
  /** Who decides for a child, and what the child says (FD14); not of an adult, and not of a consent of before. */
  readonly guardian?: Guardian;
  readonly assent?: Assent;
  /** Said by an organisation that was in contact with the person then: its program can bring the organisation in on it. */
  readonly ofContact: boolean;
  /** The referral upon whose acceptance it followed (FD16e). */
  readonly upon?: string;
  /** Its organisation reads it. What was never sealed to it (a yes to a token, RC9) lets it read nothing, keeps nothing there, and ends nothing. */
  readonly held: boolean;
  readonly withdrawn: boolean;
  /** A provider in contact with the person has confirmed the withdrawal: holders purge (FD7). */
  readonly purge: boolean;
}

/** A consent, said by an organisation, at one entry of the case. */
interface Given {
  readonly id: string;
  readonly content: ContentOf<"consent.give">;
  /** The entry by which it counts: itself, or its adoption. */
  readonly place: PlacedEntry;
  /** The organisation that it names said it about itself. */
  readonly isOwnWord: boolean;
  readonly ofContact: boolean;
}

/** A consent, as far as it can narrow another one. */
interface ConsentFor {
  readonly id: string;
  readonly content: { readonly body: { readonly organisation: string } };
}

/** A withdrawal at one entry of the case. */
interface Withdrawal {
  readonly id: string;
  readonly given: string;
  readonly place: PlacedEntry;
  /** The organisation for which the consent is says so itself. */
  readonly isOwnWord: boolean;
  /** Said, not adopted, by a provider in contact or brought in on a consent that holds: then the holder, too, is no longer in contact by this consent. */
  readonly endsContact: boolean;
}

/** What earlier rounds of the fold found out. It also binds entries of other branches that come earlier in the order (FD2). */
export interface Learnt {
  readonly withdrawals: ReadonlyMap<string, Withdrawal>;
  readonly consents: ReadonlyMap<string, Given>;
}

export const nothingLearnt: Learnt = { withdrawals: new Map(), consents: new Map() };

export class CaseConsents {
  readonly #graph: CaseGraph;
  readonly #learnt: Learnt;
  readonly #withdrawals: Map<string, Withdrawal>;
  readonly #given = new Map<string, Given>();
  readonly #purged = new Set<string>();
  readonly #endings = new Map<string, string>();
  readonly #narrowings = new Map<string, string>();

  constructor(graph: CaseGraph, learnt: Learnt) {
    this.#graph = graph;
    this.#learnt = learnt;
    this.#withdrawals = new Map(learnt.withdrawals);
  }

  /** All withdrawals and consents that counted in this round or an earlier one. */
  learnt(): Learnt {
    return {
      withdrawals: this.#withdrawals,
      consents: new Map([...this.#given, ...this.#learnt.consents]),
    };
  }

  /**
   * True when another round with what this one learnt would find the same: it learnt of no withdrawal, and none of the consents that it learnt narrows another one
   * (FD2), nor is narrowed. Most cases are settled in one round.
   */
  get isSettled(): boolean {
    const { withdrawals, consents } = this.#learnt;
    const all = [...this.learnt().consents.values()];
    const fresh = all.filter(({ id }) => !consents.has(id));
    return (
      this.#withdrawals.size === withdrawals.size &&
      fresh.every((one) => all.every((other) => !this.#areOfBranches(one, other)))
    );
  }

  give(given: Given): void {
    this.#given.set(given.id, given);
  }

  withdraw(withdrawal: Withdrawal): void {
    if (!this.#withdrawals.has(withdrawal.id)) this.#withdrawals.set(withdrawal.id, withdrawal);
  }

  /**
   * Marks the consent for purging. When it was the last one for its holder, all that comes before this confirmation is to go; else what the others do not
   * cover (FD7o).
   */
  confirm(given: string, confirmation: string): void {
    this.#purged.add(given);
    const holder = this.holderOf(given);
    if (holder === null) return;
    const all = this.#heldBy(holder);
    if (!all.some(({ id }) => id === given)) return;
    if (all.every(({ id }) => this.#purged.has(id))) this.#endings.set(holder, confirmation);
    else this.#narrowings.set(holder, confirmation);
  }

  /** By organisation the last confirmation at which a consent for it ended, and another one that was known by then did not. */
  get narrowings(): ReadonlyMap<string, string> {
    return this.#narrowings;
  }

  /** By organisation the last confirmation at which every consent for it that was known by then had ended. */
  get endings(): ReadonlyMap<string, string> {
    return this.#endings;
  }

  body(id: string): ContentOf<"consent.give">["body"] | null {
    return this.#given.get(id)?.content.body ?? null;
  }

  holderOf(id: string): string | null {
    return this.body(id)?.organisation ?? null;
  }

  withdrawal(id: string): Withdrawal | null {
    return this.#withdrawals.get(id) ?? null;
  }

  /** True when a withdrawal of this consent stops an entry: it did not know of the entry, and the log did not hold that before it. */
  isStopped(consent: string, by: PlacedEntry): boolean {
    return [...this.#withdrawals.values()].some((stop) => stop.given === consent && this.#isAfter(stop, by));
  }

  /**
   * True when at this entry the organisation rests on a consent that others gave word of and that nobody who can speak with the person withdrew. Of its own
   * withdrawal that is true only once it has no other consent: whoever puts a narrower one in the place of its own leaves nobody (FD7o).
   */
  isGivenTo(organisation: string, by: PlacedEntry): boolean {
    const ended = [...this.#withdrawals.values()].filter((stop) => stop.endsContact && this.#isAfter(stop, by));
    const held = this.#heldBy(organisation);
    // Once another one put it out, no further word of its own brings it back.
    const isPutOut = held.some(
      ({ id, isOwnWord }) => isOwnWord && ended.some((stop) => stop.given === id && !stop.isOwnWord),
    );
    const goesOn = !isPutOut && held.some(({ id }) => !ended.some((stop) => stop.given === id));
    return held.some(
      ({ id, isOwnWord }) => !isOwnWord && !ended.some((stop) => stop.given === id && !(stop.isOwnWord && goesOn)),
    );
  }

  /** True when at this entry the organisation has a consent that others gave word of and that is neither withdrawn by anybody nor past its last day. */
  holdsFor(organisation: string, by: PlacedEntry, isOver: (lastDay: string) => boolean): boolean {
    return this.#heldBy(organisation).some(
      ({ id, isOwnWord, content: { body } }) =>
        !isOwnWord && !this.isStopped(id, by) && (body.expires === undefined || !isOver(body.expires)),
    );
  }

  /** True for an organisation for which somebody in contact said what the person agreed to. */
  isGivenByContact(organisation: string): boolean {
    return this.#heldBy(organisation).some(({ ofContact, isOwnWord }) => ofContact && !isOwnWord);
  }

  /** True when at this entry everything that the person agreed to for an organisation has been withdrawn; not where there never was a consent. */
  hasLost(organisation: string, by: PlacedEntry): boolean {
    const given = this.#heldBy(organisation);
    return given.length > 0 && given.every(({ id }) => this.isStopped(id, by));
  }

  /** True when at this entry every consent for the organisation is withdrawn or past its last day; not where there never was a consent. */
  isOverFor(organisation: string, by: PlacedEntry, isOver: (lastDay: string) => boolean): boolean {
    const given = this.#heldBy(organisation);
    const isPast = ({ id, content }: Given) =>
      this.isStopped(id, by) || (content.body.expires !== undefined && isOver(content.body.expires));
    return given.length > 0 && given.every(isPast);
  }

  /** What a consent covers at this entry, or after everything; null for one that does not count. */
  at(id: string, by: PlacedEntry | null): Consent | null {
    const body = this.body(id);
    if (body === null) return null;
    return {
      id,
      organisation: body.organisation,
      purposes: body.purposes,
      compartments: this.#covered(id, body, by),
      said: body.compartments,
      basis: body.basis,
      ofContact: this.#given.get(id)?.ofContact === true,
      held: this.#given.get(id)?.content.to.includes(body.organisation) === true,
      withdrawn: [...this.#withdrawals.values()].some((stop) => stop.given === id),
      purge: this.#purged.has(id),
      ...presentFields({ expires: body.expires, guardian: body.guardian, assent: body.assent, upon: body.upon }),
    };
  }

  all(): readonly Consent[] {
    return [...this.#given.keys()].flatMap((id) => this.at(id, null) ?? []);
  }

  /** Consents for an organisation that it reads. */
  #heldBy(organisation: string): readonly Given[] {
    return [...this.#given.values()].filter(
      ({ content }) => content.body.organisation === organisation && content.to.includes(organisation),
    );
  }

  // FD2: of consents for one organisation on different branches the narrower holds.
  #covered(id: string, body: ContentOf<"consent.give">["body"], by: PlacedEntry | null): readonly Compartment[] {
    let covered: readonly Compartment[] = body.compartments;
    for (const other of [...this.#learnt.consents.values(), ...this.#given.values()]) {
      if (!this.#areOfBranches(other, { id, content: { body } })) continue;
      if (!other.content.to.includes(body.organisation)) continue;
      if (by !== null && !this.#isAfter(other, by)) continue;
      covered = covered.filter((compartment) => other.content.body.compartments.includes(compartment));
    }
    return covered;
  }

  /** True for two consents for one organisation that were given without knowledge of each other. */
  #areOfBranches(a: ConsentFor, b: ConsentFor): boolean {
    if (a.id === b.id || a.content.body.organisation !== b.content.body.organisation) return false;
    return !this.#graph.isAncestor(a.id, b.id) && !this.#graph.isAncestor(b.id, a.id);
  }

  // Undoing what the log held before would unshare nothing, and would let anybody in the case hide a file from those who help.
  #isAfter({ id, place }: Withdrawal | Given, by: PlacedEntry): boolean {
    if (id === by.id) return false;
    const isLoggedBefore = by.leaf !== null && (place.leaf === null || by.leaf < place.leaf);
    return !isLoggedBefore && !this.#graph.isAncestor(by.id, place.id);
  }
}
