// What an unlocked device has: its secrets, and with them what it reads. It opens its class of the log, keeps epochs, seals referrals, and
// hands the rest to its parts: the sent referrals, the cases, the dispatch. Locking throws all of it away.
import { caseMark } from "../core/case/mark.ts";
import type { OrganisationRecord } from "../core/directory.ts";
import type { BodyOf } from "../core/entry-kind.ts";
import { policyRow } from "../core/policy-table.ts";
import { isProblem, Problem } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { tileWidth } from "../log/tile.ts";
import type { EntryNote } from "../note/entry-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import type { ClearClass } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { encodeSubmission, parseSubmission } from "../protocol/submission.ts";
import { SecretIdentity } from "../sealing/secret-identity.ts";
import { markingProgress, unmarkingProgress } from "./cases/case-index.ts";
import { openReceipt } from "./cases/opening.ts";
import { LessonProgress } from "./lessons/lesson-progress.ts";
import { DeviceNames } from "./organisation/device-names.ts";
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
import { Shelf, type TableOf } from "./store/shelf.ts";
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

interface Progress {
  readonly next: number;
  /** Leaves below `next` to look at again: those without bytes, and those with an epoch that the directory may not name yet. */
  readonly missing: readonly number[];
  /** What was wrong with leaves below it was said when they were first read: they are read once more, because rows here were damaged. */
  readonly said?: number;
  readonly past?: Past;
}

/** The leaves before a new device's enrolment, which it does not read at once: an archive has them (AR5). */
interface Past {
  /** Those below it were read since. */
  readonly next: number;
  /** They end here; null while the log does not show the enrolment. */
  readonly end: number | null;
  /** Nobody has given an archive yet, or said that there is none: nothing of them is read. */
  readonly held?: true;
}

/** So many tiles of the past are read in one go, behind a round: a few megabytes. */
const tilesOfPast = 2;
/** So many between an archive and the enrolment, for which the person waits. */
const tilesOfGap = 8;

const progressTable = "meta" as TableOf<Progress>;

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
  readonly progress: Progress;
}

export class Session {
  readonly shelf: Shelf;
  /** What cannot be read, and stays (EN10d). */
  readonly aside: SetAside;
  readonly ringBack: RingBack;
  readonly deviceNames: DeviceNames;
  readonly lessons: LessonProgress;
  readonly #parts: SessionParts;
  readonly #sent: SentReferrals;
  readonly #dispatch: Dispatch;
  readonly #keys: KeyRing;
  #progress: Progress;
  #damagedEntries = 0;
  #reader: Reader | null = null;
  #loadingReader: Promise<Reader> | null = null;
  /** The first leaf that a newly held epoch may open; infinite when none was taken since the last look. */
  #readAgainFrom = Number.POSITIVE_INFINITY;

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
    this.#progress = held.progress;
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
    const [aside, sent, ringBack, deviceNames, dispatch, read, lessons] = await Promise.all([
      SetAside.load(shelf),
      SentReferrals.load(shelf, log),
      RingBack.load(shelf, store),
      DeviceNames.load(shelf, store),
      Dispatch.load(log, store, clock),
      shelf.get(progressTable, "progress"),
      LessonProgress.load(shelf, clock),
    ]);
    const forgotten = sent.forgetMarks();
    // A device without room opens all the same: what is shown has no mark, and the row goes with the next sync.
    if (forgotten.length > 0) await store.write(forgotten).catch(unlessStore);
    const progress = read ?? { next: 0, missing: [] };
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
        said: () => this.#progress.said ?? 0,
        readAgain: (from: number) => {
          this.#readAgainFrom = Math.min(this.#readAgainFrom, from);
        },
      };
      const reader = await part.loadReader(readerParts, before?.waiting, await lines);
      reader.cases.pastEnd = this.#progress.past?.end ?? 0;
      this.#reader = reader;
      await this.#readAgainWhatIsDamaged();
      return reader;
    })().finally(() => {
      this.#loadingReader = null;
    });
    return this.#loadingReader;
  }

  // EN10d: which leaf held a damaged entry nobody knows any more, so all of the own class is read again. Rows are opened at the start, and later too.
  async #readAgainWhatIsDamaged(): Promise<void> {
    const { damage, store } = this.shelf;
    const found = damage.findings.filter(({ table }) => table === "entry").length;
    if (found === this.#damagedEntries) return;
    this.#damagedEntries = found;
    const { next, said = 0, past } = this.#progress;
    const again = past === undefined ? { next: 0 } : { next: past.end ?? 0, past: { ...past, next: 0 } };
    this.#progress = { missing: [], said: Math.max(next, said), ...again };
    const repairs = this.#keepingProgress(this.#progress).map(async (change) => ({
      ...change,
      was: await store.get(change.table, change.key),
    }));
    damage.found("meta", "progress", await Promise.all(repairs));
  }

  /** What a reader keeps of its cases goes with it: a program that knows nothing of that moves the one without the other (EN12d). */
  #keepingProgress(progress: Progress): readonly Change[] {
    const change = this.shelf.put(progressTable, "progress", progress);
    if (this.isReferrer) return [change];
    return [change, this.#reader?.cases.isIndexed === true ? markingProgress(change.value) : unmarkingProgress];
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
    await this.#readAgainWhatIsDamaged();
    await this.#readOwnClass();
    if (this.#readAgainFrom < Number.POSITIVE_INFINITY) {
      this.#readAgainFrom = Number.POSITIVE_INFINITY;
      await this.#readOwnClass();
    }
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
    await this.#readPast(reader);
    if (log.host.reachable === true && log.outbox.waiting > 0) await log.flush();
  }

  /**
   * The changes that forget where a false history placed things, from this leaf on (LG10): its entries are held as if somebody had carried them
   * here, until the true one brings them, and reading begins there anew. Tokens of its host are none of the true one's.
   */
  async goingBack(from: number): Promise<readonly Change[]> {
    const { next, missing, past } = this.#progress;
    const end = Math.min(past?.end ?? from, from);
    const again = past === undefined ? {} : { past: { ...past, next: Math.min(past.next, from), end } };
    const progress: Progress = { next: Math.min(next, from), missing: missing.filter((leaf) => leaf < from), ...again };
    const tokens = await this.#parts.store.list("token");
    const reader = await this.#readUnlessReferrer();
    return [
      ...((await reader?.goingBack(from)) ?? []),
      ...this.#sent.goingBack(from),
      ...tokens.map(({ key }): Change => ({ table: "token", key, value: null })),
      ...this.#keepingProgress(progress),
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

  async #readOwnClass(): Promise<void> {
    const { log } = this.#parts;
    if (!log.isOurHost) return;
    const enrolled = log.directory.device(this.device)?.enrolled ?? null;
    // AR5: while the log does not show the enrolment of a device that waits for an archive, there is nothing for it alone.
    if (this.#progress.past?.end === null) {
      if (enrolled === null) return;
      this.#progress = { ...this.#progress, next: enrolled, past: { ...this.#progress.past, end: enrolled } };
    }
    // LG3: receipts are followed from the device's enrolment on; a reader follows every case pack.
    const start = this.isReferrer ? Math.max(this.#progress.next, enrolled ?? 0) : this.#progress.next;
    const { changes, open } = await this.#readLeaves(start, log.follower.size, this.#progress.missing);
    const { said = 0, past } = this.#progress;
    const again = Math.min(log.follower.size, this.#readAgainFrom);
    const next = Math.max(again, past?.end ?? 0);
    const progress: Progress = {
      next,
      missing: open,
      ...(next < said ? { said } : {}),
      ...(past === undefined ? {} : { past: { ...past, next: Math.min(past.next, again) } }),
    };
    await this.#move(progress, changes);
  }

  /** Reads leaves of the own class, those from `start` on and below `end`, and some more: what came of them, and which are to be read again. */
  async #readLeaves(start: number, end: number, others: readonly number[]) {
    const { log } = this.#parts;
    const leafClass = this.isReferrer ? "receipt" : "case";
    const known = new Set(others);
    const unread = {
      size: end,
      leaf: (index: number) => (index >= start || known.has(index) ? log.follower.leaf(index) : null),
    };
    const { found, missing, awaited } = await log.packs.read(leafClass, Math.min(start, ...others), unread);
    const changes: Change[] = [];
    const later: number[] = [];
    for (const { index, bytes } of found) {
      const taken = await (this.#reader === null
        ? this.#takeReceipt(bytes, index)
        : this.#reader.takeEnvelope(bytes, index));
      if (taken === "later") later.push(index);
      else changes.push(...taken);
    }
    if (missing.length > 0) await log.alarms.raise("bytes-missing", missing[0]);
    await log.alarms.clearOlder(
      "bytes-missing",
      ({ leaf }) => leaf !== undefined && log.follower.leaf(leaf)?.class === leafClass,
    );
    return { changes, open: [...missing, ...awaited, ...later].sort((a, b) => a - b) };
  }

  async #move(progress: Progress, changes: readonly Change[]): Promise<void> {
    await this.#parts.store.write([...changes, ...this.#keepingProgress(progress)]);
    this.#progress = progress;
    if (this.#reader !== null) this.#reader.cases.pastEnd = progress.past?.end ?? 0;
  }

  /** True on a reader's device that waits for an archive: of the time before its enrolment it shows nothing (AR5). */
  get waitsForArchive(): boolean {
    return this.#progress.past?.held === true;
  }

  /** How far the past was read, in leaves of so many; null where nothing of it is still to be read. */
  get pastRead(): { readonly done: number; readonly of: number } | null {
    const { past } = this.#progress;
    return past?.end == null || past.held === true ? null : { done: past.next, of: past.end };
  }

  /** A new device leaves the time before its enrolment to an archive (AR5). False where it has read of the log already. */
  async waitForArchive(): Promise<boolean> {
    const { next, missing, past } = this.#progress;
    if (past !== undefined) return past.held === true;
    // A device that nobody enrolled, and that has no key of the organisation, found nothing in what it read.
    const hasFound = this.secrets.epochs.length > 0 || this.#parts.log.directory.device(this.device) !== null;
    if (((next > 0 || missing.length > 0) && hasFound) || this.isReferrer) return false;
    await this.#move({ next: 0, missing: [], past: { next: 0, end: null, held: true } }, []);
    return true;
  }

  /** There is no archive: all of the log is read. */
  async goWithoutArchive(): Promise<void> {
    if (this.waitsForArchive) await this.#move({ next: 0, missing: [] }, []);
  }

  /**
   * Takes an archive that was checked (AR8): what came between it and this device's enrolment is read first, so that no purge is passed over, and only then
   * is anything of it held. What is said of it waits to be sent from the same moment on (AR8a). What is claimed of leaves before it is read in the background.
   */
  async takeArchive(
    size: number,
    said: Exported,
    claims: (reader: Reader) => Promise<readonly Change[]>,
  ): Promise<void> {
    const { past } = this.#progress;
    const reader = await this.#readUnlessReferrer();
    if (past?.held !== true || past.end === null || reader === null) throw new Problem("engine", "not-allowed");
    const end = Math.min(size, past.end);
    const open: number[] = [];
    for (let at = end; at < past.end; ) {
      const to = Math.min(past.end, at - (at % tileWidth) + tilesOfGap * tileWidth);
      const read = await this.#readLeaves(at, to, []);
      await this.#parts.store.write(read.changes);
      open.push(...read.open);
      at = to;
    }
    const { missing } = this.#progress;
    const { packed } = await this.#export(said);
    await this.#move({ ...this.#progress, missing: [...open, ...missing], past: { next: 0, end } }, [
      ...(await claims(reader)),
      ...packed.flatMap(({ changes }) => changes),
    ]);
    this.#dispatch.commit(packed);
    await this.sync();
  }

  /** Reads a piece of the past at the end of a round. What an archive claimed and no leaf held is dropped at the end (AR9). */
  async #readPast(reader: Reader | null): Promise<void> {
    const { log, store } = this.#parts;
    const { past } = this.#progress;
    if (past?.end == null || past.held === true || reader === null || !log.isOurHost || log.alarms.has("fork")) return;
    const to = Math.min(past.end, past.next - (past.next % tileWidth) + tilesOfPast * tileWidth);
    const { changes, open } = await this.#readLeaves(past.next, to, []);
    const { past: _, ...rest } = this.#progress;
    const missing = [...open, ...this.#progress.missing.filter((leaf) => !open.includes(leaf))].sort((a, b) => a - b);
    const isDone = to >= past.end && missing.every((leaf) => leaf >= (past.end ?? 0));
    if (!isDone) await this.#move({ ...rest, missing, past: { ...past, next: to } }, changes);
    else {
      await store.write(changes);
      const dropped = await reader.claims.dropping();
      for (const leaf of dropped.leaves.slice(0, 1)) await log.alarms.raise("entry-refused", leaf);
      // What a false claim kept out came behind it.
      const next = dropped.leaves.length > 0 ? past.end : rest.next;
      await this.#move({ ...rest, next, missing }, dropped.changes);
    }
    await reader.reverify();
    await reader.doDuties();
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
