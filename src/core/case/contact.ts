// Which organisations can speak with the person in one case (FD7). No organisation comes into contact by its own word. In contact is a provider
// that opened the case itself, and an organisation that accepted a referral written by one that opened the case or was in contact.
import type { CaseConsents } from "./consent.ts";
import type { PlacedEntry } from "./graph.ts";

export class CaseContact {
  /** The organisation whose device signed `case.open`, whoever adopted it. */
  readonly opener: string;
  readonly #isOpenerProvider: boolean;
  /** Whose word the opening is: the opener, or who adopted it. */
  #openedBy: string | null = null;
  readonly #consents: CaseConsents;
  readonly #accepted = new Set<string>();
  readonly #broughtIn = new Set<string>();
  readonly #everBroughtIn = new Set<string>();
  /** Who was asked for help in a running case before anybody brought it in (FD16), and accepted. */
  readonly #askedOn = new Set<string>();
  /** Those of them whom nobody brought in since, also once every question to them came to nothing. */
  readonly #onlyAsked = new Set<string>();
  readonly #helpsOn = new Set<string>();

  constructor(opener: string, isOpenerProvider: boolean, consents: CaseConsents) {
    this.opener = opener;
    this.#isOpenerProvider = isOpenerProvider;
    this.#consents = consents;
  }

  /** A referral makes contact when its writer opened the case, or when who says it is in contact; never for its own writer. */
  makesContact(writtenBy: string, saidBy: string, by: PlacedEntry): boolean {
    return writtenBy === this.opener || this.isIn(saidBy, by);
  }

  opened(organisation: string): void {
    this.#openedBy = organisation;
  }

  /** FD16: who is asked in a running case gets no word for the person by it; who had one keeps it. */
  askedOn(organisation: string): void {
    const isIn =
      [this.opener, this.#openedBy].includes(organisation) ||
      this.#accepted.has(organisation) ||
      this.#broughtIn.has(organisation);
    if (isIn) return;
    this.#askedOn.add(organisation);
    this.#onlyAsked.add(organisation);
  }

  askedNoMore(organisation: string): void {
    this.#askedOn.delete(organisation);
  }

  acceptedOn(organisation: string): void {
    this.#helpsOn.add(organisation);
  }

  /** It accepted a referral that makes contact, or was given the lead (FD16g). */
  speaks(organisation: string): void {
    this.#accepted.add(organisation);
    this.#askedOn.delete(organisation);
    this.#onlyAsked.delete(organisation);
  }

  granted(organisation: string): void {
    if (this.#askedOn.has(organisation)) return;
    this.#onlyAsked.delete(organisation);
    this.#broughtIn.add(organisation);
    this.#everBroughtIn.add(organisation);
  }

  declined(organisation: string): void {
    this.#broughtIn.delete(organisation);
  }

  /** True for who was asked in a running case, and was neither brought in nor in contact before, nor leads since. */
  isAskedOn(organisation: string): boolean {
    return this.#askedOn.has(organisation);
  }

  /** True for who came into the case by such a question alone, also once it was declined or recalled: it ends nothing of others. */
  wasOnlyAsked(organisation: string): boolean {
    return this.#onlyAsked.has(organisation);
  }

  /** True for who helps: it met the person, was brought in, or accepted in a running case. */
  helps(organisation: string): boolean {
    return this.hasMet(organisation) || this.isBroughtIn(organisation) || this.#helpsOn.has(organisation);
  }

  /** True for an organisation that a grant brought in and that did not decline since. */
  isBroughtIn(organisation: string): boolean {
    return this.#broughtIn.has(organisation);
  }

  /** True for an organisation that a grant brought in, whatever it declined since. */
  wasBroughtIn(organisation: string): boolean {
    return this.#everBroughtIn.has(organisation);
  }

  /** True for an organisation that can speak with the person. Who lost every consent is out. */
  isIn(organisation: string, by: PlacedEntry): boolean {
    if (organisation === this.opener && this.#isOpenerProvider) return true;
    return this.#accepted.has(organisation) && this.#consents.isGivenTo(organisation, by);
  }

  /** True for who is in contact, or was until its consent was taken back. */
  hasMet(organisation: string): boolean {
    return this.#accepted.has(organisation) || (organisation === this.opener && this.#isOpenerProvider);
  }

  /**
   * True for an organisation that may enter what the person consented to: it opened the case, met the person or was brought in, also when a
   * consent was withdrawn since.
   */
  mayConsentTo(organisation: string): boolean {
    return organisation === this.opener || this.hasMet(organisation) || this.isBroughtIn(organisation);
  }

  /** True for who is in contact, and for who was brought in by somebody in contact. */
  knowsPerson(organisation: string, by: PlacedEntry): boolean {
    return (
      this.isIn(organisation, by) || (this.isBroughtIn(organisation) && this.#consents.isGivenTo(organisation, by))
    );
  }

  /** True for who has seen the person: nobody of them is kept from warning. */
  mayWarn(organisation: string): boolean {
    return this.hasMet(organisation) || this.#helpsOn.has(organisation);
  }

  /** True for who ends the contact of another by a withdrawal: it is in contact, or was brought in on a consent that holds now. */
  mayEnd(organisation: string, by: PlacedEntry, isOver: (lastDay: string) => boolean): boolean {
    return (
      this.isIn(organisation, by) ||
      (this.isBroughtIn(organisation) && this.#consents.holdsFor(organisation, by, isOver))
    );
  }

  /**
   * True for who may say that the person confirmed the withdrawal of this holder's consent. A provider that opened the case holds its own file on no
   * consent, so that only its own word ends it; whose own consent was taken back may still confirm that, and nothing else.
   */
  mayConfirm(organisation: string, holder: string | null, by: PlacedEntry): boolean {
    if (holder === organisation) return this.hasMet(organisation);
    return holder !== this.opener && this.isIn(organisation, by);
  }
}
