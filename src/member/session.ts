// What an unlocked device has: its secrets, and with them what it reads. It keeps epochs, seals referrals, and hands the rest to its parts: the leaves of its class, the
// sent referrals, the cases, the dispatch. Locking throws all of it away.
import { caseMark } from "../core/case/mark.ts";
import type { OrganisationRecord } from "../core/directory.ts";
import type { BodyOf } from "../core/entry-kind.ts";
import { policyRow } from "../core/policy-table.ts";
import { isProblem, Problem } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import type { RandomBytes } from "../crypto/random.ts";
import type { EntryNote } from "../note/entry-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import type { ClearClass } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { encodeSubmission, parseSubmission } from "../protocol/submission.ts";
import { SecretIdentity } from "../sealing/secret-identity.ts";
import { openReceipt } from "./cases/opening.ts";
import { LessonProgress } from "./lessons/lesson-progress.ts";
import { DeviceNames } from "./organisation/device-names.ts";
import { OwnLeaves, type ReadingProgress, readProgress } from "./own-leaves.ts";
import type { Reader } from "./reader.ts";
import { watchRecovery } from "./recovery/watch.ts";
import { composeReferral } from "./sending/compose-referral.ts";
import { Composer } from "./sending/composer.ts";
import { Dispatch, type Packed } from "./sending/dispatch.ts";
import { RingBack } from "./sending/ring-back.ts";
import { SentReferrals } from "./sending/sent-referrals.ts";
import type { Tokens } from "./sending/tokens.ts";
import { KeyRing } from "./store/key-ring.ts";
import { forgettingDrafts } from "./store/labels.ts";
import { SetAside } from "./store/set-aside.ts";
import { Shelf } from "./store/shelf.ts";
import { type Change, type MemberStore, type StoreRow, unlessStore } from "./store/store.ts";
import type { OpenVault, Secrets } from "./store/vault.ts";
import type { Parcel } from "./trust/outbox.ts";
import type { PublicLog } from "./trust/public-log.ts";
import type { SentView } from "./views.ts";

/** How a part of the program is loaded, which may be lost on the way. */
export type LoadPart = <T>(part: () => Promise<T>) => Promise<T>;

export interface SessionParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly vault: OpenVault;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Loads a part of the program that not every device needs. */
  readonly load: LoadPart;
  /** Saves changed secrets: an epoch that was handed over. */
  readonly save: (secrets: Secrets) => Promise<void>;
}

/** The rows of lines, as they rest. They are read while nobody has the key yet. */
export type RestingLines = Promise<readonly StoreRow[] | undefined>;

/** A step of an export, or that an archive was taken, in our own name. */
type Exported = Omit<BodyOf<"epoch.export">, "organisation">;

/** What a session read from the store. */
interface Held {
  readonly shelf: Shelf;
  readonly aside: SetAside;
  readonly sent: SentReferrals;
  readonly ringBack: RingBack;
  readonly deviceNames: DeviceNames;
  readonly dispatch: Dispatch;
  readonly lessons: LessonProgress;
  readonly progress: ReadingProgress;
}

export class Session {
  readonly shelf: Shelf;
  /** What cannot be read, and stays (EN10d). */
  readonly aside: SetAside;
  readonly ringBack: RingBack;
  readonly deviceNames: DeviceNames;
  readonly lessons: LessonProgress;
  /** The leaves of the own class, and how far they were read. */
  readonly leaves: OwnLeaves;
  readonly #parts: SessionParts;
  readonly #sent: SentReferrals;
  readonly #dispatch: Dispatch;
  readonly #keys: KeyRing;
  #reader: Reader | null = null;
  #loadingReader: Promise<Reader> | null = null;

  private constructor(parts: SessionParts, held: Held) {
    const { log, vault } = parts;
    const { shelf, dispatch } = held;
    this.#parts = parts;
    this.#keys = new KeyRing(vault.secrets, () => log.directory, parts.save);
    this.shelf = shelf;
    this.aside = held.aside;
    this.#sent = held.sent;
    this.ringBack = held.ringBack;
    this.deviceNames = held.deviceNames;
    this.#dispatch = dispatch;
    this.leaves = new OwnLeaves(
      {
        ...{ shelf, log, device: this.device },
        isReferrer: () => this.isReferrer,
        hasKeys: () => this.secrets.epochs.length > 0,
        reader: () => this.#reader,
        take: (bytes, index) => this.#reader?.takeEnvelope(bytes, index) ?? this.#takeReceipt(bytes, index),
      },
      held.progress,
    );
    this.lessons = held.lessons;
  }

  /** `before` is the session that this one follows without a lock between: what it has in memory, and the store cannot give, is written again. */
  static async open(
    parts: SessionParts,
    { before, lines }: { readonly before?: Session | undefined; readonly lines?: RestingLines },
  ): Promise<Session> {
    const { store, log, vault, clock, randomBytes } = parts;
    const key = decodeBase64(vault.secrets.storageKey) ?? new Uint8Array(0);
    const shelf = new Shelf(store, key, randomBytes);
    const [aside, sent, ringBack, deviceNames, dispatch, progress, lessons] = await Promise.all([
      SetAside.load(shelf),
      SentReferrals.load(shelf, log),
      RingBack.load(shelf, store),
      DeviceNames.load(shelf, store),
      Dispatch.load(log, store, clock),
      readProgress(shelf),
      LessonProgress.load(shelf, clock),
    ]);
    const forgotten = sent.forgetMarks();
    // A device without room opens all the same: what is shown has no mark, and the row goes with the next sync.
    if (forgotten.length > 0) await store.write(forgotten).catch(unlessStore);
    const session = new Session(parts, { shelf, aside, sent, ringBack, deviceNames, dispatch, lessons, progress });
    if (session.record !== null && !session.isReferrer) await session.#read(before?.reads, lines);
    return session;
  }

  /** What a reader's device has besides. Throws a Problem of the engine on one that only sends, or that does not know yet what it is. */
  get reader(): Reader {
    if (this.#reader === null) throw new Problem("engine", "not-allowed");
    return this.#reader;
  }

  /** The same; null where there is none. */
  get reads(): Reader | null {
    return this.#reader;
  }

  /** Loads it when it is not there yet. */
  #read(before?: Reader | null, lines?: RestingLines): Promise<Reader> {
    const { store, log, clock, randomBytes, load } = this.#parts;
    this.#loadingReader ??= (async () => {
      const part = await load(() => import("./reader.ts"));
      const readerParts = {
        store,
        log,
        shelf: this.shelf,
        aside: this.aside,
        dispatch: this.#dispatch,
        keys: this.#keys,
        clock,
        randomBytes,
        composer: () => this.#composer(),
        said: () => this.leaves.said,
        readAgain: (from: number) => this.leaves.readAgain(from),
      };
      const reader = await part.loadReader(readerParts, before?.waiting, await lines);
      reader.cases.pastEnd = this.leaves.pastEnd;
      this.#reader = reader;
      await this.leaves.readAgainWhatIsDamaged();
      return reader;
    })().finally(() => {
      this.#loadingReader = null;
    });
    return this.#loadingReader;
  }

  /** For whoever is no referrer; null for one. */
  async #readUnlessReferrer(): Promise<Reader | null> {
    return this.isReferrer ? null : (this.#reader ?? this.#read());
  }

  /** True where this device may let something go by itself, and leaves tokens to people. */
  get maySpendByItself(): boolean {
    return this.#dispatch.maySpendByItself;
  }

  get tokens(): Tokens {
    return this.#dispatch.tokens;
  }

  get device(): string {
    return this.#keys.device;
  }

  get organisation(): string {
    return this.#keys.organisation;
  }

  get record(): OrganisationRecord | null {
    return this.#parts.log.directory.organisation(this.organisation);
  }

  get isReferrer(): boolean {
    return this.record?.party === "referrer";
  }

  get secrets(): Secrets {
    return this.#keys.secrets;
  }

  /** The key with which this device signs. */
  get signer(): SignerKey {
    return this.#keys.signer;
  }

  /** The part of a sync that needs the vault: open what is ours, keep receipts, do a reader's duties, draw tokens. */
  async sync(): Promise<void> {
    const { log, store } = this.#parts;
    // A device that the trusted directory does not know is neither a reader nor a referrer yet.
    if (this.record === null) return;
    const reader = await this.#readUnlessReferrer();
    await this.leaves.readAgainWhatIsDamaged();
    await this.leaves.read();
    if (log.alarms.has("fork") || this.#keys.ended) return;
    await reader?.reverify();
    await this.#settle();
    const forgotten = this.#sent.forgetMarks();
    if (forgotten.length > 0) await store.write(forgotten);
    if (reader !== null) {
      // Before the duties, which leave the last tokens to people.
      await this.#dispatch.drawTokens(this.#keys.secrets, this.signer, this.#now);
      await reader.doDuties();
      await watchRecovery({ session: this, cases: reader.cases, log });
    }
    await this.#dispatch.drawTokens(this.#keys.secrets, this.signer, this.#now);
    if (reader !== null && (await this.leaves.readPast(reader))) {
      await reader.reverify();
      await reader.doDuties();
    }
    if (log.host.reachable === true && log.outbox.waiting > 0) await log.flush();
  }

  /**
   * The changes that forget where a false history placed things, from this leaf on (LG10): its entries are held as if somebody had carried them
   * here, until the true one brings them, and reading begins there anew. Tokens of its host are none of the true one's.
   */
  async goingBack(from: number): Promise<readonly Change[]> {
    const tokens = await this.#parts.store.list("token");
    const reader = await this.#readUnlessReferrer();
    return [
      ...((await reader?.goingBack(from)) ?? []),
      ...this.#sent.goingBack(from),
      ...tokens.map(({ key }): Change => ({ table: "token", key, value: null })),
      ...this.leaves.goingBack(from),
    ];
  }

  /** Locks: whatever is still going on in this session writes no secret any more. */
  end(): void {
    this.#keys.end();
  }

  get sent(): readonly SentView[] {
    return this.#sent.views(this.#parts.clock());
  }

  /**
   * Seals the one or two referrals of a draft and puts them into the outbox; the draft and every readable trace of it are gone when this
   * resolves (SL7). Gives their entry ids, the one near the person first.
   */
  async refer(written: ReferralDraft, draftKey: string | null): Promise<readonly [string, ...string[]]> {
    // A device that has not synced does not know its party yet: the composer says so.
    const party = this.record?.party;
    if (party !== undefined && !policyRow("case.open").authors.includes(party))
      throw new Problem("engine", "not-allowed");
    const reader = await this.#readUnlessReferrer();
    const own = (await reader?.steps.openOwn(written, draftKey)) ?? null;
    if (own !== null) return [own];
    const composer = this.#composer();
    const { number } = this.ringBack;
    const draft = number === null ? written : { ring_back: number, ...written };
    const { first, later, referrals } = composeReferral(composer, draft, reader === null ? null : this.organisation);
    const envelopes = [...(await composer.seal(first))];
    for (const together of withSameReaders(later)) envelopes.push(...(await composer.seal(together)));
    const packed = envelopes.map((bytes) => this.#dispatch.pack(bytes, "case"));
    const parcels = packed.map(({ parcel }) => parcel);
    const sealedAt = this.#parts.clock();
    const mark = caseMark(first[0]?.id ?? "");
    const rows = referrals.map(({ referral, asked, receiptKey }, at) => {
      const part = referrals.length < 2 ? {} : { part: at === 0 ? ("near" as const) : ("home" as const) };
      return this.#sent.row({ entry: referral.id, receiptKey, mark, asked, sealedAt, ...part }, parcels);
    });
    const changes: Change[] = rows.map(({ change }) => change);
    if (draftKey !== null) changes.push(...forgettingDrafts([draftKey]));
    if (reader !== null) changes.push(...reader.keepOwn(first), ...reader.keepOwn(later));
    await this.#dispatch.post(packed, changes);
    for (const { added } of rows) added();
    const [near = "", ...others] = referrals.map(({ referral }) => referral.id);
    return [near, ...others];
  }

  /** The envelopes of a sent referral as one submission body, while they are kept (LG6); null when they are not. */
  sealedFile(entry: string): Uint8Array | null {
    const parcels = this.#sent.parcelsOf(entry);
    if (parcels.length === 0) return null;
    return encodeSubmission(parcels.map(({ token, bytes }) => ({ token, bytes })));
  }

  /**
   * Takes a carried file (LG6): what is sealed for us may be read and acted on before it is logged, and all of it is posted from here
   * with the tokens that came along. Gives how many envelopes were for us; null for what is not such a file.
   */
  async takeCarried(file: Uint8Array): Promise<number | null> {
    const { log, store } = this.#parts;
    const items = parseSubmission(file);
    if (items === null) return null;
    const reader = await this.#readUnlessReferrer();
    const changes: Change[] = [];
    const parcels: Parcel[] = [];
    let opened = 0;
    for (const { token, bytes } of items) {
      const leafClass = sealedShape(bytes, log.directory.founding.suite);
      if (leafClass === null) return null;
      const taken = leafClass === "case" ? ((await reader?.takeCarried(bytes)) ?? null) : null;
      if (taken !== null) opened++;
      const { parcel, change } = log.outbox.pack(bytes, leafClass, token);
      parcels.push(parcel);
      changes.push(change, ...(taken ?? []));
    }
    await store.write(changes);
    for (const parcel of parcels) log.outbox.added(parcel);
    return opened;
  }

  /**
   * Lets a note be submitted at once with a token, null when none is left. It goes when the host took the note, or says that it does not know it; after
   * anything else it is kept. A store that refuses that makes nothing of what the host said untrue. Where the host does not know it, the note goes once
   * more with a new one.
   */
  async withToken<T>(submit: (token: Uint8Array | null) => Promise<T>): Promise<T> {
    try {
      return await this.#withOneToken(submit);
    } catch (error) {
      if (!isProblem(error, "host", "token-unknown")) throw error;
      await this.#dispatch.drawTokens(this.#keys.secrets, this.signer, this.#now, true).catch(unlessStore);
      if (this.tokens.count === 0) throw error;
    }
    return this.#withOneToken(submit);
  }

  async #withOneToken<T>(submit: (token: Uint8Array | null) => Promise<T>): Promise<T> {
    const token = this.tokens.take();
    // A row that stays is one of a token that the host does not know: whatever takes it later asks for another one.
    const spend = () => this.#parts.store.write(token === null ? [] : [token.spend]).catch(unlessStore);
    let result: T;
    try {
      result = await submit(token?.bytes ?? null);
    } catch (error) {
      if (isProblem(error, "host", "token-unknown")) await spend();
      else if (token !== null) this.tokens.add([token]);
      throw error;
    }
    await spend();
    return result;
  }

  /** Puts a signed note in clear into the outbox. */
  async postClear(note: Uint8Array, leafClass: ClearClass): Promise<void> {
    await this.#dispatch.post([this.#dispatch.pack(note, leafClass)], []);
  }

  /** Every identity that may open something now. */
  get identities(): readonly SecretIdentity[] {
    return this.#keys.identities;
  }

  /** The secret of an own epoch, when this device holds the one that the directory names; else null. */
  epochIdentity(epoch: number): Promise<string | null> {
    return this.#keys.epochIdentity(epoch);
  }

  /** Hands the secret of an own epoch to the organisation's other readers (SL4). */
  async handOverEpoch(epoch: number): Promise<void> {
    const identity = await this.epochIdentity(epoch);
    if (identity === null) throw new Problem("engine", "not-allowed");
    const { directory } = this.#parts.log;
    const composer = this.#composer();
    const entry = composer.epochKey(this.organisation, epoch, identity);
    const readers = directory.devicesOf(this.organisation).filter(
      (device) =>
        device.role === "reader" &&
        device.id !== this.device &&
        directory.mayAuthor(device.id, this.#now) &&
        // One that was there before a recovery may be the lost one (KR7b).
        !directory.recoveries.isDemoted(device, this.#now),
    );
    for (let at = 0; at < readers.length; at += 4) {
      const recipients = readers.slice(at, at + 4).map((device) => device.recipient);
      const packed = this.#dispatch.pack(await composer.sealTo(entry, recipients), "case");
      await this.#dispatch.post([packed], []);
    }
  }

  /** Seals a step of an export to the own organisation and puts it into the outbox (SL11). Gives the entry's id. */
  async sayExport(body: Exported): Promise<string> {
    const { id, packed } = await this.#export(body);
    await this.#dispatch.post(packed, []);
    return id;
  }

  async #export(body: Exported): Promise<{ readonly id: string; readonly packed: readonly Packed[] }> {
    const composer = this.#composer();
    const entry = composer.epochExport({ organisation: this.organisation, ...body });
    const packed = (await composer.seal([entry])).map((bytes) => this.#dispatch.pack(bytes, "case"));
    return { id: entry.id, packed };
  }

  /** Seals words about shares, each to the organisation that it is for, and puts them into the outbox with what is to be kept besides (KR1, KR9). */
  async sayShares(
    words: readonly { readonly to: string; readonly body: BodyOf<"recovery.share"> }[],
    changes: readonly Change[] = [],
  ): Promise<void> {
    const composer = this.#composer();
    const envelopes: Uint8Array[] = [];
    for (const { to, body } of words) envelopes.push(...(await composer.seal([composer.recoveryShare(to, body)])));
    await this.#dispatch.post(
      envelopes.map((bytes) => this.#dispatch.pack(bytes, "case")),
      changes,
    );
  }

  /** The device's own identity: to it a share is given when it asks for a recovery (KR5). */
  get ownIdentity(): SecretIdentity | null {
    return SecretIdentity.parse(this.secrets.identity);
  }

  /** Keeps the secret of an epoch in the vault. */
  keepEpoch(epoch: number, identity: string): Promise<void> {
    return this.#keys.keepEpoch(epoch, identity);
  }

  get #now(): number {
    return this.#parts.log.follower.seen?.size ?? 1;
  }

  /** Takes an archive that was checked (AR8). What is said of it waits to be sent from the same moment on (AR8a). */
  async takeArchive(
    size: number,
    said: Exported,
    claims: (reader: Reader) => Promise<readonly Change[]>,
  ): Promise<void> {
    const reader = await this.#readUnlessReferrer();
    if (reader === null) throw new Problem("engine", "not-allowed");
    let packed: readonly Packed[] = [];
    await this.leaves.takeArchive(size, async () => {
      ({ packed } = await this.#export(said));
      return [...(await claims(reader)), ...packed.flatMap(({ changes }) => changes)];
    });
    this.#dispatch.commit(packed);
    await this.sync();
  }

  async #takeReceipt(bytes: Uint8Array, index: number): Promise<readonly Change[]> {
    const { log } = this.#parts;
    const opened = await openReceipt(bytes, { directory: log.directory, identities: this.#keys.identities });
    if (opened.is === "refused") await log.alarms.raise(opened.alarm, index);
    if (opened.is !== "open") return [];
    const taken = this.#sent.takeReceipt(opened.note, this.device);
    if (taken === null) await log.alarms.raise("receipt-forged", index);
    return taken ?? [];
  }

  /** What the log holds and witnesses cosigned needs no copy here any more. */
  async #settle(): Promise<void> {
    const { log } = this.#parts;
    const done = log.outbox.settled(log.follower.trusted?.size ?? 0);
    await log.outbox.remove(done, this.#sent.settle(done));
  }

  #composer(): Composer {
    const { log, clock, randomBytes } = this.#parts;
    const { seen } = log.follower;
    if (seen === null) throw new Problem("engine", "not-synced");
    if (!log.directory.mayAuthor(this.device, this.#now)) throw new Problem("engine", "not-active");
    return new Composer({ signer: this.signer, directory: log.directory, seen, clock, randomBytes });
  }
}

// SL5: all entries of an envelope have the same readers.
function withSameReaders(entries: readonly EntryNote[]): readonly (readonly EntryNote[])[] {
  const byReaders = new Map<string, EntryNote[]>();
  for (const entry of entries) {
    const readers = entry.content.to.join(" ");
    byReaders.set(readers, [...(byReaders.get(readers) ?? []), entry]);
  }
  return [...byReaders.values()];
}
