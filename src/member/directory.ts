// The desk of the country's directory: whom a person may be referred to, whom to ring, and this device's own entry in it.
import type { OrganisationRecord } from "../core/directory.ts";
import type { FormNews } from "../core/form/country-forms.ts";
import type { FormBook } from "../core/form/form.ts";
import { library } from "../core/form/library.ts";
import { dayAt } from "../core/moment.ts";
import { type Ringable, ringableFrom, ringableOf, servicesListed } from "../core/phones.ts";
import { type Asked, firstSaid, type ReferralDraft } from "../core/referral-draft.ts";
import type { SignerKey } from "../note/signed-note.ts";
import type { Room } from "./room.ts";
import { chooseServices, type Wish } from "./sending/service-choice.ts";
import type { PublicLog } from "./trust/public-log.ts";
import type { ServiceChoice } from "./views.ts";

/** This device as the directory has it. */
interface Self {
  readonly device: string;
  readonly organisation: string;
  /** Null while the trusted directory does not know the organisation. */
  readonly record: OrganisationRecord | null;
  readonly isReferrer: boolean;
  /** The key with which this device signs. */
  readonly signer: SignerKey;
}

export class DirectoryDesk {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Who this device is, for whoever signs in its name. */
  get self(): Self {
    const { device, organisation, record, isReferrer, signer } = this.#room.open().session;
    return { device, organisation, record, isReferrer, signer };
  }

  /** The log of the country as an unlocked device follows it. */
  get log(): PublicLog {
    return this.#room.open().log;
  }

  /** Services that give at least one of the wished-for kinds of help, best first. */
  services(wish: Wish): readonly ServiceChoice[] {
    const { here } = this.#room;
    return here === null ? [] : chooseServices(here.log.directory, wish, this.#room.now, this.#room.parts.clock());
  }

  /** The forms of the country, which every device fills in. Their words are in the language folders. */
  get forms(): FormBook {
    const { log } = this.#room;
    return log === null ? library : log.directory.forms.bookAt(this.#room.now);
  }

  /** Their changes, those to come and those of not long ago (FM13f). */
  get formNews(): readonly FormNews[] {
    const { log, now } = this.#room;
    return log === null ? [] : log.directory.forms.newsAt(now);
  }

  /** The same, and today: by them a referral is written. */
  get asked(): Asked {
    return { forms: this.forms, day: dayAt(this.#room.parts.clock()) };
  }

  /** What a draft says of the person, as far as the program itself reads it. */
  said = (draft: ReferralDraft) => firstSaid(draft, this.asked);

  /** A service of the trusted directory. */
  service = (id: string) => this.#room.log?.directory.service(id) ?? null;

  /** The organisations that may help, of the trusted directory. */
  get organisations(): readonly OrganisationRecord[] {
    return this.#room.log?.directory.organisations() ?? [];
  }

  /** The competent authorities to whom can be sealed now. They publish no service: who they are is said by the directory alone. */
  get authorities(): readonly OrganisationRecord[] {
    const { now, log } = this.#room;
    const canReceive = ({ id, party }: OrganisationRecord) =>
      party === "authority" &&
      log?.directory.isActiveOrganisation(id, now) === true &&
      log.directory.epochForSending(id, now) !== null;
    return this.organisations.filter(canReceive);
  }

  /** An organisation of the trusted directory. */
  organisation = (id: string) => this.#room.log?.directory.organisation(id) ?? null;

  /** The parts that an organisation may ever read of what others write, with the person's consent (FD11). */
  readableParts = (id: string) => this.#room.log?.directory.readableParts(id) ?? [];

  /**
   * Whom to ring: the organisations that are named, or from here, the hotline of the country first (DR5). Which ones were asked this device does not know
   * once it has sealed a referral (SL7), so nothing but its own place decides.
   */
  phones(asked?: readonly string[]): readonly Ringable[] {
    const { here } = this.#room;
    if (here === null) return [];
    const { log, session } = here;
    const clock = this.#room.parts.clock();
    const listed = servicesListed(log.directory, this.#room.now);
    const home = log.directory.founding.country;
    const place = session.record?.area ?? session.record?.country ?? home;
    return asked === undefined ? ringableFrom(place, home, listed, clock) : ringableOf(asked, listed, clock);
  }

  /** The telephone number of this post, which is sealed into each referral; null while nobody typed it. */
  get ringBack(): string | null {
    return this.#room.here?.session.ringBack.number ?? null;
  }

  /** Keeps the telephone number of this post, `+` and digits; null forgets it. Throws RangeError for what is none. */
  keepRingBack = (number: string | null) => this.#room.verb(({ session }) => session.ringBack.keep(number));

  /** Takes a carried revocation of a device (DR3); false when it is none that holds, or the log has one already. */
  takeRevocation = (note: Uint8Array) => this.#room.verb(({ log }) => log.takeRevocation(note));
}
