// The directory: which organisations, devices and keys there are, as the log's notes say it (DR1–DR6). Every client and the server replay the same
// notes from the founding note on, in the order of the log, and ask this class. It takes notes whose signatures are already verified and decides
// whether their signers may say what they say. What it refuses changes nothing.

import { asksForNoWitness } from "./country-marks.ts";
import type { DirectoryContent, EnrolledDevice, Founding, Organisation } from "./directory-note.ts";
import { CountryForms, type FormClass, type FormRefusal, type FormSigners } from "./form/country-forms.ts";
import { nameSkeleton, nameSound } from "./name-skeleton.ts";
import { mayReadPart, type Part, readableParts } from "./part-table.ts";
import { isWriteOnly, type Party, partyOfKind } from "./party.ts";
import { Recoveries, type RecoveryRefusal, recoveryHours } from "./recovery.ts";
import { type AuthorRefusal, authorRefusal } from "./registers/author.ts";
import { type RegisterName, registerOf } from "./registers/register-table.ts";
import { type Seat, type SeatChange, Seats } from "./seats.ts";
import type { Capacity, Service } from "./service.ts";
import { endOfWait, fixedWait, hasWaited, hasWaitedAnyway, holdsZero, type TimeLeaf, type Waits } from "./waits.ts";

/** Why a directory note is refused. */
export type DirectoryRefusal =
  | "repeated"
  | "trial-only"
  | "founding-only"
  | "not-signed-by-council"
  | "not-signed-by-admins"
  | "not-signed-by-reader"
  | "unknown-organisation"
  | "unknown-device"
  | "unknown-seat"
  | "nothing-waits"
  | "wrong-number"
  | "not-suspended"
  | "name-taken"
  | "id-taken"
  | "key-taken"
  | "wrong-role"
  | "wrong-suite"
  | "wrong-epoch"
  | "not-own-service"
  | RecoveryRefusal
  | FormRefusal;

export interface OrganisationRecord extends Organisation {
  readonly party: Party;
  /** Leaf index of the admission. */
  readonly admitted: number;
  /** Each suspension from its leaf to the one that lifted it; null while none did (DR8). */
  readonly suspensions: readonly { readonly from: number; readonly to: number | null }[];
  /** Named in the founding note: active at once (DR6). */
  readonly founding: boolean;
}

interface DeviceRecord extends EnrolledDevice {
  readonly organisation: string;
  /** Leaf index of the enrolment. */
  readonly enrolled: number;
  readonly revoked: number | null;
  /** The council revoked it. */
  readonly byCouncil?: true;
  /** Which wait it has to sit out before it is active. */
  readonly wait: "none" | "reader" | "soloReader";
}

export interface EpochRecord {
  readonly organisation: string;
  readonly epoch: number;
  readonly recipient: string;
  /** Leaf index of `epoch.new`. */
  readonly begun: number;
  /** Made by a restored device, and signed with the recovery key: senders need nobody's word besides (KR7). */
  readonly restored?: true;
  /** The device that made it, and those that logged that they opened it. */
  readonly confirmed: readonly { readonly device: string; readonly index: number }[];
}

/** A directory note whose signatures are verified: its content and the names of all its signers (device ids, council seats). */
export interface VerifiedDirectoryNote {
  readonly content: DirectoryContent;
  readonly signers: readonly string[];
  /** The class of the log in which it came, where that is not the directory's: notes about forms that referrers do not fill. */
  readonly leafClass?: FormClass;
}

/** How long a seat's new key waits, by the log's time (DR7). */
const seatHours = 168;

export class Directory {
  readonly founding: Founding;
  readonly origin: string;
  #policy: { readonly text: string; readonly index: number }[];
  #waits: { readonly waits: Waits; readonly index: number }[];
  readonly #organisations = new Map<string, OrganisationRecord>();
  readonly #devices = new Map<string, DeviceRecord>();
  #held: ReadonlyMap<string, number> = new Map();
  #revision = 0;
  readonly #epochs = new Map<string, EpochRecord[]>();
  readonly #services = new Map<string, Service>();
  readonly #capacities = new Map<string, Capacity & { readonly updated: string }>();
  readonly #times: TimeLeaf[] = [];
  readonly #skeletons = new Set<string>();
  readonly #keys = new Set<string>();
  readonly #salts = new Set<string>();
  readonly #figures = new Set<string>();
  readonly #recordSalts = new Set<string>();
  readonly #seats: Seats;
  /** The country's own forms, and the ones that ship. */
  readonly forms = new CountryForms(this.#times);
  /** Recovery keys, and organisations that are brought back (KR). */
  readonly recoveries = new Recoveries({
    times: this.#times,
    revokedAt: (device) => this.#devices.get(device)?.revoked ?? null,
    isRevokedByCouncil: (id, now) => {
      const { revoked = null, byCouncil } = this.#devices.get(id) ?? {};
      return byCouncil === true && revoked !== null && revoked < now;
    },
    isActiveOrganisation: (id, now) => this.isActiveOrganisation(id, now),
    resumedAt: (id, now) => {
      const ends = this.#organisations.get(id)?.suspensions.flatMap(({ to }) => (to !== null && to < now ? [to] : []));
      return Math.max(0, ...(ends ?? []));
    },
    organisationOfReader: (id, now) => {
      const device = this.#devices.get(id);
      return device?.role === "reader" && this.isActiveDevice(id, now) ? device.organisation : null;
    },
    canHoldShares: (id, now) => {
      const organisation = this.#organisations.get(id);
      return organisation !== undefined && !isWriteOnly(organisation.kind) && this.isActiveOrganisation(id, now);
    },
    isSeat: (name) => this.#isSeat(name),
    isCouncil: (signers) => this.#isCouncil(signers),
    mayBeginEpoch: (organisation, signers, index) => this.#mayBeginEpoch(organisation, signers, index),
    isOfSuite: (recipient) => this.#fitsSuite(recipient),
  });

  /** The directory right after its founding note, which is leaf 0 of the log. `origin` is the country's log origin (SG3). */
  constructor(founding: Founding, origin: string) {
    this.founding = founding;
    this.origin = origin;
    this.#policy = [{ text: founding.policy, index: 0 }];
    this.#waits = [{ waits: founding.waits, index: 0 }];
    this.#seats = new Seats(founding.council.seats, this.#times);
    for (const key of [founding.logKey, ...founding.council.seats.map((seat) => seat.key)]) this.#keys.add(key);
    for (const { organisation, devices } of founding.organisations) this.#admit(organisation, devices, 0, true);
  }

  /**
   * Applies the note at leaf `index`; null when it holds, else why it is refused (and then nothing has changed).
   * Notes must come in the order of the log. A note counts once: a host that logs an old one again does not bring back what it said.
   */
  apply(note: VerifiedDirectoryNote, index: number): DirectoryRefusal | null {
    const salt = saltOf(note);
    if (this.#salts.has(salt)) return "repeated";
    const refusal = this.#apply(note, index);
    if (refusal !== null) return refusal;
    this.#salts.add(salt);
    this.#revision += 1;
    return null;
  }

  /** Another one whenever this directory says something else: for whoever keeps what follows from it. */
  get revision(): number {
    return this.#revision;
  }

  /** True when a note with these signers counts already: it came in the log. */
  counts(note: VerifiedDirectoryNote): boolean {
    return this.#salts.has(saltOf(note));
  }

  #apply({ content, signers, leafClass = "directory" }: VerifiedDirectoryNote, index: number): DirectoryRefusal | null {
    const real = !this.founding.trial && !this.founding.demonstration;
    switch (content.kind) {
      case "council.policy":
        if (!this.#isCouncil(signers)) return "not-signed-by-council";
        // A log that witnesses have begun to watch is never left alone again (LG5).
        if (asksForNoWitness(content.body.policy)) return "founding-only";
        this.#policy.push({ text: content.body.policy, index });
        return null;
      case "council.waits":
        if (!this.#isCouncil(signers)) return "not-signed-by-council";
        if (real && holdsZero(content.body.waits)) return "trial-only";
        this.#waits.push({ waits: content.body.waits, index });
        return null;
      case "council.seat":
        return this.#replaceSeat(content.body, signers, index);
      case "council.keep":
        return this.#keepSeat(content.body, signers, index);
      case "organisation.admit":
        if (!this.#isCouncil(signers)) return "not-signed-by-council";
        return this.#admit(content.body.organisation, content.body.devices, index, false);
      case "organisation.suspend":
        return this.#suspend(content.body, signers, index);
      case "organisation.resume":
        return this.#resume(content.body, signers, index);
      case "device.enrol":
        return this.#enrol(content.body.organisation, content.body.device, signers, index);
      case "device.revoke":
        return this.#revoke(content.body.device, signers, index);
      case "epoch.new":
        return this.#beginEpoch(content.body, signers, index);
      case "epoch.confirm":
        return this.#confirmEpoch(content.body, signers, index);
      case "recovery.deal":
        return this.#deal(content.body, content.salt, signers, index);
      case "recovery.request": {
        const { organisation: id, device } = content.body;
        const organisation = this.#organisations.get(id);
        if (organisation === undefined) return "unknown-organisation";
        return this.#deviceRefusal(device, organisation) ?? this.#ask(content.body, signers, index);
      }
      case "recovery.veto":
        return this.recoveries.veto(content.body, signers, index);
      case "recovery.release":
        return this.recoveries.release(content.body, signers, index);
      case "recovery.restore":
        return this.#restore(content.body, signers, index);
      case "service.set":
        return this.#setService(content.body.service, signers, index);
      case "form.set":
        return this.forms.set(content.body, this.#formNote(signers, index, leafClass), this.waitsAt(index).forms);
      case "form.words":
        return this.forms.setWords(content.body, this.#formNote(signers, index, leafClass));
      case "form.stop":
        return this.forms.stop(content.body.version, this.#formNote(signers, index, leafClass));
    }
  }

  #formNote(signers: readonly string[], index: number, leafClass: FormClass) {
    return { index, leafClass, signers: this.formSigners(signers, index) };
  }

  /** What the signatures of a note about forms amount to at leaf `index` (FM13). */
  formSigners(signers: readonly string[], index: number): FormSigners {
    const seats = new Set(signers.filter((signer) => this.#isSeat(signer))).size;
    const devices = new Set(signers.filter((signer) => this.#isCoordinator(signer, index))).size;
    if (seats + devices < signers.length) return "others";
    if (seats >= this.founding.council.threshold) return "council";
    if (devices >= 2 || (devices === 1 && seats > 0)) return "coordinator";
    return seats > 0 ? "seat" : "others";
  }

  #isCoordinator(signer: string, index: number): boolean {
    const device = this.#devices.get(signer);
    if (device === undefined || !this.isActiveDevice(signer, index)) return false;
    return this.#organisations.get(device.organisation)?.party === "coordinator";
  }

  /** Takes a verified time note (LG8). Times that do not grow are ignored. */
  addTime(time: TimeLeaf): void {
    const last = this.#times.at(-1);
    if (last === undefined || (time.index > last.index && time.seconds >= last.seconds)) this.#times.push(time);
  }

  /** Takes a capacity note whose signature is verified; false when its signer may not say it or it is logged again. */
  addCapacity(capacity: Capacity, updated: string, signer: string, index: number): boolean {
    const service = this.#services.get(capacity.service_id);
    const device = this.#devices.get(signer);
    if (service === undefined || device === undefined || !this.isActiveDevice(signer, index)) return false;
    if (device.organisation !== service.organization_id) return false;
    // A device's clock may be wrong, so an older time is no reason to refuse; the same time again is a note logged twice.
    const figure = `${capacity.service_id} ${updated}`;
    if (this.#figures.has(figure)) return false;
    this.#figures.add(figure);
    this.#capacities.set(capacity.service_id, { ...capacity, updated });
    return true;
  }

  /**
   * Takes an open note of the country's record whose signature is verified, at leaf `index`; null when its signer may say it (RC4). It
   * changes nothing but that the same note cannot come again. Salts count per signer: nobody can use up another's.
   */
  addRecord(
    register: RegisterName,
    salt: string,
    signer: string,
    index: number,
  ): AuthorRefusal | "repeated" | "sealed-in-open" | null {
    const name = `${signer} ${salt}`;
    if (this.#recordSalts.has(name)) return "repeated";
    const refusal = registerOf(register).open ? authorRefusal(register, signer, this, index) : "sealed-in-open";
    if (refusal === null) this.#recordSalts.add(name);
    return refusal;
  }

  /**
   * The names under which the signature lines of a note may verify, with their keys in base64: council seats, with the key that they have at leaf `at`, and
   * all devices. Notes of the record's class are read behind the directory's, so what a seat has now says nothing of them.
   */
  keyOf(name: string, at: number): string | null {
    return this.#seats.keyOf(name, at) ?? this.#devices.get(name)?.key ?? this.recoveries.keyOf(name);
  }

  /** The council's seats with the keys that are in force for what is signed at leaf `now` (DR7). */
  seatsAt(now: number): readonly Seat[] {
    return this.#seats.at(now);
  }

  /** The replacements of seats' keys, in the order of the log: those that wait, those that came, and those that ended before they did. */
  seatChanges(): readonly SeatChange[] {
    return this.#seats.changes();
  }

  /** How many hours a seat's new key waits that is logged now (DR7a). */
  get seatHours(): number {
    return fixedWait(seatHours, this.founding, this.waits);
  }

  /** How many seats must sign to end a replacement that waits (DR7c). */
  get keepThreshold(): number {
    const { threshold, seats } = this.founding.council;
    return Math.min(threshold, seats.length - threshold + 1);
  }

  /** The waits in force now. */
  get waits(): Waits {
    return this.waitsAt(Number.POSITIVE_INFINITY);
  }

  /** The waits in force for what begins at leaf `index`. A wait keeps the length with which it began. */
  waitsAt(index: number): Waits {
    return this.#waits.findLast((waits) => waits.index <= index)?.waits ?? this.founding.waits;
  }

  /** False while somebody may be active by a time note at leaf `at` that is not here, and seem to wait still. */
  isSureWithoutTime(at: number): boolean {
    const hours = [
      ...this.#waits.flatMap(({ waits }) => [waits.admission, waits.reader, waits.soloReader]),
      ...this.#seats.changes().map((change) => change.hours),
      ...(this.recoveries.requests().length > 0 ? [recoveryHours] : []),
    ];
    return hasWaitedAnyway(this.#times, at, Math.max(...hours));
  }

  get times(): readonly TimeLeaf[] {
    return this.#times;
  }

  /** The witness policy in force for a checkpoint of this size (LG5). */
  policyAt(size: number): string {
    return this.#policy.findLast((policy) => policy.index < size)?.text ?? this.founding.policy;
  }

  organisation(id: string): OrganisationRecord | null {
    return this.#organisations.get(id) ?? null;
  }

  organisations(): readonly OrganisationRecord[] {
    return [...this.#organisations.values()];
  }

  device(id: string): DeviceRecord | null {
    return this.#devices.get(id) ?? null;
  }

  devicesOf(organisation: string): readonly DeviceRecord[] {
    return [...this.#devices.values()].filter((device) => device.organisation === organisation);
  }

  services(): readonly (Service & { readonly capacity: (Capacity & { readonly updated: string }) | null })[] {
    return [...this.#services.values()].map((service) => ({
      ...service,
      capacity: this.#capacities.get(service.id) ?? null,
    }));
  }

  /** The service of this id, without its figures; null where there is none. */
  service(id: string): Service | null {
    return this.#services.get(id) ?? null;
  }

  /** True for a party whose organisations may read here a part that another organisation wrote (FD11). */
  mayReadPart(party: Party | undefined, part: Part): boolean {
    return mayReadPart(party, part, this.founding.openedToAuthority ?? []);
  }

  /** The parts that an organisation may ever read of what others write; none of one that nobody knows. */
  readableParts(organisation: string): readonly Part[] {
    return readableParts(this.#organisations.get(organisation)?.party, this.founding.openedToAuthority ?? []);
  }

  /** True when the organisation's notice period is over and it is not suspended, for an entry at leaf `now`. */
  isActiveOrganisation(id: string, now: number): boolean {
    const organisation = this.#organisations.get(id);
    if (organisation === undefined || this.isSuspended(id, now)) return false;
    if (organisation.founding) return true;
    return hasWaited(this.#times, organisation.admitted, this.waitsAt(organisation.admitted).admission, now);
  }

  /** True when the council suspended the organisation before leaf `now`, and did not lift that before it (DR8). */
  isSuspended(id: string, now: number): boolean {
    const holds = ({ from, to }: { readonly from: number; readonly to: number | null }) =>
      from < now && (to === null || to >= now);
    return this.#organisations.get(id)?.suspensions.some(holds) === true;
  }

  /** When the organisation was suspended: behind leaf `from`, up to leaf `to`, which is null while that is not lifted. */
  suspensionsOf(id: string): readonly { readonly from: number; readonly to: number | null }[] {
    return this.#organisations.get(id)?.suspensions ?? [];
  }

  /** True when the organisation was suspended for some leaf between these two. */
  wasSuspendedBetween(id: string, start: number, end: number): boolean {
    const overlaps = ({ from, to }: { readonly from: number; readonly to: number | null }) =>
      from < end && (to === null || to > start);
    return this.#organisations.get(id)?.suspensions.some(overlaps) === true;
  }

  /** True when the device may sign at leaf `now`: enrolled, its wait over, not revoked, its organisation active (DR3). */
  isActiveDevice(id: string, now: number): boolean {
    const device = this.#devices.get(id);
    if (device === undefined || device.enrolled >= now || (device.revoked !== null && device.revoked < now))
      return false;
    if (!this.isActiveOrganisation(device.organisation, now)) return false;
    if (device.wait === "none") return true;
    return hasWaited(this.#times, device.enrolled, this.waitsAt(device.enrolled)[device.wait], now);
  }

  /**
   * Of a device that may not sign at leaf `now` because a wait is not over: when it is, by the log's time in seconds since 1970, or null while no time note
   * began its count. Null in all for one that waits for nothing.
   */
  waitOf(id: string, now: number): { readonly over: number | null } | null {
    const device = this.#devices.get(id);
    const organisation = device === undefined ? undefined : this.#organisations.get(device.organisation);
    if (device === undefined || organisation === undefined || this.isActiveDevice(id, now)) return null;
    if (device.revoked !== null || this.isSuspended(organisation.id, now)) return null;
    const waits = [
      ...(organisation.founding ? [] : [{ from: organisation.admitted, wait: "admission" as const }]),
      ...(device.wait === "none" ? [] : [{ from: device.enrolled, wait: device.wait }]),
    ];
    const ends = waits.map(({ from, wait }) => endOfWait(this.#times, from, this.waitsAt(from)[wait]));
    return { over: ends.some((end) => end === null) ? null : Math.max(...ends.map((end) => end ?? 0)) };
  }

  /** Why these signers may not revoke a device at leaf `index`; null when they may. Changes nothing. */
  revocationRefusal(id: string, signers: readonly string[], index: number): DirectoryRefusal | null {
    const device = this.#devices.get(id);
    if (device === undefined) return "unknown-device";
    const byAdmins =
      signers.length > 0 && signers.every((signer) => this.#isAdminOf(signer, device.organisation, index));
    return byAdmins || this.#isCouncil(signers) ? null : "not-signed-by-admins";
  }

  /**
   * Sets which revocations this reader holds that the log has not shown, each with the leaf from which it holds here (DR3). They bind whose
   * words count (`mayAuthor`), never what notes of the log make of this directory: else two readers would disagree about it for good.
   */
  holdRevocations(held: ReadonlyMap<string, number>): void {
    // Each round says them again.
    if (String([...held]) !== String([...this.#held])) this.#revision += 1;
    this.#held = held;
  }

  /** True while a held revocation stops what the device says at leaf `now`: until the log shows one, which then holds from its own leaf. */
  isHeldRevoked(id: string, now: number): boolean {
    const from = this.#held.get(id);
    return from !== undefined && now >= from && this.#devices.get(id)?.revoked === null;
  }

  /** All that it says of these devices and organisations and that may change, as a text: the same text, the same answers about entries of the log. */
  standingOf(devices: readonly string[], organisations: readonly string[]): string {
    return JSON.stringify([
      devices.map((id) => [id, this.#devices.get(id) ?? null, this.#held.get(id) ?? null]),
      organisations.map((id) => [id, this.#organisations.get(id) ?? null, ...this.recoveries.restoresOf(id)]),
    ]);
  }

  /** True when what a device says at leaf `now` counts for this reader: it is active, and no held revocation stops it. */
  mayAuthor(id: string, now: number): boolean {
    return this.isActiveDevice(id, now) && !this.isHeldRevoked(id, now);
  }

  /** How many active reader devices an organisation has: with fewer than two, senders see "one device" (DR3). */
  activeReaders(organisation: string, now: number): number {
    return this.devicesOf(organisation).filter((d) => d.role === "reader" && this.mayAuthor(d.id, now)).length;
  }

  epochsOf(organisation: string): readonly EpochRecord[] {
    return this.#epochs.get(organisation) ?? [];
  }

  /**
   * The epoch to which a sender seals at leaf `now`: the newest one that a second reader device has logged that it
   * opened, or the first one (SL4). Null when the organisation has none or is not active.
   */
  epochForSending(organisation: string, now: number): EpochRecord | null {
    if (!this.isActiveOrganisation(organisation, now)) return null;
    const begun = this.epochsOf(organisation).filter((epoch) => epoch.begun < now);
    const isRevoked = (id: string | undefined) => (this.#devices.get(id ?? "")?.revoked ?? now) < now;
    const isOpen = (e: EpochRecord) =>
      (e.restored === true && !isRevoked(e.confirmed[0]?.device)) ||
      e.confirmed.filter((c) => c.index < now).length >= 2;
    return begun.findLast(isOpen) ?? begun[0] ?? null;
  }

  #admit(
    organisation: Organisation,
    devices: readonly EnrolledDevice[],
    index: number,
    founding: boolean,
  ): DirectoryRefusal | null {
    if (this.#organisations.has(organisation.id)) return "id-taken";
    const names = Object.values(organisation.name);
    if (names.some((name) => nameSkeleton(name) === "")) return "name-taken";
    const skeletons = names.flatMap((name) => [`eye ${nameSkeleton(name)}`, `ear ${nameSound(name)}`]);
    if (skeletons.some((skeleton) => this.#skeletons.has(skeleton))) return "name-taken";
    const ids = new Set(devices.map((device) => device.id));
    const keys = new Set(devices.map((device) => device.key));
    if (ids.size < devices.length || keys.size < devices.length) return "key-taken";
    if (!devices.some((device) => device.admin)) return "wrong-role";
    for (const device of devices) {
      const refusal = this.#deviceRefusal(device, organisation);
      if (refusal !== null) return refusal;
    }
    const party = partyOfKind[organisation.kind];
    this.#organisations.set(organisation.id, { ...organisation, party, admitted: index, suspensions: [], founding });
    for (const skeleton of skeletons) this.#skeletons.add(skeleton);
    for (const device of devices) this.#addDevice(device, organisation.id, index, "none");
    return null;
  }

  #suspend(
    { organisation: id, number = 1 }: Extract<DirectoryContent, { readonly kind: "organisation.suspend" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    if (!this.#isCouncil(signers)) return "not-signed-by-council";
    const organisation = this.#organisations.get(id);
    if (organisation === undefined) return "unknown-organisation";
    const { suspensions } = organisation;
    const isSuspended = suspensions.at(-1)?.to === null;
    // A note that was kept back does not bring a suspension again that was lifted.
    if (number !== suspensions.length + (isSuspended ? 0 : 1)) return "wrong-number";
    if (!isSuspended)
      this.#organisations.set(id, { ...organisation, suspensions: [...suspensions, { from: index, to: null }] });
    return null;
  }

  #resume(
    { organisation: id, number }: Extract<DirectoryContent, { readonly kind: "organisation.resume" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    if (!this.#isCouncil(signers)) return "not-signed-by-council";
    const organisation = this.#organisations.get(id);
    if (organisation === undefined) return "unknown-organisation";
    const last = organisation.suspensions.at(-1);
    if (last?.to !== null) return "not-suspended";
    if (number !== organisation.suspensions.length) return "wrong-number";
    const suspensions = [...organisation.suspensions.slice(0, -1), { ...last, to: index }];
    this.#organisations.set(id, { ...organisation, suspensions });
    return null;
  }

  #replaceSeat(
    { seat, key, number }: Extract<DirectoryContent, { readonly kind: "council.seat" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    if (!this.#isCouncil(signers)) return "not-signed-by-council";
    if (!this.#isSeat(seat)) return "unknown-seat";
    if (number !== this.#seats.countOf(seat) + 1) return "wrong-number";
    if (this.#keys.has(key)) return "key-taken";
    this.#keys.add(key);
    this.#seats.replace({ seat, key }, index, fixedWait(seatHours, this.founding, this.waitsAt(index)));
    return null;
  }

  #keepSeat({ seat, key }: Seat, signers: readonly string[], index: number): DirectoryRefusal | null {
    if (!this.#areSeats(signers, this.keepThreshold)) return "not-signed-by-council";
    if (!this.#isSeat(seat)) return "unknown-seat";
    return this.#seats.keep({ seat, key }, index) ? null : "nothing-waits";
  }

  #enrol(id: string, device: EnrolledDevice, signers: readonly string[], index: number): DirectoryRefusal | null {
    const organisation = this.#organisations.get(id);
    if (organisation === undefined) return "unknown-organisation";
    const admins = signers.filter((signer) => this.#isAdminOf(signer, id, index));
    const seats = signers.filter((signer) => this.#isSeat(signer));
    if (admins.length + seats.length < signers.length || admins.length === 0) return "not-signed-by-admins";
    const solo = device.role === "reader" && admins.length < 2;
    if (solo && (seats.length === 0 || this.#activeAdmins(id, index) > 1)) return "not-signed-by-admins";
    const refusal = this.#deviceRefusal(device, organisation);
    if (refusal !== null) return refusal;
    this.#addDevice(device, id, index, device.role === "referrer" ? "none" : solo ? "soloReader" : "reader");
    return null;
  }

  #revoke(id: string, signers: readonly string[], index: number): DirectoryRefusal | null {
    const refusal = this.revocationRefusal(id, signers, index);
    const device = this.#devices.get(id);
    const byCouncil = this.#isCouncil(signers) ? { byCouncil: true as const } : {};
    if (refusal === null && device?.revoked === null)
      this.#devices.set(id, { ...device, revoked: index, ...byCouncil });
    return refusal;
  }

  #beginEpoch(
    { maker, ...body }: Extract<DirectoryContent, { readonly kind: "epoch.new" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    const organisation = this.#organisations.get(body.organisation);
    if (organisation === undefined) return "unknown-organisation";
    if (isWriteOnly(organisation.kind)) return "wrong-role";
    if (!this.#mayBeginEpoch(body.organisation, signers, index)) return "not-signed-by-admins";
    // Who made the key is signed: the order of signature lines is nobody's word.
    if (!signers.includes(maker) || !this.#isAdminOf(maker, body.organisation, index)) return "not-signed-by-admins";
    return this.#addEpoch({ ...body, begun: index, confirmed: [{ device: maker, index }] });
  }

  #addEpoch(epoch: EpochRecord): DirectoryRefusal | null {
    if (!this.#fitsSuite(epoch.recipient)) return "wrong-suite";
    const epochs = this.#epochs.get(epoch.organisation) ?? [];
    if (epoch.epoch !== epochs.length + 1 || epochs.some(({ recipient }) => recipient === epoch.recipient))
      return "wrong-epoch";
    this.#epochs.set(epoch.organisation, [...epochs, epoch]);
    return null;
  }

  /** Two administrators of the organisation; or the last one and a seat of the council. */
  #mayBeginEpoch(organisation: string, signers: readonly string[], index: number): boolean {
    const admins = signers.filter((signer) => this.#isAdminOf(signer, organisation, index));
    const seats = signers.filter((signer) => this.#isSeat(signer));
    const isAlone = this.#activeAdmins(organisation, index) === 1;
    const isEnough = admins.length >= 2 || (isAlone && admins.length === 1 && seats.length >= 1);
    return isEnough && admins.length + seats.length === signers.length;
  }

  #deal(
    body: Extract<DirectoryContent, { readonly kind: "recovery.deal" }>["body"],
    salt: string,
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    if (this.#keys.has(body.key)) return "key-taken";
    if (this.epochsOf(body.organisation).some(({ recipient }) => recipient === body.recipient)) return "wrong-epoch";
    const refusal = this.recoveries.deal(body, salt, signers, index);
    if (refusal === null) this.#keys.add(body.key);
    return refusal;
  }

  #ask(
    body: Extract<DirectoryContent, { readonly kind: "recovery.request" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    const refusal = this.recoveries.ask(body, signers, index);
    if (refusal === null) this.#keys.add(body.device.key);
    return refusal;
  }

  #restore(
    { request: id, epoch, recipient }: Extract<DirectoryContent, { readonly kind: "recovery.restore" }>["body"],
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    const refusal = this.recoveries.restore(id, signers, index);
    const request = this.recoveries.request(id);
    if (refusal !== null || request === null) return refusal ?? "recovery-refused";
    const { organisation, device, dealing } = request;
    if (recipient === dealing.recipient) return "wrong-epoch";
    const confirmed = [{ device: device.id, index }];
    const epochRefusal = this.#addEpoch({ organisation, epoch, recipient, begun: index, restored: true, confirmed });
    if (epochRefusal !== null) return epochRefusal;
    this.recoveries.restoredAt(id, index);
    this.#addDevice(device, organisation, index, "none");
    return null;
  }

  #confirmEpoch(
    body: { readonly organisation: string; readonly epoch: number },
    signers: readonly string[],
    index: number,
  ): DirectoryRefusal | null {
    const [signer] = signers;
    const device = signer === undefined ? undefined : this.#devices.get(signer);
    if (signers.length !== 1 || device === undefined || !this.isActiveDevice(device.id, index))
      return "not-signed-by-reader";
    if (device.organisation !== body.organisation || device.role !== "reader") return "not-signed-by-reader";
    const epochs = this.#epochs.get(body.organisation) ?? [];
    const epoch = epochs[body.epoch - 1];
    if (epoch === undefined || epoch.confirmed.some((confirmation) => confirmation.device === device.id))
      return "wrong-epoch";
    const confirmed = { ...epoch, confirmed: [...epoch.confirmed, { device: device.id, index }] };
    this.#epochs.set(
      body.organisation,
      epochs.map((candidate) => (candidate === epoch ? confirmed : candidate)),
    );
    return null;
  }

  #setService(service: Service, signers: readonly string[], index: number): DirectoryRefusal | null {
    const known = this.#services.get(service.id);
    if (known !== undefined && known.organization_id !== service.organization_id) return "not-own-service";
    if (this.#organisations.get(service.organization_id) === undefined) return "unknown-organisation";
    const byAdmins =
      signers.length > 0 && signers.every((signer) => this.#isAdminOf(signer, service.organization_id, index));
    if (!byAdmins) return "not-signed-by-admins";
    this.#services.set(service.id, service);
    return null;
  }

  #deviceRefusal(device: EnrolledDevice, organisation: Organisation): DirectoryRefusal | null {
    if (this.#devices.has(device.id) || this.recoveries.isClaimed(device)) return "id-taken";
    if (this.#keys.has(device.key)) return "key-taken";
    if ((device.role === "referrer") !== isWriteOnly(organisation.kind)) return "wrong-role";
    const isHybrid = device.recipient.startsWith("age1pq1");
    if (device.role === "referrer") return isHybrid ? "wrong-suite" : null;
    return this.#fitsSuite(device.recipient) ? null : "wrong-suite";
  }

  #addDevice(device: EnrolledDevice, organisation: string, index: number, wait: DeviceRecord["wait"]): void {
    this.#devices.set(device.id, { ...device, organisation, enrolled: index, revoked: null, wait });
    this.#keys.add(device.key);
  }

  #fitsSuite(recipient: string): boolean {
    return recipient.startsWith("age1pq1") === (this.founding.suite === "hybrid");
  }

  #isSeat(name: string): boolean {
    return this.founding.council.seats.some((seat) => seat.seat === name);
  }

  #isCouncil(signers: readonly string[]): boolean {
    return this.#areSeats(signers, this.founding.council.threshold);
  }

  #areSeats(signers: readonly string[], least: number): boolean {
    const seats = new Set(signers.filter((signer) => this.#isSeat(signer)));
    return seats.size === signers.length && seats.size >= least;
  }

  #isAdminOf(name: string, organisation: string, index: number): boolean {
    const device = this.#devices.get(name);
    if (device === undefined || !device.admin || device.organisation !== organisation) return false;
    return this.isActiveDevice(name, index) && !this.recoveries.isDemoted(device, index);
  }

  #activeAdmins(organisation: string, index: number): number {
    return this.devicesOf(organisation).filter((device) => this.#isAdminOf(device.id, organisation, index)).length;
  }
}

/**
 * Under what a note counts once. Whoever does not follow the other class must come to the same directory, and nobody uses up the salt of a kind that is not theirs to
 * say. What is said of a recovery has salts of its own for each signer: whoever sees a veto before it is logged does not use its salt up (KR4b).
 */
function saltOf({ content: { kind, salt }, signers, leafClass = "directory" }: VerifiedDirectoryNote): string {
  return `${leafClass} ${kind} ${kind.startsWith("recovery.") ? `${signers.toSorted().join(" ")} ` : ""}${salt}`;
}
