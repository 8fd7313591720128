// Recovery of an organisation that lost all its readers' devices (KR): who holds the shares of its recovery key, who asks, who stops it, and from when on shares may
// be given. It takes notes whose signatures are verified; what it refuses changes nothing. The secrets are elsewhere: nothing here opens anything.
import type { DirectoryContent, EnrolledDevice } from "./directory-note.ts";
import { endOfWait, hasWaited, type TimeLeaf } from "./waits.ts";

/** From a request, or from the end of a reader's veto, until shares may be given. No note of the council changes it (KR4). */
export const recoveryHours = 72;
/** So long holds a veto of the council. */
export const councilVetoHours = 30 * 24;
/** A request is over so many hours after its leaf. */
export const requestHours = 90 * 24;

export type RecoveryRefusal = "not-signed-for-recovery" | "recovery-refused" | "recovery-waits";

type BodyOfRecovery<K extends DirectoryContent["kind"]> = Extract<DirectoryContent, { readonly kind: K }>["body"];

/** A recovery key and who holds its shares. None holds one where the organisation has it on a printed sheet. */
export interface Dealing extends BodyOfRecovery<"recovery.deal"> {
  /** The salt of its note. */
  readonly id: string;
  readonly index: number;
  readonly signers: readonly string[];
}

interface Veto {
  readonly index: number;
  /** The reader's device; null for the council. */
  readonly device: string | null;
  readonly reason: string;
}

interface Release {
  readonly index: number;
  readonly device: string;
  readonly custodian: string;
  /** The share, sealed to the new device (base64). */
  readonly sealed: string;
}

export interface RecoveryRequest {
  /** The id of the device that asks: it signs the note, so that nobody else uses up the name. */
  readonly id: string;
  readonly index: number;
  readonly organisation: string;
  readonly device: EnrolledDevice;
  readonly dealing: Dealing;
  /** Who vouches for it: seats of the council, devices of custodians. */
  readonly vouchers: readonly string[];
  readonly vetoes: readonly Veto[];
  readonly releases: readonly Release[];
  readonly restored: number | null;
}

/** Of one seat or custodian so many requests for an organisation are open at most: each of them has to be stopped by itself. */
const mostOpen = 3;

/** `over` is for good: it took too long, or another request was followed. */
export type RecoveryState = "waiting" | "vetoed" | "ready" | "restored" | "over";

/** The name under which the recovery key of a dealing signs. */
export function recoverySignerName(dealing: string): string {
  return `recovery-${dealing}`;
}

/** What recovery asks of the directory in which it stands. */
interface RecoveryGround {
  readonly times: readonly TimeLeaf[];
  /** The leaf of a device's revocation; null for one that is not revoked. */
  readonly revokedAt: (device: string) => number | null;
  readonly isRevokedByCouncil: (device: string, now: number) => boolean;
  readonly isActiveOrganisation: (id: string, now: number) => boolean;
  /** The leaf before `now` at which the organisation's last suspension was lifted; 0 where it had none. */
  readonly resumedAt: (id: string, now: number) => number;
  /** The organisation of a reader's device that may sign at this leaf; null for any other name. */
  readonly organisationOfReader: (device: string, now: number) => string | null;
  /** True for an organisation whose readers can hold a share. */
  readonly canHoldShares: (organisation: string, now: number) => boolean;
  readonly isSeat: (name: string) => boolean;
  readonly isCouncil: (signers: readonly string[]) => boolean;
  /** True for those who may begin an epoch of an organisation. */
  readonly mayBeginEpoch: (organisation: string, signers: readonly string[], index: number) => boolean;
  readonly isOfSuite: (recipient: string) => boolean;
}

export class Recoveries {
  readonly #ground: RecoveryGround;
  readonly #dealings = new Map<string, Dealing>();
  readonly #requests = new Map<string, RecoveryRequest>();

  constructor(ground: RecoveryGround) {
    this.#ground = ground;
  }

  /** The keys under whose names a note may be signed: of dealings, and of devices that ask. */
  keyOf(name: string): string | null {
    const ofDealing = this.#dealings.get(name.replace(/^recovery-/, ""));
    if (ofDealing !== undefined && name === recoverySignerName(ofDealing.id)) return ofDealing.key;
    return this.#requests.get(name)?.device.key ?? null;
  }

  /** True when a device that asked has this name or key: nobody else is enrolled under it. */
  isClaimed({ id, key }: EnrolledDevice): boolean {
    return [...this.#requests.values()].some(({ device }) => device.id === id || device.key === key);
  }

  request(id: string): RecoveryRequest | null {
    return this.#requests.get(id) ?? null;
  }

  /** The requests for an organisation, the oldest first; those of all without one. */
  requests(organisation?: string): readonly RecoveryRequest[] {
    return [...this.#requests.values()].filter(
      (request) => (organisation ?? request.organisation) === request.organisation,
    );
  }

  /** The leaves at which an organisation was brought back. */
  restoresOf(organisation: string): readonly number[] {
    return this.requests(organisation).flatMap(({ restored }) => restored ?? []);
  }

  /** The organisations for which somebody asks, and nobody said no. */
  askedFor(now: number): readonly string[] {
    const open = this.requests().filter((request) => ["waiting", "ready"].includes(this.stateOf(request, now)));
    return [...new Set(open.map(({ organisation }) => organisation))];
  }

  /** All dealings of an organisation, the oldest first. */
  dealings(organisation: string): readonly Dealing[] {
    return this.#dealingsOf(organisation, Number.POSITIVE_INFINITY);
  }

  /** A dealing of any time. */
  dealing(id: string): Dealing | null {
    return this.#dealings.get(id) ?? null;
  }

  /** True for an organisation that was ever given a share. */
  isCustodian(organisation: string): boolean {
    return [...this.#dealings.values()].some(({ shares }) =>
      shares.some(({ custodian }) => custodian === organisation),
    );
  }

  /**
   * The dealing in force at leaf `now`. The first one is at once; a later one after 72 hours, unless a signer's device was revoked before they were over: so
   * whoever has two stolen laptops takes nobody's recovery away (KR2).
   */
  dealingOf(organisation: string, now: number): Dealing | null {
    let inForce: Dealing | null = null;
    for (const dealing of this.#dealingsOf(organisation, now))
      if (inForce === null || (this.#hasWaited(dealing.index, recoveryHours, now) && !this.#isVoid(dealing, now)))
        inForce = dealing;
    return inForce;
  }

  /** A dealing that is not in force yet. */
  nextDealingOf(organisation: string, now: number): Dealing | null {
    const inForce = this.dealingOf(organisation, now);
    const later = this.#dealingsOf(organisation, now).filter(({ index }) => index > (inForce?.index ?? -1));
    return later.findLast((dealing) => !this.#isVoid(dealing, now)) ?? null;
  }

  /** When a dealing that waits is in force, in milliseconds since 1970; null while no time note began its count. */
  inForceAt({ index }: Dealing): number | null {
    const end = endOfWait(this.#ground.times, index, recoveryHours);
    return end === null ? null : end * 1000;
  }

  /** The dealing that was logged last, whatever became of it: the next one names it. */
  newestDealingOf(organisation: string): Dealing | null {
    return this.#dealingsOf(organisation, Number.POSITIVE_INFINITY).at(-1) ?? null;
  }

  /** True where a new key is to be dealt: it was whole on a device since, or a device that dealt it is gone (KR2a, KR7b). */
  isUsed({ organisation, index, signers }: Dealing, now: number): boolean {
    return (
      this.#isRestoredSince(organisation, index, now) ||
      signers.some((signer) => this.#ground.revokedAt(signer) !== null)
    );
  }

  /**
   * True for a device that was there before its organisation was brought back: it is no administrator any more, so that a lost one neither revokes the new device
   * nor enrols others. Where the council revokes the new device it is one again (KR7b).
   */
  isDemoted(
    { organisation, enrolled }: { readonly organisation: string; readonly enrolled: number },
    now: number,
  ): boolean {
    return this.requests(organisation).some(
      ({ restored, device }) =>
        restored !== null && restored < now && enrolled < restored && !this.#ground.isRevokedByCouncil(device.id, now),
    );
  }

  stateOf(request: RecoveryRequest, now: number): RecoveryState {
    const { index, organisation, restored } = request;
    if (restored !== null && restored < now) return "restored";
    if (this.#isRestoredSince(organisation, index, now)) return "over";
    // A key is replaced where its custodians are not trusted any more.
    if (this.dealingOf(organisation, now)?.id !== request.dealing.id) return "over";
    if (this.#hasWaited(index, requestHours, now)) return "over";
    if (this.vetoesOf(request, now).length > 0) return "vetoed";
    if (!this.#ground.isActiveOrganisation(organisation, now)) return "waiting";
    return this.#hasWaited(this.#waitsFrom(request, now), recoveryHours, now) ? "ready" : "waiting";
  }

  /** When the wait is over, in milliseconds since 1970; null while no time note began its count, and in another state. */
  readyAt(request: RecoveryRequest, now: number): number | null {
    const from = this.#waitsFrom(request, now);
    const end = this.stateOf(request, now) === "waiting" ? endOfWait(this.#ground.times, from, recoveryHours) : null;
    return end === null ? null : end * 1000;
  }

  /** The leaf of the request, or the later one at which the last reader's veto ended, or a suspension in which no reader could say no. */
  #waitsFrom({ index, organisation, vetoes }: RecoveryRequest, now: number): number {
    const ends = vetoes.flatMap(({ device }) => (device === null ? [] : (this.#ground.revokedAt(device) ?? [])));
    return Math.max(index, this.#ground.resumedAt(organisation, now), ...ends.filter((end) => end < now));
  }

  /** The vetoes that hold at leaf `now`. */
  vetoesOf({ vetoes }: RecoveryRequest, now: number): readonly Veto[] {
    return vetoes.filter((veto) => veto.index < now && this.holdsVeto(veto, now));
  }

  deal(
    body: BodyOfRecovery<"recovery.deal">,
    id: string,
    signers: readonly string[],
    index: number,
  ): RecoveryRefusal | "not-signed-by-admins" | "wrong-suite" | "repeated" | null {
    if (this.#dealings.has(id)) return "repeated";
    const { isActiveOrganisation, canHoldShares, mayBeginEpoch, isOfSuite } = this.#ground;
    const { organisation, shares, threshold, recipient } = body;
    if (!isActiveOrganisation(organisation, index) || !canHoldShares(organisation, index)) return "recovery-refused";
    if (!mayBeginEpoch(organisation, signers, index)) return "not-signed-by-admins";
    if (!isOfSuite(recipient)) return "wrong-suite";
    if (this.newestDealingOf(organisation)?.id !== body.replaces) return "recovery-refused";
    const custodians = new Set(shares.map(({ custodian }) => custodian));
    const isSheet = shares.length === 0 && threshold === 0;
    const isSplit = threshold >= 2 && threshold <= shares.length && custodians.size === shares.length;
    if (!isSheet && !isSplit) return "recovery-refused";
    if (custodians.has(organisation) || ![...custodians].every((custodian) => canHoldShares(custodian, index)))
      return "recovery-refused";
    if ([...this.#dealings.values()].some((other) => other.recipient === recipient || other.key === body.key))
      return "recovery-refused";
    this.#dealings.set(id, { ...body, id, index, signers });
    return null;
  }

  ask(
    { organisation, device }: BodyOfRecovery<"recovery.request">,
    signers: readonly string[],
    index: number,
  ): RecoveryRefusal | null {
    const { isActiveOrganisation } = this.#ground;
    const { id } = device;
    const dealing = this.dealingOf(organisation, index);
    if (dealing === null || !isActiveOrganisation(organisation, index)) return "recovery-refused";
    if (device.role !== "reader" || !device.admin || this.isClaimed(device)) return "recovery-refused";
    const vouchers = signers.filter((signer) => signer !== device.id);
    if (vouchers.length === signers.length || this.#lacksVouchers(dealing, vouchers, index) !== false)
      return "not-signed-for-recovery";
    if (vouchers.some((voucher) => this.#openOf(organisation, voucher, index) >= mostOpen)) return "recovery-refused";
    const nothing = { vetoes: [], releases: [], restored: null };
    this.#requests.set(id, { id, index, organisation, device, dealing, vouchers, ...nothing });
    return null;
  }

  /**
   * Whether a request for an organisation may be asked with these signatures of a seat or of custodians (KR3): null where one of them is neither, or there is no key
   * in force, true while more custodians must sign.
   */
  lacksVouchers(organisation: string, vouchers: readonly string[], now: number): boolean | null {
    const dealing = this.dealingOf(organisation, now);
    return dealing === null ? null : this.#lacksVouchers(dealing, vouchers, now);
  }

  #lacksVouchers(dealing: Dealing, vouchers: readonly string[], now: number): boolean | null {
    const custodians = vouchers.filter((signer) => !this.#ground.isSeat(signer));
    const vouching = custodians.map((signer) => this.#custodianOf(dealing, signer, now));
    if (vouching.includes(null)) return null;
    const isEnough =
      custodians.length < vouchers.length || (dealing.threshold > 0 && new Set(vouching).size >= dealing.threshold);
    return !isEnough;
  }

  veto(
    body: BodyOfRecovery<"recovery.veto">,
    signers: readonly string[],
    index: number,
  ): RecoveryRefusal | "repeated" | null {
    const { request: id, reason } = body;
    const request = this.#requests.get(id);
    const by = this.vetoBy(body, signers, index);
    if (request === undefined || typeof by === "string") return typeof by === "string" ? by : "recovery-refused";
    this.#requests.set(id, { ...request, vetoes: [...request.vetoes, { index, device: by.device, reason }] });
    return null;
  }

  /** Who vetoes by a note with these signatures, of leaf `index`: a reader's device, or null for the council; else why it counts for nothing. Changes nothing. */
  vetoBy(
    { request: id }: BodyOfRecovery<"recovery.veto">,
    signers: readonly string[],
    index: number,
  ): RecoveryRefusal | "repeated" | { readonly device: string | null } {
    const request = this.#requests.get(id);
    if (request === undefined || this.#hasEnded(request, index)) return "recovery-refused";
    const [device = ""] = signers;
    const isReader = signers.length === 1 && this.#ground.organisationOfReader(device, index) === request.organisation;
    if (!isReader && !this.#ground.isCouncil(signers)) return "not-signed-for-recovery";
    // The council may say it again before its 30 days end, so that nothing happens between two of them.
    if (isReader && this.vetoesOf(request, index).some((veto) => veto.device === device)) return "repeated";
    return { device: isReader ? device : null };
  }

  /** True while a veto that was said at leaf `index` holds: of a reader until its device is revoked, of the council for 30 days. */
  holdsVeto({ index, device }: Pick<Veto, "index" | "device">, now: number): boolean {
    if (device === null) return !this.#hasWaited(index, councilVetoHours, now);
    const revoked = this.#ground.revokedAt(device);
    return revoked === null || revoked >= now;
  }

  release(
    { request: id, sealed }: BodyOfRecovery<"recovery.release">,
    signers: readonly string[],
    index: number,
  ): RecoveryRefusal | "repeated" | null {
    const request = this.#requests.get(id);
    if (request === undefined || this.#hasEnded(request, index)) return "recovery-refused";
    const [device = ""] = signers;
    const custodian = signers.length === 1 ? this.#custodianOf(request.dealing, device, index) : null;
    if (custodian === null) return "not-signed-for-recovery";
    if (!this.#mayGoOn(request, index)) return "recovery-waits";
    // A stolen laptop that gave something does not keep the honest ones from giving, once it is revoked.
    const isGiven = request.releases.some(
      (other) =>
        other.custodian === custodian && (other.device === device || this.#ground.revokedAt(other.device) === null),
    );
    if (isGiven) return "repeated";
    this.#requests.set(id, { ...request, releases: [...request.releases, { index, device, custodian, sealed }] });
    return null;
  }

  /** Null when the organisation may go on on the new device, which the directory then takes up. */
  restore(id: string, signers: readonly string[], index: number): RecoveryRefusal | null {
    const request = this.#requests.get(id);
    if (request === undefined || this.#hasEnded(request, index)) return "recovery-refused";
    const both = [request.device.id, recoverySignerName(request.dealing.id)];
    if (signers.length !== both.length || !both.every((name) => signers.includes(name)))
      return "not-signed-for-recovery";
    return this.#mayGoOn(request, index) ? null : "recovery-waits";
  }

  /** The directory took the device up at this leaf. */
  restoredAt(id: string, index: number): void {
    const request = this.#requests.get(id);
    if (request !== undefined) this.#requests.set(id, { ...request, restored: index });
  }

  #mayGoOn(request: RecoveryRequest, index: number): boolean {
    return this.stateOf(request, index) === "ready" && this.#ground.isActiveOrganisation(request.organisation, index);
  }

  #hasEnded(request: RecoveryRequest, index: number): boolean {
    const state = this.stateOf(request, index);
    return state === "restored" || state === "over";
  }

  /** The custodian for which this device speaks; null where it is of none. */
  #custodianOf({ shares }: Dealing, device: string, now: number): string | null {
    const organisation = this.#ground.organisationOfReader(device, now);
    return shares.some(({ custodian }) => custodian === organisation) ? organisation : null;
  }

  #dealingsOf(organisation: string, now: number): readonly Dealing[] {
    return [...this.#dealings.values()].filter(
      (dealing) => dealing.organisation === organisation && dealing.index < now,
    );
  }

  #openOf(organisation: string, voucher: string, now: number): number {
    const open = this.requests(organisation).filter((request) => !this.#hasEnded(request, now));
    return open.filter(({ vouchers }) => vouchers.includes(voucher)).length;
  }

  /** True for a dealing of which a signer's device was revoked before it was 72 hours old. */
  #isVoid({ index, signers }: Dealing, now: number): boolean {
    return signers.some((signer) => {
      const revoked = this.#ground.revokedAt(signer);
      return revoked !== null && revoked < now && !this.#hasWaited(index, recoveryHours, revoked);
    });
  }

  /** True when the organisation was restored between these leaves. */
  #isRestoredSince(organisation: string, index: number, now: number): boolean {
    return this.requests(organisation).some(({ restored }) => restored !== null && restored > index && restored < now);
  }

  #hasWaited(from: number, hours: number, now: number): boolean {
    return hasWaited(this.#ground.times, from, hours, now);
  }
}
