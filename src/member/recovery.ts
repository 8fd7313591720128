// The desk of recovery (KR): what brings an organisation's cases back when all its devices are lost. It deals the key, shows and stops requests, gives the share that
// this organisation holds for another one, and brings a new device back from shares and an archive. Nothing secret leaves it but sealed.
import type { DirectoryContent } from "../core/directory-note.ts";
import { momentOf } from "../core/moment.ts";
import { isProblem, Problem, type ProblemCode, problemCodes } from "../core/problem.ts";
import { type Dealing, type RecoveryRequest, type RecoveryState, recoverySignerName } from "../core/recovery.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { signDirectoryNote } from "../note/directory-note.ts";
import { type SignerKey, signerKey } from "../note/signed-note.ts";
import { lockText, unlockText } from "../sealing/locked-text.ts";
import {
  hashOfShare,
  joinRecoveryKey,
  openShare,
  parseShare,
  recoverySeed,
  type Share,
  sealShare,
  splitRecoveryKey,
} from "../sealing/recovery-key.ts";
import { SecretIdentity } from "../sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import type { CheckedArchive } from "./archive/check-archive.ts";
import type { ArchiveDesk, ArchiveRefusal, Restored } from "./archive.ts";
import { fingerprintOf, numberOfRequest } from "./fingerprint.ts";
import { heldShares, saidToHold, shareEntries } from "./recovery/shares.ts";
import type { Room } from "./room.ts";
import { generatePassphrase } from "./store/passphrase.ts";
import type { Verdict } from "./verb.ts";

interface CustodianView {
  readonly organisation: string;
  /** False for one that is suspended, or has no reader: its share will not come. */
  readonly isThere: boolean;
  /** When it said last that its share is there, by its clock; null where it never did. */
  readonly heldAt: string | null;
}

export interface DealingView {
  readonly id: string;
  readonly isSheet: boolean;
  readonly threshold: number;
  readonly custodians: readonly CustodianView[];
  /** False until 72 hours after its leaf, where another one is in force before it. */
  readonly inForce: boolean;
  /** When one that waits is in force, in milliseconds since 1970; null while the log does not say, and in force. */
  readonly inForceAt: number | null;
  /** A new one is to be dealt: the key was whole on a device since, or a device that dealt it is gone. */
  readonly isUsed: boolean;
}

export interface RequestView {
  readonly id: string;
  /** What people compare. */
  readonly number: string;
  readonly organisation: string;
  /** Leaf index of its note. */
  readonly leaf: number;
  readonly device: string;
  readonly state: RecoveryState;
  /** When the wait is over, in milliseconds since 1970, by the log's time; null while the log does not say, and in other states. */
  readonly readyAt: number | null;
  /** Who vouches for it: seats, and custodians by organisation. */
  readonly vouchers: readonly string[];
  readonly vetoes: readonly { readonly device: string | null; readonly reason: string }[];
  readonly releases: number;
  readonly threshold: number;
  /** The key is on a printed sheet. */
  readonly isSheet: boolean;
  /** A veto that came by hand stops it here, and the log does not show it (KR4c). */
  readonly isStoppedByHand: boolean;
  /** True where this organisation holds a share of that key. */
  readonly isHeldHere: boolean;
  readonly isGivenFromHere: boolean;
}

interface Recovered extends Restored {
  /** Keys that are newer than the archive: what was sealed to them stays closed (KR6a). */
  readonly closedEpochs: readonly number[];
}

/** Why shares give no key; then nothing was opened. */
export type SharesRefusal = ProblemCode<"recovery">;

/** True for what is wrong with shares or a sheet, and not with the archive. */
export function isOfShares(code: ArchiveRefusal | SharesRefusal): code is SharesRefusal {
  return problemCodes.recovery.some((one) => one === code);
}

export class RecoveryDesk {
  readonly #room: Room;
  readonly #archive: ArchiveDesk;

  constructor(room: Room, archive: ArchiveDesk) {
    this.#room = room;
    this.#archive = archive;
  }

  /** The recovery key of the own organisation: the one in force, or one that waits; null where there is none. */
  get dealing(): DealingView | null {
    const { session, log } = this.#room.open();
    const { recoveries } = log.directory;
    const inForce = recoveries.dealingOf(session.organisation, log.now);
    const dealing = inForce ?? recoveries.nextDealingOf(session.organisation, log.now);
    return dealing === null ? null : this.#dealingView(dealing, inForce !== null);
  }

  /** A newer recovery key that is not in force yet. */
  get nextDealing(): DealingView | null {
    const { session, log } = this.#room.open();
    const next = log.directory.recoveries.nextDealingOf(session.organisation, log.now);
    return next === null ? null : this.#dealingView(next, false);
  }

  /** A newer recovery key that does not count yet beside the one that does. */
  get isAnotherComing(): boolean {
    const { nextDealing } = this;
    return nextDealing !== null && nextDealing.id !== this.dealing?.id;
  }

  /** The key in force was whole on a device since, or one that dealt it is gone, and no other one is coming (KR2a, KR7b). */
  get isRenewalDue(): boolean {
    return this.dealing?.isUsed === true && !this.isAnotherComing;
  }

  /** The organisations for which this one holds a share of the key in force. */
  get heldFor(): readonly string[] {
    const { log } = this.#room.open();
    return this.#heldShares().flatMap(({ dealing }) =>
      log.directory.recoveries.dealingOf(dealing.organisation, log.now)?.id === dealing.id
        ? [dealing.organisation]
        : [],
    );
  }

  /** Requests for the own organisation, and for those whose shares are here. */
  get requests(): readonly RequestView[] {
    const { session, log } = this.#room.open();
    const held = new Set(this.#heldShares().map(({ dealing }) => dealing.id));
    return log.directory.recoveries
      .requests()
      .filter(({ organisation, dealing }) => organisation === session.organisation || held.has(dealing.id))
      .map((request) => this.#requestView(request, held.has(request.dealing.id)));
  }

  /** The organisations that may hold a share for this one, and how many devices read there. */
  get candidates(): readonly { readonly organisation: string; readonly readers: number }[] {
    const { session, log } = this.#room.open();
    const { directory, now } = log;
    return directory
      .organisations()
      .filter(
        ({ id, party }) =>
          party !== "referrer" && id !== session.organisation && directory.isActiveOrganisation(id, now),
      )
      .filter(({ id }) => directory.epochForSending(id, now) !== null)
      .map(({ id }) => ({ organisation: id, readers: directory.activeReaders(id, now) }));
  }

  /**
   * Makes a recovery key, seals its shares to these custodians, and gives the note that says so, for another administrator (or the council) to sign. The key is
   * forgotten here. A share is good once the note is in the log.
   */
  deal(custodians: readonly string[], threshold: number): Promise<Verdict<string>> {
    return this.#room.verb(async ({ session, log }) => {
      if (session.isReferrer || custodians.length < threshold || threshold < 2)
        throw new Problem("engine", "not-allowed");
      const { identity, dealing } = await this.#newKey();
      const { organisation } = session;
      const { origin } = log.founding;
      const texts = await splitRecoveryKey(
        origin,
        identity,
        { organisation, dealing },
        { count: custodians.length, threshold },
      );
      const shares = texts.map((text, at) => ({ custodian: custodians[at] ?? "", hash: hashOfShare(text) }));
      const note = await this.#dealNote(identity, dealing, threshold, shares);
      const words = texts.flatMap((text, at) => {
        const share = parseShare(text, origin);
        if (share === null) return [];
        return [{ to: custodians[at] ?? "", body: { ...share, step: "given" as const } }];
      });
      await session.sayShares(words);
      return note;
    });
  }

  /** The same with a printed sheet: the key under a passphrase. Both are shown once, and nothing of them is kept. */
  dealSheet(): Promise<Verdict<{ readonly note: string; readonly sheet: string; readonly passphrase: string }>> {
    return this.#room.verb(async ({ session }) => {
      if (session.isReferrer) throw new Problem("engine", "not-allowed");
      const { identity, dealing } = await this.#newKey();
      const note = await this.#dealNote(identity, dealing, 0, []);
      const passphrase = generatePassphrase(this.#room.parts.randomBytes);
      return { note, sheet: await lockText(identity.reveal(), passphrase), passphrase };
    });
  }

  /** Asks each custodian whether its share is there (KR9). Their programs answer by themselves. Gives how many were asked. */
  drill(): Promise<Verdict<number>> {
    return this.#room.verb(async ({ session, log }) => {
      const dealing = log.directory.recoveries.dealingOf(session.organisation, log.now);
      if (dealing === null) throw new Problem("engine", "not-allowed");
      const there = dealing.shares.filter(({ custodian }) => this.#isThere(custodian));
      const body = { organisation: session.organisation, dealing: dealing.id, step: "asked" as const };
      await session.sayShares(there.map(({ custodian }) => ({ to: custodian, body })));
      return there.length;
    });
  }

  /** The note by which this new device asks for its organisation (KR3): a seat of the council, or custodians, sign it too before it is submitted. */
  askingNote(): Promise<Verdict<{ readonly note: string; readonly id: string; readonly number: string }>> {
    return this.#room.verb(async ({ session, log }) => {
      const identity = session.ownIdentity;
      const isEnrolled = log.directory.device(session.device) !== null;
      const dealing = log.directory.recoveries.dealingOf(session.organisation, log.now);
      const hasAsked = log.directory.recoveries.request(session.device) !== null;
      if (identity === null || isEnrolled || hasAsked || session.isReferrer || dealing === null)
        throw new Problem("engine", "not-allowed");
      // Of the time before it reads nothing but what an archive has.
      if (!(await session.leaves.waitForArchive())) throw new Problem("engine", "not-allowed");
      const device = {
        id: session.device,
        role: "reader",
        admin: true,
        key: encodeBase64(ed25519PublicKey(session.signer.seed)),
        recipient: await recipientOf(identity),
      } as const;
      const body = { organisation: session.organisation, device };
      const note = this.#sign("recovery.request", body, [session.signer]);
      return { note, id: device.id, number: numberOfRequest({ device }) };
    });
  }

  /** Stops a request for the own organisation (KR4). Everybody can read the reason. */
  veto(request: string, reason: string): Promise<Verdict> {
    return this.#room.verb(async ({ session, log }) => {
      const asked = log.directory.recoveries.request(request);
      const isOpen = asked !== null && ["waiting", "vetoed", "ready"].includes(this.#stateOf(asked));
      if (!isOpen || asked.organisation !== session.organisation) throw new Problem("engine", "not-allowed");
      if (!log.directory.mayAuthor(session.device, log.now)) throw new Problem("engine", "not-active");
      await this.#say(this.#sign("recovery.veto", { request, reason }, [session.signer]));
    });
  }

  /** The veto of this device as it waits to be logged, to be carried by hand (KR4c); null where none waits. */
  waitingVeto(request: string): string | null {
    const { log } = this.#room.open();
    return log.waitingNote(({ kind, body }) => kind === "recovery.veto" && body.request === request);
  }

  /** Takes a veto that was carried by hand (KR4c); false when it is none that holds, or the log has it already. */
  takeVeto = (note: Uint8Array): Promise<Verdict<boolean>> => this.#room.verb(({ log }) => log.takeVeto(note));

  /** Gives the share that this organisation holds to the device that asks (KR5). */
  giveShare(request: string): Promise<Verdict> {
    return this.#room.verb(async ({ session, log }) => {
      const asked = log.directory.recoveries.request(request);
      const held = this.#heldShares().find(({ dealing }) => dealing.id === asked?.dealing.id);
      if (asked === null || held === undefined || this.#stateOf(asked) !== "ready" || log.isStoppedByHand(request))
        throw new Problem("engine", "not-allowed");
      if (!log.directory.mayAuthor(session.device, log.now)) throw new Problem("engine", "not-active");
      const sealed = await sealShare(held.text, asked.device.recipient);
      await this.#say(this.#sign("recovery.release", { request, sealed }, [session.signer]));
    });
  }

  /** True on a new device that may ask for its organisation: nobody enrolled it, and there is a recovery key. */
  get canAsk(): boolean {
    const { session, log } = this.#room.open();
    const isEnrolled = log.directory.device(session.device) !== null;
    return !isEnrolled && !session.isReferrer && this.dealing?.inForce === true && this.asking === null;
  }

  /**
   * What became of the request of this device; null where it asked for nothing, or is back. Its number is of the key that is here: `isExchanged` says that the log
   * holds another one under this device's id.
   */
  get asking(): (RequestView & { readonly isExchanged: boolean }) | null {
    const { session, log } = this.#room.open();
    const asked = log.directory.recoveries.request(session.device);
    if (asked === null || asked.restored !== null) return null;
    const key = encodeBase64(ed25519PublicKey(session.signer.seed));
    return { ...this.#requestView(asked, false), number: fingerprintOf(key), isExchanged: asked.device.key !== key };
  }

  /**
   * Brings the organisation back on this device (KR7). The first call says so to the log, after everything was checked; once the log holds it, the next one takes the
   * archive. A refusal changed nothing: also that of an archive older than the newest epoch, unless a person accepts it (KR6a). `sheet` is the printed sheet with its passphrase, where no custodian holds a share.
   */
  async restore(
    files: readonly Uint8Array[],
    sheet: { readonly text: string; readonly passphrase: string } | null,
    isOlderAccepted = false,
  ): Promise<Verdict<Recovered | "said" | ArchiveRefusal | SharesRefusal>> {
    const verdict = await this.#room.verb(() => this.#begin(files, sheet, isOlderAccepted));
    if (verdict.is === "failed") return verdict;
    const { value } = verdict;
    if (!(value instanceof SecretIdentity)) return { is: "done", value };
    const taken = await this.#archive.restore(files, undefined, [value]);
    if (taken.is === "failed" || typeof taken.value === "string") return taken as Verdict<ArchiveRefusal>;
    return { is: "done", value: { ...taken.value, closedEpochs: await this.#closedEpochs() } };
  }

  async #begin(
    files: readonly Uint8Array[],
    sheet: { readonly text: string; readonly passphrase: string } | null,
    isOlderAccepted: boolean,
  ): Promise<"said" | SecretIdentity | ArchiveRefusal | SharesRefusal> {
    const { session, log } = this.#room.open();
    const asked = log.directory.recoveries.request(session.device);
    if (asked === null) throw new Problem("engine", "not-allowed");
    const key = await this.#keyOf(asked, sheet);
    if (typeof key === "string") return key;
    const checked = await refusalOr(this.#archive.checkRecovered(files, key));
    if (typeof checked === "string") return checked;
    const isBack = log.directory.device(session.device) !== null;
    if (!isBack && this.#stateOf(asked) !== "ready") throw new Problem("engine", "not-allowed");
    const given = new Set(checked.epochs.map(({ epoch }) => epoch));
    const closed = (await this.#closedEpochs()).filter((epoch) => !given.has(epoch));
    if (closed.length > 0 && !isOlderAccepted) return "archive-older";
    await this.#keepEpochs(checked);
    if (isBack) return key;
    // It waits for the host already.
    const { outbox } = log;
    if (outbox.parcels.some(({ leaf, hash }) => leaf === null && outbox.refusalOf([hash]) === null)) return "said";
    const epoch = log.directory.epochsOf(session.organisation).length + 1;
    const fresh = await generateIdentity(log.founding.founding.suite);
    await session.keepEpoch(epoch, fresh.reveal());
    const body = { request: asked.id, epoch, recipient: await recipientOf(fresh) };
    const byKey = signerKey(recoverySignerName(asked.dealing.id), recoverySeed(key));
    await this.#say(this.#sign("recovery.restore", body, [session.signer, byKey]));
    return "said";
  }

  /** The recovery key from the shares that were given to this device, or from the sheet. */
  async #keyOf(
    asked: RecoveryRequest,
    sheet: { readonly text: string; readonly passphrase: string } | null,
  ): Promise<SecretIdentity | SharesRefusal> {
    const { session, log } = this.#room.open();
    const { dealing } = asked;
    const identity = session.ownIdentity;
    if (identity === null) return "share-unreadable";
    if (dealing.shares.length === 0) {
      const text = sheet === null ? null : await unlockText(sheet.text, sheet.passphrase);
      const key = SecretIdentity.parse(text ?? "");
      if (key === null) return "sheet-unreadable";
      return (await recipientOf(key)) === dealing.recipient ? key : "sheet-of-another";
    }
    const shares: Share[] = [];
    let flaw: SharesRefusal = "shares-missing";
    for (const { custodian, sealed } of asked.releases) {
      const text = await openShare(sealed, identity);
      const share = text === null ? null : parseShare(text, log.founding.origin);
      if (text === null || share === null) flaw = "share-unreadable";
      else if (share.organisation !== dealing.organisation) flaw = "share-of-another";
      else if (share.dealing !== dealing.id) flaw = "share-old";
      else if (!dealing.shares.some((dealt) => dealt.custodian === custodian && dealt.hash === hashOfShare(text)))
        flaw = "share-false";
      else shares.push(share);
    }
    if (shares.length < dealing.threshold) return flaw;
    // Whoever dealt it may have dealt some shares wrong: of seven there are 35 sets at most.
    for (const set of setsOf(shares, dealing.threshold)) {
      const key = await joinRecoveryKey(set);
      if (key !== null && (await recipientOf(key)) === dealing.recipient) return key;
    }
    return "dealing-false";
  }

  async #closedEpochs(): Promise<readonly number[]> {
    const { session, log } = this.#room.open();
    const closed: number[] = [];
    for (const { epoch } of log.directory.epochsOf(session.organisation))
      if ((await session.epochIdentity(epoch)) === null) closed.push(epoch);
    return closed;
  }

  /** What the archive says of epochs is kept where the directory names it. */
  async #keepEpochs({ epochs }: CheckedArchive): Promise<void> {
    const { session, log } = this.#room.open();
    for (const { epoch, identity } of epochs) {
      const key = SecretIdentity.parse(identity);
      const named = log.directory.epochsOf(session.organisation)[epoch - 1]?.recipient;
      if (key !== null && named !== undefined && (await recipientOf(key)) === named)
        await session.keepEpoch(epoch, identity);
    }
  }

  async #newKey(): Promise<{ readonly identity: SecretIdentity; readonly dealing: string }> {
    const { log } = this.#room.open();
    const identity = await generateIdentity(log.founding.founding.suite);
    return { identity, dealing: encodeHex(this.#room.parts.randomBytes(16)) };
  }

  async #dealNote(
    identity: SecretIdentity,
    dealing: string,
    threshold: number,
    shares: Dealing["shares"],
  ): Promise<string> {
    const { session, log } = this.#room.open();
    const recipient = await recipientOf(identity);
    const key = encodeBase64(ed25519PublicKey(recoverySeed(identity)));
    const before = log.directory.recoveries.newestDealingOf(session.organisation);
    const replaces = before === null ? {} : { replaces: before.id };
    const body = { organisation: session.organisation, recipient, key, threshold, shares, ...replaces };
    return this.#sign("recovery.deal", body, [session.signer], dealing);
  }

  #sign<K extends DirectoryContent["kind"]>(
    kind: K,
    body: Extract<DirectoryContent, { readonly kind: K }>["body"],
    signers: readonly SignerKey[],
    salt = encodeHex(this.#room.parts.randomBytes(16)),
  ): string {
    const { log } = this.#room.open();
    const content = { kind, salt, at: momentOf(this.#room.parts.clock()), body } as DirectoryContent;
    return signDirectoryNote(log.founding.origin, content, signers);
  }

  #say(note: string): Promise<void> {
    return this.#room.open().session.postClear(encodeUtf8(note), "directory");
  }

  #heldShares() {
    return heldShares(this.#entries(), this.#room.open().session.organisation);
  }

  #entries() {
    const { log } = this.#room.open();
    const { reader } = this.#room;
    return reader === null ? [] : shareEntries(reader.cases.ofNoCase, log);
  }

  #isThere(organisation: string): boolean {
    const { log } = this.#room.open();
    const { directory, now } = log;
    return directory.isActiveOrganisation(organisation, now) && directory.activeReaders(organisation, now) > 0;
  }

  #stateOf(request: RecoveryRequest): RecoveryState {
    const { log } = this.#room.open();
    return log.directory.recoveries.stateOf(request, log.now);
  }

  #dealingView(dealing: Dealing, inForce: boolean): DealingView {
    const said = saidToHold(this.#entries(), dealing.id);
    const custodians = dealing.shares.map(({ custodian }) => ({
      organisation: custodian,
      isThere: this.#isThere(custodian),
      heldAt: said.get(custodian) ?? null,
    }));
    const { log } = this.#room.open();
    const isUsed = log.directory.recoveries.isUsed(dealing, log.now);
    const inForceAt = inForce ? null : log.directory.recoveries.inForceAt(dealing);
    const { id, threshold } = dealing;
    return { id, isSheet: dealing.shares.length === 0, threshold, custodians, inForce, inForceAt, isUsed };
  }

  #requestView(request: RecoveryRequest, isHeldHere: boolean): RequestView {
    const { session, log } = this.#room.open();
    const { recoveries } = log.directory;
    const { id, organisation, device, dealing, vouchers, releases } = request;
    return {
      id,
      number: numberOfRequest(request),
      organisation,
      leaf: request.index,
      device: device.id,
      state: this.#stateOf(request),
      readyAt: recoveries.readyAt(request, log.now),
      vouchers: vouchers.map((name) => log.directory.device(name)?.organisation ?? name),
      vetoes: recoveries.vetoesOf(request, log.now),
      releases: releases.length,
      threshold: dealing.threshold,
      isSheet: dealing.shares.length === 0,
      isStoppedByHand: log.isStoppedByHand(id),
      isHeldHere,
      isGivenFromHere: releases.some(({ custodian }) => custodian === session.organisation),
    };
  }
}

/** Every set of so many. */
function setsOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return all.flatMap((one, at) => setsOf(all.slice(at + 1), size - 1).map((others) => [one, ...others]));
}

async function refusalOr<T>(work: Promise<T>): Promise<T | ArchiveRefusal> {
  try {
    return await work;
  } catch (error) {
    if (isProblem(error, "archive")) return error.code;
    throw error;
  }
}
