// What an unlocked device has: its secrets, its cases or its sent referrals, and the right to write. Locking throws all of it away.
import type { CaseState } from "../core/case-fold.ts";
import { foldCase, parentsFor } from "../core/case-fold.ts";
import type { EpochRecord, OrganisationRecord } from "../core/directory.ts";
import type { BodyOf, CaseKind, ReceiptState } from "../core/entry-kind.ts";
import type { Json } from "../core/json.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { hasWaited } from "../core/waits.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { RandomBytes } from "../crypto/random.ts";
import type { LeafClass } from "../log/leaf.ts";
import type { EntryNote } from "../note/entry-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { encodeSubmission, parseSubmission } from "../protocol/submission.ts";
import { signTokenRequest } from "../protocol/token-request.ts";
import { SecretIdentity } from "../sealing/secret-identity.ts";
import { recipientOf } from "../sealing/suite.ts";
import { CaseBook } from "./case-book.ts";
import type { AnswerVerb } from "./case-view.ts";
import { hasLoggedAcceptance, kindOfAnswer, unopened } from "./case-view.ts";
import { ComposeProblem, Composer } from "./composer.ts";
import { openEnvelope } from "./opening.ts";
import type { Parcel } from "./outbox.ts";
import { isLate } from "./outbox.ts";
import { readPacks } from "./pack-reader.ts";
import type { PublicLog } from "./public-log.ts";
import { Shelf } from "./shelf.ts";
import type { Change, MemberStore } from "./store.ts";
import { Tokens } from "./tokens.ts";
import type { OpenVault, Secrets } from "./vault.ts";
import type { SentView } from "./views.ts";

export interface SessionParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly vault: OpenVault;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Saves changed secrets: an epoch that was handed over. */
  readonly save: (secrets: Secrets) => Promise<void>;
}

/** What a referrer keeps of a sent referral (SL7): no organisation, no name, no label. */
interface SentRow {
  readonly entry: string;
  readonly parcels: readonly string[];
  readonly sealedAt: number;
  readonly loggedAt: number | null;
  readonly witnessedAt: number | null;
  readonly leaf: number | null;
  readonly answers: readonly { readonly state: ReceiptState; readonly at: number }[];
}

interface Progress {
  readonly next: number;
  /** Leaves below `next` to look at again: those without bytes, and those of whose author the directory may not know yet. */
  readonly missing: readonly number[];
}

/** What became of a leaf; `later` while the trusted directory lags behind it, so that nothing can be said about its author. */
type Taken = readonly Change[] | "later";

export class Session {
  readonly shelf: Shelf;
  readonly tokens: Tokens;
  readonly book: CaseBook;
  readonly #parts: SessionParts;
  readonly #sent = new Map<string, SentRow>();
  readonly #folds = new Map<string, CaseState>();
  #secrets: Secrets;
  /** Parsed once: the keys that opening prepares for an identity are kept with the object. */
  #parsed: { readonly secrets: Secrets; readonly identities: readonly SecretIdentity[] } | null = null;
  #progress: Progress;
  /** The first leaf that a newly held epoch may open; infinite when none was taken since the last look. */
  #readAgainFrom = Number.POSITIVE_INFINITY;
  #ended = false;

  private constructor(parts: SessionParts, shelf: Shelf, book: CaseBook, tokens: Tokens, progress: Progress) {
    this.#parts = parts;
    this.#secrets = parts.vault.secrets;
    this.shelf = shelf;
    this.book = book;
    this.tokens = tokens;
    this.#progress = progress;
  }

  static async open(parts: SessionParts): Promise<Session> {
    const key = decodeBase64(parts.vault.secrets.storageKey) ?? new Uint8Array(0);
    const shelf = new Shelf(parts.store, key, parts.randomBytes);
    const book = await CaseBook.load(shelf, parts.log.founding.origin);
    const tokens = await Tokens.load(parts.store);
    const progress = ((await shelf.get("meta", "progress")) as unknown as Progress | undefined) ?? {
      next: 0,
      missing: [],
    };
    const session = new Session(parts, shelf, book, tokens, progress);
    for (const { value } of await shelf.list("sent")) {
      const row = value as unknown as SentRow;
      session.#sent.set(row.entry, row);
    }
    return session;
  }

  get device(): string {
    return this.#secrets.device;
  }

  get organisation(): string {
    return this.#secrets.organisation;
  }

  get record(): OrganisationRecord | null {
    return this.#parts.log.directory.organisation(this.organisation);
  }

  get isReferrer(): boolean {
    return this.record?.party === "referrer";
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /** The key with which this device signs. */
  get signer(): SignerKey {
    return { name: this.device, seed: decodeBase64(this.#secrets.signingSeed) ?? new Uint8Array(0) };
  }

  /** The part of a sync that needs the vault: open what is ours, keep receipts, do a reader's duties, draw tokens. */
  async sync(): Promise<void> {
    const { log, store } = this.#parts;
    // A device that the trusted directory does not know is neither a reader nor a referrer yet.
    if (this.record === null) return;
    await this.#readOwnClass();
    if (this.#readAgainFrom < Number.POSITIVE_INFINITY) {
      this.#readAgainFrom = Number.POSITIVE_INFINITY;
      await this.#readOwnClass();
    }
    if (log.alarms.has("fork") || this.#ended) return;
    const reverified = this.book.reverify(log.directory, log.follower.trusted?.size ?? 0);
    await store.write(reverified.changes);
    for (const leaf of reverified.refused) await log.alarms.raise("entry-refused", leaf);
    this.#folds.clear();
    await this.#settle();
    if (!this.isReferrer) await this.#duties();
    await this.#watchWaiting();
    await this.#drawTokens();
    if (log.host.reachable === true && log.outbox.waiting > 0) await log.flush();
  }

  /** Locks: whatever is still going on in this session writes no secret any more. */
  end(): void {
    this.#ended = true;
  }

  fold(caseId: string): CaseState {
    const known = this.#folds.get(caseId);
    if (known !== undefined) return known;
    const state = this.book.fold(caseId, this.#parts.log.directory, this.#now);
    this.#folds.set(caseId, state);
    return state;
  }

  get sent(): readonly SentView[] {
    const parcels = new Map(this.#parts.log.outbox.parcels.map((parcel) => [parcel.hash, parcel]));
    const now = this.#parts.clock();
    return [...this.#sent.values()]
      .map((row) => {
        const waiting = row.parcels.flatMap((hash) => parcels.get(hash) ?? []);
        const { parcels: _hashes, ...view } = merge(row, waiting);
        return { ...view, late: waiting.some((parcel) => isLate(parcel, now)) };
      })
      .sort((a, b) => b.sealedAt - a.sealedAt);
  }

  /** Seals a referral and puts it into the outbox; the draft and every readable trace of it are gone when this resolves (SL7). */
  async refer(draft: ReferralDraft, draftKey: string | null): Promise<string> {
    const composer = this.#composer();
    const { first, later, referral } = composer.referral(draft, this.isReferrer ? null : this.organisation);
    const envelopes = [await composer.seal(first), ...(later.length === 0 ? [] : [await composer.seal(later)])];
    const packed = envelopes.map((bytes) => this.#pack(bytes, "case"));
    const row: SentRow = {
      entry: referral.id,
      parcels: packed.map(({ parcel }) => parcel.hash),
      sealedAt: this.#parts.clock(),
      loggedAt: null,
      witnessedAt: null,
      leaf: null,
      answers: [],
    };
    const changes: Change[] = [
      this.shelf.put("sent", row.entry, row as unknown as Json),
      ...packed.flatMap((p) => p.changes),
    ];
    if (draftKey !== null) changes.push({ table: "draft", key: draftKey, value: null });
    if (!this.isReferrer) changes.push(...this.#keepCopies([...first, ...later]));
    await this.#parts.store.write(changes);
    this.#sent.set(row.entry, row);
    this.#commit(packed);
    return row.entry;
  }

  /** The envelopes of a sent referral as one submission body, while they are kept (LG6); null when they are not. */
  sealedFile(entry: string): Uint8Array | null {
    const hashes = this.#sent.get(entry)?.parcels ?? [];
    const parcels = this.#parts.log.outbox.parcels.filter((parcel) => hashes.includes(parcel.hash));
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
    const changes: Change[] = [];
    const parcels: Parcel[] = [];
    let opened = 0;
    for (const { token, bytes } of items) {
      const leafClass = sealedShape(bytes, log.directory.founding.suite);
      if (leafClass === null) return null;
      const taken = leafClass === "case" && !this.isReferrer ? await this.#openCarried(bytes) : null;
      if (taken !== null) opened++;
      const { parcel, change } = log.outbox.pack(bytes, leafClass, token);
      parcels.push(parcel);
      changes.push(change, ...(taken ?? []));
    }
    await store.write(changes);
    for (const parcel of parcels) log.outbox.added(parcel);
    this.#folds.clear();
    return opened;
  }

  /** Answers a referral, and sends the referrer's device its receipt. */
  async answer(
    caseId: string,
    referral: string,
    verb: AnswerVerb,
    detail: { readonly reason?: string; readonly outcome?: string },
  ): Promise<void> {
    const body = { referral, ...detail } as BodyOf<"referral.accept">;
    const state = {
      accept: "accepted",
      decline: "declined",
      waitlist: "waitlisted",
      meet: "met",
      close: "closed",
    } as const;
    await this.#write(caseId, kindOfAnswer(verb), body, { receipt: { referral, state: state[verb] } });
  }

  /** Records that the person takes a consent back: sharing on it stops at once, for every reader of the case (FD7, R02). */
  async withdrawConsent(caseId: string, given: string): Promise<void> {
    await this.#write(caseId, "consent.withdraw", { given }, {});
  }

  /** Writes a note that stays in the own organisation. */
  async addNote(caseId: string, text: string): Promise<void> {
    await this.#write(caseId, "note", { text }, { ownOnly: true });
  }

  /** Puts a signed note in clear into the outbox. */
  async postClear(note: Uint8Array, leafClass: "directory" | "public"): Promise<void> {
    const { parcel, change } = this.#parts.log.outbox.pack(note, leafClass, null);
    await this.#parts.store.write([change]);
    this.#parts.log.outbox.added(parcel);
  }

  /** The secret of an own epoch, when this device holds the one that the directory names; else null. */
  async epochIdentity(epoch: number): Promise<string | null> {
    const named = this.#epochNamed(epoch);
    for (const held of this.#secrets.epochs) {
      if (held.epoch === epoch && named !== null && (await isSecretOf(held.identity, named.recipient)))
        return held.identity;
    }
    return null;
  }

  /** Hands the secret of an own epoch to the organisation's other readers (SL4). */
  async handOverEpoch(epoch: number): Promise<void> {
    const identity = await this.epochIdentity(epoch);
    if (identity === null) throw new ComposeProblem("not-allowed");
    const { directory } = this.#parts.log;
    const composer = this.#composer();
    const entry = composer.epochKey(this.organisation, epoch, identity);
    const readers = directory
      .devicesOf(this.organisation)
      .filter(
        (device) =>
          device.role === "reader" && device.id !== this.device && directory.isActiveDevice(device.id, this.#now),
      );
    for (let at = 0; at < readers.length; at += 4) {
      const recipients = readers.slice(at, at + 4).map((device) => device.recipient);
      await this.#post(await composer.sealTo(entry, recipients), "case", []);
    }
  }

  /** Keeps the secret of an epoch in the vault. Several may be kept for one number: which one counts, the directory says. */
  async keepEpoch(epoch: number, identity: string): Promise<void> {
    if (this.#secrets.epochs.some((held) => held.identity === identity)) return;
    if (this.#ended) throw new ComposeProblem("locked");
    const secrets = { ...this.#secrets, epochs: [...this.#secrets.epochs, { epoch, identity }] };
    await this.#parts.save(secrets);
    this.#secrets = secrets;
  }

  get #now(): number {
    return this.#parts.log.follower.seen?.size ?? 1;
  }

  /** Every identity that may open something now: epochs newest first, and the device's own (for handed-over epochs, or receipts). */
  get #identities(): readonly SecretIdentity[] {
    if (this.#parsed?.secrets === this.#secrets) return this.#parsed.identities;
    const epochs = [...this.#secrets.epochs].sort((a, b) => b.epoch - a.epoch).map((epoch) => epoch.identity);
    const identities = [...epochs, this.#secrets.identity].flatMap((text) => SecretIdentity.parse(text) ?? []);
    this.#parsed = { secrets: this.#secrets, identities };
    return identities;
  }

  async #readOwnClass(): Promise<void> {
    const { log, store } = this.#parts;
    const leafClass = this.isReferrer ? "receipt" : "case";
    const enrolled = log.directory.device(this.device)?.enrolled ?? 0;
    // LG3: receipts are followed from the device's enrolment on; a reader follows every case pack.
    const start = this.isReferrer ? Math.max(this.#progress.next, enrolled) : this.#progress.next;
    const from = Math.min(start, ...this.#progress.missing);
    const known = new Set(this.#progress.missing);
    const { found, missing } = await readPacks(leafClass, from, log.follower, log.hosts, log.offsets);
    const isNew = (index: number) => index >= start || known.has(index);
    const changes: Change[] = [];
    const later: number[] = [];
    for (const { index, bytes } of found.filter((leaf) => isNew(leaf.index))) {
      const taken = this.isReferrer ? await this.#takeReceipt(bytes, index) : await this.#takeEnvelope(bytes, index);
      if (taken === "later") later.push(index);
      else changes.push(...taken);
    }
    const lost = missing.filter(isNew);
    if (lost.length > 0) await log.alarms.raise("bytes-missing", lost[0]);
    await log.alarms.clearOlder(
      "bytes-missing",
      ({ leaf }) => leaf !== undefined && log.follower.leaf(leaf)?.class === leafClass,
    );
    const next = Math.min(log.follower.size, this.#readAgainFrom);
    const progress: Progress = { next, missing: [...lost, ...later].sort((a, b) => a - b) };
    await store.write([...changes, this.shelf.put("meta", "progress", progress as unknown as Json)]);
    this.#progress = progress;
  }

  /** The changes that keep what a carried envelope holds; null when it is not for us. */
  async #openCarried(bytes: Uint8Array): Promise<readonly Change[] | null> {
    const opened = await this.#openAsReader(bytes, null);
    if (opened.is === "refused") await this.#parts.log.alarms.raise(opened.alarm);
    return opened.is === "open" ? this.book.add(opened.entries, null) : null;
  }

  #openAsReader(bytes: Uint8Array, index: number | null): ReturnType<typeof openEnvelope> {
    const { log } = this.#parts;
    return openEnvelope(bytes, index, {
      directory: log.directory,
      logKey: log.logKey,
      identities: this.#identities,
      organisation: this.organisation,
      rootAt: (size) => log.follower.rootAt(size),
    });
  }

  async #takeEnvelope(bytes: Uint8Array, index: number): Promise<Taken> {
    const { log } = this.#parts;
    const opened = await this.#openAsReader(bytes, index);
    if (opened.is === "not-for-me") return [];
    if (opened.is === "fork") {
      await log.follower.fork(opened.head);
      return [];
    }
    if (opened.is === "refused") {
      await log.alarms.raise(opened.alarm, index);
      return [];
    }
    for (const { entry } of opened.entries) if ((await this.#takeEpochKey(entry, index)) === "later") return "later";
    return this.book.add(opened.entries, index);
  }

  /**
   * A handed-over epoch of our own organisation (SL4): kept when it is the secret of the recipient that the directory names, whoever
   * sent it. Another one would keep the true one out.
   */
  async #takeEpochKey(entry: EntryNote, index: number): Promise<"later" | "done"> {
    const { content } = entry;
    if (content.kind !== "epoch.key" || "newer" in content) return "done";
    const { organisation, epoch, identity } = content.body;
    if (organisation !== this.organisation) return "done";
    const named = this.#epochNamed(epoch);
    if (named === null && this.#directoryLags(index)) return "later";
    if (named !== null && (await isSecretOf(identity, named.recipient))) {
      // What was sealed to the epoch before this device had it is tried now.
      if ((await this.epochIdentity(epoch)) === null) this.#readAgainFrom = Math.min(this.#readAgainFrom, named.begun);
      await this.keepEpoch(epoch, identity);
    } else await this.#parts.log.alarms.raise("entry-refused", index);
    return "done";
  }

  #epochNamed(epoch: number): EpochRecord | null {
    return this.#parts.log.directory.epochsOf(this.organisation).find((record) => record.epoch === epoch) ?? null;
  }

  /** True while the trusted directory ends before this leaf: it cannot know everyone who may have written it. */
  #directoryLags(index: number): boolean {
    return index >= (this.#parts.log.follower.trusted?.size ?? 0);
  }

  async #takeReceipt(bytes: Uint8Array, index: number): Promise<Taken> {
    const { log } = this.#parts;
    const opened = await openEnvelope(bytes, index, {
      directory: log.directory,
      logKey: log.logKey,
      identities: this.#identities,
      organisation: null,
      rootAt: (size) => log.follower.rootAt(size),
    });
    if (opened.is === "not-for-me") return [];
    if (opened.is === "fork") {
      await log.follower.fork(opened.head);
      return [];
    }
    if (opened.is === "refused") {
      await log.alarms.raise(opened.alarm === "entry-refused" ? "receipt-forged" : opened.alarm, index);
      return [];
    }
    const [first, ...others] = opened.entries;
    if (first?.verified === false && this.#directoryLags(index)) return "later";
    const content = first?.entry.content;
    const receipt = content?.kind === "receipt" && !("newer" in content) && others.length === 0 ? content : null;
    const row = receipt === null ? undefined : this.#sent.get(receipt.body.entry);
    const isTrue = receipt?.body.device === this.device && this.#isFromProvider(receipt.device, index);
    if (receipt === null || !isTrue) {
      await log.alarms.raise("receipt-forged", index);
      return [];
    }
    // True, but about nothing that this device remembers: it was set up anew since. It tells nothing and does no harm.
    if (row === undefined) return [];
    const answer = { state: receipt.body.state, at: Date.parse(receipt.body.at) };
    if (row.answers.some((known) => known.state === answer.state && known.at === answer.at)) return [];
    const changed = { ...row, answers: [...row.answers, answer] };
    this.#sent.set(row.entry, changed);
    return [this.shelf.put("sent", row.entry, changed as unknown as Json)];
  }

  #isFromProvider(device: string, index: number): boolean {
    const { directory } = this.#parts.log;
    const organisation = directory.device(device)?.organisation ?? "";
    return directory.isActiveDevice(device, index) && directory.organisation(organisation)?.party === "provider";
  }

  /** What the log holds and witnesses cosigned needs no copy here any more. */
  async #settle(): Promise<void> {
    const { log } = this.#parts;
    const done = log.outbox.settled(log.follower.trusted?.size ?? 0);
    const parcels = new Map(log.outbox.parcels.map((parcel) => [parcel.hash, parcel]));
    const doneHashes = new Set(done.map((parcel) => parcel.hash));
    const changes: Change[] = [];
    for (const row of this.#sent.values()) {
      const waiting = row.parcels.flatMap((hash) => parcels.get(hash) ?? []);
      if (waiting.length === 0) continue;
      const merged = merge(row, waiting);
      const left = row.parcels.filter((hash) => !doneHashes.has(hash));
      const settled = {
        ...merged,
        parcels: left,
        witnessedAt: left.length === 0 ? (log.view.trusted?.at ?? null) : null,
      };
      this.#sent.set(row.entry, settled);
      changes.push(this.shelf.put("sent", row.entry, settled as unknown as Json));
    }
    await log.outbox.remove(done, changes);
  }

  /** A reader's duties: say that a referral arrived, that something was opened, that a new epoch can be opened. */
  async #duties(): Promise<void> {
    if (!this.#parts.log.directory.isActiveDevice(this.device, this.#now)) return;
    for (const caseId of this.book.caseIds) {
      try {
        await this.#dutiesIn(caseId);
      } catch (error) {
        // A case in which nothing may be written now must not keep the others from being answered.
        if (!(error instanceof ComposeProblem)) throw error;
      }
    }
  }

  async #dutiesIn(caseId: string): Promise<void> {
    const state = this.fold(caseId);
    for (const referral of state.referrals) {
      const place = referral.places.find((candidate) => candidate.organisation === this.organisation);
      if (place?.state !== "sent" || state.holdsNewer) continue;
      const receipt = { referral: referral.id, state: "received" as const };
      await this.#write(caseId, "referral.receive", { referral: referral.id }, { receipt });
    }
    const entries = unopened(this.fold(caseId), this.organisation).slice(0, 16);
    if (entries.length > 0) await this.#write(caseId, "opened", { entries }, { ownOnly: true });
  }

  // FD1: what builds on something that is not here waits; after a day by the log's time somebody should ask for it.
  async #watchWaiting(): Promise<void> {
    const { log } = this.#parts;
    const overdue = this.book.caseIds
      .flatMap((caseId) => this.fold(caseId).entries)
      .filter(({ verdict, leaf }) => verdict.is === "waiting" && leaf !== null && this.#isDayOld(leaf));
    for (const { leaf } of overdue) await log.alarms.raise("waiting-long", leaf ?? undefined);
    if (overdue.length === 0) await log.alarms.clear("waiting-long");
  }

  #isDayOld(leaf: number): boolean {
    return hasWaited(this.#parts.log.directory.times, leaf, 24, this.#now);
  }

  async #write<K extends CaseKind>(
    caseId: string,
    kind: K,
    body: BodyOf<K>,
    options: {
      readonly ownOnly?: boolean;
      readonly receipt?: { readonly referral: string; readonly state: ReceiptState };
    },
  ): Promise<void> {
    const { directory } = this.#parts.log;
    const state = this.fold(caseId);
    const to = options.ownOnly === true ? [this.organisation] : this.#readersOf(state);
    const placed = this.book.placed(caseId, directory);
    const composer = this.#composer();
    const entry = composer.entry(kind, { caseId, parents: parentsFor(placed, to), to }, body);
    // The same fold that every reader runs must accept it: else nothing is written.
    const tried = foldCase(
      caseId,
      [...placed, { id: entry.id, content: entry.content as never, leaf: null, position: 0 }],
      directory,
      this.#now,
    );
    const verdict = tried.entries.find((judged) => judged.id === entry.id)?.verdict;
    if (verdict?.is !== "effective") throw new ComposeProblem("not-allowed");
    const packed = [this.#pack(await composer.seal([entry]), "case")];
    const receipt = options.receipt === undefined ? null : await this.#receiptFor(composer, options.receipt);
    if (receipt !== null) packed.push(this.#pack(receipt, "receipt"));
    await this.#parts.store.write([...this.#keepCopies([entry]), ...packed.flatMap((p) => p.changes)]);
    this.#commit(packed);
    this.#folds.delete(caseId);
  }

  /** Own organisation and everyone in the case who can read: at most four, as a case has at most three choices. */
  #readersOf(state: CaseState): readonly string[] {
    const { directory } = this.#parts.log;
    const others = state.participants.filter((id) => {
      const party = directory.organisation(id)?.party;
      return (
        id !== this.organisation &&
        party !== undefined &&
        party !== "referrer" &&
        directory.epochForSending(id, this.#now) !== null
      );
    });
    return [this.organisation, ...others].slice(0, 4).sort();
  }

  async #receiptFor(
    composer: Composer,
    receipt: { readonly referral: string; readonly state: ReceiptState },
  ): Promise<Uint8Array | null> {
    const author = this.book.note(receipt.referral)?.entry.content.device;
    const device = author === undefined ? null : this.#parts.log.directory.device(author);
    if (device === null || device.role !== "referrer" || device.revoked !== null) return null;
    return composer.receipt(device.id, device.recipient, receipt.referral, receipt.state);
  }

  #keepCopies(entries: readonly EntryNote[]): readonly Change[] {
    return this.book.add(
      entries.map((entry, position) => ({ entry, position, verified: true })),
      null,
    );
  }

  #pack(
    bytes: Uint8Array,
    leafClass: LeafClass,
  ): { readonly parcel: Parcel; readonly changes: readonly Change[]; readonly token: string | null } {
    const token = this.tokens.take();
    const { parcel, change } = this.#parts.log.outbox.pack(bytes, leafClass, token?.bytes ?? null);
    return { parcel, token: token?.key ?? null, changes: token === null ? [change] : [change, token.spend] };
  }

  async #post(bytes: Uint8Array, leafClass: LeafClass, changes: readonly Change[]): Promise<void> {
    const packed = this.#pack(bytes, leafClass);
    await this.#parts.store.write([...changes, ...packed.changes]);
    this.#commit([packed]);
  }

  #commit(packed: readonly { readonly parcel: Parcel }[]): void {
    for (const { parcel } of packed) this.#parts.log.outbox.added(parcel);
  }

  async #drawTokens(): Promise<void> {
    const { log, clock } = this.#parts;
    const bare = log.outbox.parcels.filter(
      (parcel) => parcel.leaf === null && parcel.token === null && needsToken(parcel),
    );
    if (this.tokens.count >= 8 + bare.length || !log.directory.isActiveDevice(this.device, this.#now)) {
      return this.#equip(bare);
    }
    const challenge = await log.host.challenge();
    if (challenge === null) return;
    const seed = decodeBase64(this.#secrets.signingSeed) ?? new Uint8Array(0);
    const request = {
      kind: "tokens" as const,
      device: this.device,
      challenge,
      at: `${new Date(clock()).toISOString().slice(0, 19)}Z`,
      count: Math.min(64, 16 + bare.length),
    };
    const drawn = await log.host.tokens(signTokenRequest(log.founding.origin, request, { name: this.device, seed }));
    if (drawn === null) return;
    await this.#parts.store.write(this.tokens.add(drawn.map((bytes) => ({ key: encodeHex(bytes), bytes }))));
    await this.#equip(bare);
  }

  async #equip(bare: readonly Parcel[]): Promise<void> {
    for (const parcel of bare) {
      const token = this.tokens.take();
      if (token === null) return;
      await this.#parts.log.outbox.equip(parcel.hash, token.bytes, token.spend);
    }
  }

  #composer(): Composer {
    const { log, clock, randomBytes } = this.#parts;
    const { seen } = log.follower;
    if (seen === null) throw new ComposeProblem("not-synced");
    if (!log.directory.isActiveDevice(this.device, this.#now)) throw new ComposeProblem("not-active");
    const signingSeed = decodeBase64(this.#secrets.signingSeed) ?? new Uint8Array(0);
    return new Composer({ device: this.device, signingSeed, directory: log.directory, seen, clock, randomBytes });
  }

  /** True once our acceptance is logged: until then what waits for it stays hidden (FD8). */
  hasAccepted(caseId: string): boolean {
    return hasLoggedAcceptance(this.fold(caseId), this.organisation);
  }
}

/** True when this age identity is the secret of that recipient. */
async function isSecretOf(identity: string, recipient: string): Promise<boolean> {
  const secret = SecretIdentity.parse(identity);
  return secret !== null && (await recipientOf(secret)) === recipient;
}

function needsToken(parcel: Parcel): boolean {
  return parcel.leafClass === "case" || parcel.leafClass === "receipt";
}

/** A sent row with what the outbox knows of its parcels: logged when the last of them is. */
function merge(row: SentRow, waiting: readonly Parcel[]): SentRow {
  if (waiting.length === 0) return row;
  const logged = waiting.every((parcel) => parcel.loggedAt !== null);
  const [first] = waiting;
  return {
    ...row,
    leaf: row.leaf ?? first?.leaf ?? null,
    loggedAt: row.loggedAt ?? (logged ? Math.max(...waiting.map((parcel) => parcel.loggedAt ?? 0)) : null),
  };
}
